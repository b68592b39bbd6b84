import { addDays } from '../days.ts';
import type { Day, NextStep } from '../records.ts';
import type { NextStepFacts, Nudge, PromiseLead } from './nudge.ts';
import { isInSight, nudge, type Planning } from './planning.ts';
import { memberOrOwner, participant } from './whom.ts';

/** So many days after its due day, and so many before, a promise is spoken of. */
export const PROMISE_DAYS = { late: 14, early: 1 } as const;

interface Span {
  readonly lead: PromiseLead;
  /** The last day, counted from the due day, before the next lead speaks. */
  readonly until: number;
}

const OURS: readonly Span[] = [
  { lead: -1, until: -1 },
  { lead: 0, until: 0 },
  { lead: 1, until: 2 },
  { lead: 3, until: 6 },
  { lead: 7, until: PROMISE_DAYS.late },
];
/** Theirs is asked after once it is late, not before (°). */
const THEIRS = OURS.filter(({ lead }) => lead > 0);

/** What we promised, around its day; what they promised, once it is late, to who heard it (docs/method.md §15). */
export function promiseNudges(planning: Planning): readonly Nudge<NextStepFacts>[] {
  const first = addDays(planning.day, -PROMISE_DAYS.late);
  const last = addDays(planning.options.through, PROMISE_DAYS.early);
  return planning.state.nextSteps.flatMap((step) => {
    const { due } = step;
    if (due === null || step.doneOn !== null || step.brokenOn !== null) return [];
    return due >= first && due <= last ? spoken(planning, step, due) : [];
  });
}

function spoken(planning: Planning, step: NextStep, due: Day): readonly Nudge<NextStepFacts>[] {
  const { id, interactionId, what, byId } = step;
  const interaction = planning.interactions.get(interactionId);
  const heard = interaction === undefined ? null : participant(planning, interaction);
  const owedBy = byId === null ? ('them' as const) : ('us' as const);
  const contactIds = interaction?.contactIds ?? [];
  const common = { rule: 'next-step-due', nextStepId: id, interactionId, what, due, owedBy, contactIds } as const;
  const memberId = memberOrOwner(planning, byId ?? heard);
  return (byId === null ? THEIRS : OURS).flatMap(({ lead, until }) => {
    const [dueOn, expiresOn] = [addDays(due, lead), addDays(due, until)];
    if (!isInSight(planning, dueOn, expiresOn)) return [];
    return nudge<NextStepFacts>(planning, {
      facts: { ...common, lead },
      subject: `next-step:${id}/${due}`,
      recordIds: [id, interactionId],
      ...{ memberId, dueOn, expiresOn, lead, isForeseen: true },
    });
  });
}
