import type { Member } from '../../src/domain/records.ts';
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

interface Addressed extends Pick<Letter, 'tenant' | 'destination' | 'memberId'> {
  readonly item: Pick<InboxItem, 'receivedAt'>;
  readonly dedupeKey: string;
  /** How long it is worth saying, in milliseconds. */
  readonly lastsMs: number;
}

/** What is said because of something that came in. */
export const toLetter = (spoken: Spoken, { item, lastsMs, ...addressed }: Addressed): Letter => ({
  ...addressed,
  kind: 'reply',
  platform: 'feishu',
  payload: spoken,
  notBefore: item.receivedAt,
  notAfter: item.receivedAt + lastsMs,
});
