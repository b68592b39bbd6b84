import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/reply/reply.ts';
import { SCOPES } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { MINUTE, nameOf, openPostings, replyOf, UNDO } from './feishu-chat.ts';

const chatIn = closedAfterEach(openPostings);

describe('what Feishu does not take', () => {
  const HOSTILE = replyOf('Northwind & <at user_id="all"></at>', { kind: 'text', text: 'stage: *basic*' }, UNDO);

  it.each([230001, 230025, 230099])('%i: is said in words alone', async (code) => {
    const { feishu, chat, posting, toChat, logged } = await chatIn();
    for (const route of [undefined, toChat()]) {
      feishu.fail('im/v1/messages', { code });
      expect((await chat.send(posting(route, { reply: HOSTILE }))).kind).toBe('sent');
    }
    for (const [shown] of [feishu.dms('wang'), feishu.messages('general')]) {
      expect(shown).toMatchObject({ type: 'text', pings: [], controls: [] });
      expect(shown?.shows).toContain('stage: *basic*');
    }
    expect(new Set(feishu.calls('POST im/v1/messages').map(({ body }) => body['uuid'])).size).toBe(2);
    expect(logged.join()).toContain('words alone');
    expect(logged.join()).not.toContain('Northwind');
  });

  it('is said once, whichever look of it left a doubt', async () => {
    const { feishu, chat, posting } = await chatIn();
    for (const [key, faults] of [
      ['reply/card', [{ reset: 'after' }, { code: 230099 }]],
      ['reply/words', [{ code: 230099 }, { reset: 'after' }]],
      ['reply/masked', [{ reset: 'after' }, { code: 230028 }]],
    ] as const) {
      const letter = posting(undefined, { key, reply: { ...HOSTILE, title: key } });
      for (const fault of faults) feishu.fail('POST im/v1/messages', fault);
      expect((await chat.send(letter)).kind).toBe('unsure');
      expect(await chat.find(letter, Date.now())).toEqual({ kind: 'absent' });
      expect((await chat.send(letter)).kind).toBe('sent');
      expect(feishu.dms('wang').filter(({ shows }) => shows.includes(key))).toHaveLength(1);
    }
    expect(feishu.violations()).toEqual([]);
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

  it.each([
    ['words the organisation restricts', { forbiddenWords: ['Hello'] }, []],
    ['a code nobody knows', {}, [{ code: 239999 }]],
    ['every look', {}, [{ code: 230099 }, { code: 230001 }]],
    ['addresses even when they are masked', {}, [{ code: 230028 }, { code: 230028 }]],
  ] as const)('in any look for %s: whoever it is for is told that there was something', async (_, seed, faults) => {
    const { feishu, chat, posting, toChat, toOne, logged } = await chatIn(seed);
    for (const route of [undefined, toChat(), toOne({ chat: feishu.chats.topics })]) {
      for (const fault of faults) feishu.fail('POST im/v1/messages', fault);
      expect((await chat.send(posting(route))).kind).toBe('sent');
    }
    for (const [shown] of [feishu.dms('wang'), feishu.messages('general')]) {
      expect(shown?.shows).toContain('This message could not be shown');
      expect(shown?.shows).not.toContain('Hello');
    }
    expect(feishu.dms('wang')).toHaveLength(2);
    expect(logged.join()).toContain('only that there was one');
  });

  it('in any look, not even that: is said later', async () => {
    const { feishu, chat, posting } = await chatIn();
    feishu.fail('im/v1/messages', { code: 230099 }, 3);
    const letter = posting(undefined, { reply: replyOf('Else') });
    expect((await chat.send(letter)).kind).toBe('retry');
    expect((await chat.send(letter)).kind).toBe('sent');
    feishu.fail('im/v1/messages', { code: 239999 }, 2);
    expect((await chat.send(posting())).kind).toBe('refused');
    expect(feishu.dms('wang').map(({ shows }) => shows)).toEqual(['Else']);
  });

  it('in the place of a card: leaves a daily message as it is, and says an answer beneath', async () => {
    const { feishu, chat, posting, toChat, general } = await chatIn({ forbiddenWords: ['After'] });
    const letter = posting(toChat());
    const name = nameOf(await chat.send(letter));
    expect((await chat.update(name, { ...letter, reply: replyOf('After') })).kind).toBe('refused');
    expect(feishu.messages('general')).toMatchObject([{ edits: 0, shows: 'Hello there' }]);
    const route = { to: 'replace', message: name, chat: general, stands: 'group' } as const;
    expect((await chat.send(posting(route, { reply: replyOf('After') }))).kind).toBe('sent');
    expect(feishu.messages('general').at(-1)?.shows).toContain('could not be shown');
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
  });
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
