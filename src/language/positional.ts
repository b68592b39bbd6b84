import { findAmounts, findNumbers } from './amounts.ts';
import { toRawValue } from './argument-values.ts';
import { leavesAccount } from './channel-account.ts';
import { findDays } from './find-days.ts';
import { trimmedSmallWords } from './function-words.ts';
import { type Sentence, soleId } from './sentence.ts';
import { readShareFigures, shareFillers } from './share-figures.ts';
import { besideNames, overlaps, untouched } from './stretches.ts';
import type { AmountMention, CommandWords, FieldWords, LanguageContext, Mention, Stretch } from './types.ts';
import { type Chunk, wordsLeft } from './words-left.ts';

/** What the words of a command fill that carry no name. */
export interface Positional {
  readonly raw: Record<string, unknown>;
  /** Fields whose value was recognised, not just whatever words were left. */
  readonly recognised: readonly string[];
  /** Fields that took words as they stood. */
  readonly guessed: readonly string[];
  /** Words nothing took. */
  readonly spare: readonly string[];
}

export interface PositionalScope {
  readonly command: CommandWords;
  /** Its text is what is left when the verb and the named arguments are blanked. */
  readonly sentence: Sentence;
  readonly quoted: readonly Stretch[];
  /** Fields given by name already. */
  readonly given: ReadonlySet<string>;
  readonly accountId: string | undefined;
  readonly context: LanguageContext;
}

interface Filling extends PositionalScope {
  readonly open: FieldWords[];
  readonly raw: Record<string, unknown>;
  readonly taken: Stretch[];
  readonly recognised: string[];
  readonly guessed: string[];
}

/** Fills a command's positional fields from words in any order: names, choices, days, figures, then what is left. */
export async function fillPositional(scope: PositionalScope): Promise<Positional> {
  const open = scope.command.fields.filter((field) => field.positional && !scope.given.has(field.name));
  const filling: Filling = { ...scope, open, raw: {}, taken: [], recognised: [], guessed: [] };
  if (scope.command.name === 'link') fillCode(filling);
  fillNames(filling);
  fillChoices(filling);
  fillDays(filling);
  if (scope.command.name === 'share') fillShare(filling);
  fillFigures(filling);
  const spare = await fillRest(filling);
  return { raw: filling.raw, recognised: filling.recognised, guessed: filling.guessed, spare };
}

function put(filling: Filling, field: FieldWords, value: unknown, stretches: readonly Stretch[]): void {
  filling.raw[field.name] = value;
  filling.taken.push(...stretches);
  filling.recognised.push(field.name);
  const at = filling.open.indexOf(field);
  if (at !== -1) filling.open.splice(at, 1);
}

/** Eight digits, whatever stands between them. */
function fillCode(filling: Filling): void {
  const [field] = filling.open;
  const found = /(?<!\d)\d(?:[\s.-]?\d){7}(?!\d)/.exec(filling.sentence.folded);
  if (field && found) put(filling, field, found[0], [{ start: found.index, end: found.index + found[0].length }]);
}

function fillNames(filling: Filling): void {
  const { sentence, accountId } = filling;
  for (const field of [...filling.open]) {
    // Two accounts for two fields: merge Northwind Ltd into Northwind.
    const mentions = mentionsFor(field, sentence).filter((one) => !filling.taken.includes(one));
    if (mentions.length === 0) continue;
    const several = field.type === 'contacts' || field.type === 'members';
    const used = several ? mentions : mentions.slice(0, 1);
    put(filling, field, several ? used.map(reference) : reference(mentions[0] as Mention), used);
  }
  const account = filling.command.fields.find((field) => field.type === 'account');
  if (!account || filling.raw[account.name] !== undefined || filling.given.has(account.name)) return;
  // A contact brings the account along.
  const home = accountId ?? sentence.accountId;
  if (home !== undefined && sentence.contacts.length > 0) put(filling, account, `#${home}`, []);
}

function mentionsFor(field: FieldWords, sentence: Sentence): readonly Mention[] {
  if (field.type === 'account') return sentence.accounts;
  if (field.type === 'contact' || field.type === 'contacts') return sentence.contacts;
  return field.type === 'member' || field.type === 'members' ? sentence.members : [];
}

