import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PageAnswer } from '../../adapters/console/page/protocol.ts';
import type { Console } from '../../adapters/console/start.ts';
import { StoreError } from '../../src/ports/store.ts';
import { openConsole } from '../../src/start.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { createPageSender } from '../fixtures/http-sender.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
let place: Console;
let senders: Record<string, ReturnType<typeof createPageSender>>;
const port = (): number => Number(new URL(place.url).port);

beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
  const { assistant } = kam;
  place = await openConsole(assistant, { host: '127.0.0.1', port: 0, url: null });
  const entries = ['wang', 'qian'].map(async (key) => {
    const member = await assistant.store.views.memberByKey(key);
    const token = await assistant.access.issue(member?.id ?? '', null, assistant.now());
    return [key, createPageSender(port, token)] as const;
  });
  senders = Object.fromEntries(await Promise.all(entries));
});
afterAll(async () => {
  await place?.close();
  await kam?.close();
});

const say = async (body: object, as = 'wang'): Promise<PageAnswer> => {
  const response = await senders[as]?.post(body);
  return JSON.parse(response?.body ?? '{}') as PageAnswer;
};
const entriesOf = async (note: string): Promise<number> => {
  const all = await kam.assistant.store.views.all('interaction');
  return all.filter((each) => each.note.includes(note)).length;
};
const visit = (note: string) => `今天拜访华为张伟，聊了${note}`;

describe('what a page sends again', () => {
  test('is answered as the first time, and recorded once', async () => {
    const body = { text: visit('第一件事'), id: 'turn-1' };
    const first = await say(body);
    expect(first.ok).toBe(true);
    const again = await say(body);
    // Ids of what is drawn are made for each drawing.
    expect([again.ok, again.text]).toEqual([true, first.text]);
    expect(await entriesOf('第一件事')).toBe(1);
  });

  test('is recorded once when it is sent many times at once', async () => {
    const body = { text: visit('第二件事'), id: 'turn-2' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => say(body)));
    expect(new Set(answers.map(({ ok, text }) => `${ok} ${text}`)).size).toBe(1);
    expect(await entriesOf('第二件事')).toBe(1);
  });

  test('is recorded once when the connection broke before the answer', async () => {
    const body = JSON.stringify({ text: visit('第三件事'), id: 'turn-3' });
    const headers = {
      'Content-Type': 'application/json',
      Origin: `http://127.0.0.1:${port()}`,
      Cookie: senders['wang']?.cookieHeader() ?? '',
    };
    const outgoing = request({ host: '127.0.0.1', port: port(), path: '/api/messages', method: 'POST', headers });
    outgoing.on('error', () => undefined);
    outgoing.end(body);
    await expect.poll(() => entriesOf('第三件事')).toBe(1);
    outgoing.destroy();
    expect((await say(JSON.parse(body))).ok).toBe(true);
    expect(await entriesOf('第三件事')).toBe(1);
  });

  test('is another message where the id, or the member, is another', async () => {
    await say({ text: visit('第四件事'), id: 'turn-4' });
    await say({ text: visit('第四件事'), id: 'turn-4-b' });
    await say({ text: visit('第四件事'), id: 'turn-4' }, 'qian');
    await say({ text: visit('第四件事') });
    await say({ text: visit('第四件事') });
    expect(await entriesOf('第四件事')).toBe(5);
  });

  test('takes an undo back once', async () => {
    await say({ text: visit('第五件事'), id: 'turn-5a' });
    await say({ text: visit('第六件事'), id: 'turn-5b' });
    for (const _time of [1, 2, 3]) expect((await say({ text: '撤销', id: 'turn-5c' })).ok).toBe(true);
    expect([await entriesOf('第五件事'), await entriesOf('第六件事')]).toEqual([1, 0]);
  });

  test('is posted in a channel once', async () => {
    const { conversations } = kam.assistant.store;
    await conversations.addChannel({ id: 'team', name: 'team', createdById: null, createdAt: 0 });
    const body = { text: visit('第七件事'), id: 'turn-7', place: 'team' };
    const first = await say(body);
    const again = await say(body);
    expect(again.posted).toEqual(first.posted);
    expect(await entriesOf('第七件事')).toBe(1);
    expect(await conversations.latest('channel:team', 10)).toHaveLength(first.posted?.length ?? 0);
  });

  test('is answered where nothing can be written, and told so where it should be', async () => {
    const { inbox } = kam.assistant.store;
    const take = inbox.take;
    const full = async () => {
      throw new StoreError('full', 'The disk is full.');
    };
    Object.assign(inbox, { take: full });
    expect(await say({ text: '华为 阶段', id: 'turn-8' })).toMatchObject({ ok: true });
    Object.assign(inbox, { take });
    expect((await inbox.find({ platform: 'console', tenant: '', deliveryKey: 'turn-8' }))?.state).toBeUndefined();
  });

  test('has an id that is one', async () => {
    for (const id of ['a b', 'x'.repeat(101), 7, '../x'])
      expect((await senders['wang']?.post({ text: 'help', id }))?.status).toBe(400);
  });

  test('leaves the figures told under /metrics', async () => {
    const body = (await senders['wang']?.get('/metrics'))?.body ?? '';
    expect(body).toMatch(/^kam_inbox_items\{state="done"\} [1-9]\d*$/m);
    expect(body).toMatch(/^kam_inbox_lag_seconds 0$/m);
    for (const state of ['pending', 'sending', 'sent', 'failed', 'unknown', 'expired'])
      expect(body).toContain(`kam_outbox_items{state="${state}"} 0\n`);
    expect(body).toMatch(/^kam_outbox_retried 0$/m);
  });
});
