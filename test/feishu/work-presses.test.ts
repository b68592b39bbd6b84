import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EVENTS, PEOPLE } from '../fakes/feishu/seed.ts';
import { NOW } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt, holdAnswers } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const MONDAY = '2026-11-23T09:05:00+08:00';
const LOG = '昨天拜访华为张伟，聊了二期预算，11月23日给方案';

const done = async ({ ok }: FeishuAssistant): Promise<number> => (await ok('timeline 华为')).data.promises.done.length;

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('leaves a daily message when its button is pressed, answers beneath it and brings it up to date', async () => {
    const clock = clockAt(NOW);
    const one = await opened(transport, { now: clock.now });
    const { double, via, settled, assistant } = one;
    await double.say('wang', LOG, via);
    await settled();
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    await settled();
    const daily = double.dms('wang').find(({ shows }) => shows.includes('给方案') && shows.includes('[已处理]'));
    expect(daily).toBeDefined();
    const before = double.dms('wang').length;
    const made = await double.press('wang', daily?.id, '已处理', via);
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false });
    expect(made.toast?.content).not.toBe('');
    await settled();
    expect(await done(one)).toBe(1);
    expect(double.dms('wang')).toHaveLength(before + 1);
    expect(double.dms('wang').at(-1)).toMatchObject({ parent: daily?.id });
    await expect.poll(() => double.dms('wang').find(({ id }) => id === daily?.id)?.edits ?? 0).toBeGreaterThan(0);
    expect(double.violations()).toEqual([]);
  });

  it('tells a digest in a group of members, with buttons that work for whoever presses', async () => {
    const clock = clockAt(NOW);
    const one = await opened(transport, { now: clock.now });
    const { double, via, settled, assistant } = one;
    await double.say('wang', '摘要 这里 每天 09:00', { chat: 'huawei', at: 'bot', ...via });
    await settled();
    await double.say('wang', LOG, via);
    await settled();
    const before = double.messages('huawei').length;
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    await settled();
    const digest = double.messages('huawei')[before];
    expect(digest?.shows).toContain('华为');
    expect(digest?.controls.length).toBeGreaterThan(0);
    for (const { label } of digest?.controls ?? []) {
      const made = await double.press('boss', digest?.id, label, via);
      expect(made, label).toMatchObject({ error: null, code: null, isReplaced: false });
      expect(made.toast, label).not.toBeNull();
    }
    await settled();
    expect(double.violations()).toEqual([]);
  });

  it('tells no digest once somebody from outside reads there', async () => {
    const clock = clockAt(NOW);
    const { double, via, settled, assistant } = await opened(transport, { now: clock.now });
    await double.say('wang', '摘要 这里 每天 09:00', { chat: 'huawei', at: 'bot', ...via });
    await double.say('wang', LOG, via);
    await settled();
    const before = double.messages('huawei').length;
    await double.join('nora', 'huawei', via);
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    const waiting = async () =>
      (await assistant.store.outbox.inStates(['pending'], 50)).filter(({ kind }) => kind === 'digest');
    await expect
      .poll(async () => (await waiting()).map(({ error }) => error))
      .toEqual([expect.stringContaining('others')]);
    expect(double.messages('huawei')).toHaveLength(before);
  });

  it('says a refused press to the presser alone and leaves the card; what is taken back goes', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.say('wang', '份额 华为 45', { chat: 'general', at: 'bot', ...via });
    await settled();
    const [, answer] = double.messages('general');
    expect(answer?.shows).toContain('45%');
    // Somebody else may not take it back.
    const refused = await double.press('vera', answer?.id, 'Undo', via).catch(() => null);
    const made = refused ?? (await double.press('vera', answer?.id, '撤销', via));
    expect(made).toMatchObject({ error: null, isReplaced: false, toast: { type: 'warning' } });
    await settled();
    expect(double.messages('general')[1]).toMatchObject({ id: answer?.id, edits: 0 });
    expect(double.messages('general')).toHaveLength(2);
    const undone = await double.press('wang', answer?.id, '撤销', via);
    expect(undone).toMatchObject({ isReplaced: true });
    expect(double.messages('general')[1]?.shows).toContain('已撤销');
    expect(double.messages('general')[1]?.shows).not.toContain('45');
    await settled();
    expect(double.messages('general')).toHaveLength(2);
    expect(JSON.stringify((await ok('share 华为')).data)).not.toContain('45');
    expect(double.violations()).toEqual([]);
  });

  it('replaces a card only its reader sees by what the press shows', async () => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', LOG, { chat: 'mixed', at: 'bot', ...via });
    await settled();
    const [note] = double.ephemerals('wang');
    expect(note?.shows).toContain('华为');
    const made = await double.press('wang', note?.id, '撤销', via);
    expect(made).toMatchObject({ error: null, code: null, isReplaced: true });
    await settled();
    expect(double.ephemerals('wang')).toHaveLength(1);
    expect(double.ephemerals('wang')[0]?.shows).toContain('已撤销');
    expect(double.violations()).toEqual([]);
  });
});

