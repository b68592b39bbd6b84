import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeishuEvent, PressBody } from '../../adapters/feishu/bodies.ts';
import type { FeishuApp } from '../../adapters/feishu/parts.ts';
import type { FeishuSaid } from '../../adapters/feishu/payload.ts';
import { createTable, type TableParts } from '../../adapters/feishu/receive.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const APP = 'cli_a0b1c2d3e4f5a6b7';
const TENANT = '2f1e0d3c4b5a6978';
const KAM: FeishuApp = { botOpenId: 'ou_kam', name: 'KAM', tenant: TENANT };

let test: TestAssistant;
beforeEach(async () => {
  test = await openTestAssistant(smallBook());
});
afterEach(() => test.close());

interface Receiving {
  readonly handle: (event: FeishuEvent) => Promise<unknown>;
  /** What is kept; fails where more than one of a person is, as those are worked on one after another. */
  kept(): Promise<readonly InboxItem[]>;
  readonly pressed: PressBody[];
  /** What the directory was told to ask for anew. */
  readonly forgotten: string[];
  readonly warned: string[];
}

function receiving(given: Partial<TableParts> = {}): Receiving {
  const { assistant } = test;
  const [pressed, forgotten, warned]: [PressBody[], string[], string[]] = [[], [], []];
  const table = createTable({
    config: {
      ...{ appId: APP, appSecret: 's', mode: 'websocket', encryptKey: null, verificationToken: null },
      baseUrl: 'http://127.0.0.1:9',
    },
    app: () => KAM,
    intake: assistant.intake,
    store: assistant.store,
    directory: {
      profileOf: () => Promise.reject(new Error('nobody is asked while Feishu waits')),
      readersOf: () => Promise.reject(new Error('nobody is asked while Feishu waits')),
      userChanged: (user) => void forgotten.push(user),
      chatChanged: (chat) => void forgotten.push(chat),
    },
    log: { debug: () => {}, info: () => {}, warn: (message) => void warned.push(message), error: () => {} },
    async press(body) {
      pressed.push(body);
      return { toast: { type: 'success', content: '好' } };
    },
    ...given,
  });
  return {
    handle: table.handle,
    pressed,
    forgotten,
    warned,
    async kept() {
      const { inbox } = assistant.store;
      const now = assistant.now();
      const items = await inbox.claim({ platform: 'feishu', limit: 50, now, leaseMs: 1000 });
      const { states } = await inbox.figures(now);
      expect(states.pending + states.working).toBe(items.length);
      return items;
    },
  };
}

let count = 0;
const event = (type: string, body: Readonly<Record<string, unknown>>, header: object = {}): FeishuEvent => {
  count += 1;
  return {
    schema: '2.0',
    header: { event_id: `e${count}`, event_type: type, token: 'v', app_id: APP, tenant_key: TENANT, ...header },
    event: body,
  };
};

const WANG = { open_id: 'ou_wang', union_id: 'on_wang', user_id: 'wang' };
const SENDER = { sender_id: WANG, sender_type: 'user', tenant_key: TENANT };
const MENTION = {
  ...{ key: '@_user_1', id: { open_id: 'ou_kam', union_id: 'on_kam' } },
  ...{ mentioned_type: 'bot', name: 'KAM', tenant_key: TENANT },
};
const MESSAGE = {
  ...{ message_id: 'om_1', create_time: '1', update_time: '1', chat_id: 'oc_1', chat_type: 'p2p' },
  ...{ message_type: 'text', content: '{"text":"查 华为"}' },
};
const IN_GROUP = { ...MESSAGE, chat_type: 'group', content: '{"text":"@_user_1 查"}', mentions: [MENTION] };
const message = (more: object = {}, sender: object = {}, header: object = {}): FeishuEvent =>
  event('im.message.receive_v1', { sender: { ...SENDER, ...sender }, message: { ...MESSAGE, ...more } }, header);

const who = { openId: 'ou_wang', unionId: 'on_wang', tenant: TENANT };

