import { cut } from '../../src/reply/cut.ts';
import { followable } from '../../src/reply/link.ts';
import { printable } from '../../src/reply/printable.ts';
import { type Span, spans, type Text, unreachable } from '../../src/reply/reply.ts';
import { bytesOf } from './card.ts';
import { escapeMarkdown, keepIndents, linkAddress } from './escape.ts';
import { FEISHU_LIMITS } from './limits.ts';

/** How the reader of these lines reads instants. */
export interface Pen {
  readonly moment: (at: number) => string;
}

/** One stretch of a text as Feishu can show it. */
type Piece =
  | { readonly kind: 'text' | 'bold' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** A text with its literals made safe to show. */
export interface Line {
  readonly pieces: readonly Piece[];
  /** Without markup, it stands in a card as it is. */
  readonly isPlain: boolean;
  /** As markdown, in which literals are read as they were typed. */
  readonly markdown: string;
  /** Bytes it takes in the card. */
  readonly length: number;
}

export function toLine(text: Text, pen: Pen): Line {
  return lineOf(spans(text).map((span) => toPiece(span, pen)));
}

/** Bold throughout. */
export function boldLine(text: string): Line {
  return lineOf([{ kind: 'bold', text: printable(text) }]);
}

export function joinLines(...lines: readonly Line[]): Line {
  return lineOf(lines.flatMap(({ pieces }) => pieces));
}

export const isBlank = ({ pieces }: Line): boolean => pieces.every(({ text }) => text.trim() === '');

/** At most so many bytes of it; one that was cut ends in `…`. */
export function cutLine(line: Line, limit: number): Line {
  if (line.length <= limit) return line;
  const kept: Piece[] = [];
  let room = limit;
  for (const piece of line.pieces) {
    const cost = costOf(piece, line.isPlain);
    if (cost >= room) {
      kept.push(cutPiece(piece, room, line.isPlain));
      break;
    }
    kept.push(piece);
    room -= cost;
  }
  return lineOf(kept);
}

/** The same on a single line. */
export const onOneLine = ({ pieces }: Line): Line =>
  lineOf(pieces.map((piece) => ({ ...piece, text: piece.text.replace(/\s*\n\s*/g, ' ') })));

/** Words alone, for where there is no markup. */
export const plainOf = ({ pieces }: Pick<Line, 'pieces'>): string => pieces.map(({ text }) => text).join('');

function toMarkdown(pieces: readonly Piece[]): string {
  let markdown = '';
  let needsSpace = false;
  for (const piece of pieces) {
    for (const { raw, before, after } of drawPiece(piece, markdown)) {
      const isApart = markdown === '' || /\s$/.test(markdown) || /^\s/.test(raw);
      if ((needsSpace || before) && !isApart) markdown += ' ';
      markdown += raw;
      needsSpace = after;
    }
  }
  return keepIndents(markdown);
}

interface Drawn {
  readonly raw: string;
  /** Whether it must stand apart from what is before it, and from what follows. */
  readonly before: boolean;
  readonly after: boolean;
}

function drawPiece(piece: Piece, markdown: string): readonly Drawn[] {
  const drawn = (raw: string): Drawn => ({ raw, before: false, after: false });
  switch (piece.kind) {
    case 'text':
      return [drawn(escapeMarkdown(piece.text))];
    case 'bold':
      return piece.text.split(/(\s*\n\s*|^\s+|\s+$)/).flatMap((part) => (part === '' ? [] : [drawBold(part)]));
    case 'code':
      return [
        isCode(piece.text)
          ? { ...drawn(`\`${piece.text}\``), before: markdown.endsWith('`') }
          : drawn(escapeMarkdown(piece.text)),
      ];
    case 'link':
      return [drawn(`[${escapeMarkdown(piece.text).replaceAll('\n', ' ')}](${piece.url})`)];
    default:
      return unreachable(piece);
  }
}

/**
 * `**` opens and closes only beside a letter, or else beside a space on its other side (commonmark.org, emphasis): punctuation at the
 * edge of what is bold, of which Feishu and CommonMark have different ideas, gets that space.
 */
function drawBold(text: string): Drawn {
  if (text.trim() === '') return { raw: text, before: false, after: false };
  return {
    raw: `**${escapeMarkdown(text)}**`,
    before: !LETTER.test(text.slice(0, 2)),
    after: !/[\p{L}\p{N}]$/u.test(text),
  };
}

const LETTER = /^[\p{L}\p{N}]/u;

/** Nothing in it could be read as anything else but itself. */
const isCode = (text: string): boolean => /^[\p{L}\p{N}/.,#@%+=" -]+$/u.test(text) && text.trim() !== '';

function cutPiece(piece: Piece, room: number, isPlain: boolean): Piece {
  // It goes on behind it: in any case it ends in `…`. A link is none any more when it is cut.
  const kind = piece.kind === 'link' ? 'text' : piece.kind;
  const end = kind === 'bold' ? DOTS + STARS : DOTS;
  let left = room - end;
  let fits = 0;
  for (const character of piece.text) {
    left -= bytesAtMost(character, isPlain);
    if (left < 0) break;
    fits += character.length;
  }
  return { kind, text: room < end ? '' : cut(`${piece.text}…`, fits + 1) };
}

const DOTS = 3;
const STARS = 4;

/** What a character takes in a card as JSON, whatever is beside it; an entity is the longest. */
function bytesAtMost(character: string, isPlain: boolean): number {
  if (character.length > 1) return 4;
  const code = character.charCodeAt(0);
  if (code >= 0x800) return 3;
  if (code >= 0x80 || code < 0x20) return 2;
  if (isPlain) return character === '"' || character === '\\' ? 2 : 1;
  // A space that a line begins with does not stay one.
  return character === ' ' ? 2 : /[\p{L}\p{N}]/u.test(character) ? 1 : 6;
}

const costOf = (piece: Piece, isPlain: boolean): number => textBytes(isPlain ? piece.text : toMarkdown([piece]));

/** Without its quotes. */
const textBytes = (text: string): number => bytesOf(text) - 2;

/** Bold beside bold is one: four `*` in a row are none. */
function lineOf(given: readonly Piece[]): Line {
  const pieces: Piece[] = [];
  for (const piece of given) {
    const last = pieces.at(-1);
    if (piece.text === '') continue;
    if (last?.kind === 'bold' && piece.kind === 'bold')
      pieces[pieces.length - 1] = { kind: 'bold', text: last.text + piece.text };
    else pieces.push(piece);
  }
  const isPlain = pieces.every(({ kind }) => kind === 'text');
  // Made when first asked for, and kept: what finds its room is drawn several times.
  let markdown: string | undefined;
  let length: number | undefined;
  const line: Line = {
    pieces,
    isPlain,
    get markdown() {
      markdown ??= toMarkdown(pieces);
      return markdown;
    },
    get length() {
      length ??= textBytes(isPlain ? plainOf(line) : line.markdown);
      return length;
    },
  };
  return line;
}

function toPiece(span: Span, pen: Pen): Piece {
  if (typeof span === 'string') return { kind: 'text', text: printable(span) };
  if ('strong' in span) return { kind: 'bold', text: printable(span.strong) };
  if ('code' in span) return { kind: 'code', text: printable(span.code) };
  if ('link' in span) return linkPiece(printable(span.link), span.href);
  // By name: whoever is spoken of need not be called, and a group has no name that Feishu draws.
  if ('person' in span || 'channel' in span) return { kind: 'text', text: printable(span.name) };
  if ('instant' in span) return { kind: 'text', text: pen.moment(span.instant) };
  return unreachable(span);
}

/** An address of mail is said: Feishu links to http and https only (content-components/rich-text). */
function linkPiece(text: string, href: string): Piece {
  const url = linkAddress(href);
  const words = cut(text, FEISHU_LIMITS.linkText);
  if (url !== null) return { kind: 'link', text: words.trim() === '' ? url : words, url };
  const address = followable(href)?.replace(/^mailto:/, '');
  const isSaid = address === undefined || !href.startsWith('mailto:') || text.includes(address);
  return { kind: 'text', text: isSaid ? text : `${text} (${printable(address)})` };
}
