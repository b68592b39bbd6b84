import { describe, expect, it } from 'vitest';
import { NOW } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt } from '../fixtures/in-chat.ts';
import { openInSlack } from './opening.ts';

const opened = closedAfterEach(openInSlack);

const MONDAY = '2026-11-23T09:05:00+08:00';

describe.each(['socket', 'http'] as const)('over %s', (transport) => {
  it('brings a daily message up to date when its button is pressed, and answers beneath it', async () => {
    const clock = clockAt(NOW);
    const { double, via, settled, assistant, ok } = await opened(transport, { now: clock.now });
    await double.dm('wang', '昨天拜访华为张伟，聊了二期预算，11月23日给方案', via);
    await settled();
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    await settled();
    const daily = double.messages('wang').find(({ shows }) => shows.includes('给方案') && shows.includes('[已处理]'));
    expect(daily).toBeDefined();
    const before = double.messages('wang').length;
    expect((await double.press('wang', daily as never, '已处理', via)).error).toBeNull();
    await settled();
    expect((await ok('timeline 华为')).data.promises.done).toHaveLength(1);
    const beneath = double.messages('wang').filter(({ threadTs }) => threadTs === daily?.ts);
    expect(beneath).toHaveLength(1);
    expect(double.messages('wang')).toHaveLength(before + 1);
    await expect.poll(() => double.messages('wang').find(({ ts }) => ts === daily?.ts)?.edits ?? 0).toBeGreaterThan(0);
    // Pressed again from a message that was open elsewhere, it says so and does it no second time.
    await double.press('wang', daily as never, '已处理', via);
    await settled();
    expect((await ok('timeline 华为')).data.promises.done).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('leaves a list as it is when one of the things in it is done', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.dm('wang', '昨天拜访华为张伟，聊了二期预算，11月23日给方案，11月24日给报价', via);
    await settled();
    await double.dm('wang', '待办', via);
    await settled();
    const list = double.messages('wang').at(-1);
    expect(list?.controls.filter(({ label }) => label === '完成')).toHaveLength(2);
    await double.press('wang', list as never, '完成', via);
    await settled();
    expect((await ok('timeline 华为')).data.promises.done).toHaveLength(1);
    expect(double.messages('wang').find(({ ts }) => ts === list?.ts)?.shows).toBe(list?.shows);
    expect(double.messages('wang').filter(({ threadTs }) => threadTs === list?.ts)).toHaveLength(1);
  });

  it('tells a digest to a channel of members, and to no other', async () => {
    const clock = clockAt(NOW);
    const one = await opened(transport, { now: clock.now });
    const { double, via, settled, assistant } = one;
    for (const channel of ['mixed', 'guests', 'shared']) {
      await double.mention('wang', channel, '摘要 这里 每天 09:00', via);
      await settled();
      expect(double.ephemerals('wang').at(-1)?.shows, channel).toContain('不能在这里发摘要');
    }
    for (const channel of ['elsewhere', 'secret']) {
      await double.slash('wang', channel, '摘要 这里 每天 09:00', via);
      await settled();
      expect(double.ephemerals('wang').at(-1)?.shows, channel).toContain('/invite @kam');
    }
    expect(await assistant.store.views.all('digest')).toEqual([]);
    await double.slash('wang', 'huawei', '摘要 这里 每天 09:00', via);
    await settled();
    expect(await assistant.store.views.all('digest')).toMatchObject([
      { platform: 'slack', tenant: double.team, channel: double.channels.huawei, every: 'day' },
    ]);
    await double.dm('wang', '昨天拜访华为张伟，聊了二期预算', via);
    await settled();
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    await settled();
    const [digest] = double.messages('huawei');
    expect(digest?.shows).toContain('华为');
    expect(double.violations()).toEqual([]);
  });

  it('tells no digest once somebody else reads there', async () => {
    const clock = clockAt(NOW);
    const { double, via, settled, assistant } = await opened(transport, { now: clock.now });
    await double.slash('wang', 'huawei', '摘要 这里 每天 09:00', via);
    await double.dm('wang', '昨天拜访华为张伟，聊了二期预算', via);
    await settled();
    await double.join('guest', 'huawei', via);
    clock.set(MONDAY);
    await assistant.speaking.plan(clock.now(), false);
    assistant.speaking.delivery.wake();
    const waiting = async () =>
      (await assistant.store.outbox.inStates(['pending'], 50)).filter(({ kind }) => kind === 'digest');
    await expect
      .poll(async () => (await waiting()).map(({ error }) => error))
      .toEqual([expect.stringContaining('others')]);
    expect(double.messages('huawei')).toEqual([]);
  });

  it('knows the account of a channel that is tied to it', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.slash('wang', 'huawei', '客户 华为 绑定', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('华为');
    await double.mention('wang', 'huawei', '昨天拜访张伟，聊了二期预算', via);
    await settled();
    expect((await ok('timeline 华为')).data.interactions).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('says a refused press to the presser alone, and leaves the message; what is taken back goes', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.mention('wang', 'general', '份额 华为 45', via);
    await settled();
    const [, answer] = double.messages('general');
    expect(answer?.shows).toContain('45%');
    // Somebody else may not take it back.
    expect((await double.press('vera', answer as never, '撤销', via)).error).toBeNull();
    await settled();
    expect(double.ephemerals('vera')).toHaveLength(1);
    expect(double.messages('general')[1]).toMatchObject({ ts: answer?.ts, edits: 0 });
    await double.press('wang', answer as never, '撤销', via);
    await settled();
    expect(double.messages('general')[1]?.shows).toContain('已撤销');
    expect(double.messages('general')[1]?.shows).not.toContain('45');
    expect(double.messages('general')).toHaveLength(2);
    expect(JSON.stringify((await ok('share 华为')).data)).not.toContain('45');
    expect(double.violations()).toEqual([]);
  });
});

describe('what was meant', () => {
  it('takes a mentioned colleague for the member they are, known in Slack or not yet', async () => {
    const { double, settled, ok } = await opened('socket');
    await double.slash('wang', 'general', `记录 昨天和 <@${double.users.qian}> 一起拜访华为张伟，聊了二期预算`, {
      isRaw: true,
    });
    await settled();
    const { interactions } = (await ok('timeline 华为')).data;
    expect(interactions[0].members).toEqual(expect.arrayContaining(['wang', 'qian']));
  });

  it('keeps what a customer typed as it was typed', async () => {
    const { double, settled, ok } = await opened('socket');
    await double.dm('wang', '记录 昨天拜访华为张伟，说 "R&D < 5% & <!channel>"');
    await settled();
    expect((await ok('timeline 华为')).data.interactions[0].note).toContain('R&D < 5% & <!channel>');
    const [, answer] = double.messages('wang');
    expect(answer?.pings).toEqual([]);
    expect(answer?.shows).toContain('<!channel>');
  });

  it('says where files go', async () => {
    const { double, settled } = await opened('socket');
    await double.dm('wang', '', { files: [{ id: 'F1', name: 'contacts.csv' }] });
    await settled();
    expect(double.messages('wang').at(-1)?.shows).toContain('输入“导入”，在它的表单里选择文件');
    // Which is true.
    await double.dm('wang', '导入');
    await settled();
    await double.press('wang', double.messages('wang').at(-1), '填写…');
    await expect
      .poll(() =>
        double
          .modals('wang')
          .at(-1)
          ?.fields.map(({ type }) => type),
      )
      .toContain('file_input');
  });

  it.each([
    ['what is logged', 'wang', '昨天拜访华为张伟，聊了二期预算', 1, '附带的文件没有保存'],
    ['what is asked', 'wang', '华为现在什么阶段？', 2, '附带的 2 个文件没有保存'],
    ['what is not understood', 'tom', 'hm', 1, 'The file was not kept'],
  ])('says under the answer to %s that files are not kept', async (_, who, text, count, words) => {
    const { double, settled } = await opened('socket');
    const files = Array.from({ length: count }, (_each, at) => ({ id: `F${at}`, name: `photo-${at}.jpg` }));
    await double.dm(who, text, { files });
    await double.mention(who, 'general', text, { files });
    await settled();
    expect(double.messages(who).at(-1)?.shows).toContain(words);
    expect([...double.messages('general'), ...double.ephemerals(who)].at(-1)?.shows).toContain(words);
    await double.dm(who, text);
    await settled();
    expect(double.messages(who).at(-1)?.shows).not.toContain(words);
  });

  it('puts a file into the direct conversation, and says so where it was asked for', async () => {
    const { double, settled } = await opened('socket');
    await double.slash('tom', 'general', 'export accounts csv');
    await settled();
    expect(double.ephemerals('tom').at(-1)?.shows).toContain('in our direct messages');
    expect(double.messages('tom').flatMap(({ files }) => files)).toMatchObject([{ name: 'accounts-2026-11-21.csv' }]);
    expect(double.messages('general')).toEqual([]);
  });

  it.each(['/kam 阶段 华为', '／KAM　阶段　华为', '/kam'])(
    'reads %s behind the command as what stands behind it',
    async (typed) => {
      const { double, settled } = await opened('socket');
      await double.slash('wang', 'general', typed);
      await settled();
      expect(double.ephemerals('wang').at(-1)?.shows).toMatch(/^(华为技术有限公司：|我会做什么)/);
    },
  );

  it('answers our name alone with help', async () => {
    const { double, settled } = await opened('socket');
    await double.mention('wang', 'general', '@KAM');
    await double.slash('tom', 'general', '');
    await settled();
    expect(
      double
        .messages('general')
        .concat(double.ephemerals('wang'))
        .map(({ shows }) => shows)
        .join(),
    ).toContain('记录');
    expect(double.ephemerals('tom').at(-1)?.shows).toContain('log');
  });

  it('tries again what failed inside, and answers then', async () => {
    const clock = clockAt(NOW);
    const { double, settled, assistant } = await opened('socket', { now: clock.now });
    await double.dm('wang', 'help');
    await settled();
    const { views } = assistant.store;
    const { get } = views;
    let failures = 0;
    Object.assign(views, {
      get: (kind: string, id: string) => {
        if (kind !== 'member') return get.call(views, kind as never, id);
        failures += 1;
        return Promise.reject(new Error('a bug'));
      },
    });
    await double.dm('wang', 'stage 华为');
    await expect.poll(() => failures).toBeGreaterThan(0);
    Object.assign(views, { get });
    // Until the lease has run out.
    clock.set('2026-11-21T12:01:00+08:00');
    await settled();
    expect(double.messages('wang').at(-1)?.shows).toContain('华为');
  });
});
