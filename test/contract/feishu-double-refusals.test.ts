import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { SCOPES } from '../fakes/feishu/seed.ts';
import { type Api, type ApiAnswer, type Asking, button, cardOf, openApi } from './feishu-api.ts';

let feishu: FeishuDouble;
let api: Api;
beforeAll(async () => {
  feishu = await openFeishuDouble({ forbiddenWords: ['机密'] });
  api = await openApi(feishu);
});
beforeEach(() => {
  feishu.grant(SCOPES);
  feishu.blockPrivate(false);
});
afterAll(() => feishu.close());

let uuids = 0;
const text = (words: string) => ({ msg_type: 'text', content: JSON.stringify({ text: words }) });
const card = (...elements: readonly unknown[]) => ({
  msg_type: 'interactive',
  content: JSON.stringify(cardOf(...elements)),
});
/** Sends to somebody or into a chat, by the keys of the seed. */
const send = (to: string, message: object = text('好'), more: object = {}): Promise<ApiAnswer> => {
  const chat = feishu.chats[to as 'general'];
  const id = chat ?? feishu.users[to as 'wang'] ?? to;
  return api('POST im/v1/messages', {
    query: { receive_id_type: chat === undefined ? 'open_id' : 'chat_id' },
    body: { receive_id: id, uuid: `u${uuids++}`, ...message, ...more },
  });
};
describe('tokens', () => {
  const info = (authorization: string | null) => api('GET bot/v3/info', { authorization });
  it.each([
    ['no token', null, 99991661],
    ['another form', 'Bearer x-1', 99991671],
    ['a token of a user', 'Bearer u-1', 99991668],
    ['a token nobody gave', 'Bearer t-1', 99991663],
  ])('%s', async (_, authorization, code) => {
    expect(await info(authorization)).toMatchObject({ status: 400, code });
  });

  it('are given to the right secret alone, the same until it has half an hour left, and end', async () => {
    const call = 'POST auth/v3/tenant_access_token/internal';
    const body = { app_id: feishu.appId, app_secret: feishu.appSecret };
    expect(await api(call, { body: { ...body, app_secret: 'no' } })).toMatchObject({ status: 200, code: 10014 });
    const own = await openFeishuDouble();
    try {
      const ask = await openApi(own);
      const first = await ask(call, { body });
      expect(first.json['expire']).toBeGreaterThan(7190);
      own.advance(85 * 60_000);
      const same = await ask(call, { body });
      expect(same.json['tenant_access_token']).toBe(first.json['tenant_access_token']);
      own.advance(10 * 60_000);
      const next = await ask(call, { body });
      expect(next.json['tenant_access_token']).not.toBe(first.json['tenant_access_token']);
      expect((await ask('GET bot/v3/info')).code).toBe(0);
      own.advance(30 * 60_000);
      expect((await ask('GET bot/v3/info')).code).toBe(99991663);
    } finally {
      await own.close();
    }
  });

  it('that are revoked are refused, and one asked for anew is good', async () => {
    const own = await openFeishuDouble();
    const before = await openApi(own);
    own.revokeTokens();
    expect((await before('GET bot/v3/info')).code).toBe(99991663);
    expect((await (await openApi(own))('GET bot/v3/info')).code).toBe(0);
    await own.close();
  });

  it('of an app that is not in use are refused', async () => {
    const own = await openFeishuDouble({ isAppDisabled: true });
    expect((await (await openApi(own))('GET bot/v3/info')).code).toBe(99991662);
    await own.close();
  });
});

