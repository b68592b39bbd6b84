import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/days.ts';
import type { Nudge } from '../../../src/domain/nudges/nudge.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import { type DayInput, planDay } from '../../../src/domain/nudges/plan-day.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Day, Mute } from '../../../src/domain/records.ts';
import { contact, oneWay, touch, traits } from '../account-builder.ts';
import { CHINA, nextStep, options, planState } from './plan-builder.ts';

const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';
const MONDAY = '2026-11-23';

function dayOf(book: PlanState, day: Day, changes: Partial<DayInput> = {}) {
  const nudges = planAccount(book, day, options(addDays(day, 12)));
  const none = { said: new Set<string>(), mutes: [] };
  return planDay({ memberId: 'wang', day, isOn: true, workdays: CHINA, nudges, ...none, ...changes });
}

function mute(subject: string | null, until: Day | null, why: Mute['why'] = 'muted'): Mute {
  return { id: `m-${subject}-${until}`, memberId: 'wang', rule: 'next-step-due', subject, until, why, recordedAt: 0 };
}

const promise = (due: Day) => planState({ nextSteps: [nextStep('n', due)] });
const about = (due: Day) => `next-step:n/${due}`;

describe('days off', () => {
  test('nothing is said on one; what falls on it is said the working day before', () => {
    expect(dayOf(promise(SATURDAY), SATURDAY)).toMatchObject({ state: 'day-off', items: [], more: 0 });
    const [item] = dayOf(promise(SATURDAY), FRIDAY).items;
    expect(item?.keys).toEqual([-1, 0, 1].map((n) => `wang/next-step-due/${about(SATURDAY)}/${addDays(SATURDAY, n)}`));
    // Of the three that coincide the one that fits the day speaks, with the weight of the heaviest.
    expect(item?.nudges.map(({ dueOn }) => dueOn)).toEqual([FRIDAY]);
    expect(item?.weight).toBe(90);
  });

  test('what was said ahead is not said again', () => {
    const said = new Set(dayOf(promise(SATURDAY), FRIDAY).items.flatMap(({ keys }) => keys));
    expect(dayOf(promise(SATURDAY), MONDAY, { said }).state).toBe('nothing');
    expect(dayOf(promise(SATURDAY), '2026-11-24', { said }).items).toHaveLength(1);
  });

  test('what is found on a day off waits', () => {
    const lapse = addDays(SATURDAY, -181);
    const book = planState({
      contacts: [contact('a', { createdAt: 0 }), contact('b', { createdAt: 0 })],
      touches: [touch('wang', 'a', FRIDAY), touch('wang', 'b', lapse)],
    });
    const theirs = (day: Day) => dayOf(book, day).items.filter(({ rule }) => rule === 'single-thread-theirs');
    expect(theirs(FRIDAY)).toEqual([]);
    expect(theirs(MONDAY)).toHaveLength(1);
  });

  test('before Spring Festival the whole of it is foreseen', () => {
    const items = dayOf(promise('2026-02-22'), '2026-02-14').items;
    expect(items[0]?.keys).toEqual(
      ['2026-02-21', '2026-02-22', '2026-02-23'].map((on) => `wang/next-step-due/${about('2026-02-22')}/${on}`),
    );
  });

  test('switched off, nothing at all', () => {
    expect(dayOf(promise(FRIDAY), FRIDAY, { isOn: false })).toMatchObject({ state: 'switched-off', items: [] });
  });
});

describe('after downtime', () => {
  test('what is still true is said once, what has passed is dropped', () => {
    const late = dayOf(promise('2026-11-16'), FRIDAY);
    expect(late.items.map(({ nudges }) => nudges.map(({ dueOn }) => dueOn))).toEqual([['2026-11-19']]);
    expect(dayOf(promise('2026-11-02'), FRIDAY).state).toBe('nothing');
  });
});

