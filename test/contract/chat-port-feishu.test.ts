import { afterEach, describe, expect, it } from 'vitest';
import { createFeishuChat } from '../../adapters/feishu/chat-port.ts';
import type { Route } from '../../adapters/feishu/route.ts';
import { createAnswering } from '../../src/chat/answering.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { createTransfers } from '../../src/services/transfers.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { type FeishuSeed, PEOPLE, SCOPES } from '../fakes/feishu/seed.ts';
import { configAt, keptLog } from '../feishu/loopback.ts';
import { newId } from '../fixtures/records.ts';
import { type ChatSubject, chatPortContract } from './chat-port.ts';

/** The port with Feishu's own client against the strict double. Members go by the keys of its seed. */
async function openChat(seed: FeishuSeed = {}) {
  const feishu = await openFeishuDouble(seed);
  const clock = { now: Date.now() };
  const { log, logged } = keptLog();
  const transfers = createTransfers(() => clock.now);
  const answering = createAnswering();
  const { tenant, unions } = feishu;
  const known: Readonly<Record<string, string>> = { ...unions, alone: PEOPLE.tom.openId };
  const chat = createFeishuChat({
    config: configAt(feishu.url, { appId: feishu.appId, appSecret: feishu.appSecret }),
    userOf: async (given, memberId) => (given === tenant ? (known[memberId] ?? null) : null),
    ...{ log, now: () => clock.now, transfers, answering },
  });
  return { feishu, chat, tenant, clock, logged, transfers, answering };
}

async function openSubject(): Promise<ChatSubject> {
  const { feishu, chat, tenant } = await openChat();
  const reader = 'dm:wang';
  const channel = `channel:${feishu.chats.general}`;
  // A token is there, so that what fails next is the call that matters.
  await chat.send({ ...LETTER, key: 'first', tenant, destination: 'dm:boss' });
  return {
    ...{ chat, tenant, reader, channel, gone: 'dm:gone' },
    async shown(destination) {
      const messages = destination === reader ? feishu.dms('wang') : feishu.messages('general');
      return messages.map(({ shows }) => shows);
    },
    failNext: (when) => feishu.fail('*', { reset: when }),
    async close() {
      expect(feishu.violations()).toEqual([]);
      await feishu.close();
    },
  };
}

const replyOf = (title: string, ...blocks: Block[]): Reply => ({ title, audience: 'asker', blocks });
const LETTER = { reply: replyOf('Hello there'), language: 'en', timeZone: 'Asia/Shanghai' } as const;

chatPortContract('feishu', openSubject, { isIdempotent: true, isFound: false, since: () => Date.now() - 5 * 60_000 });

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type ToOne = Extract<Route, { to: 'one' }>;
type ToChat = Extract<Route, { to: 'chat' }>;
const MINUTE = 60_000;
const DAY = 86_400_000;

async function chatIn(seed: FeishuSeed = {}) {
  const opened = await openChat(seed);
  const { feishu, tenant } = opened;
  open.push(async () => {
    expect(feishu.violations()).toEqual([]);
    await feishu.close();
  });
  const { general } = feishu.chats;
  return {
    ...opened,
    general,
    posting: (route?: Route, fields: Partial<Posting> = {}): Posting => ({
      ...{ ...LETTER, key: newId('reply/'), tenant, destination: 'dm:wang' },
      ...(route === undefined ? {} : { route }),
      ...fields,
    }),
    toOne: (fields: Partial<ToOne> = {}): ToOne => ({
      ...{ to: 'one', openId: feishu.users.wang, chat: general, replyTo: null, note: false },
      ...fields,
    }),
    toChat: (fields: Partial<ToChat> = {}): ToChat => ({
      ...{ to: 'chat', chat: general, replyTo: null, inThread: false, stands: 'group' },
      ...fields,
    }),
    shows: (where: string) => feishu.messages(where).map(({ shows }) => shows),
    dms: (who = 'wang') => feishu.dms(who).map(({ shows }) => shows),
    notes: () => feishu.ephemerals('wang').map(({ shows }) => shows),
    paths: () => feishu.calls('im/v1/messages').map(({ method, path, outcome }) => `${method} ${path} ${outcome}`),
  };
}

