import { describe, expect, test } from 'vitest';
import { endOf } from '../../src/domain/moment.ts';
import type { AccountState } from '../../src/domain/records.ts';
import type { ConditionKey } from '../../src/domain/relationship-step.ts';
import { slipOn } from '../../src/domain/slip.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { DEPARTMENTS, type Department } from '../../src/domain/vocabulary.ts';
import {
  contact,
  fact,
  level,
  member,
  oneWay,
  order,
  share,
  state,
  touch,
  trait,
  traits,
  ZONE,
} from './account-builder.ts';

const DAY = '2026-09-10';

function stageOn(book: AccountState, day = DAY) {
  return assessStage(book, endOf(day, ZONE), DEFAULT_THRESHOLDS);
}

function condition(book: AccountState, key: ConditionKey, day = DAY) {
  const found = stageOn(book, day).conditions.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no condition ${key}`);
  return found;
}

/** One contact per department, named for it, of whom 王 has met some. */
function met(departments: readonly Department[], parts: Partial<AccountState> = {}): AccountState {
  return state({
    contacts: DEPARTMENTS.map((each) => contact(each)),
    traits: DEPARTMENTS.flatMap((each) => traits(each, { department: each })),
    touches: departments.map((each) => touch('wang', each, '2026-09-01')),
    orders: [order('2026-01-01')],
    ...parts,
  });
}

/** Worked example 3. */
const three = state({
  members: [member('wang', 'sales'), member('zhao', 'executive'), member('qian', 'finance')],
  contacts: ['buyer', 'engineer', 'boss', 'clerk'].map((id) => contact(id)),
  traits: [
    ...traits('buyer', { department: 'purchasing' }),
    ...traits('engineer', { department: 'technology' }),
    ...traits('boss', { department: 'executive', layer: 'decision' }),
    ...traits('clerk', { department: 'finance' }),
  ],
  touches: [
    touch('wang', 'buyer', '2026-09-01'),
    touch('wang', 'engineer', '2026-09-01'),
    touch('zhao', 'boss', '2026-03-14'),
    touch('qian', 'clerk', '2026-09-01'),
  ],
  levels: [level('zhao', 'boss', 4)],
  orders: [order('2026-01-01')],
});

describe('worked example 2', () => {
  test('neither order nor share: step 0, whoever was met', () => {
    expect(stageOn(met(DEPARTMENTS, { orders: [] }))).toMatchObject({ step: 0, stepKey: 'none' });
  });

  test('the first order: step 1', () => {
    expect(stageOn(met([]))).toMatchObject({ step: 1, stepKey: 'incubation' });
  });

  test('purchasing, marketing and the top alone: still 1; with finance: 2', () => {
    expect(stageOn(met(['purchasing', 'marketing', 'executive'])).step).toBe(1);
    expect(stageOn(met(['purchasing', 'marketing', 'executive', 'finance'])).step).toBe(2);
  });

  test('unanswered greeting cards to five departments change nothing', () => {
    const book = met(['purchasing']);
    const cards = DEPARTMENTS.slice(0, 5).map((each) => oneWay('wang', each, '2026-09-09'));
    const before = stageOn(book);
    const after = stageOn({ ...book, touches: [...book.touches, ...cards] });
    expect(after.step).toBe(before.step);
    expect(after.conditions.map((each) => each.evidence)).toEqual(before.conditions.map((each) => each.evidence));
  });
});

describe('worked example 3', () => {
  test('step 3 on the last day', () => {
    const answer = stageOn(three);
    expect(answer).toMatchObject({ step: 3, stepKey: 'intermediate', keyPeopleCount: 1, interpersonalLevel: 4 });
    expect(answer.grid).toEqual({ column: 3, row: 4, reading: 'near-balanced' });
    const pairs = condition(three, 'pairs').evidence.map(
      (each) => each.kind === 'link' && [each.function, each.department],
    );
    expect(pairs).toEqual([
      ['finance', 'finance'],
      ['executive', 'executive'],
      ['sales', 'purchasing'],
    ]);
  });

  test('a slip to 2 on the day after, with three reasons and a move for each', () => {
    expect(slipOn(three, DAY, ZONE, DEFAULT_THRESHOLDS)).toBeNull();
    const slip = slipOn(three, '2026-09-11', ZONE, DEFAULT_THRESHOLDS);
    expect(slip).toMatchObject({ from: 3, to: 2 });
    const move = { kind: 'renew', memberId: 'zhao', contactId: 'boss', department: 'executive', lastOn: '2026-03-14' };
    expect(slip?.reasons.map((each) => [each.key, each.move])).toEqual(
      ['pairs', 'executive-pair', 'key-people'].map((key) => [key, { ...move, daysAgo: 181 }]),
    );
    expect(slipOn(three, '2026-09-12', ZONE, DEFAULT_THRESHOLDS)).toBeNull();
  });

  test('pairs need three functions of ours and three departments of theirs', () => {
    const alone = three.touches.map((each) => ({ ...each, memberId: 'wang' }));
    expect(condition({ ...three, touches: alone }, 'pairs')).toMatchObject({ holds: false, evidence: [{}] });
    expect(stageOn({ ...three, touches: alone }).step).toBe(2);
  });

  test('every key person counts', () => {
    const told = [...three.traits, trait('chief', 'weight', 20)];
    const book = { ...three, contacts: [...three.contacts, contact('chief')], traits: told };
    expect(condition(book, 'key-people')).toMatchObject({
      holds: false,
      evidence: [
        { kind: 'link', contactId: 'boss', level: 4 },
        { kind: 'contact', contactId: 'chief' },
      ],
      move: { kind: 'meet', contactId: 'chief', department: null, lastOn: null, memberId: 'wang' },
    });
    const gone = { ...book, traits: [...told, trait('chief', 'state', 'left', '2026-09-10')] };
    expect(condition(gone, 'key-people').holds).toBe(true);
    expect(condition(gone, 'key-people', '2026-09-09').holds).toBe(false);
  });
});

describe('step 1', () => {
  test('an order counts from its day', () => {
    expect(condition(met([]), 'first-order', '2025-12-31').holds).toBe(false);
    expect(condition(met([]), 'first-order', '2026-01-01')).toMatchObject({
      holds: true,
      evidence: [{ kind: 'order', on: '2026-01-01' }],
    });
  });

  test('a share above 0 does too, and only while it is', () => {
    const book = state({ shares: [share('2026-02-01', 0.01), share('2026-03-01', 0)] });
    const holds = (day: string) => condition(book, 'first-order', day).holds;
    expect(['2026-01-31', '2026-02-01', '2026-03-01'].map(holds)).toEqual([false, true, false]);
  });
});

describe('steps 4 and 5', () => {
  const four = {
    ...three,
    facts: [fact('integration', '2026-08-01', '2026-09-05')],
    shares: [share('2026-01-01', 30)],
  };

  test('a fact is in force from its first to its last day', () => {
    const step = (day: string) => stageOn(four, day).step;
    expect(['2026-07-31', '2026-08-01', '2026-09-05', '2026-09-06'].map(step)).toEqual([1, 1, 4, 3]);
  });

  test('no last day: still', () => {
    expect(stageOn({ ...four, facts: [fact('integration', '2026-08-01')] }).step).toBe(4);
  });

  test('an alliance lifts only what stands on all four', () => {
    const alliance = fact('alliance', '2026-01-01');
    expect(stageOn({ ...four, facts: [alliance] }).step).toBe(3);
    expect(stageOn({ ...four, facts: [alliance, fact('integration', '2026-01-01')] })).toMatchObject({
      step: 5,
      stepKey: 'alliance',
    });
  });

  test.each<[string, [string, number][], boolean]>([
    ['unknown', [], false],
    ['nothing earlier', [['2025-09-11', 30]], true],
    ['even 0', [['2026-09-01', 0]], true],
    [
      'more than a year ago',
      [
        ['2025-09-10', 30],
        ['2026-09-01', 30.01],
      ],
      true,
    ],
    [
      'the same as a year ago',
      [
        ['2025-09-10', 30],
        ['2026-09-01', 30],
      ],
      false,
    ],
    ['not reported again since', [['2025-09-10', 30]], false],
    [
      'less, but strategic',
      [
        ['2025-09-10', 90],
        ['2026-09-01', 80],
      ],
      true,
    ],
    [
      'a peak in between does not count',
      [
        ['2025-09-10', 30],
        ['2026-03-01', 60],
        ['2026-09-01', 40],
      ],
      true,
    ],
  ])('share grown: %s', (_, shares, holds) => {
    const book = state({ shares: shares.map(([on, percent]) => share(on, percent)) });
    expect(condition(book, 'share-grown').holds).toBe(holds);
    expect(condition(book, 'share-known').holds).toBe(shares.length > 0);
  });
});

describe('function and department are those of the day', () => {
  test('a contact who changed department takes the link along', () => {
    const book = met(['purchasing'], { traits: [trait('purchasing', 'department', 'finance', DAY)] });
    expect(condition(book, 'departments', '2026-09-09').evidence).toEqual([]);
    expect(condition(book, 'departments').evidence).toMatchObject([{ department: 'finance' }]);
  });
});
