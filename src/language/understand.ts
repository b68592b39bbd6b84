import { lazily } from '../domain/lazily.ts';
import { courtesyIn } from './courtesy.ts';
import { withoutLinks } from './links.ts';
import { type LogReading, readLog } from './log-sentence.ts';
import { readLookup } from './lookups.ts';
import { readNamed } from './named-arguments.ts';
import { plainText } from './plain-text.ts';
import { readPromiseAlone } from './promise-alone.ts';
import { isBlank, isCorrection, readPlainRequest, readQuestion } from './questions.ts';
import { readSentence, type Sentence } from './sentence.ts';
import { readStatement } from './statements.ts';
import { masked } from './stretches.ts';
import { mergedLog, prefixEnd, readTyped, type Verb, valuesOf, verbAt } from './typed-command.ts';
import type { LanguageContext, RawArguments, Understanding } from './types.ts';

const NONE: Understanding = { kind: 'none' };
const HELP: Understanding = { kind: 'command', command: 'help', raw: {} };

/**
 * What a person typed, as a command with raw arguments: `/kam VERB …`, a bare verb with arguments that fit it, a question, a
 * fact, a greeting, or the report of an interaction, in Chinese or English. Anything else is `none`. Never throws for what is typed.
 */
export async function understand(text: string, context: LanguageContext): Promise<Understanding> {
  const folded = plainText(text);
  const start = prefixEnd(folded);
  if (start > 0 && !/[\p{L}\p{N}?]/u.test(folded.slice(start))) return HELP;
  const courtesy = context.isTalk && start === 0 ? undefined : courtesyIn(folded.slice(start));
  if (courtesy) return { kind: 'command', command: 'help', raw: { courtesy } };
  if (isBlank(folded)) return plainOrNone(folded, context);
  const verb = verbAt(folded, start, context.commands);
  const read =
    start > 0 ? reader(text.slice(start), plainText(text.slice(start)), context) : reader(text, folded, context);
  if (verb) {
    const typed =
      start > 0 ? await prefixed(text, folded, verb, read, context) : await bare(folded, verb, read, context);
    if (typed.kind !== 'none') return typed;
    const sentence = await readBare(read, context);
    return sentence.kind === 'none' ? typed : sentence;
  }
  return readBare(read, context);
}

/** The sentence, read when it is first asked for: a message is tried as several things. */
interface SentenceReader {
  readonly text: string;
  readonly folded: string;
  sentence(): Promise<Sentence>;
}

function reader(text: string, folded: string, context: LanguageContext): SentenceReader {
  return { text, folded, sentence: lazily(() => readSentence(text, context, { folded })) };
}

/** A single small word may still be a command's name: 我, me. */
async function plainOrNone(folded: string, context: LanguageContext): Promise<Understanding> {
  const verb = verbAt(folded, 0, context.commands);
  return verb && folded.slice(verb.end).trim() === ''
    ? { kind: 'command', command: verb.command.name, raw: { ...verb.command.preset } }
    : NONE;
}

/** Behind `/kam` a verb is meant, unless it is just the first letters of a Chinese sentence. */
async function prefixed(
  text: string,
  folded: string,
  verb: Verb,
  read: SentenceReader,
  context: LanguageContext,
): Promise<Understanding> {
  const typed = await readTyped(text, folded, verb, context);
  if (typed.understanding.kind !== 'command' || verb.command.name === 'log') return typed.understanding;
  const doubtful = verb.glued || verb.command.fields.length === 0 || typed.isMore;
  if (!doubtful || (typed.plausible && !verb.glued)) return typed.understanding;
  const sentence = await readBare(read, context);
  if (sentence.kind !== 'none') return sentence;
  // What is left out would be left out in silence.
  return typed.isMore && !verb.glued ? { kind: 'none', after: verb.command.name } : typed.understanding;
}