const UNDO: Block = { kind: 'buttons', buttons: [{ label: 'Undo', press: { command: 'undo', args: {} } }] };
const nameOf = (sent: { kind: string; sentAs?: string | null }): string => sent.sentAs ?? '';

describe('a letter to a member', () => {
  it('goes to their conversation by the id they are known by', async () => {
    const { feishu, chat, posting } = await chatIn();
    await chat.send(posting());
    await chat.send(posting(undefined, { destination: 'dm:alone' }));
    const [first, second] = feishu.calls('POST im/v1/messages');
    expect(first).toMatchObject({ query: { receive_id_type: 'union_id' }, body: { receive_id: PEOPLE.wang.unionId } });
    expect(second).toMatchObject({ query: { receive_id_type: 'open_id' }, body: { receive_id: PEOPLE.tom.openId } });
    expect(feishu.dms('tom')).toHaveLength(1);
  });

  it('whom nobody knows there is gone', async () => {
    const { feishu, chat, posting, tenant } = await chatIn();
    expect((await chat.send(posting(undefined, { destination: 'dm:nobody' }))).kind).toBe('gone');
    expect((await chat.send(posting(undefined, { tenant: `${tenant}0` }))).kind).toBe('gone');
    expect(feishu.calls('POST im/v1/messages')).toEqual([]);
  });

  it.each([
    ['gone', 'gone', ''],
    ['stranger', 'gone', 'another organisation'],
    ['outside', 'retry', '可用范围'],
  ])('who is %s: %s', async (who, kind, why) => {
    const { chat, posting } = await chatIn();
    const result = await chat.send(posting(undefined, { destination: `dm:${who}` }));
    expect(result).toMatchObject({ kind, error: expect.stringContaining(why) });
  });

  it('who stopped the assistant is not written to again', async () => {
    const { chat, posting } = await chatIn({ people: { tom: { ...PEOPLE.tom, hasStopped: true } } });
    expect((await chat.send(posting(undefined, { destination: 'dm:tom' }))).kind).toBe('gone');
  });

  it('says on its buttons that it stands in a conversation, and a digest that it stands in a group', async () => {
    const { feishu, chat, posting, general } = await chatIn();
    await chat.send(posting(undefined, { reply: replyOf('Daily', UNDO) }));
    await chat.send(posting(undefined, { reply: replyOf('Digest', UNDO), destination: `channel:${general}` }));
    expect(JSON.stringify(feishu.dms('wang')[0]?.card)).toContain('"p":"dm"');
    expect(JSON.stringify(feishu.messages('general')[0]?.card)).toContain('"p":"group"');
  });
});

