import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { SCOPES } from '../fakes/feishu/seed.ts';
import { type Api, openApi, sdkOn } from './feishu-api.ts';

let feishu: FeishuDouble;
let api: Api;
beforeEach(async () => {
  feishu = await openFeishuDouble();
  api = await openApi(feishu);
});
afterEach(() => feishu.close());

describe('files', () => {
  it('are uploaded by the SDK, sent by their key and read back', async () => {
    const client = sdkOn(feishu);
    const file = await client.im.v1.file.create({
      data: { file_type: 'stream', file_name: 'accounts.csv', file: Buffer.from('名,级\n华为,A\n') },
    });
    const image = await client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from([1, 2, 3]) } });
    for (const [type, key] of Object.entries({ file: file?.file_key, image: image?.image_key })) {
      const sent = await client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: {
          receive_id: feishu.users.wang,
          msg_type: type,
          content: JSON.stringify({ [`${type}_key`]: key }),
          uuid: type,
        },
      });
      expect(sent.code).toBe(0);
    }
    const [first, second] = feishu.dms('wang');
    expect(first?.file).toMatchObject({ name: 'accounts.csv', bytes: Buffer.from('名,级\n华为,A\n') });
    expect(second?.file?.bytes).toEqual(Buffer.from([1, 2, 3]));
  });

  it.each([
    ['im/v1/images', { image_type: 'poster' }, 234001],
    ['im/v1/files', { file_type: 'csv', file_name: 'a.csv' }, 234001],
    ['im/v1/files', { file_type: 'stream' }, 234001],
    ['im/v1/files', { file_type: 'stream', file_name: 'a.csv' }, 234001],
  ])('%s with %o is refused', async (path, body, code) => {
    expect((await api(`POST ${path}`, { body })).code).toBe(code);
  });

  it('somebody sends are read through their message alone', async () => {
    const key = feishu.store('file', '客户.xlsx', Buffer.from('x'));
    const said = await feishu.say('wang', { type: 'file', content: { file_key: key, file_name: '客户.xlsx' } });
    const other = await feishu.say('wang', '好');
    const path = (id: string) => `GET im/v1/messages/${id}/resources/${key}`;
    expect((await api(path(other.messageId), { query: { type: 'file' } })).code).toBe(234003);
    const found = await sdkOn(feishu).im.v1.messageResource.get({
      path: { message_id: said.messageId, file_key: key },
      params: { type: 'file' },
    });
    const chunks: Buffer[] = [];
    for await (const chunk of found.getReadableStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('x');
  });
});

describe('groups', () => {
  it('tell what they are, and little to who is not in them', async () => {
    const { chats } = feishu;
    expect((await api(`GET im/v1/chats/${chats.shared}`)).data).toMatchObject({
      external: true,
      chat_mode: 'group',
      user_count: '3',
    });
    expect((await api(`GET im/v1/chats/${chats.topics}`)).data).toMatchObject({ chat_mode: 'topic' });
    expect((await api(`GET im/v1/chats/${chats.dissolved}`)).data).toMatchObject({ chat_status: 'dissolved' });
    expect((await api(`GET im/v1/chats/${chats.elsewhere}`)).data).not.toHaveProperty('user_count');
    expect((await api('GET im/v1/chats/oc_nothing')).code).toBe(232006);
  });

  it('tell their people page by page, bots not among them, to who is in them', async () => {
    const { chats, users } = feishu;
    const members = (chat: string, query = {}) => api(`GET im/v1/chats/${chat}/members`, { query });
    const first = await members(chats.general, { page_size: '3' });
    expect(first.data).toMatchObject({ has_more: true, member_total: 5 });
    const token = String(first.data['page_token']);
    const second = await members(chats.general, { page_size: '3', page_token: token });
    expect(second.data).toMatchObject({
      has_more: false,
      items: [{ member_id: users.tom }, { member_id: users.vera }],
    });
    const people = (await members(chats.bots)).data['items'];
    expect(people).toMatchObject([{ member_id: users.wang, name: '王芳', tenant_key: feishu.tenant }]);
    expect((await members(chats.elsewhere)).code).toBe(232011);
    expect((await members(chats.dissolved)).code).toBe(232009);
    expect((await members(chats.general, { page_size: '101' })).code).toBe(99992402);
  });
});

