import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { holdAnswers } from '../fixtures/in-chat.ts';
import { chosen, fieldOf, formOpen, idOf, last, logBegun, loggedIn, noteLacking, valueIn } from './modal-steps.ts';
import { type Opening, openInSlack, type SlackAssistant, type Transport } from './opening.ts';

const opened = closedAfterEach((transport: Transport = 'socket', opening?: Opening) => openInSlack(transport, opening));

describe.each(['socket', 'http'] as const)('a form over %s', (transport) => {
  it('opens at once, keeps what is known, and its answer takes the place of what asked', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const note = await noteLacking(one);
    expect((await double.press('wang', note, '填写…', via)).error).toBeNull();
    const view = await formOpen(one);
    // Opened as a promise to open, filled once.
    expect(view.updates).toBe(1);
    expect(valueIn(view, '内容')).toContain('二期预算');
    const sent = await double.submit('wang', view.id, { 联系人: [await idOf(one, '张伟')] }, via);
    expect(sent).toMatchObject({ error: null, errors: {}, ack: { response_action: 'clear' } });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ kind: 'visit', note: expect.stringContaining('二期预算') }]);
    expect(double.ephemerals('wang').map(({ shows }) => shows)).toEqual([expect.stringContaining('已记录')]);
    expect(double.violations()).toEqual([]);
  });

  it('says at its field what is wrong, keeps the rest, and saves it once it is right', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.press('wang', await noteLacking(one), '填写…', via);
    const view = await formOpen(one);
    const filled = { 联系人: [await idOf(one, '张伟')], 日期: '2026-12-24', 内容: '改过的内容' };
    const wrong = await double.submit('wang', view.id, filled, via);
    expect(wrong.error).toBeNull();
    expect(Object.entries(wrong.errors)).toEqual([
      [fieldOf(view, '日期').blockId, expect.stringContaining('还没有到')],
    ]);
    expect(valueIn(last(double.modals('wang')), '内容')).toBe('改过的内容');
    expect(await loggedIn(one)).toEqual([]);
    const right = await double.submit('wang', view.id, { 日期: '2026-11-20' }, via);
    expect(right).toMatchObject({ error: null, errors: {} });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '改过的内容', day: '2026-11-20' }]);
    expect(double.modals('wang')).toEqual([]);
  });
});

