import { describe, expect, test } from 'vitest';
import { hideLevels } from '../../src/domain/audience.ts';
import { endOf, momentAt } from '../../src/domain/moment.ts';
import { pinsOn } from '../../src/domain/pins.ts';
import { PLAYS } from '../../src/domain/plays.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { assessShareDrop, assessSlip } from '../../src/domain/slip.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { contact, fact, level, member, pin, share, state, touch, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';

function stageOn(book: AccountState, day = DAY) {
  return assessStage(book, endOf(day, ZONE), DEFAULT_THRESHOLDS);
}

function done(book: AccountState, percent: number) {
  const { plays } = stageOn({ ...book, shares: [share('2026-09-01', percent)] });
  return plays.filter((play) => play.done).map((play) => play.key);
}

describe('plays', () => {
  test('those of the stage, of the best figure when uncertain, none when unknown', () => {
    const keys = (shares: AccountState['shares']) => stageOn(state({ shares })).plays.map((play) => play.key);
    expect(keys([])).toEqual([]);
    expect(keys([share('2026-01-01', 0)])).toEqual(PLAYS.development);
    expect(keys([share('2026-01-01', 45, { low: 40, high: 55 })])).toEqual(PLAYS.initial);
    expect(keys([share('2026-01-01', 60)])).toEqual(PLAYS.stable);
    expect(keys([share('2026-01-01', 90)])).toEqual(PLAYS.strategic);
  });

  const full = state({
    members: [member('wang', 'sales'), member('zhao', 'executive')],
    contacts: ['li', 'chen', 'boss'].map((id) => contact(id)),
    traits: [
      ...traits('li', { department: 'technology', roles: ['coach', 'technical'], attitude: 'accept' }),
      ...traits('chen', { department: 'purchasing', roles: ['buyer'] }),
      ...traits('boss', { department: 'executive', layer: 'decision', weight: 60, attitude: 'support' }),
    ],
    touches: [
      touch('wang', 'li', '2026-09-01'),
      touch('wang', 'chen', '2026-09-01'),
      touch('zhao', 'boss', '2026-09-01'),
    ],
    facts: [fact('integration', '2026-01-01')],
  });

  test('nothing is done in an empty account, except that its share was just looked at', () => {
    expect([0, 10, 60, 90].map((percent) => done(state(), percent))).toEqual([[], [], [], ['early-warning']]);
  });

  test('what the records show is done', () => {
    expect(done(full, 0)).toEqual(['key-people-found', 'good-terms', 'trust', 'technical-breakthrough']);
    expect(done(full, 10)).toEqual(['net']);
    expect(done(full, 60)).toEqual(['widening']);
    expect(done(full, 90)).toEqual(['joint-planning', 'pooled-resources', 'early-warning']);
  });

  test('a tie that hangs on one person is no net', () => {
    const ofWang = full.touches.filter((each) => each.memberId === 'wang');
    expect(done({ ...full, touches: ofWang }, 10)).toEqual([]);
    const toBoss = ['wang', 'zhao'].map((id) => touch(id, 'boss', '2026-09-01'));
    expect(done({ ...full, touches: toBoss }, 10)).toEqual([]);
  });
});

describe('pins', () => {
  test('in force from the first to the last day, and beside what is computed', () => {
    const pins = [pin('step', '4', '2026-09-01', DAY), pin('stage', 'stable', '2026-09-11', '2026-12-31')];
    const keys = (day: string) => pinsOn(pins, day).map((each) => each.value);
    expect(['2026-08-31', '2026-09-01', DAY, '2026-09-11'].map(keys)).toEqual([[], ['4'], ['4'], ['stable']]);
    expect(stageOn(state({ pins }))).toMatchObject({ step: 0, cooperationStage: 'unknown', pins: [{ value: '4' }] });
  });
});

describe('slips', () => {
  test('conditions above the step lost are no reason', () => {
    const book = state({
      contacts: [contact('boss')],
      members: [member('wang', 'executive')],
      traits: traits('boss', { department: 'executive', layer: 'decision' }),
      touches: [touch('wang', 'boss', '2026-03-14')],
      shares: [share('2026-01-01', 10), share('2026-09-11', 0)],
    });
    const slip = assessSlip(stageOn(book), stageOn(book, '2026-09-11'));
    expect(slip?.reasons.map((each) => [each.key, each.move?.kind])).toEqual([['first-order', 'win-first-order']]);
    expect(assessSlip(stageOn(book, '2026-09-11'), stageOn(book))).toBeNull();
  });

  test('a drop of the cooperation stage, between two known ones', () => {
    const book = state({
      shares: [share('2026-09-01', 60), share('2026-09-02', 40), share('2026-09-03', 50, { low: 45, high: 55 })],
    });
    const drop = (day: string, next: string) => assessShareDrop(stageOn(book, day), stageOn(book, next));
    expect(drop('2026-09-01', '2026-09-02')).toEqual({ from: 'stable', to: 'initial' });
    expect(drop('2026-09-02', '2026-09-01')).toBeNull();
    expect(drop('2026-09-01', '2026-09-03')).toBeNull();
    expect(drop('2026-08-31', '2026-09-01')).toBeNull();
  });
});

describe('what outsiders to the account see', () => {
  const book = (n: number) =>
    state({
      contacts: Array.from({ length: n }, (_, i) => contact(`p${i}`)),
      traits: Array.from({ length: n }, (_, i) => traits(`p${i}`, { layer: 'decision', department: 'finance' })).flat(),
      touches: Array.from({ length: n }, (_, i) => touch('wang', `p${i}`, DAY)),
      levels: Array.from({ length: n }, (_, i) => level('wang', `p${i}`, 4)),
      shares: [share('2026-01-01', 10)],
    });

  test('no level in any evidence; the row only from three key people on', () => {
    const two = hideLevels(stageOn(book(2)));
    expect(two).toMatchObject({ interpersonalLevel: null, grid: { column: 1, row: null, reading: null } });
    expect(hideLevels(stageOn(book(3)))).toMatchObject({ interpersonalLevel: 4, grid: { row: 4 } });
    expect(JSON.stringify(stageOn(book(2)).conditions)).toContain('"level":4');
    expect(JSON.stringify(two.conditions)).not.toMatch(/"level":\d/);
  });
});

test('a moment knows its day in its zone', () => {
  expect(momentAt(Date.parse('2026-09-10T16:00:00Z'), ZONE).day).toBe('2026-09-11');
  expect(endOf(DAY, ZONE)).toEqual({ at: Date.parse('2026-09-10T15:59:59.999Z'), day: DAY, zone: ZONE });
});
