import { daysBetween } from '../../domain/days.ts';
import { type FestivalDay, festivalDayOf } from '../../domain/nudges/festival-days.ts';
import { silenceOf } from '../../domain/nudges/mutes.ts';
import type { PlanOptions } from '../../domain/nudges/plan-state.ts';
import type { Day, Instant, Member, Mute } from '../../domain/records.ts';
import { formatDay } from '../../i18n/format.ts';
import { messagesIn } from '../../i18n/messages.ts';
import type { Button } from '../../reply/reply.ts';
import { nudgesOf } from './account-nudges.ts';
import { accountsFor } from './accounts-for.ts';
import { settleButtons } from './nudge-buttons.ts';
import { namesOf, type Worded } from './nudge-words.ts';
import type { PlanParts } from './plan-options.ts';

/** Whom a member has to greet on a festival day, at how many accounts. */
export interface FestivalGreetings extends FestivalDay {
  readonly people: number;
  /** Their names. */
  readonly accounts: readonly string[];
}

/** All that is still open of a festival day, wherever it is; `mutes`: the member's own. */
export async function festivalGreetings(
  parts: PlanParts,
  member: Member,
  members: readonly Member[],
  { festival, on }: FestivalDay,
  { options, mutes, today, now }: Asked,
): Promise<FestivalGreetings> {
  const all = await accountsFor(parts, [member], members);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const accounts: string[] = [];
  let people = 0;
  for await (const nudges of nudgesOf(parts.store.views, all, members, now, options)) {
    const own = nudges.filter((nudge) => {
      const of = nudge.memberId === member.id ? festivalDayOf(nudge) : null;
      return of?.festival === festival && of.on === on && silenceOf(nudge, mutes, today) === undefined;
    });
    const [first] = own;
    if (first === undefined) continue;
    accounts.push(names.get(first.accountId) ?? '');
    people += new Set(own.map(({ contactId }) => contactId)).size;
  }
  return { festival, on, people, accounts };
}

interface Asked {
  readonly options: PlanOptions;
  readonly mutes: readonly Mute[];
  readonly today: Day;
  readonly now: Instant;
}

/** The greetings of a festival day in one item: how many and where. */
export function wordFestival(
  { on, people, accounts }: FestivalGreetings,
  { language }: Pick<Member, 'language'>,
  today: Day,
): Worded {
  const messages = messagesIn(language);
  const { greetMany, greetManyWhy } = messages.nudges;
  return {
    what: greetMany(daysBetween(today, on), people, accounts.length),
    why: greetManyWhy(formatDay(on, language), namesOf(accounts, language, messages)),
  };
}

/** Who they are is shown by a command; the rest is as for every item. */
export function festivalButtons(
  item: { readonly letter: string; readonly position: number },
  { language }: Pick<Member, 'language'>,
): readonly Button[] {
  const { nudges } = messagesIn(language);
  const open: Button = { label: nudges.button.open, press: { command: 'festivals', args: {} }, style: 'primary' };
  return [open, ...settleButtons(item, nudges)];
}
