import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ErrorCode } from '../../src/commands/outcome.ts';
import type { Member } from '../../src/domain/records.ts';
import { LANGUAGES, type Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Views } from '../../src/ports/store.ts';
import type { Answer, Router } from '../../src/router/messages.ts';
import { adminsAmong } from '../../src/services/permissions.ts';
import { toJson } from './json.ts';
import { parseMoment } from './moment.ts';

export interface SayParts {
  readonly router: Router;
  readonly views: Views;
  readonly organisation: {
    readonly timeZone: string;
    readonly language: Language;
    readonly adminEmails: readonly string[];
  };
  readonly now: () => number;
}

/** One message as it comes from a command line or a JSON line. */
export interface Said {
  readonly as?: string;
  readonly at?: string;
  readonly lang?: string;
  readonly text: string;
  /** Any channel: nothing personal is said there. */
  readonly channel?: string;
}

export type SayResult =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'usage'; readonly message: string };

/** Puts one message through the router, as if typed in a DM by that member; by the only admin when nobody is named. */
export async function say(said: Said, parts: SayParts): Promise<SayResult> {
  const { router, organisation, views, now } = parts;
  const language = LANGUAGES.find((one) => one === said.lang);
  const { errors } = messagesIn(language ?? organisation.language);
  if (said.lang !== undefined && language === undefined) return usage(`--lang ${said.lang}: zh | en`);
  const member = said.as === undefined ? await onlyAdmin(parts) : await views.memberByKey(said.as);
  if (!member && said.as === undefined) return usage('--as KEY: there is not exactly one admin to speak as');
  if (!member)
    return { kind: 'answer', answer: refuse('unknown-member', errors.unknownMember(said.as ?? ''), parts, language) };
  const at = said.at === undefined ? now() : parseMoment(said.at, member.timeZone);
  if (at === undefined) return usage(errors.badMoment(said.at ?? ''));
  const answer = await router.handle({
    memberId: member.id,
    platform: 'cli',
    place: said.channel === undefined ? 'dm' : 'channel',
    ...(said.channel === undefined ? {} : { channel: { tenant: '', id: said.channel } }),
    content: { text: said.text },
    at,
    ...(language ? { language } : {}),
  });
  return { kind: 'answer', answer };
}

/** JSON lines in, one JSON line out for each, in order, each durable before it is printed. */
export async function sayLines(input: Readable, output: Writable, parts: SayParts): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const answer = await answerLine(line, parts);
    if (!output.write(`${JSON.stringify(toJson(answer))}\n`))
      await new Promise((resolve) => output.once('drain', resolve));
  }
}

async function answerLine(line: string, parts: SayParts): Promise<Answer> {
  const said = parseLine(line);
  if (!said) {
    const { errors } = messagesIn(parts.organisation.language);
    return refuse('invalid-argument', errors.badLine, parts);
  }
  const result = await say(said, parts);
  return result.kind === 'answer' ? result.answer : refuse('invalid-argument', result.message, parts);
}

function parseLine(line: string): Said | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
  const { text, as, at, lang, channel } = read as Record<string, unknown>;
  const isTextOrAbsent = (value: unknown): value is string | undefined | null =>
    value === undefined || value === null || typeof value === 'string';
  if (typeof text !== 'string' || ![as, at, lang, channel].every(isTextOrAbsent)) return undefined;
  const given = Object.entries({ as, at, lang, channel }).filter(([, value]) => typeof value === 'string');
  return { text, ...Object.fromEntries(given) };
}

const usage = (message: string): SayResult => ({ kind: 'usage', message });

function refuse(code: ErrorCode, message: string, { organisation }: SayParts, language?: Language): Answer {
  return {
    ok: false,
    understood: null,
    error: { code, message, suggestions: [] },
    reply: { title: message, tone: 'warning', audience: 'asker', blocks: [] },
    language: language ?? organisation.language,
    timeZone: organisation.timeZone,
  };
}

async function onlyAdmin({ views, organisation }: SayParts): Promise<Member | undefined> {
  const admins = adminsAmong(await views.all('member'), organisation.adminEmails);
  return admins.length === 1 ? admins[0] : undefined;
}
