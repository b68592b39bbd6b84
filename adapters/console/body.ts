import type { Language } from '../../src/domain/vocabulary.ts';
import { LIMITS } from './limits.ts';
import type { PageContent, PageWant } from './page/protocol.ts';

export interface Message {
  readonly content: PageContent;
  /** Of the page; counts in the first run only. */
  readonly language: Language | undefined;
  readonly want: PageWant;
  /** The channel it is said in; undefined with the assistant alone. */
  readonly channelId: string | undefined;
  /** What was tapped, in words, where it was. */
  readonly said: string | undefined;
  /** The page's own: the same message sent again has the same. */
  readonly id: string | undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toContent(body: Readonly<Record<string, unknown>>): PageContent | undefined {
  const { text, call } = body;
  if (typeof text === 'string' && call === undefined) return { text };
  if (text !== undefined || !isRecord(call)) return undefined;
  const { command, args } = call;
  return typeof command === 'string' && isRecord(args) ? { call: { command, args } } : undefined;
}

const isMessageId = (id: unknown): id is string => typeof id === 'string' && /^[\w-]{0,100}$/.test(id);

/** A parsed body as a message; undefined when it has another shape. */
export function parseMessage(body: unknown): Message | undefined {
  if (!isRecord(body)) return undefined;
  const content = toContent(body);
  const { language, want = 'html', place = 'dm', said = '', id = '' } = body;
  if (want !== 'html' && want !== 'data' && want !== 'both') return undefined;
  if (typeof place !== 'string' || typeof said !== 'string' || !isMessageId(id)) return undefined;
  return (
    content && {
      content,
      language: language === 'zh' || language === 'en' ? language : undefined,
      want,
      channelId: place === 'dm' ? undefined : place,
      id: id === '' ? undefined : id,
      said: said === '' ? undefined : said.slice(0, LIMITS.saidLength),
    }
  );
}