describe('a form', () => {
  it('asks for what is still missing at its field', async () => {
    const one = await opened();
    const { double } = one;
    const view = await logBegun(one);
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const sent = await double.submit('wang', view.id, { 类型: 'call', 内容: 'x' });
    expect(Object.entries(sent.errors)).toEqual([[fieldOf(view, '联系人').blockId, expect.stringContaining('联系人')]]);
  });

  it('opens from a button that lacks something without another tap, and offers the people of the account chosen', async () => {
    const one = await opened();
    const { double, settled } = one;
    const view = await logBegun(one);
    const account = fieldOf(view, '客户');
    await double.choose('wang', view, account.actionId, await chosen(one, '华为技术有限公司'));
    await expect.poll(() => last(double.modals('wang')).updates).toBe(2);
    const next = last(double.modals('wang'));
    expect(fieldOf(next, '联系人').type).toBe('checkboxes');
    expect(fieldOf(next, '客户').blockId).toBe(account.blockId);
    const sent = await double.submit('wang', next.id, {
      联系人: [await idOf(one, '陈总')],
      类型: 'call',
      内容: '聊了合同',
      下一步: '给方案 2026-11-25\n对方：图纸 2026-12-01',
    });
    expect(sent).toMatchObject({ error: null, errors: {} });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ kind: 'call', note: '聊了合同' }]);
    const steps = await one.assistant.store.views.openPromisesAt([(await idOf(one, '华为技术有限公司')).slice(1)]);
    expect(steps.map(({ what, due }) => [what, due]).sort()).toEqual([
      ['图纸', '2026-12-01'],
      ['给方案', '2026-11-25'],
    ]);
    // It was pressed in the conversation, where the page stays.
    expect(last(double.messages('wang')).shows).toContain('聊了合同');
  });

  it.each([
    ['wang, whom we know', 'wang', null, '正在打开'],
    ['tom, whom we know', 'tom', null, 'Opening'],
    ['a guest', 'guest', null, 'Opening'],
    ['somebody whom no book knows', 'nora', null, 'Opening'],
    ['somebody of whom Slack cannot tell', 'nora', { status: 503 }, '正在打开'],
  ] as const)('opens in the language of %s', async (_, who, fault, words) => {
    const one = await opened();
    const { double } = one;
    if (fault !== null) double.fail('users.info', fault, 100);
    await double.shortcut(who, 'log_interaction', null);
    await expect.poll(() => double.calls('views.open').length).toBe(1);
    expect(JSON.stringify(double.calls('views.open')[0]?.args['view'])).toContain(words);
  });

  it('opens from a command that was typed alone, in the language of whoever typed it', async () => {
    const one = await opened();
    const { double, settled } = one;
    await double.slash('tom', 'general', 'log');
    const view = await formOpen(one, 'tom');
    expect(view.fields.map(({ label }) => label)).toEqual([
      'Account',
      'Contacts',
      'Kind',
      'Date',
      'Note',
      'Next steps',
    ]);
    double.fill('tom', view.id, { Account: await chosen(one, 'Northwind') });
    await double.submit('tom', view.id, { Contacts: 'Alice Chen', Kind: 'call', Note: 'talked about the pilot' });
    await settled();
    expect(last(double.ephemerals('tom')).shows).toContain('talked about the pilot');
    // A question alone is answered, and what only lacks the account of the channel too.
    for (const text of ['待办', '阶段', 'help']) await double.slash('wang', 'general', text);
    await settled();
    expect(double.modals('wang')).toEqual([]);
    expect(double.ephemerals('wang')).toHaveLength(3);
  });

  it('keeps what is typed while people are offered, and no tick for people of another account', async () => {
    const one = await opened();
    const { double } = one;
    const view = await logBegun(one);
    const { actionId } = fieldOf(view, '客户');
    double.fill('wang', view.id, { 内容: '打到一半' });
    const choosing = double.choose('wang', view, actionId, await chosen(one, '华为技术有限公司'));
    double.fill('wang', view.id, { 内容: '打到一半，又打了几个字' });
    await choosing;
    await expect.poll(() => last(double.modals('wang')).updates).toBe(2);
    const second = last(double.modals('wang'));
    expect(valueIn(second, '内容')).toBe('打到一半，又打了几个字');
    double.fill('wang', second.id, { 联系人: [await idOf(one, '张伟')] });
    await double.choose('wang', second, actionId, await chosen(one, 'Northwind'));
    await expect.poll(() => last(double.modals('wang')).updates).toBe(3);
    const third = last(double.modals('wang'));
    expect(valueIn(third, '联系人')).toEqual([]);
    expect(valueIn(third, '内容')).toBe('打到一半，又打了几个字');
  });

  it('says above the inputs what may not be done, with what was typed', async () => {
    const one = await opened();
    const { double } = one;
    const view = await logBegun(one);
    double.fill('wang', view.id, { 客户: await chosen(one, 'Northwind') });
    const sent = await double.submit('wang', view.id, { 类型: 'note', 内容: '听说他们换了供应商' });
    expect(sent).toMatchObject({ error: null, errors: {}, ack: { response_action: 'update' } });
    const again = await formOpen(one);
    expect(again.shows).toContain('Tom Lee');
    expect(valueIn(again, '内容')).toBe('听说他们换了供应商');
    expect(valueIn(again, '客户')).toBe(await idOf(one, 'Northwind'));
    // Whoever waited has read it: nothing else is sent.
    await one.settled();
    expect(double.messages('wang')).toHaveLength(2);
  });

  it('says at the people who is not known, and how to add them', async () => {
    const one = await opened();
    const { double, settled } = one;
    const view = await logBegun(one);
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const sent = await double.submit('wang', view.id, { 联系人: '李四', 类型: 'call', 内容: 'x' });
    expect(Object.entries(sent.errors)).toEqual([[fieldOf(view, '联系人').blockId, expect.stringContaining('+李四')]]);
    const added = await double.submit('wang', view.id, { 联系人: '张伟、+李四' });
    expect(added).toMatchObject({ error: null, errors: {}, ack: { response_action: 'clear' } });
    await settled();
    expect((await loggedIn(one))[0]?.contactIds).toHaveLength(2);
  });

  it('sent twice with the same is done once; refused and mended elsewhere it is tried anew', async () => {
    const one = await opened();
    const { double, settled } = one;
    const count = async () => (await one.assistant.store.views.all('interaction')).length;
    const view = await logBegun(one);
    const filled = { 客户: await chosen(one, 'Northwind'), 类型: 'note', 内容: '听说他们换了供应商' };
    expect((await double.submit('wang', view.id, filled)).ack).toMatchObject({ response_action: 'update' });
    expect(await count()).toBe(2);
    await one.ok('account Northwind team=wang', 'tom');
    // Refused before with the very same values.
    expect((await double.submit('wang', view.id)).ack).toMatchObject({ response_action: 'clear' });
    await settled();
    expect(await count()).toBe(3);

    const second = await logBegun(one);
    const both = [double.submit('wang', second.id, filled), double.submit('wang', second.id, filled)];
    expect((await Promise.all(both)).map(({ ack }) => ack)).toEqual([
      { response_action: 'clear' },
      { response_action: 'clear' },
    ]);
    await settled();
    expect(await count()).toBe(4);
  });

  it('is not for who may not use the assistant, and says so in their language', async () => {
    const { double } = await opened();
    await double.shortcut('guest', 'log_interaction', null);
    await expect.poll(() => double.modals('guest').at(-1)?.callbackId).toBe('kam:modal:notice');
    expect(last(double.modals('guest')).shows).toContain('You are a guest here');
    expect(last(double.modals('guest')).submit).toBeNull();
  });

  it('that did not open in time is told where the gesture came from', async () => {
    const one = await opened();
    const { double } = one;
    const note = await noteLacking(one);
    double.fail('views.open', { error: 'expired_trigger_id' });
    await double.press('wang', note, '填写…');
    await expect.poll(() => double.ephemerals('wang').length).toBe(2);
    expect(last(double.ephemerals('wang')).shows).toContain('没能及时打开');
  });

  it('is as it was typed when the book cannot be written, and can be sent again', async () => {
    const one = await opened();
    const { double, assistant, settled } = one;
    await double.press('wang', await noteLacking(one), '填写…');
    const view = await formOpen(one);
    const { ask } = assistant.intake;
    Object.assign(assistant.intake, { ask: async () => ({ kind: 'failed', error: new Error('of a test') }) });
    const sent = await double.submit('wang', view.id, { 联系人: [await idOf(one, '张伟')], 内容: '新的内容' });
    expect(Object.values(sent.errors)).toEqual([expect.stringContaining('不会重复记录')]);
    Object.assign(assistant.intake, { ask });
    const again = await double.submit('wang', view.id);
    expect(again.ack).toEqual({ response_action: 'clear' });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '新的内容' }]);
  });
});

