import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../adapters/slack/chat-port.ts';
import type { Route } from '../../adapters/slack/route.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { createTransfers } from '../../src/services/transfers.ts';
import type { SlackSeed } from '../fakes/slack/seed.ts';
import type { ShownMessage } from '../fakes/slack/shown.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';
import { newId } from '../fixtures/records.ts';
import { type ChatSubject, chatPortContract } from './chat-port.ts';

/** The port with Slack's own client against the strict double. Members go by the keys of its seed. */
async function openChat(seed: SlackSeed = {}) {
  const slack = await openSlackDouble(seed);
  const clock = { now: Date.now() };
  const logged: string[] = [];
  const line = (message: string, details?: unknown): void => void logged.push(JSON.stringify([message, details]));
  const log: Log = { debug: () => {}, info: line, warn: line, error: line };
  const transfers = createTransfers(() => clock.now);
  const tenant = slack.team;
  const config = { botToken: slack.botToken, appToken: null, signingSecret: null, apiUrl: slack.url };
  const users: Readonly<Record<string, string>> = slack.users;
  const chat = createSlackChat({
    config,
    userOf: async (given, memberId) => (given === tenant ? (users[memberId] ?? null) : null),
    log,
    now: () => clock.now,
    transfers,
  });
  return { slack, chat, tenant, clock, logged, transfers, config, now: () => clock.now };
}

async function openSubject(): Promise<ChatSubject> {
  const { slack, chat, tenant } = await openChat();
  const reader = 'dm:wang';
  const channel = `channel:${slack.channels.general}`;
  // Opens the conversation, so that what fails next is the call that matters.
  await chat.find({ key: 'none', tenant, destination: reader }, 0);
  return {
    ...{ chat, tenant, reader, channel, gone: 'dm:gone' },
    async shown(destination) {
      const where = destination === reader ? 'wang' : slack.channels.general;
      return slack.messages(where).map(({ shows }) => shows);
    },
    failNext: (when) => slack.fail('*', { reset: when }),
    async close() {
      expect(slack.violations()).toEqual([]);
      await slack.close();
    },
  };
}

chatPortContract('slack', openSubject, { isIdempotent: false });

