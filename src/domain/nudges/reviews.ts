import { addDays } from '../days.ts';
import type { GiftApproval } from '../records.ts';
import type { ApprovalFacts, Nudge, PolicyFacts } from './nudge.ts';
import { dayOfInteraction, localDay, nudge, type Planning, turnOn } from './planning.ts';
import { deciderOf, ownerOf } from './whom.ts';

/** A policy is good for so long. */
const POLICY_DAYS = 365;

/** Gifts waiting for a decision, to who decides; again every 30 days while nobody does (docs/method.md §16). */
export function approvalNudges(planning: Planning): readonly Nudge<ApprovalFacts>[] {
  return planning.state.approvals.flatMap((approval) => {
    const { id, interactionId, over, state, recordedAt } = approval;
    const askedOn = localDay(planning, recordedAt);
    if (state !== 'asked' || askedOn > planning.day) return [];
    const gift = giftOf(planning, approval);
    const turn = turnOn(planning.day, [askedOn]);
    return nudge<ApprovalFacts>(planning, {
      facts: { rule: 'gift-approval', approvalId: id, interactionId, over, askedOn, gift },
      subject: `gift:${interactionId}`,
      memberId: deciderOf(planning, gift?.giverIds ?? []),
      recordIds: [id, interactionId],
      ...{ dueOn: turn.dueOn, expiresOn: turn.expiresOn, isForeseen: false },
    });
  });
}

/**
 * Once a month while the account's policy was not reviewed for a year, or never. A customer who has never bought needs none
 * yet (°): without a policy only those with an order or a share are spoken of.
 */
export function policyNudges(planning: Planning): readonly Nudge<PolicyFacts>[] {
  const { account, orders } = planning.state;
  const { day, on } = planning;
  const { policy } = account;
  const reviewedOn = policy?.reviewedOn ?? null;
  if (reviewedOn !== null && addDays(reviewedOn, POLICY_DAYS) >= day) return [];
  const hasBought = orders.some((order) => order.on <= day) || (on.cooperation.share?.percent ?? 0) > 0;
  if (policy === null && !hasBought) return [];
  const stale = reviewedOn === null ? null : addDays(reviewedOn, POLICY_DAYS + 1);
  const turn = turnOn(day, [stale, localDay(planning, account.createdAt)]);
  return nudge<PolicyFacts>(planning, {
    facts: { rule: 'policy-review', reviewedOn, hasPolicy: policy !== null },
    subject: `account:${account.id}/${reviewedOn ?? 'never'}`,
    memberId: ownerOf(planning),
    recordIds: [account.id],
    ...{ dueOn: turn.dueOn, expiresOn: turn.expiresOn, isForeseen: false },
  });
}

function giftOf(planning: Planning, { interactionId }: GiftApproval): ApprovalFacts['gift'] {
  const interaction = planning.interactions.get(interactionId);
  if (interaction === undefined) return null;
  const { kind, value, occasion, memberIds, contactIds } = interaction;
  return {
    on: dayOfInteraction(planning, interaction),
    kind: kind === 'gift' || kind === 'meal' ? kind : 'other',
    ...{ value, occasion, giverIds: memberIds, contactIds },
  };
}
