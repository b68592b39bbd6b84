import { nameInBook } from '../../src/chat/named-people.ts';
import { pressContent } from '../../src/chat/press-content.ts';
import type { Content } from '../../src/router/messages.ts';
import { type Called, readWritten } from './inbound-text.ts';
import type { FeishuParts } from './parts.ts';
import type { FeishuSaid, Mention, Who, Written } from './payload.ts';

export type ContentParts = Pick<FeishuParts, 'store' | 'directory' | 'app'>;

/** What was asked, or why it cannot be told. */
export type Meant =
  /** `filesLeft`: pictures or films stood beside the words. */
  | { readonly kind: 'content'; readonly content: Content; readonly filesLeft: boolean }
  /** A button whose meaning is not to be found any more. */
  | { readonly kind: 'old' }
  /** It has no words. */
  | { readonly kind: 'file' | 'forwarded' | 'unreadable' }
  /** Said in a group to somebody else. */
  | { readonly kind: 'not-for-us' };

/** What somebody meant. `reader`: the member who says it. */
export async function meantBy(said: FeishuSaid, reader: string, parts: ContentParts): Promise<Meant> {
  const { content } = said;
  if ('message' in content) return readMessage(said, content.message, parts);
  const asked = 'press' in content ? await pressContent(content.press, reader, parts.store.outbox) : content;
  return asked === 'old' ? { kind: 'old' } : { kind: 'content', content: asked, filesLeft: false };
}

/** What was said in words, by whomever; `null`: it was not said in words. */
export async function wordsOf(said: FeishuSaid, parts: ContentParts): Promise<string | null | 'not-for-us'> {
  if (!('message' in said.content)) return 'text' in said.content ? said.content.text : null;
  const meant = await readMessage(said, said.content.message, parts);
  if (meant.kind === 'not-for-us') return meant.kind;
  return meant.kind === 'content' && 'text' in meant.content ? meant.content.text : null;
}

async function readMessage({ from, tenant }: FeishuSaid, written: Written, parts: ContentParts): Promise<Meant> {
  const read = await readWritten(written, parts.app()?.botOpenId ?? null, calledIn(tenant, parts));
  if (from.kind === 'group' && !read.isForUs) return { kind: 'not-for-us' };
  if (read.kind === 'file' || read.kind === 'forwarded' || read.kind === 'unreadable') return { kind: read.kind };
  // Our name alone.
  const text = read.kind === 'nothing' || read.text === '' ? '/kam' : read.text;
  return { kind: 'content', content: { text }, filesLeft: read.hasFiles };
}

/** Colleagues are called as the book knows them, everybody else as in Feishu. */
function calledIn(tenant: string, { store, directory }: ContentParts): Called {
  return {
    async person({ openId, unionId, name }: Mention) {
      if (openId === null) return name;
      const who: Who = { openId, unionId, tenant };
      const profile = () => directory.profileOf(who).catch(() => null);
      const known = { platform: 'feishu', tenant, externalId: idOf(who), profile } as const;
      return (await nameInBook(known, store.views)) ?? name;
    },
  };
}

/** How somebody is known with us: by what stays the same in every app of one maker, where there is one. */
export const idOf = ({ unionId, openId }: Pick<Who, 'unionId' | 'openId'>): string => unionId ?? openId;