/** What gestures are delivered to: it acknowledges and does nothing. */
async function openSink(): Promise<Server> {
  const sink = createServer((_, response) => void response.end());
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  return sink;
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type ToOne = Extract<Route, { to: 'one' }>;

async function chatIn(seed: SlackSeed = {}) {
  const opened = await openChat(seed);
  const { slack, tenant } = opened;
  const sink = await openSink();
  const http = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`;
  open.push(slack.close, async () => sink.close());
  const general = slack.channels.general;
  return {
    ...opened,
    general,
    posting: (route?: Route, fields: Partial<Posting> = {}): Posting => ({
      ...{ key: newId('reply/'), tenant, destination: 'dm:wang', language: 'en', timeZone: 'Asia/Shanghai' },
      reply: replyOf('Hello there'),
      ...(route === undefined ? {} : { route }),
      ...fields,
    }),
    toOne: (fields: Partial<ToOne> = {}): ToOne => ({
      ...{ to: 'one', channel: general, user: slack.users.wang, thread: null, responseUrl: null },
      ...{ replacesOriginal: false },
      ...fields,
    }),
    /** The address a slash command brings. */
    address: async (channel = 'general') => (await slack.slash('wang', channel, 'help', { http })).responseUrl,
    /** The address a press of this button of a private note brings. */
    pressed: async (note: ShownMessage, label: string) =>
      (await slack.press('wang', note, label, { http })).responseUrl,
    titles: (where: string) => slack.messages(where).map(({ shows }) => shows),
    notes: () => slack.ephemerals('wang').map(({ shows }) => shows),
    methods: () => slack.calls().map(({ method, outcome }) => `${method} ${outcome}`),
  };
}

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const replyOf = (title: string, ...blocks: Block[]): Reply => ({ title, audience: 'asker', blocks });
const UNDO: Block = { kind: 'buttons', buttons: [{ label: 'Undo', press: { command: 'undo', args: {} } }] };

describe('an answer for all', () => {
  it('stands in the channel, in the thread it belongs to, without previews, under its key', async () => {
    const { slack, chat, posting, general, tenant } = await chatIn();
    const { ts } = await slack.say('wang', 'general', 'What about Northwind?');
    const aloud = posting({ to: 'all', channel: general, thread: ts });
    const sent = await chat.send(aloud);
    const [, said] = slack.messages('general');
    expect(said).toMatchObject({ threadTs: ts, mayUnfurl: false });
    expect(said?.metadata).toEqual({ event_type: 'kam_outbox', event_payload: { key: aloud.key } });
    expect(sent).toEqual({ kind: 'sent', sentAs: `${general}:${said?.ts}` });
    expect(await chat.find(aloud, 0)).toEqual({ kind: 'found', sentAs: `${general}:${said?.ts}` });
    const elsewhere = posting({ to: 'all', channel: general, thread: null }, { key: aloud.key, tenant });
    expect(await chat.find(elsewhere, 0)).toEqual({ kind: 'absent' });
  });

  it('is found among hundreds of messages, and not among those from before', async () => {
    const { slack, chat, posting, general } = await chatIn();
    const aloud = posting({ to: 'all', channel: general, thread: null });
    const sent = await chat.send(aloud);
    for (let i = 0; i < 450; i++) await slack.say('tom', 'general', `message ${i}`);
    expect(await chat.find(aloud, 0)).toEqual({ kind: 'found', sentAs: sent.kind === 'sent' ? sent.sentAs : null });
    expect(slack.calls('conversations.history').length).toBeGreaterThan(1);
    slack.advance(60_000);
    expect(await chat.find(aloud, Date.now() + 30_000)).toEqual({ kind: 'absent' });
  });

  it('under a message that was deleted goes nowhere', async () => {
    const { chat, posting, general } = await chatIn();
    const late = posting({ to: 'all', channel: general, thread: '1700000000.000100' });
    expect((await chat.send(late)).kind).toBe('gone');
    expect(await chat.find(late, 0)).toEqual({ kind: 'absent' });
  });
});

describe('an answer for one', () => {
  it('goes to the address the gesture brought', async () => {
    const { chat, posting, toOne, address, notes, titles } = await chatIn();
    const answer = posting(toOne({ responseUrl: await address() }));
    expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: null });
    expect(notes()).toEqual([expect.stringContaining('Hello there')]);
    expect(titles('general')).toEqual([]);
    expect(await chat.find(answer, 0)).toEqual({ kind: 'cannot-tell' });
  });

  it.each([
    ['used up', 5, 0],
    ['too old', 0, 31 * 60_000],
  ])('is a private note when the address is %s', async (_, uses, ms) => {
    const { slack, chat, posting, toOne, address, notes } = await chatIn();
    const responseUrl = await address();
    for (let i = 0; i < uses; i++) await chat.send(posting(toOne({ responseUrl })));
    slack.advance(ms);
    expect(await chat.send(posting(toOne({ responseUrl })))).toEqual({ kind: 'sent', sentAs: null });
    expect(notes()).toHaveLength(uses + 1);
    expect(slack.calls('chat.postEphemeral')).toHaveLength(1);
  });

  it.each([
    ['the assistant is not in', 'elsewhere'],
    ['is private', 'secret'],
    ['is archived', 'old'],
    ['the asker is not in', 'with-bots'],
  ] as const)('is a direct message when the channel %s', async (_, where) => {
    const { slack, chat, posting, toOne, titles, logged } = await chatIn();
    const channel = Object.entries(slack.channels).find(([key]) => key === where)?.[1] ?? slack.channels.bots;
    const user = where === 'with-bots' ? slack.users.tom : slack.users.wang;
    const answer = posting(toOne({ channel, user }));
    const sent = await chat.send(answer);
    expect(titles(where === 'with-bots' ? 'tom' : 'wang')).toEqual([expect.stringContaining('Hello there')]);
    expect(await chat.find(answer, 0)).toEqual({ kind: 'found', sentAs: sent.kind === 'sent' ? sent.sentAs : '' });
    // Nothing is amiss: nobody is asked to invite it.
    expect(logged).toEqual([]);
  });

  it.each(['restricted_action', 'restricted_action_thread_locked', 'is_archived', 'not_in_channel'])(
    'is told to the asker alone where nothing may be said to all: %s',
    async (error) => {
      const { slack, chat, posting } = await chatIn();
      const { general } = slack.channels;
      slack.fail('chat.postMessage', { error });
      const aloud = { to: 'all', channel: general, thread: null } as const;
      expect(await chat.send(posting({ ...aloud, asker: slack.users.wang }))).toEqual({ kind: 'sent', sentAs: null });
      expect(slack.ephemerals('wang').map(({ shows }) => shows)).toEqual([expect.stringContaining('Hello there')]);
      expect(slack.messages('general')).toEqual([]);
      // What waits for an administrator waits, whoever asked.
      slack.fail('chat.postMessage', { error: 'missing_scope' });
      expect((await chat.send(posting({ ...aloud, asker: slack.users.wang }))).kind).toBe('retry');
    },
  );

  it('is a private note in its thread, and a direct message where there is no channel', async () => {
    const { slack, chat, posting, toOne, titles } = await chatIn();
    const { ts } = await slack.say('wang', 'general', 'What about Northwind?');
    await chat.send(posting(toOne({ thread: ts })));
    expect(slack.ephemerals('wang')[0]).toMatchObject({ threadTs: ts });
    await chat.send(posting(toOne({ channel: null })));
    expect(titles('wang')).toHaveLength(1);
  });

  it('takes the place of the note it was pressed in, buttons and all', async () => {
    const { slack, chat, posting, toOne, address, pressed } = await chatIn();
    await chat.send(posting(toOne({ responseUrl: await address() }), { reply: replyOf('Logged', UNDO) }));
    const [note] = slack.ephemerals('wang');
    if (!note) throw new Error('no note');
    const answer = posting(toOne({ responseUrl: await pressed(note, 'Undo'), replacesOriginal: true }));
    expect((await chat.send(answer)).kind).toBe('sent');
    const [after, ...others] = slack.ephemerals('wang');
    expect(others).toEqual([]);
    expect(after).toMatchObject({ ts: note.ts, edits: 1, controls: [] });
    // It may be put there again.
    expect(await chat.find(answer, 0)).toEqual({ kind: 'absent' });
  });

  it('may be shared from where it was asked, not from the direct conversation', async () => {
    const { slack, chat, posting, toOne, address } = await chatIn();
    const share = { text: 'stage Northwind' };
    await chat.send(posting(toOne({ responseUrl: await address(), share })));
    await chat.send(posting(toOne({ share })));
    await chat.send(posting(toOne({ channel: slack.channels.elsewhere, share })));
    expect(slack.ephemerals('wang').map(({ controls }) => controls.length)).toEqual([1, 1]);
    expect(slack.messages('wang').map(({ controls }) => controls.length)).toEqual([0]);
  });

  it('is sent nowhere else when the address may have taken it', async () => {
    const { slack, chat, posting, toOne, address, methods } = await chatIn();
    for (const fault of [{ reset: 'after' }, { status: 503 }] as const) {
      slack.fail('response_url', fault);
      expect((await chat.send(posting(toOne({ responseUrl: await address() })))).kind).toBe('unsure');
    }
    slack.fail('response_url', { retryAfter: 7 });
    const limited = await chat.send(posting(toOne({ responseUrl: await address() })));
    expect(limited).toMatchObject({ kind: 'retry', afterMs: 7000 });
    expect(methods().filter((one) => one.startsWith('chat.'))).toEqual([]);
  });

  it('is never posted to an address that is not Slack’s own', async () => {
    const { chat, posting, toOne, notes } = await chatIn();
    let asked = 0;
    const trap = createServer((_, response) => {
      asked += 1;
      response.end('ok');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    open.push(async () => trap.close());
    const { port } = trap.address() as AddressInfo;
    for (const responseUrl of [`http://127.0.0.1:${port}/response/1`, 'not an address', 'file:///etc/passwd'])
      expect(await chat.send(posting(toOne({ responseUrl })))).toEqual({ kind: 'sent', sentAs: null });
    expect(asked).toBe(0);
    expect(notes()).toHaveLength(3);
  });
});

