import { addWorkdays } from '../calendar/workdays.ts';
import { addDays } from '../days.ts';
import type { Day } from '../records.ts';
import type { Nudge, SignalFacts, VisitFacts } from './nudge.ts';
import { isFollowed, nudge, type Planning, recentInteractions } from './planning.ts';
import { ownerOf, participant } from './whom.ts';

/** A visit without a next contact is worth mending for a week; a signal is worth answering for a fortnight. */
const VISIT_DAYS = 7;
const SIGNAL_DAYS = 14;
/** A signal wants an answer within so many working days (docs/method.md §15). */
const SIGNAL_WORKDAYS = 2;

/** Visits without a next contact with a date, the next working day, unless somebody met them again meanwhile (§15). */
export function visitNudges(planning: Planning): readonly Nudge<VisitFacts>[] {
  const { state } = planning;
  return recentInteractions(planning, LONGEST, ({ kind }) => kind === 'visit').flatMap((visit) => {
    const { id, on, contactIds } = visit;
    if (state.nextSteps.some((step) => step.interactionId === id && step.due !== null)) return [];
    if (isFollowed(planning, visit)) return [];
    const memberId = participant(planning, visit);
    const dueOn = workday(planning, memberId, on, 1);
    return nudge<VisitFacts>(planning, {
      facts: { rule: 'visit-unfinished', interactionId: id, on, contactIds },
      subject: `visit:${id}`,
      recordIds: [id],
      ...{ memberId, dueOn, expiresOn: later(addDays(on, VISIT_DAYS), addDays(dueOn, 2)) },
      ...{ isForeseen: false, keyOn: on },
    });
  });
}

/** Buying signals nobody followed up within two working days of the owner's. */
export function signalNudges(planning: Planning): readonly Nudge<SignalFacts>[] {
  return recentInteractions(planning, LONGEST, ({ signals }) => signals.length > 0).flatMap((interaction) => {
    const { id, on, signals, contactIds } = interaction;
    if (isFollowed(planning, interaction)) return [];
    const memberId = ownerOf(planning);
    const dueOn = workday(planning, memberId, on, SIGNAL_WORKDAYS);
    return nudge<SignalFacts>(planning, {
      facts: { rule: 'buying-signal', interactionId: id, on, signals, contactIds },
      subject: `signal:${id}`,
      recordIds: [id],
      ...{ memberId, dueOn, expiresOn: later(addDays(on, SIGNAL_DAYS), addDays(dueOn, 2)) },
      ...{ isForeseen: false, keyOn: on },
    });
  });
}

/** How far back either of them may still be worth a word, over the longest run of days off. */
const LONGEST = 30;

/** The n-th working day of a member after a day; where they have none, as many days after. */
function workday(planning: Planning, memberId: string | null, after: Day, n: number): Day {
  const workdays = memberId === null ? null : planning.options.workdaysOf(memberId);
  return (workdays === null ? null : addWorkdays(workdays, after, n)) ?? addDays(after, n);
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
