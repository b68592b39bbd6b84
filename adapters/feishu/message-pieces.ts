import { isObject, parseObject } from '../../src/chat/pressed.ts';
import type { Mention, Written } from './payload.ts';

/** What a message is made of: words, somebody who is mentioned, everybody. */
export type Piece = { readonly words: string } | { readonly mention: Mention } | 'everybody';

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** There are pictures, films or files in it. */
  readonly hasFiles: boolean;
}

/** The pieces of a message that has words; `null`: of its kind nobody can read any. */
export function piecesOf({ type, content, mentions }: Written): Pieces | null {
  const read = parseObject(content) ?? {};
  if (type === 'text') return { pieces: inText(stringIn(read['text']), mentions), hasFiles: false };
  if (type === 'post') return inPost(read, mentions);
  return null;
}

/** `@_user_10` is no `@_user_1` with a nought behind it, unless the message names no tenth: the longest key there is wins. */
function inText(text: string, mentions: readonly Mention[]): readonly Piece[] {
  const keys = [EVERYBODY, ...mentions.map(({ key }) => key)].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${keys.map((key) => key.replace(/[^\w@]/g, '\\$&')).join('|')})`);
  return text.split(pattern).map((part, place) => (place % 2 === 0 ? { words: part } : mentioned(part, '', mentions)));
}

/** What stands for everybody in a text. */
const EVERYBODY = '@_all';

/** In a text by its key; in a post by its key or its id. */
function mentioned(id: string, name: string, mentions: readonly Mention[]): Piece {
  if (id === EVERYBODY || id === 'all') return 'everybody';
  const mention = mentions.find(({ key, openId }) => key === id || openId === id);
  return mention === undefined ? { words: name } : { mention };
}

/** What is received has no language around it; what one has sent oneself does (message-content-description). */
function inPost(read: Readonly<Record<string, unknown>>, mentions: readonly Mention[]): Pieces {
  const post = Array.isArray(read['content']) ? read : (Object.values(read).find(hasLines) ?? {});
  const lines = (isObject(post) && Array.isArray(post['content']) ? post['content'] : []).filter(Array.isArray);
  const title = isObject(post) ? stringIn(post['title']) : '';
  const elements = lines.map((line: readonly unknown[]) => line.filter(isObject));
  const pieces = elements.flatMap((line, place): readonly Piece[] => [
    ...(place === 0 ? [] : [{ words: '\n' }]),
    ...line.map((element) => inElement(element, mentions)),
  ]);
  return {
    pieces: title === '' ? pieces : [{ words: `${title}\n` }, ...pieces],
    hasFiles: elements.flat().some(({ tag }) => FILE_TAGS.has(stringIn(tag))),
  };
}

const hasLines = (value: unknown): boolean => isObject(value) && Array.isArray(value['content']);

const FILE_TAGS: ReadonlySet<string> = new Set(['img', 'media', 'file']);

function inElement(element: Readonly<Record<string, unknown>>, mentions: readonly Mention[]): Piece {
  const words = stringIn(element['text']);
  switch (element['tag']) {
    case 'at':
      return mentioned(stringIn(element['user_id']), stringIn(element['user_name']), mentions);
    case 'a':
      return { words: link(words, stringIn(element['href'])) };
    // Pictures and faces say nothing that could be read.
    default:
      return { words };
  }
}

/** Feishu links what looks like an address by itself: then only what was typed is meant. */
function link(words: string, href: string): string {
  const plain = (address: string): string =>
    address
      .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
      .replace(/\/$/, '')
      .toLowerCase();
  if (words === '') return href;
  return href === '' || plain(words) === plain(href) ? words : `${words} (${href})`;
}

const stringIn = (value: unknown): string => (typeof value === 'string' ? value : '');
