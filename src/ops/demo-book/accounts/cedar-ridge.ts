import type { Script } from '../plan.ts';

/** Held by a friendship with a colleague who has left us since; a handover on their side that went well. */
export const CEDAR_RIDGE: Script = {
  timeZone: 'America/New_York',
  plan: ({ ago, ahead }) => ({
    slug: 'cedar-ridge',
    language: 'en',
    account: {
      name: 'Cedar Ridge Utilities',
      aliases: ['Cedar Ridge'],
      kinds: ['economic'],
      owner: 'emily',
      backup: 'tom',
      festivalSets: ['united-states'],
      recipientClass: 'foreign',
      shares: [
        { percent: 33, on: ago(400), source: 'Jack’s estimate' },
        { percent: 30, on: ago(60), low: 25, high: 40, source: 'tender documents' },
      ],
      orders: [
        { on: ago(510), amount: 52_000, currency: 'USD', product: 'pump monitoring' },
        { on: ago(200), amount: 18_000, currency: 'USD', product: 'annual service' },
      ],
      contacts: [
        {
          name: 'Bill Thornton',
          title: 'General Manager, Operations',
          department: 'operations',
          layer: 'decision',
          roles: ['decider', 'user'],
          attitude: 'support',
          weight: 60,
          tastes: 'Fly fishing',
          taboos: 'Never call before nine',
          levels: [
            { member: 'jack', level: 5, on: ago(280) },
            { member: 'emily', level: 2, on: ago(30) },
          ],
        },
        {
          name: 'Wendy Shaw',
          title: 'Accounts Payable',
          department: 'finance',
          layer: 'operation',
          roles: ['finance'],
          state: 'moved',
          stateOn: ago(90),
          successor: 'Chris Doyle',
        },
        {
          name: 'Chris Doyle',
          title: 'Accounts Payable',
          department: 'finance',
          layer: 'operation',
          roles: ['finance'],
          attitude: 'neutral',
        },
        {
          name: 'Tina Alvarez',
          title: 'Procurement Officer',
          department: 'purchasing',
          layer: 'management',
          roles: ['buyer'],
          attitude: 'accept',
          weight: 15,
        },
      ],
    },
    ties: [
      { ours: 'jack', theirs: 'Bill Thornton', theme: 'operations', since: 530, last: 88, every: 28 },
      { ours: 'jack', theirs: 'Wendy Shaw', theme: 'finance', since: 500, last: 140, every: 70 },
      { ours: 'emily', theirs: 'Bill Thornton', theme: 'operations', since: 100, last: 36, every: 34 },
      { ours: 'tom', theirs: 'Chris Doyle', theme: 'finance', since: 85, last: 32, every: 30 },
      { ours: 'emily', theirs: 'Tina Alvarez', theme: 'purchasing', since: 280, last: 51, every: 48 },
    ],
    told: [
      {
        contacts: ['Bill Thornton'],
        members: ['emily'],
        kind: 'visit',
        at: ago(10),
        note: 'Bill misses Jack and says so; we spoke about the pumps and, for the first time, about his retirement.',
        nextSteps: [{ what: 'Bring David along for a talk with Bill', due: ahead(11), by: 'emily' }],
      },
    ],
  }),
};
