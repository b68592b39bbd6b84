import type { CommandContext } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { CommandHost } from '../commands/host.ts';
import type { Outcome, Refusal } from '../commands/outcome.ts';
import { COMMANDS, commandNamed } from '../commands/registry.ts';
import { commandLabel } from '../commands/told-call.ts';
import { welcome } from '../commands/welcome.ts';
import { wordsOfCommands } from '../commands/words.ts';
import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Member } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { RawArguments, Understanding } from '../language/types.ts';
import { understand } from '../language/understand.ts';
import type { NewId } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import { ConflictError, type Store, StoreError } from '../ports/store.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { answerRepeated } from './answer-repeated.ts';
import { createContext, type Organisation } from './call-context.ts';
import type { Answer, Incoming, Router, Understood } from './messages.ts';

export interface RouterParts {
  readonly store: Store;
  readonly organisation: Organisation;
  readonly newId: NewId;
  readonly host: CommandHost;
  readonly log: Log;
  /** Told of each change once it is committed. */
  readonly onRecorded?: (changeId: string) => void;
}

/** The longest message looked at, in characters; a book comes as a call, not as text. */
const TEXT_MAX = 25_000;

export function createRouter(parts: RouterParts): Router {
  const words = wordsOfCommands(COMMANDS);
  return {
    async handle(incoming) {
      const reader = {
        language: incoming.language ?? parts.organisation.language,
        timeZone: parts.organisation.timeZone,
      };
      try {
        if (incoming.memberId === null) return await answerNobody(incoming, reader.language, parts);
        const member = await parts.store.views.get('member', incoming.memberId);
        if (!member) return refusal(null, plain('forbidden', messagesIn(reader.language).errors.stranger), reader);
        reader.language = incoming.language ?? member.language;
        reader.timeZone = member.timeZone;
        const before = await answerRepeated(incoming, reader, parts.store.views);
        return before ?? (await answerMember(incoming, member, reader, parts, words));
      } catch (error) {
        // Somebody else worked on it in the meantime.
        const again = isRepeated(error) ? await answerRepeated(incoming, reader, parts.store.views) : undefined;
        if (again) return again;
        return refusal(null, plain('unavailable', trouble(error, messagesIn(reader.language), parts.log)), reader);
      }
    },
    describe: (language) =>
      COMMANDS.map(({ name, text }) => ({
        name,
        words: [name, ...text[language].aliases],
        summary: text[language].summary,
      })),
  };
}

interface Reader {
  readonly language: Language;
  readonly timeZone: string;
}

const isRepeated = (error: unknown): boolean => error instanceof ConflictError && error.reason === 'repeated';

async function answerNobody(incoming: Incoming, language: Language, parts: RouterParts): Promise<Answer> {
  const { organisation, store, newId } = parts;
  const reader = { language, timeZone: organisation.timeZone };
  const isEmpty = (await store.views.someMembers()).length === 0;
  if (!isEmpty) return refusal(null, plain('forbidden', messagesIn(language).errors.stranger), reader);
  const raw =
    'call' in incoming.content && incoming.content.call.command === 'welcome' ? incoming.content.call.args : {};
  const outcome = await welcome(raw, { store, now: incoming.at, newId, language, organisation });
  return toAnswer({ command: 'welcome', input: {} }, outcome, reader);
}

async function answerMember(
  incoming: Incoming,
  member: Member,
  reader: Reader,
  parts: RouterParts,
  words: ReturnType<typeof wordsOfCommands>,
): Promise<Answer> {
  const { errors } = messagesIn(reader.language);
  if (hasLeft(member, dayOf(incoming.at, member.timeZone)))
    return refusal(null, plain('forbidden', errors.hasLeft), reader);
  const call: { command: string } = { command: '' };
  const context = await createContext(incoming, member, reader.language, parts, call);
  const understood = await toCall(incoming, context, words);
  if (understood.kind !== 'command') return refusal(null, notUnderstood(understood, context), reader);
  const command = commandNamed(understood.command);
  if (!command) return refusal(null, notUnderstood({ kind: 'none' }, context), reader);
  call.command = command.name;
  const { input, outcome } =
    'form' in incoming.content
      ? await command.ask(understood.raw, context)
      : await command.invoke(understood.raw, context);
  const reading = await readerAfter(command, member, reader, incoming, parts);
  const answer = toAnswer({ command: command.name, input }, outcome, reading);
  return understood.beside === undefined ? answer : withOthers(answer, understood.beside, context);
}