describe('people', () => {
  it('are told of within the range of the app, each kind of id its own', async () => {
    const { users, unions } = feishu;
    const get = (id: string, type: string) => api(`GET contact/v3/users/${id}`, { query: { user_id_type: type } });
    expect((await get(unions.wang, 'union_id')).data).toMatchObject({ user: { open_id: users.wang, name: '王芳' } });
    expect((await get(users.gone, 'open_id')).data).toMatchObject({ user: { status: { is_resigned: true } } });
    expect((await get(users.outside, 'open_id')).code).toBe(41050);
    expect((await get(users.stranger, 'open_id')).code).toBe(41050);
    expect((await get('ou_nobody', 'open_id')).code).toBe(41012);
    expect((await get(unions.wang, 'open_id')).code).toBe(99992351);
    expect((await get('x', 'email')).code).toBe(99992402);
  });

  it('are found by address and number, those who left only when asked for', async () => {
    feishu.grant([...SCOPES, 'contact:user.id:readonly']);
    const find = async (body: object) => (await api('POST contact/v3/users/batch_get_id', { body })).data['user_list'];
    expect(await find({ emails: ['WANG@example.com', 'x@example.com'], mobiles: ['13800000001'] })).toMatchObject([
      { email: 'WANG@example.com', user_id: feishu.users.wang },
      { email: 'x@example.com' },
      { mobile: '13800000001', user_id: feishu.users.wang },
    ]);
    const left = { emails: ['gone@example.com'] };
    expect(await find(left)).toEqual([{ email: 'gone@example.com' }]);
    expect(await find({ ...left, include_resigned: true })).toMatchObject([{ user_id: feishu.users.gone }]);
  });

  it('the organisation and the bot tell who they are', async () => {
    expect((await api('GET tenant/v2/tenant/query')).data).toMatchObject({ tenant: { tenant_key: feishu.tenant } });
    expect((await api('GET bot/v3/info')).json).toMatchObject({
      code: 0,
      bot: { open_id: feishu.botOpenId, activate_status: 2 },
    });
  });
});

describe('slash commands', () => {
  const PATH = 'application/v7/app_slash_commands';
  const described = { default_value: '帮助', i18n: { zh_cn: '帮助', en_us: 'Help' } };
  it('are made, changed and removed, each name once', async () => {
    const made = await api(`POST ${PATH}`, { body: { command: '帮助', description: described } });
    const id = String(made.data['command_id']);
    expect((await api(`POST ${PATH}`, { body: { command: '帮助', description: described } })).code).toBe(40000000);
    await api(`PATCH ${PATH}/${id}`, { body: { description: { default_value: '怎么用' } } });
    expect(feishu.slashCommands()).toMatchObject([{ command: '帮助', description: { default_value: '怎么用' } }]);
    expect((await api(`GET ${PATH}`)).data).toMatchObject({ has_more: false, items: [{ command_id: id }] });
    expect((await api(`DELETE ${PATH}/${id}`)).code).toBe(0);
    expect((await api(`DELETE ${PATH}/${id}`)).status).toBe(404);
    expect(feishu.slashCommands()).toEqual([]);
  });

  it.each([
    ['a slash', { command: '/帮助', description: described }, 99992402],
    ['no words', { command: '帮助', description: {} }, 99992402],
    ['a language that is none', { command: '帮助', description: { ...described, i18n: { zh: '帮助' } } }, 99992402],
    ['a picture nobody uploaded', { command: '帮助', description: described, icon: { icon_key: 'img_1' } }, 40000031],
  ])('with %s are refused', async (_, body, code) => {
    expect((await api(`POST ${PATH}`, { body })).code).toBe(code);
  });

  it('are a hundred at most, told page by page', async () => {
    for (let i = 0; i < 100; i++) await api(`POST ${PATH}`, { body: { command: `c${i}`, description: described } });
    expect((await api(`POST ${PATH}`, { body: { command: 'more', description: described } })).code).not.toBe(0);
    const first = await api(`GET ${PATH}`, { query: { page_size: '60' } });
    const second = await api(`GET ${PATH}`, {
      query: { page_size: '60', page_token: String(first.data['page_token']) },
    });
    expect([first, second].map(({ data }) => (data['items'] as unknown[]).length)).toEqual([60, 40]);
  });
});

describe('the app itself', () => {
  it('tells what it is granted and subscribed to', async () => {
    feishu.grant(['application:application:self_manage']);
    const { data } = await api('GET application/v6/scopes');
    expect(data['scopes']).toEqual([
      { scope_name: 'application:application:self_manage', grant_status: 1, scope_type: 'tenant' },
    ]);
    const own = await api(`GET application/v6/applications/${feishu.appId}`, { query: { lang: 'zh_cn' } });
    expect(own.data).toMatchObject({
      app: {
        event: { subscribed_events: expect.arrayContaining(['im.message.receive_v1']) },
        callback: { subscribed_callbacks: ['card.action.trigger'] },
      },
    });
    expect((await api('GET application/v6/applications/cli_other', { query: { lang: 'zh_cn' } })).code).toBe(210502);
  });

  it('is changed by itself alone, and by what is published', async () => {
    const config = (app: string, body: object) => api(`PATCH application/v7/applications/${app}/config`, { body });
    const scopes = { scope: { add_scopes: [{ scope_name: 'im:message', token_type: 'tenant' }] } };
    const publish = () => api(`POST application/v7/applications/${feishu.appId}/publish`, { body: {} });
    expect((await publish()).code).not.toBe(0);
    expect((await config('cli_other', scopes)).code).toBe(210502);
    expect((await config(feishu.appId, scopes)).code).toBe(0);
    expect(feishu.changes()).toMatchObject([{ kind: 'config', body: scopes }]);
    expect((await publish()).code).toBe(0);
    expect(feishu.publications()).toBe(1);
  });

  it.each([
    { event_and_callback_encrypt_strategy: { encryption_key: 'k'.repeat(33) } },
    { event: { subscription_type: 'socket' } },
    { event: { subscription_type: 'webhook' } },
    { scope: { add_scopes: [{ scope_name: 'im:message' }] } },
  ])('takes no %o', async (body) => {
    expect((await api(`PATCH application/v7/applications/${feishu.appId}/config`, { body })).code).toBe(99992402);
  });
});
