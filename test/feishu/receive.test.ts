import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeishuSaid } from '../../adapters/feishu/payload.ts';
import type { TableParts } from '../../adapters/feishu/receive.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { APP, event, IN_GROUP, KAM, MENTION, message, receivingAt, TENANT, WANG, who } from './receiving.ts';

let test: TestAssistant;
beforeEach(async () => {
  test = await openTestAssistant(smallBook());
});
afterEach(() => test.close());

const receiving = (given?: Partial<TableParts>) => receivingAt(test, given);

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
    const one = menu(key);
    expect(await handle(one)).toBeNull();
    expect(await kept()).toEqual([
      expect.objectContaining({
        deliveryKey: `${APP}:event:${one.header.event_id}`,
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