describe('messages', () => {
  it('are kept as they came before they are acknowledged', async () => {
    const { handle, kept } = receiving();
    expect(await handle(message())).toBeNull();
    expect(await kept()).toEqual([
      expect.objectContaining({
        platform: 'feishu',
        tenant: TENANT,
        deliveryKey: `${APP}:message:om_1`,
        conversation: 'on_wang',
        payload: {
          tenant: TENANT,
          who,
          content: { message: { type: 'text', content: '{"text":"查 华为"}', mentions: [] } },
          from: { kind: 'dm', chat: 'oc_1', message: 'om_1' },
        },
      }),
    ]);
  });

  const group = { kind: 'group', chat: 'oc_1', message: 'om_1', thread: null };
  it.each([
    ['a conversation with us', {}, { kind: 'dm', chat: 'oc_1', message: 'om_1' }],
    ['a group', IN_GROUP, group],
    ['a group, beneath another message', { ...IN_GROUP, root_id: 'om_0', parent_id: 'om_0' }, group],
    ['a topic', { ...IN_GROUP, root_id: 'om_0', thread_id: 'omt_1' }, { ...group, thread: 'omt_1' }],
    ['a group of topics', { ...IN_GROUP, chat_type: 'topic_group' }, { ...group, thread: 'om_1' }],
    [
      'a group of topics, where the topic is not told',
      { ...IN_GROUP, chat_type: 'topic_group', root_id: 'om_0' },
      { ...group, thread: 'om_0' },
    ],
  ])('are known by where they stand: %s', async (_, more, from) => {
    const { handle, kept } = receiving();
    await handle(message(more));
    expect((await kept()).map(({ payload }) => (payload as FeishuSaid).from)).toEqual([from]);
  });

  it('keep who is mentioned in them', async () => {
    const { handle, kept } = receiving();
    const eve = { key: '@_user_2', id: { open_id: 'ou_eve' }, name: 'Eve' };
    await handle(message({ ...IN_GROUP, mentions: [MENTION, eve, { name: 'no key' }, 'rubbish'] }));
    expect((await kept())[0]?.payload).toMatchObject({
      content: {
        message: {
          mentions: [
            { key: '@_user_1', openId: 'ou_kam', unionId: 'on_kam', name: 'KAM', isBot: true },
            { key: '@_user_2', openId: 'ou_eve', unionId: null, name: 'Eve' },
          ],
        },
      },
    });
  });

  it.each([
    ['our own', message({}, { sender_id: { open_id: 'ou_kam' }, sender_type: 'user' })],
    ['our own, as a bot', message({}, { sender_id: { open_id: 'ou_kam' }, sender_type: 'bot' })],
    ['another bot’s', message({ ...IN_GROUP }, { sender_id: { open_id: 'ou_bot' }, sender_type: 'bot' })],
    ['a program’s', message({}, { sender_id: { open_id: 'ou_bot' }, sender_type: 'app' })],
    ['somebody’s who is not told', message({}, { sender_id: {} })],
    ['a group’s that mentions nobody', message({ chat_type: 'group' })],
    ['a group’s that mentions everybody', message({ chat_type: 'group', content: '{"text":"@_all 开会"}' })],
    [
      'a group’s that mentions somebody else',
      message({ ...IN_GROUP, mentions: [{ ...MENTION, id: { open_id: 'ou_eve' }, mentioned_type: 'user' }] }),
    ],
    ['another app’s', message({}, {}, { app_id: 'cli_ffffffffffffffff' })],
    ['one without an id', message({ message_id: '' })],
    ['one without a chat', message({ chat_id: undefined })],
    ['nothing at all', event('im.message.receive_v1', {})],
  ])('are passed over and acknowledged: %s', async (_, given) => {
    const { handle, kept } = receiving();
    expect(await handle(given)).toBeNull();
    expect(await kept()).toEqual([]);
  });

  it('of groups are kept for whichever bot they mention, as long as nobody has told who we are', async () => {
    const { handle, kept } = receiving({ app: () => null });
    const human = { ...MENTION, id: { open_id: 'ou_eve' }, mentioned_type: 'user' };
    await handle(message({ ...IN_GROUP, message_id: 'om_2', mentions: [human] }));
    await handle(message({ ...IN_GROUP, message_id: 'om_3' }));
    expect((await kept()).map(({ deliveryKey }) => deliveryKey)).toEqual([`${APP}:message:om_3`]);
  });

  it('are of the organisation that Feishu tells, until it is known', async () => {
    const { handle, kept } = receiving({ app: () => ({ ...KAM, tenant: null }) });
    await handle(message());
    expect((await kept())[0]?.tenant).toBe(TENANT);
  });

  it('of people of other organisations are ours to refuse', async () => {
    const { handle, kept } = receiving();
    await handle(message(IN_GROUP, { tenant_key: 'theirs' }));
    expect((await kept())[0]).toMatchObject({ tenant: TENANT, payload: { tenant: TENANT, who: { tenant: 'theirs' } } });
  });

  it('of people without a union id are known by their id in our app', async () => {
    const { handle, kept } = receiving();
    await handle(message({}, { sender_id: { open_id: 'ou_eve' } }));
    expect((await kept())[0]).toMatchObject({ conversation: 'ou_eve', payload: { who: { unionId: null } } });
  });

  it.each([
    ['word for word', {}],
    ['under another event', { event_id: 'other' }],
    ['without its event', { event_id: undefined }],
  ])('come once, though they are delivered again %s', async (_, header) => {
    const { handle, kept } = receiving();
    await handle(message({}, {}, { event_id: 'same' }));
    await handle(message({}, {}, { event_id: 'same', ...header }));
    expect(await kept()).toHaveLength(1);
  });

  it('that came at once, twice, are kept once', async () => {
    const { handle, kept } = receiving();
    const one = message();
    await Promise.all([handle(one), handle(one), handle(one)]);
    expect(await kept()).toHaveLength(1);
  });

  it('of two apps are two', async () => {
    await receiving().handle(message());
    const other = 'cli_ffffffffffffffff';
    const config = { ...{ appId: other, appSecret: 's', mode: 'websocket' as const }, baseUrl: 'http://127.0.0.1:9' };
    const second = receiving({ config: { ...config, encryptKey: null, verificationToken: null } });
    await second.handle(message({}, {}, { app_id: other }));
    const keys = [`${APP}:message:om_1`, `${other}:message:om_1`];
    const found = keys.map((deliveryKey) =>
      test.assistant.store.inbox.find({ platform: 'feishu', tenant: TENANT, deliveryKey }),
    );
    expect((await Promise.all(found)).map((one) => one?.state)).toEqual(['pending', 'pending']);
  });
});

