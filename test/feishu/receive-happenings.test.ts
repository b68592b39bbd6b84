import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeishuEvent } from '../../adapters/feishu/bodies.ts';
import type { TableParts } from '../../adapters/feishu/receive.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { APP, event, message, receivingAt, TENANT, WANG, who } from './receiving.ts';

let test: TestAssistant;
beforeEach(async () => {
  test = await openTestAssistant(smallBook());
});
afterEach(() => test.close());

const receiving = (given?: Partial<TableParts>) => receivingAt(test, given);

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
    const one = entered({ last_message_id: '' });
    expect(await handle(one)).toBeNull();
    expect(await kept()).toEqual([
      expect.objectContaining({
        deliveryKey: `${APP}:event:${one.header.event_id}`,
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
