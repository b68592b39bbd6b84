import { expect, it } from 'vitest';
import type { Claimed, Letter, Settlement } from '../../src/ports/queues.ts';
import { newId } from '../fixtures/records.ts';
import { aLetter, claiming, LEASE_MS, NOON, post, SECOND } from './queues.opening.ts';
import type { TheStore } from './store.contract.ts';
import { write } from './store.opening.ts';

const HOUR = 3600 * SECOND;
const SENT: Settlement = { state: 'sent', sentAs: null };

export function outboxContract(the: TheStore): void {
  const outbox = () => the().outbox;
  /** Each test has a platform of its own turn: what it leaves is sent. */
  const claim = async (fields: Parameters<typeof claiming>[0] = {}) => outbox().claim(claiming(fields));
  const only = async (fields: Parameters<typeof claiming>[0] = {}): Promise<Claimed> => {
    const items = await claim(fields);
    expect(items).toHaveLength(1);
    return items[0] as Claimed;
  };

  it('posts a letter once by its key, with the transaction it stands in', async () => {
    const letter = aLetter({ payload: { text: '中秋 "quoted" \u{1F96E}', list: [1, null] } });
    expect(await post(the(), letter, letter)).toEqual([true, false]);
    expect(await post(the(), { ...letter, payload: 'another' })).toEqual([false]);
    const gone = aLetter();
    const failing = write(the(), async (r) => {
      await r.post(gone);
      throw new Error('boom');
    });
    await expect(failing).rejects.toThrow('boom');
    expect(await outbox().byKey(gone.dedupeKey)).toBeUndefined();
    const changes = await the().views.allChanges();
    expect(changes.filter(({ command }) => command === 'test')).toEqual([]);
    const item = await only();
    expect(item).toMatchObject({ ...letter, state: 'sending', attempt: 1, doubtAt: null, leaseUntil: NOON + LEASE_MS });
    expect(await outbox().settle(item, { state: 'sent', sentAs: 'm1' }, NOON + 1)).toBe(true);
    expect(await outbox().byKey(letter.dedupeKey)).toMatchObject({
      ...letter,
      state: 'sent',
      sentAs: 'm1',
      settledAt: NOON + 1,
    });
    expect(await post(the(), letter)).toEqual([false]);
    expect(await claim({ now: NOON + HOUR - 1 })).toEqual([]);
  });

  it('hands out what is due, of its platform, the longest due first, up to the limit', async () => {
    const late = aLetter({ notBefore: NOON - SECOND });
    const due = aLetter();
    const early = aLetter({ notBefore: NOON + 1 });
    await post(the(), due, late, early, aLetter({ platform: 'slack', dedupeKey: newId('slack') }));
    expect((await only({ limit: 1 })).dedupeKey).toBe(late.dedupeKey);
    expect((await claim()).map(({ dedupeKey }) => dedupeKey)).toEqual([due.dedupeKey]);
    expect((await only({ now: NOON + 1 })).dedupeKey).toBe(early.dedupeKey);
    for (const { dedupeKey } of [late, due, early]) await finish(dedupeKey);
    for (const item of await claim({ platform: 'slack' })) await outbox().settle(item, SENT, NOON);
  });

  /** Settles what is in hand, under the attempt it has. */
  async function finish(dedupeKey: string, at = NOON): Promise<void> {
    const item = await outbox().byKey(dedupeKey);
    expect(await outbox().settle({ ...item, leaseUntil: 0 } as Claimed, SENT, at)).toBe(true);
  }

  it('writes to a destination one at a time, in order, at its pace', async () => {
    const destination = `channel:${newId('paced')}`;
    const [one, two, three] = [0, 1, 2].map((n) => aLetter({ destination, notBefore: NOON + n })) as [
      never,
      never,
      never,
    ];
    const elsewhere = aLetter({ destination, tenant: 'elsewhere' });
    await post(the(), three, two, one, elsewhere);
    const now = NOON + SECOND;
    const paced = (at: number) => claim({ now: at, paceMs: 2 * SECOND });
    const first = await paced(now);
    expect(first.map(({ tenant, notBefore }) => [tenant, notBefore])).toEqual([
      ['home', NOON],
      ['elsewhere', NOON],
    ]);
    expect(await paced(now + HOUR / 100)).toEqual([]);
    for (const item of first) await outbox().settle(item, SENT, now + 100);
    expect(await paced(now + 2 * SECOND - 1)).toEqual([]);
    const [second] = (await paced(now + 2 * SECOND)) as [Claimed];
    expect(second.notBefore).toBe(NOON + 1);
    await outbox().settle(
      second,
      { state: 'pending', notBefore: now + 10 * SECOND, error: 'busy', isUnsure: false },
      now,
    );
    // What waits to be tried again does not hold up what comes after it.
    const [third] = (await paced(now + 4 * SECOND)) as [Claimed];
    expect(third.notBefore).toBe(NOON + 2);
    await outbox().settle(third, SENT, now);
    const [retried] = (await paced(now + 10 * SECOND)) as [Claimed];
    expect(retried).toMatchObject({ id: second.id, attempt: 2, doubtAt: null, error: 'busy' });
    await outbox().settle(retried, SENT, now);
  });

  it('takes a lease that ran out for a letter that may have been sent, since it was first taken', async () => {
    const letter = aLetter();
    await post(the(), letter);
    const first = await only();
    expect(await claim({ now: NOON + LEASE_MS - 1 })).toEqual([]);
    const second = await only({ now: NOON + LEASE_MS });
    expect(second).toMatchObject({ id: first.id, attempt: 2, doubtAt: NOON });
    const third = await only({ now: NOON + 2 * LEASE_MS });
    expect(third).toMatchObject({ attempt: 3, doubtAt: NOON });
    for (const lost of [first, second]) expect(await outbox().settle(lost, SENT, NOON)).toBe(false);
    const unsure: Settlement = { state: 'pending', notBefore: NOON + 3 * LEASE_MS, error: 'cut off', isUnsure: true };
    expect(await outbox().settle(third, unsure, NOON)).toBe(true);
    expect(await outbox().settle(third, SENT, NOON)).toBe(false);
    const fourth = await only({ now: NOON + 3 * LEASE_MS });
    expect(fourth).toMatchObject({ attempt: 4, doubtAt: NOON });
    const sure: Settlement = { state: 'pending', notBefore: NOON, error: 'busy', isUnsure: false };
    await outbox().settle(fourth, sure, NOON);
    const fifth = await only({ now: NOON + 3 * LEASE_MS });
    expect(fifth).toMatchObject({ attempt: 5, doubtAt: null });
    await outbox().settle(fifth, { ...unsure, notBefore: NOON + 3 * LEASE_MS }, NOON);
    expect((await only({ now: NOON + 4 * LEASE_MS })).doubtAt).toBe(NOON + 3 * LEASE_MS);
    await finish(letter.dedupeKey);
  });

  it('expires what is too late, but not what may have been sent', async () => {
    const [late, doubtful, unsure] = [aLetter(), aLetter(), aLetter()];
    await post(the(), doubtful);
    await only();
    await post(the(), unsure);
    const cut = await only();
    await outbox().settle(cut, { state: 'pending', notBefore: NOON, error: 'cut off', isUnsure: true }, NOON);
    await post(the(), late);
    const atEnd = await claim({ now: NOON + HOUR });
    expect(atEnd.map(({ dedupeKey }) => dedupeKey).sort()).toEqual([doubtful.dedupeKey, unsure.dedupeKey].sort());
    expect(await outbox().byKey(late.dedupeKey)).toMatchObject({
      state: 'expired',
      payload: null,
      attempt: 0,
      settledAt: NOON + HOUR,
    });
    for (const item of atEnd) await outbox().settle(item, { state: 'unknown', error: 'cannot tell' }, NOON);
    expect(await outbox().byKey(unsure.dedupeKey)).toMatchObject({
      state: 'unknown',
      doubtAt: NOON,
      error: 'cannot tell',
    });
    expect(await claim({ now: NOON + 2 * HOUR })).toEqual([]);
  });

  it('tells what became of a member’s letters, and keeps of the said only that it was', async () => {
    const memberId = newId('reader');
    const letters = [1, 2, 3].map(() => aLetter({ memberId }));
    for (const letter of letters) await post(the(), letter);
    const [sent, failed] = (await claim({ limit: 2 })) as [Claimed, Claimed];
    await outbox().settle(sent, { state: 'sent', sentAs: 'm2' }, NOON);
    await outbox().settle(failed, { state: 'failed', error: 'no such reader' }, NOON);
    const told = (await outbox().ofMember(memberId, 10)).map(({ dedupeKey, state, payload }) => [
      dedupeKey,
      state,
      payload,
    ]);
    const states = ['pending', 'failed', 'sent'];
    const payloads = [letters[2]?.payload, null, letters[0]?.payload];
    expect(told).toEqual(letters.toReversed().map(({ dedupeKey }, i) => [dedupeKey, states[i], payloads[i]]));
    expect(await outbox().ofMember(memberId, 1)).toHaveLength(1);
    const found = await outbox().inStates(['failed', 'pending'], 2);
    expect(found.map(({ dedupeKey }) => dedupeKey)).toEqual([letters[2]?.dedupeKey, letters[1]?.dedupeKey]);
    await outbox().tidy(NOON + 1);
    expect(await outbox().byKey(sent.dedupeKey)).toMatchObject({ state: 'sent', sentAs: 'm2', payload: null });
    expect((await outbox().byKey(letters[2]?.dedupeKey ?? ''))?.payload).toEqual(letters[2]?.payload);
    await outbox().settle(await only(), SENT, NOON);
  });

  it('sends no more what was said in another way, unless somebody has it in hand', async () => {
    const held = aLetter({ notBefore: NOON + HOUR / 2 });
    const due = aLetter();
    await post(the(), held, due);
    expect(await outbox().said(newId('nothing'), null, NOON)).toBe(false);
    expect(await outbox().said(held.dedupeKey, 'm3', NOON + 1)).toBe(true);
    expect(await outbox().byKey(held.dedupeKey)).toMatchObject({
      ...held,
      ...{ state: 'sent', sentAs: 'm3', attempt: 0, error: null, settledAt: NOON + 1 },
    });
    expect(await outbox().said(held.dedupeKey, 'm4', NOON + 2)).toBe(false);
    const inHand = await only();
    expect(await outbox().said(due.dedupeKey, null, NOON)).toBe(false);
    const later: Settlement = { state: 'pending', notBefore: NOON + HOUR / 2, error: 'cut off', isUnsure: true };
    await outbox().settle(inHand, later, NOON);
    expect(await outbox().said(due.dedupeKey, null, NOON + 3)).toBe(true);
    expect(await outbox().byKey(due.dedupeKey)).toMatchObject({ state: 'sent', sentAs: null, doubtAt: null });
    expect(await claim({ now: NOON + HOUR - 1 })).toEqual([]);
  });

  it('tells what was said in a place since a moment, the latest first', async () => {
    const destination = `dm:${newId('place')}`;
    const [one, two, three] = [1, 2, 3].map(() => aLetter({ destination })) as [Letter, Letter, Letter];
    const elsewhere = aLetter();
    await post(the(), one, two, elsewhere);
    await post(the(), three, aLetter({ destination, notBefore: NOON + 2 * HOUR, notAfter: NOON + 3 * HOUR }));
    for (const [at, { dedupeKey }] of [elsewhere, one, two, three].entries())
      expect(await outbox().said(dedupeKey, null, NOON + at * SECOND)).toBe(true);
    const saidSince = async (since: number, limit = 10) =>
      (await outbox().saidIn(one, since, limit)).map(({ dedupeKey, payload }) => ({ dedupeKey, payload }));
    const toldOf = ({ dedupeKey, payload }: Letter) => ({ dedupeKey, payload });
    expect(await saidSince(NOON)).toEqual([three, two, one].map(toldOf));
    expect(await saidSince(NOON + 2 * SECOND)).toEqual([three, two].map(toldOf));
    expect(await saidSince(NOON, 1)).toEqual([toldOf(three)]);
    expect(await saidSince(NOON + 4 * SECOND)).toEqual([]);
    await outbox().settle(await only({ now: NOON + 2 * HOUR }), SENT, NOON);
  });

  it('counts', async () => {
    const before = await outbox().figures(NOON);
    expect(before.lagMs).toBe(0);
    await post(the(), aLetter(), aLetter({ notBefore: NOON + HOUR / 2 }));
    const { lagMs, states } = await outbox().figures(NOON + SECOND);
    expect([lagMs, states.pending]).toEqual([SECOND, before.states.pending + 2]);
    await only();
    const again = await only({ now: NOON + LEASE_MS });
    expect((await outbox().figures(NOON)).retried).toBe(before.retried + 1);
    await outbox().settle(again, SENT, NOON);
    expect((await outbox().figures(NOON)).states).toEqual({
      ...before.states,
      sent: before.states.sent + 1,
      pending: before.states.pending + 1,
    });
  });
}
