import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Nudge } from '../../src/domain/nudges/nudge.ts';
import type { planAccount } from '../../src/domain/nudges/plan-account.ts';
import { tick } from '../../src/tick.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

/** No rule is urgent yet: one is made up, for accounts of these names and whom to tell. `onPlanned` is told of each that is looked at. */
const stand = vi.hoisted(() => ({
  urgentAt: new Map<string, string>(),
  planned: [] as string[],
  onPlanned: undefined as ((name: string) => void) | undefined,
}));
vi.mock('../../src/domain/nudges/plan-account.ts', async (original) => {
  const real = ((await original()) as { planAccount: typeof planAccount }).planAccount;
  return {
    planAccount: (...given: Parameters<typeof planAccount>): readonly Nudge[] => {
      const [{ account }, day] = given;
      stand.planned.push(account.name);
      stand.onPlanned?.(account.name);
      const memberId = stand.urgentAt.get(account.name);
      if (memberId === undefined) return real(...given);
      const subject = `account:${account.id}/overdue`;
      const urgent: Nudge = {
        key: `${memberId}/policy-review/${subject}/2026-11-23`,
        ...{ rule: 'policy-review', subject, accountId: account.id, contactId: null, memberId },
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
beforeEach(() => open(smallBook()));
afterEach(() => kam.close());

async function open(book: unknown) {
  clock.now = Date.parse('2026-11-23T09:05:00+08:00');
  Object.assign(stand, { urgentAt: new Map(), onPlanned: undefined });
  kam = await openTestAssistant(book, {}, () => clock.now);
  managerId = await memberId('zhao');
}

const memberId = async (key: string) => (await kam.assistant.store.views.memberByKey(key))?.id ?? '';
const becomesUrgent = (name: string, tells = managerId) => stand.urgentAt.set(name, tells);

/** The letters to the manager that cannot wait, and which accounts the pass looked at. */
async function passAt(moment: string, whose = managerId) {
  clock.now = Date.parse(moment);
  stand.planned = [];
  await tick(kam.assistant, clock.now, false);
  const looked = [...new Set(stand.planned)];
  const letters = await kam.assistant.store.outbox.ofMember(whose, 1000);
  return { urgent: letters.filter(({ kind }) => kind === 'urgent').map(({ state }) => state), looked };
}

const write = () => kam.ask('今天拜访华为张伟，聊了二期预算', { as: 'wang', at: new Date(clock.now).toISOString() });

it('what becomes urgent during the day is said within its minute, once, and nothing else is looked at for it', async () => {
  expect((await passAt('2026-11-23T09:05:00+08:00')).urgent).toEqual([]);
  expect((await passAt('2026-11-23T14:00:00+08:00')).looked).toEqual([]);
  becomesUrgent(HUAWEI);
  await write();
  // Planned once to find it, and once more to word it.
  expect(await passAt('2026-11-23T14:01:00+08:00')).toEqual({ urgent: ['sent'], looked: [HUAWEI] });
  expect(await passAt('2026-11-23T14:02:00+08:00')).toEqual({ urgent: ['sent'], looked: [] });
});

it('out of hours it waits, and is said when the hours of work begin, whenever the daily message comes', async () => {
  await kam.ok('我 提醒=16:30', 'zhao');
  await passAt('2026-11-23T17:05:00+08:00');
  becomesUrgent(HUAWEI);
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
  becomesUrgent(HUAWEI);
  // Nothing was written since: the day alone made it so.
  expect((await passAt('2026-11-20T18:00:00+08:00')).urgent).toEqual([]);
  expect((await passAt('2026-11-23T09:05:00+08:00')).urgent).toEqual(['sent']);
  expect((await passAt('2026-11-23T17:31:00+08:00')).urgent).toEqual(['sent']);
});

it('what is written while a pass looks is looked at by the next one', async () => {
  await passAt('2026-11-23T09:05:00+08:00');
  await write();
  const { store } = kam.assistant;
  const { transaction } = store;
  stand.onPlanned = () => {
    stand.onPlanned = undefined;
    // The look is over, and what it looked at is about to be kept.
    vi.spyOn(store, 'transaction').mockImplementationOnce(async (...given) => {
      becomesUrgent(HUAWEI);
      await kam.ok('记录 今天给华为张伟打电话，聊了交期');
      return transaction(...(given as Parameters<typeof transaction>)) as never;
    });
  };
  expect(await passAt('2026-11-23T14:01:00+08:00')).toEqual({ urgent: [], looked: [HUAWEI] });
  expect(await passAt('2026-11-23T14:02:00+08:00')).toEqual({ urgent: ['sent'], looked: [HUAWEI] });
  expect((await passAt('2026-11-23T14:03:00+08:00')).looked).toEqual([]);
});

it('however many wait for somebody’s hours, others are looked at', async () => {
  await kam.close();
  const { accounts, ...book } = smallBook();
  const crowd = Array.from({ length: 600 }, (_, n) => ({ name: `Crowd ${n}`, owner: 'wang' }));
  await open({ ...book, accounts: [...crowd, ...accounts] });
  for (const moment of ['2026-11-23T09:05:00+08:00', '2026-11-23T09:06:00+08:00', '2026-11-23T22:45:00+08:00'])
    await passAt(moment);
  for (const { name } of crowd) becomesUrgent(name);
  await kam.assistant.store.transaction({ command: 'test', input: {}, memberId: null, at: clock.now }, async (db) => {
    for (const one of await db.all('account')) await db.update('account', { ...one, aliases: [...one.aliases, 'x'] });
  });
  // It is night for the manager and morning in New York.
  const looked = new Set<string>();
  for (const minute of [46, 47]) {
    const pass = await passAt(`2026-11-23T22:${minute}:00+08:00`);
    expect(pass.urgent).toEqual([]);
    for (const name of pass.looked) looked.add(name);
  }
  expect([...crowd, { name: 'Northwind' }].filter(({ name }) => !looked.has(name))).toEqual([]);
  const tom = await memberId('tom');
  becomesUrgent('Northwind', tom);
  await kam.ask('met Alice Chen at Northwind today', { as: 'tom', at: new Date(clock.now).toISOString() });
  expect((await passAt('2026-11-23T22:48:00+08:00', tom)).urgent).toEqual(['sent']);
});
