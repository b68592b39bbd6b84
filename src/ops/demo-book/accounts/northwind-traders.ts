import type { Script } from '../plan.ts';

/** Nearly the name of another account; we know the owner of the firm and nobody else. */
export const NORTHWIND_TRADERS: Script = {
  timeZone: 'America/New_York',
  plan: ({ ago, ahead }) => ({
    slug: 'northwind-traders',
    language: 'en',
    account: {
      name: 'Northwind Traders',
      aliases: ['NWT'],
      kinds: ['economic'],
      owner: 'emily',
      team: ['david'],
      festivalSets: ['united-states'],
      recipientClass: 'foreign',
      shares: [{ percent: 12, on: ago(95), source: 'told by Henry' }],
      orders: [{ on: ago(115), amount: 9_500, currency: 'USD', product: 'pilot, twelve points' }],
      contacts: [
        {
          name: 'Henry Walsh',
          title: 'Owner',
          department: 'executive',
          layer: 'decision',
          roles: ['decider', 'approver'],
          attitude: 'support',
          weight: 70,
          tastes: 'Baseball',
          levels: [{ member: 'emily', level: 3, on: ago(40) }],
        },
        {
          name: 'Carol Dean',
          title: 'Buyer',
          department: 'purchasing',
          layer: 'operation',
          roles: ['buyer'],
          weight: 10,
          reportsTo: 'Henry Walsh',
        },
        { name: 'Pete Novak', title: 'Dispatcher', department: 'logistics', layer: 'operation', roles: ['user'] },
      ],
    },
    ties: [
      { ours: 'emily', theirs: 'Henry Walsh', theme: 'executive', since: 190, last: 18, every: 33 },
      { ours: 'david', theirs: 'Henry Walsh', theme: 'executive', since: 120, last: 53, every: 50 },
    ],
    told: [
      {
        contacts: ['Henry Walsh'],
        members: ['emily'],
        kind: 'call',
        at: ago(3),
        note: 'Henry likes the pilot and told me to settle the rest with Carol, whom I have not met yet.',
        nextSteps: [{ what: 'Set up a first meeting with Carol Dean', due: ahead(4), by: 'emily' }],
      },
    ],
  }),
};