describe('an answer for all', () => {
  it('stands in the group under what it answers, and in its thread', async () => {
    const { feishu, chat, posting, toChat } = await chatIn();
    const asked = await feishu.say('wang', 'what stage is Northwind?', { chat: 'general', at: 'bot' });
    const aloud = posting(toChat({ replyTo: asked.messageId }));
    const sent = await chat.send(aloud);
    const [, said] = feishu.messages('general');
    expect(said).toMatchObject({ parent: asked.messageId, thread: null, isOurs: true, type: 'interactive' });
    expect(sent).toEqual({ kind: 'sent', sentAs: said?.id });
    await chat.send(posting(toChat({ replyTo: asked.messageId, inThread: true })));
    expect(feishu.messages('general')[2]?.thread).toMatch(/^omt_/);
  });

  it('stands by itself when what it answers was taken back', async () => {
    const { feishu, chat, posting, toChat, shows } = await chatIn();
    const asked = await feishu.say('wang', 'what stage is Northwind?', { chat: 'general', at: 'bot' });
    feishu.fail('im/v1/messages/:id/reply', { code: 230011 });
    expect((await chat.send(posting(toChat({ replyTo: asked.messageId })))).kind).toBe('sent');
    expect(shows('general')).toHaveLength(2);
    expect(feishu.messages('general')[1]?.parent).toBeNull();
  });

  it('is in no thread where there are none', async () => {
    const { feishu, chat, posting, toChat } = await chatIn();
    const { chat: direct, messageId: message } = await feishu.say('wang', 'hello');
    const inThread = toChat({ chat: direct, replyTo: message, inThread: true, stands: 'dm' });
    expect((await chat.send(posting(inThread))).kind).toBe('sent');
    expect(feishu.dms('wang')[1]).toMatchObject({ parent: message, thread: null });
  });

  it.each([
    ['elsewhere', 'retry', '群机器人'],
    ['muted', 'retry', 'owner of the group'],
    ['dissolved', 'gone', ''],
  ] as const)('in a group where it cannot write (%s) is %s, and the log says what to do', async (key, kind, advice) => {
    const { feishu, chat, posting, toChat, logged } = await chatIn();
    for (let i = 0; i < 3; i++) expect((await chat.send(posting(toChat({ chat: feishu.chats[key] })))).kind).toBe(kind);
    // Not each time: it may last for days.
    if (advice !== '') expect(logged.filter((line) => line.includes(advice))).toHaveLength(1);
  });
});

describe('an answer for one', () => {
  it('is a card only they see, in the group they asked in', async () => {
    const { feishu, chat, posting, toOne, notes, shows } = await chatIn();
    const answer = posting(toOne({ note: true }), { reply: replyOf('Hello there', UNDO) });
    expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: null });
    expect(notes()).toEqual([expect.stringContaining('Hello there')]);
    expect(JSON.stringify(feishu.ephemerals('wang')[0]?.card)).toContain('"p":"ephemeral"');
    expect([...shows('general'), ...feishu.ephemerals('boss')]).toEqual([]);
    expect(await chat.find(answer, Date.now())).toEqual({ kind: 'cannot-tell' });
  });

  it.each([
    ['is one of topics', 'topics'],
    ['is one they are not in', 'bots'],
    ['was dissolved', 'dissolved'],
    ['is one the assistant is not in', 'elsewhere'],
  ] as const)('goes to their conversation when the group %s', async (_, key) => {
    const { feishu, chat, posting, toOne, dms } = await chatIn();
    const openId = key === 'bots' ? feishu.users.boss : feishu.users.wang;
    const sent = await chat.send(posting(toOne({ chat: feishu.chats[key], openId })));
    expect(sent).toEqual({ kind: 'sent', sentAs: expect.stringMatching(/^om_/) });
    expect(dms(key === 'bots' ? 'boss' : 'wang')).toEqual([expect.stringContaining('Hello there')]);
    expect(feishu.ephemerals('wang')).toEqual([]);
  });

  it('is followed by a word in the group that it was answered apart, under what was asked', async () => {
    const { feishu, chat, posting, toOne, shows, dms } = await chatIn();
    const asked = await feishu.say('wang', '华为什么阶段', { chat: 'topics', at: 'bot' });
    const route = toOne({ chat: feishu.chats.topics, replyTo: asked.messageId, note: true });
    const answer = posting(route, { language: 'zh', reply: replyOf('华为：初级阶段', UNDO) });
    expect((await chat.send(answer)).kind).toBe('sent');
    const [, note] = feishu.messages('topics');
    expect(note).toMatchObject({ type: 'text', parent: asked.messageId, shows: expect.stringContaining('私聊') });
    expect(shows('topics').join()).not.toContain('华为：');
    expect(dms()).toHaveLength(1);
    expect(JSON.stringify(feishu.dms('wang')[0]?.card)).toContain('"p":"dm"');
    // Said once more, it is what was said.
    expect((await chat.send(answer)).kind).toBe('sent');
    expect([shows('topics').length, dms().length]).toEqual([2, 1]);
  });

  it('stays answered when that word cannot be said', async () => {
    const { feishu, chat, posting, toOne, dms } = await chatIn();
    const route = toOne({ chat: feishu.chats.elsewhere, note: true });
    expect((await chat.send(posting(route))).kind).toBe('sent');
    expect(dms()).toHaveLength(1);
  });

  it('that may have come to their conversation is sent there again, and is once', async () => {
    const { feishu, chat, posting, toOne, dms, clock } = await chatIn();
    const answer = posting(toOne({ chat: feishu.chats.topics }));
    feishu.fail('POST im/v1/messages', { reset: 'after' });
    expect((await chat.send(answer)).kind).toBe('unsure');
    expect(await chat.find(answer, clock.now - MINUTE)).toEqual({ kind: 'absent' });
    expect((await chat.send(answer)).kind).toBe('sent');
    expect(dms()).toHaveLength(1);
  });

  it('is sent nowhere else when the card may have been shown', async () => {
    const { feishu, chat, posting, toOne, dms } = await chatIn();
    await chat.send(posting());
    feishu.fail('ephemeral/v1/send', { reset: 'after' });
    expect((await chat.send(posting(toOne()))).kind).toBe('unsure');
    feishu.fail('ephemeral/v1/send', { code: 99991400, headers: { 'x-ogw-ratelimit-reset': '7' } });
    expect(await chat.send(posting(toOne()))).toMatchObject({ kind: 'retry', afterMs: 7000 });
    expect(dms()).toHaveLength(1);
  });

  it('may be shared from where it was asked, not from their conversation', async () => {
    const { feishu, chat, posting, toOne } = await chatIn();
    const share = { text: 'stage Northwind' };
    await chat.send(posting(toOne({ share })));
    await chat.send(posting(toOne({ share, chat: feishu.chats.topics })));
    await chat.send(posting(toOne({ share, chat: null })));
    expect(feishu.ephemerals('wang').map(({ controls }) => controls.length)).toEqual([1]);
    expect(feishu.dms('wang').map(({ controls }) => controls.length)).toEqual([0, 0]);
  });
});

