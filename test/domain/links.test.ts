import { describe, expect, test } from 'vitest';
import { addDays, instantOf, startOfDay } from '../../src/domain/days.ts';
import { hasLeft, linksAt } from '../../src/domain/links.ts';
import { endOf, type Moment, momentAt } from '../../src/domain/moment.ts';
import type { Touch, Trait } from '../../src/domain/records.ts';
import { contactsOn } from '../../src/domain/traits.ts';
import { contact, level, member, oneWay, touch, trait, ZONE } from './account-builder.ts';

const wang = member('wang', 'sales');
const li = contact('li');

function isActive(touches: readonly Touch[], moment: Moment, changes: { ours?: typeof wang; told?: Trait[] } = {}) {
  const contacts = contactsOn([li], changes.told ?? [], moment.day);
  const [link] = linksAt({ members: [changes.ours ?? wang], contacts }, touches, [], moment, 180);
  return link?.isActive ?? false;
}

describe('the window of 180 days', () => {
  test.each([ZONE, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'])('in %s', (zone) => {
    for (const day of ['2026-03-01', '2026-04-29', '2026-09-10', '2026-12-31']) {
      const at = (days: number, time: string) => instantOf(addDays(day, -days), time, zone);
      const moment = momentAt(instantOf(day, '15:00', zone), zone);
      const active = (when: number) => isActive([touch('wang', 'li', new Date(when).toISOString())], moment);
      expect(active(at(180, '23:59'))).toBe(true);
      expect(active(startOfDay(addDays(day, -180), zone))).toBe(true);
      expect(active(startOfDay(addDays(day, -180), zone) - 1)).toBe(false);
      expect(active(at(181, '23:59'))).toBe(false);
      expect(active(at(0, '15:00'))).toBe(true);
      expect(active(at(0, '15:00') + 1)).toBe(false);
    }
  });

  test('days told without a time', () => {
    const moment = endOf('2026-09-10', ZONE);
    expect(isActive([touch('wang', 'li', '2026-03-14')], moment)).toBe(true);
    expect(isActive([touch('wang', 'li', '2026-03-13')], moment)).toBe(false);
    expect(isActive([touch('wang', 'li', '2026-09-11')], moment)).toBe(false);
  });

  test('told without a time, it counts from the start of its day', () => {
    const touches = [touch('wang', 'li', '2026-09-10')];
    const start = startOfDay('2026-09-10', ZONE);
    expect(isActive(touches, momentAt(start, ZONE))).toBe(true);
    expect(isActive(touches, momentAt(start - 1, ZONE))).toBe(false);
  });

  test('an instant counts on its local day, not on that of UTC', () => {
    // 00:30 on 14 March in Shanghai, still 13 March in UTC and New York.
    const touches = [touch('wang', 'li', '2026-03-13T16:30:00Z')];
    expect(isActive(touches, endOf('2026-09-10', ZONE))).toBe(true);
    expect(isActive(touches, endOf('2026-09-10', 'America/New_York'))).toBe(false);
  });
});

test('one-way touches make no link active, but make a link', () => {
  const moment = endOf('2026-09-10', ZONE);
  const contacts = contactsOn([li], [], moment.day);
  const touches = [oneWay('wang', 'li', '2026-09-09')];
  const [link] = linksAt({ members: [wang], contacts }, touches, [], moment, 180);
  expect(link).toMatchObject({ isActive: false, lastTwoWay: null, lastTouch: { on: '2026-09-09' } });
});

test('a level alone makes a link, from its day on', () => {
  const links = (day: string) => {
    const moment = endOf(day, ZONE);
    const people = { members: [wang], contacts: contactsOn([li], [], day) };
    return linksAt(people, [], [level('wang', 'li', 3, '2026-09-10')], moment, 180);
  };
  expect(links('2026-09-09')).toEqual([]);
  expect(links('2026-09-10')).toMatchObject([{ isActive: false, level: { level: 3 } }]);
});

test('a contact who moved holds no active link from that day', () => {
  const touches = [touch('wang', 'li', '2026-09-01')];
  const told = [trait('li', 'state', 'moved', '2026-09-10')];
  expect(isActive(touches, endOf('2026-09-09', ZONE), { told })).toBe(true);
  expect(isActive(touches, endOf('2026-09-10', ZONE), { told })).toBe(false);
});

test('members leave at the end of their last day; who is leaving is here', () => {
  const on = (state: 'active' | 'leaving' | 'left', leavesOn: string | null) =>
    ['2026-09-09', '2026-09-10', '2026-09-11'].map((day) => hasLeft({ state, leavesOn }, day));
  expect(on('left', '2026-09-10')).toEqual([false, false, true]);
  expect(on('left', null)).toEqual([true, true, true]);
  expect(on('leaving', '2026-09-10')).toEqual([false, false, false]);
  expect(on('active', null)).toEqual([false, false, false]);
  const ours = member('wang', 'sales', { state: 'left', leavesOn: '2026-09-10' });
  const touches = [touch('wang', 'li', '2026-09-01')];
  expect(isActive(touches, endOf('2026-09-10', ZONE), { ours })).toBe(true);
  expect(isActive(touches, endOf('2026-09-11', ZONE), { ours })).toBe(false);
});
