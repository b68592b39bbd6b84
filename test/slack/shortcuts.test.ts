import { afterEach, describe, expect, it } from 'vitest';
import type { ShownMessage } from '../fakes/slack/shown.ts';
import { NOW } from '../fixtures/assistant.ts';
import { chosen, fieldOf, formOpen, idOf, last, loggedIn, valueIn } from './modal-steps.ts';
import { openInSlack, type SlackAssistant, type Transport } from './opening.ts';

const open: SlackAssistant[] = [];
/** Slack and the assistant by one clock, from noon on; `later` moves both. */
function clock() {
  const since = performance.now();
  let ms = Date.parse(NOW);
  return {
    now: () => Math.round(ms + performance.now() - since),
    later: (more: number) => {
      ms += more;
    },
  };
}
const opened = async (transport: Transport = 'socket', { now } = clock()) => {
  const one = await openInSlack(transport, { now, seed: { now } });
  open.push(one);
  return one;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Something said in a channel, as it stands there. */
async function said(one: SlackAssistant, user: string, channel: string, text: string): Promise<ShownMessage> {
  const { ts } = await one.double.say(user, channel, text);
  const found = one.double.messages(channel).find((message) => message.ts === ts);
  if (found === undefined) throw new Error('it was not said');
  return found;
}
const onMessage = async (one: SlackAssistant, message: ShownMessage, user = 'wang') => {
  const made = await one.double.shortcut(user, 'log_to_account', message, one.via);
  expect(made.error).toBeNull();
  return formOpen(one, user);
};

describe('the shortcut on what we said', () => {
  it('keeps our words without the labels of their buttons', async () => {
    const one = await opened();
    const { double, settled } = one;
    await double.mention('wang', 'general', '华为现在什么阶段？');
    await settled();
    const answer = double.messages('general')[1];
    if (answer === undefined) throw new Error('no answer');
    expect(answer.controls.map(({ label }) => label)).toContain('记录一次互动');
    const note = String(valueIn(await onMessage(one, answer), '内容'));
    expect(note).toContain('华为');
    for (const { label } of answer.controls) expect(note).not.toContain(`[${label}]`);
  });

  it('keeps what people wrote in brackets', async () => {
    const one = await opened();
    const message = await said(one, 'boss', 'huawei', '华为：\n[待定] [二期]');
    expect(valueIn(await onMessage(one, message), '内容')).toContain('[待定] [二期]');
  });
});

describe.each(['socket', 'http'] as const)('the shortcut on a message over %s', (transport) => {
  it('makes the message the note, with who wrote it, when and where, and the account it speaks of', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const message = await said(one, 'boss', 'huawei', '华为那边 <b>想要</b> 三年质保 & 备件价格');
    const view = await onMessage(one, message);
    const note = String(valueIn(view, '内容'));
    expect(note).toContain('华为那边 <b>想要</b> 三年质保 & 备件价格');
    expect(note).toContain('—— 郭总，2026年11月21日星期六 12:00');
    expect(note).toMatch(/https:\/\/\S+\/archives\/C0HUAWEI1\/p\d{16}/);
    expect(valueIn(view, '客户')).toBe(await idOf(one, '华为技术有限公司'));
    expect(valueIn(view, '类型')).toBe('message');
    expect(valueIn(view, '日期')).toBe('2026-11-21');
    const sent = await double.submit('wang', view.id, { 联系人: [await idOf(one, '张伟')] }, via);
    expect(sent).toMatchObject({ error: null, errors: {} });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ kind: 'message', note }]);
    // Told to whoever logged it, not to the channel.
    expect(double.messages('huawei')).toHaveLength(1);
    expect(last(double.ephemerals('wang')).shows).toContain('已记录');
    expect(double.violations()).toEqual([]);
  });
});

