import { elementsOf } from './block-kit/surfaces.ts';
import { fieldsIn } from './inputs.ts';
import { readBlocks, readText } from './reading/blocks.ts';
import { type Eyes, readMrkdwn } from './reading/mrkdwn.ts';
import type { Json, Message, State, ViewRecord } from './state.ts';

/** A button, or another thing to press or choose from. */
export interface Control {
  readonly label: string;
  readonly type: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string | null;
  readonly url: string | null;
  readonly style: string | null;
}

interface Seen {
  /** What the reader sees, line by line; controls in square brackets. */
  readonly shows: string;
  /** Who is pinged by it, by the text for notifications too. */
  readonly pings: readonly string[];
  /** What a click in it opens. */
  readonly links: readonly string[];
  readonly controls: readonly Control[];
  readonly blocks: readonly Json[];
}

export interface ShownMessage extends Seen {
  readonly ts: string;
  readonly channel: string;
  readonly author: string;
  /** As it was sent, and as notifications and screen readers tell it. */
  readonly text: string;
  readonly notification: string;
  readonly threadTs: string | null;
  readonly metadata: Json | null;
  /** Of a private note: for whom. */
  readonly visibleTo: string | null;
  readonly edits: number;
  readonly mayUnfurl: boolean;
  readonly files: readonly Json[];
}

export interface ShownField {
  readonly label: string;
  readonly type: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly value: Json | null;
}

export interface ShownView extends Seen {
  readonly id: string;
  readonly hash: string;
  readonly callbackId: string;
  readonly externalId: string;
  readonly privateMetadata: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string | null;
  readonly fields: readonly ShownField[];
  readonly updates: number;
  readonly isOpen: boolean;
}

export function showMessage(message: Message, state: State, readerId: string | null): ShownMessage {
  const eyes = eyesOf(state, readerId ?? message.visibleTo ?? state.channels.get(message.channel)?.user ?? null);
  const { blocks, text } = message;
  const told = readMrkdwn(text, eyes, 'nothing');
  const shown = blocks === null ? readMrkdwn(text, eyes, 'addresses') : readBlocks(blocks, eyes);
  return {
    ts: message.ts,
    channel: message.channel,
    author: message.author,
    text,
    notification: told.text,
    shows: shown.text,
    pings: [...new Set([...shown.pings, ...told.pings])],
    links: [...new Set([...shown.links, ...told.links])],
    controls: controlsIn(blocks ?? [], eyes),
    blocks: blocks ?? [],
    threadTs: message.threadTs,
    metadata: message.metadata,
    visibleTo: message.visibleTo,
    edits: message.edits,
    mayUnfurl: message.mayUnfurl,
    files: message.files,
  };
}

export function showView(record: ViewRecord, state: State): ShownView {
  const eyes = eyesOf(state, record.user);
  const { view } = record;
  const blocks = view['blocks'] as readonly Json[];
  const { text: shows, pings, links } = readBlocks(blocks, eyes);
  const label = (key: string): string | null => (view[key] === undefined ? null : readText(view[key], eyes).text);
  return {
    id: record.id,
    hash: record.hash,
    callbackId: String(view['callback_id'] ?? ''),
    externalId: String(view['external_id'] ?? ''),
    privateMetadata: String(view['private_metadata'] ?? ''),
    title: label('title') ?? '',
    submit: label('submit'),
    close: label('close'),
    shows,
    pings,
    links,
    controls: controlsIn(blocks, eyes),
    blocks,
    fields: fieldsIn(view).map(({ block, element, blockId, actionId }) => ({
      label: readText(block['label'] ?? block['text'], eyes).text,
      type: String(element['type']),
      blockId,
      actionId,
      value: record.values[blockId]?.[actionId] ?? null,
    })),
    updates: record.updates,
    isOpen: record.isOpen,
  };
}

function controlsIn(blocks: readonly Json[], eyes: Eyes): readonly Control[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      label: readText(element['text'] ?? element['placeholder'] ?? block['label'], eyes).text,
      type: String(element['type']),
      actionId: String(element['action_id'] ?? ''),
      blockId: String(block['block_id'] ?? ''),
      value: typeof element['value'] === 'string' ? element['value'] : null,
      url: typeof element['url'] === 'string' ? element['url'] : null,
      style: typeof element['style'] === 'string' ? element['style'] : null,
    })),
  );
}

/** How somebody reads: their zone and language; of nobody in particular UTC and English. */
function eyesOf(state: State, readerId: string | null): Eyes {
  const reader = readerId === null ? undefined : state.users.get(readerId);
  return {
    reader: { timeZone: reader?.timeZone ?? 'UTC', locale: reader?.locale ?? 'en-US', now: state.now() },
    names: {
      user: (id) => state.users.get(id)?.name ?? null,
      channel: (id) => state.channels.get(id)?.name ?? null,
      channelNamed: (name) => [...state.channels.values()].find((one) => one.name === name)?.id ?? null,
    },
  };
}
