import type { Script } from '../plan.ts';

/** Picked for its potential: one engineer is for us, the one who decides is not. */
export const HALDEN: Script = {
  timeZone: 'Europe/Berlin',
  plan: ({ ago, ahead }) => ({
    slug: 'halden',
    language: 'en',
    account: {
      name: 'Halden Automotive',
      aliases: ['Halden'],
      kinds: ['strategic'],
      owner: 'emily',
      team: ['priya'],
      festivalSets: ['germany'],
      recipientClass: 'foreign',
      recipientRule: 'Nothing above 35 euros.',
      shares: [{ percent: 0, on: ago(170), source: 'they buy elsewhere' }],
      contacts: [
        {
          name: 'Katrin Vogel',
          title: 'Plant Director',
          department: 'executive',
          layer: 'decision',
          roles: ['decider'],
          attitude: 'resist',
          weight: 50,
        },
        {
          name: 'Jonas Weber',
          title: 'Maintenance Engineering',
          department: 'technology',
          layer: 'management',
          roles: ['technical', 'coach'],
          attitude: 'support',
          weight: 15,
          reportsTo: 'Katrin Vogel',
          levels: [{ member: 'emily', level: 3, on: ago(35) }],
        },
        {
          name: 'Sabine Krüger',
          title: 'Category Buyer',
          department: 'purchasing',
          layer: 'operation',
          roles: ['buyer'],
          weight: 10,
        },
        { name: 'Lukas Brandt', title: 'Line Manager', department: 'production', layer: 'management', roles: ['user'] },
        { name: 'Anja Keller', title: 'Works Council', department: 'administration', layer: 'operation' },
      ],
    },
    ties: [
      { ours: 'emily', theirs: 'Jonas Weber', theme: 'technology', since: 230, last: 28, every: 30 },
      { ours: 'priya', theirs: 'Jonas Weber', theme: 'technology', since: 150, last: 33, every: 44 },
      { ours: 'emily', theirs: 'Anja Keller', theme: 'office', since: 260, last: 192, every: 40 },
    ],
    told: [
      {
        contacts: ['Jonas Weber'],
        members: ['emily', 'priya'],
        kind: 'call',
        at: ago(5),
        note: 'Jonas says the incumbent missed two breakdowns in a row; the yearly supplier review is in six weeks.',
        signals: ['new-question'],
        nextSteps: [{ what: 'Send Jonas the comparison he can show upstairs', due: ahead(7), by: 'priya' }],
      },
    ],
  }),
};
