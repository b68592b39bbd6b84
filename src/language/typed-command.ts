import { listOf, toRawValue } from './argument-values.ts';
import { findAccount } from './find-names.ts';
import { readLog } from './log-sentence.ts';
import { type NamedArgument, type NamedReading, readNamed } from './named-arguments.ts';
import { fillPositional, type Positional } from './positional.ts';
import { readSentence, type Sentence, soleId } from './sentence.ts';
import { masked } from './stretches.ts';
import type { CommandWords, LanguageContext, RawArguments, Understanding } from './types.ts';

/** A command word at the head of a text. */
export interface Verb {
  readonly command: CommandWords;
  /** As the command is called here. */
  readonly word: string;
  /** Where its arguments begin. */
  readonly end: number;
  /** Chinese, with the arguments right behind it: 阶段华为. */
  readonly glued: boolean;
}

const PREFIX = /^\s*\/?kam(?![\p{L}\p{N}_-])[\s:,]*/u;

/** How far `/kam` (or `kam`) reaches, 0 without it. */
export function prefixEnd(folded: string): number {
  return PREFIX.exec(folded)?.[0].length ?? 0;
}

/** The command whose longest word stands at `from`. */
export function verbAt(folded: string, from: number, commands: readonly CommandWords[]): Verb | undefined {
  const start = from + (/^\s*\/?/.exec(folded.slice(from, from + 200))?.[0].length ?? 0);
  const first = folded.charCodeAt(start);
  let best: { readonly command: CommandWords; readonly word: string } | undefined;
  for (const command of commands) {
    for (const word of command.words) {
      if (word.charCodeAt(0) !== first || word.length <= (best?.word.length ?? 0)) continue;
      if (folded.startsWith(word, start) && isWhole(folded, start, word)) best = { command, word };
    }
  }
  if (!best) return undefined;
  const end = start + best.word.length;
  return { ...best, end, glued: end < folded.length && /[\p{L}\p{N}]/u.test(folded.charAt(end)) };
}

