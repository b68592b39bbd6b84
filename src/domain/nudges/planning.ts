import type { AccountOn } from '../account-on.ts';
import { addDays, dayOf, daysBetween } from '../days.ts';
import { lazily } from '../lazily.ts';
import { hasLeft } from '../links.ts';
import { groupBy } from '../order.ts';
import type { Day, Instant, Interaction, Member, Touch, Trait } from '../records.ts';
import type { Nudge, NudgeFacts } from './nudge.ts';
import type { PlanOptions, PlanState } from './plan-state.ts';
import { weightOf } from './weights.ts';

/** What every rule starts from: the account at the end of a day, and what is known beside it. */
export interface Planning {
  readonly state: PlanState;
  readonly on: AccountOn;
  readonly day: Day;
  readonly options: PlanOptions;
  readonly members: ReadonlyMap<string, Member>;
  readonly interactions: ReadonlyMap<string, Interaction>;
  /** All that was told of a contact. */
  readonly traitsOf: (contactId: string) => readonly Trait[];
}

export function planningOf(state: PlanState, on: AccountOn, options: PlanOptions): Planning {
  const traits = lazily(() => groupBy(state.traits, ({ contactId }) => contactId));
  return {
    state,
    on,
    day: on.moment.day,
    options,
    members: new Map(state.members.map((member) => [member.id, member])),
    interactions: new Map(state.interactions.map((interaction) => [interaction.id, interaction])),
    traitsOf: (contactId) => traits().get(contactId) ?? [],
  };
}

interface Draft<Facts extends NudgeFacts> {
  readonly facts: Facts;
  readonly subject: string;
  /** `null`: there is nobody to tell, so nothing is said. */
  readonly memberId: string | null;
  readonly contactId?: string | null;
  readonly recordIds: readonly string[];
  readonly dueOn: Day;
  readonly expiresOn: Day;
  readonly isForeseen: boolean;
  readonly lead?: number | string;
  /** The day in the key, where `dueOn` could move with a calendar of days off. */
  readonly keyOn?: Day;
}

/** The nudge, if the day and the days looked ahead to are among those on which it is worth saying, and somebody is there to be told. */
export function nudge<Facts extends NudgeFacts>(planning: Planning, draft: Draft<Facts>): readonly Nudge<Facts>[] {
  const { facts, subject, memberId, contactId, recordIds, dueOn, expiresOn, isForeseen, lead, keyOn } = draft;
  const { rule } = facts;
  if (memberId === null || !isInSight(planning, dueOn, expiresOn)) return [];
  const accountId = planning.state.account.id;
  return [
    {
      key: `${memberId}/${rule}/${subject}/${keyOn ?? dueOn}`,
      ...{ rule, subject, accountId, contactId: contactId ?? null, memberId, recordIds: [...new Set(recordIds)] },
      ...{ weight: weightOf(rule, lead), dueOn, expiresOn, isForeseen, isUrgent: false, facts },
    },
  ];
}

/** Whether a nudge due and expiring on these days can be spoken of: not passed, and not beyond what is looked ahead to. */
export function isInSight({ day, options }: Planning, dueOn: Day, expiresOn: Day): boolean {
  return expiresOn >= day && dueOn <= options.through;
}

/** What is open is said when found and again every so many days (docs/method.md §15). */
const AGAIN_DAYS = 30;
/** Where nothing on record tells since when: fixed periods, the same on every machine. */
const NO_BEGINNING: Day = '2000-01-01';

/** The turn a lasting thing is in: since when it is counted, the how-manyth telling, and the days of that one. */
export interface Turn {
  readonly foundOn: Day;
  readonly repeat: number;
  readonly dueOn: Day;
  readonly expiresOn: Day;
}

/** The turn on a day, from the days on which it can have been found: the latest by then counts. */
export function turnOn(day: Day, found: readonly (Day | null)[]): Turn {
  const foundOn = found.reduce<Day>((last, each) => (each !== null && each <= day && each > last ? each : last), '');
  const start = foundOn === '' ? NO_BEGINNING : foundOn;
  const count = Math.floor(daysBetween(start, day) / AGAIN_DAYS);
  const dueOn = addDays(start, count * AGAIN_DAYS);
  const expiresOn = addDays(dueOn, AGAIN_DAYS - 1);
  // Without a beginning nobody can say how often it was told.
  return foundOn === ''
    ? { foundOn: dueOn, repeat: 0, dueOn, expiresOn }
    : { foundOn, repeat: count, dueOn, expiresOn };
}

/** The local day an instant falls on where the account lives. */
export function localDay({ on }: Planning, instant: Instant): Day {
  return dayOf(instant, on.moment.zone);
}

/** The local day of an interaction. */
export function dayOfInteraction(planning: Planning, { day, at }: Pick<Interaction, 'day' | 'at'>): Day {
  return day ?? localDay(planning, at);
}

/** Whether any of these contacts was touched after an interaction: on a later day, or later by the clock. */
export function isFollowed(planning: Planning, { id, at, contactIds }: Interaction): boolean {
  const { state, on } = planning;
  const isLater = (touch: Touch) => touch.at > at && touch.at <= on.moment.at && touch.interactionId !== id;
  return state.touches.some((touch) => isLater(touch) && contactIds.includes(touch.contactId));
}

/** Such interactions by a day of theirs in the last so many days, the day itself included. */
export function recentInteractions(
  planning: Planning,
  days: number,
  isSuch: (interaction: Interaction) => boolean,
): readonly (Interaction & { readonly on: Day })[] {
  const from = addDays(planning.day, -days);
  return planning.state.interactions.flatMap((interaction) => {
    if (!isSuch(interaction)) return [];
    const on = dayOfInteraction(planning, interaction);
    return on >= from && on <= planning.day ? [{ ...interaction, on }] : [];
  });
}

/** Whether somebody is with us on the day of planning. */
export function isHere({ members, day }: Planning, memberId: string): boolean {
  const member = members.get(memberId);
  return member !== undefined && !hasLeft(member, day);
}
