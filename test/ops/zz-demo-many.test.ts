import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountOn, accountOn } from '../../src/domain/account-on.ts';
import { addDays, daysBetween, instantOf, weekdayOf } from '../../src/domain/days.ts';
import { type Finding, findingsOn } from '../../src/domain/findings.ts';
import { lunarDayOf } from '../../src/domain/lunar-days.ts';
import { momentAt } from '../../src/domain/moment.ts';
import { whoOn } from '../../src/domain/people.ts';
import type { Account, Day } from '../../src/domain/records.ts';
import { shapeOf } from '../../src/domain/shape.ts';
import { assessShareDrop, assessSlip, type Slip } from '../../src/domain/slip.ts';
import { assessStage, type StageAssessment } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { FINDINGS, FUNCTIONS, GRID_READINGS, SHAPES, SIGNALS } from '../../src/domain/vocabulary.ts';
import { type DemoBook, demoBook } from '../../src/ops/demo-book/demo-book.ts';
import { DEMO_PEOPLE } from '../../src/ops/demo-book/members.ts';
import type { Store } from '../../src/ports/store.ts';
import { contents, createStores, load } from './books.ts';

const ZONE = 'Asia/Shanghai';
const at = (day: Day, time = '10:00') => instantOf(day, time, ZONE);
const stores = createStores();
afterAll(() => stores.close());

const CASES = Array.from({length: 73}, (_, i) => ['d'+i, 100+i, at('2026-03-01', String(i%24).padStart(2,'0')+':30') + i*10*86_400_000] as const);

interface Seen {
  readonly account: Account;
  readonly on: AccountOn;
  readonly stage: StageAssessment;
  readonly findings: readonly Finding[];
  readonly slips: readonly Slip[];
  readonly hasDropped: boolean;
}

async function look(store: Store, account: Account, now: number): Promise<Seen> {
  const zone = account.timeZone ?? ZONE;
  const assessed: StageAssessment[] = [];
  for (let days = 7; days >= 0; days -= 1) {
    const then = now - days * 86_400_000;
    const state = await store.views.accountState(account.id, then);
    if (state === undefined) throw new Error(account.name);
    assessed.push(assessStage(state, momentAt(then, zone), DEFAULT_THRESHOLDS));
  }
  const state = await store.views.accountState(account.id, now);
  if (state === undefined) throw new Error(account.name);
  const on = accountOn(state, momentAt(now, zone), DEFAULT_THRESHOLDS);
  const steps = assessed.slice(1).map((after, index) => [assessed[index] ?? after, after] as const);
  return {
    account,
    on,
    stage: assessed.at(-1) ?? assessStage(state, momentAt(now, zone), DEFAULT_THRESHOLDS),
    findings: findingsOn(on),
    slips: steps.flatMap(([before, after]) => assessSlip(before, after) ?? []),
    hasDropped: steps.some(([before, after]) => assessShareDrop(before, after) !== null),
  };
}

