import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { type Api, button, cardOf, openApi } from './feishu-api.ts';
import { answering } from './feishu-app.ts';

let feishu: FeishuDouble;
let api: Api;
beforeAll(async () => {
  feishu = await openFeishuDouble({ patienceMs: 60_000 });
  api = await openApi(feishu);
});
afterAll(() => feishu.close());

const text = (words: string) => ({ msg_type: 'text', content: JSON.stringify({ text: words }) });
const card = (...elements: readonly unknown[]) => ({
  msg_type: 'interactive',
  content: JSON.stringify(cardOf(...elements)),
});
const CARD = cardOf({ tag: 'markdown', content: '好' });
/** The id of a message to wang. */
const sent = async (message: object = text('好')): Promise<string> => {
  const body = { receive_id: feishu.users.wang, ...message };
  return String((await api('POST im/v1/messages', { query: { receive_id_type: 'open_id' }, body })).data['message_id']);
};

describe('changes of messages', () => {
  const patch = (id: string, content: unknown = JSON.stringify(CARD)) =>
    api(`PATCH im/v1/messages/${id}`, { body: { content } });
  it('PATCH puts another card in the place of a card of the bot, for 14 days', async () => {
    const id = await sent(card(button('撤销')));
    expect((await patch(id)).code).toBe(0);
    expect(feishu.message(id)).toMatchObject({ shows: '好', edits: 1 });
    expect((await patch(id, '{"elements":[]}')).code).toBe(230099);
    expect((await patch(await sent())).code).toBe(230001);
    expect((await patch((await feishu.say('wang', '我的')).messageId)).code).toBe(230027);
    feishu.recall(id);
    expect((await patch(id)).code).toBe(230110);
  });

  it('PATCH is refused after 14 days and once the reader has left', async () => {
    const own = await openFeishuDouble({ patienceMs: 60_000 });
    const ask = await openApi(own);
    const made = await ask('POST im/v1/messages', {
      query: { receive_id_type: 'union_id' },
      body: { receive_id: own.unions.wang, ...card(button('撤销')) },
    });
    const id = String(made.data['message_id']);
    const change = async (a: Api) =>
      (await a(`PATCH im/v1/messages/${id}`, { body: { content: JSON.stringify(CARD) } })).code;
    await own.changeUser('wang', { isResigned: true });
    expect(await change(ask)).toBe(230029);
    await own.changeUser('wang', { isResigned: false });
    own.advance(14 * 86_400_000 + 1);
    expect(await change(await openApi(own))).toBe(230031);
    await own.close();
  });

  it('PUT changes texts and posts twenty times, and no card', async () => {
    const id = await sent();
    const put = async (which: string) => (await api(`PUT im/v1/messages/${which}`, { body: text('又') })).code;
    for (let i = 0; i < 20; i++) expect(await put(id)).toBe(0);
    expect(await put(id)).toBe(230072);
    expect((await api(`PUT im/v1/messages/${await sent()}`, { body: card(button('撤销')) })).code).toBe(230001);
    expect(await put(await sent(card(button('撤销'))))).toBe(230054);
  });

  it('a card is not handed back as it was sent', async () => {
    const id = await sent({
      ...card(button('撤销')),
      content: JSON.stringify({ ...CARD, header: { title: { tag: 'plain_text', content: '华为' } } }),
    });
    const { data } = await api(`GET im/v1/messages/${id}`);
    const [read] = data['items'] as { readonly body: { readonly content: string } }[];
    expect(JSON.parse(read?.body.content ?? '')).toEqual({
      title: '华为',
      elements: [[{ tag: 'text', text: expect.any(String) }]],
    });
  });
});

describe('reading back', () => {
  it('tells what was said in a conversation, between two seconds, page by page, newest first when asked', async () => {
    const { chat } = await feishu.say('vera', '一');
    feishu.advance(10_000);
    for (const words of ['二', '三']) await feishu.say('vera', words);
    const list = (more: object) =>
      api('GET im/v1/messages', { query: { container_id_type: 'chat', container_id: chat, ...more } });
    const wordsOf = ({ data }: { data: Record<string, unknown> }) =>
      (data['items'] as { body: { content: string } }[]).map(({ body }) => JSON.parse(body.content).text);
    expect(wordsOf(await list({}))).toEqual(['一', '二', '三']);
    expect(wordsOf(await list({ sort_type: 'ByCreateTimeDesc', page_size: '1' }))).toEqual(['三']);
    const first = await list({ page_size: '2' });
    expect(first.data['has_more']).toBe(true);
    expect(wordsOf(await list({ page_size: '2', page_token: String(first.data['page_token']) }))).toEqual(['三']);
    const [, later] = feishu.dms('vera');
    const second = String(Math.floor((later?.createdAt ?? 0) / 1000));
    expect(wordsOf(await list({ start_time: second }))).toEqual(['二', '三']);
    expect((await list({ start_time: `${second}000` })).code).toBe(230001);
    expect((await list({ page_size: '51' })).code).toBe(99992402);
    expect((await list({ container_id_type: 'group' })).code).toBe(99992402);
    expect((await list({ container_id: 'oc_nothing' })).code).toBe(230001);
    expect((await list({ container_id: 'omt_nothing', container_id_type: 'thread' })).code).toBe(230001);
    const elsewhere = await feishu.say('wang', '一', { chat: 'elsewhere' });
    expect((await list({ container_id: elsewhere.chat })).code).toBe(230002);
    expect((await api(`GET im/v1/messages/${elsewhere.messageId}`)).code).toBe(230002);
  });

  it('notes what was sent along and does nothing', async () => {
    const body = { receive_id: feishu.users.wang, ...text('好'), uuid: 'extra', reply_in_thread: true };
    await api('POST im/v1/messages', { query: { receive_id_type: 'open_id' }, body });
    expect(feishu.violations().at(-1)).toBe('POST im/v1/messages: no such argument: reply_in_thread');
  });
});

