import type { Posting } from '../../src/ports/chat.ts';
import type { Outbox } from '../../src/ports/queues.ts';
import { routeOf } from './route.ts';

/** As many of the last letters to a place are looked at. */
const LOOKED_AT = 50;

/**
 * Whether something stands in the place of a card by now that was said later than this: somebody pressed there once more, and was shown
 * that, before this came to be sent. `null`: that is not known anywhere. Never rejects.
 */
export function createOvertaken(outbox: Pick<Outbox, 'byKey' | 'saidIn'> | null) {
  const look = async (posting: Posting): Promise<boolean> => {
    const message = messageIn(posting);
    const letter = message === null ? undefined : await outbox?.byKey(posting.key);
    if (!outbox || letter === undefined) return false;
    const later = await outbox.saidIn(letter, letter.createdAt, LOOKED_AT);
    // Of one millisecond the ids tell: they grow.
    const isLater = (at: number, id: string): boolean =>
      at > letter.createdAt || (at === letter.createdAt && id > letter.id);
    return later.some(({ createdAt, id, payload }) => isLater(createdAt, id) && messageIn(payload ?? {}) === message);
  };
  // What cannot be looked up just now is said.
  return (posting: Posting): Promise<boolean> => look(posting).catch(() => false);
}

/** The message a letter is put in the place of. */
function messageIn(letter: object): string | null {
  const route = routeOf(letter as Pick<Posting, 'route'>);
  return route?.to === 'replace' ? route.message : null;
}