describe.each(CASES)('the demo book, %s, seed %i', (_, seed, now) => {
  let book: DemoBook;
  let store: Store;
  let all: readonly Seen[];
  let records: Awaited<ReturnType<typeof recordsOf>>;
  let warnings: readonly unknown[];
  const inUse = () => all.filter(({ account }) => !account.archived);
  const seen = (name: string) => all.find(({ account }) => account.name === name);

  beforeAll(async () => {
    book = demoBook({ now, seed });
    store = await stores.open();
    const result = await load(store, book, { now, zone: ZONE });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    warnings = result.warnings;
    records = await recordsOf(store);
    const looked: Seen[] = [];
    for (const account of records.accounts) looked.push(await look(store, account, now));
    all = looked;
  });

  it('goes in without a word, and a second time with nothing to do', async () => {
    expect(warnings).toEqual([]);
    const before = await contents(store);
    const again = await load(store, demoBook({ now, seed }), { now: now + 1000, zone: ZONE });
    if (!again.ok) throw new Error(JSON.stringify(again.problems));
    const changed = Object.values(again.counts).reduce((sum, count) => sum + count.new + count.changed, 0);
    expect(changed).toBe(0);
    expect((await contents(store)).records).toEqual(before.records);
  });

  it('is as large as a desk of two years', () => {
    expect(inUse().length).toBeGreaterThanOrEqual(12);
    expect(records.contacts.length).toBeGreaterThanOrEqual(60);
    expect(records.interactions.length).toBeGreaterThanOrEqual(400);
    expect(records.interactions.length).toBe(book.interactions.length);
    const notes = new Set(records.interactions.map(({ note }) => note));
    expect(notes.size).toBeGreaterThanOrEqual(120);
    const oldest = Math.min(...records.interactions.map((each) => each.at));
    expect((now - oldest) / 86_400_000).toBeGreaterThan(500);
    expect(Math.max(...records.interactions.map((each) => each.at))).toBeLessThan(now);
  });

  it('speaks Chinese of Chinese accounts and English of the others', () => {
    for (const { account } of all) {
      const isChinese = /\p{Script=Han}/u.test(account.name);
      const own = records.interactions.filter(({ accountId }) => accountId === account.id);
      expect(own.length).toBeGreaterThan(0);
      for (const { note } of own) expect([note, /\p{Script=Han}/u.test(note)]).toEqual([note, isChinese]);
    }
  });

  it('shows every cooperation stage, step, finding, shape and reading of the grid', () => {
    const stages = ['development', 'initial', 'stable', 'strategic', 'unknown', 'uncertain'];
    expect(new Set(inUse().map(({ stage }) => stage.cooperationStage))).toEqual(new Set(stages));
    expect(new Set(inUse().map(({ stage }) => stage.step))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(new Set(inUse().flatMap(({ findings }) => findings.map(({ key }) => key)))).toEqual(new Set(FINDINGS));
    expect(new Set(inUse().map(({ on }) => shapeOf(on.active).key))).toEqual(new Set(SHAPES));
    expect(new Set(inUse().map(({ stage }) => stage.grid.reading))).toEqual(new Set(GRID_READINGS));
  });

  it('has an account in perfect order', () => {
    expect(seen('东方重工集团')).toMatchObject({ findings: [], stage: { step: 5, cooperationStage: 'strategic' } });
  });

  it('slipped last week because a talk turned 181 days old, and lost a stage', () => {
    expect(all.filter(({ slips }) => slips.length > 0).map(({ account }) => account.name)).toEqual(['华信科技']);
    const slips = seen('华信科技')?.slips ?? [];
    expect(slips).toHaveLength(1);
    expect(slips[0]).toMatchObject({ from: 3, to: 2 });
    expect(slips[0]?.reasons.map(({ key }) => key)).toEqual(['executive-pair', 'key-people']);
    expect(all.filter(({ hasDropped }) => hasDropped).map(({ account }) => account.name)).toEqual(['海蓝水产']);
  });

  it('has promises overdue, due tomorrow, kept and theirs, for both in sales', () => {
    for (const [index, key] of DEMO_PEOPLE.slice(0, 2).entries()) {
      const member = records.members.find((each) => each.key === key);
      const today = momentAt(now, member?.timeZone ?? ZONE).day;
      const open = records.nextSteps.filter(({ byId, doneOn }) => byId === member?.id && doneOn === null);
      expect([index, open.some(({ due }) => due !== null && due < today)]).toEqual([index, true]);
      expect(open.some(({ due }) => due === addDays(today, 1))).toBe(true);
    }
    expect(records.nextSteps.some(({ byId }) => byId === null)).toBe(true);
    expect(records.nextSteps.some(({ due, doneOn }) => due !== null && doneOn !== null && doneOn <= due)).toBe(true);
  });

  it('has a festival within three weeks', () => {
    const sets = new Set(records.accounts.flatMap(({ festivalSets }) => festivalSets ?? []));
    const today = momentAt(now, ZONE).day;
    const near = Array.from({ length: 22 }, (_each, days) => addDays(today, days));
    expect(near.flatMap((day) => festivalsOn(day, sets))).not.toEqual([]);
  });

  it('has birthdays by the lunar calendar: one soon, one in a leap month, one on a thirtieth', () => {
    const today = momentAt(now, ZONE).day;
    const lunar = records.contacts.flatMap(({ birthday }) => (birthday?.calendar === 'lunar' ? [birthday] : []));
    const soon = Array.from({ length: 15 }, (_each, days) => lunarDayOf(addDays(today, days)));
    const isSoon = lunar.some(({ month, day }) => soon.some((each) => each.month === month && each.day === day));
    expect(isSoon).toBe(true);
    expect(lunar.some(({ leap }) => leap)).toBe(true);
    expect(lunar.some(({ day }) => day === 30)).toBe(true);
  });

  it('has two pairs of accounts with nearly one name, and one put away', () => {
    const names = records.accounts.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['华信科技', '华信科技（上海）', 'Northwind', 'Northwind Traders', 'Old Mill Paper']),
    );
    expect(all.filter(({ account }) => account.archived).map(({ account }) => account.name)).toEqual([
      'Old Mill Paper',
    ]);
  });

  it('has somebody who left and is not yet replaced, and one whose successor we know', () => {
    const gone = records.contacts.filter(({ successorId }) => successorId !== null);
    const vacant = all.flatMap(({ findings }) => findings.filter(({ key }) => key === 'vacancy'));
    expect(gone.length).toBe(2);
    expect(vacant).toHaveLength(1);
  });

  it('has colleagues who see one person differently, and a pin in force', () => {
    const conflicts = all.flatMap(({ on }) => whoOn(on).filter(({ conflict }) => conflict.length > 1));
    expect(conflicts.map(({ contact }) => contact.name)).toEqual(expect.arrayContaining(['谢军']));
    expect(seen('瑞康药业')?.stage.pins).toHaveLength(1);
  });

  it('has ranges, ceilings, policies, facts, orders, gifts, signals, kinds and recipient classes', () => {
    expect(records.shares.some(({ low, high }) => low !== null && high !== null)).toBe(true);
    expect(records.shares.some(({ ceiling }) => ceiling !== null)).toBe(true);
    expect(new Set(records.facts.map(({ kind }) => kind))).toEqual(new Set(['integration', 'alliance']));
    expect(records.facts.some(({ to }) => to !== null)).toBe(true);
    expect(records.orders.length).toBeGreaterThan(20);
    expect(records.accounts.some(({ policy }) => policy !== null)).toBe(true);
    expect(new Set(records.interactions.flatMap(({ signals }) => signals))).toEqual(new Set(SIGNALS));
    const classes = ['government', 'state-owned', 'private', 'foreign'];
    expect(new Set(records.accounts.map(({ recipientClass }) => recipientClass))).toEqual(new Set(classes));
    const kinds = ['economic', 'important', 'group', 'strategic'];
    expect(new Set(records.accounts.flatMap((account) => account.kinds))).toEqual(new Set(kinds));
    const public_ = new Set(
      records.accounts.filter(({ recipientClass }) => recipientClass === 'government').map(({ id }) => id),
    );
    const gifts = records.interactions.filter(({ kind }) => kind === 'gift');
    expect(gifts.length).toBeGreaterThan(0);
    expect(gifts.filter(({ accountId }) => public_.has(accountId))).toEqual([]);
  });

  it('has colleagues of many trades, three of whom the demo opens as', () => {
    expect(records.members.length).toBeGreaterThanOrEqual(8);
    const functions = new Set(records.members.map((member) => member.function));
    for (const needed of ['sales', 'executive', 'finance', 'technology', 'service'] as const) {
      expect(FUNCTIONS).toContain(needed);
      expect(functions.has(needed)).toBe(true);
    }
    const roles = new Set(records.members.map(({ role }) => role));
    expect(roles).toEqual(new Set(['admin', 'manager', 'member', 'viewer']));
    expect(new Set(records.members.map(({ state }) => state))).toEqual(new Set(['active', 'leaving', 'left']));
    const [shanghai, newYork, manager] = DEMO_PEOPLE.map((key) => records.members.find((each) => each.key === key));
    expect(shanghai).toMatchObject({ function: 'sales', timeZone: 'Asia/Shanghai', managerId: manager?.id });
    expect(newYork).toMatchObject({ function: 'sales', timeZone: 'America/New_York', managerId: manager?.id });
    expect(manager?.role).toBe('manager');
  });
});