describe('private cards', () => {
  const show = (chat: string, who: string, shown: unknown = CARD) =>
    api('POST ephemeral/v1/send', { body: { chat_id: chat, open_id: who, msg_type: 'interactive', card: shown } });
  it('stand in ordinary groups alone, for who is in them', async () => {
    const { chats, users } = feishu;
    expect((await show(chats.general, users.wang)).code).toBe(0);
    expect(feishu.ephemerals('wang').map(({ shows }) => shows)).toEqual(['好']);
    expect(feishu.ephemerals('tom')).toEqual([]);
    expect(feishu.messages('general').some(({ shows }) => shows === '好')).toBe(false);
    expect((await show(chats.topics, users.wang)).code).toBe(18053);
    expect((await show((await feishu.say('wang', '在')).chat, users.wang)).code).toBe(18053);
    expect((await show(chats.elsewhere, users.wang)).code).toBe(230002);
    expect((await show(chats.huawei, users.tom)).code).toBe(18054);
    expect((await show(chats.huawei, 'ou_nobody')).code).toBe(18003);
  });

  it('are one language, no text in the place of their JSON, and are taken away, not changed', async () => {
    const { chats, users } = feishu;
    const both = cardOf({ tag: 'markdown', content: '好', i18n_content: { en_us: 'Well' } });
    expect((await show(chats.general, users.wang, both)).code).toBe(18055);
    expect((await show(chats.general, users.wang, JSON.stringify(CARD))).code).toBe(18002);
    const large = cardOf({ tag: 'markdown', content: '汉'.repeat(10_300) });
    expect((await show(chats.general, users.wang, large)).code).toBe(230025);
    expect((await show('oc_nothing', users.wang)).code).toBe(18004);
    const asText = { chat_id: chats.general, open_id: users.wang, msg_type: 'text', card: CARD };
    expect((await api('POST ephemeral/v1/send', { body: asText })).code).toBe(18002);
    const id = String(
      (await show(chats.general, users.boss, cardOf({ tag: 'markdown', content: `<at id=${users.tom}></at>` }))).data[
        'message_id'
      ],
    );
    expect(feishu.ephemerals('boss')).toMatchObject([{ shows: '@Tom Lee', pings: [] }]);
    expect((await api(`PATCH im/v1/messages/${id}`, { body: { content: JSON.stringify(CARD) } })).code).toBe(230001);
    expect((await api(`GET im/v1/messages/${id}`)).code).toBe(230001);
    expect((await api(`POST im/v1/messages/${id}/reply`, { body: text('答') })).code).toBe(230001);
    expect((await api('POST ephemeral/v1/delete', { body: { message_id: await sent() } })).code).toBe(18058);
    expect((await api('POST ephemeral/v1/delete', { body: { message_id: id } })).code).toBe(0);
    expect(feishu.ephemerals('boss')).toEqual([]);
  });
});

describe('the delayed update of a card', () => {
  const update = (token: unknown, card: unknown = CARD) =>
    api('POST interactive/v1/card/update', { body: { token, card } });
  it('comes after the answer to the press, twice within half an hour', async () => {
    const app = await answering(() => ({}), feishu);
    try {
      const id = await sent(card(button('撤销')));
      const press = () => feishu.press('wang', id, '撤销', { http: app.url });
      const tokenOf = ({ payload }: { payload: Record<string, unknown> | null }) =>
        (payload as { readonly event: { readonly token: string } } | null)?.event.token;
      const pressed = tokenOf(await press());
      expect((await update('c-nothing')).code).toBe(300020);
      expect((await update(pressed)).code).toBe(0);
      expect((await update(pressed, cardOf({ tag: 'note' }))).code).toBe(230099);
      expect((await update(pressed, cardOf(button('撤销')))).code).toBe(0);
      expect((await update(pressed)).code).toBe(300040);
      const old = tokenOf(await press());
      feishu.advance(30 * 60_000 + 1);
      expect((await update(old)).code).toBe(300040);
    } finally {
      await app.close();
    }
  });

  it('and any other change is refused while the press is being answered', async () => {
    const id = await sent(card(button('撤销')));
    const codes: number[] = [];
    const app = await answering(async (event) => {
      codes.push((await update((event['event'] as { token: string }).token)).code);
      codes.push((await api(`PATCH im/v1/messages/${id}`, { body: { content: JSON.stringify(CARD) } })).code);
      return {};
    }, feishu);
    await feishu.press('wang', id, '撤销', { http: app.url });
    expect(codes).toEqual([300030, 230099]);
    expect((await api(`PATCH im/v1/messages/${id}`, { body: { content: JSON.stringify(CARD) } })).code).toBe(0);
    await app.close();
  });
});