describe('an answer in the place of a card', () => {
  it('stands there, and twice is once', async () => {
    const { feishu, chat, posting, toChat, general } = await chatIn();
    const message = nameOf(await chat.send(posting(toChat(), { reply: replyOf('Asked', UNDO) })));
    const route: Route = { to: 'replace', message, chat: general, stands: 'group' };
    const answer = posting(route, { reply: replyOf('Done', UNDO) });
    feishu.fail('PATCH im/v1/messages/:id', { reset: 'after' });
    expect((await chat.send(answer)).kind).toBe('unsure');
    // It may be put there again, however late.
    expect(await chat.find(answer, 0)).toEqual({ kind: 'absent' });
    expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: message });
    const [shown, ...others] = feishu.messages('general');
    expect(others).toEqual([]);
    expect(shown?.shows).toContain('Done');
    expect(JSON.stringify(shown?.card)).toContain('"p":"group"');
  });

  it('waits until whoever pressed in it was shown something', async () => {
    const { feishu, chat, posting, toChat, general, answering } = await chatIn();
    const message = nameOf(await chat.send(posting(toChat(), { reply: replyOf('Asked', UNDO) })));
    answering.begin(message);
    const replaced = chat.send(posting({ to: 'replace', message, chat: general, stands: 'group' }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(feishu.calls('PATCH im/v1/messages')).toEqual([]);
    answering.end(message);
    expect((await replaced).kind).toBe('sent');
    expect(feishu.calls('PATCH im/v1/messages')).toHaveLength(1);
  });

  it.each([
    ['is no more', 230110],
    ['was taken back', 230011],
    ['is too old to be changed', 230031],
  ])('is said anew when that one %s', async (_, code) => {
    const { feishu, chat, posting, toChat, general } = await chatIn();
    const message = nameOf(await chat.send(posting(toChat(), { reply: replyOf('Asked', UNDO) })));
    feishu.fail('PATCH im/v1/messages/:id', { code });
    const answer = posting({ to: 'replace', message, chat: general, stands: 'group' }, { reply: replyOf('Done') });
    const sent = await chat.send(answer);
    const [, anew] = feishu.messages('general');
    expect(sent).toEqual({ kind: 'sent', sentAs: anew?.id });
    expect(anew?.shows).toContain('Done');
  });

  it('cannot be put there after fourteen days', async () => {
    const { feishu, chat, posting } = await chatIn();
    const letter = posting();
    const name = nameOf(await chat.send(letter));
    feishu.advance(13 * DAY);
    expect((await chat.update(name, letter)).kind).toBe('sent');
    feishu.advance(2 * DAY);
    expect(await chat.update(name, letter)).toMatchObject({
      kind: 'refused',
      code: expect.stringContaining('14 days'),
    });
  });

  it('waits a moment while somebody presses in it', async () => {
    const { feishu, chat, posting } = await chatIn();
    const letter = posting();
    const name = nameOf(await chat.send(letter));
    const msg = 'Failed to update card content, ErrCode: 11310; ErrMsg: card action is lock';
    feishu.fail('PATCH im/v1/messages/:id', { code: 230099, msg });
    expect((await chat.update(name, { ...letter, reply: replyOf('After') })).kind).toBe('sent');
    expect(feishu.dms('wang')[0]?.shows).toContain('After');
    feishu.fail('PATCH im/v1/messages/:id', { code: 230099, msg }, 2);
    expect(await chat.update(name, letter)).toMatchObject({ kind: 'retry', afterMs: 1000 });
    feishu.fail('PATCH im/v1/messages/:id', { code: 99991400, headers: { 'x-ogw-ratelimit-reset': '30' } });
    expect(await chat.update(name, letter)).toMatchObject({ kind: 'retry', afterMs: 30_000 });
  });
});

