import type { Script } from '../plan.ts';

/** Put away: answers when named, says nothing by itself. */
export const OLD_MILL: Script = {
  timeZone: 'America/New_York',
  plan: ({ ago }) => ({
    slug: 'old-mill',
    language: 'en',
    account: {
      name: 'Old Mill Paper',
      owner: 'emily',
      archived: true,
      festivalSets: ['united-states'],
      recipientClass: 'foreign',
      shares: [{ percent: 25, on: ago(420), source: 'before the sale' }],
      orders: [{ on: ago(500), amount: 14_000, currency: 'USD', product: 'dryer monitoring' }],
      contacts: [
        { name: 'Walter Reed', title: 'Mill Manager', department: 'production', layer: 'decision', roles: ['decider'] },
        { name: 'Joan Price', title: 'Office Manager', department: 'administration', layer: 'operation' },
      ],
    },
    ties: [{ ours: 'jack', theirs: 'Walter Reed', theme: 'operations', since: 540, last: 310, every: 60 }],
    told: [
      {
        contacts: [],
        members: ['emily'],
        kind: 'note',
        at: ago(250),
        note: 'The mill was sold and closes; archived until the new owner decides.',
      },
    ],
  }),
};
