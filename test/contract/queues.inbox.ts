import { expect, it } from 'vitest';
import type { Delivery, InboxItem, Worked } from '../../src/ports/queues.ts';
import type { ConflictError } from '../../src/ports/store.ts';
import { aMember, newId } from '../fixtures/records.ts';
import { aDelivery, aLetter, claiming, LEASE_MS, NOON, SECOND } from './queues.opening.ts';
import type { TheStore } from './store.contract.ts';
import { about } from './store.opening.ts';

const keysOf = (items: readonly Delivery[]) => items.map(({ deliveryKey }) => deliveryKey);
const DONE: Worked = { error: null, answer: null, letters: [] };

export function inboxContract(the: TheStore): void {
  const inbox = () => the().inbox;
  const claim = (now = NOON) => inbox().claim(claiming({ now }));
  /** Settles all there is to do at that moment. */
  const finish = async (now: number): Promise<readonly InboxItem[]> => {
    const done: InboxItem[] = [];
    for (let items = await claim(now); items.length > 0; items = await claim(now)) {
      for (const item of items) await inbox().settle(item, DONE, now);
      done.push(...items);
    }
    return done;
  };
  const clear = () => finish(NOON);

  it('records a delivery once, by platform, tenant and key', async () => {
    const delivery = aDelivery({ payload: { text: '你好 \u{1F600}', nested: [1, null, 'x'] } });
    const rows = [
      [delivery, true],
      [delivery, false],
      [{ ...delivery, payload: 'other' }, false],
      [{ ...delivery, tenant: 'elsewhere' }, true],
      [{ ...delivery, platform: 'slack' as const }, true],
    ] as const;
    for (const [each, isNew] of rows) expect(await inbox().receive(each, NOON)).toBe(isNew);
    const items = await claim();
    expect(items).toHaveLength(2);
    const [other] = await inbox().claim(claiming({ platform: 'slack' }));
    expect(await inbox().settle(other as InboxItem, DONE, NOON)).toBe(true);
    expect(items[0]).toEqual({ ...delivery, id: expect.any(String), attempt: 1, receivedAt: NOON });
    for (const item of items) await inbox().settle(item, DONE, NOON);
    expect(await inbox().receive(delivery, NOON)).toBe(false);
  });

  it('records a delivery once, whichever of its names it comes under', async () => {
    const named = (deliveryKey: string, ...alsoKnownAs: string[]) => aDelivery({ deliveryKey, alsoKnownAs });
    const [one, two, other, twice] = [newId('name'), newId('name'), newId('name'), newId('name')];
    const rows = [
      [named(one, two), true],
      [named(one), false],
      [named(one, two), false],
      [named(newId('name'), two), false],
      [named(two), false],
      // What was refused for one of its names left no trace of the others.
      [named(other, one), false],
      [named(newId('name'), other), true],
      [named(newId('name'), newId('name'), other), false],
      // Its own names do not stand in its way.
      [named(twice, twice, twice), true],
      [named(twice), false],
    ] as const;
    for (const [delivery, isNew] of rows) expect(await inbox().receive(delivery, NOON)).toBe(isNew);
    const items = await claim();
    expect(items.map(({ deliveryKey }) => deliveryKey)).toEqual([one, rows[6][0].deliveryKey, twice]);
    for (const item of items) await inbox().settle(item, DONE, NOON);
    expect(await inbox().receive(named(two), NOON)).toBe(false);
  });

  it('records many that come at once, each of them once, in the order they came', async () => {
    const conversation = newId('talk');
    const keys = Array.from({ length: 150 }, () => newId('many'));
    // Each comes three times, once under another name of its own.
    const all = keys.flatMap((key) => [
      aDelivery({ conversation, deliveryKey: key, alsoKnownAs: [`${key}/also`] }),
      aDelivery({ conversation, deliveryKey: key }),
      aDelivery({ conversation, deliveryKey: `${key}/third`, alsoKnownAs: [`${key}/also`] }),
    ]);
    const fresh = await Promise.all(all.map((delivery) => inbox().receive(delivery, NOON)));
    expect(fresh).toEqual(keys.flatMap(() => [true, false, false]));
    const order: string[] = [];
    for (let [item] = await claim(); item !== undefined; [item] = await claim()) {
      order.push(item.deliveryKey);
      await inbox().settle(item, DONE, NOON);
    }
    expect(order).toEqual(keys);
  });

  it('takes what comes at once for new only where nothing that came before it is the same', async () => {
    const conversation = newId('talk');
    const known = newId('name');
    await inbox().receive(aDelivery({ conversation, deliveryKey: known }), NOON);
    const shared = newId('name');
    const named = (deliveryKey: string, ...alsoKnownAs: string[]) =>
      aDelivery({ conversation, deliveryKey, alsoKnownAs });
    const first = named(newId('name'), shared);
    const rows = [
      // Refused for its key, so that its other name is free for what comes after it.
      [named(known, shared), false],
      [first, true],
      [named(newId('name'), shared), false],
      [aDelivery({ conversation, deliveryKey: shared }), false],
      // A name of another workspace is another name.
      [{ ...first, tenant: 'elsewhere' }, true],
    ] as const;
    const fresh = await Promise.all(rows.map(([delivery]) => inbox().receive(delivery, NOON)));
    expect(fresh).toEqual(rows.map(([, isNew]) => isNew));
    await clear();
  });

  it('keeps those that come at once with one that cannot be kept, and refuses that one alone', async () => {
    // No JSON can be made of it.
    const bad = aDelivery({ payload: { at: 1n } });
    const [first, last] = [aDelivery(), aDelivery()];
    const outcomes = await Promise.allSettled([first, bad, last].map((each) => inbox().receive(each, NOON)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const items = await claim();
    expect(items.map(({ deliveryKey }) => deliveryKey)).toEqual([first.deliveryKey, last.deliveryKey]);
    for (const item of items) await inbox().settle(item, DONE, NOON);
    expect(await inbox().receive(first, NOON)).toBe(false);
  });

  it('hands out one of a conversation at a time, in the order received, and others beside it', async () => {
    const conversation = newId('talk');
    const [first, second, other] = [aDelivery({ conversation }), aDelivery({ conversation }), aDelivery()];
    for (const each of [first, second, other]) await inbox().receive(each, NOON);
    const taken = await claim();
    expect(taken.map(({ deliveryKey }) => deliveryKey)).toEqual([first.deliveryKey, other.deliveryKey]);
    expect(await claim()).toEqual([]);
    await inbox().settle(taken[0] as InboxItem, DONE, NOON);
    const [next] = await claim();
    expect(next?.deliveryKey).toBe(second.deliveryKey);
    for (const item of [taken[1], next]) await inbox().settle(item as InboxItem, DONE, NOON);
  });

  it('hands out the first of every conversation of every workspace, however many wait behind them', async () => {
    const tenants = ['a', 'b', 'c'];
    const lanes = tenants.flatMap((tenant) => ['1', '2', '3', '4'].map((conversation) => ({ tenant, conversation })));
    const came = Array.from({ length: 5 }, () => lanes.map((lane) => aDelivery(lane))).flat();
    for (const each of came) await inbox().receive(each, NOON);
    const first = await inbox().claim(claiming({ limit: 100 }));
    expect(keysOf(first)).toEqual(keysOf(came.slice(0, lanes.length)));
    // Those of one workspace are left in hand; the others go on beside them.
    const lost = first.filter(({ tenant }) => tenant === 'b');
    const others = first.filter((item) => !lost.includes(item));
    for (const item of others) await inbox().settle(item, DONE, NOON);
    const meanwhile = [...others, ...(await finish(NOON))];
    expect(meanwhile).toHaveLength(came.length - 5 * lost.length);
    const done = [...meanwhile, ...(await finish(NOON + LEASE_MS))];
    const inLanes = (items: readonly Delivery[]) =>
      lanes.map(({ tenant, conversation }) =>
        keysOf(items.filter((item) => item.tenant === tenant && item.conversation === conversation)),
      );
    expect(inLanes(done)).toEqual(inLanes(came));
  });

  it('gives an item to another once the lease ran out, and no earlier', async () => {
    await inbox().receive(aDelivery(), NOON);
    const [item] = (await claim()) as [InboxItem];
    expect(await inbox().renew(item, NOON + 10 * SECOND, LEASE_MS)).toBe(true);
    expect(await claim(NOON + LEASE_MS)).toEqual([]);
    const [again] = (await claim(NOON + LEASE_MS + 10 * SECOND)) as [InboxItem];
    expect(again).toEqual({ ...item, attempt: 2 });
    // Twice as long this time, and no shorter for being renewed.
    expect(await inbox().renew(again, NOON + LEASE_MS + 11 * SECOND, LEASE_MS)).toBe(true);
    expect(await claim(NOON + 3 * LEASE_MS + 9 * SECOND)).toEqual([]);
    const letter = aLetter();
    expect(await inbox().settle(item, { ...DONE, letters: [letter] }, NOON)).toBe(false);
    expect(await inbox().renew(item, NOON, LEASE_MS)).toBe(false);
    expect(await the().outbox.byKey(letter.dedupeKey)).toBeUndefined();
    expect(await inbox().settle(again, { ...DONE, letters: [letter] }, NOON)).toBe(true);
    expect(await the().outbox.byKey(letter.dedupeKey)).toMatchObject({ ...letter, state: 'pending', attempt: 0 });
    await the().outbox.claim(claiming());
  });

  it('keeps the first answer for whoever delivers it again, and forgets it in time', async () => {
    const delivery = aDelivery({ payload: { text: 'a secret' } });
    expect(await inbox().find(delivery)).toBeUndefined();
    const { isNew, item } = await inbox().take(delivery, NOON, LEASE_MS);
    expect({ isNew, item }).toEqual({ isNew: true, item: { ...delivery, id: item?.id, attempt: 1, receivedAt: NOON } });
    expect(await inbox().take(delivery, NOON, LEASE_MS)).toEqual({ isNew: false, item: null });
    const id = item?.id;
    const found = { id, receivedAt: NOON };
    expect(await inbox().find(delivery)).toEqual({ ...found, state: 'working', answer: null, error: null });
    const answer = { ok: true, said: ['好', { n: 1 }] };
    await inbox().settle(item as InboxItem, { ...DONE, answer }, NOON);
    expect(await inbox().find(delivery)).toEqual({ ...found, state: 'done', answer, error: null });
    await inbox().tidy(NOON, NOON);
    expect((await inbox().find(delivery))?.answer).toEqual(answer);
    await inbox().tidy(NOON + 1, NOON);
    expect(await inbox().find(delivery)).toEqual({ ...found, state: 'done', answer: null, error: null });
    await inbox().tidy(NOON + 1, NOON + 1);
    expect(await inbox().find(delivery)).toBeUndefined();
  });

  it('lets whoever receives one begin at once, unless something of the conversation is unfinished', async () => {
    const conversation = newId('talk');
    const first = await inbox().take(aDelivery({ conversation }), NOON, LEASE_MS);
    const second = await inbox().take(aDelivery({ conversation }), NOON, LEASE_MS);
    expect(second).toEqual({ isNew: true, item: null });
    expect(await claim()).toEqual([]);
    await inbox().settle(first.item as InboxItem, { ...DONE, error: 'no use' }, NOON);
    const [item] = await claim();
    await inbox().settle(item as InboxItem, DONE, NOON);
  });

  it('begins again one that failed, when it is delivered again to a door that waits', async () => {
    const delivery = aDelivery();
    const { item } = await inbox().take(delivery, NOON, LEASE_MS);
    await inbox().settle(item as InboxItem, { ...DONE, error: 'the disk is full' }, NOON);
    expect(await inbox().receive(delivery, NOON)).toBe(false);
    const again = await inbox().take(delivery, NOON + SECOND, LEASE_MS);
    expect(again).toEqual({ isNew: true, item: { ...item, attempt: 2 } });
    expect(await inbox().settle(item as InboxItem, DONE, NOON)).toBe(false);
    expect(await inbox().settle(again.item as InboxItem, DONE, NOON)).toBe(true);
    expect(await inbox().take(delivery, NOON, LEASE_MS)).toEqual({ isNew: false, item: null });
  });

  it('takes back what nobody has begun, and what is in the hands of whoever says so', async () => {
    const conversation = newId('talk');
    const [held, waiting] = [aDelivery({ conversation }), aDelivery({ conversation })];
    const { item } = await inbox().take(held, NOON, LEASE_MS);
    expect(await inbox().take(waiting, NOON, LEASE_MS)).toEqual({ isNew: true, item: null });
    // Somebody else's.
    expect(await inbox().takeBack({ ...waiting, tenant: 'elsewhere' }, null)).toBe(false);
    expect(await inbox().takeBack(held, null)).toBe(false);
    expect(await inbox().takeBack(waiting, null)).toBe(true);
    expect(await inbox().find(waiting)).toBeUndefined();
    expect(await inbox().takeBack(waiting, null)).toBe(false);
    expect(await inbox().takeBack(held, item)).toBe(true);
    expect(await inbox().settle(item as InboxItem, DONE, NOON)).toBe(false);
    // As if it had never come.
    const again = await inbox().take(held, NOON, LEASE_MS);
    expect(again).toMatchObject({ isNew: true, item: { attempt: 1 } });
    // It went to another meanwhile.
    const [other] = await claim(NOON + LEASE_MS);
    expect(other).toMatchObject({ deliveryKey: held.deliveryKey, attempt: 2 });
    expect(await inbox().takeBack(held, again.item)).toBe(false);
    expect(await inbox().settle(other as InboxItem, DONE, NOON)).toBe(true);
    expect(await inbox().takeBack(held, other as InboxItem)).toBe(false);
  });

  it('takes nothing back that failed before: what it may have done is known by its id', async () => {
    const delivery = aDelivery();
    const { item: first } = await inbox().take(delivery, NOON, LEASE_MS);
    expect(await inbox().settle(first as InboxItem, { ...DONE, error: 'the disk is full' }, NOON)).toBe(true);
    const { isNew, item } = await inbox().take(delivery, NOON, LEASE_MS);
    expect({ isNew, id: item?.id }).toEqual({ isNew: true, id: first?.id });
    expect(await inbox().takeBack(delivery, item)).toBe(false);
    expect(await inbox().settle(item as InboxItem, DONE, NOON)).toBe(true);
  });

  it('counts', async () => {
    const before = await inbox().figures(NOON);
    expect(before.lagMs).toBe(0);
    const failing = aDelivery();
    const { item } = await inbox().take(failing, NOON, LEASE_MS);
    await inbox().receive(aDelivery(), NOON - 5 * SECOND);
    const { states, lagMs } = await inbox().figures(NOON + SECOND);
    expect(lagMs).toBe(6 * SECOND);
    expect(states).toEqual({
      ...before.states,
      pending: before.states.pending + 1,
      working: before.states.working + 1,
    });
    await inbox().settle(item as InboxItem, { ...DONE, error: 'broken' }, NOON);
    expect((await inbox().figures(NOON)).states.failed).toBe(before.states.failed + 1);
    expect((await inbox().find(failing))?.error).toBe('broken');
    await clear();
  });

  it('lets one item cause one change', async () => {
    const causeId = newId('cause');
    const member = aMember();
    const asked = about({ causeId, command: 'member' });
    expect(await the().views.changeCausedBy(causeId)).toBeUndefined();
    await the().transaction(asked, async () => undefined);
    expect(await the().views.changeCausedBy(causeId)).toBeUndefined();
    const { changeId } = await the().transaction(asked, (r) => r.insert('member', member));
    const { causeId: _causeId, ...told } = asked;
    expect(await the().views.changeCausedBy(causeId)).toEqual({ ...told, id: changeId, undoes: null });
    const again = the().transaction(asked, (r) => r.update('member', { ...member, name: 'Twice' }));
    await expect(again).rejects.toMatchObject({
      name: 'ConflictError',
      reason: 'repeated',
    } satisfies Partial<ConflictError>);
    expect(await the().views.get('member', member.id)).toEqual(member);
  });
}