describe('a form whose answer takes long', () => {
  const submitHeld = async (one: SlackAssistant, date: string) => {
    const { double } = one;
    await double.press('wang', await noteLacking(one), '填写…');
    const view = await formOpen(one);
    const release = holdAnswers(one.assistant);
    const filled = { 联系人: [await idOf(one, '张伟')], 日期: date, 内容: '打了很久的内容' };
    const sent = await double.submit('wang', view.id, filled);
    expect(sent).toMatchObject({ error: null, ack: { response_action: 'update' } });
    expect(last(double.modals('wang')).shows).toContain('正在保存');
    release();
  };

  it('says that it is being saved, then that it is', async () => {
    const one = await opened();
    await submitHeld(one, '2026-11-20');
    await expect.poll(() => last(one.double.modals('wang')).shows).toContain('已记录');
    await one.settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '打了很久的内容' }]);
    expect(last(one.double.ephemerals('wang')).shows).toContain('已记录');
  });

  it('comes back with what was typed when something is wrong, and that is also said in a message', async () => {
    const one = await opened();
    await submitHeld(one, '2026-12-24');
    const again = await formOpen(one);
    expect(valueIn(again, '内容')).toBe('打了很久的内容');
    expect(valueIn(again, '日期')).toBe('2026-12-24');
    expect(again.shows).toContain('还没有到');
    await one.settled();
    expect(last(one.double.ephemerals('wang')).shows).toContain('还没有到');
    expect((await one.double.submit('wang', again.id, { 日期: '2026-11-20' })).ack).toEqual({
      response_action: 'clear',
    });
    await one.settled();
    expect(await loggedIn(one)).toMatchObject([{ note: '打了很久的内容', day: '2026-11-20' }]);
  });
});
