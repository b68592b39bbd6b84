import type { Stretch } from './types.ts';

/** Whether two stretches share at least one unit. */
export function overlaps(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Whether `inner` lies wholly within `outer`. */
export function within(inner: Stretch, outer: Stretch): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Those of `items` that touch none of `taken`. */
export function untouched<T extends Stretch>(items: readonly T[], taken: readonly Stretch[]): readonly T[] {
  return items.filter((item) => !taken.some((other) => overlaps(item, other)));
}

/** Days that are no part of a longer name. A day as long as the name gives way to it. */
export function besideNames<T extends Stretch>(items: readonly T[], names: readonly Stretch[]): readonly T[] {
  return items.filter(
    (item) => !names.some((name) => overlaps(item, name) && name.end - name.start >= item.end - item.start),
  );
}

/** What lies in `area` outside of `taken`, in order. */
export function gapsIn(area: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  const sorted = taken.filter((one) => overlaps(one, area)).sort((a, b) => a.start - b.start);
  const gaps: Stretch[] = [];
  let at = area.start;
  for (const one of sorted) {
    if (one.start > at) gaps.push({ start: at, end: one.start });
    at = Math.max(at, one.end);
  }
  if (at < area.end) gaps.push({ start: at, end: area.end });
  return gaps;
}

/** Every match of a global pattern as a stretch, empty ones left out. */
export function matchesOf(text: string, pattern: RegExp): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(pattern)) {
    if (match[0].length > 0) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** `text` with each stretch replaced by as many `mark`s, so that offsets stay. */
export function masked(text: string, stretches: readonly Stretch[], mark: string): string {
  if (stretches.length === 0) return text;
  let result = '';
  let at = 0;
  for (const one of [...stretches].sort((a, b) => a.start - b.start)) {
    if (one.start < at) continue;
    result += text.slice(at, one.start) + mark.repeat(one.end - one.start);
    at = one.end;
  }
  return result + text.slice(at);
}