describe('an answer in the place of a message', () => {
  it('stands there, and twice is once', async () => {
    const { slack, chat, posting, general, titles } = await chatIn();
    const first = await chat.send(
      posting({ to: 'all', channel: general, thread: null }, { reply: replyOf('Asked', UNDO) }),
    );
    const ts = first.kind === 'sent' ? (first.sentAs?.split(':')[1] ?? '') : '';
    const answer = posting({ to: 'replace', channel: general, ts }, { reply: replyOf('Done') });
    slack.fail('chat.update', { reset: 'after' });
    expect((await chat.send(answer)).kind).toBe('unsure');
    expect(await chat.find(answer, 0)).toMatchObject({ kind: 'found' });
    expect(await chat.send(answer)).toEqual({ kind: 'sent', sentAs: `${general}:${ts}` });
    expect(titles('general')).toEqual([expect.stringContaining('Done')]);
    expect(slack.messages('general')[0]?.controls).toEqual([]);
  });

  it('is said beside it when the message is no more', async () => {
    const { chat, posting, general, titles } = await chatIn();
    const answer = posting({ to: 'replace', channel: general, ts: '1700000000.000100' });
    expect(await chat.find(answer, 0)).toEqual({ kind: 'absent' });
    expect((await chat.send(answer)).kind).toBe('sent');
    expect(titles('general')).toHaveLength(1);
    expect((await chat.find(answer, 0)).kind).toBe('found');
  });
});

