import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { last } from './modal-steps.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

const opened = closedAfterEach(() => openInSlack('socket'));

const LOG = '昨天拜访华为张伟，聊了二期预算，11月25日前给方案';

/** What is said in front of all in a channel after the mention, and to 王芳 alone. */
async function mentioned({ double, settled }: SlackAssistant, channel: string, text: string) {
  await double.mention('wang', channel, text);
  await settled();
  const [, ...aloud] = double.messages(channel);
  return { aloud, alone: double.ephemerals('wang') };
}

describe('what is logged by a mention', () => {
  it('is confirmed in short in its thread, without what was said, and taken back there', async () => {
    const one = await opened();
    const { double, settled, ok } = one;
    const { aloud, alone } = await mentioned(one, 'general', LOG);
    expect(alone).toEqual([]);
    expect(aloud).toHaveLength(1);
    const [confirmed] = aloud;
    expect(confirmed?.threadTs).toBe(double.messages('general')[0]?.ts);
    for (const words of ['已记录', '华为', '张伟', '11月20日', '方案']) expect(confirmed?.shows).toContain(words);
    expect(confirmed?.shows).not.toContain('聊了');
    expect((await ok('timeline 华为')).data.interactions[0].note).toContain('聊了二期预算');
    // Nobody else takes it back.
    await double.press('tom', confirmed as never, '撤销');
    await settled();
    expect(last(double.ephemerals('tom')).shows).not.toContain('已撤销');
    expect((await ok('timeline 华为')).data.interactions).toHaveLength(1);
    await double.press('wang', confirmed as never, '撤销');
    await settled();
    expect(double.messages('general')[1]?.shows).toContain('已撤销');
    expect((await ok('timeline 华为')).data.interactions).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it.each([
    ['where somebody reads whom no book knows', 'mixed', LOG],
    ['where guests read', 'guests', LOG],
    ['where another organisation reads', 'shared', LOG],
    ['with something its author has to look at', 'general', '2024年3月1日拜访华为张伟'],
    ['of a gift', 'general', '昨天送华为张伟一盒茶叶，价值300元'],
    ['that is a note', 'general', '记录 华为 备注：竞争对手报价低'],
    ['that lacks something', 'general', '记录 拜访华为，聊了二期预算'],
  ])('is answered in full, to its author alone: %s', async (_, channel, text) => {
    const one = await opened();
    const { aloud, alone } = await mentioned(one, channel, text);
    expect(aloud).toEqual([]);
    expect(alone).toHaveLength(1);
    expect(alone[0]?.shows).toMatch(/华为|联系人/);
    expect(one.double.violations()).toEqual([]);
  });

  it('is confirmed to all, while accounts are for their teams, only where all are known and may see it', async () => {
    const one = await opened();
    const { double, settled, ok } = one;
    await ok('/kam settings visibility team', 'boss');
    expect((await mentioned(one, 'general', LOG)).aloud).toEqual([]);
    // 郭总 may see it, and is not known yet by the account that reads there.
    expect((await mentioned(one, 'huawei', '前天拜访华为张伟')).aloud).toEqual([]);
    await double.dm('boss', '首页');
    await settled();
    const { aloud } = await mentioned(one, 'huawei', '今天给华为张伟打了电话');
    expect(last(aloud).shows).toContain('已记录');
    await double.press('wang', last(aloud) as never, '撤销');
    await settled();
    expect(last(double.messages('huawei')).shows).toContain('已撤销');
    // A question is not for all there, as before.
    await double.mention('wang', 'huawei', '华为现在什么阶段？');
    await settled();
    expect(double.messages('huawei').filter(({ shows }) => shows.includes('合作阶段'))).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('is told to its author alone when it was not typed there', async () => {
    const one = await opened();
    const { double, settled } = one;
    await double.slash('wang', 'general', LOG);
    await settled();
    expect(double.messages('general')).toEqual([]);
    expect(last(double.ephemerals('wang')).shows).toContain('聊了二期预算');
  });
});