describe('the demo book', () => {
  it('is the same for the same moment and seed, and another for another', () => {
    const now = at('2026-11-21');
    expect(demoBook({ now, seed: 7 })).toEqual(demoBook({ now, seed: 7 }));
    expect(demoBook({ now, seed: 7 })).not.toEqual(demoBook({ now, seed: 8 }));
    expect(demoBook({ now })).not.toEqual(demoBook({ now: now + 86_400_000 }));
  });

  it('has a festival within three weeks on any day of five years', () => {
    const book = demoBook({ now: at('2026-11-21') });
    const sets = new Set(book.accounts.flatMap(({ festivalSets }) => festivalSets ?? []));
    let last = '2026-01-01';
    for (let day = last; day < '2031-01-01'; day = addDays(day, 1)) {
      if (festivalsOn(day, sets).length === 0) continue;
      expect([day, daysBetween(last, day) <= 22]).toEqual([day, true]);
      last = day;
    }
  });
});

async function recordsOf({ views }: Store) {
  return {
    members: await views.all('member'),
    accounts: await views.all('account'),
    contacts: await views.all('contact'),
    interactions: await views.all('interaction'),
    nextSteps: await views.all('nextStep'),
    shares: await views.all('share'),
    orders: await views.all('order'),
    facts: await views.all('fact'),
  };
}

