import { capitalised } from '../format.ts';

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const inDays = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? 'tomorrow' : days > 0 ? `in ${days} days` : `${times(-days, 'day', 'days')} ago`;

/** Festivals and birthdays ahead: whom to greet, who of ours does it, and how. */
export const occasions = {
  title: (days: number, count: number) =>
    `The next ${times(days, 'day', 'days')}: ${count === 0 ? 'nobody to greet' : times(count, 'greeting', 'greetings')}`,
  none: 'No festival and no birthday of somebody we have met falls into these days.',
  noAccounts: 'No account is yours. Say "festivals all" to see everybody’s.',
  remembrance: (festival: string, day: string) =>
    `${festival}, ${day}: a day of remembrance, so nothing festive is suggested.`,
  head: (what: string, day: string, days: number) => `${capitalised(what)} · ${day} (${inDays(days)})`,
  turning: (what: string, years: number) => `${what}, turning ${years}`,
  line: (account: string, contact: string, who: string | null) =>
    `${account}: ${contact}${who === null ? '' : ` ← ${who}`}`,
  lastYear: (way: string, who: string, day: string) => `Last year: ${way} by ${who}, ${day}`,
  planned: (way: string, who: string) => `Taken on: ${way}, ${who}`,
  isDone: 'Done',
  /** What a rule says of the accounts it holds for. */
  rule: (accounts: string, rule: string) => `${accounts}: ${rule}`,
  plannedTitle: (what: string, contact: string, way: string) => `Taken on: ${way} for ${contact}, ${what}`,
  doneTitle: (what: string, contact: string) => `Done and logged: ${contact}, ${what}`,
  dropped: (what: string, contact: string) => `No longer taken on: ${contact}, ${what}`,
  /** The note of the interaction that tells of a greeting. */
  note: (festival: string) => `Greeting for ${festival}`,
  notDue: (contact: string, what: string | null) =>
    `${contact} has no ${what ?? 'festival or birthday'} to be greeted for in the coming year: not met yet, opted out, no longer there, or a day for nothing festive.`,
  notPlanned: (contact: string) => `Nobody has taken on a greeting for ${contact}.`,
  alreadyDone: (contact: string, what: string) => `${contact} was greeted for ${what} already.`,
  noGift: (account: string) => `No gift is planned for ${account}.`,
  button: {
    plan: (way: string) => `Take on: ${way}`,
    done: 'Done',
    drop: 'Drop',
    ledger: 'Gifts given',
  },
  scope: { mine: 'mine', team: 'team', all: 'all' },
};