describe('mutes', () => {
  test.each([
    ['the subject, for good', mute(about(FRIDAY), null), FRIDAY, 0],
    ['the rule, for good', mute(null, null), FRIDAY, 0],
    ['done', mute(about(FRIDAY), null, 'done'), FRIDAY, 0],
    ['until a day to come', mute(about(FRIDAY), MONDAY), FRIDAY, 0],
    ['until today', mute(about(FRIDAY), FRIDAY), FRIDAY, 1],
    ['another subject', mute('next-step:x/2026-11-20', null), FRIDAY, 1],
    ['another member', { ...mute(null, null), memberId: 'zhao' }, FRIDAY, 1],
    ['another rule', { ...mute(null, null), rule: 'festival' as const }, FRIDAY, 1],
  ])('%s', (_name, one, day, count) => {
    const plan = dayOf(promise(FRIDAY), day, { mutes: [one] });
    expect(plan.items).toHaveLength(count);
    if (count === 0) expect(plan.skipped.map(({ why }) => why)).toContain('muted');
  });

  test('put off, it is said again on that day though it was said before, and once', () => {
    const due = '2026-11-13';
    const said = new Set(dayOf(promise(due), FRIDAY).items.flatMap(({ keys }) => keys));
    expect([...said]).toEqual([`wang/next-step-due/${about(due)}/${FRIDAY}`]);
    const mutes = [mute(about(due), '2026-11-24', 'snoozed')];
    expect(dayOf(promise(due), MONDAY, { said, mutes }).state).toBe('nothing');
    const again = dayOf(promise(due), '2026-11-25', { said, mutes });
    expect(again.items[0]?.keys).toEqual([`wang/next-step-due/${about(due)}/${FRIDAY}/2026-11-24`]);
    for (const key of again.items[0]?.keys ?? []) said.add(key);
    expect(dayOf(promise(due), '2026-11-26', { said, mutes }).state).toBe('nothing');
  });
});

describe('merging', () => {
  const people = ['a', 'b', 'c', 'd'];
  const book = planState({
    account: { festivalSets: ['china'] },
    contacts: people.map((id) => contact(id)),
    traits: [...traits('a', { layer: 'decision' }), ...traits('b', { layer: 'operation' })],
    touches: people.map((id) => oneWay('wang', id, '2026-01-05')),
  });

  test('greetings of one account for one day are one item, and nobody is lost; so are its layers', () => {
    const { items } = dayOf(book, '2026-09-11');
    const [moon] = items.filter(({ rule }) => rule === 'festival');
    expect(moon?.nudges.map(({ contactId }) => contactId)).toEqual(people);
    const [layers] = items.filter(({ rule }) => rule === 'touch-overdue');
    expect(layers?.nudges.map(({ facts }) => 'layer' in facts && facts.layer)).toEqual(['decision', 'operation']);
  });

  test('nine things make eight items and one more, which comes the next day', () => {
    const many = planState({ nextSteps: Array.from({ length: 9 }, (_each, n) => nextStep(`n${n}`, '2026-11-19')) });
    const today = dayOf(many, FRIDAY);
    expect([today.items.length, today.more]).toEqual([8, 1]);
    expect(today.skipped.filter(({ why }) => why === 'full')).toHaveLength(2);
    const said = new Set(today.items.flatMap(({ keys }) => keys));
    expect(dayOf(many, MONDAY, { said }).items.map(({ nudges }) => nudges[0]?.subject)).toContain(
      'next-step:n8/2026-11-19',
    );
  });

  test('the heaviest first', () => {
    const mixed = { ...book, nextSteps: [nextStep('n', '2026-09-25')] };
    const weights = dayOf(mixed, '2026-09-24').items.map(({ weight, rule }) => [rule, weight]);
    expect(weights[0]).toEqual(['festival', 94]);
    expect(weights.map(([, weight]) => weight)).toEqual(
      weights.map(([, weight]) => weight).sort((a, b) => Number(b) - Number(a)),
    );
  });
});

test('what is urgent is beside the message, when due and not ahead', () => {
  const one = planAccount(promise(SATURDAY), FRIDAY, options(SATURDAY)).find(({ dueOn }) => dueOn === FRIDAY);
  const urgent: Nudge[] =
    one === undefined
      ? []
      : [
          { ...one, isUrgent: true },
          { ...one, isUrgent: true, key: 'x', dueOn: SATURDAY },
        ];
  const plan = planDay({
    memberId: 'wang',
    day: FRIDAY,
    isOn: true,
    workdays: CHINA,
    nudges: urgent,
    said: new Set(),
    mutes: [],
  });
  expect([plan.state, plan.items.length, plan.urgent.map(({ keys }) => keys)]).toEqual(['nothing', 0, [[one?.key]]]);
});
