import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holidaySchedule, workdaysOf } from '../../src/domain/calendar/workdays.ts';
import { addDays, dayOf, endOfDay, startOfDay } from '../../src/domain/days.ts';
import { planAccount } from '../../src/domain/nudges/plan-account.ts';
import { LAST_YEAR_DAYS, LOOK_BACK_DAYS, type PlanState } from '../../src/domain/nudges/plan-state.ts';
import type { Account, Interaction } from '../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { touchesOf } from '../../src/domain/touches.ts';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import type { Said, Store } from '../../src/ports/store.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { createStores, loaded, NOW } from './books.ts';

const ZONE = 'Asia/Shanghai';
const stores = createStores();
let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await stores.close();
  await postgres?.stop();
});
const engines = { sqlite: async () => stores.freshFile(), postgres: () => postgres.freshDatabase() };

describe.each(Object.entries(engines))('planning on %s', (_, freshUrl) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open(await freshUrl());
    await loaded(store, demoBook({ now: NOW }));
  });

  /** All there is, nothing thinned out. */
  async function wholeState(account: Account, at: number): Promise<PlanState> {
    const { views } = store;
    const of = (kind: Parameters<typeof views.ofAccount>[0]) => views.ofAccount(kind, account.id);
    const interactions = (await of('interaction')) as readonly Interaction[];
    return {
      account,
      members: await views.all('member'),
      contacts: (await of('contact')) as PlanState['contacts'],
      traits: (await of('trait')) as PlanState['traits'],
      levels: (await of('level')) as PlanState['levels'],
      shares: (await of('share')) as PlanState['shares'],
      orders: (await of('order')) as PlanState['orders'],
      facts: (await of('fact')) as PlanState['facts'],
      pins: (await of('pin')) as PlanState['pins'],
      touches: interactions.filter((one) => one.at <= at).flatMap(touchesOf),
      interactions: interactions.filter((one) => one.at <= at),
      nextSteps: (await of('nextStep')) as PlanState['nextSteps'],
      greetings: (await of('greeting')) as PlanState['greetings'],
      approvals: ((await of('giftApproval')) as PlanState['approvals']).filter(({ state }) => state === 'asked'),
    };
  }

  it('plans from what is read in bulk what it would from all there is', async () => {
    const accounts = await store.views.all('account');
    const members = await store.views.all('member');
    const workdays = workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5], 'china');
    let compared = 0;
    for (const ago of [0, 1, 9, 40, 120]) {
      const day = addDays(dayOf(NOW, ZONE), -ago);
      for (const zone of new Set(accounts.map(({ timeZone }) => timeZone ?? ZONE))) {
        const group = accounts.filter((one) => (one.timeZone ?? ZONE) === zone);
        const at = endOfDay(day, zone);
        const window = {
          at,
          recentFrom: startOfDay(addDays(day, -LOOK_BACK_DAYS - 1), zone) - 1,
          occasionsFrom: startOfDay(addDays(day, -LAST_YEAR_DAYS), zone),
          greetingsFrom: addDays(day, -LAST_YEAR_DAYS),
          promises: {
            ...{ dueFrom: addDays(day, -14), dueTo: addDays(day, 11), brokenFrom: day, withInteractions: true },
          },
        };
        const options = {
          zone: ZONE,
          thresholds: DEFAULT_THRESHOLDS,
          giftPolicy: null,
          through: addDays(day, 10),
          workdaysOf: () => workdays,
          adminIds: [],
        };
        const read = await store.views.planStates(group, members, window);
        for (const [i, account] of group.entries()) {
          const state = read[i];
          if (state?.account.id !== account.id) throw new Error('one state for each account, in their order');
          const nudges = planAccount(state, day, options);
          compared += nudges.length;
          expect(nudges).toEqual(planAccount(await wholeState(account, at), day, options));
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('remembers what was said to whom, and unsays what was never sent', async () => {
    const [one, other] = await store.views.all('member');
    const [account] = await store.views.all('account');
    if (!one || !other || !account) throw new Error('the demo book has people and accounts');
    const said = (memberId: string, key: string, letterKey: string, position: number, at: number): Said => ({
      ...{ memberId, key, rule: 'festival', subject: `about/${key}`, accountId: account.id, letterKey, position, at },
    });
    const about = { command: 'nudges', input: {}, memberId: null, at: NOW };
    const all = [
      said(one.id, 'b', 'L1', 1, NOW),
      said(one.id, 'a', 'L1', 0, NOW),
      said(other.id, 'a', 'L2', 0, NOW - 10),
    ];
    const { changeId } = await store.transaction(about, async (db) => {
      await db.noteSaid(all);
      // Noted once already: the first stands.
      await db.noteSaid([said(one.id, 'a', 'L3', 0, NOW)]);
    });
    // It is no change of the book.
    expect(changeId).toBeNull();
    const { views } = store;
    expect(await views.saidIn('L1')).toEqual([all[1], all[0]]);
    expect(await views.saidTo([one.id, other.id])).toEqual(
      new Map([
        [one.id, new Set(['a', 'b'])],
        [other.id, new Set(['a'])],
      ]),
    );
    expect([...(await views.lettersAbout([account.id], NOW - 5))].sort()).toEqual(['L1']);
    expect([...(await views.lettersAbout([account.id], NOW - 50))].sort()).toEqual(['L1', 'L2']);
    expect([...(await views.lettersSaying(['L1', 'L2', 'L3']))].sort()).toEqual(['L1', 'L2']);
    await store.transaction(about, (db) => db.unsay('L1'));
    expect(await views.lettersSaying(['L1', 'L2'])).toEqual(['L2']);
    expect(await views.saidIn('L1')).toEqual([]);
    await store.transaction(about, (db) => db.forgetSaid(NOW));
    expect(await views.saidIn('L2')).toEqual([]);
  });
});
