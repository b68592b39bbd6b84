import { describe, expect, test } from 'vitest';
import { addDays, startOfDay } from '../../../src/domain/days.ts';
import type { SpokenRule } from '../../../src/domain/nudges/nudge.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Day } from '../../../src/domain/records.ts';
import { contact, member, order, share, touch, trait, traits, ZONE } from '../account-builder.ts';
import {
  approval,
  daysFrom,
  interaction,
  nextStep,
  options,
  planned,
  planState,
  withInteractions,
} from './plan-builder.ts';

const MONDAY = '2026-11-16';
const FRIDAY = '2026-11-20';
const day = (n: number) => addDays(MONDAY, n);

/** The days on which a rule speaks under a new key, with whom it tells. */
function spoken(book: PlanState, rule: SpokenRule, from: Day, count: number): readonly string[] {
  const keys = new Map<string, string>();
  for (const each of daysFrom(from, count)) {
    for (const { key, memberId } of planned(book, each, rule)) if (!keys.has(key)) keys.set(key, `${each} ${memberId}`);
  }
  return [...keys.values()];
}

const boss = member('boss', 'executive', { role: 'manager' });
const wang = member('wang', 'sales', { managerId: 'boss' });
const team = [wang, boss, member('zhao', 'sales'), member('qian', 'finance')];

describe('next-step-due', () => {
  const talk = interaction('i1', day(-10), { memberIds: ['wang', 'zhao'], authorId: 'zhao' });
  const promised = (changes: object, due: Day | null = MONDAY) =>
    withInteractions(planState({ members: team, nextSteps: [nextStep('n', due, changes)] }), [talk]);

  test('the day before, the day, and overdue at 1, 3 and 7 days, to who promised', () => {
    expect(spoken(promised({ byId: 'qian' }), 'next-step-due', day(-5), 40)).toEqual(
      [-1, 0, 1, 3, 7].map((n) => `${day(n)} qian`),
    );
  });

  test('what they promised, once it is late, to who heard it', () => {
    expect(spoken(promised({ byId: null }), 'next-step-due', day(-5), 40)).toEqual(
      [1, 3, 7].map((n) => `${day(n)} zhao`),
    );
    expect(planned(promised({ byId: null }), day(1), 'next-step-due')[0]?.facts.owedBy).toBe('them');
  });

  test.each([{ doneOn: MONDAY }, { brokenOn: MONDAY }])('silent once %j', (changes) => {
    expect(spoken(promised(changes), 'next-step-due', day(-5), 40)).toEqual([]);
  });

  test('without a day, never', () => {
    expect(spoken(promised({}, null), 'next-step-due', day(-5), 40)).toEqual([]);
  });
});

describe('visit-unfinished', () => {
  const visit = interaction('v', FRIDAY, { memberIds: ['qian', 'zhao'], authorId: 'zhao' });
  const book = planState({ members: team, contacts: [contact('a')] });

  test('the next working day, to who visited and wrote it down', () => {
    expect(spoken(withInteractions(book, [visit]), 'visit-unfinished', FRIDAY, 30)).toEqual(['2026-11-23 zhao']);
  });

  test.each<readonly [string, PlanState]>([
    [
      'with a next contact',
      withInteractions({ ...book, nextSteps: [nextStep('n', day(20), { interactionId: 'v' })] }, [visit]),
    ],
    ['met again', withInteractions(book, [visit, interaction('w', '2026-11-21', { kind: 'call' })])],
    ['a call', withInteractions(book, [{ ...visit, kind: 'call' }])],
  ])('not %s', (_name, state) => {
    expect(planned(state, '2026-11-23', 'visit-unfinished')).toEqual([]);
  });

  test('a promise without a day is no next contact', () => {
    const state = withInteractions({ ...book, nextSteps: [nextStep('n', null, { interactionId: 'v' })] }, [visit]);
    expect(planned(state, '2026-11-23', 'visit-unfinished')).toHaveLength(1);
  });
});

describe('buying-signal', () => {
  const asked = interaction('s', '2026-11-19T10:00:00+08:00', {
    kind: 'call',
    signals: ['guarantee'],
    memberIds: ['qian'],
  });
  const book = planState({ members: team, contacts: [contact('a')] });

  test('two working days later, to the owner', () => {
    expect(spoken(withInteractions(book, [asked]), 'buying-signal', '2026-11-18', 30)).toEqual(['2026-11-23 wang']);
  });

  test.each([
    ['followed up', interaction('f', '2026-11-19T15:00:00+08:00', { kind: 'message' }), 0],
    ['with somebody else', interaction('f', '2026-11-20', { contactIds: ['b'] }), 1],
    ['a note is no follow-up', interaction('f', '2026-11-20', { kind: 'note' }), 1],
  ])('%s', (_name, later, count) => {
    expect(planned(withInteractions(book, [asked, later]), '2026-11-23', 'buying-signal')).toHaveLength(count);
  });
});