describe('the menu', () => {
  const menu = (key: unknown) =>
    event('application.bot.menu_v6', { operator: { operator_name: '王芳', operator_id: WANG }, event_key: key });

  it.each([
    ['home', { call: { command: 'home', args: {} } }],
    ['kam_home', { call: { command: 'home', args: {} } }],
    ['KAM.Overdue', { call: { command: 'overdue', args: {} } }],
    ['help', { call: { command: 'help', args: {} } }],
    ['kam_next', { call: { command: 'next', args: {} } }],
    ['log', { form: { command: 'log', args: {} } }],
    ['kam_stage', { form: { command: 'stage', args: {} } }],
    ['undo', { form: { command: 'undo', args: {} } }],
    ['待联系', { text: '/kam 待联系' }],
    ['kam_待办', { text: '/kam 待办' }],
    ['something else', { text: '/kam something else' }],
  ])('asks for a command: %s', async (key, content) => {
    const { handle, kept } = receiving();
    expect(await handle(menu(key))).toBeNull();
    expect(await kept()).toEqual([
      expect.objectContaining({
        deliveryKey: `${APP}:event:e${count}`,
        conversation: 'on_wang',
        payload: { tenant: TENANT, who, content, from: { kind: 'menu' } },
      }),
    ]);
  });

  it.each([
    ['no key', ''],
    ['a key that is none', 7],
  ])('asks for nothing with %s', async (_, key) => {
    const { handle, kept } = receiving();
    expect(await handle(menu(key))).toBeNull();
    expect(await kept()).toEqual([]);
  });
});

