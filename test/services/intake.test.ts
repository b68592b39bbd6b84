import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Answer, Incoming } from '../../src/router/messages.ts';
import { createIntake, type Intake, type IntakeParts, type Work } from '../../src/services/intake.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { newId } from '../fixtures/records.ts';
import { smallBook } from '../fixtures/small-book.ts';

const LEASE_MS = 15_000;
const LOG = '今天拜访华为张伟，聊了二期预算';

let kam: TestAssistant;
let now = Date.parse(NOW);
let wang = '';
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
  now = Date.parse(NOW);
  wang = (await kam.assistant.store.views.memberByKey('wang'))?.id ?? '';
});
afterEach(() => kam.close());

const inbox = () => kam.assistant.store.inbox;
const said = (text: string, fields: Partial<Delivery> = {}): Delivery => ({
  platform: 'console',
  tenant: '',
  deliveryKey: newId('delivery'),
  conversation: wang,
  payload: { text },
  ...fields,
});
const incoming = ({ id, payload, receivedAt }: InboxItem): Incoming => ({
  memberId: wang,
  platform: 'console',
  place: 'dm',
  content: payload as { text: string },
  at: receivedAt,
  inboxId: id,
});
const handle = (item: InboxItem): Promise<Answer> => kam.assistant.router.handle(incoming(item));
const answering: Work = async (item) => ({ answer: await handle(item) });

const failures: unknown[] = [];
const note = (message: string): void => void failures.push(message);
const log = { debug: note, info: note, warn: note, error: note };

/** A worker as another process would have it. */
function worker(work: Work = answering, parts: Partial<IntakeParts> = {}): Intake {
  const intake = createIntake({ inbox: inbox(), now: () => now, log, ...parts });
  intake.serve('console', work);
  return intake;
}

/** An item in the hands of a process that is going to die. */
async function taken(delivery: Delivery): Promise<InboxItem> {
  const { item } = await inbox().take(delivery, now, LEASE_MS);
  if (!item) throw new Error('It cannot be begun.');
  return item;
}

async function visits(): Promise<readonly string[]> {
  const all = await kam.assistant.store.views.all('interaction');
  return all.flatMap(({ note: text }) => (text.includes('预算') ? [text] : []));
}
const titleOf = (asked: Awaited<ReturnType<Intake['ask']>>): string =>
  asked.kind === 'answered' ? (asked.answer as Answer).reply.title : asked.kind;

