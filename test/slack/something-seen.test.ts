import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/ports/store.ts';
import type { ShownMessage, ShownView } from '../fakes/slack/shown.ts';
import { NOW } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt, holdAnswers } from '../fixtures/in-chat.ts';
import { chosen, fieldOf, formOpen, last, valueIn } from './modal-steps.ts';
import { type Opening, openInSlack, type SlackAssistant } from './opening.ts';

/**
 * Whatever somebody does, they see what came of it, where they look: each kind of gesture with each way it can end. 王芳 does it all;
 * what is expected is what she sees that was not there before.
 */

const opened = closedAfterEach((opening?: Opening) => openInSlack('socket', opening));

const LOG = '昨天拜访华为张伟，聊了二期预算';
const REPORT_WITHOUT_PEOPLE = '记录 拜访华为，聊了二期预算';
const STAGE = '华为现在什么阶段？';

/** All that 王芳 sees of the assistant, each message and view by itself. */
function seenBy({ double }: SlackAssistant): readonly string[] {
  const own = double.users.wang;
  const messages = ['wang', 'general'].flatMap((where) => double.messages(where)).concat(double.ephemerals('wang'));
  const home = double.home('wang');
  return [
    ...messages.filter(({ author }) => author !== own).map(({ ts, shows }) => `${ts} ${shows}`),
    ...double.modals('wang').map(({ id, shows, updates }) => `${id} ${updates} ${shows}`),
    ...(home === null ? [] : [`home ${home.updates} ${home.shows}`]),
  ];
}

/** What she sees after a gesture that she did not see before it. */
async function newAfter(one: SlackAssistant, gesture: () => Promise<unknown>): Promise<() => string> {
  const before = new Set(seenBy(one));
  await gesture();
  return () =>
    seenBy(one)
      .filter((each) => !before.has(each))
      .join('\n');
}

type Made = (one: SlackAssistant) => Promise<() => Promise<unknown>>;

const written = (text: string, how: 'dm' | 'mention' | 'slash'): Made => {
  return async ({ double }) => {
    if (how === 'dm') return () => double.dm('wang', text);
    return () => (how === 'mention' ? double.mention('wang', 'general', text) : double.slash('wang', 'general', text));
  };
};

/** The undo of something logged, in our conversation or in a private note. */
const undone = (where: 'dm' | 'note', isTooLate = false): Made => {
  return async (one) => {
    const { double, settled } = one;
    await (where === 'dm' ? double.dm('wang', LOG) : double.slash('wang', 'general', LOG));
    await settled();
    const answer: ShownMessage = last(where === 'dm' ? double.messages('wang') : double.ephemerals('wang'));
    if (isTooLate) await one.ok('undo');
    return () => double.press('wang', answer, '撤销');
  };
};

/** A promise marked as kept, on the home tab or in the list of promises that was opened there. */
const kept = (where: 'home' | 'modal', wrong?: 'done before' | 'right lost'): Made => {
  return async (one) => {
    const { double } = one;
    for (const what of ['给方案', '给报价', '给合同', '给样品', '给图纸', '给清单']) await promised(one, what);
    await double.openHome('wang');
    await expect.poll(() => double.home('wang')?.shows).toContain('给方案');
    let view: ShownView | null = double.home('wang');
    if (where === 'modal') {
      await double.press('wang', view, moreOf(view));
      await expect.poll(() => double.modals('wang').at(-1)?.shows).toContain('给清单');
      view = last(double.modals('wang'));
    }
    if (wrong === 'done before') await one.press(callBehind(view, '完成'));
    if (wrong === 'right lost') await one.ok('member wang role=viewer', 'boss');
    return () => double.press('wang', view, '完成');
  };
};

async function promised(one: SlackAssistant, what: string): Promise<void> {
  const nextSteps = [{ what, due: '2026-11-21', by: 'me' }];
  const args = { account: '华为', contacts: ['张伟'], kind: 'call', note: 'x', nextSteps };
  await one.press({ command: 'log', args }, 'wang');
}