describe('what happens in Feishu', () => {
  const ENTERED = 'im.chat.access_event.bot_p2p_chat_entered_v1';
  const entered = (more: object = {}) => event(ENTERED, { chat_id: 'oc_1', operator_id: WANG, ...more });
  const created = { chat_id: 'oc_1', operator: { open_id: 'ou_wang' }, user: { open_id: 'ou_wang', name: '王芳' } };
  const oldest = (more: object = {}): FeishuEvent => ({
    ...{ uuid: 'u1', token: 'v', type: 'event_callback' },
    event: { type: 'p2p_chat_create', app_id: APP, tenant_key: TENANT, ...created, ...more },
  });

  it('somebody opens the conversation for the first time', async () => {
    const { handle, kept } = receiving();
    expect(await handle(entered({ last_message_id: '' }))).toBeNull();
    expect(await kept()).toEqual([
      expect.objectContaining({
        deliveryKey: `${APP}:event:e${count}`,
        payload: { notice: 'met', tenant: TENANT, who, isFirst: true },
      }),
    ]);
  });

  it('is told of in the shape of the oldest events too, and kept once', async () => {
    const { handle, kept } = receiving();
    await handle(oldest());
    await handle(entered());
    await handle(entered());
    await handle(entered({ last_message_id: 'om_1' }));
    const [first, ...more] = await kept();
    expect(first).toMatchObject({
      deliveryKey: `${APP}:event:u1`,
      payload: { notice: 'met', who: { openId: 'ou_wang' } },
    });
    expect(more).toEqual([]);
  });

  it.each([
    ['a conversation that has begun', entered({ last_message_id: 'om_1', last_message_create_time: '1' })],
    ['nobody who is told', entered({ operator_id: null })],
    ['a conversation of another app', oldest({ app_id: 'cli_ffffffffffffffff' })],
  ])('greets nobody in %s', async (_, given) => {
    const { handle, kept } = receiving();
    expect(await handle(given)).toBeNull();
    expect(await kept()).toEqual([]);
  });

  it('we are taken into a group', async () => {
    const { handle, kept, forgotten } = receiving();
    const body = { chat_id: 'oc_2', operator_id: WANG, external: false, operator_tenant_key: TENANT, name: '华为' };
    expect(await handle(event('im.chat.member.bot.added_v1', body))).toBeNull();
    expect((await kept())[0]?.payload).toEqual({ notice: 'invited', tenant: TENANT, who, chat: 'oc_2' });
    expect(forgotten).toEqual(['oc_2']);
  });

  it('we are taken into a group by somebody of another organisation', async () => {
    const { handle, kept } = receiving();
    const body = { chat_id: 'oc_2', operator_id: WANG, external: true, operator_tenant_key: 'theirs' };
    await handle(event('im.chat.member.bot.added_v1', body));
    expect((await kept())[0]?.payload).toMatchObject({ tenant: TENANT, who: { tenant: 'theirs' } });
  });

  it.each([
    'im.chat.member.bot.deleted_v1',
    'im.chat.member.user.added_v1',
    'im.chat.member.user.deleted_v1',
    'im.chat.member.user.withdrawn_v1',
    'im.chat.updated_v1',
    'im.chat.disbanded_v1',
  ])('others read in a group: %s', async (type) => {
    const { handle, kept, forgotten } = receiving();
    expect(await handle(event(type, { chat_id: 'oc_2', users: [{ user_id: WANG }] }))).toBeNull();
    expect(forgotten).toEqual(['oc_2']);
    expect(await kept()).toEqual([]);
  });

  async function known(): Promise<void> {
    const { store, now, newId } = test.assistant;
    const member = await store.views.memberByKey('wang');
    const about = { command: 'member', input: {}, memberId: null, at: now() };
    await store.transaction(about, (repositories) =>
      repositories.insert('identity', {
        ...{ id: newId(), memberId: member?.id ?? '', platform: 'feishu', tenant: TENANT, externalId: 'on_wang' },
        ...{ timeZone: null, language: null, closedAt: null, createdAt: now() },
      }),
    );
  }

  it.each([
    ['has another name', 'updated', { name: '王方' }, false],
    ['is frozen for a while', 'updated', { status: { is_frozen: true, is_resigned: false } }, false],
    ['has resigned', 'updated', { status: { is_resigned: true } }, true],
    ['has left by themselves', 'updated', { status: { is_exited: true } }, true],
    ['is deleted', 'deleted', {}, true],
  ])('somebody we know %s', async (_, verb, more, isGone) => {
    await known();
    const { handle, kept, forgotten } = receiving();
    const body = { object: { ...WANG, ...more }, old_object: {} };
    expect(await handle(event(`contact.user.${verb}_v3`, body))).toBeNull();
    expect((await kept()).map(({ payload }) => payload)).toEqual([
      { notice: 'user-changed', tenant: TENANT, who, isGone },
    ]);
    expect(forgotten).toEqual(['ou_wang', 'on_wang']);
  });

  it.each([
    ['somebody nobody knows', { object: { open_id: 'ou_eve', union_id: 'on_eve' } }],
    ['nobody', {}],
  ])('nothing is kept of %s', async (_, body) => {
    await known();
    const { handle, kept } = receiving();
    expect(await handle(event('contact.user.updated_v3', body))).toBeNull();
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['a message is read', event('im.message.message_read_v1', { reader: {} })],
    ['there is a new kind', event('something.new_v9', {})],
    ['it has no type', { schema: '2.0' }],
    ['it has no body', { schema: '2.0', header: { event_type: 'im.message.receive_v1', app_id: APP } }],
    ['it is nothing', {}],
    ['it is not even in shape', { header: 'x', event: [] } as unknown as FeishuEvent],
  ])('is acknowledged and passed over: %s', async (_, given) => {
    const { handle, kept, warned } = receiving();
    expect(await handle(given)).toBeNull();
    expect(await kept()).toEqual([]);
    expect(warned).toEqual([]);
  });

  it('of another app is told to the operator', async () => {
    const { handle, warned } = receiving();
    await handle(message({}, {}, { app_id: 'cli_ffffffffffffffff' }));
    expect(warned).toEqual([expect.stringContaining('FEISHU_APP_ID')]);
  });
});

