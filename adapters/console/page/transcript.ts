import type { PageContent, PagePlaceId, PagePostedId } from './protocol.ts';
import { keysFrom, read, remove, write } from './storage.ts';

/** A turn of the conversation as it is kept. */
export interface KeptTurn {
  readonly said: string | null;
  /** To try again; `null` where it is too large to keep. */
  readonly content: PageContent | null;
  /** The answer as our own server wrote it; `null`: none came. */
  readonly html: string | null;
  readonly at: number;
  /** Typed, not tapped: the arrows bring it back. */
  readonly isTyped: boolean;
  /** Its form was sent and taken. */
  readonly isDone?: boolean;
  /** The channel it was said in; without one, to the assistant alone. */
  readonly place?: PagePlaceId;
  /** What of it everybody can see in the channel. */
  readonly posted?: readonly PagePostedId[];
}

/** More would make a page slow to open; the book itself forgets nothing. */
const MOST_TURNS = 300;
/** UTF-16 units of all turns together: browsers keep some five million. */
const MOST_UNITS = 3_000_000;
/** Of one turn. */
const TURN_UNITS = 300_000;
const CONTENT_UNITS = 20_000;
/** No longer than a backup may hold what has been erased since. */
const MOST_MS = 30 * 24 * 3_600_000;

const sizes = new Map<string, number>();
let total = 0;
let counter = 0;

/** Sorts in the order of asking, in every tab, and is no other message's: the server takes two of one id for the same. */
export function newTurnId(at: number): string {
  counter += 1;
  const chance = crypto.getRandomValues(new Uint32Array(3)).reduce((text, part) => text + part.toString(36), '');
  return `${String(at).padStart(15, '0')}-${String(counter).padStart(6, '0')}-${chance}`;
}

export function keep(id: string, turn: KeptTurn): void {
  const { content } = turn;
  const isLarge = content !== null && JSON.stringify(content).length > CONTENT_UNITS;
  const text = JSON.stringify(isLarge ? { ...turn, content: null } : turn);
  drop(id);
  if (text.length > TURN_UNITS) return;
  while (sizes.size >= MOST_TURNS || total + text.length > MOST_UNITS) if (!dropOldest()) break;
  // A browser may have less room than that.
  while (!write(`turn:${id}`, text)) if (!dropOldest()) return;
  sizes.set(id, text.length);
  total += text.length;
}

function dropOldest(): boolean {
  const oldest = sizes.keys().next().value;
  if (oldest === undefined) return false;
  drop(oldest);
  remove(`form:${oldest}`);
  return true;
}

/** Forgets a turn. */
export function drop(id: string): void {
  total -= sizes.get(id) ?? 0;
  sizes.delete(id);
  remove(`turn:${id}`);
}

/** Everything kept, oldest first. */
export function recall(): [id: string, turn: KeptTurn][] {
  return keysFrom('turn:').flatMap((id): [string, KeptTurn][] => {
    const text = read(`turn:${id}`);
    const turn = text === null ? undefined : parse(text);
    if (text === null || turn === undefined || Date.now() - turn.at > MOST_MS) {
      drop(id);
      return [];
    }
    sizes.set(id, text.length);
    total += text.length;
    return [[id, turn]];
  });
}

function parse(text: string): KeptTurn | undefined {
  try {
    const turn = JSON.parse(text) as KeptTurn;
    return typeof turn.at === 'number' ? turn : undefined;
  } catch {
    return undefined;
  }
}
