import { describe, expect, it } from 'vitest';
import { understand } from '../../src/language/understand.ts';
import { context } from './understanding-book.ts';

/** Today is Saturday, 2026-11-21. A row leaves out the note where it is the whole text, next steps and signals where there are none. */
const LOGS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [
    'Visited Alice at Northwind yesterday, discussed phase two budget',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'visit', date: '2026-11-20', note: 'discussed phase two budget' },
  ],
  [
    'Called Alice Chen at Northwind, discussed price',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'call', note: 'discussed price' },
  ],
  [
    'Met Alice for lunch yesterday, spent $80',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'meal',
      date: '2026-11-20',
      note: 'spent $80',
      value: { amount: 80, currency: 'USD' },
    },
  ],
  [
    'Met Alice and Bob at Northwind yesterday',
    { account: '#a-nw', contacts: ['#c-ac', '#c-bs'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Met Alice and Carol at Northwind yesterday, talked about the renewal',
    {
      account: '#a-nw',
      contacts: ['#c-ac', 'Carol'],
      kind: 'meeting',
      date: '2026-11-20',
      note: 'talked about the renewal',
    },
  ],
  [
    'last Friday I met Alice at Northwind',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Had a call with Alice, she promised to send the forecast by Nov 30',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'call',
      note: 'she promised to send the forecast by Nov 30',
      nextSteps: [{ what: 'send the forecast', due: '2026-11-30', by: 'them' }],
    },
  ],
  [
    'Emailed Alice about the contract, no reply',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'email', answered: false },
  ],
  [
    'Sent Alice an email, she replied',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'email', note: 'she replied', answered: true },
  ],
  [
    'Sent Alice mooncakes worth 300 CNY for Mid-Autumn',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'gift',
      value: { amount: 300, currency: 'CNY' },
      occasion: 'mid-autumn',
    },
  ],
  [
    'Visited Northwind, send the quote by next Wednesday',
    {
      account: '#a-nw',
      contacts: [],
      kind: 'visit',
      note: 'send the quote by next Wednesday',
      nextSteps: [{ what: 'send the quote', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    'Spoke with Bob Smith at Northwind on Nov 12; follow up on Monday',
    {
      account: '#a-nw',
      contacts: ['#c-bs'],
      kind: 'meeting',
      date: '2026-11-12',
      note: 'follow up on Monday',
      nextSteps: [{ what: 'follow up', due: '2026-11-23', by: 'me' }],
    },
  ],
  ['met alice and bob at northwind', { account: '#a-nw', contacts: ['#c-ac', '#c-bs'], kind: 'meeting' }],
  ['met alice and carl at northwind', { account: '#a-nw', contacts: ['#c-ac', 'carl'], kind: 'meeting' }],
  [
    'Bob from Northwind called, wants a discount',
    { account: '#a-nw', contacts: ['#c-bs'], kind: 'call', note: 'wants a discount' },
  ],
  [
    'Meeting with Alice at Northwind: discussed pricing',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', note: 'discussed pricing' },
  ],
  [
    'Call with Alice yesterday. Next step: send the proposal by Friday',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'call',
      date: '2026-11-20',
      note: 'Next step: send the proposal by Friday',
      nextSteps: [{ what: 'send the proposal', due: '2026-11-27', by: 'me' }],
    },
  ],
  [
    'Visited Northwind 2 days ago and promised to send the quote by next Wednesday',
    {
      account: '#a-nw',
      contacts: [],
      kind: 'visit',
      date: '2026-11-19',
      nextSteps: [{ what: 'send the quote', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    'Tomorrow I will visit Alice at Northwind',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'visit', date: '2026-11-22' },
  ],
  [
    'Met Dora Jones at Northwind Traders on Feb 30',
    { account: '#a-nt', contacts: ['#c-dj'], kind: 'meeting', date: 'Feb 30' },
  ],
  [
    'Visited Orbit Labs with Tom Lee yesterday',
    { account: '#a-ol', contacts: [], members: ['#m-me', '#m-tl'], kind: 'visit', date: '2026-11-20' },
  ],
  [
    'Texted Eric Park yesterday, no answer',
    { account: '#a-ol', contacts: ['#c-ep'], kind: 'message', date: '2026-11-20', note: 'no answer', answered: false },
  ],
  [
    'Had coffee with Eric at Orbit Labs; they will send samples next week',
    {
      account: '#a-ol',
      contacts: ['#c-ep'],
      kind: 'meal',
      note: 'they will send samples next week',
      nextSteps: [{ what: 'send samples', due: '2026-11-23', by: 'them' }],
    },
  ],
  [
    'Attended a trade show with Alice yesterday',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'event', date: '2026-11-20' },
  ],
  ['Ran a training for Northwind yesterday', { account: '#a-nw', contacts: [], kind: 'training', date: '2026-11-20' }],
  ['Met the team at Northwind today', { account: '#a-nw', contacts: [], kind: 'meeting', date: '2026-11-21' }],
  [
    'Met Mr. Wang at Northwind today, he asked when we can deliver',
    {
      account: '#a-nw',
      contacts: ['Mr. Wang'],
      kind: 'meeting',
      date: '2026-11-21',
      note: 'he asked when we can deliver',
    },
  ],
  [
    'Discussed SAP with Alice at Northwind yesterday',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Yesterday I called Northwind. Alice will share the spec next Tuesday.',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'call',
      date: '2026-11-20',
      note: 'Alice will share the spec next Tuesday.',
      nextSteps: [{ what: 'share the spec', due: '2026-11-24', by: 'them' }],
    },
  ],
  [
    "Visited Northwind yesterday; I'll send the quote on Wednesday, Bob to confirm by Friday",
    {
      account: '#a-nw',
      contacts: ['#c-bs'],
      kind: 'visit',
      date: '2026-11-20',
      note: "I'll send the quote on Wednesday, Bob to confirm by Friday",
      nextSteps: [
        { what: 'send the quote', due: '2026-11-25', by: 'me' },
        { what: 'confirm', due: '2026-11-27', by: 'them' },
      ],
    },
  ],
  [
    'We had dinner with Alice and her boss last night, cost 200 USD',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'meal',
      date: '2026-11-20',
      value: { amount: 200, currency: 'USD' },
    },
  ],
  [
    'Met Alice, Bob and Carol at Northwind yesterday',
    { account: '#a-nw', contacts: ['#c-ac', '#c-bs', 'Carol'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Met Bob Jones at Northwind yesterday',
    { account: '#a-nw', contacts: ['Bob Jones'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Visited Northwind Foods yesterday',
    { account: 'Northwind Foods', contacts: [], kind: 'visit', date: '2026-11-20' },
  ],
  [
    'Met Alice, Bob and Carol at Northwind yesterday',
    { account: '#a-nw', contacts: ['#c-ac', '#c-bs', 'Carol'], kind: 'meeting', date: '2026-11-20' },
  ],
  [
    'Sent Alice mooncakes worth 300 CNY for Mid-Autumn',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'gift',
      value: { amount: 300, currency: 'CNY' },
      occasion: 'mid-autumn',
    },
  ],
  [
    "Alice called about the invoice; I'll check with finance tomorrow",
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'call',
      nextSteps: [{ what: 'check with finance', due: '2026-11-22', by: 'me' }],
    },
  ],
  ['Phoned Northwind this morning.', { account: '#a-nw', contacts: [], kind: 'call', date: '2026-11-21' }],
  [
    'Lunch with Alice (Northwind) yesterday',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meal', date: '2026-11-20' },
  ],
  ['Alice and I had coffee today', { account: '#a-nw', contacts: ['#c-ac'], kind: 'meal', date: '2026-11-21' }],
  [
    'We visited Northwind on Nov 18 2026 and discussed the roadmap. They promised a decision by Dec 5.',
    {
      account: '#a-nw',
      contacts: [],
      kind: 'visit',
      date: '2026-11-18',
      nextSteps: [{ what: 'a decision', due: '2026-12-05', by: 'them' }],
    },
  ],
  ['Emailed Bob Smith the quote today', { account: '#a-nw', contacts: ['#c-bs'], kind: 'email', date: '2026-11-21' }],
  [
    'Saw Alice at the trade show yesterday',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'event', date: '2026-11-20' },
  ],
  [
    'Visited Northwind Foods yesterday',
    { account: 'Northwind Foods', contacts: [], kind: 'visit', date: '2026-11-20' },
  ],
  ['Northwind Alice visit yesterday', { account: '#a-nw', contacts: ['#c-ac'], kind: 'visit', date: '2026-11-20' }],
  ['Visited Northwind Yesterday', { account: '#a-nw', contacts: [], kind: 'visit', date: '2026-11-20' }],
  ['Met Northwind CEO yesterday', { account: '#a-nw', contacts: [], kind: 'meeting', date: '2026-11-20' }],
  [
    'Met Alice at Northwind, she will not sign before Q2',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', note: 'she will not sign before Q2' },
  ],
  [
    'Visited Northwind: Alice wants us to send the spec by Friday',
    {
      account: '#a-nw',
      contacts: ['#c-ac'],
      kind: 'visit',
      note: 'Alice wants us to send the spec by Friday',
      nextSteps: [{ what: 'send the spec', due: '2026-11-27', by: 'me' }],
    },
  ],
  [
    'Alice replied to my email yesterday',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'email', date: '2026-11-20', answered: true },
  ],
  [
    'Got an email from Alice today, she wants a quote by Nov 27',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'email', date: '2026-11-21', note: 'she wants a quote by Nov 27' },
  ],
  [
    'Gave Bob a bottle of wine for his birthday, 50 EUR',
    {
      account: '#a-nw',
      contacts: ['#c-bs'],
      kind: 'gift',
      value: { amount: 50, currency: 'EUR' },
      occasion: 'birthday',
    },
  ],
  [
    'Trained 5 people at Orbit Labs on Tuesday',
    { account: '#a-ol', contacts: [], kind: 'training', date: '2026-11-17' },
  ],
  ['Quick call with Eric this morning', { account: '#a-ol', contacts: ['#c-ep'], kind: 'call', date: '2026-11-21' }],
  ['just spoke to alice', { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting' }],
  ['Spoke to Northwind today', { account: '#a-nw', contacts: [], kind: 'meeting', date: '2026-11-21' }],
  [
    'had a good meeting with northwind on monday',
    { account: '#a-nw', contacts: [], kind: 'meeting', date: '2026-11-16' },
  ],
];

describe('reports in English', () => {
  it.each(LOGS)('%s', async (text, expected) => {
    const raw = { note: text, nextSteps: [], signals: [], ...expected };
    expect(await understand(text, context)).toEqual({ kind: 'command', command: 'log', raw });
  });
});

/** What stands behind "Met Alice at Northwind yesterday," and what of it is promised, until when, by whom. */
const PROMISED: readonly (readonly [string, string, string, string])[] = [
  ['they send the drawings by 25 Nov', 'send the drawings', '2026-11-25', 'them'],
  ['the customer will send the drawings by 25 Nov', 'send the drawings', '2026-11-25', 'them'],
  ['the other side to send the drawings by 25 Nov', 'send the drawings', '2026-11-25', 'them'],
  ['she wants us to send drawings by 25 Nov', 'send drawings', '2026-11-25', 'me'],
  // Days there are none of stay as typed: the command says so.
  ['will send the quote by 31 Feb', 'send the quote', '31 Feb', 'me'],
  ['by 31 Feb send the quote', 'send the quote', '31 Feb', 'me'],
  ['need to send a quote by Feb 30', 'send a quote', 'Feb 30', 'me'],
  ['they send the drawings by Nov 31', 'send the drawings', 'Nov 31', 'them'],
  ['quote due 2027-02-29', 'quote', '2027-02-29', 'me'],
];

describe('who promises, and until when', () => {
  it.each(PROMISED)('%s', async (clause, what, due, by) => {
    const read = await understand(`Met Alice at Northwind yesterday, ${clause}`, context);
    expect(read).toMatchObject({ command: 'log', raw: { date: '2026-11-20', nextSteps: [{ what, due, by }] } });
  });
});