describe('scopes', () => {
  const GOOD: Asking = {
    query: { receive_id_type: 'open_id', container_id_type: 'chat', lang: 'zh_cn', type: 'file' },
  };
  it.each([
    ['POST im/v1/messages', 'im:message:send_as_bot'],
    ['PATCH im/v1/messages/om_1', 'im:message:update'],
    ['GET im/v1/messages/om_1', 'im:message:readonly'],
    ['POST im/v1/images', 'im:resource'],
    ['GET im/v1/chats/oc_1', 'im:chat:readonly'],
    ['POST ephemeral/v1/send', 'im:message:send_as_bot'],
    ['GET contact/v3/users/ou_1', 'contact:contact.base:readonly'],
    ['POST contact/v3/users/batch_get_id', 'contact:user.id:readonly'],
    ['GET tenant/v2/tenant/query', 'tenant:tenant:readonly'],
    ['POST application/v7/app_slash_commands', 'application:app_slash_command:write'],
    ['PATCH application/v7/applications/x/config', 'application:application:patch'],
    ['GET application/v6/applications/x', 'application:application:self_manage'],
  ])('%s without its own is refused with the link that grants it', async (call, scope) => {
    feishu.grant([]);
    const refused = await api(call, GOOD);
    expect(refused).toMatchObject({ status: 400, code: 99991672 });
    expect(refused.msg).toMatch(new RegExp(`open.feishu.cn/app/${feishu.appId}/auth\\?q=[^ ]*${scope}`));
    feishu.grant([scope]);
    expect((await api(call, GOOD)).code).not.toBe(99991672);
  });

  it('decide what is told of a person', async () => {
    const ask = async () => (await api(`GET contact/v3/users/${feishu.users.wang}`)).data['user'];
    expect(await ask()).toMatchObject({ name: '王芳', email: 'wang@example.com', union_id: feishu.unions.wang });
    feishu.grant(['contact:contact.base:readonly']);
    expect(await ask()).toEqual({ open_id: feishu.users.wang, union_id: feishu.unions.wang });
  });

  it('decide whether a group is read', async () => {
    const query = { container_id_type: 'chat', container_id: feishu.chats.general };
    expect(await api('GET im/v1/messages', { query })).toMatchObject({
      code: 230027,
      msg: expect.stringContaining('group_msg'),
    });
  });
});

