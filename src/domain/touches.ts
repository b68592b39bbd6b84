import type { Interaction, Touch } from './records.ts';
import type { InteractionKind } from './vocabulary.ts';

/** How far an interaction reaches (docs/method.md §0): 0 is no touch at all, 1 goes one way, 2 goes both ways. */
export type Reach = 0 | 1 | 2;

/** `answer`: it counts as two-way only when it was answered. */
const REACH: Record<InteractionKind, Reach | 'answer'> = {
  visit: 2,
  call: 2,
  meeting: 2,
  meal: 2,
  event: 2,
  training: 2,
  service: 2,
  gift: 'answer',
  message: 'answer',
  email: 'answer',
  advice: 0,
  note: 0,
};

/** Note and advice are no touches; a message, e-mail or gift is two-way only when known to be answered; the rest always is (§0). */
export function reachOf({ kind, answered }: Pick<Interaction, 'kind' | 'answered'>): Reach {
  const reach = REACH[kind];
  if (reach !== 'answer') return reach;
  return answered === true ? 2 : 1;
}

/** One touch for each pair of ours and theirs who took part; none when the interaction is no touch. */
export function touchesOf(interaction: Interaction): readonly Touch[] {
  const reach = reachOf(interaction);
  if (reach === 0) return [];
  const { id: interactionId, kind, at, day } = interaction;
  const members = [...new Set(interaction.memberIds)];
  return [...new Set(interaction.contactIds)].flatMap((contactId) =>
    members.map((memberId) => ({ interactionId, contactId, memberId, kind, at, day, twoWay: reach === 2 })),
  );
}