function reference(mention: Mention): string {
  const id = soleId(mention);
  return id === undefined ? mention.text : `#${id}`;
}

function fillChoices(filling: Filling): void {
  for (const field of [...filling.open, ...sideChoices(filling)]) {
    if (field.type === 'switch') fillSwitch(filling, field);
    if (!field.choices || (field.type !== 'choice' && field.type !== 'choices')) continue;
    const found = choicesIn(field, filling);
    if (found.length === 0) continue;
    const used = field.type === 'choices' ? found : found.slice(0, 1);
    const values = [...new Set(used.map((one) => one.value))];
    put(filling, field, field.type === 'choices' ? values : values[0], used);
  }
}

/** 采购 beside a contact says the department even where that field has a name: its words hardly mean anything else. */
function sideChoices({ command, given, recognised, context }: Filling): readonly FieldWords[] {
  const isNamed = recognised.length > 0 || context.channelAccountId !== undefined;
  if (!isNamed || command.name === 'log') return [];
  return command.fields.filter(
    (field) =>
      !field.positional && field.choices && !given.has(field.name) && !['action', 'optOut'].includes(field.name),
  );
}

function fillSwitch(filling: Filling, field: FieldWords): void {
  const found = tokensEqual(filling, field.labels)[0];
  if (found) put(filling, field, true, [found]);
}

function choicesIn(field: FieldWords, filling: Filling): readonly (Stretch & { readonly value: string })[] {
  const found = (field.choices ?? []).flatMap(({ value, words }) =>
    tokensEqual(filling, [...words, value]).map((stretch) => ({ ...stretch, value })),
  );
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: (Stretch & { value: string })[] = [];
  for (const one of found) if (!kept.some((other) => overlaps(one, other))) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}

/** Where one of `words` stands as a word of its own, between spaces, signs, small Chinese words, or recognised names. */
function tokensEqual(filling: Filling, words: readonly string[]): readonly Stretch[] {
  const { folded } = filling.sentence;
  const names = [
    ...filling.taken,
    ...filling.sentence.accounts,
    ...filling.sentence.contacts,
    ...filling.sentence.members,
  ];
  const free = (from: number, to: number) => {
    const part = folded.slice(from, to);
    return part === '' || !/[\p{L}\p{N}]/u.test(part) || names.some((one) => overlaps(one, { start: from, end: to }));
  };
  const found: Stretch[] = [];
  for (const word of new Set(words)) {
    for (let at = word === '' ? -1 : folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const stretch = { start: at, end };
      const before = free(at - 1, at) || /[的为是到在]/.test(folded.charAt(at - 1));
      if (before && free(end, end + 1) && !names.some((one) => overlaps(one, stretch))) found.push(stretch);
    }
  }
  return found;
}

function fillDays(filling: Filling): void {
  const { sentence, context } = filling;
  const fields = filling.open.filter((field) => field.type === 'day');
  const names = [...filling.taken, ...sentence.accounts, ...sentence.contacts, ...sentence.members, ...filling.quoted];
  fields.forEach((field, index) => {
    const all = findDays(sentence.words, { today: context.today, bias: field.bias ?? 'past' });
    const day = besideNames(all, names)[index];
    if (day)
      put(filling, field, day.day ?? day.text, [
        { start: day.start - leadOf(sentence.folded, day.start), end: day.end },
      ]);
  });
}

/** The word that ties a day in belongs to it: until Friday, 截至周五. */
function leadOf(folded: string, at: number): number {
  const tie = /(?:\b(?:until|till|by|since|from|on|as of)|截至|直到|至|从|自)\s*$/.exec(
    folded.slice(Math.max(0, at - 10), at),
  );
  return tie?.[0].length ?? 0;
}