describe('findings: when found, and again every 30 days while open', () => {
  const known = { createdAt: startOfDay('2025-01-01', ZONE) };
  const told = (id: string, on: Day, recorded: Day) =>
    trait(id, 'state', 'left', on, { recordedAt: startOfDay(recorded, ZONE) });

  test('a vacancy, from 14 days after', () => {
    const book = planState({ account: known, contacts: [contact('a')], traits: [told('a', MONDAY, MONDAY)] });
    expect(spoken(book, 'vacancy', MONDAY, 80)).toEqual([14, 44, 74].map((n) => `${day(n)} wang`));
    expect(planned(book, day(14), 'vacancy')).toMatchObject([{ contactId: 'a', facts: { since: MONDAY, repeat: 0 } }]);
  });

  test('told late, it is found when told', () => {
    const book = planState({ account: known, contacts: [contact('a')], traits: [told('a', day(-100), MONDAY)] });
    expect(spoken(book, 'vacancy', MONDAY, 40)).toEqual([0, 30].map((n) => `${day(n)} wang`));
  });

  test('a successor closes it; gone cold, it opens anew', () => {
    const contacts = [contact('a', { successorId: 'b' }), contact('b')];
    const book = planState({
      ...{ account: known, contacts, traits: [told('a', MONDAY, MONDAY)] },
      touches: [touch('wang', 'b', day(20))],
    });
    const early = spoken({ ...book, touches: [] }, 'vacancy', MONDAY, 20);
    expect(early).toEqual([`${day(14)} wang`]);
    expect(spoken(book, 'vacancy', day(20), 240)).toEqual([201, 231].map((n) => `${day(n)} wang`));
  });

  test('a single thread, from the day the other links end, whatever the one does meanwhile', () => {
    const contacts = [contact('a'), contact('b')];
    const lapse = touch('zhao', 'b', day(-180));
    const book = (last: number) =>
      planState({
        account: known,
        members: team,
        contacts,
        touches: [lapse, touch('wang', 'a', day(last)), touch('wang', 'b', day(last))],
      });
    const keys = new Set<string>();
    for (let n = 0; n <= 59; n++)
      for (const { key } of planned(book(Math.floor(n / 7) * 7), day(n), 'single-thread-ours')) keys.add(key);
    expect([...keys]).toEqual([1, 31].map((n) => `wang/single-thread-ours/account:acme/wang/${day(1)}/${day(n)}`));
  });

  test('one link alone is a single thread on both sides', () => {
    const book = planState({ account: known, contacts: [contact('a')], touches: [touch('wang', 'a', day(-3))] });
    expect(planned(book, MONDAY, 'single-thread-ours')).toHaveLength(1);
    expect(planned(book, MONDAY, 'single-thread-theirs')).toMatchObject([{ facts: { contactId: 'a' } }]);
  });

  test('a blind department from when somebody there had a say; an opposed key person from the first doubt', () => {
    const since = startOfDay(MONDAY, ZONE);
    const on = (field: 'roles' | 'attitude', value: never, at: Day) =>
      trait('a', field, value, at, { recordedAt: startOfDay(at, ZONE) });
    const book = planState({
      ...{ account: known, contacts: [contact('a', { createdAt: since - 1 })] },
      traits: [
        ...traits('a', { department: 'finance', weight: 30 }),
        on('roles', ['approver'] as never, MONDAY),
        on('attitude', 'doubt' as never, day(2)),
        on('attitude', 'resist' as never, day(20)),
      ],
    });
    expect(spoken(book, 'blind-department', day(-9), 41)).toEqual([0, 30].map((n) => `${day(n)} wang`));
    expect(spoken(book, 'opposed-key-person', day(-9), 45)).toEqual([2, 32].map((n) => `${day(n)} wang`));
    expect(planned(book, day(25), 'opposed-key-person')[0]?.facts.attitude).toBe('resist');
  });

  test('planned for days before the book was entered, it keeps to fixed periods', () => {
    const book = planState({
      contacts: [contact('a')],
      traits: traits('a', { state: 'left' }),
      account: { createdAt: Date.parse('2030-01-01') },
    });
    const late = { ...book, traits: book.traits.map((each) => ({ ...each, recordedAt: Date.parse('2030-01-01') })) };
    expect(spoken(late, 'vacancy', MONDAY, 60).length).toBeLessThanOrEqual(3);
  });
});