function callBehind(view: ShownView | null, label: string) {
  const { value } = view?.controls.find((one) => one.label === label) ?? {};
  const { c: command, a: args } = JSON.parse(value ?? '');
  return { command, args };
}

/** The button that shows all promises. */
function moreOf(view: ShownView | null): string {
  const found = view?.controls.find(({ value }) => {
    const { c, a } = JSON.parse(value ?? '{}');
    return c === 'next' && a.action === undefined;
  });
  if (found === undefined) throw new Error('no button for all promises');
  return found.label;
}

/** The form of a log, begun from anywhere, filled in and sent in. */
const sentIn = (date: string): Made => {
  return async (one) => {
    const { double } = one;
    await double.shortcut('wang', 'log_interaction', null);
    const view = await formOpen(one);
    double.fill('wang', view.id, { 客户: await chosen(one, '华为技术有限公司') });
    const filled = { 联系人: '张伟', 类型: 'call', 内容: '聊了合同', 日期: date };
    return () => double.submit('wang', view.id, filled);
  };
};

const shortcut = (on: 'message' | 'anywhere', id?: string): Made => {
  return async ({ double }) => {
    const { ts } = await double.say('boss', 'general', '华为张伟说预算批了');
    const message = double.messages('general').find((each) => each.ts === ts);
    if (on === 'message') return () => double.shortcut('wang', id ?? 'log_to_account', message);
    return () => double.shortcut('wang', id ?? 'log_interaction', null);
  };
};

const shared: Made = async ({ double, settled }) => {
  await double.slash('wang', 'general', '阶段 华为');
  await settled();
  const note = last(double.ephemerals('wang'));
  return () => double.press('wang', note, '发到这里');
};

describe('whatever is done is seen', () => {
  it.each<readonly [gesture: string, Made, expected: RegExp]>([
    ['a direct message', written(LOG, 'dm'), /已记录/],
    ['a mention', written(LOG, 'mention'), /已记录/],
    ['a command', written(LOG, 'slash'), /已记录/],
    ['a press in a message', undone('dm'), /已撤销/],
    ['a press in a private note', undone('note'), /已撤销/],
    ['a press on the home tab', kept('home'), /已兑现：[\s\S]*\[撤销\]/],
    ['a press in a modal', kept('modal'), /已兑现/],
    ['a form', sentIn('2026-11-20'), /已记录/],
    ['the shortcut on a message', shortcut('message'), /预算批了/],
    ['the shortcut from anywhere', shortcut('anywhere'), /客户/],
    ['sharing', shared, /合作阶段/],
  ])('%s', async (_, made, expected) => {
    const one = await opened();
    const news = await newAfter(one, await made(one));
    await expect.poll(news).toMatch(expected);
    expect(one.double.violations()).toEqual([]);
  });
});

describe('whatever is refused is told', () => {
  it.each<readonly [gesture: string, Made, expected: RegExp]>([
    ['a direct message', written('份额 华为 140', 'dm'), /100/],
    ['a mention', written('份额 华为 140', 'mention'), /100/],
    ['a command', written('份额 华为 140', 'slash'), /100/],
    ['a press in a message', undone('dm', true), /warning/],
    ['a press in a private note', undone('note', true), /warning/],
    ['a press on the home tab, done before', kept('home', 'done before'), /V\w+ \d+ .*已经/s],
    ['a press on the home tab, with the right lost', kept('home', 'right lost'), /V\w+ \d+ .*warning/s],
    ['a press in a modal, done before', kept('modal', 'done before'), /V\w+ \d+ .*已经/s],
    ['a press in a modal, with the right lost', kept('modal', 'right lost'), /V\w+ \d+ .*warning/s],
    ['an unknown shortcut on a message', shortcut('message', 'other'), /快捷方式/],
    ['an unknown shortcut from anywhere', shortcut('anywhere', 'other'), /快捷方式/],
  ])('%s', async (_, made, expected) => {
    const one = await opened();
    const news = await newAfter(one, await made(one));
    await expect.poll(news).toMatch(expected);
    // Whoever sees it where they look is not told once more.
    await one.settled();
    if (/home tab|modal/.test(_)) expect(news()).not.toMatch(/^\d+\.\d+ /m);
    expect(one.double.violations()).toEqual([]);
  });

  it('a form, at its field', async () => {
    const one = await opened();
    const send = await sentIn('2026-12-24')(one);
    const view = last(one.double.modals('wang'));
    expect(await send()).toMatchObject({
      errors: { [fieldOf(view, '日期').blockId]: expect.stringContaining('还没有到') },
    });
  });
});

