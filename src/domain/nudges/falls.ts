import { assessCooperation } from '../cooperation-stage.ts';
import { addDays } from '../days.ts';
import type { Evidence } from '../evidence.ts';
import { slipOn } from '../slip.ts';
import { COOPERATION_STAGES, type CooperationStage } from '../vocabulary.ts';
import type { DropFacts, Nudge, SlipFacts } from './nudge.ts';
import { LOOK_BACK_DAYS } from './plan-state.ts';
import { nudge, type Planning } from './planning.ts';
import { slipDays } from './slip-days.ts';
import { ownerAndManager } from './whom.ts';

/** Steps lost in the last 30 days and not won back (docs/method.md §3), to the owner and the owner's manager. */
export function slipNudges(planning: Planning): readonly Nudge<SlipFacts>[] {
  const { on, state } = planning;
  return slipDays(planning).flatMap((each) => {
    const slip = slipOn(state, each, on.moment.zone, on.thresholds);
    if (slip === null) return [];
    // Where nothing is left there is no evidence but the account.
    const recordIds = [state.account.id, ...slip.reasons.flatMap(({ evidence }) => evidence.map(recordOf))];
    return ownerAndManager(planning).flatMap((memberId) =>
      nudge<SlipFacts>(planning, {
        facts: { rule: 'step-slip', on: each, ...slip },
        subject: `account:${state.account.id}/${each}`,
        ...{ memberId, recordIds, dueOn: each, expiresOn: addDays(each, LOOK_BACK_DAYS), isForeseen: false },
      }),
    );
  });
}

/** Cooperation stages lost by a share of the last 30 days and not won back (§2), to the same. */
export function dropNudges(planning: Planning): readonly Nudge<DropFacts>[] {
  const { state, day, on } = planning;
  const now = on.cooperation.stage;
  if (!isStage(now)) return [];
  return state.shares.flatMap((share) => {
    if (share.on > day || share.on < addDays(day, -LOOK_BACK_DAYS)) return [];
    const before = assessCooperation(state.shares, addDays(share.on, -1));
    const after = assessCooperation(state.shares, share.on);
    const [from, to] = [before.stage, after.stage];
    if (before.share === null || after.share === null || !isStage(from) || !isStage(to)) return [];
    if (rank(to) >= rank(from) || rank(now) >= rank(from)) return [];
    const facts = { on: share.on, from, to, fromPercent: before.share.percent, toPercent: after.share.percent };
    return ownerAndManager(planning).flatMap((memberId) =>
      nudge<DropFacts>(planning, {
        facts: { rule: 'share-drop', ...facts },
        subject: `account:${state.account.id}/${share.on}`,
        recordIds: [before.share?.id, after.share?.id].filter((id) => id !== undefined),
        ...{ memberId, dueOn: share.on, expiresOn: addDays(share.on, LOOK_BACK_DAYS), isForeseen: false },
      }),
    );
  });
}

function recordOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'link':
      return evidence.interactionId;
    case 'contact':
      return evidence.contactId;
    case 'order':
      return evidence.orderId;
    case 'share':
      return evidence.shareId;
    case 'fact':
      return evidence.factId;
  }
}

function isStage(stage: CooperationStage | 'unknown' | 'uncertain'): stage is CooperationStage {
  return stage !== 'unknown' && stage !== 'uncertain';
}

function rank(stage: CooperationStage): number {
  return COOPERATION_STAGES.indexOf(stage);
}
