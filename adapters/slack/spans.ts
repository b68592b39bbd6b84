import type { MrkdwnElement, PlainTextElement, RichTextElement, RichTextSection } from '@slack/types';
import { cut, split } from '../../src/reply/cut.ts';
import { followable } from '../../src/reply/link.ts';
import { printable } from '../../src/reply/printable.ts';
import { type Span, spans, type Text, unreachable } from '../../src/reply/reply.ts';
import { SLACK_LIMITS } from './limits.ts';
import { escapeMrkdwn, mrkdwnDate, mrkdwnLink } from './mrkdwn.ts';

/** How the reader of these lines reads instants. */
export interface Pen {
  readonly moment: (at: number) => string;
}

/** One stretch of a text as Slack can show it. */
type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'bold' | 'code' }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Drawn by Slack with the name it has for this reader; nobody is called by it. */
  | { readonly kind: 'channel'; readonly text: string; readonly id: string }
  | { readonly kind: 'date'; readonly text: string; readonly seconds: number };

/** A text with its literals made safe to show, and its length in UTF-16 units, addresses included. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly length: number;
}

/** Before the year 10000, the last that Slack's clients write. */
const LAST_SECOND = 253_402_300_799;
const DATE_FORMAT = '{date_short_pretty} {time}';

export function toLine(text: Text, pen: Pen): Line {
  return lineOf(spans(text).map((span) => toPiece(span, pen)));
}

/** Bold throughout. */
export function boldLine(text: string): Line {
  return lineOf([{ kind: 'text', text: printable(text), style: 'bold' }]);
}

export function joinLines(...lines: readonly Line[]): Line {
  return lineOf(lines.flatMap(({ pieces }) => pieces));
}

/** At most so many UTF-16 units of it; one that was cut ends in `…`. */
export function cutLine(line: Line, limit: number): Line {
  if (line.length <= limit) return line;
  const kept: Piece[] = [];
  let room = limit;
  for (const piece of line.pieces) {
    if (lengthOf(piece) >= room) {
      if (room > 0) kept.push(cutPiece(piece, room));
      break;
    }
    kept.push(piece);
    room -= lengthOf(piece);
  }
  return lineOf(kept);
}

/** A text that goes on behind it: in any case it ends in `…`. A link or an instant is none any more when it is cut. */
function cutPiece(piece: Piece, room: number): Piece {
  const text = cut(`${piece.text}…`, room);
  return piece.kind === 'text' ? { ...piece, text } : { kind: 'text', text };
}

const lengthOf = (piece: Piece): number => piece.text.length + (piece.kind === 'link' ? piece.url.length : 0);

/** As elements of a rich text: literals stand there as they are, nothing in them is read as markup. */
export function toRichText({ pieces }: Line): readonly RichTextElement[] {
  return pieces.flatMap((piece): readonly RichTextElement[] => {
    switch (piece.kind) {
      case 'text':
        return split(piece.text, SLACK_LIMITS.richText).map((text) => ({
          type: 'text',
          text,
          ...(piece.style === undefined ? {} : { style: { [piece.style]: true } }),
        }));
      case 'link':
        return [{ type: 'link', url: piece.url, text: piece.text }];
      case 'channel':
        return [{ type: 'channel', channel_id: piece.id }];
      case 'date':
        return [{ type: 'date', timestamp: piece.seconds, format: DATE_FORMAT, fallback: piece.text }];
      default:
        return unreachable(piece);
    }
  });
}

/** One section of a rich text; `null`: there is nothing to show. */
export function toSection(line: Line): RichTextSection | null {
  const elements = toRichText(line);
  return elements.some((element) => element.type !== 'text' || element.text.trim() !== '')
    ? { type: 'rich_text_section', elements: [...elements] }
    : null;
}

/** As small print, which knows neither bold nor code: literals plain, links and instants as mrkdwn. */
export function toSmallPrint(line: Line): readonly (PlainTextElement | MrkdwnElement)[] {
  if (line.pieces.every(({ kind }) => kind === 'text')) {
    const whole = line.pieces.map(({ text }) => text).join('');
    if (whole.trim() === '') return [];
    return split(whole, SLACK_LIMITS.contextText)
      .filter((text) => text.trim() !== '')
      .map((text) => ({ type: 'plain_text', text, emoji: false }));
  }
  const elements: string[] = [''];
  for (const token of line.pieces.flatMap(mrkdwnOf)) {
    const joined = `${elements.at(-1)}${token}`;
    if (joined.length <= SLACK_LIMITS.contextText) elements[elements.length - 1] = joined;
    else elements.push(token);
  }
  // Verbatim: what looks like an address or a channel is left as it is.
  return elements.filter((text) => text.trim() !== '').map((text) => ({ type: 'mrkdwn', text, verbatim: true }));
}

/** Short enough that its escapes fit one text object. */
const ESCAPED_AT_ONCE = 300;

function mrkdwnOf(piece: Piece): readonly string[] {
  switch (piece.kind) {
    case 'text':
      return split(piece.text, ESCAPED_AT_ONCE).map(escapeMrkdwn);
    case 'link': {
      const label = cut(piece.text, ESCAPED_AT_ONCE);
      const link = mrkdwnLink(label, piece.url);
      return [link.length <= SLACK_LIMITS.contextText ? link : escapeMrkdwn(label)];
    }
    case 'channel':
      return [`<#${piece.id}>`];
    case 'date':
      return [mrkdwnDate(piece.seconds, DATE_FORMAT, piece.text)];
    default:
      return unreachable(piece);
  }
}

function lineOf(pieces: readonly Piece[]): Line {
  const shown = pieces.filter(({ text }) => text !== '');
  return { pieces: shown, length: shown.reduce((sum, piece) => sum + lengthOf(piece), 0) };
}

function toPiece(span: Span, pen: Pen): Piece {
  if (typeof span === 'string') return { kind: 'text', text: printable(span) };
  if ('strong' in span) return { kind: 'text', text: printable(span.strong), style: 'bold' };
  if ('code' in span) return { kind: 'text', text: printable(span.code), style: 'code' };
  if ('link' in span) return linkPiece(printable(span.link), span.href);
  // By name: whoever is spoken of need not be called.
  if ('person' in span) return { kind: 'text', text: printable(span.name) };
  if ('channel' in span) return channelPiece(span);
  if ('instant' in span) return datePiece(span.instant, pen);
  return unreachable(span);
}

function linkPiece(text: string, href: string): Piece {
  const url = followable(href);
  const isWeb = url !== undefined && /^https?:/.test(url) && url.length <= SLACK_LIMITS.url;
  return isWeb ? { kind: 'link', text: cut(text, SLACK_LIMITS.linkText) || url, url } : { kind: 'text', text };
}

const CHANNEL = /^[CG][A-Z0-9]{1,20}$/;

function channelPiece({ channel, platform, name }: Extract<Span, { readonly channel: string }>): Piece {
  const text = printable(name) || '#';
  return platform === 'slack' && CHANNEL.test(channel)
    ? { kind: 'channel', text, id: channel }
    : { kind: 'text', text };
}

function datePiece(at: number, { moment }: Pen): Piece {
  const seconds = Math.floor(at / 1000);
  const text = moment(at);
  return seconds >= 0 && seconds <= LAST_SECOND ? { kind: 'date', text, seconds } : { kind: 'text', text };
}
