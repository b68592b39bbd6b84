import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { Instant, Member } from '../../src/domain/records.ts';
import type { InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Route } from './route.ts';

/** What is said, and to whom it is drawn. */
export interface Spoken {
  readonly reply: Reply;
  readonly language: Member['language'];
  readonly timeZone: string;
  readonly route: Route;
}

/** The answer to a press, as the inbox keeps it. */
export interface PressAnswer extends ItemAnswer {
  /** The letter that brings it; held back where whoever pressed is shown it at once (`isSent: false`). */
  readonly letter: string;
  /** It takes the place of the card. */
  readonly isInPlace: boolean;
}

/**
 * So long an answer that is shown at once is held back as a letter, in milliseconds: until Feishu has taken what is shown, and it is
 * noted that it did; with as much again for a slow disk.
 */
const HELD_MS = 6000;

interface Addressed extends Pick<Letter, 'tenant' | 'destination' | 'memberId'> {
  readonly item: Pick<InboxItem, 'receivedAt'>;
  readonly dedupeKey: string;
  /** How long it is worth saying, in milliseconds. */
  readonly lastsMs: number;
  /** Since when it is held back; absent: it is not. */
  readonly heldSince?: Instant | undefined;
}

/** What is said because of something that came in. */
export const toLetter = (spoken: Spoken, { item, lastsMs, heldSince, ...addressed }: Addressed): Letter => ({
  ...addressed,
  kind: 'reply',
  platform: 'feishu',
  payload: spoken,
  notBefore: heldSince === undefined ? item.receivedAt : heldSince + HELD_MS,
  notAfter: item.receivedAt + lastsMs,
});
