import { findDays } from './find-days.ts';
import { keyMeant } from './near-key.ts';
import type { CommandWords, FieldWords, LanguageContext, Stretch } from './types.ts';

/** One argument given by name, `key=value` or `--key value`. */
export interface NamedArgument {
  readonly field: FieldWords;
  readonly value: string;
}

interface NamedArguments {
  readonly kind: 'read';
  readonly named: readonly NamedArgument[];
  /** What the named ones took, quotes and all. */
  readonly taken: readonly Stretch[];
  /** Quoted stretches outside named ones, quotes included. */
  readonly quoted: readonly Stretch[];
}

export type NamedReading = NamedArguments | ({ readonly kind: 'wrong' } & Fault);

interface Fault {
  readonly about: 'quote' | 'unknown-field';
  readonly text: string;
  /** The key that was probably meant. */
  readonly meant?: string;
}

export interface NamedOptions {
  /** Quotes outside of values matter (a log's own words may hold any). */
  readonly quotes: boolean;
  /** An unknown `key=` may be text; only one that looks like a slip of a known key is a mistake then. */
  readonly freely: boolean;
  /** Names that may go on past a space: `account=Northwind Traders`. */
  readonly names: readonly Stretch[];
  readonly context: LanguageContext;
}

const KEY = /([\p{L}_][\p{L}\p{N}_-]{0,60})(?:=(?![=>])|:(?=\s?"))\s?/uy;
const FLAG = /--([\p{L}_][\p{L}\p{N}_-]{0,60})(?:\s*=\s*|\s+|$)/uy;
const SPACE = /[\s,;]/;
const HAN = /\p{Script=Han}/u;

interface Scan {
  readonly text: string;
  readonly folded: string;
  readonly command: CommandWords;
  readonly options: NamedOptions;
  readonly named: NamedArgument[];
  readonly taken: Stretch[];
  readonly quoted: Stretch[];
  /** Keys left to the person's own words. */
  readonly left: Fault[];
}

type Step = { readonly next: number } | Fault;

/** Takes out of a command's words everything that is named. `from` is where they begin. */
export function readNamed(
  text: string,
  folded: string,
  from: number,
  command: CommandWords,
  options: NamedOptions,
): NamedReading {
  const scan: Scan = { text, folded, command, options, named: [], taken: [], quoted: [], left: [] };
  let at = from;
  while (at < folded.length) {
    const step = SPACE.test(folded.charAt(at)) ? { next: at + 1 } : scanToken(scan, at);
    if ('about' in step) return { kind: 'wrong', ...step };
    at = Math.max(step.next, at + 1);
  }
  // Whose own words have been given by name has no place for more of them.
  const [lost] = scan.named.some(({ field }) => field.free) ? scan.left : [];
  if (lost) return { kind: 'wrong', ...lost };
  return { kind: 'read', named: scan.named, taken: scan.taken, quoted: scan.quoted };
}

function scanToken(scan: Scan, at: number): Step {
  const { folded, options } = scan;
  if (options.quotes && folded[at] === '"') {
    const end = folded.indexOf('"', at + 1);
    if (end === -1) return { about: 'quote', text: scan.text.slice(at) };
    scan.quoted.push({ start: at, end: end + 1 });
    return { next: end + 1 };
  }
  FLAG.lastIndex = at;
  const flag = FLAG.exec(folded);
  if (flag) return takeFlag(scan, at, flag[1] ?? '', flag[0].length);
  KEY.lastIndex = at;
  const key = KEY.exec(folded);
  if (key) return takeKey(scan, at, key[1] ?? '', key[0].length);
  return { next: nextToken(folded, at, options.quotes) };
}

function nextToken(folded: string, from: number, quotes: boolean): number {
  let at = from + 1;
  while (at < folded.length && !SPACE.test(folded.charAt(at)) && !(quotes && folded[at] === '"')) at++;
  return at;
}

function takeFlag(scan: Scan, at: number, label: string, length: number): Step {
  const field = fieldOf(scan.command, label);
  if (!field) return unknownKey(scan, at, label, label);
  const next = scan.folded.slice(at + length).split(/\s/, 1)[0] ?? '';
  if (field.type === 'switch' && toSwitch(next) === undefined) {
    scan.named.push({ field, value: 'true' });
    scan.taken.push({ start: at, end: at + 2 + label.length });
    return { next: at + 2 + label.length };
  }
  return takeValue(scan, field, at, at + length);
}

function takeKey(scan: Scan, at: number, label: string, length: number): Step {
  const field = fieldOf(scan.command, label);
  if (field) return takeValue(scan, field, at, at + length);
  const glued = gluedLabel(scan.command, label);
  if (glued) return takeValue(scan, glued.field, at + label.length - glued.length, at + length);
  return unknownKey(scan, at, label, scan.text.slice(at, at + label.length));
}

function unknownKey({ command, folded, options, left }: Scan, at: number, label: string, typed: string): Step {
  const meant = keyMeant(command, label);
  const fault: Fault = { about: 'unknown-field', text: typed, ...(meant === undefined ? {} : { meant }) };
  if (meant !== undefined || !options.freely) return fault;
  left.push(fault);
  return { next: nextToken(folded, at, false) };
}

/** 华为份额=68, 张伟value=300: the label is the end of the word, with Chinese in it or before it. */
function gluedLabel(
  command: CommandWords,
  word: string,
): { readonly field: FieldWords; readonly length: number } | undefined {
  let best: { field: FieldWords; length: number } | undefined;
  for (const field of command.fields) {
    for (const label of field.labels) {
      if (word.endsWith(label) && label.length > (best?.length ?? 0) && HAN.test(word.slice(-label.length - 1))) {
        best = { field, length: label.length };
      }
    }
  }
  return best;
}

function fieldOf(command: CommandWords, label: string): FieldWords | undefined {
  const plain = label.replace(/[-_]/g, '');
  return command.fields.find(
    (field) =>
      field.name.toLowerCase() === plain ||
      field.labels.some((one) => one === label || one.replace(/[\s_-]/g, '') === plain),
  );
}

function takeValue(scan: Scan, field: FieldWords, start: number, from: number): Step {
  const { text, folded } = scan;
  if (folded[from] === '"') {
    const end = folded.indexOf('"', from + 1);
    if (end === -1) return { about: 'quote', text: text.slice(from) };
    return keep(scan, field, text.slice(from + 1, end), { start, end: end + 1 });
  }
  const end = endOfValue(scan, field, from);
  return keep(scan, field, text.slice(from, end).trim(), { start, end });
}

function keep(scan: Scan, field: FieldWords, value: string, stretch: Stretch): Step {
  scan.named.push({ field, value });
  scan.taken.push(stretch);
  return { next: stretch.end };
}

function endOfValue({ folded, text, options }: Scan, field: FieldWords, from: number): number {
  // A text that is too long is told so by its field; cut here, its rest would pass for other arguments.
  const rest = field.type === 'text' ? folded.slice(from) : folded.slice(from, from + 4000);
  const bare = from + (bareValue(field).exec(rest)?.[0].length ?? 0);
  if (field.type === 'day') {
    const { today } = options.context;
    const day = findDays(text.slice(from, from + 60), { today, bias: field.bias ?? 'past' })[0];
    return day?.start === 0 ? Math.max(bare, from + day.end) : bare;
  }
  const name = options.names.find((one) => one.start === from);
  return name ? Math.max(bare, name.end) : bare;
}

function bareValue({ type }: FieldWords): RegExp {
  // A list goes on after its comma; other values end at one, unless it stands inside a number.
  if (type === 'contacts' || type === 'members' || type === 'choices')
    return /^[^\s;,+]+(?:\s?[,+]\s?[^\s;,+=]+(?!=))*/;
  if (type === 'text') return /^[^\s;]+/;
  return /^(?:[^\s;,]|,(?=\d))+/;
}

/** `true` or `false` for a folded word of yes or no in either language. */
export function toSwitch(word: string): boolean | undefined {
  if (/^(?:true|yes|y|on|1|是|有|对|开|好)$/.test(word)) return true;
  if (/^(?:false|no|n|off|0|否|没有|无|不|不是|关)$/.test(word)) return false;
  return undefined;
}
