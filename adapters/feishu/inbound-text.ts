import { joinPieces, tidyTyped } from '../../src/chat/typed-text.ts';
import { foldText } from '../../src/language/characters.ts';
import { type Piece, piecesOf } from './message-pieces.ts';
import type { Mention, Written } from './payload.ts';

/** What people who are mentioned are called; `null`: not known, then the name that stands in the message is taken. */
export interface Called {
  person(mention: Mention): Promise<string | null>;
}

/** What somebody meant by a message. */
export interface Read {
  /** As the router takes it; empty where there are no words. */
  readonly text: string;
  /** Whether we ourselves are mentioned (everybody is not we). What is said in our own conversation is for us without that. */
  readonly isForUs: boolean;
  /**
   * `nothing`: our name alone, or no words at all; `file`: a picture, file or film; `forwarded`: a conversation, of which we are
   * sent nothing; `unreadable`: a voice, a sticker, anything else.
   */
  readonly kind: 'words' | 'nothing' | 'file' | 'forwarded' | 'unreadable';
  /** Beside the words stood pictures or films. */
  readonly hasFiles: boolean;
}

/** Kinds of messages that are nothing but a file. */
const FILES: ReadonlySet<string> = new Set(['image', 'file', 'folder', 'media', 'video']);

/**
 * Reads a message of any kind: mentions by name, ours taken out wherever it stands, the head of a command as the keyboard meant it.
 * Wording is left as it is. `botOpenId`: `null` as long as it is not known who we are; then any bot may be.
 */
export async function readWritten(written: Written, botOpenId: string | null, called: Called): Promise<Read> {
  const isUs = ({ openId, isBot }: Mention): boolean => (botOpenId === null ? isBot !== false : openId === botOpenId);
  const isForUs = written.mentions.some(isUs);
  const found = piecesOf(written);
  if (found === null) return { text: '', isForUs, kind: wordlessKind(written.type), hasFiles: false };
  const named = await nameAll(found.pieces, called);
  const text = headOf(tidyTyped(together(found.pieces, named, isUs)));
  const { hasFiles } = found;
  if (text !== '') return { text, isForUs, kind: 'words', hasFiles };
  return { text, isForUs, kind: hasFiles ? 'file' : 'nothing', hasFiles };
}

function wordlessKind(type: string): 'file' | 'forwarded' | 'unreadable' {
  if (type === 'merge_forward') return 'forwarded';
  return FILES.has(type) ? 'file' : 'unreadable';
}

/** Everybody is looked for once, however often they are mentioned. */
async function nameAll(pieces: readonly Piece[], called: Called): Promise<ReadonlyMap<string, string>> {
  const mentions = new Map(
    pieces.flatMap((piece) => (typeof piece === 'object' && 'mention' in piece ? [[piece.mention.key, piece]] : [])),
  );
  const names = new Map<string, string>();
  for (const [key, { mention }] of mentions) names.set(key, (await called.person(mention)) ?? mention.name);
  return names;
}

function together(
  pieces: readonly Piece[],
  names: ReadonlyMap<string, string>,
  isUs: (mention: Mention) => boolean,
): string {
  const parts: string[] = [];
  let words = '';
  let isBegun = false;
  let isAfterUs = false;
  for (const piece of pieces) {
    if (piece === 'everybody' || ('mention' in piece && isUs(piece.mention))) {
      isAfterUs = true;
    } else if ('mention' in piece) {
      parts.push(words, names.get(piece.mention.key) ?? '');
      words = '';
      isBegun = true;
    } else {
      const more: string = isAfterUs ? closedUp(words, piece.words, isBegun) : piece.words;
      words += more;
      isBegun ||= more.trim() !== '';
      isAfterUs &&= piece.words === '';
    }
  }
  return joinPieces([...parts, words]);
}

/** What follows our name once it is gone: "@KAM，…" and "@KAM：…" begin with what comes then, and of two spaces one stays. */
function closedUp(before: string, after: string, isBegun: boolean): string {
  if (!isBegun) return after.replace(/^[\s,，:：、]*/u, '');
  return before.endsWith(' ') ? after.replace(/^ /, '') : after;
}

/** How far into a text the head of a command may reach. */
const HEAD = 40;

/**
 * The head of a command as it was meant: `／kam　记录`, `/ 指令` as keyboards space it out, `/kam记录` as they do not, `＠KAM` typed by hand.
 * The language understands the rest of it in any width; values behind it stay as they are.
 */
function headOf(text: string): string {
  const folded = foldText(text.slice(0, HEAD));
  const ours = /^[/@]\s*kam(?=\p{Script=Han}|[^\p{L}\p{N}_-]|$)\s*/u.exec(folded)?.[0];
  if (ours !== undefined) return `/kam ${text.slice(ours.length)}`.trim();
  const slash = /^\/\s*(?=[\p{L}\p{N}])/u.exec(folded)?.[0];
  return slash === undefined ? text : `/${text.slice(slash.length)}`;
}
