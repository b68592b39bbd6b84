import { accountOn } from '../domain/account-on.ts';
import { addDays } from '../domain/days.ts';
import { type GiftAdvice, giftAdvice } from '../domain/gifts/rules.ts';
import type { EarlierGreeting } from '../domain/nudges/greeting-facts.ts';
import { isDone, lastYearOf, plannedFor } from '../domain/nudges/greeting-history.ts';
import { festiveDays, type GreetingDue, greetingsDue } from '../domain/nudges/occasions.ts';
import type { PlanState } from '../domain/nudges/plan-state.ts';
import { type Planning, planningOf } from '../domain/nudges/planning.ts';
import { greeterOf } from '../domain/nudges/whom.ts';
import { by, compareText } from '../domain/order.ts';
import type { Account, Contact, Day, Greeting } from '../domain/records.ts';
import { giftPolicyOf } from '../services/gift-policy.ts';
import { planStates } from '../services/planning/account-nudges.ts';
import { maySayPersonal } from './answer.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

/** One greeting that is due, to one contact. */
export interface Ahead {
  readonly account: Account;
  readonly contact: Contact;
  /** The account's today. */
  readonly today: Day;
  readonly due: GreetingDue;
  /** Who of ours does it: who took it on, else who knows the contact best; `null`: nobody is there. */
  readonly memberId: string | null;
  readonly planned: Greeting | null;
  readonly isDone: boolean;
  readonly lastYear: EarlierGreeting | null;
  readonly advice: GiftAdvice;
}

/** Greeted so late a festival still counts as greeted. */
export const LATE_DAYS = 7;

/** Every greeting due at these accounts in so many days from today on (from some days ago: `since`), in the order of their days. */
export async function greetingsAhead(
  accounts: readonly Account[],
  days: number,
  context: CommandContext,
  since = 0,
): Promise<readonly Ahead[]> {
  const { views, now, organisation } = context;
  const members = await views.all('member');
  const found: Ahead[] = [];
  for await (const batch of planStates(views, accounts, members, now, organisation.timeZone)) {
    for (const { state } of batch) found.push(...(await aheadAt(state, days, since, context)));
  }
  return found.sort(soonestFirst);
}

export const soonestFirst = by<Ahead>(
  (a, b) => compareText(a.due.on, b.due.on),
  (a, b) => compareText(a.due.occasions[0]?.key ?? '', b.due.occasions[0]?.key ?? ''),
  (a, b) => compareText(a.account.name, b.account.name),
  (a, b) => compareText(a.contact.id, b.contact.id),
);

/** The same at one account of which everything is at hand. */
export async function aheadAt(
  state: PlanState,
  days: number,
  since: number,
  context: CommandContext,
): Promise<readonly Ahead[]> {
  const { account } = state;
  const moment = momentNow(account, context);
  const on = accountOn(state, moment, context.thresholds);
  const planning = planningOf(state, on, {
    zone: context.organisation.timeZone,
    thresholds: context.thresholds,
    through: addDays(moment.day, days),
    workdaysOf: () => ({ isDayOff: () => false }),
    adminIds: [],
    giftPolicy: giftPolicyOf(context.settings),
  });
  const [from, to] = [addDays(moment.day, -since), addDays(moment.day, days)];
  const festivals = festiveDays(account, context.organisation.timeZone, from, to);
  const met = new Set(on.links.map(({ contact }) => contact));
  // A birthday is told to the contact's own people only, and nothing it is merged with may give it away (§18).
  const isPersonal = await maySayPersonal(account, context);
  return on.contacts.flatMap((person) => {
    if (!person.inPost) return [];
    const contact = isPersonal ? person.contact : { ...person.contact, birthday: null };
    return greetingsDue(contact, festivals, met.has(person), from, to).map((due) =>
      toAhead(planning, contact, due, moment.day),
    );
  });
}

function toAhead(planning: Planning, contact: Contact, due: GreetingDue, today: Day): Ahead {
  const { account } = planning.state;
  const planned = plannedFor(planning, contact.id, due);
  const isPrivate = due.occasions.some(({ key }) => key === 'birthday');
  return {
    account,
    contact,
    today,
    due,
    memberId: planned?.memberId ?? greeterOf(planning, contact.id, isPrivate),
    planned,
    isDone: isDone(planning, contact.id, due),
    lastYear: lastYearOf(planning, contact.id, due),
    advice: giftAdvice(account, planning.options.giftPolicy),
  };
}

/** What the greeting goes by in records: a festival before a birthday, for that is private. */
export function mainOccasion({ occasions }: GreetingDue): GreetingDue['occasions'][number] {
  const main = occasions.find(({ key }) => key !== 'birthday') ?? occasions[0];
  if (!main) throw new Error('a greeting without an occasion');
  return main;
}