describe('what Feishu does not take', () => {
  const HOSTILE = replyOf('Northwind & <at user_id="all"></at>', { kind: 'text', text: 'stage: *basic*' }, UNDO);

  it.each([230001, 230025, 230099])('%i: is said in words alone, under a name of its own', async (code) => {
    const { feishu, chat, posting, toChat, logged } = await chatIn();
    for (const route of [undefined, toChat()]) {
      feishu.fail('im/v1/messages', { code });
      expect((await chat.send(posting(route, { reply: HOSTILE }))).kind).toBe('sent');
    }
    for (const [shown] of [feishu.dms('wang'), feishu.messages('general')]) {
      expect(shown).toMatchObject({ type: 'text', pings: [], controls: [] });
      expect(shown?.shows).toContain('stage: *basic*');
    }
    expect(new Set(feishu.calls('POST im/v1/messages').map(({ body }) => body['uuid'])).size).toBe(4);
    expect(logged.join()).toContain('words alone');
    expect(logged.join()).not.toContain('Northwind');
  });

  it('in a card for one reader: a card of words alone', async () => {
    const { feishu, chat, posting, toOne, dms } = await chatIn();
    feishu.fail('ephemeral/v1/send', { code: 230099 });
    await chat.send(posting(toOne(), { reply: HOSTILE }));
    expect(feishu.ephemerals('wang')).toMatchObject([{ controls: [], pings: [] }]);
    expect(feishu.ephemerals('wang')[0]?.shows).toContain('stage: *basic*');
    expect(dms()).toEqual([]);
  });

  it('in the place of a card: a card of words alone, without its buttons', async () => {
    const { feishu, chat, posting } = await chatIn();
    const letter = posting(undefined, { reply: replyOf('Before', UNDO) });
    const name = nameOf(await chat.send(letter));
    feishu.fail('PATCH im/v1/messages/:id', { code: 230099 });
    expect((await chat.update(name, { ...letter, reply: replyOf('After', UNDO) })).kind).toBe('sent');
    expect(feishu.dms('wang')[0]).toMatchObject({ controls: [], shows: expect.stringContaining('After') });
  });

  it('and then in the place of a text: a text', async () => {
    const { feishu, chat, posting } = await chatIn();
    const letter = posting();
    feishu.fail('im/v1/messages', { code: 230099 });
    const name = nameOf(await chat.send(letter));
    expect((await chat.update(name, { ...letter, reply: replyOf('After') })).kind).toBe('sent');
    expect(feishu.dms('wang')).toMatchObject([{ type: 'text', shows: expect.stringContaining('After') }]);
  });

  it('however it is said: is refused', async () => {
    const { feishu, chat, posting } = await chatIn({ forbiddenWords: ['Hello'] });
    expect((await chat.send(posting())).kind).toBe('refused');
    feishu.fail('im/v1/messages', { code: 230099 }, 5);
    expect((await chat.send(posting(undefined, { reply: replyOf('Else') }))).kind).toBe('refused');
    expect(feishu.dms('wang')).toEqual([]);
  });
});

