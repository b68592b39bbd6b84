import { capitalised } from '../format.ts';

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const inDays = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? 'tomorrow' : days > 0 ? `in ${days} days` : `${times(-days, 'day', 'days')} ago`;

/** What the assistant says unasked: to one person, once a working day; and to a channel. */
export const nudges = {
  title: (count: number, day: string) => `${times(count, 'thing', 'things')} for today, ${day}`,
  urgent: 'This cannot wait',
  nothingLeft: 'All of it is seen to.',
  more: (count: number) => `${count} more found no room today; "nudges" shows them.`,
  inDays,
  /** What an item is about; then why, in a second line. */
  touch: (layer: string, who: string) => `Get in touch with the ${layer}: ${who}`,
  touchWhy: (days: number, ideal: number, atMost: number, last: string | null) =>
    last === null
      ? `Nobody of ours has been in touch since they were entered, ${times(days, 'day', 'days')} ago. Here ${ideal} days are good, ${atMost} the most.`
      : `${times(days, 'day', 'days')} since the last real contact, ${last}. Here ${ideal} days are good, ${atMost} the most.`,
  greet: (festival: string, days: number, who: string) => `${capitalised(festival)} is ${inDays(days)}: greet ${who}`,
  greetMany: (days: number, people: number, accounts: number) =>
    `${inDays(days)}: greet ${times(people, 'person', 'people')} at ${times(accounts, 'account', 'accounts')}`,
  greetManyWhy: (day: string, accounts: string) => `${day}. ${accounts}.`,
  greetWhy: (day: string, lastYear: string | null) =>
    lastYear === null ? `${day}. Nothing is on record for last year.` : `${day}. Last year: ${lastYear}.`,
  lastYear: (way: string, who: string) => (who === '' ? way : `${way} by ${who}`),
  planned: (way: string) => `Taken on: ${way}.`,
  birthday: (who: string, days: number) => `${who} has a birthday ${inDays(days)}`,
  birthdayWhy: (day: string, isLunar: boolean, turns: number | null) =>
    `${day}${isLunar ? ', by the lunar calendar' : ''}${turns === null ? '' : `, turning ${turns}`}.`,
  birthdayWord: 'birthday',
  promise: (what: string, isOurs: boolean) => (isOurs ? `You promised: ${what}` : `They promised: ${what}`),
  promiseWhy: (due: string, overdue: number) =>
    overdue > 0
      ? `Due ${due}, ${times(overdue, 'day', 'days')} overdue.`
      : overdue === 0
        ? `Due today, ${due}.`
        : `Due ${inDays(-overdue)}, ${due}.`,
  visit: (day: string) => `Your visit of ${day} has no next step yet`,
  visitWhy: (who: string) => (who === '' ? 'What comes next, and when?' : `You met ${who}. What comes next, and when?`),
  signal: (signals: string) => `A buying signal waits: ${signals}`,
  signalWhy: (day: string, who: string) =>
    `Noted on ${day}${who === '' ? '' : `, from ${who}`}; nothing has followed for two working days.`,
  foundWhy: (day: string, repeat: number) =>
    repeat === 0 ? `So since ${day}.` : `So since ${day}; told every 30 days while it is open.`,
  slip: (from: string, to: string) => `The relationship slipped from step ${from} to ${to}`,
  slipWhy: (day: string, reasons: string) =>
    reasons === '' ? `On ${day}.` : `On ${day}. No longer holds: ${reasons}.`,
  drop: (from: string, to: string) => `Our share fell from ${from} to ${to}`,
  dropWhy: (day: string, before: string, after: string) => `On ${day}: ${before}% → ${after}%.`,
  approval: (kind: string, value: string) => `A ${kind}${value === '' ? '' : ` of ${value}`} waits for your word`,
  approvalWhy: (who: string, over: string) => `${who === '' ? '' : `By ${who}. `}${over}`,
  over: {
    class: 'Recipients like this one may not be given gifts without asking.',
    gift: 'It is over the limit for one gift.',
    year: 'It is over the limit for the year.',
    unset: 'No limit is set yet.',
  },
  policy: (hasPolicy: boolean): string =>
    hasPolicy ? 'Review our policy for this account' : 'No policy of ours is on record here',
  policyWhy: (day: string | null) => (day === null ? 'It was never reviewed.' : `Last reviewed on ${day}.`),
  andMore: (what: string, count: number) => `${what} (and ${count} more)`,
  done: (what: string) => `✓ ${what}`,
  snoozed: (what: string, day: string) => `${what}: again on ${day}`,
  muted: (what: string) => `${what}: silent`,
  button: {
    log: 'Log it',
    done: 'Done',
    snooze: 'In a week',
    mute: 'Stop',
    plan: 'Take it on',
    next: 'Next step',
    who: 'Who is who',
    why: 'Why',
    open: 'Show',
    approve: 'Look at it',
  },
  muteAll: 'Never tell me of this again?',
  rule: {
    'touch-overdue': 'silence too long',
    festival: 'festivals',
    birthday: 'birthdays',
    'next-step-due': 'promises',
    'visit-unfinished': 'visits without a next step',
    'buying-signal': 'buying signals',
    vacancy: 'vacancies',
    'single-thread-ours': 'one of ours alone',
    'single-thread-theirs': 'one of theirs alone',
    'blind-department': 'blind departments',
    'opposed-key-person': 'key people against us',
    'issue-overdue': 'issues overdue',
    'step-slip': 'slips',
    'share-drop': 'falling share',
    'receivable-watch': 'receivables',
    'gift-approval': 'gifts to approve',
    'policy-review': 'policies to review',
    'survey-gap': 'surveys',
    'gate-stale': 'opportunities standing still',
  },
  /** `/kam nudges`. */
  listTitle: (count: number) => (count === 0 ? 'Nothing is scheduled for you' : `Scheduled for you: ${count}`),
  off: 'Your daily message is switched off. "me nudges=09:00" switches it on.',
  nextMessage: (day: string, time: string) => `Your next message: ${day}, ${time}.`,
  nextSoon: (time: string) => `It is past ${time}: what there is to say today goes out in a moment.`,
  saidToday: 'Today’s message has gone out.',
  /** Why, and when it will be told. */
  scheduled: (why: string, day: string) => `${why} To be told on ${day}.`,
  mutes: 'Silent',
  muteLine: (rule: string, subject: string, until: string | null) =>
    `${capitalised(rule)}${subject === '' ? '' : ` · ${subject}`}${until === null ? '' : `, until ${until}`}`,
  unmute: 'Tell me again',
  didSnooze: (day: string) => `It comes again on ${day}.`,
  didDone: 'Noted as seen to.',
  didMute: 'Silent from now on.',
  didUnmute: 'It will be told again.',
  unknownItem: 'That item is no longer there. "nudges" shows what is scheduled.',
  unsent: (count: number) => `${times(count, 'message', 'messages')} may or may not have arrived`,
  unsentWhy:
    'The connection broke while they were sent, and the platform cannot tell. They are not sent again, so that nobody hears anything twice.',
  /** Said once to each reader when a year's schedule is missing. */
  noSchedule: (year: number) =>
    `The days off of ${year} are not in the book yet, so I plan Monday to Friday less the fixed and lunar public holidays. An admin can import the schedule with "holidays".`,
  scheduleWanted: (year: string) => `The days off of ${year} are missing`,
  digest: {
    /** The assistant is not any more where a digest is to be told. */
    resting: {
      title: 'A digest cannot be told: I am not there any more',
      where: (when: string, author: string | null) => `${when}${author === null ? '' : `, set up by ${author}`}`,
      unnamed: 'a group',
      why: 'I was removed from there, or the place is closed. Invite me there again and the digest goes on, or switch it off. Until then I try once a day.',
      off: 'Switch the digest off',
      mark: 'rests: I am not there any more. Invite me again, or switch it off.',
    },
    title: (day: string, isWeekly: boolean) => (isWeekly ? `The week up to ${day}` : `Today, ${day}`),
    section: {
      moves: 'What moved',
      promises: 'Promises',
      quiet: 'Gone quiet',
      festivals: 'Festivals ahead',
      risks: 'Open risks',
      logs: 'Recorded since the last one',
    },
    step: (account: string, from: string, to: string) => `${account}: step ${from} → ${to}`,
    stage: (account: string, from: string, to: string) => `${account}: ${from} → ${to}`,
    due: (account: string, what: string, who: string, when: string) => `${account}: ${what} (${who}, ${when})`,
    they: 'they owe it',
    broken: (account: string, what: string, who: string) => `${account}: ${what} (${who}, given up)`,
    quiet: (account: string, layers: string) => `${account}: ${layers}`,
    layer: (layer: string, days: number) => `${layer} ${times(days, 'day', 'days')}`,
    risk: (account: string, what: string) => `${account}: ${what}`,
    festival: (festival: string, day: string, contacts: number, accounts: number) =>
      `${capitalised(festival)}, ${day}: ${times(contacts, 'contact', 'contacts')} at ${times(accounts, 'account', 'accounts')}`,
    logs: (account: string, what: string, by: string) => `${account}: ${what}${by === '' ? '' : ` (${by})`}`,
    more: (count: number) => `… and ${count} more`,
    daily: (time: string) => `every working day at ${time}`,
    weekly: (time: string) => `every Monday at ${time}`,
    all: 'everything',
    accounts: 'Accounts',
    owners: 'Owners',
    empty: 'There is nothing to tell now.',
    kind: {
      moves: 'moves',
      promises: 'promises',
      quiet: 'silence',
      festivals: 'festivals',
      risks: 'risks',
      logs: 'logs',
    },
  },
};