describe('the shortcut on a message', () => {
  it('takes a report for what it reports: who was there, on which day, by whom', async () => {
    const one = await opened();
    const message = await said(one, 'qian', 'general', '昨天拜访华为张伟，聊了二期预算，下周三给方案');
    const view = await onMessage(one, message);
    expect(valueIn(view, '类型')).toBe('visit');
    expect(valueIn(view, '日期')).toBe('2026-11-20');
    expect(valueIn(view, '联系人')).toEqual([await idOf(one, '张伟')]);
    expect(valueIn(view, '下一步')).toBe('给方案 2026-11-25');
    await one.double.submit('wang', view.id);
    await one.settled();
    const qian = await one.assistant.store.views.memberByKey('qian');
    expect(await loggedIn(one)).toMatchObject([{ kind: 'visit', memberIds: [qian?.id], day: '2026-11-20' }]);
  });

  it.each([
    ['boss', 'boss'],
    ['nora', 'wang'],
  ])('takes nobody a message of %s mentions for somebody who was there', async (author, ours) => {
    const one = await opened();
    const message = await said(
      one,
      author,
      author === 'nora' ? 'mixed' : 'huawei',
      '张伟说合同下周五之前签，@钱进 跟进一下',
    );
    const view = await onMessage(one, message);
    expect(valueIn(view, '类型')).toBe('message');
    await one.double.submit('wang', view.id);
    await one.settled();
    const member = await one.assistant.store.views.memberByKey(ours);
    expect(await loggedIn(one)).toMatchObject([{ kind: 'message', memberIds: [member?.id] }]);
  });

  it('counts the days of a report from when it was said, not from when it is logged', async () => {
    const time = clock();
    const one = await opened('socket', time);
    const message = await said(one, 'wang', 'general', '昨天拜访华为张伟，聊了二期预算');
    time.later(3 * 86_400_000);
    expect(valueIn(await onMessage(one, message), '日期')).toBe('2026-11-20');
  });

  it('takes the account of the channel where the message names none', async () => {
    const one = await opened();
    await one.double.slash('wang', 'huawei', '客户 绑定 华为');
    await one.settled();
    const view = await onMessage(one, await said(one, 'boss', 'huawei', '他们想要三年质保'));
    expect(valueIn(view, '客户')).toBe(await idOf(one, '华为技术有限公司'));
    expect(fieldOf(view, '联系人').type).toBe('checkboxes');
  });

  it('keeps a message of 4,000 characters, and of one from outside who wrote it', async () => {
    const one = await opened();
    const text = `<!channel> ${'很长的一段话，'.repeat(570)}`;
    const message = await said(one, 'stranger', 'shared', text.slice(0, 4000));
    const view = await onMessage(one, message);
    const { assistant, double } = one;
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const sent = await double.submit('wang', view.id, { 联系人: '张伟' });
    expect(sent).toMatchObject({ error: null, errors: {}, ack: { response_action: 'clear' } });
    await one.settled();
    const [{ note = '' } = {}] = await loggedIn(one);
    expect(note.startsWith('<!channel> 很长的一段话，')).toBe(true);
    expect(note).toContain('—— Olga Other');
    expect(note.length).toBeGreaterThan(4000);
    expect(last(double.ephemerals('wang')).pings).toEqual([]);
    expect((await assistant.store.views.all('contact')).some(({ name }) => name.includes('channel'))).toBe(false);
  });

  it('is no way past permissions: a viewer is told so', async () => {
    const one = await opened();
    const message = await said(one, 'wang', 'general', 'Northwind 想要报价');
    await one.double.shortcut('vera', 'log_to_account', message);
    await expect.poll(() => one.double.modals('vera').at(-1)?.callbackId).toBe('kam:modal:notice');
    expect(last(one.double.modals('vera')).submit).toBeNull();
  });

  it('works where Slack does not tell where a message stands', async () => {
    const one = await opened();
    one.double.fail('chat.getPermalink', { error: 'channel_not_found' });
    const view = await onMessage(one, await said(one, 'boss', 'huawei', '三年质保'));
    expect(valueIn(view, '内容')).toMatch(/三年质保\n\n—— 郭总，2026年11月21日星期六 12:00$/);
  });
});

describe('the global shortcut', () => {
  it('logs from anywhere, and answers in the conversation', async () => {
    const one = await opened();
    const { double, settled } = one;
    expect((await double.shortcut('wang', 'log_interaction', null)).error).toBeNull();
    const view = await formOpen(one);
    expect(valueIn(view, '日期')).toBe('2026-11-21');
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const sent = await double.submit('wang', view.id, { 联系人: '张伟', 类型: 'call', 内容: '聊了付款' });
    expect(sent).toMatchObject({ error: null, errors: {} });
    await settled();
    expect(await loggedIn(one)).toMatchObject([{ kind: 'call', note: '聊了付款' }]);
    expect(last(double.messages('wang')).shows).toContain('聊了付款');
  });
});