describe('where no phone numbers and addresses may be sent', () => {
  const CONTACT = replyOf(
    'Zhang Wei',
    { kind: 'fields', fields: [{ label: 'Mobile', value: '13912345678' }] },
    { kind: 'text', text: 'zhang.wei@northwind.example' },
    UNDO,
  );

  it('they are masked, and all else is said', async () => {
    const { feishu, chat, posting, toChat, toOne } = await chatIn({ blocksPrivate: true });
    for (const route of [undefined, toChat(), toOne()])
      expect((await chat.send(posting(route, { reply: CONTACT }))).kind).toBe('sent');
    const all = [...feishu.dms('wang'), ...feishu.messages('general'), ...feishu.ephemerals('wang')];
    expect(all).toHaveLength(3);
    for (const { shows, type, controls } of all) {
      expect(shows).toContain('Zhang Wei');
      expect(shows).not.toMatch(/13912345678|zhang\.wei@/);
      expect([type, controls.length]).toEqual(['interactive', 1]);
    }
  });

  it('in the place of a card too', async () => {
    const { feishu, chat, posting } = await chatIn({ blocksPrivate: true });
    const letter = posting();
    const name = nameOf(await chat.send(letter));
    expect((await chat.update(name, { ...letter, reply: CONTACT })).kind).toBe('sent');
    expect(feishu.dms('wang')[0]?.shows).not.toContain('13912345678');
  });

  it('and where the card is not taken either, in words alone', async () => {
    const { feishu, chat, posting } = await chatIn({ blocksPrivate: true });
    feishu.fail('im/v1/messages', { code: 230099 });
    expect((await chat.send(posting(undefined, { reply: CONTACT }))).kind).toBe('sent');
    const [shown] = feishu.dms('wang');
    expect(shown?.type).toBe('text');
    expect(shown?.shows).not.toContain('13912345678');
  });
});

