import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideLevelsInDiff, hideLevelsInFindings } from '../../src/domain/audience.ts';
import type { Cause } from '../../src/domain/cause.ts';
import { addDays } from '../../src/domain/days.ts';
import { diffStage, type StageDiff } from '../../src/domain/diff.ts';
import { endOf } from '../../src/domain/moment.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { isHypothetical, withHypothesis } from '../../src/domain/whatif.ts';
import { contact, fact, level, member, order, share, state, touch, trait, traits, ZONE } from './account-builder.ts';
import { accounts, days, TODAY } from './any-account.ts';

function diff(book: AccountState, from: string, to: string): StageDiff {
  return diffStage(
    { state: book, moment: endOf(from, ZONE) },
    { state: book, moment: endOf(to, ZONE) },
    DEFAULT_THRESHOLDS,
  );
}

const NOTHING = {
  share: null,
  cooperationStage: null,
  step: null,
  conditions: [],
  grid: null,
  keyPeople: [],
  supportIndex: null,
  findings: [],
  shape: null,
  links: [],
  traits: [],
  levels: [],
};

/** Worked example 3, and what it may come to. */
const three = state({
  members: [member('wang', 'sales'), member('zhao', 'executive'), member('qian', 'finance')],
  contacts: ['boss', 'buyer', 'clerk', 'engineer'].map((id) => contact(id)),
  traits: [
    ...traits('buyer', { department: 'purchasing' }),
    ...traits('engineer', { department: 'technology' }),
    ...traits('boss', { department: 'executive', layer: 'decision', weight: 60, attitude: 'neutral' }),
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
const cold = { kind: 'cold', memberId: 'zhao', contactId: 'boss', lastOn: '2026-03-14' } as const;

describe('time alone', () => {
  const slipped = diff(three, '2026-09-10', '2026-09-11');

  test('worked example 3: one link gone cold breaks three conditions', () => {
    expect(slipped.step).toEqual({ before: 3, after: 2, causes: [cold] });
    expect(slipped.conditions).toEqual(
      ['pairs', 'executive-pair', 'key-people'].map((key) => ({ change: 'ceased', step: 3, key, causes: [cold] })),
    );
    expect(slipped.links).toMatchObject([
      { change: 'closed', memberId: 'zhao', contactId: 'boss', from: { function: 'executive' }, to: null },
    ]);
  });

  test('with it the shape, the grid and a finding', () => {
    expect(slipped.findings).toMatchObject([{ change: 'appeared', finding: { key: 'bottom-only' }, causes: [cold] }]);
    expect(slipped.shape).toMatchObject({ before: { cut: 3 }, after: { cut: 2 }, causes: [cold] });
    expect(slipped.grid).toMatchObject({ before: { column: 3, row: 4 }, after: { column: 2, row: 4 }, causes: [cold] });
    expect(slipped).toMatchObject({ share: null, traits: [], levels: [], keyPeople: [], supportIndex: null });
  });

  test('a vacancy comes of age', () => {
    const left = { ...three, traits: [...three.traits, trait('clerk', 'state', 'left', '2026-09-01')] };
    expect(diff(left, '2026-09-14', '2026-09-15').findings).toMatchObject([
      {
        change: 'appeared',
        finding: { key: 'vacancy', contactId: 'clerk' },
        causes: [{ kind: 'still-vacant', contactId: 'clerk', since: '2026-09-01' }],
      },
    ]);
  });

  test('a year ago has moved on to another share', () => {
    const shares = [share('2025-09-10', 30), share('2025-09-12', 40), share('2026-09-01', 40)];
    const compared = { kind: 'compared-share', share: { kind: 'share', percent: 40 } };
    expect(diff({ ...three, shares }, '2026-09-11', '2026-09-12').conditions).toMatchObject([
      { change: 'ceased', key: 'share-grown', causes: [compared] },
    ]);
  });
});

describe('records', () => {
  const told = (parts: Partial<AccountState>): StageDiff =>
    diff({ ...three, ...parts, touches: [...three.touches, ...(parts.touches ?? [])] }, '2026-09-10', '2026-09-12');
  const renewed = [touch('zhao', 'boss', '2026-09-09')];

  test('a share: its entry, the stage and what it lets hold', () => {
    const parts = { touches: renewed, shares: [share('2026-09-11', 60)], facts: [fact('integration', '2026-09-12')] };
    const seen = told(parts);
    const entry = { kind: 'share', shareId: 'share-2026-09-11', on: '2026-09-11', percent: 60 };
    expect(seen.share).toMatchObject({ before: null, after: { percent: 60 }, causes: [entry] });
    expect(seen.cooperationStage).toEqual({
      before: { stage: 'unknown' },
      after: { stage: 'stable' },
      causes: [entry],
    });
    expect(seen.step).toMatchObject({ before: 3, after: 4 });
    expect(seen.step?.causes).toMatchObject([{ kind: 'fact', factId: 'integration-2026-09-12' }, entry]);
  });

  test('a fact past its last day', () => {
    const facts = [fact('integration', '2026-01-01', '2026-09-11')];
    expect(told({ touches: renewed, facts }).conditions).toMatchObject([
      { change: 'ceased', key: 'integration', causes: [{ kind: 'fact', to: '2026-09-11' }] },
    ]);
  });

  test('the first order', () => {
    expect(told({ touches: renewed, orders: [order('2026-09-11'), order('2026-09-12')] })).toMatchObject({
      step: { before: 0, after: 3, causes: [{ kind: 'order', orderId: 'order-2026-09-11' }] },
    });
  });

  test('a meeting opens a link, in a department new to us', () => {
    const parts = {
      touches: [...renewed, touch('wang', 'lawyer', '2026-09-11')],
      contacts: [...three.contacts, contact('lawyer')],
      traits: [...three.traits, ...traits('lawyer', { department: 'legal', roles: ['influencer'] as const })],
    };
    const meeting = { kind: 'interaction', interactionId: 'wang-lawyer-2026-09-11', on: '2026-09-11' };
    const seen = told(parts);
    expect(seen.links).toMatchObject([{ change: 'opened', contactId: 'lawyer', causes: [meeting] }]);
    expect(seen.findings).toMatchObject([
      { change: 'vanished', finding: { key: 'blind-department', department: 'legal' }, causes: [meeting] },
    ]);
    expect(seen.conditions).toEqual([]);
  });

  test('who left, on either side', () => {
    const gone = [...three.traits, trait('clerk', 'state', 'moved', '2026-09-11')];
    const members = three.members.map((each) =>
      each.id === 'zhao' ? { ...each, state: 'left' as const, leavesOn: '2026-09-10' } : each,
    );
    const seen = told({ touches: renewed, traits: gone, members });
    const [boss, clerk] = [
      { kind: 'member-left', memberId: 'zhao', on: '2026-09-10' },
      { kind: 'trait', field: 'state' },
    ];
    expect(seen.links).toMatchObject([
      { change: 'closed', contactId: 'boss', causes: [boss] },
      { change: 'closed', contactId: 'clerk', causes: [clerk] },
    ]);
    expect(seen.findings.map(({ change, finding }) => [change, finding.key])).toEqual([
      ['appeared', 'single-thread-ours'],
      ['appeared', 'bottom-only'],
    ]);
    expect(seen.conditions.map(({ key, causes }) => [key, causes.map(({ kind }) => kind)])).toEqual([
      ['departments', ['member-left', 'trait']],
      ['pairs', ['member-left', 'trait']],
      ['executive-pair', ['member-left']],
      ['key-people', ['member-left']],
    ]);
  });

  test('what was learnt of people: departments, weights, attitudes, key people', () => {
    const parts = {
      touches: renewed,
      traits: [
        ...three.traits,
        trait('clerk', 'department', 'executive', '2026-09-11'),
        trait('boss', 'attitude', 'doubt', '2026-09-11', { authorId: 'zhao' }),
        trait('engineer', 'weight', 40, '2026-09-12'),
        trait('engineer', 'layer', 'operation', '2026-09-12'),
      ],
    };
    const seen = told(parts);
    const weight = { kind: 'trait', contactId: 'engineer', field: 'weight', value: 40 };
    const doubt = { kind: 'trait', contactId: 'boss', value: 'doubt', authorId: 'zhao' };
    const move = { kind: 'trait', contactId: 'clerk', field: 'department' };
    expect(seen.traits.map((each) => [each.contactId, each.field, each.before, each.after])).toEqual([
      ['boss', 'attitude', 'neutral', 'doubt'],
      ['clerk', 'department', 'finance', 'executive'],
      ['engineer', 'layer', null, 'operation'],
      ['engineer', 'weight', null, 40],
    ]);
    expect(seen.keyPeople).toMatchObject([{ change: 'became', contactId: 'engineer', causes: [weight] }]);
    expect(seen.keyPeople[0]?.causes.length).toBe(1);
    expect(seen.supportIndex).toMatchObject({ before: 0, after: -0.5 });
    expect(seen.findings).toMatchObject([
      { finding: { key: 'opposed-key-person', contactId: 'boss' }, causes: [doubt] },
    ]);
    expect(seen.conditions).toMatchObject([{ change: 'ceased', key: 'pairs', causes: [move] }]);
    expect(seen.grid).toMatchObject({ before: { row: 4 }, after: { row: 2 } });
    expect(seen.links.map(({ change, contactId }) => [change, contactId])).toEqual([
      ['moved', 'clerk'],
      ['moved', 'engineer'],
    ]);
  });

  test('a level, which others do not see', () => {
    const seen = told({ touches: renewed, levels: [...three.levels, level('wang', 'boss', 5, '2026-09-11')] });
    expect(seen.levels).toMatchObject([{ memberId: 'wang', contactId: 'boss', before: null, after: 5 }]);
    expect(seen.grid).toMatchObject({ before: { row: 4 }, after: { row: 5 }, causes: [{ kind: 'level', level: 5 }] });
    const open = hideLevelsInDiff(seen);
    expect(open).toMatchObject({ levels: [], grid: null });
    const slip = hideLevelsInDiff(diff(three, '2026-09-10', '2026-09-11'));
    expect(slip.grid).toEqual({
      before: { column: 3, row: null, reading: null },
      after: { column: 2, row: null, reading: null },
      causes: [cold],
    });
    const many = told({
      touches: renewed,
      traits: [...three.traits, trait('clerk', 'weight', 20), trait('buyer', 'weight', 20)],
      levels: [...three.levels, level('wang', 'boss', 5, '2026-09-11'), level('wang', 'clerk', 5, '2026-09-11')],
    });
    expect(hideLevelsInDiff(many).grid).toMatchObject({ before: { row: 2 }, after: { row: 4 }, causes: [] });
  });
});

test('findings for others carry no level', () => {
  const met = { ...three, touches: [touch('zhao', 'boss', '2026-09-01')] };
  const { findings } = diff(met, '2026-08-31', '2026-09-01');
  expect(JSON.stringify(findings)).toContain('"level":4');
  const shown = hideLevelsInFindings(findings.map(({ finding }) => finding));
  expect(shown.map(({ key }) => key)).toEqual(['single-thread-ours', 'single-thread-theirs', 'top-only']);
  expect(JSON.stringify(shown)).not.toMatch(/"level":\d/);
  const open = hideLevelsInDiff(diff(met, '2026-08-31', '2026-09-01'));
  expect(JSON.stringify(open)).not.toMatch(/"level":\d/);
});

describe('what if', () => {
  const now = endOf('2026-09-12', ZONE);
  const lin = member('lin', 'service');

  test('a meeting, a share, an order, a fact: nothing else is another', () => {
    const touched = withHypothesis(three, { kind: 'touch', member: lin, contactId: 'boss' }, now);
    expect(touched).toEqual({
      ...three,
      members: [...three.members, lin],
      touches: [
        ...three.touches,
        expect.objectContaining({ memberId: 'lin', contactId: 'boss', at: now.at, twoWay: true }),
      ],
    });
    const shared = withHypothesis(touched, { kind: 'share', percent: 85 }, now);
    const ordered = withHypothesis(shared, { kind: 'order' }, now);
    const all = withHypothesis(ordered, { kind: 'fact', factKind: 'alliance', what: 'joint venture' }, now);
    const added = [
      all.touches.at(-1)?.interactionId,
      ...[all.shares, all.orders, all.facts].map((list) => list.at(-1)?.id),
    ];
    expect(added).toEqual(['what-if 1', 'what-if 2', 'what-if 3', 'what-if 4']);
    expect(three.touches.length).toBe(4);
  });

  test('a share holds against one recorded for the same day', () => {
    const shares = [share('2026-09-12', 10, { recordedAt: now.at + 5 })];
    const supposed = withHypothesis({ ...three, shares }, { kind: 'share', percent: 85 }, now);
    expect(assessStage(supposed, now, DEFAULT_THRESHOLDS).cooperationStage).toBe('strategic');
  });

  test('law: a supposed meeting explains all it changes', () => {
    fc.assert(
      fc.property(accounts, days, fc.constantFrom('a', 'b', 'c'), (book, day, who) => {
        const moment = endOf(day, ZONE);
        const supposed = withHypothesis(book, { kind: 'touch', member: lin, contactId: who }, moment);
        const seen = diffStage({ state: book, moment }, { state: supposed, moment }, DEFAULT_THRESHOLDS);
        for (const cause of everyCause(seen)) {
          expect(cause.kind === 'interaction' && isHypothetical(cause.interactionId)).toBe(true);
        }
        expect(seen.shape === null || seen.shape.after.cut >= seen.shape.before.cut).toBe(true);
      }),
    );
  });
});

function everyCause(seen: StageDiff): readonly Cause[] {
  const { share: of, cooperationStage, step, grid, supportIndex, shape, conditions, findings, keyPeople, links } = seen;
  const single = [of, cooperationStage, step, grid, supportIndex, shape].flatMap((each) => each ?? []);
  const changes = [...single, ...conditions, ...findings, ...keyPeople, ...links, ...seen.levels];
  for (const each of changes) expect(each.causes.length, JSON.stringify(each)).toBeGreaterThan(0);
  return changes.flatMap(({ causes }) => causes);
}

/** After the first day, and up to the other; what ends does so on a day before the other. */
function liesBetween(cause: Cause, from: string, to: string): boolean {
  if (cause.kind === 'fact') return cause.from > from || (cause.to ?? to) < to;
  if (cause.kind === 'member-left') return cause.on !== null && cause.on >= from && cause.on < to;
  return !('on' in cause) || (cause.on !== null && cause.on > from && cause.on <= to);
}

describe('laws', () => {
  const spans = fc.tuple(days, fc.integer({ min: 0, max: 200 }));

  test('a moment against itself: nothing moved', () => {
    fc.assert(
      fc.property(accounts, days, (book, day) => {
        expect(diff(book, day, day)).toMatchObject(NOTHING);
      }),
    );
  });

  test('step and conditions are those of the two assessments', () => {
    fc.assert(
      fc.property(accounts, spans, (book, [from, n]) => {
        const to = addDays(from, n);
        const [was, is] = [from, to].map((day) => assessStage(book, endOf(day, ZONE), DEFAULT_THRESHOLDS));
        const seen = diff(book, from, to);
        expect([seen.step?.before ?? was?.step, seen.step?.after ?? is?.step]).toEqual([was?.step, is?.step]);
        const flipped = is?.conditions.filter((each, i) => each.holds !== was?.conditions[i]?.holds);
        expect(seen.conditions.map(({ key, change }) => [key, change === 'began'])).toEqual(
          flipped?.map(({ key, holds }) => [key, holds]),
        );
      }),
    );
  });

  test('whatever moved has a cause, and every cause lies between the two days', () => {
    fc.assert(
      fc.property(accounts, spans, (book, [from, n]) => {
        const to = addDays(from, n);
        const outside = everyCause(diff(book, from, to)).filter((cause) => !liesBetween(cause, from, to));
        expect(outside).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('the answer is the same after a month of further logging', () => {
    fc.assert(
      fc.property(accounts, spans, (book, [from, n]) => {
        const [to, later] = [addDays(from, n), addDays(from, n + 30)];
        const more: AccountState = {
          ...book,
          touches: [...book.touches, touch('qian', 'a', later), touch('zhao', 'e', `${later}T12:00:00Z`)],
          traits: [...book.traits, trait('a', 'state', 'left', later, { id: 'x1', recordedAt: 99 })],
          levels: [...book.levels, { ...level('wang', 'd', 5, later), id: 'x2', recordedAt: 99 }],
          shares: [...book.shares, share(later, 85, { id: 'x3' })],
          orders: [...book.orders, { ...order(later), id: 'x4' }],
          facts: [...book.facts, { ...fact('alliance', later), id: 'x5' }],
        };
        expect(diff(more, from, to)).toEqual(diff(book, from, to));
      }),
    );
  });

  test('the arbitrary accounts move in every way', () => {
    const seen = fc
      .sample(accounts, { numRuns: 1000, seed: 3 })
      .flatMap((book) => [-150, -1].map((n) => diff(book, addDays(TODAY, n), TODAY)));
    const kinds = new Set(seen.flatMap(everyCause).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'cold',
      'compared-share',
      'fact',
      'interaction',
      'level',
      'member-left',
      'order',
      'share',
      'still-vacant',
      'trait',
    ]);
    expect(new Set(seen.flatMap(({ findings }) => findings.map(({ finding }) => finding.key))).size).toBe(8);
  });
});