/** A Latin word ends where its letters end; a Chinese one anywhere. */
function isWhole(folded: string, start: number, word: string): boolean {
  // 记得, 记者, 记录仪 begin with a verb's characters and are other words.
  if (
    /^记录?$/.test(word) &&
    /^(?:得|住|者|忆|性|错|不|起|录[仪片员者]|仪|片|员|者|显示)/.test(folded.slice(start + word.length))
  )
    return false;
  const last = word.charAt(word.length - 1);
  return !/[a-z0-9]/.test(last) || !/[\p{Script=Latin}\p{N}_'’-]/u.test(folded.charAt(start + word.length));
}

export interface TypedReading {
  readonly understanding: Understanding;
  /** Without `/kam` before it: what follows makes sense as the arguments of this command. */
  readonly plausible: boolean;
  /** Some of it does, and it is too short to be a sentence. */
  readonly half?: boolean;
  /** Words are left that nothing takes. */
  readonly isMore?: boolean;
}

/** Reads what follows a command word. A quote without end is a mistake, and a key it does not know where no words of one's own go. */
export async function readTyped(
  text: string,
  folded: string,
  verb: Verb,
  context: LanguageContext,
): Promise<TypedReading> {
  const { command } = verb;
  const names = /[=]|--|:\s?"/.test(folded)
    ? await readSentence(masked(text, [{ start: 0, end: verb.end }], ' '), context, { keyed: true })
    : undefined;
  const reading = readNamed(text, folded, verb.end, command, {
    quotes: command.name !== 'log',
    freely: command.fields.some(({ free, positional }) => free && positional),
    names: names ? [...names.accounts, ...names.contacts, ...names.members] : [],
    context,
  });
  if (reading.kind === 'wrong') {
    return { understanding: { ...reading, kind: 'unclear', command: command.name }, plausible: true };
  }
  const given = await valuesOf(reading.named, context);
  const rest = masked(text, [{ start: 0, end: verb.end }, ...reading.taken], ' ');
  if (command.name === 'log') return typedLog(rest, verb, given, context);
  return typedOther(verb, rest, reading, given, context);
}

interface Given {
  readonly raw: RawArguments;
  readonly accountId: string | undefined;
}

/** Values of named arguments; the account first, for contacts are looked up in it. */
export async function valuesOf(named: readonly NamedArgument[], context: LanguageContext): Promise<Given> {
  const raw: Record<string, unknown> = {};
  let accountId: string | undefined;
  const accountFirst = [...named].sort(
    (a, b) => Number(b.field.type === 'account') - Number(a.field.type === 'account'),
  );
  for (const { field, value } of accountFirst) {
    const read = await toRawValue(field, value, context, accountId);
    const before = raw[field.name];
    raw[field.name] = Array.isArray(before) && Array.isArray(read) ? [...before, ...read] : read;
    if (field.type === 'account' && typeof read === 'string' && read.startsWith('#')) accountId = read.slice(1);
  }
  return { raw, accountId };
}

/** Puts named arguments over what the words of a log say. */
export function mergedLog(read: RawArguments, given: RawArguments): RawArguments {
  const { nextSteps, note, ...rest }: Record<string, unknown> = { ...read, ...given };
  const merged: Record<string, unknown> = rest;
  Object.assign(merged, note === undefined || note === '' ? {} : { note });
  // As they were typed: whose each is and its day are read where a form's are.
  if (typeof nextSteps === 'string') Object.assign(merged, { nextSteps: listOf(nextSteps) });
  else if (nextSteps !== undefined) Object.assign(merged, { nextSteps });
  return merged;
}

async function typedLog(rest: string, verb: Verb, given: Given, context: LanguageContext): Promise<TypedReading> {
  const text = rest.trim();
  if (text === '') {
    const raw = Object.keys(given.raw).length === 0 ? {} : mergedLog({}, given.raw);
    return { understanding: { kind: 'command', command: 'log', raw }, plausible: true };
  }
  const {
    raw: said,
    isOfChannel,
    beside,
    isEmpty,
  } = await readLog(text, context, { accountId: given.accountId, typed: true });
  const raw = isEmpty && given.raw['note'] === undefined ? whoAndWhen(said) : said;
  const { account, kind = 'note' } = raw;
  const merged = mergedLog(raw, given.raw);
  const named = Object.keys(given.raw).length > 0;
  const told = kind !== 'note' && !/^(?:in|out|off|on)\b/i.test(text);
  const isNamed = account !== undefined && !isOfChannel;
  const plausible = named || told || (isNamed && /^(?:log|记录)$/.test(verb.word));
  const others = beside.length > 0 ? { beside } : {};
  return { understanding: { kind: 'command', command: 'log', raw: merged, ...others }, plausible };
}

/** `log Ada` tells nothing to keep: what was done is asked. */
function whoAndWhen({ kind: _kind, note: _note, ...rest }: RawArguments): RawArguments {
  return rest;
}

/** So many words at the most are half a command and no sentence. */
const HALF = 4;

async function typedOther(
  verb: Verb,
  rest: string,
  reading: Exclude<NamedReading, { readonly kind: 'wrong' }>,
  given: Given,
  context: LanguageContext,
): Promise<TypedReading> {
  const { command } = verb;
  const sentence = await readSentence(rest, context, { accountId: given.accountId });
  const scope = { command, sentence, quoted: reading.quoted, context, accountId: given.accountId };
  const filled = await fillPositional({ ...scope, given: new Set(Object.keys(given.raw)) });
  const raw: Record<string, unknown> = { ...command.preset, ...filled.raw, ...given.raw };
  if (command.name === 'pin') splitReason(raw);
  if (command.name === 'merge' && saysInto(sentence)) turnRound(raw);
  const account = command.fields.find((field) => field.type === 'account');
  const mention = sentence.accounts[0];
  // "Northwind Foods" is not Northwind: words beside a name that nothing else takes belong to it.
  const more = account?.positional && filled.spare.length > 0 && mention && !(account.name in given.raw);
  const guess = filled.guessed.at(-1);
  if (more && guess !== undefined) raw[guess] = [filled.raw[guess], ...filled.spare].join(' ');
  else if (more) raw[account.name] = soleId(mention) === undefined ? mention.text : nameAround(rest, filled);
  return {
    understanding: { kind: 'command', command: command.name, raw },
    isMore: filled.spare.length > 0 && !more,
    half: filled.recognised.length > 0 && rest.trim().split(/\s+/).length <= HALF,
    plausible:
      (command.preset !== undefined && filled.spare.length === 0) ||
      (await isPlausible(rest, filled, given, command, context)),
  };
}

/** Of `merge A into B` and 把 A 并入 B it is B that stays; of `merge A B` it is the first. */
function saysInto({ accounts: [first, second], folded }: Sentence): boolean {
  return (
    first !== undefined &&
    second !== undefined &&
    /\binto\b|并入|并到|归入|到/.test(folded.slice(first.end, second.start))
  );
}

function turnRound(raw: Record<string, unknown>): void {
  const { account, other } = raw;
  Object.assign(raw, { account: other, other: account });
}

/** `pin X stage strategic because …`: one word is the value, the rest says why. */
function splitReason(raw: Record<string, unknown>): void {
  const { value, reason } = raw;
  if (typeof value !== 'string' || reason !== undefined) return;
  const [first = '', ...rest] = value.trim().split(/\s+/);
  if (rest.length > 0) Object.assign(raw, { value: first, reason: rest.join(' ') });
}

/** The words as typed, without those another field took. */
function nameAround(rest: string, filled: Positional): string {
  const others = filled.recognised.length > 1;
  return others ? [...filled.spare].join(' ') : rest.trim().replace(/\s+/g, ' ');
}

async function isPlausible(
  rest: string,
  filled: Positional,
  given: Given,
  command: CommandWords,
  context: LanguageContext,
): Promise<boolean> {
  if (rest.trim().replace(/[\s?.!。？！]+$/u, '') === '') return true;
  if (command.fields.length === 0 || filled.spare.length > 0) return false;
  if (Object.keys(given.raw).length > 0) return filled.guessed.length === 0 || filled.recognised.length > 0;
  const texts = filled.guessed.filter((name) =>
    command.fields.some((field) => field.name === name && field.type === 'text'),
  );
  if (filled.guessed.length === 0) return filled.recognised.length > 0;
  if (texts.length === filled.guessed.length) return filled.recognised.length > 1;
  return filled.guessed.length === 1 && resembles(filled, command, context);
}

/** The words left may be an account that exists, or one mistyped. */
async function resembles(filled: Positional, command: CommandWords, context: LanguageContext): Promise<boolean> {
  const field = command.fields.find((one) => one.name === filled.guessed[0]);
  const value = field ? filled.raw[field.name] : undefined;
  if (typeof value !== 'string' || field?.type !== 'account') return false;
  if (value.startsWith('#')) return true;
  if (value.split(/\s+/).length > 4 || value.length > 40) return false;
  const found = await findAccount(context.views, value, (account) => context.visible(account));
  return found.kind === 'many' || (found.kind === 'none' && found.suggestions.length > 0);
}
