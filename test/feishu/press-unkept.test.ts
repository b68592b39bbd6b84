import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt, figuresOf, holdAnswers, keepSlowly, SLOW_MS } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const LOG = '昨天拜访华为张伟，聊了二期预算';
const FILLED = { account: '华为', contacts: '张伟', kind: '拜访', note: '聊了二期预算', date: '2026-11-20' };
const UNKEPT = { type: 'error', content: '刚才那一步没有记下来，请稍后再点一次。' };

const interactions = async ({ ok }: FeishuAssistant) => (await ok('timeline 华为')).data.interactions;
const lastCard = ({ double }: FeishuAssistant, user = 'wang') => double.dms(user).findLast(({ card }) => card !== null);

const WHEN = [
  ['websocket', 'before', 'waits to be written'],
  ['websocket', 'after', 'is written, and the disk is slow'],
  ['webhook', 'before', 'waits to be written'],
  ['webhook', 'after', 'is written, and the disk is slow'],
] as const;

describe.each(WHEN)('over the %s, a press that is answered %s it is recorded: it %s', (transport, when) => {
  it('is said not to be kept, is not done later, and is done once it is pressed again', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.say('wang', LOG, via);
    await settled();
    const before = await figuresOf(one.assistant);
    const kept = keepSlowly(one.assistant, when);
    const made = await double.press('wang', lastCard(one)?.id, '撤销', via);
    expect(made).toMatchObject({ code: null, isReplaced: false, toast: UNKEPT });
    await kept;
    await expect.poll(() => figuresOf(one.assistant)).toEqual(before);
    await one.assistant.intake.drain();
    expect(await interactions(one)).toHaveLength(1);
    expect(await double.press('wang', lastCard(one)?.id, '撤销', via)).toMatchObject({ isReplaced: true });
    expect(await interactions(one)).toEqual([]);
  });

  it('that hands in a form is recorded once by the very same values', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.say('wang', '/kam 记录', via);
    await settled();
    const before = await figuresOf(one.assistant);
    const kept = keepSlowly(one.assistant, when);
    const id = lastCard(one)?.id;
    expect(await double.submit('wang', id, FILLED, via)).toMatchObject({ isReplaced: false, toast: UNKEPT });
    await kept;
    await expect.poll(() => figuresOf(one.assistant)).toEqual(before);
    expect(await interactions(one)).toEqual([]);
    expect(await double.submit('wang', id, FILLED, via)).toMatchObject({ isReplaced: true });
    await settled();
    expect(await interactions(one)).toHaveLength(1);
  });
});

describe('a press that is not recorded in time', () => {
  it('is taken back too where it would have waited for what was said before', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', LOG);
    await settled();
    const card = lastCard(one);
    const release = holdAnswers(one.assistant);
    await double.say('wang', '待办');
    const kept = keepSlowly(one.assistant, 'before');
    expect(await double.press('wang', card?.id, '撤销')).toMatchObject({ isReplaced: false, toast: UNKEPT });
    await kept;
    const unfinished = async () => {
      const { pending, working } = (await figuresOf(one.assistant)).came;
      return pending + working;
    };
    // What was said before is all there is to do.
    await expect.poll(unfinished).toBe(1);
    release();
    await settled();
    expect(await interactions(one)).toHaveLength(1);
  });

  it('is said so in the language of whoever pressed', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('tom', '/kam log yesterday called Alice Chen at Northwind: the pilot');
    await settled();
    const kept = keepSlowly(one.assistant, 'before');
    const made = await double.press('tom', lastCard(one, 'tom')?.id, 'Undo');
    expect(made.toast).toEqual({ type: 'error', content: 'That was not recorded. Press again in a moment.' });
    await kept;
  });

  it('says what was done where it could not even be taken back', async () => {
    const clock = clockAt();
    const one = await opened('websocket', { now: clock.now });
    const { double, settled, assistant } = one;
    await double.say('wang', LOG);
    await settled();
    const card = lastCard(one);
    const failed = new Promise<void>((resolve) => {
      Object.assign(assistant.store.inbox, {
        takeBack: () => {
          resolve();
          return Promise.reject(new Error('the disk is full'));
        },
      });
    });
    void keepSlowly(one.assistant, 'before');
    expect(await double.press('wang', card?.id, '撤销')).toMatchObject({ toast: UNKEPT });
    await failed;
    // Nobody holds it any more by then.
    clock.set(new Date(clock.now() + 60_000).toISOString());
    await settled();
    expect(lastCard(one)).toMatchObject({ id: card?.id, shows: expect.stringContaining('已撤销') });
    expect(await interactions(one)).toEqual([]);
  });
});

describe('a press that is recorded, but takes long', () => {
  it('is done by itself where it failed after that was said', async () => {
    const clock = clockAt();
    const one = await opened('websocket', { now: clock.now });
    const { double, settled, assistant } = one;
    await double.say('wang', LOG);
    await settled();
    const card = lastCard(one);
    const { handle } = assistant.router;
    const failed = new Promise<void>((resolve) => {
      Object.assign(assistant.router, {
        async handle() {
          await pause(SLOW_MS + 200);
          Object.assign(assistant.router, { handle });
          resolve();
          throw new Error('out of order');
        },
      });
    });
    const made = await double.press('wang', card?.id, '撤销');
    expect(made).toMatchObject({ code: null, isReplaced: false, toast: { type: 'info' } });
    await failed;
    clock.set(new Date(clock.now() + 60_000).toISOString());
    await expect.poll(() => lastCard(one)?.shows).toContain('已撤销');
    expect(lastCard(one)).toMatchObject({ id: card?.id });
    expect(await interactions(one)).toEqual([]);
  });

  it('and was done, but could not be put away, is said to be worked on, and shown once it is', async () => {
    const clock = clockAt();
    const one = await opened('websocket', { now: clock.now });
    const { double, settled, assistant } = one;
    await double.say('wang', LOG);
    await settled();
    const card = lastCard(one);
    const { inbox } = assistant.store;
    const { settle } = inbox;
    Object.assign(inbox, {
      settle() {
        Object.assign(inbox, { settle });
        return Promise.reject(new Error('the disk is full'));
      },
    });
    const made = await double.press('wang', card?.id, '撤销');
    expect(made).toMatchObject({ code: null, isReplaced: false, toast: { type: 'info' } });
    expect(await interactions(one)).toEqual([]);
    clock.set(new Date(clock.now() + 60_000).toISOString());
    await expect.poll(() => lastCard(one)?.edits).toBe(1);
    expect(lastCard(one)?.shows).toContain('没有重复记录');
    await settled();
  });
});
