import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
});
afterAll(() => kam.close());

const counted = async () => (await kam.assistant.store.views.all('interaction')).length;

describe('what is not recorded', () => {
  it.each([
    ['今晚请张伟吃饭', 'wang', '还没有发生'],
    ['昨天和华为的会议推迟了', 'wang', '没有发生'],
    ['张伟说：“昨天拜访了华为”', 'wang', '别人的话'],
    ['不对，是李会计', 'wang', '撤销'],
    ['just off to meet Alice', 'tom', 'still to come'],
    ["yesterday's lunch with Alice fell through", 'tom', 'did not take place'],
    ['> met Alice yesterday', 'tom', 'words or doings of others'],
    ['make that Tuesday', 'tom', 'undo'],
  ])('%s says why, and writes nothing', async (text, as, part) => {
    const before = await counted();
    const json = await kam.ask(text, { as });
    expect(json).toMatchObject({ ok: false, understood: null, error: { code: 'not-understood' } });
    expect(json.error.message).toContain(part);
    expect(await counted()).toBe(before);
  });

  it.each([
    ['周一去拜访华为张伟', 'wang', '2026年11月23日'],
    ['前几天拜访了华为张伟', 'wang', '“前几天”'],
    ["I'm meeting Alice on Monday", 'tom', 'Mon, 23 Nov 2026'],
    ['met Alice recently', 'tom', '"recently"'],
    ['met Alice at Northwind valeu=3000', 'tom', 'Do you mean "value="?'],
    ['/kam 记录 拜访华为张伟 dat=昨天', 'wang', '是不是“date=”？'],
  ])('%s is asked about, and writes nothing', async (text, as, part) => {
    const before = await counted();
    const json = await kam.ask(text, { as });
    expect(json).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(json.error.message).toContain(part);
    expect(await counted()).toBe(before);
  });

  it.each([
    ['给张伟打了电话没接', 'wang', '华为'],
    ["log didn't meet Alice at Northwind yesterday", 'tom', 'Northwind'],
  ])('%s is kept as a note, which is no contact', async (text, as, account) => {
    const last = async () => (await kam.ok(`last ${account}`, as)).data.interaction;
    const before = await last();
    const json = await kam.ok(text, as);
    expect(json).toMatchObject({ understood: { command: 'log', input: { kind: 'note' } } });
    expect(json.data.warnings).toHaveLength(1);
    expect(await last()).toEqual(before);
    await kam.ok('undo', as);
  });

  it('names alone are asked what was done', async () => {
    const json = await kam.ask('log Alice', { as: 'tom' });
    expect(json).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    expect(json.understood.input).toEqual({ account: 'Northwind', contacts: ['Alice Chen'] });
  });
});

describe('two accounts in one sentence', () => {
  it.each([
    ['今天先去了华为见张伟，再去字节见王芬', 'wang', true, '北京字节跳动科技有限公司 没有记录'],
    ['昨天拜访了华为和字节跳动', 'wang', false, '北京字节跳动科技有限公司 没有记录'],
    ['Met Alice at Northwind, then visited Huawei', 'tom', true, 'Nothing is recorded for 华为技术有限公司'],
  ])('%s is of the first, and says so', async (text, as, ok, part) => {
    const json = await kam.ask(text, { as });
    expect(json).toMatchObject({ ok, understood: { command: 'log' } });
    const answer = await kam.answer(text, { as });
    expect(JSON.stringify(answer.reply.blocks)).toContain(part);
    if (ok) await kam.ok('undo', as);
    if (ok) await kam.ok('undo', as);
  });

  it('says nothing of an account that was only talked about', async () => {
    const { reply } = await kam.answer('昨天和华为张伟聊了字节的项目');
    expect(JSON.stringify(reply.blocks)).not.toContain('没有记录');
    await kam.ok('undo');
  });
});
