import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());
const ok = (text: string, as?: string): Promise<Json> => kam.ok(text, as);

describe('share', () => {
  it('keeps one entry a day; another replaces it, and undo brings the first back', async () => {
    await ok('/kam share 华为 60 source=财务表 on=2026-10-01');
    const second = await ok('/kam share 华为 62.5 on=2026-10-01');
    expect(second.data.shares).toEqual([{ percent: 62.5, on: '2026-10-01' }]);
    await ok('撤销');
    expect((await ok('/kam share 华为')).data.shares).toEqual([{ percent: 60, on: '2026-10-01', source: '财务表' }]);
  });

  it('says the range, the ceiling and the question', async () => {
    const answer = await ok('/kam share 华为 45 low=40 high=55 ceiling=85');
    expect(answer.data).toMatchObject({ cooperationStage: 'uncertain', between: ['initial', 'stable'] });
    expect(answer.text).toContain('45%（40–55），最多可达 85%');
    expect((await ok('华为什么阶段')).text).toContain('有没有到 50%');
  });
});

describe('contacts', () => {
  it('are added with what held from the beginning, and change from a day on', async () => {
    await ok('/kam contact add 刘工 华为 部门=技术 层级=管理层 权重=20 态度=怀疑 生日=农历闰四月十五');
    expect((await ok('/kam contact 华为 刘工')).data).toMatchObject({
      department: 'technology',
      layer: 'management',
      weight: 20,
      attitude: 'doubt',
      state: 'in-post',
      birthday: { calendar: 'lunar', month: 4, day: 15, leap: true },
    });
    await ok('/kam contact 华为 刘工 态度=支持 自=2026-11-01');
    expect((await ok('/kam contact 华为 刘工')).data.attitude).toBe('support');
    await ok('/kam contact 华为 刘工 state=left 自=2026-11-15');
    expect((await ok('/kam contact 华为 刘工')).data).toMatchObject({ state: 'left', stateOn: '2026-11-15' });
    for (let n = 0; n < 2; n++) await ok('撤销');
    expect((await ok('/kam contact 华为 刘工')).data).toMatchObject({ attitude: 'doubt', state: 'in-post' });
  });
  const refused: readonly (readonly [string, string])[] = [
    ['/kam contact add 张伟 华为', 'conflict'],
    ['/kam contact 华为 张伟 weight=101', 'invalid-argument'],
    ['/kam contact 华为 张伟 weight=20.5', 'invalid-argument'],
    ['/kam contact 华为 张伟 attitude=angry', 'invalid-argument'],
    ['/kam contact 华为 张伟 生日=2月30日', 'invalid-argument'],
    ['/kam contact 华为 张伟 reportsTo=张伟', 'conflict'],
    ['/kam contact add name=新人', 'missing-argument'],
  ];
  it.each(refused)('%s is refused', async (text, code) => {
    expect(await kam.ask(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('accounts', () => {
  it('are owned by who adds them, renamed, archived, and found in full when archived', async () => {
    expect((await ok('新增客户 北方云 别名=北云 类别=经济')).data).toMatchObject({
      name: '北方云',
      owner: 'wang',
      aliases: ['北云'],
      kinds: ['economic'],
    });
    await ok('/kam account 北云 backup=钱进 team=赵岚');
    expect((await ok('/kam account 北方云')).data).toMatchObject({ backup: 'qian', team: ['zhao'] });
    await ok('归档客户 北方云');
    expect(await kam.ask('/kam stage 北云')).toMatchObject({ ok: false });
    expect(await ok('/kam stage 北方云')).toMatchObject({ ok: true });
    await ok('撤销');
    expect(await ok('/kam stage 北云')).toMatchObject({ ok: true });
  });

  it('of one name are refused', async () => {
    expect(await kam.ask('新增客户 NORTHWIND')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('moved to another zone count their days there', async () => {
    await ok('新增客户 环球站');
    await ok('/kam contact add 甲 环球站');
    await ok('/kam log 环球站 甲 拜访 date=2026-11-20 note=hi');
    await ok('/kam account 环球站 zone=America/New_York');
    const { store } = kam.assistant;
    const [interaction] = (await store.views.all('interaction')).filter(({ note }) => note === 'hi');
    expect(interaction).toMatchObject({ day: '2026-11-20', at: Date.parse('2026-11-20T00:00:00-05:00') });
  });
});

describe('undo', () => {
  it('refuses what was changed later, what is not one’s own, and what is undone already', async () => {
    await ok('新增客户 回转公司');
    const first = (await kam.assistant.store.views.allChanges()).at(-1);
    await ok('/kam account 回转公司 aliases=回转');
    const call = { command: 'undo', args: { change: first?.id ?? '' } };
    expect(await kam.press(call)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await kam.press(call, 'tom')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await ok('撤销');
    expect(await kam.press(call)).toMatchObject({ ok: true });
    expect(await kam.press(call)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('refuses an account that others stand on by now', async () => {
    await ok('新增客户 根基公司');
    const first = (await kam.assistant.store.views.allChanges()).at(-1);
    await ok('/kam contact add 乙 根基公司');
    expect(await kam.press({ command: 'undo', args: { change: first?.id ?? '' } })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await ok('/kam contact 根基公司 乙')).toMatchObject({ ok: true });
  });

  it('with nothing written says so', async () => {
    expect(await kam.ask('undo', { as: 'vera' })).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

describe('members, orders, facts, pins', () => {
  it('a member is added, and may then speak', async () => {
    await ok('/kam member add 孙静 email=sun@example.com function=service zone=Asia/Shanghai manager=zhao', 'boss');
    expect((await ok('me', 'sun@example.com')).data).toMatchObject({
      function: 'service',
      role: 'member',
      manager: 'zhao',
    });
    expect(await kam.ask('/kam member add 孙二 email=SUN@example.com', { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await kam.ask('/kam member qian email=Wang@example.com', { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await kam.ask('/kam member zhao manager=wang', { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('orders and facts move the step, and their undo moves it back', async () => {
    const step = async () => (await ok('/kam stage 华为')).data.relationshipStep.step;
    await ok('/kam share 华为 0');
    expect(await step()).toBe(0);
    expect((await ok('华为今天下单50万元')).data).toMatchObject({ amount: 500000, currency: 'CNY', on: '2026-11-21' });
    expect(await step()).toBe(1);
    await ok('撤销');
    expect(await step()).toBe(0);
    expect((await ok('/kam fact 华为 alliance 合资公司 from=2026-01-01 to=2026-12-31')).data).toMatchObject({
      kind: 'alliance',
      to: '2026-12-31',
    });
    expect(await kam.ask('/kam fact 华为 alliance 合资公司 from=2026-03-01 to=2026-01-01')).toMatchObject({
      ok: false,
    });
  });

  it('a pin stands beside what is computed, and goes when told to', async () => {
    await ok('固定 华为 台阶 4 理由="框架已签" 截止=2026-12-31', 'zhao');
    const answer = await ok('/kam stage 华为');
    expect(answer.data.pins).toMatchObject([{ target: 'step', value: 4, reason: '框架已签', by: 'zhao' }]);
    expect(answer.data.relationshipStep.step).toBe(0);
    expect((await ok('/kam pin 华为 step off', 'zhao')).data.pins).toEqual([]);
    for (const text of [
      '/kam pin 华为 step 6 reason=x until=2026-12-31',
      '/kam pin 华为 step 3 reason=x until=2026-01-01',
      '/kam pin 华为 step 3',
    ])
      expect((await kam.ask(text, { as: 'zhao' })).ok).toBe(false);
  });
});

describe('questions', () => {
  it('write nothing', async () => {
    const { views } = kam.assistant.store;
    const before = (await views.allChanges()).length;
    for (const text of [
      '华为什么阶段',
      '上次联系华为',
      '/kam share 华为',
      '/kam who 华为',
      '帮助',
      '/kam contact 华为',
      '/kam account',
      '/kam member',
      '/kam settings',
      'me',
    ])
      await kam.ask(text);
    expect((await views.allChanges()).length).toBe(before);
  });
});

it('a text far too long is told by its length, not taken for something else', async () => {
  const { error } = await kam.ask(`/kam contact 华为 张伟 tastes=${'茶'.repeat(10_000)}`);
  expect(error.code).toBe('invalid-argument');
  expect(error.message).toContain('10000');
  const unknown = await kam.ask(`/kam stage ${'华'.repeat(10_000)}`);
  expect(unknown.error.code).toBe('unknown-account');
  expect(unknown.error.message.length).toBeLessThan(200);
});

it('a touch with somebody who had left is kept, and said to be odd', async () => {
  await ok('/kam contact 华为 张伟 state=left 自=2026-11-01');
  expect((await ok('2026-11-10拜访华为张伟')).data.warnings).toEqual([expect.stringContaining('张伟 当时已离开')]);
  expect((await ok('2026-10-10拜访华为张伟')).data.warnings).toEqual([]);
});

describe('duplicates and moves', () => {
  it('a like account or person is noticed when entered, with a way to merge', async () => {
    await ok('新增客户 华信科技有限公司');
    const second = await ok('新增客户 上海华信科技股份有限公司');
    expect(second.text).toContain('这看起来像已有的 华信科技有限公司');
    expect((await ok('新增客户 毫不相干公司')).text).not.toContain('这看起来像');
    await ok('/kam contact add 章薇 华为');
    expect((await ok('/kam contact add 张巍 华为 phone=138-0000-1111')).text).toContain('这看起来像已有的');
    for (let n = 0; n < 5; n++) await ok('撤销');
  });

  it('a person who changes employer stays readable where they were', async () => {
    await ok('/kam contact add name=老吴 account=华为 tastes=围棋');
    await ok('/kam level 老吴 4 on=2026-10-01');
    await ok('2026-11-02拜访华为老吴，聊了采购');
    await ok('新增客户 新东家');
    const moved = await ok('/kam contact 华为 老吴 调往=新东家 自=2026-11-15');
    expect(moved.data).toMatchObject({
      account: '新东家',
      name: '老吴',
      tastes: '围棋',
      state: 'in-post',
      levels: [{ member: 'wang', level: 4 }],
    });
    expect((await ok('/kam contact 华为 老吴')).data).toMatchObject({ state: 'moved', stateOn: '2026-11-15' });
    expect((await ok('/kam contact 新东家 老吴')).data).toMatchObject({ state: 'in-post', stateOn: '2026-11-15' });
    expect((await ok('/kam who 新东家 at=2026-11-14')).data.contacts).toEqual([]);
    expect((await ok('/kam who 新东家 at=2026-11-15')).data.contacts).toMatchObject([{ name: '老吴' }]);
    expect((await ok('/kam last 华为 老吴')).data.interaction).toMatchObject({ date: '2026-11-02' });
    await ok('撤销');
    expect((await ok('/kam contact 华为 老吴')).data).toMatchObject({ state: 'in-post' });
  });
});
