import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Nudge } from '../../src/domain/nudges/nudge.ts';
import type { planAccount } from '../../src/domain/nudges/plan-account.ts';
import { tick } from '../../src/tick.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

/** No rule is urgent yet: one is made up, for accounts of this name and their owner's manager. */
const stand = vi.hoisted(() => ({ urgentAt: '', managerId: '', planned: [] as string[] }));
vi.mock('../../src/domain/nudges/plan-account.ts', async (original) => {
  const real = ((await original()) as { planAccount: typeof planAccount }).planAccount;
  return {
    planAccount: (...given: Parameters<typeof planAccount>): readonly Nudge[] => {
      const [{ account }, day] = given;
      stand.planned.push(account.name);
      if (account.name !== stand.urgentAt) return real(...given);
      const subject = `account:${account.id}/overdue`;
      const urgent: Nudge = {
        key: `${stand.managerId}/policy-review/${subject}/2026-11-23`,
        ...{ rule: 'policy-review', subject, accountId: account.id, contactId: null, memberId: stand.managerId },
        ...{ recordIds: [account.id], weight: 98, dueOn: '2026-11-23', expiresOn: '2026-12-23' },
        ...{ isForeseen: false, isUrgent: true },
        facts: { rule: 'policy-review', reviewedOn: null, hasPolicy: false },
      };
      return day >= '2026-11-23' ? [urgent, ...real(...given)] : real(...given);
    },
  };
});

const HUAWEI = '华为技术有限公司';
const clock = { now: Date.parse('2026-11-23T09:05:00+08:00') };
let kam: TestAssistant;
let managerId: string;
beforeEach(async () => {
  clock.now = Date.parse('2026-11-23T09:05:00+08:00');
  Object.assign(stand, { urgentAt: '', managerId: '' });
  kam = await openTestAssistant(smallBook(), {}, () => clock.now);
  managerId = (await kam.assistant.store.views.memberByKey('zhao'))?.id ?? '';
  stand.managerId = managerId;
});
afterEach(() => kam.close());

/** The letters to the manager that cannot wait, and which accounts the pass looked at. */
async function passAt(moment: string) {
  clock.now = Date.parse(moment);
  stand.planned = [];
  await tick(kam.assistant, clock.now, false);
  const looked = [...new Set(stand.planned)];
  const letters = await kam.assistant.store.outbox.ofMember(managerId, 100);
  return { urgent: letters.filter(({ kind }) => kind === 'urgent').map(({ state }) => state), looked };
}

const write = () => kam.ask('今天拜访华为张伟，聊了二期预算', { as: 'wang', at: new Date(clock.now).toISOString() });

it('what becomes urgent during the day is said within its minute, once, and nothing else is looked at for it', async () => {
  expect((await passAt('2026-11-23T09:05:00+08:00')).urgent).toEqual([]);
  expect((await passAt('2026-11-23T14:00:00+08:00')).looked).toEqual([]);
  stand.urgentAt = HUAWEI;
  await write();
  // Planned once to find it, and once more to word it.
  expect(await passAt('2026-11-23T14:01:00+08:00')).toEqual({ urgent: ['sent'], looked: [HUAWEI] });
  expect(await passAt('2026-11-23T14:02:00+08:00')).toEqual({ urgent: ['sent'], looked: [] });
});

it('out of hours it waits, and is said when the hours of work begin, whenever the daily message comes', async () => {
  await kam.ok('我 提醒=16:30', 'zhao');
  await passAt('2026-11-23T17:05:00+08:00');
  stand.urgentAt = HUAWEI;
  clock.now = Date.parse('2026-11-23T20:00:00+08:00');
  await write();
  expect(await passAt('2026-11-23T20:01:00+08:00')).toEqual({ urgent: [], looked: [HUAWEI] });
  // Where it is day, others get their daily message.
  await passAt('2026-11-23T23:30:00+08:00');
  // It waits, and nothing is looked at but this account.
  expect(await passAt('2026-11-24T08:59:00+08:00')).toEqual({ urgent: [], looked: [HUAWEI] });
  expect((await passAt('2026-11-24T09:00:00+08:00')).urgent).toEqual(['sent']);
  expect((await passAt('2026-11-24T09:01:00+08:00')).looked).toEqual([]);
});

it('what the planning of others finds is said to whom it concerns before their own daily message', async () => {
  await kam.ok('我 提醒=17:30', 'zhao');
  stand.urgentAt = HUAWEI;
  // Nothing was written since: the day alone made it so.
  expect((await passAt('2026-11-20T18:00:00+08:00')).urgent).toEqual([]);
  expect((await passAt('2026-11-23T09:05:00+08:00')).urgent).toEqual(['sent']);
  expect((await passAt('2026-11-23T17:31:00+08:00')).urgent).toEqual(['sent']);
});
