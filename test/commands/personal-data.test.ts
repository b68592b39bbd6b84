import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBook } from '../../src/ops/book/export.ts';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());
const ok = (text: string, as?: string): Promise<Json> => kam.ok(text, as);

/** Somebody with something to be kept, and a log about them. */
async function meetJia(): Promise<void> {
  await ok('/kam contact add 贾宝 华为 phone=13812345678 tastes=爱喝普洱 态度=支持');
  await ok('昨天拜访华为贾宝，聊了园子的事');
}

describe('a person’s data', () => {
  it('is exported whole to the account’s own people, and to nobody else', async () => {
    await meetJia();
    const { data } = await ok('/kam contact 华为 贾宝 导出');
    expect(data.contact).toMatchObject({ name: '贾宝', phone: '13812345678', tastes: '爱喝普洱' });
    expect(data.interactions).toMatchObject([{ contacts: ['贾宝'], kind: 'visit' }]);
    expect(data.views).toEqual(
      expect.arrayContaining([expect.objectContaining({ field: 'attitude', value: 'support', author: 'wang' })]),
    );
    expect(await kam.ask('/kam contact 华为 贾宝 导出', { as: 'tom' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await kam.ask('/kam contact 华为 贾宝 导出', { channel: 'C1' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });

  it('is erased by an admin who says so twice, everywhere, and the counts stay', async () => {
    await meetJia();
    const { views } = kam.assistant.store;
    const counts = async () => [(await views.all('interaction')).length, (await views.all('contact')).length];
    await ok('/kam log 华为 张伟 拜访 也说起贾宝的婚事');
    const before = await counts();
    expect(await kam.ask('/kam contact 华为 贾宝 抹除')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await kam.ask('/kam contact 华为 贾宝 抹除', { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'missing-argument' },
    });
    const erased = await ok('/kam contact 华为 贾宝 抹除 confirm=贾宝', 'boss');
    expect(erased.data).toMatchObject({ erased: true, remaining: [] });
    const book = JSON.stringify(await exportBook(views));
    for (const text of ['贾宝', '13812345678', '普洱', '园子的事', 'jiabao']) expect(book).not.toContain(text);
    expect(book).toContain('婚事');
    expect(await counts()).toEqual(before);
    expect(await kam.ask('/kam contact 华为 贾宝')).toMatchObject({ ok: false, error: { code: 'unknown-contact' } });
    const undone = await kam.ask('undo', { as: 'boss' });
    expect(undone.ok).toBe(false);
  });
});

describe('retention', () => {
  it('lists who has been gone for longer, and only then', async () => {
    expect(await kam.ask('/kam retention')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect((await ok('/kam retention', 'boss')).data).toEqual({ days: 0, contacts: [] });
    await ok('/kam contact 华为 张伟 state=left 自=2024-05-01');
    await ok('/kam contact 华为 李会计 state=moved 自=2026-05-01');
    // A later entry of the same does not begin it anew.
    await ok('/kam contact 华为 张伟 state=moved 自=2026-09-01');
    await ok('/kam settings retention-days 365', 'boss');
    expect((await ok('/kam retention', 'boss')).data.contacts).toEqual([
      { name: '张伟', account: '华为技术有限公司', since: '2024-05-01' },
    ]);
  });
});

describe('views', () => {
  it('stand side by side with author, source and age', async () => {
    await ok('/kam contact 华为 陈总 态度=支持 自=2026-11-01');
    await ok('/kam contact 华为 陈总 态度=怀疑 自=2026-06-01 来源=饭局', 'qian');
    const { text, data } = await ok('/kam contact 华为 陈总');
    expect(data.attitude).toBe('support');
    expect(text).toContain('支持（王芳，2026年11月1日星期日，20 天前）');
    expect(text).toContain('怀疑（钱进、饭局，2026年6月1日星期一，173 天前，已旧）');
    expect((await ok('/kam who 华为')).text).toContain('看法不一');
  });
});