describe('what may have been sent', () => {
  it('is sent again under the same name within fifty minutes, and is once', async () => {
    const { feishu, chat, posting, clock, dms } = await chatIn();
    const letter = posting();
    const doubtful = clock.now;
    feishu.fail('im/v1/messages', { reset: 'after' });
    expect((await chat.send(letter)).kind).toBe('unsure');
    clock.now += 44 * MINUTE;
    feishu.advance(44 * MINUTE);
    expect(await chat.find(letter, doubtful - 5 * MINUTE)).toEqual({ kind: 'absent' });
    expect((await chat.send(letter)).kind).toBe('sent');
    expect(dms()).toHaveLength(1);
  });

  it('later cannot be told where something of ours stands there, and is absent where nothing does', async () => {
    const { chat, posting, feishu, clock } = await chatIn();
    const letter = posting();
    const doubtful = clock.now;
    await chat.send(letter);
    clock.now += 51 * MINUTE;
    expect(await chat.find(letter, doubtful - MINUTE)).toEqual({ kind: 'cannot-tell' });
    feishu.advance(120 * MINUTE);
    clock.now += 120 * MINUTE;
    expect(await chat.find(letter, doubtful + 30 * MINUTE)).toEqual({ kind: 'absent' });
  });

  it('later cannot be told in a conversation nobody knows, nor in a group that may not be read', async () => {
    const { chat, posting, general, clock, feishu } = await chatIn();
    const since = clock.now - 51 * MINUTE;
    expect(await chat.find(posting(), since)).toEqual({ kind: 'cannot-tell' });
    const digest = posting(undefined, { destination: `channel:${general}` });
    expect(await chat.find(digest, since)).toEqual({ kind: 'cannot-tell' });
    feishu.grant([...SCOPES, 'im:message.group_msg']);
    for (let i = 0; i < 120; i++) await feishu.say('wang', `message ${i}`, { chat: 'general' });
    expect(await chat.find(digest, since)).toEqual({ kind: 'absent' });
    await chat.send(digest);
    expect(await chat.find(digest, since)).toEqual({ kind: 'cannot-tell' });
  });

  it('is looked for later when Feishu cannot be asked', async () => {
    const { chat, posting, general, clock, feishu } = await chatIn();
    const digest = posting(undefined, { destination: `channel:${general}` });
    const since = clock.now - 51 * MINUTE;
    feishu.fail('GET im/v1/messages', { reset: 'before' });
    expect((await chat.find(digest, since)).kind).toBe('retry');
    feishu.fail('GET im/v1/messages', { code: 99991400, headers: { 'x-ogw-ratelimit-reset': '9' } });
    expect(await chat.find(digest, since)).toMatchObject({ kind: 'retry', afterMs: 9000 });
  });

  it('is not what is still being sent', async () => {
    const { chat, posting, feishu, dms } = await chatIn();
    const letter = posting();
    feishu.fail('im/v1/messages', { code: 230049 });
    expect((await chat.send(letter)).kind).toBe('unsure');
    expect((await chat.send(letter)).kind).toBe('sent');
    expect(dms()).toHaveLength(1);
  });
});

describe('a chat that takes no more', () => {
  it.each([230020, 99991400])('(%i) is left alone as long as Feishu says; others are written to', async (code) => {
    const { feishu, chat, posting, toChat, clock, general } = await chatIn();
    const headers = { 'x-ogw-ratelimit-reset': '30' };
    feishu.fail('im/v1/messages', { code, headers }, 1, ({ receive_id: id }) => id === general);
    expect(await chat.send(posting(toChat()))).toMatchObject({ kind: 'retry', afterMs: 30_000 });
    clock.now += 10_000;
    expect(await chat.send(posting(toChat()))).toMatchObject({ kind: 'retry', afterMs: 20_000 });
    expect(feishu.calls('POST im/v1/messages')).toHaveLength(1);
    expect((await chat.send(posting())).kind).toBe('sent');
    clock.now += 20_000;
    expect((await chat.send(posting(toChat()))).kind).toBe('sent');
  });

  it('gets no more than Feishu lets through', async () => {
    const { feishu, chat, posting, toChat } = await chatIn({ burst: 5 });
    const results = await Promise.all(Array.from({ length: 10 }, () => chat.send(posting(toChat()))));
    expect(results.map(({ kind }) => kind)).toEqual(results.map(() => 'sent'));
    expect(feishu.messages('general')).toHaveLength(10);
  });

  it('is told to come back when too many wait, and is not asked meanwhile', async () => {
    const { feishu, chat, posting, toChat } = await chatIn({ burst: 5 });
    const results = await Promise.all(Array.from({ length: 30 }, () => chat.send(posting(toChat()))));
    const kinds = results.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(feishu.messages('general').length);
    expect(kinds.filter((kind) => kind === 'retry').length).toBeGreaterThan(0);
    expect(feishu.calls('im/v1/messages').map(({ outcome }) => outcome)).not.toContain('230020');
  }, 15_000);
});