describe('a press', () => {
  it('leaves a list as it is when one of the things in it is done', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', `${LOG}，11月24日给报价`);
    await settled();
    await double.say('wang', '待办');
    await settled();
    const list = double.dms('wang').at(-1);
    expect(list?.controls.filter(({ label }) => label === '完成')).toHaveLength(2);
    await double.press('wang', list?.id, '完成');
    await settled();
    expect(await done(one)).toBe(1);
  });

  it('that takes long is said to be worked on, and its answer takes the place of the card afterwards', async () => {
    const one = await opened('websocket');
    const { double, settled, assistant, ok } = one;
    await double.say('wang', LOG);
    await settled();
    const answer = double.dms('wang').at(-1);
    const release = holdAnswers(one.assistant);
    const made = await double.press('wang', answer?.id, '撤销');
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false, toast: { type: 'info' } });
    release();
    await expect.poll(() => double.dms('wang').at(-1)?.shows).toContain('已撤销');
    await settled();
    expect(double.dms('wang').at(-1)).toMatchObject({ id: answer?.id });
    expect((await ok('timeline 华为')).data.interactions).toEqual([]);
    expect(await assistant.store.outbox.inStates(['failed', 'unknown'], 10)).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it.each([
    ['in the place of the card', undefined],
    ['in a new card only its reader sees, where only they saw the card', { chat: 'mixed', at: 'bot' }],
  ])('whose answer is put away too slowly is shown all the same, %s', async (_, where) => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', LOG, where);
    await settled();
    const card = [...double.dms('wang'), ...double.ephemerals('wang')].findLast(({ card }) => card !== null);
    settleSlowly(one);
    const made = await double.press('wang', card?.id, '撤销');
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false, toast: { type: 'info' } });
    const shown = () => [...double.dms('wang'), ...double.ephemerals('wang')].findLast(({ card }) => card !== null);
    await expect.poll(() => shown()?.shows).toContain('已撤销');
    if (where === undefined) expect(shown()).toMatchObject({ id: card?.id });
    expect(double.violations()).toEqual([]);
  });

  it('whose answer comes late is shown without the number the organisation lets nobody send', async () => {
    const one = await opened('websocket', { seed: { blocksPrivate: true } });
    const { double, settled } = one;
    await double.say('wang', '昨天打电话给华为张伟，他的手机是 13912345678');
    await settled();
    settleSlowly(one);
    await double.press('wang', double.dms('wang').at(-1)?.id, '撤销');
    await expect.poll(() => double.dms('wang').at(-1)?.shows).toContain('已撤销');
    expect(double.dms('wang').at(-1)?.shows).toContain('139******78');
  });

  it('of somebody the assistant does not know says so to them alone', async () => {
    const { double, settled, ok } = await opened('websocket');
    await double.say('wang', '份额 华为 45', { chat: 'general', at: 'bot' });
    await settled();
    const [, answer] = double.messages('general');
    await double.join('nora', 'general');
    const made = await double.press('nora', answer?.id, '撤销');
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false, toast: { type: 'warning' } });
    await settled();
    expect(double.messages('general')[1]).toMatchObject({ edits: 0 });
    expect(JSON.stringify((await ok('share 华为')).data)).toContain('45');
    expect(double.violations()).toEqual([]);
  });

  it('that fails inside says so, and works when it is pressed again', async () => {
    const one = await opened('websocket');
    const { double, settled, assistant, ok } = one;
    await double.say('wang', LOG);
    await settled();
    const answer = double.dms('wang').at(-1);
    const { identity } = assistant.store.views;
    Object.assign(assistant.store.views, { identity: () => Promise.reject(new Error('out of order')) });
    const made = await double.press('wang', answer?.id, '撤销');
    expect(made).toMatchObject({ error: null, code: null, isReplaced: false, toast: { type: 'error' } });
    Object.assign(assistant.store.views, { identity });
    expect(await double.press('wang', answer?.id, '撤销')).toMatchObject({ isReplaced: true });
    expect((await ok('timeline 华为')).data.interactions).toEqual([]);
  });

  it('of a button nobody knows is answered', async () => {
    const seed = { events: [...EVENTS, 'card.action.trigger'] };
    const { double, settled, via } = await opened('webhook', { seed });
    await double.say('wang', '阶段 华为', via);
    await settled();
    const answer = double.dms('wang').at(-1);
    const press = async (value: unknown) => {
      const action = { tag: 'button', value };
      return double.event(
        'card.action.trigger',
        {
          operator: { open_id: PEOPLE.wang.openId, union_id: PEOPLE.wang.unionId, tenant_key: double.tenant },
          token: 'c-1',
          action,
          context: { open_message_id: answer?.id, open_chat_id: answer?.chat },
        },
        via,
      );
    };
    const old = await press({ a: 'kam:call:9', v: 'of another version', p: 'dm' });
    expect(old.ack).toMatchObject({ toast: { type: 'warning', content: expect.stringContaining('旧版本') } });
    expect((await press({ other: 'app' })).ack ?? {}).toEqual({});
  });

  it('in a card only its reader sees offers to share what all may hear, and says it aloud once pressed', async () => {
    const { double, settled } = await opened('websocket');
    await double.say('wang', '首页', { chat: 'huawei', at: 'bot' });
    await settled();
    const [home] = double.ephemerals('wang');
    await double.press('wang', home?.id, '客户一览');
    await settled();
    const answer = double.ephemerals('wang').at(-1);
    expect(answer?.shows).toContain('华为');
    await double.press('wang', answer?.id, '发到这里');
    await settled();
    expect(double.messages('huawei').at(-1)?.shows).toContain('华为');
    expect(double.violations()).toEqual([]);
  });
});

/** From now on what was answered is put away only after whoever pressed was told that it takes longer. */
function settleSlowly({ assistant }: FeishuAssistant): void {
  const { settle } = assistant.store.inbox;
  Object.assign(assistant.store.inbox, {
    settle: async (...given: Parameters<typeof settle>) => {
      await pause(3200);
      return settle(...given);
    },
  });
}
