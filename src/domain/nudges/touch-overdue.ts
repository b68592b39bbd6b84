import { daysBetween } from '../days.ts';
import { cadencesOn } from './cadence.ts';
import type { Nudge, TouchOverdueFacts } from './nudge.ts';
import { nudge, type Planning, turnOn } from './planning.ts';
import { ownerOf } from './whom.ts';

/** Layers past the days allowed, on the day or on those looked ahead to; again every 30 days while nobody gets in touch (°). */
export function touchNudges(planning: Planning): readonly Nudge<TouchOverdueFacts>[] {
  const { on, day, options, state } = planning;
  const memberId = ownerOf(planning);
  return cadencesOn(on).flatMap((cadence) => {
    const { layer, last, since, idealDays, atMostDays, redOn, contactIds } = cadence;
    if (daysBetween(options.through, redOn) > 0) return [];
    const turn = turnOn(redOn > day ? redOn : day, [redOn]);
    const interactionId = last?.interactionId ?? null;
    return nudge<TouchOverdueFacts>(planning, {
      facts: {
        rule: 'touch-overdue',
        ...{ layer, lastOn: last?.on ?? null, interactionId, since, idealDays, atMostDays, redOn, contactIds },
      },
      subject: `account:${state.account.id}/${layer}/${redOn}`,
      recordIds: [...(interactionId === null ? [] : [interactionId]), ...contactIds],
      ...{ memberId, dueOn: turn.dueOn, expiresOn: turn.expiresOn, isForeseen: true, lead: layer },
    });
  });
}
