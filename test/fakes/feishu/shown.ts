import { type Control, controlsIn, fieldsIn, type ShownField } from './controls.ts';
import { type Json, objectIn, recordsIn, textIn } from './json.ts';
import { readCard } from './reading/card.ts';
import { type Eyes, type Read, readMarkdown } from './reading/markdown.ts';
import { BOT_NAME, BOT_OPEN_ID } from './seed.ts';
import type { Message, State } from './state.ts';

export interface ShownMessage {
  readonly id: string;
  readonly chat: string;
  /** Open id. */
  readonly author: string;
  readonly isOurs: boolean;
  readonly type: string;
  /** What the reader sees, line by line; what can be pressed in square brackets. */
  readonly shows: string;
  /** Who is notified by a mention in it: open ids, `all`. */
  readonly pings: readonly string[];
  readonly links: readonly string[];
  /** What the list of conversations and the notification tell of a card. */
  readonly summary: string;
  /** As it was sent: JSON. */
  readonly content: string;
  readonly card: Json | null;
  readonly controls: readonly Control[];
  readonly fields: readonly ShownField[];
  readonly thread: string | null;
  readonly root: string | null;
  readonly parent: string | null;
  /** Of a private card: for whom. */
  readonly visibleTo: string | null;
  readonly uuid: string | null;
  readonly edits: number;
  readonly createdAt: number;
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
}

export function showMessage(message: Message, state: State, reader: string | null): ShownMessage {
  const { card } = message;
  const read = readMessage(message, eyesOf(state, reader ?? message.visibleTo));
  const config = (card?.['config'] ?? {}) as Json;
  const content = objectIn(message.content);
  return {
    id: message.id,
    chat: message.chat,
    author: message.author,
    isOurs: message.author === BOT_OPEN_ID,
    type: message.type,
    shows: read.text,
    // A mention in a private card reaches nobody (ephemeral/v1/send).
    pings: message.visibleTo === null ? [...new Set(read.pings)] : [],
    links: [...new Set(read.links)],
    summary: textIn(((config['summary'] ?? {}) as Json)['content']),
    content: message.content,
    card,
    controls: controlsIn(card),
    fields: fieldsIn(card),
    thread: message.thread,
    root: message.root,
    parent: message.parent,
    visibleTo: message.visibleTo,
    uuid: message.uuid,
    edits: message.edits,
    createdAt: message.createdAt,
    file: state.files.get(textIn(content['file_key'] ?? content['image_key'])) ?? null,
  };
}

/** How somebody reads: their zone; of nobody in particular that of Shanghai. */
export function eyesOf(state: State, reader: string | null): Eyes {
  const person = reader === null ? undefined : state.people.get(reader);
  return {
    timeZone: person?.timeZone ?? 'Asia/Shanghai',
    nameOf: (id) => (id === BOT_OPEN_ID ? BOT_NAME : (state.people.get(id)?.name ?? null)),
  };
}

function readMessage({ type, content, card, mentions }: Message, eyes: Eyes): Read {
  if (card !== null) return readCard(card, eyes);
  const value = objectIn(content);
  if (type === 'text') {
    const named = mentions.reduce((sum, { key, name }) => sum.replace(key, `@${name}`), textIn(value['text']));
    const read = readMarkdown(named.replaceAll('&', '&amp;').replaceAll('*', '&#42;').replaceAll('`', '&#96;'), eyes);
    return read;
  }
  if (type !== 'post') return { text: `[${type}]`, pings: [], links: [] };
  return readPost(value, eyes);
}

/** A post in the reader's language: the first there is. */
function readPost(value: Json, eyes: Eyes): Read {
  const post = (Array.isArray(value['content']) ? value : (Object.values(value)[0] ?? {})) as Json;
  const lines = Array.isArray(post['content']) ? post['content'] : [];
  const pings: string[] = [];
  const links: string[] = [];
  const shown = lines.map((line) =>
    recordsIn(line)
      .map((element) => {
        if (element['tag'] === 'at') {
          pings.push(textIn(element['user_id']));
          return `@${eyes.nameOf(textIn(element['user_id'])) ?? textIn(element['user_name'])}`;
        }
        if (element['tag'] === 'a') links.push(textIn(element['href']));
        if (element['tag'] !== 'md') return textIn(element['text']);
        const read = readMarkdown(textIn(element['text']), eyes);
        pings.push(...read.pings);
        links.push(...read.links);
        return read.text;
      })
      .join(''),
  );
  const title = textIn(post['title']);
  return { text: [...(title === '' ? [] : [title]), ...shown].join('\n'), pings, links };
}
