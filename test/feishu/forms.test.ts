import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { holdAnswers } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const interactions = async ({ ok }: FeishuAssistant) => (await ok('timeline 华为')).data.interactions;

/** A form for a log, as `/kam 记录` alone opens it in the conversation. */
async function logForm({ double, via, settled }: FeishuAssistant, user = 'wang', typed = '/kam 记录') {
  await double.say(user, typed, via);
  await settled();
  const card = double.dms(user).at(-1);
  if (card === undefined) throw new Error('no form came');
  return card;
}

const FILLED = { account: '华为', contacts: '张伟', kind: '拜访', note: '聊了二期预算' };

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('says at its field what is wrong, keeps what was typed, and saves it in its place once it is right', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const { id } = await logForm(one);
    const wrong = await double.submit('wang', id, { ...FILLED, date: '2026-12-24' }, via);
    expect(wrong).toMatchObject({ error: null, code: null, isReplaced: true, toast: { type: 'warning' } });
    const again = double.dms('wang').at(-1);
    expect(again).toMatchObject({ id });
    expect(again?.shows).toContain('还没有到');
    expect(again?.fields.find(({ name }) => name === 'note')?.value).toBe('聊了二期预算');
    expect(again?.fields.find(({ name }) => name === 'account')?.value).toContain('华为');
    expect(await interactions(one)).toEqual([]);

    const right = await double.submit('wang', id, { date: '2026-11-20' }, via);
    expect(right).toMatchObject({ error: null, code: null, isReplaced: true });
    await settled();
    expect(double.dms('wang').at(-1)).toMatchObject({ id, shows: expect.stringContaining('已记录') });
    expect(await interactions(one)).toMatchObject([{ note: '聊了二期预算', contacts: ['张伟'], date: '2026-11-20' }]);
    const undone = await double.press('wang', id, '撤销', via);
    expect(undone).toMatchObject({ isReplaced: true });
    expect(await interactions(one)).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('records a form once, however often it is handed in', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const { id } = await logForm(one);
    const values = { ...FILLED, date: '2026-11-20' };
    const both = await Promise.all([double.submit('wang', id, values, via), double.submit('wang', id, values, via)]);
    expect(both.map(({ code }) => code)).toEqual([null, null]);
    await settled();
    expect(await interactions(one)).toHaveLength(1);
  });

  it('asks in English whoever speaks it, and offers what was meant with what was typed', async () => {
    const one = await opened(transport);
    const { double, via, settled, ok } = one;
    const { id } = await logForm(one, 'tom', '/kam log');
    await double.submit(
      'tom',
      id,
      { account: 'Northwind', contacts: 'Alise Chen', kind: 'call', note: 'the pilot' },
      via,
    );
    const again = double.dms('tom').at(-1);
    expect(again?.shows).toContain('Alice Chen');
    expect(again?.shows).toContain('the pilot');
    expect(again?.shows).not.toMatch(/\p{Script=Han}/u);
    const chosen = await double.press('tom', id, 'Alice Chen', via);
    expect(chosen.error).toBeNull();
    await settled();
    const notes = (await ok('timeline Northwind', 'tom')).data.interactions.map(({ note }: { note?: string }) => note);
    expect(notes).toContainEqual('the pilot');
    expect(double.violations()).toEqual([]);
  });
});

describe('a form', () => {
  it('is opened beneath by a button that lacks something, and the card it stood in stays', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.enter('wang');
    await settled();
    const [welcome] = double.dms('wang');
    const made = await double.press('wang', welcome?.id, '记一笔');
    expect(made).toMatchObject({ error: null, isReplaced: false });
    await settled();
    const form = double.dms('wang').at(-1);
    expect(form?.id).not.toBe(welcome?.id);
    await double.submit('wang', form?.id, { ...FILLED, date: '2026-11-20' });
    await settled();
    expect(await interactions(one)).toHaveLength(1);
  });

  it('is opened by an item of the menu, and handed in from there', async () => {
    const one = await opened('webhook');
    const { double, settled, via } = one;
    await double.menu('wang', 'log', via);
    await settled();
    const form = double.dms('wang').at(-1);
    expect(await double.submit('wang', form?.id, { ...FILLED, date: '2026-11-20' }, via)).toMatchObject({
      isReplaced: true,
    });
    expect(await interactions(one)).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('that is handed in while the book is slow stands there afterwards, with what is wrong in it', async () => {
    const one = await opened('websocket');
    const { double, settled, assistant } = one;
    const { id } = await logForm(one);
    const release = holdAnswers(assistant);
    const made = await double.submit('wang', id, { ...FILLED, date: '2026-12-24' });
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false, toast: { type: 'info' } });
    release();
    await expect.poll(() => double.dms('wang').at(-1)?.shows).toContain('还没有到');
    expect(double.dms('wang').at(-1)).toMatchObject({ id });
    expect(
      double
        .dms('wang')
        .at(-1)
        ?.fields.find(({ name }) => name === 'note')?.value,
    ).toBe('聊了二期预算');
    await double.submit('wang', id, { date: '2026-11-20' });
    await settled();
    expect(await interactions(one)).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('checks what whoever hands it in may do, not whoever it was made for', async () => {
    const one = await opened('websocket');
    const { double, settled, assistant } = one;
    const { id } = await logForm(one, 'wang', '/kam 记录');
    const before = await assistant.store.views.memberByKey('wang');
    if (before === undefined) throw new Error('nobody');
    await one.ok('成员 wang 权限=viewer', 'boss');
    const made = await double.submit('wang', id, { ...FILLED, date: '2026-11-20' });
    expect(made.toast?.type).toBe('warning');
    await settled();
    expect(await interactions(one)).toEqual([]);
  });

  it('is handed in once more when the very same values were refused and are right by now', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    const { id } = await logForm(one);
    const values = { account: '北方云', contacts: '李敏', kind: '拜访', note: '聊了预算', date: '2026-11-20' };
    expect((await double.submit('wang', id, values)).toast?.type).toBe('warning');
    await one.ok('新增客户 北方云');
    await one.ok('新增联系人 李敏 客户=北方云');
    await double.submit('wang', id, {});
    await settled();
    expect((await one.ok('timeline 北方云')).data.interactions).toHaveLength(1);
  });
});
