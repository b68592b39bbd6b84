const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The ledger of what we owe and what they owe. */
export const promises = {
  scope: { mine: 'mine', team: 'team' },
  side: { ours: 'we owe', theirs: 'they owe' },
  state: { open: 'open', done: 'kept', broken: 'given up' },
  title: (scope: 'mine' | 'team' | 'account', account: string | null, count: number, overdue: number) =>
    `${scope === 'mine' ? 'My promises' : scope === 'team' ? 'Promises of my team' : `Promises at ${account}`}: ${count} open${overdue === 0 ? '' : `, ${overdue} overdue`}`,
  past: (state: 'done' | 'broken', count: number) =>
    state === 'done'
      ? times(count, 'promise kept', 'promises kept')
      : times(count, 'promise given up', 'promises given up'),
  none: 'Nothing is open: every promise on record is kept or given up.',
  nonePast: 'None on record.',
  theyOwe: 'they owe it',
  /** One line: whose account, what, who owes it, when. */
  line: (what: string, account: string | null, by: string, when: string) =>
    `${account === null ? '' : `${account}: `}${what} (${by}${when === '' ? '' : `, ${when}`})`,
  due: (day: string, overdue: number) =>
    `by ${day}${overdue === 0 ? '' : `, ${times(overdue, 'day', 'days')} overdue`}`,
  keptOn: (day: string) => `kept on ${day}`,
  brokenOn: (day: string) => `given up on ${day}`,
  noted: (what: string) => `Promise noted: ${what}`,
  done: (what: string) => `Kept: ${what}`,
  moved: (what: string, day: string) => `Now due ${day}: ${what}`,
  gaveUp: (what: string) => `Given up: ${what}`,
  reopened: (what: string) => `Open again: ${what}`,
  button: { done: 'Done', move: 'Move', broken: 'Give up', reopen: 'Open again' },
  sureBroken: 'It will count as a promise not kept. Go on?',
  which: (typed: string) => `"${typed}" fits more than one promise. Which one?`,
  unknown: (typed: string) => `I find no promise like "${typed}". Say "next" to see what is open, or name the account.`,
  gone: 'That promise is no longer in the book.',
  settled: (what: string, how: string) => `"${what}" is settled: ${how}. Open it again first.`,
  isOpen: (what: string) => `"${what}" is open already.`,
  notPast: (day: string) => `${day} is over. Choose today or a day to come.`,
  notYours: (account: string) =>
    `Only whoever promised it, or somebody who may write to ${account}, can change this promise.`,
};