describe('presses', () => {
  const ACTION = { tag: 'button', value: { a: 'kam:call', v: '{}', p: 'dm' }, timezone: 'Asia/Shanghai' };
  const body = {
    operator: { ...WANG, tenant_key: TENANT },
    token: 'c-1',
    action: ACTION,
    host: 'im_message',
    context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
  };
  const { context, ...rest } = body;

  it.each([
    ['as documented', event('card.action.trigger', body)],
    ['with the place beside the event', { ...event('card.action.trigger', rest), context }],
    ['with the place in the event', event('card.action.trigger', { ...rest, ...context })],
  ])('are answered at once: %s', async (_, given) => {
    const { handle, kept, pressed } = receiving();
    expect(await handle(given)).toEqual({ toast: { type: 'success', content: '好' } });
    const eventId = given.header?.event_id;
    expect(pressed).toEqual([{ tenant: TENANT, eventId, who, message: 'om_1', chat: 'oc_1', action: ACTION }]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['nobody', { ...body, operator: {} }],
    ['nothing', { ...body, action: null }],
  ])('of %s are answered with nothing', async (_, given) => {
    const { handle, pressed, warned } = receiving();
    expect(await handle(event('card.action.trigger', given))).toEqual({});
    expect([pressed, warned.length]).toEqual([[], 1]);
  });

  it('of another app do nothing', async () => {
    const { handle, pressed } = receiving();
    await handle(event('card.action.trigger', body, { app_id: 'cli_ffffffffffffffff' }));
    expect(pressed).toEqual([]);
  });
});

describe('a book in trouble', () => {
  it.each([
    ['a message', message()],
    ['the menu', event('application.bot.menu_v6', { operator: { operator_id: WANG }, event_key: 'home' })],
    ['a first meeting', event('im.chat.access_event.bot_p2p_chat_entered_v1', { operator_id: WANG })],
    ['an invitation', event('im.chat.member.bot.added_v1', { chat_id: 'oc_1', operator_id: WANG })],
  ])('has Feishu send again: %s', async (_, given) => {
    const intake = { accept: () => Promise.reject(new Error('full')), ask: test.assistant.intake.ask };
    await expect(receiving({ intake }).handle(given)).rejects.toThrow('full');
    const { handle, kept } = receiving();
    await handle(given);
    expect(await kept()).toHaveLength(1);
  });
});
