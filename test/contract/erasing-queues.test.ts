import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED } from '../../src/domain/erased.ts';
import { dmOf } from '../../src/ports/conversations.ts';
import type { Claimed, InboxItem } from '../../src/ports/queues.ts';
import { aContact, anInteraction, newId } from '../fixtures/records.ts';
import { ENGINES, type Engines, startEngines } from './engines.ts';
import { aDelivery, aLetter, claiming, LEASE_MS, NOON, post, saying } from './queues.opening.ts';
import { openFresh, seed, write } from './store.opening.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines?.stop());

describe.each(ENGINES)('erasing what waits and what was said (%s)', (engine) => {
  it('takes the person out of all of it, and leaves the others', async () => {
    const store = await openFresh(await engines.freshUrl(engine));
    const { account, member } = await seed(store);
    const name = `欧阳${newId('Name')}`;
    const contact = aContact(account.id, { name });
    const note = `asked about his son, ${newId('note')}`;
    const visit = anInteraction(account.id, { contactIds: [contact.id], memberIds: [member.id], note });
    await write(store, async (r) => {
      await r.insert('contact', contact);
      await r.insert('interaction', visit);
    });
    const { inbox, outbox, conversations } = store;

    // Settled: one that names them, one that knows them by id, and one of somebody else.
    const [named, known, other] = [{ say: `Call ${name}` }, { about: [contact.id] }, { say: 'Call Ada' }];
    const sent = [named, known, other].map((payload) => aLetter({ payload }));
    await post(store, ...sent);
    for (const item of await outbox.claim(claiming())) {
      await outbox.settle(item as Claimed, { state: 'sent', sentAs: 'm' }, NOON);
    }
    const waiting = aLetter({ payload: { say: `${name}: ${note}`, about: contact.id, hi: 'Ada' } });
    await post(store, waiting);

    const answered = aDelivery();
    const { item } = await inbox.take(answered, NOON, LEASE_MS);
    await inbox.settle(item as InboxItem, { error: null, answer: { title: 'Hello' }, letters: [] }, NOON);
    await inbox.receive(aDelivery({ payload: { text: `visited ${name}: ${note}` } }), NOON);

    const place = dmOf(member.id);
    for (const [key, title] of Object.entries({ a: `Greet ${name}`, b: note, c: 'Greet Ada' }))
      await conversations.post(place, key, saying(title), NOON);
    const button = {
      label: 'Done',
      press: { command: 'contact', args: { contact: `#${contact.id}`, id: contact.id } },
    };
    const byId = { title: 'Done?', audience: 'asker', blocks: [{ kind: 'buttons', buttons: [button] }] } as const;
    await conversations.post(place, 'd', { ...saying(''), reply: byId }, NOON);

    const report = await store.erase({ contactId: contact.id, memberId: member.id, at: NOON, on: '2026-11-21' });
    expect(report.remaining).toEqual([]);
    expect(report.file?.found ?? 0).toBe(0);
    // What waits is touched twice: what was told goes first, then the name.
    expect(report.touched).toMatchObject({ outbox: 4, console_messages: 3 });

    const payloads = await Promise.all(sent.map(async ({ dedupeKey }) => (await outbox.byKey(dedupeKey))?.payload));
    expect(payloads).toEqual([null, null, other]);
    const left = { say: `${ERASED}: ${ERASED}`, about: contact.id, hi: 'Ada' };
    expect(await outbox.byKey(waiting.dedupeKey)).toMatchObject({ state: 'pending', payload: left });
    expect((await inbox.find(answered))?.answer).toBeNull();
    const [pending] = await inbox.claim(claiming());
    expect(pending?.payload).toEqual({ text: `visited ${ERASED}: ${ERASED}` });
    const titles = (await conversations.latest(place, 10)).map(({ reply }) => [reply.title, reply.blocks.length]);
    expect(titles).toEqual([
      [ERASED, 0],
      [ERASED, 0],
      ['Greet Ada', 0],
      [ERASED, 0],
    ]);
    await store.close();
  });
});
