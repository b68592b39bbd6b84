import { describe, expect, test } from 'vitest';
import { accountOn } from '../../../src/domain/account-on.ts';
import { addDays } from '../../../src/domain/days.ts';
import { endOf } from '../../../src/domain/moment.ts';
import { CADENCE, cadencesOn } from '../../../src/domain/nudges/cadence.ts';
import type { AccountState } from '../../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/domain/thresholds.ts';
import { COOPERATION_STAGES, LAYERS } from '../../../src/domain/vocabulary.ts';
import { contact, member, oneWay, share, state, touch, traits, ZONE } from '../account-builder.ts';
import { planned, planState } from './plan-builder.ts';

const TODAY = '2026-09-10';
const ago = (n: number) => addDays(TODAY, -n);
const at = (book: AccountState, day = TODAY) => cadencesOn(accountOn(book, endOf(day, ZONE), DEFAULT_THRESHOLDS));
const people = { contacts: [contact('a')], traits: traits('a', { layer: 'decision' }) };

describe('colours, at the days of the method', () => {
  const rows = COOPERATION_STAGES.flatMap((stage) => LAYERS.map((layer) => [stage, layer] as const));
  const percent = { development: 0, initial: 10, stable: 60, strategic: 90 };

  test.each(rows)('%s, %s', (stage, layer) => {
    const { ideal, atMost } = CADENCE[stage][layer];
    const book = (days: number) =>
      state({
        contacts: [contact('a')],
        traits: traits('a', { layer }),
        shares: [share('2020-01-01', percent[stage])],
        touches: [touch('wang', 'a', ago(days))],
      });
    const colours = [0, ideal, ideal + 1, atMost, atMost + 1].map((days) => at(book(days))[0]?.colour);
    expect(colours).toEqual(['green', 'green', 'yellow', 'yellow', 'red']);
  });

  test('the table is the method’s', () => {
    expect(Object.values(CADENCE).map((row) => Object.values(row).map(({ ideal, atMost }) => [ideal, atMost]))).toEqual(
      [
        [
          [30, 45],
          [14, 21],
          [7, 14],
        ],
        [
          [45, 60],
          [21, 30],
          [14, 21],
        ],
        [
          [60, 90],
          [30, 45],
          [21, 30],
        ],
        [
          [60, 90],
          [30, 45],
          [21, 30],
        ],
      ],
    );
  });

  test.each([
    ['unknown', []],
    ['uncertain', [share('2020-01-01', 50, { low: 40, high: 60 })]],
  ])('%s counts as initial', (_name, shares) => {
    const book = state({ ...people, shares, touches: [touch('wang', 'a', ago(61))] });
    expect(at(book)).toMatchObject([{ colour: 'yellow', idealDays: 60, atMostDays: 90, days: 61 }]);
  });

  test('the account’s own setting wins, for the layers it names', () => {
    const book = state({ ...people, touches: [touch('wang', 'a', ago(11))] });
    const account = { ...book.account, cadence: { decision: { ideal: 5, atMost: 10 } } };
    expect(at({ ...book, account })).toMatchObject([{ colour: 'red', redOn: TODAY }]);
  });
});

describe('what resets it', () => {
  test('one-way touches reset the operation layer alone', () => {
    const contacts = [contact('a'), contact('b')];
    const told = [...traits('a', { layer: 'management' }), ...traits('b', { layer: 'operation' })];
    const touches = [
      touch('wang', 'a', ago(50)),
      touch('wang', 'b', ago(50)),
      oneWay('wang', 'a', TODAY),
      oneWay('wang', 'b', TODAY),
    ];
    expect(at(state({ contacts, traits: told, touches })).map(({ layer, days }) => [layer, days])).toEqual([
      ['management', 50],
      ['operation', 0],
    ]);
  });

  test('anyone of ours, though gone since; not a contact who is out of post', () => {
    const members = [member('wang', 'sales'), member('zhao', 'sales', { state: 'left' })];
    const book = state({ ...people, members, touches: [touch('zhao', 'a', ago(3)), touch('wang', 'a', ago(80))] });
    expect(at(book)).toMatchObject([{ days: 3, last: { interactionId: `zhao-a-${ago(3)}` } }]);
    const gone = { ...book, traits: [...book.traits, ...traits('a', { state: 'left' })] };
    expect(at(gone)).toEqual([]);
  });

  test('never touched: since the first of them was entered', () => {
    const contacts = [
      contact('a', { createdAt: Date.parse('2026-06-01T12:00:00Z') }),
      contact('b', { createdAt: Date.now() }),
    ];
    const book = state({
      contacts,
      traits: [...traits('a', { layer: 'decision' }), ...traits('b', { layer: 'decision' })],
    });
    expect(at(book)).toMatchObject([
      { since: '2026-06-01', last: null, days: 101, colour: 'red', contactIds: ['a', 'b'] },
    ]);
  });
});

describe('the nudge', () => {
  const book = planState({ ...people, touches: [touch('wang', 'a', ago(90))] });
  const red = addDays(TODAY, 1);

  test('is due on the first day past the days allowed, and looked ahead to', () => {
    expect(planned(book, TODAY, 'touch-overdue')).toEqual([]);
    const [ahead] = planned(book, TODAY, 'touch-overdue', { through: red });
    const [then] = planned(book, red, 'touch-overdue');
    expect(then).toMatchObject({
      memberId: 'wang',
      dueOn: red,
      facts: { layer: 'decision', since: ago(90), redOn: red },
    });
    expect(ahead?.key).toBe(then?.key);
  });

  test('comes again after 30 days, and anew after a touch', () => {
    const keys = new Set<string>();
    for (let n = 1; n <= 60; n++)
      for (const { key } of planned(book, addDays(TODAY, n), 'touch-overdue')) keys.add(key);
    expect([...keys]).toEqual([
      `wang/touch-overdue/account:acme/decision/${red}/${red}`,
      `wang/touch-overdue/account:acme/decision/${red}/${addDays(red, 30)}`,
    ]);
    const met = { ...book, touches: [...book.touches, touch('wang', 'a', addDays(TODAY, 10))] };
    expect(planned(met, addDays(TODAY, 60), 'touch-overdue')).toEqual([]);
  });
});
