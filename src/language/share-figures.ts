import { findNumbers, type NumberMention } from './amounts.ts';
import { plainText } from './plain-text.ts';
import { matchesOf, overlaps, untouched } from './stretches.ts';
import type { Stretch } from './types.ts';

export interface ShareFigures {
  readonly values: {
    readonly percent?: number;
    readonly low?: number;
    readonly high?: number;
    readonly ceiling?: number;
    readonly source?: string;
  };
  readonly taken: readonly Stretch[];
}

const NUMBER = '\\d{1,9}(?:\\.\\d{1,9})?';
const RANGE = new RegExp(`(?<![\\d.])(${NUMBER})\\s*%?\\s*(?:-+|~|to|到|至)\\s*(${NUMBER})\\s*%?`);
const CEILING =
  /(?:of\s+)?(?:at most|max(?:imum)?|up to|ceiling|capp?(?:ed at)?|上限|最多|最高|封顶|天花板)(?:[为是到在:=\s]|(?:is|of|at)\b)*$/;
const SOURCE =
  /(?:数据)?来源(?:是|为)?\s*[:=]?\s*|\bsource\s*[:=]?\s*|\baccording to\s+|\bper\s+(?=[a-z"])|根据|据(?!说|了解)/;

/** Percent, range, ceiling and source in the words about a share. `skip`: stretches that mean something else, days and names. */
export function readShareFigures(text: string, skip: readonly Stretch[]): ShareFigures {
  const folded = blank(plainText(text), skip);
  const taken: Stretch[] = [];
  const source = sourceIn(text, folded, skip);
  if (source) taken.push(source.stretch);
  const rest = source ? blank(folded, [source.stretch]) : folded;
  const range = RANGE.exec(rest);
  const bounds = range ? rangeOf(range) : undefined;
  if (bounds) taken.push(bounds.stretch);
  const numbers = [...untouched(findNumbers(text), [...skip, ...taken])];
  const ceiling = numbers.find((one) => CEILING.test(rest.slice(Math.max(0, one.start - 24), one.start)));
  if (ceiling) taken.push(widened(rest, ceiling, CEILING));
  const percent = percentIn(
    rest,
    numbers.filter((one) => one !== ceiling),
  );
  if (percent) taken.push(percent);
  return {
    values: {
      ...(percent ? { percent: percent.value } : {}),
      ...(bounds ? { low: bounds.low, high: bounds.high } : {}),
      ...(ceiling ? { ceiling: ceiling.value } : {}),
      ...(source ? { source: source.value } : {}),
    },
    taken,
  };
}

function blank(text: string, stretches: readonly Stretch[]): string {
  let result = text;
  for (const { start, end } of stretches) result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  return result;
}

function rangeOf(match: RegExpExecArray): { low: number; high: number; stretch: Stretch } {
  const end = match.index + match[0].length;
  return { low: Number(match[1]), high: Number(match[2]), stretch: { start: match.index, end } };
}

/** The one with a percent sign, else the first; a minus right before it counts. */
function percentIn(folded: string, numbers: readonly NumberMention[]): NumberMention | undefined {
  const found = numbers.find((one) => one.percent) ?? numbers[0];
  if (!found || found.value < 0 || !/(?:^|[\s=:])-$/.test(folded.slice(0, found.start))) return found;
  return { ...found, value: -found.value, start: found.start - 1 };
}

function widened(folded: string, number: Stretch, before: RegExp): Stretch {
  const from = Math.max(0, number.start - 24);
  const match = before.exec(folded.slice(from, number.start));
  return { start: match ? from + match.index : number.start, end: number.end };
}

function sourceIn(
  text: string,
  folded: string,
  skip: readonly Stretch[],
): { value: string; stretch: Stretch } | undefined {
  const match = SOURCE.exec(folded);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const rest = folded.slice(from);
  const quoted = /^"[^"]*"/.exec(rest)?.[0];
  const length = quoted?.length ?? /^[^,;.\n]*/.exec(rest)?.[0].length ?? 0;
  const end = trimAt(from + length, from, skip);
  const value = text
    .slice(from, end)
    .replace(/^["“”「『]|["“”」』]$/gu, '')
    .trim();
  return value === '' ? undefined : { value, stretch: { start: match.index, end } };
}

/** A source ends before the next day or name, and before a ceiling. */
function trimAt(end: number, from: number, skip: readonly Stretch[]): number {
  const next = skip.filter((one) => overlaps(one, { start: from, end }) && one.start > from).map((one) => one.start);
  return Math.min(end, ...next);
}

/** Words around a figure that carry nothing of their own, as stretches. */
export function shareFillers(folded: string): readonly Stretch[] {
  return matchesOf(
    folded,
    /份额|占比|钱包|大概|大约|左右|现在|目前|当前|今年|涨到|升到|提高到|提升到|降到|跌到|达到|变成|是|为|约|到|有|%|更新|改|在|\b(?:wallet|share|about|around|roughly|currently|now|is|are|has|reached|rose to|fell to|grew to|went up to|dropped to|percent|per cent|stands?|our|have)\b/g,
  );
}
