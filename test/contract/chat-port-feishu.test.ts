import { describe, expect, it } from 'vitest';
import type { Route } from '../../adapters/feishu/route.ts';
import { PEOPLE } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { type ChatSubject, chatPortContract } from './chat-port.ts';
import { DAY, LETTER, MINUTE, nameOf, openChat, openPostings, replyOf, UNDO } from './feishu-chat.ts';

const chatIn = closedAfterEach(openPostings);

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

chatPortContract('feishu', openSubject, { isIdempotent: true, isFound: false, since: () => Date.now() - 5 * 60_000 });

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

  it.each([
    ['outside', {}],
    ['boss', { people: { boss: { ...PEOPLE.boss, hasStopped: true } } }],
  ] as const)(
    'that reaches them nowhere (%s) is said to in the group, once, without what it says',
    async (who, seed) => {
      const { feishu, chat, posting, toOne, shows, dms } = await chatIn(seed);
      const route = toOne({ chat: feishu.chats.topics, openId: feishu.users[who] });
      const answer = posting(route, { destination: who === 'outside' ? `user:${feishu.users[who]}` : `dm:${who}` });
      expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: null });
      expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: null });
      expect(shows('topics')).toEqual([expect.stringContaining('I cannot write to you')]);
      expect(shows('topics').join()).not.toContain('Hello');
      expect(dms(who)).toEqual([]);
    },
  );

  it('to somebody of none of ours whom nothing reaches ends at once, and the operator is told', async () => {
    const { feishu, chat, posting, toOne, logged } = await chatIn();
    const destination = `user:${feishu.users.outside}`;
    const route = toOne({ chat: null, openId: feishu.users.outside });
    expect(await chat.send(posting(route, { destination }))).toMatchObject({ kind: 'gone' });
    expect(logged.join()).toContain('可用范围');
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
