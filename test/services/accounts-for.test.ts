import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holidaySchedule, workdaysOf } from '../../src/domain/calendar/workdays.ts';
import { addDays, dayOf } from '../../src/domain/days.ts';
import type { Nudge } from '../../src/domain/nudges/nudge.ts';
import type { Account, Member } from '../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import type { Store } from '../../src/ports/store.ts';
import { adminsAmong } from '../../src/services/permissions.ts';
import { nudgesOf } from '../../src/services/planning/account-nudges.ts';
import { accountsFor } from '../../src/services/planning/accounts-for.ts';
import { createStores, loaded, NOW } from '../ops/books.ts';

const ZONE = 'Asia/Shanghai';
const organisation = { timeZone: ZONE, adminEmails: [] };
const stores = createStores();
afterAll(() => stores.close());

describe('the accounts that may concern a member', () => {
  let store: Store;
  let accounts: readonly Account[];
  let members: readonly Member[];
  beforeAll(async () => {
    store = await stores.open(await stores.freshFile());
    await loaded(store, demoBook({ now: NOW }));
    accounts = await store.views.all('account');
    members = await store.views.all('member');
  });

  async function keysOf(among: readonly Account[], memberId: string, ago: number): Promise<readonly string[]> {
    const now = NOW - ago * 86_400_000;
    const options = {
      ...{ zone: ZONE, thresholds: DEFAULT_THRESHOLDS, giftPolicy: null },
      through: addDays(dayOf(now, ZONE), 14),
      workdaysOf: () => workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5], 'china'),
      adminIds: adminsAmong(members, []).map(({ id }) => id),
    };
    const found: Nudge[] = [];
    for await (const nudges of nudgesOf(store.views, among, members, now, options)) found.push(...nudges);
    return found.flatMap((each) => (each.memberId === memberId ? [each.key] : [])).sort();
  }

  it('give a member every nudge that all accounts would', async () => {
    let compared = 0;
    for (const member of members) {
      const some = await accountsFor({ store, organisation }, [member], members);
      expect(new Set(some.map(({ id }) => id)).size).toBe(some.length);
      for (const ago of [0, 20, 60]) {
        const all = await keysOf(accounts, member.id, ago);
        expect(await keysOf(some, member.id, ago)).toEqual(all);
        compared += all.length;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('are fewer than all for somebody who has little to do with them', async () => {
    const counts = await Promise.all(
      members.map(async (member) => (await accountsFor({ store, organisation }, [member], members)).length),
    );
    expect(Math.min(...counts)).toBeLessThan(accounts.length);
  });
});