describe('what Slack does not take', () => {
  it.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long'])('%s: is said in words alone', async (error) => {
    const { slack, chat, posting, general, address, toOne } = await chatIn();
    const reply = replyOf('Northwind & <!channel>', { kind: 'text', text: 'stage: *basic*' }, UNDO);
    const routes: readonly (Route | undefined)[] = [undefined, { to: 'all', channel: general, thread: null }, toOne()];
    for (const route of routes) {
      const method = route?.to === 'one' ? 'chat.postEphemeral' : 'chat.postMessage';
      slack.fail(method, { error });
      expect((await chat.send(posting(route, { reply }))).kind).toBe('sent');
    }
    slack.fail('response_url', { error });
    await chat.send(posting(toOne({ responseUrl: await address() }), { reply }));
    const all = [...slack.messages('wang'), ...slack.messages('general'), ...slack.ephemerals('wang')];
    expect(all.map(({ pings, controls }) => [pings, controls])).toEqual(all.map(() => [[], []]));
    expect(all).toHaveLength(4);
    for (const { notification } of all) expect(notification).toContain('<!channel>');
  });

  it('in the place of a message: the blocks that stood there go', async () => {
    const { slack, chat, posting } = await chatIn();
    const letter = posting(undefined, { reply: replyOf('Before', UNDO) });
    const sent = await chat.send(letter);
    slack.fail('chat.update', { error: 'invalid_blocks' });
    const after = { ...letter, reply: replyOf('After') };
    expect((await chat.update(sent.kind === 'sent' ? (sent.sentAs ?? '') : '', after)).kind).toBe('sent');
    expect(slack.messages('wang')[0]).toMatchObject({ controls: [], shows: expect.stringContaining('After') });
  });
});