describe('whatever needs more is asked for', () => {
  it.each<readonly [gesture: string, Made]>([
    ['a direct message', written(REPORT_WITHOUT_PEOPLE, 'dm')],
    ['a mention', written(REPORT_WITHOUT_PEOPLE, 'mention')],
    ['a command', written(REPORT_WITHOUT_PEOPLE, 'slash')],
    ['a command alone', written('记录', 'slash')],
  ])('%s', async (_, made) => {
    const one = await opened();
    const news = await newAfter(one, await made(one));
    await expect.poll(news).toMatch(/联系人/);
  });
});

describe('whatever the book does not take is told', () => {
  const full = (one: SlackAssistant): void => {
    const { inbox } = one.assistant.store;
    const refuse = async (): Promise<never> => {
      throw new StoreError('full', 'of a test');
    };
    Object.assign(inbox, { receive: refuse, take: refuse });
  };
  it.each<readonly [gesture: string, Made]>([
    ['a command', written(LOG, 'slash')],
    ['a press in a message', undone('dm')],
    ['a press in a private note', undone('note')],
    ['a press on the home tab', kept('home')],
    ['a press in a modal', kept('modal')],
  ])('%s', async (_, made) => {
    const one = await opened();
    const act = await made(one);
    await one.settled();
    full(one);
    const news = await newAfter(one, act);
    await expect.poll(news).toContain('磁盘已满');
  });

  it('a press whose address is good no more, in our conversation', async () => {
    const one = await opened();
    const act = await undone('note')(one);
    full(one);
    one.double.fail('response_url', { status: 404 });
    const news = await newAfter(one, act);
    await expect.poll(news).toContain('磁盘已满');
    expect(last(one.double.messages('wang')).shows).toContain('磁盘已满');
  });

  it('a form, with all that was typed', async () => {
    const one = await opened();
    const send = await sentIn('2026-11-20')(one);
    full(one);
    expect(await send()).toMatchObject({ error: null, errors: expect.any(Object) });
    expect(valueIn(last(one.double.modals('wang')), '内容')).toBe('聊了合同');
  });
});

describe('whatever takes long is told of', () => {
  it.each<readonly [gesture: string, Made, expected: RegExp, hold: typeof holdWork]>([
    ['a press on the home tab', kept('home'), /V\w+ \d+ .*已收到/s, holdWork],
    ['a press in a modal', kept('modal'), /V\w+ \d+ .*已收到/s, holdWork],
    ['a form', sentIn('2026-11-20'), /正在保存/, ({ assistant }) => holdAnswers(assistant)],
  ])('%s', async (_, made, expected, hold) => {
    const one = await opened();
    const act = await made(one);
    await one.settled();
    const release = hold(one);
    const news = await newAfter(one, act);
    await expect.poll(news).toMatch(expected);
    release();
    // What came of it is told all the same.
    await expect.poll(news).toMatch(/已兑现|已记录/);
  });

  it('what cannot be worked on time and again, once', async () => {
    const clock = clockAt(NOW);
    const one = await opened({ now: clock.now });
    const { double } = one;
    const asked = () => double.calls('users.info').length;
    double.fail('users.info', { error: 'missing_scope' }, 100);
    await double.dm('wang', STAGE);
    await expect.poll(asked).toBe(1);
    for (const at of ['12:01', '12:05', '12:20']) {
      const before = asked();
      clock.set(`2026-11-21T${at}:00+08:00`);
      await expect.poll(asked).toBeGreaterThan(before);
    }
    const delayed = () => double.messages('wang').filter(({ shows }) => /不用再说|no need to say/.test(shows));
    await expect.poll(() => delayed().length).toBe(1);
    double.heal();
    clock.set('2026-11-21T13:30:00+08:00');
    await one.settled();
    expect(last(double.messages('wang')).shows).toContain('合作阶段');
    expect(delayed()).toHaveLength(1);
    // What was said, that it takes long, the answer.
    expect(double.messages('wang')).toHaveLength(3);
  });
});