async function bare(
  folded: string,
  verb: Verb,
  read: SentenceReader,
  context: LanguageContext,
): Promise<Understanding> {
  const plain = readPlainRequest(folded);
  if (plain.kind !== 'none') return plain;
  if (verb.glued || verb.command.name === 'last') {
    const question = await readQuestion(await read.sentence(), context);
    if (question.kind !== 'none') return question;
  }
  const { understanding, plausible, half } = await readTyped(read.text, folded, verb, context);
  // A mistake in the arguments is only one if this was meant as a command at all.
  if (understanding.kind === 'command' && plausible) return understanding;
  return half && !verb.glued && !context.isTalk ? { kind: 'none', after: verb.command.name } : NONE;
}

async function readBare(read: SentenceReader, context: LanguageContext): Promise<Understanding> {
  const plain = readPlainRequest(read.folded);
  if (plain.kind !== 'none') return plain;
  const sentence = await read.sentence();
  const question = await readQuestion(sentence, context);
  if (question.kind !== 'none') return question;
  const statement = readStatement(sentence, context);
  if (statement.kind !== 'none') return statement;
  const report = await readReport(sentence, context);
  if (report.kind !== 'none') return report;
  const promise = readPromiseAlone(sentence, context);
  if (promise) return { kind: 'command', command: 'next', raw: promise };
  const lookup = readLookup(sentence, context);
  if (lookup.kind !== 'none') return lookup;
  return !context.isTalk && isCorrection(read.folded) ? { kind: 'none', why: 'correction' } : report;
}

/** A report, with named arguments in it if any: 昨天拜访华为张伟，聊了预算 signals=guarantee. */
async function readReport(sentence: Sentence, context: LanguageContext): Promise<Understanding> {
  const log = context.commands.find((command) => command.name === 'log');
  if (!log) return NONE;
  const { text } = sentence;
  const folded = plainText(text);
  const options = { quotes: false, freely: true, names: [], context };
  const reading = /[=]|--/.test(folded) ? readNamed(text, folded, 0, log, options) : undefined;
  const named = reading?.kind === 'read' && reading.named.length > 0 ? reading : undefined;
  const given = named ? await valuesOf(named.named, context) : undefined;
  const read = named
    ? readLog(masked(text, named.taken, ' '), context, { accountId: given?.accountId })
    : readLog(text, context, { sentence });
  const understood = toReport(text, await read, given?.raw);
  if (understood.kind === 'command')
    return reading?.kind === 'wrong' ? { ...reading, kind: 'unclear', command: 'log' } : understood;
  return context.isTalk ? NONE : understood;
}

function toReport(
  text: string,
  { raw, sure, not, isOfChannel, beside }: LogReading,
  given?: RawArguments,
): Understanding {
  const others = beside.length > 0 ? { beside } : {};
  if (sure) return { kind: 'command', command: 'log', raw: given ? mergedLog(raw, given) : raw, ...others };
  if (saysOnlyContacted(text, raw, isOfChannel)) return { kind: 'command', command: 'log', raw: withoutKind(raw) };
  return not === undefined ? NONE : { kind: 'none', why: not };
}

/** 联系了张伟 tells of a touch but not how: the command asks. */
function saysOnlyContacted(text: string, raw: RawArguments, isOfChannel: boolean): boolean {
  const folded = withoutLinks(plainText(text));
  const told = /联系[了过上](?!吗)|跟进[了过]|\b(?:contacted|reached out to|got in touch with|followed up with)\b/.test(
    folded,
  );
  const asked =
    /[?]|吗|谁|什么|没有?|多少|未|不要|别|\b(?:who|when|what|did|have|has|not|never|should|could|will)\b/.test(folded);
  const { account, contacts } = raw;
  return (
    told && !asked && ((account !== undefined && !isOfChannel) || (Array.isArray(contacts) && contacts.length > 0))
  );
}

/** A kind that some other word tells still counts: 联系了张伟，聊了交付. */
function withoutKind({ kind, ...rest }: RawArguments): RawArguments {
  return kind === 'note' ? rest : { kind, ...rest };
}
