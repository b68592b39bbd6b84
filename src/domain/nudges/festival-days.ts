import type { Day, Mute } from '../records.ts';
import { keyAfterSnooze, silenceOf } from './mutes.ts';
import type { Nudge } from './nudge.ts';

/** A festival on its day, greeted at many accounts: said as one, it has a subject and keys of its own. */
export interface FestivalDay {
  /** Key of the festival. */
  readonly festival: string;
  readonly on: Day;
}

/** A greeting as part of its festival day. */
export interface OfFestivalDay {
  readonly subject: string;
  /** What is noted as said when the day is said as one. */
  readonly key: string;
  readonly isSaid: boolean;
  readonly isSilent: boolean;
}

/** The festival day a greeting is for; `null`: it is none, or a birthday is part of it, which is nobody else's. */
export function festivalDayOf({ facts }: Pick<Nudge, 'facts'>): FestivalDay | null {
  const [first] = facts.rule === 'festival' ? facts.occasions : [];
  if (facts.rule !== 'festival' || first === undefined || facts.occasions.some(({ key }) => key === 'birthday'))
    return null;
  return { festival: first.key, on: facts.on };
}

/** The festival day such a subject is about; `null`: it is about something else. */
export function festivalDayIn(subject: string): FestivalDay | null {
  const [kind, festival = '', on = '', ...more] = subject.split('/');
  return kind === KIND && on !== '' && more.length === 0 ? { festival, on } : null;
}

/** How a greeting stands with what was said and silenced of its whole day; `null`: it is not part of one. */
export function ofFestivalDay(
  nudge: Nudge,
  said: ReadonlySet<string>,
  mutes: readonly Mute[],
  day: Day,
): OfFestivalDay | null {
  const of = festivalDayOf(nudge);
  if (of === null) return null;
  const subject = `${KIND}/${of.festival}/${of.on}`;
  const { memberId, rule, dueOn } = nudge;
  const { key } = keyAfterSnooze({ key: `${memberId}/${rule}/${subject}/${dueOn}`, rule, subject, dueOn }, mutes, day);
  return { subject, key, isSaid: said.has(key), isSilent: silenceOf({ rule, subject }, mutes, day) !== undefined };
}

const KIND = 'festival';
