import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

/** By what the daily look at people asks about her. */
const WANG = String(PEOPLE.wang.unionId);

const LOG = '昨天拜访华为张伟，聊了二期预算';

/** Notes on 华为 as the book has them. */
const notes = async ({ ok }: FeishuAssistant): Promise<string[]> =>
  (await ok('timeline 华为')).data.interactions.flatMap(({ note }: { note?: string }) => note ?? []);

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('logs a sentence, answers with a card, and an undo takes its place', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    expect(await double.say('wang', LOG, via)).toMatchObject({ error: null });
    await settled();
    const [, answer, ...more] = double.dms('wang');
    expect(more).toEqual([]);
    expect(answer?.shows).toContain('华为');
    expect(await notes(one)).toEqual([expect.stringContaining('二期预算')]);

    const pressed = await double.press('wang', answer?.id, '撤销', via);
    expect(pressed).toMatchObject({
      error: null,
      isReplaced: true,
      toast: { content: expect.stringContaining('已撤销') },
    });
    await settled();
    expect(double.dms('wang')).toHaveLength(2);
    expect(double.dms('wang')[1]?.shows).toContain('已撤销');
    expect(await notes(one)).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it.each([
    ['a slash command', '/kam 阶段 华为'],
    ['a slash and nothing of us', '/阶段 华为'],
    ['full-width signs', '／kam　阶段　华为'],
    ['the space some keyboards put behind a slash', '/ 阶段 华为'],
    ['a bare verb', '阶段 华为'],
    ['a question', '华为现在什么阶段？'],
  ])('understands %s', async (_, text) => {
    const { double, via, settled } = await opened(transport);
    expect(await double.say('wang', text, via)).toMatchObject({ error: null });
    await settled();
    const [, answer] = double.dms('wang');
    expect(answer?.shows).toContain('华为技术有限公司');
    expect(double.violations()).toEqual([]);
  });

  it('takes rich text as it takes plain text', async () => {
    const one = await opened(transport);
    await one.double.say('wang', { post: `/kam 记录 ${LOG}` }, one.via);
    await one.settled();
    expect(await notes(one)).toEqual([expect.stringContaining('二期预算')]);
    expect(one.double.dms('wang')[1]?.shows).toContain('华为');
  });

  it('says under the answer that pictures beside the words are not kept', async () => {
    const one = await opened(transport);
    const lines = [[{ tag: 'text', text: LOG }], [{ tag: 'img', image_key: 'img_v2_1' }]];
    await one.double.say('wang', { post: lines }, one.via);
    await one.settled();
    expect(await notes(one)).toEqual([expect.stringContaining('二期预算')]);
    expect(one.double.dms('wang')[1]?.shows).toContain('图片没有保存');
  });

  it.each([
    ['image', { image_key: 'img_v2_1' }, '导入'],
    ['file', { file_key: 'file_v2_1', file_name: '客户.xlsx' }, '导入'],
    ['audio', { file_key: 'file_v2_2', duration: 2000 }, '只读得懂文字'],
    ['sticker', { file_key: 'file_v2_3' }, '只读得懂文字'],
  ])('answers a message of type %s kindly', async (type, content, words) => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', { type, content }, via);
    await settled();
    const [, answer, ...more] = double.dms('wang');
    expect(more).toEqual([]);
    expect(answer?.shows).toContain(words);
  });

  it('answers an item of the menu, which names no chat', async () => {
    const { double, via, settled } = await opened(transport);
    expect((await double.menu('wang', 'overdue', via)).error).toBeNull();
    await settled();
    const [answer, ...more] = double.dms('wang');
    expect(more).toEqual([]);
    expect(answer?.type).toBe('interactive');
    expect(double.violations()).toEqual([]);
  });

  it('acts once on an event that comes again', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const said = await double.say('wang', LOG, via);
    for (let times = 0; times < 3; times++) {
      expect((await double.redeliver(said.eventId ?? '', via)).error).toBeNull();
    }
    await settled();
    await double.redeliver(said.eventId ?? '', via);
    await settled();
    expect(await notes(one)).toHaveLength(1);
    expect(double.dms('wang')).toHaveLength(2);
  });

  it('speaks English with whoever does, under another host', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.say('tom', '/kam log called Alice Chen at Northwind yesterday, talked about the budget', via);
    await settled();
    const answer = double.dms('tom').at(-1);
    expect(answer?.shows).toContain('Northwind');
    expect(answer?.shows).not.toMatch(/\p{Script=Han}/u);
    const pressed = await double.press('tom', answer?.id, 'Undo', via);
    expect(pressed.toast?.content).not.toMatch(/\p{Script=Han}/u);
    expect(pressed.isReplaced).toBe(true);
    await settled();
    const notes = (await ok('timeline Northwind', 'tom')).data.interactions.map(({ note }: { note?: string }) => note);
    expect(notes).not.toContainEqual(expect.stringContaining('budget'));
  });

  it('lets whoever leaves the organisation in no more', async () => {
    const { double, via, settled, assistant } = await opened(transport);
    await double.say('wang', '阶段 华为', via);
    await settled();
    expect((await double.changeUser('wang', { isResigned: true }, via)).error).toBeNull();
    await settled();
    const wang = await assistant.store.views.memberByKey('wang');
    expect(wang).toMatchObject({ state: 'left' });
  });
});

it('is not held up by somebody who has left, whom nothing reaches any more', async () => {
  const { double, via, settled, assistant } = await opened('webhook');
  expect(await double.say('gone', '阶段 华为', via)).toMatchObject({ error: null });
  await settled();
  expect(double.dms('gone')).toHaveLength(1);
  const failed = await assistant.store.outbox.inStates(['failed'], 10);
  expect(failed.map(({ kind, memberId }) => ({ kind, memberId }))).toEqual([{ kind: 'reply', memberId: null }]);
});

it('still knows whoever is there after it looked who has left', async () => {
  const { double, settled, assistant } = await opened('websocket');
  await double.say('wang', '阶段 华为');
  await settled();
  const looked = () => double.calls('contact/v3/users').some(({ path }) => path.includes(WANG));
  await expect.poll(looked).toBe(true);
  await double.say('wang', '阶段 华为');
  await settled();
  expect(double.dms('wang').at(-1)?.shows).toContain('华为技术有限公司');
  expect(await assistant.store.views.memberByKey('wang')).toMatchObject({ state: 'active' });
});
