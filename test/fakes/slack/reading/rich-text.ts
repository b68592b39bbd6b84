import type { Json } from '../state.ts';
import { readDate } from './dates.ts';
import { type Eyes, joined, type Read, read, withoutZeroWidth } from './mrkdwn.ts';

/** A rich text as its reader sees it: texts stand as they are, nothing in them comes alive [T RichTextElement]. */
export function readRichText(block: Json, eyes: Eyes): Read {
  return joined(
    listed(block['elements']).map((one) => readPart(one, eyes)),
    '\n',
  );
}

function readPart(part: Json, eyes: Eyes): Read {
  const elements = listed(part['elements']);
  if (part['type'] !== 'rich_text_list') {
    return joined(
      elements.map((one) => readPiece(one, eyes)),
      '',
    );
  }
  const offset = Number(part['offset'] ?? 0);
  const mark = (index: number): string => (part['style'] === 'ordered' ? `${offset + index + 1}. ` : '• ');
  return joined(
    elements.map((one, index) => joined([read(mark(index)), readPart(one, eyes)], '')),
    '\n',
  );
}

function readPiece(piece: Json, eyes: Eyes): Read {
  const text = (key: string): string => String(piece[key] ?? '');
  switch (piece['type']) {
    case 'text':
      return read(withoutZeroWidth(text('text')));
    case 'link':
      return read(text('text') || text('url'), [], [text('url')]);
    case 'user':
      return read(`@${eyes.names.user(text('user_id')) ?? text('user_id')}`, [text('user_id')]);
    case 'usergroup':
      return read(`@${text('usergroup_id')}`, [text('usergroup_id')]);
    case 'channel':
      return read(`#${eyes.names.channel(text('channel_id')) ?? text('channel_id')}`, [], [`#${text('channel_id')}`]);
    case 'broadcast':
      return read(`@${text('range')}`, [`!${text('range')}`]);
    case 'emoji':
      return read(`{${text('name')}}`);
    case 'date':
      return readDatePiece(piece, eyes);
    default:
      return read(text('value'));
  }
}

function readDatePiece({ timestamp, format, fallback, url }: Json, { reader }: Eyes): Read {
  const shown = readDate(Number(timestamp), String(format), reader) ?? String(fallback ?? '');
  return read(shown, [], url === undefined ? [] : [String(url)]);
}

export function listed(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];
}
