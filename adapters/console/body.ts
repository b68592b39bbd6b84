import type { Language } from '../../src/domain/vocabulary.ts';
import type { PageContent, PageWant } from './page/protocol.ts';

export interface Message {
  readonly content: PageContent;
  /** Of the page; counts in the first run only. */
  readonly language: Language | undefined;
  readonly want: PageWant;
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

/** A parsed body as a message; undefined when it has another shape. */
export function parseMessage(body: unknown): Message | undefined {
  if (!isRecord(body)) return undefined;
  const content = toContent(body);
  const { language, want = 'html' } = body;
  if (want !== 'html' && want !== 'data' && want !== 'both') return undefined;
  return content && { content, language: language === 'zh' || language === 'en' ? language : undefined, want };
}
