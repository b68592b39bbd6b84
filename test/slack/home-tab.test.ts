import { describe, expect, it } from 'vitest';
import { PROMPTS } from '../../adapters/slack/prompts.ts';
import type { ShownView } from '../fakes/slack/shown.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { bookOfAddresses } from '../fixtures/in-chat.ts';
import { chosen, fieldOf, formOpen, idOf, last, loggedIn } from './modal-steps.ts';
import { type Opening, openInSlack, type SlackAssistant, type Transport } from './opening.ts';

const opened = closedAfterEach((transport: Transport = 'socket', opening?: Opening) => openInSlack(transport, opening));

const shows = ({ double }: SlackAssistant, user: string): string => double.home(user)?.shows ?? '';
const published = ({ double }: SlackAssistant) => double.calls('views.publish').length;
const promise = async (one: SlackAssistant, what: string, as = 'wang') =>
  one.press(
    {
      command: 'log',
      args: {
        ...{ account: '华为', contacts: ['张伟'], kind: 'call', note: 'x' },
        nextSteps: [{ what, due: '2026-11-23', by: 'me' }],
      },
    },
    as,
  );

describe.each(['socket', 'http'] as const)('the home tab over %s', (transport) => {
  it('is made when it is opened, and lets things be done', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await promise(one, '给方案');
    expect((await double.openHome('wang', via)).error).toBeNull();
    await expect.poll(() => shows(one, 'wang')).toContain('给方案');
    const home = double.home('wang');
    if (home === null) throw new Error('no home');
    expect(home.shows).toContain('华为技术有限公司');
    expect((await double.press('wang', home, '完成', via)).error).toBeNull();
    await settled();
    // Answered in the conversation, and the page follows: with what was done first, and how to take it back.
    expect(last(double.messages('wang')).shows).toContain('给方案');
    await expect.poll(() => shows(one, 'wang')).toMatch(/已兑现：给方案\n.*\[撤销\]\n---/);
    expect(shows(one, 'wang').match(/给方案/g)).toHaveLength(1);
    expect((await double.press('wang', double.home('wang'), '撤销', via)).error).toBeNull();
    await expect.poll(() => shows(one, 'wang')).toMatch(/已撤销[\s\S]*---[\s\S]*给方案/);
    // Until the page is opened anew.
    await double.openHome('wang', via);
    await expect.poll(() => shows(one, 'wang')).not.toContain('已撤销');
    expect(shows(one, 'wang')).toContain('给方案');
    expect(double.violations()).toEqual([]);
  });
});

