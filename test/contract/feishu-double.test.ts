import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adaptDefault, type Client, EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { button, cardOf, formOf, openApi, plain, QUIET, sdkOn } from './feishu-api.ts';

type Json = Record<string, unknown>;

const CARD = {
  ...cardOf({ tag: 'markdown', content: '**见了** 张伟 &#42;' }, button('撤销')),
  header: { title: plain('华为'), template: 'blue' },
};
const FORM = cardOf(
  formOf(
    { tag: 'markdown', content: "**纪要** <font color='red'>&#42;</font>\n<font color='grey'>一句话</font>" },
    { tag: 'input', name: 'note', required: true, max_length: 10 },
    { tag: 'markdown', content: '**日期**' },
    { tag: 'date_picker', name: 'on', initial_date: '2026-11-20' },
    { tag: 'markdown', content: '方式' },
    { tag: 'select_static', name: 'way', options: [{ text: plain('拜访'), value: 'visit' }] },
    { tag: 'markdown', content: '同事' },
    { tag: 'multi_select_static', name: 'who', options: [{ text: plain('钱进'), value: 'q' }] },
  ),
);

let feishu: FeishuDouble;
let client: Client;
let ws: WSClient | null;
let server: Server | null;
let via: { readonly http?: string };
let heard: Json[];
let answer: (event: Json) => unknown;
beforeEach(async () => {
  feishu = await openFeishuDouble({ patienceMs: 60_000 });
  client = sdkOn(feishu);
  [ws, server, via, heard] = [null, null, {}, []];
  answer = () => ({});
});
afterEach(async () => {
  ws?.close({ force: true });
  server?.closeAllConnections();
  server?.close();
  await feishu.close();
});

const NAMES = [
  'application.bot.menu_v6',
  'card.action.trigger',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.user.added_v1',
  'im.message.receive_v1',
];

