import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/days.ts';
import { ERASED } from '../../../src/domain/erased.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Birthday, Day } from '../../../src/domain/records.ts';
import { contact, level, member, oneWay, touch, traits } from '../account-builder.ts';
import { daysFrom, greeting, interaction, planned, planState, withInteractions } from './plan-builder.ts';

const MOON = '2026-09-25';
const china = { festivalSets: ['china'] };
const met = { contacts: [contact('a')], touches: [oneWay('wang', 'a', '2025-01-05')] };
const book = planState({ account: china, ...met });
/** Of the nudges of a day those about 中秋. */
const moon = (state: PlanState, day: Day) => planned(state, day, 'festival').filter(({ facts }) => facts.on === MOON);
const solar = (month: number, day: number): Birthday => ({ calendar: 'solar', month, day, year: 1980, leap: false });

describe('festivals', () => {
  test('14, 3 and 0 days before, each until the next', () => {
    const spoken = daysFrom('2026-09-10', 17).map((day) => moon(book, day).map(({ facts }) => facts.lead));
    expect(spoken.flat()).toEqual([...Array(11).fill(14), 3, 3, 3, 0]);
    expect(planned(book, '2026-09-11', 'festival')).toMatchObject([
      {
        key: `wang/festival/contact:a/mid-autumn/${MOON}/2026-09-11`,
        subject: `contact:a/mid-autumn/${MOON}`,
        ...{ dueOn: '2026-09-11', expiresOn: '2026-09-21', contactId: 'a', isForeseen: true },
        facts: { on: MOON, occasions: [{ key: 'mid-autumn', on: MOON }], lastYear: null, planned: null },
      },
    ]);
  });

  test('everyone met, key person or not, by a card alone or a stated level; nobody else', () => {
    const contacts = ['a', 'b', 'c', 'd'].map((id) => contact(id));
    const told = traits('d', { state: 'left' });
    const touches = [oneWay('wang', 'a', '2026-06-01'), touch('wang', 'd', '2026-06-01')];
    const state = planState({ account: china, contacts, traits: told, touches, levels: [level('wang', 'b', 2)] });
    expect(planned(state, '2026-09-11', 'festival').map(({ contactId }) => contactId)).toEqual(['a', 'b']);
  });

  test('to the highest level, then the latest touch, else the owner', () => {
    const members = ['wang', 'zhao', 'qian'].map((id) => member(id, 'sales'));
    const touches = [touch('qian', 'a', '2026-09-01'), touch('zhao', 'a', '2026-03-01')];
    const whom = (changes: Parameters<typeof planState>[0]) =>
      planned(
        planState({ account: china, contacts: [contact('a')], members, touches, ...changes }),
        '2026-09-11',
        'festival',
      );
    expect(whom({})[0]?.memberId).toBe('qian');
    expect(whom({ levels: [level('zhao', 'a', 3), level('qian', 'a', 2)] })[0]?.memberId).toBe('zhao');
    const left = [
      member('wang', 'sales'),
      member('zhao', 'sales', { state: 'left' }),
      member('qian', 'sales', { state: 'left' }),
    ];
    expect(whom({ members: left })[0]?.memberId).toBe('wang');
  });

  test('清明 brings nothing; nor does a festival the contact opted out of, nor an erased person', () => {
    expect(planned(book, '2026-04-05', 'festival')).toEqual([]);
    const out = planState({ account: china, ...met, contacts: [contact('a', { optOut: ['mid-autumn'] })] });
    expect(planned(out, '2026-09-11', 'festival')).toEqual([]);
    expect(planned(out, '2026-09-17', 'festival')).toMatchObject([{ facts: { on: '2026-10-01' } }]);
    const erased = planState({ account: china, ...met, contacts: [contact('a', { name: ERASED })] });
    expect(planned(erased, '2026-09-11', 'festival')).toEqual([]);
  });

  test('除夕 and 春节 are one greeting, as are two festivals of one day', () => {
    expect(planned(book, '2026-02-02', 'festival').map(({ facts }) => facts.occasions)).toEqual([
      [
        { key: 'eve', on: '2026-02-16' },
        { key: 'spring', on: '2026-02-17' },
      ],
    ]);
    const spring = planned(book, '2026-02-16', 'festival').map(({ facts }) => [facts.on, facts.lead]);
    expect(spring).toEqual([['2026-02-16', 0]]);
    expect(planned(book, '2026-02-17', 'festival').map(({ facts }) => facts.on)).toEqual(['2026-03-03']);
    expect(planned(book, '2031-10-01', 'festival').map(({ facts }) => facts.occasions.map(({ key }) => key))).toEqual([
      ['mid-autumn', 'national'],
    ]);
  });

  test('four days apart are two', () => {
    const two = planState({ account: { festivalSets: ['international', 'spain'] }, ...met });
    const due = daysFrom('2026-12-25', 14)
      .flatMap((day) => planned(two, day, 'festival'))
      .filter(({ facts }) => facts.lead === 0);
    expect(due.map(({ facts }) => facts.on)).toEqual(['2026-12-25', '2027-01-01', '2027-01-06']);
  });
});

