import { createHash } from 'node:crypto';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import { begunAnew, type Patience } from '../../src/chat/patience.ts';
import { jsonValue } from '../../src/chat/pressed.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import { StoreError } from '../../src/ports/store.ts';
import type { Call } from '../../src/reply/reply.ts';
import type { FormValues } from './form-values.ts';
import type { SlackParts } from './parts.ts';
import type { SlackSaid } from './payload.ts';
import type { OpenedFrom } from './render-form.ts';

/** A modal that was sent in. */
export interface Submission {
  readonly team: string;
  readonly user: string;
  readonly viewId: string;
  readonly opened: OpenedFrom;
  /** As they were filled in: what makes it the same submission. */
  readonly values: FormValues;
  readonly call: Call;
}

/** What became of it. */
export type Outcome =
  | { readonly kind: 'saved'; readonly answer: ItemAnswer }
  | { readonly kind: 'refused'; readonly answer: ItemAnswer }
  /** It is recorded but not settled; a letter brings the answer. */
  | { readonly kind: 'later' }
  /** Nothing was done; sent in again it is tried again. */
  | { readonly kind: 'failed'; readonly fault: StoreError['fault'] | null }
  /** Somebody the assistant does not answer. */
  | { readonly kind: 'unheard' };

/** How long the sender waits: until they are told what became of it, or that it was not recorded. */
type Sending = Pick<Patience, 'begin' | 'end' | 'isKept' | 'isThere' | 'kept'>;

type SubmitParts = Pick<SlackParts, 'intake' | 'log'> & {
  readonly store: { readonly inbox: Pick<SlackParts['store']['inbox'], 'find'> };
};

/**
 * Has a submission worked on, recorded first. The same modal sent in again with the same values is the same submission: a double
 * click, or somebody who was not told in time that it is done. Only one that was refused is begun anew. What is not recorded when the
 * sender is told so is taken back. Never rejects.
 */
export async function submitOnce(submission: Submission, patience: Sending, parts: SubmitParts): Promise<Outcome> {
  const { intake, store, log } = parts;
  try {
    const delivery = await deliveryOf(submission, parts);
    if (!patience.isThere()) return { kind: 'failed', fault: null };
    patience.begin(delivery.deliveryKey);
    const asked = await intake.ask(delivery, patience).finally(() => patience.end());
    if (asked.kind === 'later') return asked;
    if (asked.kind === 'failed') {
      // What was said to be under way is tried again by itself, and is not to be sent once more.
      const isGoing = patience.isKept && !patience.isThere() && (await store.inbox.find(delivery))?.state !== 'failed';
      return isGoing ? { kind: 'later' } : { kind: 'failed', fault: null };
    }
    const answer = asked.answer as ItemAnswer | null;
    if (answer === null) return { kind: 'unheard' };
    return { kind: answer.ok ? 'saved' : 'refused', answer };
  } catch (error) {
    log.error('a form sent in from Slack could not be recorded', { error });
    return { kind: 'failed', fault: error instanceof StoreError ? error.fault : null };
  }
}

function deliveryOf(submission: Submission, { store }: SubmitParts): Promise<Delivery> {
  const { team, user, viewId, opened, call, values } = submission;
  const payload: SlackSaid = { team, user, content: { call }, from: { kind: 'form', viewId, opened } };
  const deliveryKey = keyOf(viewId, values);
  return begunAnew({ platform: 'slack', tenant: team, deliveryKey, conversation: user, payload }, store.inbox);
}

/** Slack gives a modal a new hash only when we change it, so what was filled in tells one submission from the next. */
export function keyOf(viewId: string, values: FormValues): string {
  const digest = createHash('sha256')
    .update(jsonValue([values.args, values.files]))
    .digest('base64url')
    .slice(0, 22);
  return `view:${viewId}:${digest}`;
}