describe('falls', () => {
  const people = ['purchasing', 'executive', 'finance'] as const;
  const book = planState({
    ...{ members: team, orders: [order('2024-01-01')] },
    contacts: people.map((id) => contact(id)),
    traits: people.flatMap((id) => traits(id, { department: id })),
    touches: [
      touch('wang', 'purchasing', day(-10)),
      touch('zhao', 'executive', day(-10)),
      touch('qian', 'finance', day(-180)),
    ],
  });

  test('a slip is told to the owner and the manager, once, while it holds', () => {
    expect(spoken(book, 'step-slip', MONDAY, 60)).toEqual([`${day(1)} boss`, `${day(1)} wang`]);
    const [slip] = planned(book, day(1), 'step-slip');
    expect(slip?.facts).toMatchObject({ on: day(1), from: 2, to: 1 });
    expect(slip?.facts.reasons.map(({ key }) => key)).toEqual(['departments', 'other-department']);
  });

  test('after downtime it is told late; won back meanwhile, not at all', () => {
    expect(planned(book, day(25), 'step-slip')).toHaveLength(2);
    const back = { ...book, touches: [...book.touches, touch('qian', 'finance', day(5))] };
    expect(planned(back, day(25), 'step-slip')).toEqual([]);
    expect(planned(book, day(32), 'step-slip')).toEqual([]);
  });

  test('a share that falls into a lower stage', () => {
    const fell = planState({ members: team, shares: [share('2026-01-01', 60), share(MONDAY, 45)] });
    expect(spoken(fell, 'share-drop', day(-5), 60)).toEqual([`${MONDAY} boss`, `${MONDAY} wang`]);
    expect(planned(fell, MONDAY, 'share-drop')[0]?.facts).toMatchObject({
      from: 'stable',
      to: 'initial',
      fromPercent: 60,
      toPercent: 45,
    });
    expect(planned({ ...fell, shares: [...fell.shares, share(day(3), 55)] }, day(4), 'share-drop')).toEqual([]);
    expect(planned({ ...fell, shares: [share('2026-01-01', 60), share(MONDAY, 51)] }, MONDAY, 'share-drop')).toEqual(
      [],
    );
  });
});

describe('reviews', () => {
  const gift = interaction('g', '2026-09-09', {
    kind: 'gift',
    value: { amount: 900, currency: 'CNY' },
    memberIds: ['wang'],
  });
  const asked = (changes: Partial<PlanState>) =>
    withInteractions(planState({ members: team, approvals: [approval('g')], ...changes } as never), [gift]);

  test('a gift to approve goes to the manager; else to an admin who had no part in it', () => {
    expect(spoken(asked({}), 'gift-approval', '2026-09-01', 50)).toEqual(['2026-09-10 boss', '2026-10-10 boss']);
    const alone = asked({ members: [member('wang', 'sales'), member('zhao', 'sales')] });
    expect(planned(alone, '2026-09-10', 'gift-approval', { adminIds: ['wang', 'zhao'] })[0]?.memberId).toBe('zhao');
    expect(planned(alone, '2026-09-10', 'gift-approval', { adminIds: ['wang'] })[0]?.memberId).toBe('wang');
    expect(planned(alone, '2026-09-10', 'gift-approval')).toEqual([]);
    expect(
      planned(asked({ approvals: [approval('g', { state: 'approved' })] }), '2026-09-10', 'gift-approval'),
    ).toEqual([]);
  });

  const policy = { price: 'list', service: null, responseHours: null, namedContact: null, reviewedOn: day(-365) };
  const known = { createdAt: startOfDay('2025-01-01', ZONE) };

  test('a policy a year after its review, every month', () => {
    const book = planState({ account: { ...known, policy } });
    expect(spoken(book, 'policy-review', MONDAY, 62)).toEqual([1, 31, 61].map((n) => `${day(n)} wang`));
  });

  test('no policy at all: only of who has bought', () => {
    expect(planned(planState({ account: known }), MONDAY, 'policy-review')).toEqual([]);
    const bought = planState({ account: known, orders: [order('2026-01-01')] });
    expect(planned(bought, MONDAY, 'policy-review')[0]?.facts).toEqual({
      rule: 'policy-review',
      reviewedOn: null,
      hasPolicy: false,
    });
  });
});

describe('whom', () => {
  const red = { contacts: [contact('a', { createdAt: 0 })], traits: traits('a', { layer: 'decision' }) };
  const whom = (members: readonly ReturnType<typeof member>[], account: object = {}) =>
    planned(planState({ ...red, members, account }), MONDAY, 'touch-overdue').map(({ memberId }) => memberId);
  const gone = { state: 'left' } as const;

  test.each([
    ['the owner', [wang, boss], ['wang']],
    ['leaving is not left', [{ ...wang, state: 'leaving' as const }, boss], ['wang']],
    ['an owner who left: the manager', [{ ...wang, ...gone }, boss], ['boss']],
    ['both gone: the backup', [{ ...wang, ...gone }, { ...boss, ...gone }, member('zhao', 'sales')], ['zhao']],
    ['nobody', [{ ...wang, ...gone }], []],
    ['on the last day still here', [{ ...wang, ...gone, leavesOn: MONDAY }, boss], ['wang']],
  ])('%s', (_name, members, told) => {
    expect(whom(members, { backupId: 'zhao' })).toEqual(told);
  });

  test('nothing about an archived account', () => {
    expect(planAccount(planState({ ...red, account: { archived: true } }), MONDAY, options(MONDAY))).toEqual([]);
  });
});