describe('what was done, and is to be done', () => {
  test('a greeting taken on goes to who took it, without the first reminder; done, it is silent', () => {
    const members = [member('wang', 'sales'), member('zhao', 'sales')];
    const plan = (changes: object) =>
      planState({ ...book, members, greetings: [greeting('a', 'mid-autumn', MOON, changes)] });
    const open = plan({ memberId: 'zhao', way: 'call' });
    expect(planned(open, '2026-09-11', 'festival')).toEqual([]);
    expect(moon(open, '2026-09-22')).toMatchObject([{ memberId: 'zhao', facts: { planned: { way: 'call' } } }]);
    expect(moon(plan({ doneOn: '2026-09-20' }), '2026-09-22')).toEqual([]);
  });

  test('a card that was logged for it is enough', () => {
    const card = interaction('card', '2026-09-20', { kind: 'message', occasion: 'mid-autumn' });
    const sent = withInteractions(book, [card]);
    expect(moon(sent, '2026-09-19')).toHaveLength(1);
    expect(moon(sent, '2026-09-22')).toEqual([]);
  });

  test('last year’s, as marked or as logged, whichever is later', () => {
    const marked = greeting('a', 'mid-autumn', '2025-10-06', { doneOn: '2025-10-05', way: 'call' });
    const cakes = interaction('cakes', '2025-10-03', { kind: 'gift', occasion: 'mid-autumn' });
    const both = withInteractions({ ...book, greetings: [marked] }, [cakes]);
    const [nudge] = planned(both, '2026-09-11', 'festival');
    expect(nudge?.facts.lastYear).toMatchObject({ on: '2025-10-05', way: 'call' });
    const [logged] = planned(withInteractions(book, [cakes]), '2026-09-11', 'festival');
    expect(logged?.facts.lastYear).toEqual({
      on: '2025-10-03',
      way: 'gift',
      memberIds: ['wang'],
      interactionId: 'cakes',
    });
    expect(logged?.recordIds).toEqual(['a', 'cakes']);
  });

  test('no gift is suggested to an authority, and the rule is named', () => {
    const office = planState({ account: { ...china, kinds: ['important'] }, ...met });
    const [nudge] = planned(office, '2026-09-11', 'festival');
    expect(nudge?.facts.gift).toMatchObject({
      gift: 'never',
      source: 'state-council-20-1988',
      ways: ['greeting', 'call', 'visit'],
    });
  });
});

describe('birthdays', () => {
  const born = (birthday: Birthday, changes: object = {}) =>
    planState({ contacts: [contact('a', { birthday, ...changes })] });

  test('7, 1 and 0 days before, to who knows them, else the owner; with the age', () => {
    const spoken = daysFrom('2026-09-01', 12).flatMap((day) => planned(born(solar(9, 10)), day, 'birthday'));
    expect(spoken.map(({ facts }) => facts.lead)).toEqual([...Array(6).fill(7), 1, 0]);
    expect(spoken[0]).toMatchObject({ memberId: 'wang', facts: { turns: 46, on: '2026-09-10', calendar: 'solar' } });
  });

  test('the lunar one of a thirtieth', () => {
    const lunar: Birthday = { calendar: 'lunar', month: 12, day: 30, year: null, leap: false };
    expect(planned(born(lunar), '2027-02-05', 'birthday')).toMatchObject([{ facts: { lead: 0, turns: null } }]);
  });

  test('near a festival they are one greeting, which is private', () => {
    const members = [member('wang', 'sales'), member('zhao', 'sales')];
    const near = planState({
      ...{ account: china, members, contacts: [contact('a', { birthday: solar(9, 27) })] },
      touches: [touch('zhao', 'a', '2026-09-01'), touch('wang', 'a', '2026-01-01')],
    });
    const nudges = daysFrom('2026-09-10', 20).flatMap((day) => [
      ...planned(near, day, 'birthday'),
      ...planned(near, day, 'festival').filter(({ facts }) => facts.on < '2026-10-01'),
    ]);
    expect(new Set(nudges.map(({ subject }) => subject))).toEqual(new Set([`contact:a/mid-autumn/${MOON}`]));
    expect(nudges[0]?.facts.occasions.map(({ key }) => key)).toEqual(['mid-autumn', 'birthday']);
    // 赵 knows them better, but is not of the account's own people.
    expect(new Set(nudges.map(({ memberId }) => memberId))).toEqual(new Set(['wang']));
    const ours = { ...near, account: { ...near.account, teamIds: ['zhao'] } };
    expect(planned(ours, '2026-09-11', 'festival')[0]?.memberId).toBe('zhao');
  });

  test('a birthday of 29 February', () => {
    expect(planned(born(solar(2, 29)), '2027-02-28', 'birthday')).toMatchObject([{ facts: { lead: 0, turns: 47 } }]);
    expect(planned(born(solar(2, 29)), addDays('2027-02-28', 1), 'birthday')).toEqual([]);
  });
});