/** The SDK's own receiver, over either transport. */
async function listen(transport: 'websocket' | 'webhook'): Promise<void> {
  const { appId, appSecret, url: domain, encryptKey, verificationToken } = feishu;
  const hear = (data: never): unknown => {
    heard.push(data);
    return answer(data);
  };
  const handles = Object.fromEntries(NAMES.map((name) => [name, hear]));
  const eventDispatcher = new EventDispatcher({ encryptKey, verificationToken, logger: QUIET }).register<
    Record<string, (data: never) => unknown>
  >(handles);
  if (transport === 'websocket') {
    ws = new WSClient({ appId, appSecret, domain, logger: QUIET, loggerLevel: LoggerLevel.fatal });
    await ws.start({ eventDispatcher });
    return feishu.socket.whenConnected();
  }
  const handle = adaptDefault('/feishu/events', eventDispatcher, { autoChallenge: true });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  via = { http: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events` };
}

const send = async (chat: string, card: unknown): Promise<string> => {
  const data = { receive_id: chat, msg_type: 'interactive', content: JSON.stringify(card), uuid: 'u' };
  const sent = await client.im.v1.message.create({ params: { receive_id_type: 'chat_id' }, data });
  return sent.data?.message_id ?? '';
};

describe.each(['websocket', 'webhook'] as const)('the real SDK on the double, over the %s', (transport) => {
  beforeEach(() => listen(transport));

  it('hears what is said, answers it and takes presses', async () => {
    const said = await feishu.say('wang', '查 @KAM 华为', { chat: 'huawei', at: 'bot', ...via });
    expect(said).toMatchObject({ error: null, status: 200 });
    const mentions = [{ key: '@_user_1', id: { open_id: feishu.botOpenId }, mentioned_type: 'bot', name: 'KAM' }];
    expect(heard.at(-1)).toMatchObject({
      message: { content: '{"text":"查 @_user_1 华为"}', chat_type: 'group', mentions },
      sender: { sender_id: { open_id: feishu.users.wang, union_id: feishu.unions.wang }, tenant_key: feishu.tenant },
    });
    const sent = await client.im.v1.message.reply({
      path: { message_id: said.messageId },
      data: { msg_type: 'interactive', content: JSON.stringify(CARD), uuid: 'u1' },
    });
    expect(sent.data).toMatchObject({ parent_id: said.messageId, chat_id: feishu.chats.huawei });
    const [, card] = feishu.messages('huawei');
    expect(card?.shows).toBe('华为\n见了 张伟 *\n[撤销]');

    answer = () => ({ toast: { type: 'success', content: '好' }, card: { type: 'raw', data: cardOf() } });
    const pressed = await feishu.press('boss', card?.id, '撤销', via);
    expect(pressed).toMatchObject({ error: null, toast: { content: '好' }, isReplaced: true, code: null });
    expect(heard.at(-1)).toMatchObject({
      operator: { open_id: feishu.users.boss, tenant_key: feishu.tenant },
      action: { value: { a: '撤销' }, tag: 'button' },
      context: { open_message_id: card?.id, open_chat_id: feishu.chats.huawei },
    });
    expect(feishu.message(card?.id ?? '')?.shows).toBe('');
    const patched = await client.im.v1.message.patch({
      path: { message_id: card?.id ?? '' },
      data: { content: JSON.stringify(CARD) },
    });
    expect(patched.code).toBe(0);
    expect(feishu.message(card?.id ?? '')).toMatchObject({ shows: card?.shows, edits: 2 });
    expect(feishu.toasts('boss')).toMatchObject([{ type: 'success', content: '好' }]);
    expect(feishu.violations()).toEqual([]);
  });

  it('takes a form as it was filled in', async () => {
    const id = await send(feishu.chats.general, FORM);
    const filled = { 纪要: '聊了预算', 方式: '拜访', 同事: ['钱进'] };
    const made = await feishu.submit('tom', id, filled, via);
    expect(made.error).toBeNull();
    expect(heard.at(-1)).toMatchObject({
      action: {
        ...{ tag: 'button', name: 'save', value: { a: '保存' }, timezone: 'America/New_York' },
        form_value: { note: '聊了预算', on: expect.stringMatching(/^2026-11-20 -0[45]00$/), way: 'visit', who: ['q'] },
      },
    });
    await feishu.submit('wang', id, { note: 'x', 日期: '2026-12-01' }, via);
    const event = heard.at(-1)?.['action'] as { readonly form_value: unknown };
    expect(event.form_value).toEqual({ note: 'x', on: '2026-12-01 +0800' });
  });

  it.each([
    ['a needed field empty', { 日期: '2026-12-01' }, 'asks for “纪要”'],
    ['a field there is not', { 备注: 'x' }, 'no field “备注”'],
    ['an option there is not', { 纪要: 'x', 方式: '飞鸽' }, 'no option “飞鸽”'],
    ['too long a text', { 纪要: '一二三四五六七八九十一' }, 'takes 10 characters'],
    ['a day that is none', { 纪要: 'x', 日期: '明天' }, 'no day'],
  ])('lets nobody hand in %s', async (_, values, why) => {
    const id = await send(feishu.chats.general, FORM);
    await expect(feishu.submit('wang', id, values, via)).rejects.toThrow(why);
    expect(heard).toEqual([]);
  });

  it('hears of what happens', async () => {
    expect((await feishu.enter('wang', via)).error).toBeNull();
    expect(heard.at(-1)).toMatchObject({ operator_id: { open_id: feishu.users.wang } });
    expect(heard.at(-1)).not.toHaveProperty('last_message_id');
    await feishu.menu('wang', 'today', via);
    expect(heard.at(-1)).toMatchObject({
      event_key: 'today',
      operator: { operator_id: { open_id: feishu.users.wang } },
    });
    expect(heard.at(-1)).not.toHaveProperty('chat_id');
    await feishu.invite('elsewhere', via);
    expect(heard.at(-1)).toMatchObject({ chat_id: feishu.chats.elsewhere, external: false, name: '别处' });
    await feishu.join('nora', 'elsewhere', via);
    expect(heard.at(-1)).toMatchObject({ users: [{ name: 'Nora Neu', user_id: { open_id: feishu.users.nora } }] });
    await feishu.changeUser('wang', { email: 'new@example.com' }, via);
    expect(heard.at(-1)).toMatchObject({
      object: { email: 'new@example.com' },
      old_object: { email: 'wang@example.com' },
    });
    await feishu.changeUser('wang', { isResigned: true }, via);
    expect(heard.at(-1)).toMatchObject({ event_type: 'contact.user.deleted_v3' });
    expect(heard).toHaveLength(6);
    expect((await feishu.changeUser('outside', { name: '新' }, via)).eventId).toBeNull();
  });
});

describe('what people write', () => {
  beforeEach(() => listen('websocket'));
  const message = () => heard.at(-1)?.['message'] as { content: string; message_type: string; mentions?: unknown[] };

  it.each<readonly [string, Parameters<FeishuDouble['say']>[1], readonly string[], string]>([
    ['a mention before it', '查 华为', ['bot'], '{"text":"@_user_1 查 华为"}'],
    ['somebody whose name begins another', '@Tom Lee 和 @KAM', ['tom', 'bot'], '{"text":"@_user_1 和 @_user_2"}'],
    ['everybody', '查 华为', ['all'], '{"text":"@_all 查 华为"}'],
    [
      'lines',
      { post: '查\n华为' },
      [],
      '{"title":"","content":[[{"tag":"text","text":"查"}],[{"tag":"text","text":"华为"}]]}',
    ],
    ['a sticker', { type: 'sticker', content: { file_key: 'f' } }, [], '{"file_key":"f"}'],
  ])('comes as Feishu has it: %s', async (_, written, at, content) => {
    await feishu.say('wang', written, at.length === 0 ? {} : { chat: 'general', at });
    expect(message().content).toBe(content);
    expect(message().mentions?.length ?? 0).toBe(at.filter((one) => one !== 'all').length);
  });

  it('is shown to whoever reads it, in their zone', async () => {
    const api = await openApi(feishu);
    const moment = `<local_datetime millisecond='${Date.UTC(2026, 10, 30, 20)}' format_type='date_num'></local_datetime>`;
    const elements = [
      {
        tag: 'markdown',
        content: `<at id=${feishu.users.tom}></at> [报告](https://a.example) ${moment} &lt;b&gt; &#42;x&#42;`,
      },
      {
        tag: 'column_set',
        columns: [
          { tag: 'column', elements: [button('是')] },
          { tag: 'column', elements: [button('否')] },
        ],
      },
      {
        tag: 'table',
        columns: [
          { name: 'a', display_name: '客户' },
          { name: 'b', display_name: '份额', data_type: 'number' },
        ],
        rows: [{ a: '华为', b: 45 }],
      },
    ];
    const body = {
      receive_id: feishu.chats.general,
      msg_type: 'interactive',
      content: JSON.stringify(cardOf(...elements)),
    };
    expect((await api('POST im/v1/messages', { query: { receive_id_type: 'chat_id' }, body })).code).toBe(0);
    const [wang] = feishu.messages('general', 'wang');
    expect(wang).toMatchObject({ pings: [feishu.users.tom], links: ['https://a.example'] });
    expect(wang?.shows).toBe('@Tom Lee 报告 2026-12-01 <b> *x*\n[是] [否]\n客户 | 份额\n华为 | 45');
    expect(feishu.messages('general', 'tom')[0]?.shows).toContain('2026-11-30');
    expect(wang?.controls.map(({ label, value }) => [label, value])).toEqual([
      ['是', { a: '是' }],
      ['否', { a: '否' }],
    ]);
  });
});