describe('the home tab', () => {
  it('logs: its button opens the form, the answer comes in the conversation, and the page follows', async () => {
    const one = await opened();
    const { double, settled } = one;
    await double.openHome('wang');
    await expect.poll(() => double.home('wang')).not.toBeNull();
    const home = double.home('wang');
    if (home === null) throw new Error('no home');
    await double.press('wang', home, '记录一次互动');
    const view = await formOpen(one);
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const sent = await double.submit('wang', view.id, {
      ...{ 联系人: '张伟', 类型: 'call', 内容: '聊了合同', 下一步: '给合同 2026-11-23' },
    });
    expect(sent).toMatchObject({ error: null, errors: {} });
    await settled();
    expect(await loggedIn(one)).toHaveLength(1);
    expect(last(double.messages('wang')).shows).toContain('聊了合同');
    await expect.poll(() => shows(one, 'wang')).toContain('给合同');
    expect(fieldOf(view, '客户').type).toBe('external_select');
  });

  it.each(['socket', 'http'] as const)('shows the answer to a question at once, over %s', async (transport) => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await one.ok('share 华为 60 on=2026-06-01');
    await one.ok('share 华为 20');
    await double.openHome('wang', via);
    await expect.poll(() => shows(one, 'wang')).toContain('份额从');
    const home = double.home('wang');
    if (home === null) throw new Error('no home');
    expect((await double.press('wang', home, labelOf('why', home), via)).error).toBeNull();
    await expect.poll(() => double.modals('wang').at(-1)?.callbackId).toBe('kam:modal:notice');
    expect(last(double.modals('wang'))).toMatchObject({ shows: expect.stringContaining('华为'), updates: 1 });
    // A question in the answer takes its place, and nothing of either comes as a message.
    const answer = last(double.modals('wang'));
    expect((await double.press('wang', answer, labelOf('stage', answer), via)).error).toBeNull();
    await expect.poll(() => last(double.modals('wang')).updates).toBe(3);
    expect(double.modals('wang').map(({ callbackId }) => callbackId)).toEqual(['kam:modal:notice']);
    await settled();
    expect(double.messages('wang')).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('shows what is done in such an answer in its place', async () => {
    const one = await opened();
    const { double, settled } = one;
    // More than stand on the page.
    for (const what of ['一', '二', '三', '四', '五', '六']) await promise(one, `第${what}件`);
    await double.openHome('wang');
    await expect.poll(() => double.home('wang')).not.toBeNull();
    const home = double.home('wang');
    if (home === null) throw new Error('no home');
    await double.press(
      'wang',
      home,
      labelOf('next', home, (args) => args['action'] === undefined),
    );
    await expect.poll(() => last(double.modals('wang')).shows).toContain('第六件');
    await double.press('wang', last(double.modals('wang')), '完成');
    await settled();
    await expect.poll(() => last(double.modals('wang')).shows).toMatch(/已兑现：第一件[\s\S]*\[撤销\]/);
    expect(last(double.messages('wang')).shows).toContain('第一件');
    await double.press('wang', last(double.modals('wang')), '撤销');
    await expect.poll(() => last(double.modals('wang')).shows).toContain('已撤销');
    expect(double.violations()).toEqual([]);
  });

  it('follows what others do to one’s accounts, once for what comes together, and nothing else', async () => {
    const one = await opened();
    const { double } = one;
    await double.openHome('wang');
    await double.openHome('tom');
    await expect.poll(() => published(one)).toBe(2);
    for (const what of ['一', '二', '三']) await promise(one, `第${what}件`, 'qian');
    await promise(one, '王芳自己的', 'wang');
    await expect.poll(() => shows(one, 'wang')).toContain('王芳自己的');
    expect(published(one)).toBe(3);
    expect(double.calls('views.publish').map(({ args }) => args['user_id'])).toEqual([
      double.users.wang,
      double.users.tom,
      double.users.wang,
    ]);
  });

  it('of a manager follows the accounts of the team', async () => {
    const one = await opened('socket', { book: await teamBook() });
    const { double } = one;
    await double.openHome('boss');
    await expect.poll(() => published(one)).toBe(1);
    await one.ok('share 华为 60 on=2026-06-01');
    await one.ok('share 华为 20');
    await expect.poll(() => shows(one, 'boss')).toContain('份额从');
  });

  it('that somebody else changed meanwhile is read anew and put there all the same', async () => {
    const one = await opened();
    const { double } = one;
    await double.openHome('wang');
    await expect.poll(() => published(one)).toBe(1);
    await promise(one, '新承诺');
    double.fail('views.publish', { error: 'hash_conflict' });
    await double.openHome('wang');
    await expect.poll(() => shows(one, 'wang')).toContain('新承诺');
    const [, refused, again] = double.calls('views.publish');
    expect(refused?.args['hash']).toBeDefined();
    expect(again?.args['hash']).toBeUndefined();
  });

  it('comes when Slack takes it again', async () => {
    const one = await opened();
    const { double } = one;
    double.fail('views.publish', { retryAfter: 1 });
    await double.openHome('wang');
    await expect.poll(() => double.home('wang')).not.toBeNull();
    expect(published(one)).toBe(2);
  });

  it.each([
    ['guest', 'You are a guest here'],
    ['nora', 'I do not know you yet'],
  ])('of %s says politely why there is nothing on it', async (user, words) => {
    const one = await opened();
    await one.double.openHome(user);
    await expect.poll(() => shows(one, user)).toContain(words);
    expect(shows(one, user)).not.toContain('华为');
    expect(one.double.home(user)?.controls).toEqual([]);
  });

  it('is left alone once the program stops', async () => {
    const one = await opened();
    await one.double.openHome('wang');
    await expect.poll(() => published(one)).toBe(1);
    await promise(one, '给方案');
    await one.slack.close();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(published(one)).toBe(1);
    expect(await idOf(one, '华为技术有限公司')).toMatch(/^#/);
  });
});

describe('the conversation with the assistant', () => {
  it('offers four ways to begin, in the reader’s language', async () => {
    const one = await opened();
    const { double } = one;
    await double.openHome('wang', { tab: 'messages' });
    await double.openHome('tom', { tab: 'messages' });
    await expect.poll(() => double.prompts().length).toBe(2);
    expect(double.prompts().map(({ title }) => title)).toEqual([PROMPTS.zh.title, PROMPTS.en.title]);
    expect(double.prompts()[0]?.prompts).toEqual(PROMPTS.zh.prompts);
    await double.openHome('guest', { tab: 'messages' });
    await double.openHome('qian', { tab: 'messages' });
    await expect.poll(() => double.prompts().length).toBe(3);
  });

  it.each(
    (['zh', 'en'] as const).flatMap((language) =>
      PROMPTS[language].prompts.map(({ message }) => [language, message] as const),
    ),
  )('offers only what is understood (%s: %s)', async (lang, message) => {
    const one = await opened();
    expect(await one.ask(message, { lang })).toMatchObject({ ok: true });
  });

  it('works in an app without the agent view', async () => {
    const one = await opened('socket', { seed: { isAgent: false } });
    await one.double.openHome('wang', { tab: 'messages' });
    await one.double.dm('wang', '待办');
    await one.settled();
    expect(last(one.double.messages('wang')).shows).toContain('承诺');
    expect(one.double.prompts()).toEqual([]);
  });
});

/** The button that calls this command, among all there are. */
function labelOf(
  command: string,
  { controls }: ShownView,
  wanted: (args: Readonly<Record<string, unknown>>) => boolean = () => true,
): string {
  for (const { label, value } of controls) {
    const { c, a } = JSON.parse(value ?? '{}');
    if (c === command && wanted(a)) return label;
  }
  throw new Error(
    `no button for ${command} among ${controls.map(({ label, value }) => `${label} ${value}`).join(', ')}`,
  );
}

/** 郭总 leads 王芳. */
async function teamBook() {
  const book = bookOfAddresses();
  const members = book.members.map((member) => (member.key === 'wang' ? { ...member, manager: 'boss' } : member));
  return { ...book, members };
}
