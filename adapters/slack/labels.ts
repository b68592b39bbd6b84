import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';

/** What a label adds to a name that is not the only one of its kind. */
const BETWEEN = ' · ';

/**
 * Names as labels of at most so many UTF-16 units, in their order. Different names stay different: where two would be cut to the same,
 * their middle is left out instead, and where that does not help they are numbered.
 */
export function toLabels(names: readonly string[], limit: number): readonly string[] {
  const lines = names.map(printableLine);
  const different = [...new Set(lines)];
  const labels = apart(
    different.map((line) => cut(line, limit)),
    (at) => shortened(different[at] ?? '', '', limit),
  );
  const numbered = apart(labels, (at, place) => shortened(labels[at] ?? '', String(place), limit));
  const known = new Map(different.map((line, at) => [line, numbered[at] ?? '']));
  return lines.map((line) => known.get(line) ?? '');
}

/** The labels, those that are there more than once in another way. `place`: which of those that are the same it is, from 1. */
function apart(labels: readonly string[], otherwise: (at: number, place: number) => string): readonly string[] {
  const all = counted(labels);
  const seen = new Map<string, number>();
  return labels.map((label, at) => {
    const place = (seen.get(label) ?? 0) + 1;
    seen.set(label, place);
    return (all.get(label) ?? 0) > 1 ? otherwise(at, place) : label;
  });
}

/** How often each is there. */
export function counted(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** In the room of a label; of what is too long the middle is left out: long names begin alike, and differ at their ends. */
export function shortened(name: string, detail: string, limit: number): string {
  const whole = printableLine(name);
  const tail = detail === '' ? '' : `${BETWEEN}${[...printableLine(detail)].slice(0, 30).join('')}`;
  if (whole.length + tail.length <= limit) return whole + tail;
  const room = limit - tail.length - 1;
  return `${ends(whole, Math.ceil(room / 2), 'start')}…${ends(whole, Math.floor(room / 2), 'end')}${tail}`;
}

/** So many UTF-16 units from one end at most, in whole characters. */
function ends(text: string, room: number, from: 'start' | 'end'): string {
  const characters = [...text];
  let taken = '';
  while (characters.length > 0) {
    const next = from === 'start' ? (characters.shift() ?? '') : (characters.pop() ?? '');
    if (taken.length + next.length > room) break;
    taken = from === 'start' ? taken + next : next + taken;
  }
  return taken;
}