describe('what an administrator has to mend', () => {
  it.each([
    [99991662, '管理后台'],
    [99991401, 'IP 白名单'],
    [230006, '添加应用能力'],
  ])('%i loses nothing, and the log says what to do', async (code, advice) => {
    const { feishu, chat, posting, logged } = await chatIn();
    const letter = posting();
    feishu.fail('im/v1/messages', { code }, 3);
    for (let i = 0; i < 3; i++)
      expect(await chat.send(letter)).toMatchObject({ kind: 'retry', error: expect.stringContaining(advice) });
    expect(logged.filter((line) => line.includes(advice))).toHaveLength(1);
    expect(await chat.send(letter)).toMatchObject({ kind: 'sent' });
  });

  it('is told with the link that grants a missing scope', async () => {
    const { feishu, chat, posting, logged } = await chatIn({ scopes: ['im:resource'] });
    expect((await chat.send(posting())).kind).toBe('retry');
    expect(logged.join()).toContain(`/app/${feishu.appId}/auth?q=im:message`);
  });

  it('tells nothing of a customer, and no secret', async () => {
    const { feishu, chat, posting, toOne, logged } = await chatIn();
    const reply = replyOf('Zhang Wei', { kind: 'text', text: '13912345678' });
    feishu.fail('im/v1/messages', { reset: 'before' });
    feishu.fail('im/v1/messages', { status: 500 });
    feishu.fail('im/v1/messages', { code: 230099, msg: 'Zhang Wei' });
    feishu.fail('ephemeral/v1/send', { code: 18055, msg: 'Zhang Wei' });
    for (const route of [undefined, undefined, undefined, toOne()]) await chat.send(posting(route, { reply }));
    for (const secret of ['Zhang', '139', feishu.appSecret, 't-g1']) expect(logged.join()).not.toContain(secret);
  });
});

describe('a file an answer hands over', () => {
  const fileOf = (id: string, name = '华为 客户.csv'): Block => ({ kind: 'file', id, name, size: 12 });

  it('comes after the message that names it, with its name', async () => {
    const { feishu, chat, posting, transfers } = await chatIn();
    const kept = transfers.keep('wang', '华为 客户.csv', Buffer.from('name\n华为\n'));
    expect((await chat.send(posting(undefined, { reply: replyOf('Exported', fileOf(kept?.id ?? '')) }))).kind).toBe(
      'sent',
    );
    const [, file, ...others] = feishu.dms('wang');
    expect(others).toEqual([]);
    expect(file).toMatchObject({ type: 'file', file: { name: '华为 客户.csv' } });
    expect(file?.file?.bytes.toString()).toBe('name\n华为\n');
  });

  it('comes in the asker’s own conversation when the answer is in a group', async () => {
    const { feishu, chat, posting, transfers, toOne } = await chatIn();
    const kept = transfers.keep('wang', 'book.json', Buffer.from('{}'));
    await chat.send(posting(toOne(), { reply: replyOf('Exported', fileOf(kept?.id ?? '', 'book.json')) }));
    expect(feishu.ephemerals('wang')).toHaveLength(1);
    expect(feishu.dms('wang').map(({ type }) => type)).toEqual(['file']);
    expect(feishu.messages('general')).toEqual([]);
  });

  it('that is not kept, is another’s, is empty, or cannot be put there is told of', async () => {
    const { feishu, chat, posting, transfers, logged } = await chatIn();
    const own = transfers.keep('wang', 'a.csv', Buffer.from('name'));
    const others = transfers.keep('tom', 'a.csv', Buffer.from('name'));
    const empty = transfers.keep('wang', 'a.csv', Buffer.from(''));
    const send = (id: string) => chat.send(posting(undefined, { reply: replyOf('Exported', fileOf(id, 'a.csv')) }));
    for (const id of ['nothing', others?.id, empty?.id]) expect((await send(id ?? '')).kind).toBe('sent');
    feishu.fail('im/v1/files', { code: 99991672, msg: 'required: [im:resource]' });
    expect((await send(own?.id ?? '')).kind).toBe('sent');
    const told = feishu.dms('wang').filter(({ type }) => type === 'text');
    expect(told.map(({ shows }) => shows.includes('a.csv'))).toEqual([true, true, true, true]);
    expect(feishu.dms('wang').filter(({ type }) => type === 'file')).toEqual([]);
    expect(logged.join()).toContain('im:resource');
  });
});
