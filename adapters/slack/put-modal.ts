import type { ModalView } from '@slack/types';
import { codeOf, type SlackFault, toSlackFault } from './errors.ts';
import type { SlackParts } from './parts.ts';
import { type TellParts, tell } from './tell.ts';

/** A gesture that asks for a modal. */
export interface Asking {
  readonly team: string;
  readonly user: string;
  /** Good once, for three seconds. */
  readonly trigger: string;
  /** Where whoever made it is told when no modal can be opened; `null`: nowhere. */
  readonly responseUrl: string | null;
  /** The modal the gesture was made in, which makes room; `null`: it was not made in one. */
  readonly within: OpenView | null;
}

/** A modal that is open. */
export interface OpenView {
  readonly id: string;
  /** Of the content it has; with `null` any content is replaced. */
  readonly hash: string | null;
}

/** `gone`: the modal is not there any more, or has another content by now. */
export type ShownInModal = 'shown' | 'gone' | 'failed';

/** Puts another content into a modal that is open. Never rejects. */
export async function showInModal(
  { id, hash }: OpenView,
  view: ModalView,
  { clients, log }: Pick<SlackParts, 'clients' | 'log'>,
): Promise<ShownInModal> {
  try {
    await clients.ask.views.update({ view_id: id, ...(hash === null ? {} : { hash }), view });
    return 'shown';
  } catch (error) {
    // Closed meanwhile, or changed by a later gesture.
    if (['not_found', 'hash_conflict', 'view_not_found'].includes(codeOf(error) ?? '')) return 'gone';
    log.warn('a form in Slack could not be shown', { why: toSlackFault(error).text });
    return 'failed';
  }
}

/**
 * Puts a modal before whoever made a gesture: in the place of the one it was made in, else as one of its own. `otherwise`: what they
 * are told in words when it cannot be, `null`: for no fault of Slack's. `null`: it is not there. Never rejects.
 */
export async function putModal(
  asking: Asking,
  view: ModalView,
  otherwise: (fault: SlackFault | null) => string,
  parts: TellParts,
): Promise<OpenView | null> {
  const { trigger, within: around } = asking;
  // A second modal over one that is open would hide it.
  if (around !== null) {
    const shown = await showInModal(around, view, parts);
    if (shown === 'shown') return { id: around.id, hash: null };
    // With a hash only the first of several gestures made there counts.
    if (shown === 'failed' || around.hash === null) await tell(asking, otherwise(null), parts);
    return null;
  }
  try {
    const { view: opened } = await parts.clients.post.views.open({ trigger_id: trigger, view });
    return opened?.id === undefined ? null : { id: opened.id, hash: opened.hash ?? null };
  } catch (error) {
    const fault = toSlackFault(error);
    parts.log.warn('a form in Slack could not be opened', { why: fault.text });
    await tell(asking, otherwise(fault), parts);
    return null;
  }
}
