import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/days.ts';
import type { Nudge } from '../../../src/domain/nudges/nudge.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import { type DayPlan, ITEMS_AT_MOST, planDay } from '../../../src/domain/nudges/plan-day.ts';
import type { Day, Mute } from '../../../src/domain/records.ts';
import { contact, touch } from '../account-builder.ts';
import { CHINA, nextStep, options, planState } from './plan-builder.ts';

/** 中秋 2026 is Friday 25 September: spoken of on the 11th, the 22nd, and on the 24th for the 25th, which is a day off. */
const FOURTEEN = '2026-09-11';
const THREE = '2026-09-22';
const EVE = '2026-09-24';
const MOON = 'festival/mid-autumn/2026-09-25';

/** Accounts with two people each of whom 王 met; those with a birthday in the run of the festival are left alone. */
function nudgesOf(accounts: number, day: Day, changes: { readonly birthdays?: number; readonly steps?: number } = {}) {
  const all: Nudge[] = [];
  for (let n = 0; n < accounts; n++) {
    const people = [`${n}a`, `${n}b`];
    const birthday = { calendar: 'solar', month: 9, day: 26, year: null, leap: false } as const;
    const book = planState({
      account: { id: `account-${String(n).padStart(3, '0')}`, festivalSets: ['chinese-traditional'] },
      contacts: people.map((id) => contact(id, n < (changes.birthdays ?? 0) ? { birthday } : {})),
      touches: people.map((id) => touch('wang', id, '2026-09-01')),
      nextSteps: n < (changes.steps ?? 0) ? [nextStep(`n${n}`, day)] : [],
    });
    // What else the method finds in so small a book is not what this is about.
    const nudges = planAccount(book, day, options(addDays(day, 12)));
    all.push(...nudges.filter(({ rule }) => rule === 'festival' || rule === 'birthday' || rule === 'next-step-due'));
  }
  return all;
}

function planOf(
  nudges: readonly Nudge[],
  day: Day,
  said: ReadonlySet<string> = new Set(),
  mutes: readonly Mute[] = [],
) {
  return planDay({ memberId: 'wang', day, isOn: true, workdays: CHINA, nudges, said, mutes });
}

const festive = ({ items }: DayPlan) => items.filter(({ rule }) => rule === 'festival');
const keysOf = ({ items }: DayPlan) => new Set(items.flatMap(({ keys }) => keys));
const subjects = (plan: DayPlan) => festive(plan).flatMap(({ nudges }) => nudges.map(({ subject }) => subject));

function mute(subject: string | null, until: Day | null, why: Mute['why'] = 'muted'): Mute {
  return { id: 'm', memberId: 'wang', rule: 'festival', subject, until, why, recordedAt: 0 };
}