function fillShare(filling: Filling): void {
  const quotedSource = filling.quoted.some((quote) =>
    /(?:来源|source)[\s:=]*$/.test(filling.sentence.folded.slice(0, quote.start)),
  );
  const skip = quotedSource ? filling.taken : [...filling.taken, ...filling.quoted];
  const figures = readShareFigures(filling.sentence.words, skip);
  for (const [name, value] of Object.entries(figures.values)) {
    const field = filling.command.fields.find((one) => one.name === name);
    if (field && !filling.given.has(name)) put(filling, field, value, []);
  }
  filling.taken.push(...figures.taken, ...untouched(shareFillers(filling.sentence.folded), filling.sentence.accounts));
  if (!figures.taken.length) return;
  // "45% (40–55)": the figures are said; what is left must not fill low or high.
  const rest = filling.open.filter((field) => field.type !== 'number');
  filling.open.splice(0, filling.open.length, ...rest);
}

function fillFigures(filling: Filling): void {
  const { words: text } = filling.sentence;
  for (const field of filling.open.filter((one) => one.type === 'money' || isAmount(one, filling))) {
    const amount = untouched(findAmounts(text), filling.taken)[0];
    if (amount) putAmount(filling, field, amount);
  }
  for (const field of filling.open.filter((one) => one.type === 'number')) {
    const number = untouched(findNumbers(text), filling.taken)[0];
    if (!number) continue;
    const minus = number.value >= 0 && /(?:^|\s)-$/.test(text.slice(0, number.start));
    const stretch = { start: number.start - (minus ? 1 : 0), end: number.end };
    put(filling, field, minus ? -number.value : number.value, [stretch]);
  }
}

function putAmount(filling: Filling, field: FieldWords, found: AmountMention): void {
  const { amount, currency } = found;
  put(filling, field, field.type === 'money' ? { amount, currency } : amount, [found]);
  if (field.type === 'money') return;
  const beside = filling.command.fields.find((one) => one.name === 'currency');
  if (beside && currency !== null && !filling.given.has('currency')) put(filling, beside, currency, []);
}

function isAmount(field: FieldWords, { command }: Filling): boolean {
  return field.type === 'number' && field.name === 'amount' && command.fields.some((one) => one.name === 'currency');
}

/** Gives what is left to the fields still open, names first in their order; returns what nobody takes. */
async function fillRest(filling: Filling): Promise<readonly string[]> {
  const chunks = wordsLeft(filling.sentence, filling.command.name, filling.taken, filling.quoted);
  const takers = filling.open.filter((field) =>
    ['account', 'contact', 'contacts', 'member', 'members', 'number', 'money', 'text'].includes(field.type),
  );
  const spare: string[] = [];
  while (chunks.length > 0) {
    const chunk = chunks.shift() as Chunk;
    if (await leavesAccount(chunk, takers, filling.context)) takers.shift();
    const field = takers.shift() ?? openChoice(filling);
    if (!field) {
      spare.push(chunk.words);
      continue;
    }
    const last = !takers.some((one) => one.type === 'text');
    const words =
      field.type === 'text'
        ? textFor(field, chunk, chunks, last, takers.length > 0)
        : trimmedSmallWords(chunk.words) || chunk.words;
    filling.raw[field.name] = await toRawValue(field, words, filling.context, filling.accountId ?? idIn(filling));
    filling.guessed.push(field.name);
  }
  return spare;
}

/** Words that are none of a closed choice still go there, where nothing else asks for words: the answer names the choices. */
function openChoice(filling: Filling): FieldWords | undefined {
  const named = filling.recognised.length > 1;
  return named
    ? filling.open.find((one) => one.type === 'choice' && one.name !== 'action' && filling.raw[one.name] === undefined)
    : undefined;
}

/** The last text field takes everything; one before it a single word. */
function textFor(field: FieldWords, chunk: Chunk, chunks: Chunk[], last: boolean, more: boolean): string {
  if (chunk.quoted && !last) return chunk.words;
  if (last && field.type === 'text') {
    const rest = more ? [] : chunks.splice(0, chunks.length);
    return [chunk, ...rest].map((one) => one.words).join(' ');
  }
  const cut = /^\S+/.exec(chunk.words)?.[0] ?? chunk.words;
  const left = chunk.words.slice(cut.length).trim();
  if (left !== '') chunks.unshift({ ...chunk, words: left });
  return cut;
}

function idIn(filling: Filling): string | undefined {
  const account = filling.command.fields.find((field) => field.type === 'account');
  const value = account ? filling.raw[account.name] : undefined;
  return typeof value === 'string' && value.startsWith('#') ? value.slice(1) : undefined;
}