describe('whatever does not open is told of', () => {
  it.each<readonly [gesture: string, Made]>([
    ['the shortcut on a message', shortcut('message')],
    ['the shortcut from anywhere', shortcut('anywhere')],
    ['a command alone', written('记录', 'slash')],
  ])('%s', async (_, made) => {
    const one = await opened();
    const act = await made(one);
    one.double.fail('views.open', { error: 'expired_trigger_id' });
    const news = await newAfter(one, act);
    await expect.poll(news).toContain('没能及时打开');
  });

  it('a refusal that finds no modal is said in words', async () => {
    const one = await opened();
    const act = await kept('home', 'done before')(one);
    one.double.fail('views.open', { error: 'expired_trigger_id' });
    const news = await newAfter(one, act);
    await expect.poll(news).toMatch(/^\d+\.\d+ [\s\S]*已经/m);
  });

  it('what Slack does not show does not go on saying that it opens', async () => {
    const one = await opened();
    const act = await shortcut('anywhere')(one);
    one.double.fail('views.update', { error: 'invalid_arguments' });
    const news = await newAfter(one, act);
    await expect.poll(news).toMatch(/V\w+ 1 .*warning/s);
  });
});

describe('what another version of ours left behind', () => {
  it('says so in a modal', async () => {
    const one = await opened();
    const { double } = one;
    const button = {
      type: 'button',
      action_id: 'kam:before:1',
      text: { type: 'plain_text', text: '完成' },
      value: '1',
    };
    const view = { type: 'home', blocks: [{ type: 'actions', elements: [button] }] };
    await formerly(one).views.publish({ user_id: double.users.wang, view: view as never });
    expect((await double.press('wang', double.home('wang'), '完成')).error).toBeNull();
    await expect.poll(() => last(double.modals('wang')).shows).toContain('旧版本');
  });

  it('loses nothing that was typed', async () => {
    const one = await opened();
    const { double } = one;
    await double.shortcut('wang', 'log_interaction', null);
    const view = await formOpen(one);
    const { blocks, callbackId, submit, title } = view;
    const plain = (text: string | null) => ({ type: 'plain_text', text: text ?? '' });
    const same = { type: 'modal', callback_id: callbackId, title: plain(title), submit: plain(submit), blocks };
    await formerly(one).views.update({ view_id: view.id, view: { ...same, private_metadata: '{"v":0}' } as never });
    const sent = await double.submit('wang', view.id, {
      ...{ 客户: await chosen(one, '华为技术有限公司'), 联系人: '张伟', 类型: 'call', 内容: '打了很久的内容' },
    });
    expect(sent).toMatchObject({ error: null, ack: { response_action: 'update' } });
    expect(last(double.modals('wang')).shows).toContain('打了很久的内容');
  });
});

/** The assistant, as it was once. */
const formerly = ({ double }: SlackAssistant) => new WebClient(double.botToken, { slackApiUrl: double.url });

/** From now on nothing that came in is worked on until the returned function is called. */
function holdWork({ assistant }: SlackAssistant): () => void {
  const { inbox } = assistant.store;
  const { claim, take } = inbox;
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  Object.assign(inbox, {
    claim: (...given: Parameters<typeof claim>) => gate.then(() => claim(...given)),
    take: (...given: Parameters<typeof take>) => gate.then(() => take(...given)),
  });
  return release;
}
