import { within } from '../../src/chat/within.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import { StoreError } from '../../src/ports/store.ts';
import type { SlackParts } from './parts.ts';
import { tell } from './tell.ts';
import { SLACK_WORDS } from './words.ts';

/** What a gesture is kept as, and where whoever made it is told when it cannot be. */
export interface Gesture {
  readonly delivery: Delivery;
  readonly user: string;
  readonly responseUrl: string | null;
}

/** How long an acknowledgement waits for the book, in milliseconds: Slack waits three seconds. */
const PATIENCE_MS = 2300;

export type KeepParts = Pick<
  SlackParts,
  'intake' | 'store' | 'organisation' | 'config' | 'clients' | 'log' | 'trouble'
>;

/**
 * Keeps a gesture before it is acknowledged. Returns what the acknowledgement is to say to whoever made it, `null` for nothing: it
 * is kept. Where the book refuses, that is said in their language; where it is only slow, it is kept meanwhile, and what becomes of
 * it is said later.
 */
export function createKeep(parts: KeepParts): (gesture: Gesture) => Promise<string | null> {
  const { intake, log } = parts;
  return async (gesture) => {
    const { tenant } = gesture.delivery;
    const kept = intake.accept(gesture.delivery).then(
      () => null,
      (error: unknown) => {
        log.error('something said in Slack could not be recorded', { error });
        return whyNot(error, tenant, gesture.user, parts);
      },
    );
    const first = await within(PATIENCE_MS, kept);
    if (first === 'late') {
      void kept.then((why) => (why === null ? undefined : tell(gesture, why, parts)));
      return (await wordsFor(tenant, gesture.user, parts)).busy;
    }
    if (first !== null) return first;
    return parts.trouble() === null ? null : (await wordsFor(tenant, gesture.user, parts)).notConnected;
  };
}

async function whyNot(error: unknown, tenant: string, user: string, parts: KeepParts): Promise<string> {
  const language = await languageOf(tenant, user, parts);
  return error instanceof StoreError
    ? messagesIn(language).errors.storeTrouble[error.fault]
    : SLACK_WORDS[language].notTaken;
}

const wordsFor = async (tenant: string, user: string, parts: KeepParts) =>
  SLACK_WORDS[await languageOf(tenant, user, parts)];

/** Theirs, as far as the book can be read at all. */
export async function languageOf(
  tenant: string,
  user: string,
  { store, organisation }: Pick<SlackParts, 'store' | 'organisation'>,
) {
  const member = store.views.memberByIdentity('slack', tenant, user).catch(() => undefined);
  const found = await within(300, member);
  return found === 'late' || found === undefined ? organisation.language : found.language;
}