describe('what comes in', () => {
  it('is done once and answered the same, however often it is delivered', async () => {
    const delivery = said(LOG);
    const first = await worker().ask(delivery);
    expect(first).toMatchObject({ kind: 'answered', answer: { ok: true, understood: { command: 'log' } } });
    now += 60_000;
    // As JSON: what the first was, as it is kept.
    expect(await worker().ask(delivery)).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await worker().accept(delivery)).toBe(false);
    expect(await worker().drain()).toBe(0);
    expect(await visits()).toHaveLength(1);
  });

  it('is done once where the process dies between the commit and the settlement', async () => {
    const delivery = said(LOG);
    const before = await handle(await taken(delivery));
    expect(await worker().drain()).toBe(0);
    now += LEASE_MS;
    const again = await worker().ask(delivery);
    expect(again).toMatchObject({ kind: 'answered', answer: { ok: true, understood: before.understood } });
    expect(titleOf(again)).toContain('没有重复记录');
    expect(await visits()).toHaveLength(1);
    const button = (again.kind === 'answered' ? (again.answer as Answer).reply.blocks : []).find(
      ({ kind }) => kind === 'buttons',
    );
    const press = button?.kind === 'buttons' ? button.buttons[0]?.press : undefined;
    expect((await kam.press(press ?? { command: '', args: {} })).ok).toBe(true);
    expect(await visits()).toEqual([]);
    expect(titleOf(await worker().ask(delivery))).toContain('没有重复记录');
    expect(await visits()).toEqual([]);
  });

  it('is done after all where the process dies before the commit, and means the day it was said', async () => {
    const delivery = said(LOG);
    await taken(delivery);
    now += 3 * 24 * 3600_000;
    expect(await worker().drain()).toBe(1);
    expect(titleOf(await worker().ask(delivery))).toContain('华为');
    const all = await kam.assistant.store.views.all('interaction');
    expect(all.find(({ note: text }) => text.includes('预算'))).toMatchObject({ day: '2026-11-21' });
  });

  it('is done once where the first process was only slow', async () => {
    const item = await taken(said(LOG));
    const answers = await Promise.all([handle(item), handle(item), handle(item)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await visits()).toHaveLength(1);
  });

  it('takes back one entry, not one for every time it is worked on', async () => {
    await kam.ok(LOG);
    await kam.ok('今天拜访华为张伟，聊了三期预算');
    const undo = said('撤销');
    await handle(await taken(undo));
    now += LEASE_MS;
    const again = await worker().ask(undo);
    expect(again).toMatchObject({ kind: 'answered', answer: { ok: true, understood: { command: 'undo' } } });
    expect(await visits()).toEqual([expect.stringContaining('二期预算')]);
  });

  it('erases once', async () => {
    const { store, router } = kam.assistant;
    const boss = (await store.views.memberByKey('boss'))?.id ?? '';
    const args = { account: '华为', contact: '张伟', action: 'erase', confirm: '张伟' };
    const item = await taken(said('', { conversation: boss }));
    const erase = () =>
      router.handle({ ...incoming(item), memberId: boss, content: { call: { command: 'contact', args } } });
    expect(await erase()).toMatchObject({ ok: true, data: { erased: true } });
    expect(await erase()).toMatchObject({ ok: true, understood: { command: 'erase' } });
    const changes = await store.views.allChanges();
    expect(changes.filter(({ command }) => command === 'erase')).toHaveLength(1);
  });

  it('is worked on in order within a conversation, whoever works', async () => {
    const texts = [LOG, '撤销', '今天拜访华为张伟，聊了三期预算', '撤销', '今天拜访华为张伟，聊了四期预算'];
    for (const text of texts) await worker().accept(said(text));
    const worked = await Promise.all([worker().drain(), worker().drain(), worker().drain()]);
    expect(worked.reduce((sum, n) => sum + n, 0)).toBe(texts.length);
    expect(await visits()).toEqual([expect.stringContaining('四期预算')]);
  });

  it('waits for what came before, and says so when that takes too long', async () => {
    const slow = await taken(said(LOG));
    const next = said('撤销');
    const hurried = worker(answering, { patienceMs: 100 });
    expect(await hurried.ask(next)).toEqual({ kind: 'later' });
    await inbox().settle(slow, { error: null, answer: await handle(slow), letters: [] }, now);
    expect(await worker().ask(next)).toMatchObject({ kind: 'answered', answer: { ok: true } });
    expect(await visits()).toEqual([]);
  });

  it('is told when it cannot be worked on, and is tried again when it is said again', async () => {
    const delivery = said(LOG);
    const failing = worker(async () => {
      throw new Error('the disk is full');
    });
    for (const _time of [1, 2]) {
      expect(await failing.ask(delivery)).toMatchObject({ kind: 'failed', error: { message: 'the disk is full' } });
    }
    expect(await worker().drain()).toBe(0);
    expect(titleOf(await worker().ask(delivery))).toContain('华为');
    expect(await visits()).toHaveLength(1);
  });

  it('is taken back where it came to be kept only after whoever waits was told that it was not', async () => {
    const gone = { kept: () => false, isThere: () => false };
    const delivery = said(LOG);
    expect(await worker().ask(delivery, gone)).toMatchObject({ kind: 'failed' });
    expect(await inbox().find(delivery)).toBeUndefined();
    const slow = await taken(said(LOG));
    const next = said('撤销');
    expect(await worker().ask(next, gone)).toMatchObject({ kind: 'failed' });
    expect(await inbox().find(next)).toBeUndefined();
    await inbox().settle(slow, { error: null, answer: await handle(slow), letters: [] }, now);
    expect(await worker().drain()).toBe(0);
    expect(await visits()).toHaveLength(1);
    // What was kept before for somebody else stays.
    const known = said('今天拜访华为张伟，聊了三期预算');
    await worker().accept(known);
    expect(await worker().ask(known, gone)).toMatchObject({ kind: 'answered' });
    expect(await visits()).toHaveLength(2);
  });

  it('is tried again by itself where whoever waited was told that it is worked on', async () => {
    const delivery = said(LOG);
    const failing = worker(async () => {
      throw new Error('the disk is full');
    });
    expect(await failing.ask(delivery, { kept: () => true, isThere: () => false })).toMatchObject({ kind: 'failed' });
    now += LEASE_MS;
    expect(await worker().drain()).toBe(1);
    expect(await visits()).toHaveLength(1);
  });

  it('is not told as failed where it was done and could not be put away', async () => {
    const delivery = said(LOG);
    const settling = { ...inbox(), settle: () => Promise.reject(new Error('the disk is full')) };
    expect(await worker(answering, { inbox: settling }).ask(delivery)).toEqual({ kind: 'later' });
    now += LEASE_MS;
    expect(titleOf(await worker().ask(delivery))).toContain('没有重复记录');
    expect(await visits()).toHaveLength(1);
  });

  it('is tried again by itself where nobody waits, and given up at last', async () => {
    let tries = 0;
    const failing = worker(async () => {
      tries += 1;
      throw new Error('a bug');
    });
    const delivery = said(LOG);
    await failing.accept(delivery);
    for (let n = 0; n < 30; n++) {
      await failing.drain();
      now += 16 * LEASE_MS;
    }
    // What was acknowledged is not lost in a night of trouble.
    expect(tries).toBe(30);
    expect(await inbox().find(delivery)).toMatchObject({ state: 'working' });
    now += 2 * 24 * 3600_000;
    await failing.drain();
    expect(tries).toBe(30);
    expect(failures).toContain('a message is worked on again: processes ended or were slow while they did');
    expect(await inbox().find(delivery)).toMatchObject({ state: 'failed' });
  });

  it('posts what is to be answered once, with the settlement', async () => {
    const letterFor = ({ id }: InboxItem): Letter => ({
      dedupeKey: `reply:${id}`,
      kind: 'reply',
      platform: 'slack',
      tenant: 'T1',
      destination: `dm:${wang}`,
      memberId: wang,
      payload: { inbox: id },
      notBefore: now,
      notAfter: now + 60_000,
    });
    const replying: Work = async (item) => {
      await handle(item);
      return { answer: null, letters: [letterFor(item)] };
    };
    const delivery = said(LOG);
    const item = await taken(delivery);
    await replying(item);
    expect(await kam.assistant.store.outbox.ofMember(wang, 10)).toEqual([]);
    now += LEASE_MS;
    let posted = 0;
    const onPosted = (): void => {
      posted += 1;
    };
    await worker(replying, { onPosted }).drain();
    await worker(replying).drain();
    expect(await kam.assistant.store.outbox.ofMember(wang, 10)).toMatchObject([{ dedupeKey: `reply:${item.id}` }]);
    expect(posted).toBe(1);
    expect(await visits()).toHaveLength(1);
  });

  it('works by itself until it is stopped', async () => {
    const working = worker();
    working.start();
    await working.accept(said(LOG));
    await expect.poll(visits).toHaveLength(1);
    await working.stop();
    await working.accept(said('撤销'));
    expect((await inbox().figures(now)).states.pending).toBe(1);
    await worker().drain();
  });
  it('is worked on while more keeps coming, and all of it at last', async () => {
    const done: string[] = [];
    const working = worker(async ({ deliveryKey }) => {
      done.push(deliveryKey);
      return { answer: null };
    });
    working.start();
    const came: string[] = [];
    const deliver = async () => {
      const delivery = said('?', { conversation: newId('talk') });
      came.push(delivery.deliveryKey);
      await working.accept(delivery);
    };
    // Each with the next right after the last was taken.
    const people = Array.from({ length: 4 }, async () => {
      for (; done.length < 2 && came.length < 20_000; await pause(2)) await deliver();
    });
    await Promise.all(people);
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(came.length).toBeGreaterThan(done.length);
    await expect.poll(() => done.length).toBe(came.length);
    expect(done.toSorted()).toEqual(came.toSorted());
    await working.stop();
  });
});
