import { addDays } from '../days.ts';
import { giftAdvice } from '../gifts/rules.ts';
import type { Contact, Day } from '../records.ts';
import type { BirthdayFacts, FestivalFacts } from './greeting-facts.ts';
import { isDone, lastYearOf, plannedFor } from './greeting-history.ts';
import type { Nudge } from './nudge.ts';
import { festiveDays, type GreetingDue, greetingsDue } from './occasions.ts';
import { isInSight, nudge, type Planning } from './planning.ts';
import { greeterOf } from './whom.ts';

const FESTIVAL_LEADS = [14, 3, 0] as const;
const BIRTHDAY_LEADS = [7, 1, 0] as const;

type GreetingNudge = Nudge<FestivalFacts> | Nudge<BirthdayFacts>;

/** Festivals and birthdays of the contacts in post (docs/method.md §15, §17), each to who knows the contact best. */
export function greetingNudges(planning: Planning): readonly GreetingNudge[] {
  const { on, day, options, state } = planning;
  const to = addDays(options.through, FESTIVAL_LEADS[0]);
  const festivals = festiveDays(state.account, options.zone, day, to);
  const hasBirthdays = on.contacts.some(({ contact }) => contact.birthday !== null);
  if (!hasBirthdays && festivals.every((festival) => festival.day < day)) return [];
  const met = new Set(on.links.map(({ contact }) => contact));
  return on.contacts.flatMap((person) => {
    if (!person.inPost) return [];
    const { contact } = person;
    const due = greetingsDue(contact, festivals, met.has(person), day, to);
    return due.flatMap((each) => (isDone(planning, contact.id, each) ? [] : nudgesFor(planning, contact, each)));
  });
}

function nudgesFor(planning: Planning, contact: Contact, due: GreetingDue): readonly GreetingNudge[] {
  const { on, occasions, turns } = due;
  const isFestival = occasions.some(({ key }) => key !== 'birthday');
  const festivals = isFestival ? spansInSight(planning, FESTIVAL_LEADS, on) : [];
  const birthdays = isFestival ? [] : spansInSight(planning, BIRTHDAY_LEADS, on);
  if (festivals.length + birthdays.length === 0) return [];
  const contactId = contact.id;
  const plan = plannedFor(planning, contactId, due);
  const lastYear = lastYearOf(planning, contactId, due);
  const isPrivate = occasions.some(({ key }) => key === 'birthday');
  const draft = {
    subject: `contact:${contactId}/${occasions[0]?.key}/${on}`,
    memberId: plan?.memberId ?? greeterOf(planning, contactId, isPrivate),
    contactId,
    recordIds: [contactId, plan?.id, lastYear?.interactionId].filter((id) => typeof id === 'string'),
    isForeseen: true,
  };
  const facts = {
    ...{ contactId, on, occasions, lastYear },
    planned: plan === null ? null : { greetingId: plan.id, way: plan.way },
    gift: giftAdvice(planning.state.account, planning.options.giftPolicy),
  };
  // What is taken on already needs no first word.
  const isWanted = ({ isFirst }: Span<number>) => !isFirst || plan === null;
  const calendar = contact.birthday?.calendar ?? 'solar';
  return [
    ...festivals.filter(isWanted).flatMap(({ lead, dueOn, expiresOn }) => {
      const own = { rule: 'festival', lead } as const;
      return nudge<FestivalFacts>(planning, { ...draft, lead, dueOn, expiresOn, facts: { ...facts, ...own } });
    }),
    ...birthdays.filter(isWanted).flatMap(({ lead, dueOn, expiresOn }) => {
      const own = { rule: 'birthday', lead, turns, calendar } as const;
      return nudge<BirthdayFacts>(planning, { ...draft, lead, dueOn, expiresOn, facts: { ...facts, ...own } });
    }),
  ];
}

interface Span<Lead extends number> {
  readonly lead: Lead;
  readonly isFirst: boolean;
  readonly dueOn: Day;
  readonly expiresOn: Day;
}

/** Each lead speaks until the next one does. */
function spansInSight<Lead extends number>(planning: Planning, leads: readonly Lead[], on: Day): readonly Span<Lead>[] {
  return leads
    .map((lead, n) => {
      const next = leads[n + 1];
      const expiresOn = addDays(on, next === undefined ? -lead : -next - 1);
      return { lead, isFirst: n === 0, dueOn: addDays(on, -lead), expiresOn };
    })
    .filter(({ dueOn, expiresOn }) => isInSight(planning, dueOn, expiresOn));
}