describe('messages', () => {
  it.each([
    ['a group the bot is not in', 'elsewhere', 230002],
    ['a group that is no more', 'dissolved', 232009],
    ['a group where few may speak', 'muted', 230018],
    ['somebody out of range', 'outside', 230013],
    ['somebody who has left', 'gone', 230029],
    ['somebody of another organisation', 'stranger', 230038],
    ['a bot', 'otherBot', 230034],
    ['nobody', 'ou_nobody', 230034],
    ['an id of another type', 'oc_nothing', 230034],
  ])('to %s are refused', async (_, to, code) => {
    expect(await send(to)).toMatchObject({ status: 400, code });
  });

  it('to a chat there is not, by a kind of id there is not, or from an app without a bot are refused', async () => {
    const ask = (type: string, id: string) =>
      api('POST im/v1/messages', { query: { receive_id_type: type }, body: { receive_id: id, ...text('好') } });
    expect((await ask('chat_id', 'oc_nothing')).code).toBe(230034);
    expect((await ask('union_id', feishu.users.wang)).code).toBe(230034);
    expect((await ask('name', '王芳')).code).toBe(99992402);
    const own = await openFeishuDouble({ isBot: false });
    const other = await openApi(own);
    const query = { receive_id_type: 'open_id' };
    const refused = await other('POST im/v1/messages', { query, body: { receive_id: own.users.wang, ...text('好') } });
    expect(refused.code).toBe(230006);
    expect((await other('GET bot/v3/info')).code).toBe(11205);
    await own.close();
  });

  it('to somebody who stopped the bot are refused', async () => {
    await feishu.changeUser('vera', { hasStopped: true });
    expect((await send('vera')).code).toBe(230053);
  });

  it.each([
    ['a type there is not', { msg_type: 'markdown', content: '{}' }, 230001],
    ['no JSON', { msg_type: 'text', content: 'hello' }, 230001],
    ['an object for its JSON', { msg_type: 'text', content: { text: 'x' } }, 230001],
    ['an empty text', text(''), 230001],
    ['a text over 150 KB', text('汉'.repeat(52_000)), 230025],
    ['a card over 30 KB', card({ tag: 'markdown', content: '汉'.repeat(10_300) }), 230025],
    ['a post without a language', { msg_type: 'post', content: '{"title":"","content":[]}' }, 230001],
    ['a picture the bot has not uploaded', { msg_type: 'image', content: '{"image_key":"img_1"}' }, 230001],
    ['a word nobody may send', text('机密'), 230022],
    ['a mention of everybody that nobody allowed', text('<at user_id="all">所有人</at>'), 230018],
    ['a card 1.0', { msg_type: 'interactive', content: '{"elements":[]}' }, 230099],
    ['no content', { msg_type: 'text', content: '' }, 99992402],
    ['a uuid over 50 characters', { ...text('x'), uuid: 'u'.repeat(51) }, 99992402],
  ])('of %s are refused', async (_, message, code) => {
    expect(await send('general', message)).toMatchObject({ status: 400, code });
  });

  it('with a telephone number or an address are refused where data protection is on, in cards as people see them', async () => {
    const masked = text('138****0001');
    expect((await send('wang', text('13800000001'))).code).toBe(0);
    feishu.blockPrivate(true);
    for (const words of ['电话13800000001', '+86 138 0000 0001', 'alice@example.com']) {
      expect((await send('wang', text(words))).code).toBe(230028);
      const entities = words.replaceAll('@', '&#64;').replaceAll('+', '&#43;');
      expect((await send('wang', card({ tag: 'markdown', content: entities }))).code).toBe(230028);
    }
    expect((await send('wang', masked)).code).toBe(0);
    expect((await send('wang', card(button('拨打', { name: '13800000001' })))).code).toBe(0);
  });

  it('are sent once an hour with one uuid: who repeats it is given the same', async () => {
    const first = await send('wang', text('一次'), { uuid: 'once' });
    const again = await send('wang', text('一次'), { uuid: 'once' });
    expect(again.data['message_id']).toBe(first.data['message_id']);
    expect(feishu.dms('wang').filter(({ shows }) => shows === '一次')).toHaveLength(1);
    expect(feishu.violations()).toEqual([]);
    await send('wang', text('两次'), { uuid: 'once' });
    expect(feishu.violations()).toEqual(['the uuid once was used for another content']);
    feishu.advance(3_600_001);
    const later = await send('wang', text('一次'), { uuid: 'once' });
    expect(later.data['message_id']).not.toBe(first.data['message_id']);
  });

  it('answer in a topic where there are topics, and not in a conversation', async () => {
    const asked = await feishu.say('wang', '好', { chat: 'topics', at: 'bot' });
    const reply = (id: string, more: object) =>
      api(`POST im/v1/messages/${id}/reply`, { body: { ...text('答'), ...more } });
    expect((await reply(asked.messageId, {})).data).toMatchObject({
      thread_id: asked.thread,
      parent_id: asked.messageId,
    });
    const alone = await feishu.say('wang', '好');
    expect((await reply(alone.messageId, { reply_in_thread: true })).code).toBe(230071);
    feishu.recall(alone.messageId);
    expect((await reply(alone.messageId, {})).code).toBe(230011);
    expect((await reply('c-token', {})).code).toBe(99992354);
    expect((await reply('om_nothing', {})).code).toBe(230001);
  });

  it('come too fast for a chat, for a card and for the app', async () => {
    const own = await openFeishuDouble({ burst: 5, now: () => 1_700_000_000_000 });
    const ask = await openApi(own);
    const tell = (id: string) =>
      ask('POST im/v1/messages', { query: { receive_id_type: 'open_id' }, body: { receive_id: id, ...text('x') } });
    for (let i = 0; i < 5; i++) expect((await tell(own.users.wang)).code).toBe(0);
    expect(await tell(own.users.wang)).toMatchObject({ status: 400, code: 230020 });
    expect((await tell(own.users.tom)).code).toBe(0);
    const all = await Promise.all(Array.from({ length: 50 }, () => ask('GET bot/v3/info')));
    const limited = all.find(({ code }) => code === 99991400);
    expect(limited?.status).toBe(429);
    expect(limited?.headers.get('x-ogw-ratelimit-reset')).toBe('1');
    own.advance(1000);
    expect((await tell(own.users.wang)).code).toBe(0);
    await own.close();
  });
});
