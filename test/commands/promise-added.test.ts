import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const whats = ({ data }: Json): string[] => data.items.map(({ what }: Json) => what);

describe('a promise noted by itself', () => {
  it('is in the ledger with its day, and taken back by undo', async () => {
    const noted = await kam.ok('下周三前给华为报价');
    expect(noted.text).toContain('已记下承诺：给华为报价');
    expect(noted.data.items).toMatchObject([
      { account: '华为技术有限公司', what: '给华为报价', due: '2026-11-25', by: 'wang', byName: '王芳' },
    ]);
    expect(whats(await kam.ok('待办'))).toEqual(['给华为报价']);
    expect((await kam.ok('撤销')).text).toContain('华为技术有限公司 · 添加 · 给华为报价 · 2026年11月25日星期三');
    expect(whats(await kam.ok('待办'))).toEqual([]);
    expect((await kam.ok('时间线 华为')).data.interactions).toEqual([]);
  });

  it('is no touch, whomever it is for', async () => {
    await kam.ok('reply to Alice about the pilot by Wednesday', 'tom');
    expect((await kam.ok('last Northwind Alice', 'tom')).text).toContain('10 Nov 2026');
    expect((await kam.ok('next Northwind', 'tom')).data.items).toMatchObject([
      { what: 'reply to Alice about the pilot', due: '2026-11-25', by: 'tom' },
    ]);
  });

  it('is typed as a command too', async () => {
    await kam.ok('next add Northwind send the price list 2026-12-04', 'tom');
    await kam.ok('待办 添加 华为 给方案 下周五');
    expect(whats(await kam.ok('next', 'tom'))).toEqual(['send the price list']);
    expect((await kam.ok('待办')).data.items).toMatchObject([{ what: '给方案', due: '2026-11-27' }]);
    const { error } = await kam.ask('next add Northwind', { as: 'tom' });
    expect(error.message).toBe('Still missing: task and due date.');
  });

  it.each([
    ['vera', 'send Northwind the quote by Friday', 'forbidden', 'role member'],
    ['wang', '周五前回复Alice Chen', 'forbidden', 'Tom Lee'],
    ['tom', 'send Northwind the quote by 31 Feb', 'invalid-argument', '"31 Feb" is no day I know for "due date"'],
    ['wang', '2月31日前给华为报价', 'invalid-argument', '“2月31日”不是可用于“期限”的日期'],
    ['wang', 'send Old Mill the quote by Friday', 'conflict', '已归档'],
    ['tom', 'next add Northwind quote 2026-11-01', 'invalid-argument', 'is over'],
  ])('%s: %s is refused, and nothing is written', async (as, text, code, message) => {
    expect(await kam.ask(text, { as })).toMatchObject({ ok: false, error: { code } });
    expect((await kam.ask(text, { as })).error.message).toContain(message);
    expect(whats(await kam.ok('next team', 'boss'))).toEqual([]);
  });
});

describe('a touch that is planned', () => {
  it.each(['give Alice a call on Friday', 'pay Northwind a visit on Monday', 'I have to call Alice by Friday'])(
    'is neither a promise nor a report: %s',
    async (text) => {
      expect(await kam.ask(text, { as: 'tom' })).toMatchObject({ ok: false });
      expect((await kam.ok('timeline Northwind', 'tom')).data.interactions).toHaveLength(2);
    },
  );
});

describe('an impossible day of a promise', () => {
  it.each([
    ['met Alice Chen at Northwind yesterday, send it 2026-13-45', '2026-13-45'],
    ['met Alice Chen at Northwind yesterday, send the quote by 13/45', '13/45'],
    ['met Alice Chen at Northwind yesterday, promised the quote by 31 Feb', '31 Feb'],
    ['log met Alice at Northwind nextSteps="send it 2026-13-45"', '2026-13-45'],
    ['log met Alice at Northwind nextSteps="them: the drawings by 31 Feb"', '31 Feb'],
    ['log met Alice at Northwind yesterday, 11月45日前给方案', '11月45日'],
  ])('is pointed out, with what to write instead: %s', async (text, day) => {
    const { error } = await kam.ask(text, { as: 'tom' });
    expect(error).toMatchObject({ code: 'invalid-argument' });
    expect(error.message).toBe(
      `"${day}" is no day I know for "next steps". Write it as tomorrow, next Friday, Dec 4 or 2026-12-04.`,
    );
    expect((await kam.ok('timeline Northwind', 'tom')).data.interactions).toHaveLength(2);
  });

  it('does not stand in the way of a day that is there', async () => {
    const logged = await kam.ok('log met Alice at Northwind nextSteps="them: the drawings by 4 Dec"', 'tom');
    expect(logged.understood.input.nextSteps).toEqual([{ what: 'the drawings', due: '2026-12-04', by: 'them' }]);
  });
});
