import { afterEach, describe, expect, it } from 'vitest';
import { createFeishuClient } from '../../adapters/feishu/client.ts';
import { guardChannels } from '../../adapters/feishu/guard-channels.ts';
import type { ChatPort, Posting } from '../../src/ports/chat.ts';
import type { Audience } from '../../src/reply/reply.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { CHATS } from '../fakes/feishu/seed.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import { bookOfAddresses } from '../fixtures/in-chat.ts';
import { configAt, keptLog } from './loopback.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A chat that notes what it is to say, behind the guard, with the people of the small book. */
async function guarded() {
  const feishu = await openFeishuDouble();
  const test = await openTestAssistant(bookOfAddresses());
  open.push(feishu.close, test.close);
  const { people, store, now } = test.assistant;
  const { log, logged } = keptLog();
  const client = createFeishuClient(configAt(feishu.url, { appId: feishu.appId, appSecret: feishu.appSecret }), log);
  const said: string[] = [];
  const note = async ({ destination }: Posting) => {
    said.push(destination);
    return { kind: 'sent', sentAs: 'om_1' } as const;
  };
  const chat: ChatPort = {
    platform: 'feishu',
    send: note,
    find: async () => ({ kind: 'absent' }),
    update: async (_, posting) => note(posting),
  };
  const port = guardChannels(chat, { client, people, store, log, now });
  const digest = (key: keyof typeof CHATS, audience: Audience = 'members', fields: Partial<Posting> = {}): Posting => ({
    ...{ key: 'digest/1', tenant: feishu.tenant, destination: `channel:${CHATS[key].id}` },
    ...{ reply: { title: 'Digest', audience, blocks: [] }, language: 'en', timeZone: 'Asia/Shanghai' },
    ...fields,
  });
  return { feishu, port, digest, said, logged };
}

describe('what is said unasked in a group', () => {
  it.each([
    ['general', 'sent'],
    ['huawei', 'sent'],
    // Somebody reads here whom the book does not know, or who is of another organisation.
    ['mixed', 'retry'],
    ['shared', 'retry'],
    // Nobody mends it by waiting.
    ['elsewhere', 'gone'],
    ['dissolved', 'gone'],
  ] as const)('%s: %s', async (key, kind) => {
    const { port, digest, said, logged } = await guarded();
    expect((await port.send(digest(key))).kind).toBe(kind);
    expect((await port.update('om_1', digest(key))).kind).toBe(kind);
    expect(said).toHaveLength(kind === 'sent' ? 2 : 0);
    if (kind !== 'sent') expect(logged.join()).toContain('a digest is not told');
  });

  it('is said where it may be read by anybody, or answers, or is for one member', async () => {
    const { port, digest, said } = await guarded();
    await port.send(digest('shared', 'outsiders'));
    await port.send(digest('shared', 'members', { route: { to: 'chat' } }));
    await port.send(digest('shared', 'members', { destination: 'dm:wang' }));
    expect(said).toHaveLength(3);
  });

  it('waits while it cannot be told who reads', async () => {
    const { feishu, port, digest } = await guarded();
    feishu.fail('bot/v3/info', { status: 502 });
    expect((await port.send(digest('general'))).kind).toBe('retry');
    feishu.fail('im/v1/chats/:id', { code: 99991672, msg: 'required: [im:chat:readonly]' });
    expect((await port.send(digest('general'))).kind).toBe('retry');
    expect((await port.send(digest('general'))).kind).toBe('sent');
  });

  it('is not said any more once somebody came in, though nobody told of it', async () => {
    const { feishu, port, digest } = await guarded();
    expect((await port.send(digest('general'))).kind).toBe('sent');
    await feishu.join('nora', 'general', { http: 'http://127.0.0.1:9/' });
    expect((await port.send(digest('general'))).kind).toBe('retry');
    expect((await port.update('om_1', digest('general'))).kind).toBe('retry');
  });
});