describe('what an administrator has to mend', () => {
  const MENDED: readonly (readonly [code: string, advice: string])[] = [
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['not_authed', 'SLACK_BOT_TOKEN'],
    ['account_inactive', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
    ['not_in_channel', '/invite'],
    ['messages_tab_disabled', 'App Home'],
  ];

  it.each(MENDED)('%s loses nothing, and the log says what to do', async (error, advice) => {
    const { slack, chat, posting, general, logged } = await chatIn();
    const letter = posting(undefined, { destination: `channel:${general}` });
    slack.fail('chat.postMessage', { error }, 3);
    for (let i = 0; i < 3; i++)
      expect(await chat.send(letter)).toMatchObject({ kind: 'retry', error: expect.stringContaining(advice) });
    // Not each time: it may last for hours.
    expect(logged.filter((line) => line.includes(advice))).toHaveLength(1);
    expect(await chat.send(letter)).toMatchObject({ kind: 'sent' });
  });

  it('names the scope that is missing', async () => {
    const { chat, posting, logged } = await chatIn({ scopes: ['chat:write', 'im:write'] });
    const letter = posting();
    expect((await chat.send(letter)).kind).toBe('sent');
    expect(await chat.find(letter, 0)).toMatchObject({ kind: 'retry', error: expect.stringContaining('im:history') });
    expect(logged.join()).toContain('im:history');
  });

  it('tells no secret in the log', async () => {
    const { slack, chat, posting, toOne, address, logged, config } = await chatIn();
    const responseUrl = await address();
    slack.fail('response_url', { reset: 'before' });
    slack.fail('chat.postMessage', { status: 500 });
    await chat.send(posting(toOne({ responseUrl })));
    await chat.send(posting());
    slack.fail('chat.postMessage', { error: 'invalid_auth' });
    await chat.send(posting());
    expect(logged.join()).not.toContain(config.botToken);
    expect(logged.join()).not.toContain('/response/');
  });
});

describe('a channel that takes no more', () => {
  it('is left alone as long as Slack says; others are written to', async () => {
    const { slack, chat, posting, general, clock } = await chatIn();
    const toGeneral = () => posting({ to: 'all', channel: general, thread: null });
    slack.fail('chat.postMessage', { retryAfter: 30 }, 1, ({ channel }) => channel === general);
    expect(await chat.send(toGeneral())).toMatchObject({ kind: 'retry', afterMs: 30_000 });
    clock.now += 10_000;
    expect(await chat.send(toGeneral())).toMatchObject({ kind: 'retry', afterMs: 20_000 });
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
    expect((await chat.send(posting())).kind).toBe('sent');
    clock.now += 20_000;
    expect((await chat.send(toGeneral())).kind).toBe('sent');
  });
});

describe('somebody to write to', () => {
  it('who is not known there is gone', async () => {
    const { chat, posting, tenant } = await chatIn();
    expect((await chat.send(posting(undefined, { destination: 'dm:zhao' }))).kind).toBe('gone');
    expect((await chat.send(posting(undefined, { tenant: `${tenant}X` }))).kind).toBe('gone');
    expect(await chat.find({ ...posting(), destination: 'dm:zhao' }, 0)).toEqual({ kind: 'absent' });
  });

  it('has a conversation that is opened once', async () => {
    const { slack, chat, posting } = await chatIn();
    for (let i = 0; i < 3; i++) await chat.send(posting());
    expect(slack.calls('conversations.open')).toHaveLength(1);
  });

  it('is asked for anew when the conversation is no more, and is gone when they are', async () => {
    const { slack, chat, posting } = await chatIn();
    await chat.send(posting());
    slack.fail('chat.postMessage', { error: 'channel_not_found' });
    expect(await chat.send(posting())).toMatchObject({ kind: 'retry' });
    slack.fail('conversations.open', { error: 'user_disabled' });
    expect(await chat.send(posting())).toMatchObject({ kind: 'gone' });
  });
});

describe('a file an answer hands over', () => {
  const fileOf = (id: string, name = 'accounts.csv'): Block => ({ kind: 'file', id, name, size: 9 });

  it('comes under the message that names it', async () => {
    const { slack, chat, posting, transfers } = await chatIn();
    const kept = transfers.keep('wang', 'accounts.csv', Buffer.from('name\n华为\n'));
    await chat.send(posting(undefined, { reply: replyOf('Exported', fileOf(kept?.id ?? '')) }));
    const [message, file] = slack.messages('wang');
    expect(file).toMatchObject({ threadTs: message?.ts, files: [{ name: 'accounts.csv', size: 12 }] });
  });

  it('comes in the thread of an answer in the direct conversation', async () => {
    const { slack, chat, posting, transfers } = await chatIn();
    const kept = transfers.keep('wang', 'accounts.csv', Buffer.from('name'));
    const { ts, channel } = await slack.dm('wang', 'export accounts');
    const answer = posting({ to: 'all', channel, thread: ts }, { reply: replyOf('Exported', fileOf(kept?.id ?? '')) });
    expect((await chat.send(answer)).kind).toBe('sent');
    const [, , file, ...others] = slack.messages('wang');
    expect(others).toEqual([]);
    expect(file).toMatchObject({ threadTs: ts, files: [{ name: 'accounts.csv' }] });
    expect(slack.violations()).toEqual([]);
  });

  it('goes into the direct conversation when the answer is a private note', async () => {
    const { slack, chat, posting, transfers, toOne, address } = await chatIn();
    const kept = transfers.keep('wang', 'accounts.csv', Buffer.from('name'));
    const route = toOne({ responseUrl: await address() });
    await chat.send(posting(route, { reply: replyOf('Exported', fileOf(kept?.id ?? '')) }));
    expect(slack.messages('wang').map(({ files }) => files.length)).toEqual([1]);
    expect(slack.messages('general')).toEqual([]);
  });

  it('that is not kept, is another’s, or cannot be put there is told of, once', async () => {
    const { slack, chat, posting, transfers, logged } = await chatIn();
    const others = transfers.keep('tom', 'accounts.csv', Buffer.from('name'));
    const own = transfers.keep('wang', 'accounts.csv', Buffer.from('name'));
    const send = (id: string) => chat.send(posting(undefined, { reply: replyOf('Exported', fileOf(id)) }));
    expect((await send('nothing')).kind).toBe('sent');
    expect((await send(others?.id ?? '')).kind).toBe('sent');
    slack.fail('files.completeUploadExternal', { error: 'missing_scope' });
    expect((await send(own?.id ?? '')).kind).toBe('sent');
    slack.fail('upload', { reset: 'before' });
    expect((await send(own?.id ?? '')).kind).toBe('sent');
    const told = slack.messages('wang').filter(({ threadTs }) => threadTs !== null);
    expect(told.map(({ notification }) => notification.includes('accounts.csv'))).toEqual([true, true, true, true]);
    expect(slack.messages('wang').flatMap(({ files }) => files)).toEqual([]);
    expect(logged.filter((line) => line.includes('could not be handed over'))).toHaveLength(4);
  });
});

describe('a Slack that is not there', () => {
  it('has surely taken nothing', async () => {
    const { slack, posting, toOne, address, config, now } = await chatIn();
    const responseUrl = await address();
    await slack.close();
    open.splice(0, 1);
    const chat = createSlackChat({ config, userOf: async () => slack.users.wang, log: QUIET, now });
    for (const letter of [posting(), posting(toOne()), posting(toOne({ responseUrl }))])
      expect(await chat.send(letter)).toMatchObject({ kind: 'retry' });
    expect(await chat.find(posting(), 0)).toMatchObject({ kind: 'retry' });
    expect(await chat.update('D0:1.2', posting())).toMatchObject({ kind: 'retry' });
  });

  it.each([500, 502, 503])('answers %i: whether it took something is not known', async (status) => {
    const { slack, chat, posting } = await chatIn();
    slack.fail('chat.postMessage', { status });
    expect((await chat.send(posting())).kind).toBe('unsure');
  });

  it.each([403, 404, 413])('answers %i: something on the way has refused it', async (status) => {
    const { slack, chat, posting } = await chatIn();
    slack.fail('chat.postMessage', { status });
    expect((await chat.send(posting())).kind).toBe('retry');
  });
});
