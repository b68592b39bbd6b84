const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Lists: accounts at a glance, timelines, what colleagues recorded. */
export const lists = {
  scope: { mine: 'mine', all: 'all' },
  accountsTitle: (scope: 'mine' | 'all', count: number) =>
    scope === 'mine' ? `My accounts: ${count}` : `All accounts: ${count}`,
  noAccounts: 'No account here yet.',
  more: 'More',
  column: {
    stage: 'Stage',
    step: 'Step',
    attention: 'Attention',
    gaps: 'Gaps',
    lastTouch: 'Last touch',
    overdue: 'Overdue',
  },
  attention: { high: 'needs attention', some: 'keep an eye on', none: 'in order' },
  daysAgo: (days: number | null) =>
    days === null ? 'never' : days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`,
  timelineTitle: (account: string) => `${account}: timeline`,
  noInteractions: 'Nothing has been recorded yet.',
  promises: 'Promises that are open',
  newsTitle: (account: string | null, count: number) =>
    `${account === null ? '' : `${account}: `}${times(count, 'latest record', 'latest records')}`,
  took: (what: string) => `took back: ${what}`,
  andOthers: (account: string) => `${account} and others`,
  did: {
    log: 'an interaction',
    next: 'a promise',
    festivals: 'a greeting',
    gift: 'a gift',
    share: 'a share',
    account: 'the account',
    contact: 'a contact',
    level: 'a level',
    order: 'an order',
    fact: 'an integration or alliance',
    pin: 'a judgement',
    merge: 'a merge',
    import: 'an import',
    sample: 'the sample',
  },
};
