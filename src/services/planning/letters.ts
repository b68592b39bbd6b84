import { dayOf, endOfDay } from '../../domain/days.ts';
import type { DayItem } from '../../domain/nudges/day-items.ts';
import type { SpeakingSlot } from '../../domain/nudges/speaking-time.ts';
import type { Day, Instant, Member } from '../../domain/records.ts';
import type { Platform } from '../../domain/vocabulary.ts';
import type { Letter } from '../../ports/queues.ts';
import type { Said } from '../../ports/store.ts';

/** Where a member is written to. */
export interface Address {
  readonly platform: Platform;
  readonly tenant: string;
}

/** One for each member and local day, whoever plans it, and wherever they are by then. */
export const dailyKey = (memberId: string, day: Day): string => `nudges/${memberId}/${day}`;

/** The local day a daily letter is for; `null`: it is another kind of letter. */
export function dailyLetterDay({ kind, dedupeKey }: Pick<Letter, 'kind' | 'dedupeKey'>): Day | null {
  return kind === 'nudges' ? dedupeKey.slice(dedupeKey.lastIndexOf('/') + 1) : null;
}

export function dailyLetter(
  member: Member,
  { day, at, until }: SpeakingSlot,
  { platform, tenant }: Address,
  more: number,
): Letter {
  return {
    dedupeKey: dailyKey(member.id, day),
    kind: 'nudges',
    platform,
    tenant,
    destination: `dm:${member.id}`,
    memberId: member.id,
    payload: { day, more },
    notBefore: at,
    notAfter: until,
  };
}

/** A letter of its own for what cannot wait. */
export function urgentLetter(member: Member, item: DayItem, now: Instant, { platform, tenant }: Address): Letter {
  const day = dayOf(now, member.timeZone);
  return {
    dedupeKey: `urgent/${item.keys[0] ?? ''}`,
    kind: 'urgent',
    platform,
    tenant,
    destination: `dm:${member.id}`,
    memberId: member.id,
    payload: { day, more: 0 },
    notBefore: now,
    notAfter: endOfDay(day, member.timeZone),
  };
}

/** What is noted as said with a letter: every key of every item, told apart by the item's place. */
export function saidIn(letter: Letter, memberId: string, items: readonly DayItem[], at: Instant): readonly Said[] {
  return items.flatMap((item, position) => {
    const shown = new Map(item.nudges.map((nudge) => [nudge.key, nudge]));
    return item.keys.map((key) => ({
      memberId,
      key,
      rule: shown.get(key)?.rule ?? item.rule,
      subject: shown.get(key)?.subject ?? '',
      accountId: item.accountId,
      letterKey: letter.dedupeKey,
      position,
      at,
    }));
  });
}