/** Public holidays of the sets the book uses, as far as they keep a date (清明 nearly) or a weekday of their month. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  china: ['01-01', '04-05', '05-01', '09-10', '10-01'],
  france: ['07-14', '08-15'],
  germany: ['10-03', '12-25'],
  india: ['01-26', '08-15', '10-02'],
  ireland: ['03-17'],
  japan: ['02-11', '02-23', '04-29', '05-05', '11-03', '11-23'],
  malaysia: ['08-31'],
  mexico: ['09-16'],
  netherlands: ['04-27'],
  norway: ['05-17'],
  singapore: ['08-09'],
  'south-korea': ['03-01', '06-06', '10-09'],
  spain: ['01-06', '10-12', '12-06'],
  switzerland: ['08-01'],
  'united-states': ['06-19', '07-04', '11-11', '12-25'],
};

function festivalsOn(day: Day, sets: ReadonlySet<string>): readonly string[] {
  const date = day.slice(5);
  const found = [...sets].filter((set) => FIXED[set]?.includes(date));
  const week = Math.ceil(Number(day.slice(8)) / 7);
  if (sets.has('united-states') && weekdayOf(day) === 1 && date.startsWith('01-') && week === 3) found.push('King');
  if (sets.has('united-states') && weekdayOf(day) === 4 && date.startsWith('11-') && week === 4) found.push('Thanks');
  const { month, day: lunar, isLeap } = lunarDayOf(day);
  const isFeast = [
    [1, 1],
    [1, 15],
    [5, 5],
    [8, 15],
    [9, 9],
  ].some(([m, d]) => m === month && d === lunar && !isLeap);
  if (sets.has('china') && isFeast) found.push('lunar');
  return found;
}