describe('a festival at many accounts', () => {
  test.each([
    ['eight fill the message', 8, 0, 8],
    ['nine do not fit, and are one item', 9, 0, 1],
    ['three beside much else stay by themselves', 3, 9, 3],
    ['four beside much else are one', 4, 9, 1],
  ])('%s', (_name, accounts, steps, items) => {
    const plan = planOf(
      [...nudgesOf(accounts, FOURTEEN), ...nudgesOf(steps, FOURTEEN, { steps }).filter(isStep)],
      FOURTEEN,
    );
    expect(festive(plan).length).toBe(Math.min(items, ITEMS_AT_MOST - Math.min(steps, ITEMS_AT_MOST)) || 0);
  });

  test('is one item of its own subject, and leaves room for what else there is', () => {
    const plan = planOf(nudgesOf(30, THREE, { steps: 3 }), THREE);
    expect(subjects(plan)).toEqual([MOON]);
    expect(plan.items.filter(({ rule }) => rule === 'next-step-due').length).toBe(3);
    expect(plan.more).toBe(0);
    expect(festive(plan)[0]?.keys).toEqual([`wang/festival/${MOON}/${THREE}`]);
  });

  test('is told once a lead, however many are left then', () => {
    const said = new Set<string>();
    const told: (readonly string[])[] = [];
    for (let day = FOURTEEN; day <= '2026-09-28'; day = addDays(day, 1)) {
      const accounts = day > THREE ? 2 : 20;
      const plan = planOf(nudgesOf(accounts, day), day, said);
      for (const key of keysOf(plan)) {
        expect(said.has(key)).toBe(false);
        said.add(key);
      }
      if (subjects(plan).includes(MOON)) told.push([day, String(festive(plan).length)]);
    }
    expect(told).toEqual([
      [FOURTEEN, '1'],
      [THREE, '1'],
    ]);
    // Once it was said of all, none is told of by itself for the same lead; on the day the two that are left are.
    expect([...said].filter((key) => key.includes('contact:')).sort()).toEqual(
      ['0a', '0b', '1a', '1b'].map((id) => `wang/festival/contact:${id}/mid-autumn/2026-09-25/2026-09-25`),
    );
  });

  test('on the eve of the day off all of it is told at once', () => {
    const before = keysOf(planOf(nudgesOf(20, THREE), THREE));
    expect(keysOf(planOf(nudgesOf(20, EVE), EVE, before))).toEqual(new Set([`wang/festival/${MOON}/2026-09-25`]));
  });

  test('who has a birthday then is told of by themselves', () => {
    const plan = planOf(nudgesOf(12, THREE, { birthdays: 1 }), THREE);
    expect(subjects(plan).sort()).toEqual([
      'contact:0a/mid-autumn/2026-09-25',
      'contact:0b/mid-autumn/2026-09-25',
      MOON,
    ]);
  });

  test('silenced as one it is silent as a whole; put off as one it comes again, once', () => {
    const nudges = nudgesOf(12, FOURTEEN);
    for (const one of [mute(MOON, null), mute(MOON, '2026-09-12', 'done'), mute(null, null)]) {
      const plan = planOf(nudges, FOURTEEN, new Set(), [one]);
      const why = new Set(plan.skipped.map((each) => each.why));
      expect([plan.state, why]).toEqual(['nothing', new Set(['muted', 'not-yet'])]);
    }
    const said = new Set(keysOf(planOf(nudges, FOURTEEN)));
    const snoozed = [mute(MOON, '2026-09-15', 'snoozed')];
    expect(planOf(nudgesOf(12, '2026-09-14'), '2026-09-14', said, snoozed).items).toEqual([]);
    const again = planOf(nudgesOf(12, '2026-09-15'), '2026-09-15', said, snoozed);
    expect([...keysOf(again)]).toEqual([`wang/festival/${MOON}/${FOURTEEN}/2026-09-15`]);
    for (const key of keysOf(again)) said.add(key);
    expect(planOf(nudgesOf(12, '2026-09-16'), '2026-09-16', said, snoozed).items).toEqual([]);
  });

  test('whatever the order: every greeting is said, part of what is said, or skipped for a reason', () => {
    const days = fc.constantFrom(FOURTEEN, '2026-09-14', THREE, EVE, '2026-12-31');
    fc.assert(
      fc.property(fc.nat({ max: 14 }), fc.nat({ max: 9 }), days, fc.nat(), (accounts, steps, day, turn) => {
        const nudges = nudgesOf(accounts, day, { steps, birthdays: turn % 2 });
        const at = turn % (nudges.length || 1);
        const plan = planOf(nudges, day);
        const turned = planOf([...nudges.slice(at), ...nudges.slice(0, at)].toReversed(), day);
        expect(turned.items).toEqual(plan.items);
        expect(plan.items.length).toBeLessThanOrEqual(ITEMS_AT_MOST);
        const placed = [...keysOf(plan), ...plan.skipped.map(({ key }) => key)];
        const own = placed.filter((key) => !key.startsWith('wang/festival/festival/'));
        expect(new Set(own)).toEqual(new Set(nudges.map(({ key }) => key)));
        // What is said of all leaves nobody over: they are among what it stands for.
        const after = planOf(nudges, day, keysOf(plan));
        expect([...keysOf(after)].filter((key) => keysOf(plan).has(key))).toEqual([]);
        if (subjects(plan).some((subject) => subject.startsWith('festival/')))
          expect(subjects(after).filter((subject) => subject.startsWith('festival/'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const isStep = ({ rule }: Nudge): boolean => rule === 'next-step-due';