/** One call is for one account: whoever told of more is told which are still to be said. */
async function withOthers(answer: Answer, ids: readonly string[], context: CommandContext): Promise<Answer> {
  const accounts = await context.views.some('account', ids);
  const line = context.messages.answers.otherAccounts(accounts.map(({ name }) => name));
  const { blocks } = answer.reply;
  const at = blocks.findIndex(({ kind }) => kind === 'buttons' || kind === 'form');
  const before = at === -1 ? blocks.length : at;
  const told: Block = { kind: 'text', text: line, tone: 'quiet' };
  return { ...answer, reply: { ...answer.reply, blocks: [...blocks.slice(0, before), told, ...blocks.slice(before)] } };
}

/** `me` may have changed the language or zone: what follows already speaks it. */
async function readerAfter(
  command: Command,
  member: Member,
  reader: Reader,
  incoming: Incoming,
  parts: RouterParts,
): Promise<Reader> {
  if (command.name !== 'me') return reader;
  const now = await parts.store.views.get('member', member.id);
  return now ? { language: incoming.language ?? now.language, timeZone: now.timeZone } : reader;
}

async function toCall(
  { content }: Incoming,
  context: CommandContext,
  commands: ReturnType<typeof wordsOfCommands>,
): Promise<Understanding> {
  if ('call' in content)
    return { kind: 'command', command: content.call.command, raw: content.call.args as RawArguments };
  if ('form' in content) {
    const { command, args, from = '' } = content.form;
    const read = from === '' ? null : await reading(from, context, commands);
    const known = read?.kind === 'command' && read.command === command ? read.raw : {};
    return { kind: 'command', command, raw: { ...known, ...args } as RawArguments };
  }
  return reading(content.text, context, commands);
}

async function reading(
  text: string,
  context: CommandContext,
  commands: ReturnType<typeof wordsOfCommands>,
): Promise<Understanding> {
  if (text.length > TEXT_MAX) return { kind: 'none' };
  const { views, now, zone, today, caller, permissions, channelAccount, place, platform } = context;
  return understand(text, {
    views,
    commands,
    now,
    zone,
    today,
    memberId: caller.member.id,
    visible: (account) => permissions.maySee(account),
    channelAccountId: channelAccount?.id,
    // A chat platform hands over only what is said to the assistant; in a channel of the console everything is.
    isTalk: place === 'channel' && platform === 'console',
  });
}

function notUnderstood(understanding: Understanding, context: CommandContext): Refusal {
  const { language, messages } = context;
  const { errors, answers } = messages;
  if (understanding.kind === 'unclear') {
    const known = Object.keys(commandNamed(understanding.command)?.fields ?? {});
    const message =
      understanding.about === 'quote'
        ? errors.unclearQuote
        : errors.unknownField(understanding.text, known, understanding.meant);
    return plain('invalid-argument', message);
  }
  const { why, after = '' } = understanding.kind === 'none' ? understanding : {};
  if (why !== undefined) return plain('not-understood', errors.notRecorded[why]);
  const begun = commandNamed(after);
  const suggestions = begun?.text[language].examples ?? answers.helpExamples;
  const message = begun ? errors.notUnderstoodAfter(commandLabel(begun, begun.name, language)) : errors.notUnderstood;
  const help = suggestions.map((example): Block => ({ kind: 'text', text: { code: example } }));
  return { ...plain('not-understood', message), suggestions, help };
}

const plain = (code: Refusal['code'], message: string): Refusal => ({
  kind: 'refused',
  code,
  message,
  suggestions: [],
});

function toAnswer(understood: Understood, outcome: Outcome, reader: Reader): Answer {
  if (outcome.kind === 'refused') return refusal(understood, outcome, reader);
  return { ok: true, understood, data: outcome.data, reply: outcome.reply, ...reader };
}

function refusal(understood: Understood | null, refused: Refusal, reader: Reader): Answer {
  const { code, message, suggestions, help = [] } = refused;
  const tone = code === 'missing-argument' || code.startsWith('ambiguous') ? 'neutral' : 'warning';
  const hints: readonly Block[] =
    suggestions.length > 0 && help.length === 0 ? [{ kind: 'text', text: suggestions.join(' · '), tone: 'quiet' }] : [];
  const reply: Reply = { title: message, tone, audience: 'asker', blocks: [...hints, ...help] };
  return { ok: false, understood, error: { code, message, suggestions }, reply, ...reader };
}

/** Two texts for one failure: the whole of it for the operator, what to do for the person. */
function trouble(error: unknown, { errors }: Messages, log: Log): string {
  log.error('a message could not be answered', { error });
  return error instanceof StoreError ? errors.storeTrouble[error.fault] : errors.unavailable;
}
