import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button } from '../../src/reply/reply.ts';
import type { Answer } from '../../src/router/messages.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const buttonsOf = ({ reply }: Answer): readonly Button[] =>
  reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

describe('names as people type them', () => {
  it.each([
    ['华为', '华为技术有限公司'],
    ['華為', '华为技术有限公司'],
    ['huawei', '华为技术有限公司'],
    ['ＨＵＡＷＥＩ', '华为技术有限公司'],
    ['字节跳动', '北京字节跳动科技有限公司'],
    ['字节', '北京字节跳动科技有限公司'],
    ['zijietiaodong', '北京字节跳动科技有限公司'],
    ['northwind', 'Northwind'],
    ['traders', 'Northwind Traders'],
    ['Old Mill', 'Old Mill'],
  ])('%s is %s', async (typed, name) => {
    expect(await kam.ask(`/kam stage "${typed}"`)).toMatchObject({ ok: true, data: { account: name } });
  });

  it('a city is as good without 市, and a name cut short', async () => {
    await kam.ok('新增客户 深圳市腾讯计算机系统有限公司');
    for (const typed of ['深圳腾讯', '深圳市腾讯', '腾讯', '深圳腾讯计算机系统']) {
      expect(await kam.ask(`/kam stage ${typed}`)).toMatchObject({
        ok: true,
        data: { account: '深圳市腾讯计算机系统有限公司' },
      });
    }
  });

  it.each([
    ['Nortwind', ['Northwind']],
    ['华伪', []],
  ])('%s is a typo at most', async (typed, suggestions) => {
    const answer = await kam.ask(`/kam stage ${typed}`);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-account' } });
    expect(answer.error.suggestions).toEqual(expect.arrayContaining(suggestions));
  });
});

describe('Ann, of whom there are several', () => {
  beforeEach(async () => {
    await kam.close();
    const { accounts, ...book } = smallBook();
    const house = (name: string, ...people: readonly string[]) => ({
      ...{ name, owner: 'wang', contacts: people.map((each) => ({ name: each })) },
    });
    const more = [
      house('Acme Corporation', 'Ann Baker', 'Cleo Dunn'),
      house('Acme Foods', 'Bea Stone', 'Cleo Marsh'),
      house('Zenith', 'Ann Cole'),
    ];
    kam = await openTestAssistant({ ...book, accounts: [...accounts, ...more] });
  });

  it.each([
    ['met Ann at Zenith', 'Zenith', 'Ann Cole'],
    ['met Ann at Acme Corporation yesterday', 'Acme Corporation', 'Ann Baker'],
    // Two accounts are called so; one of them has an Ann.
    ['met Ann at Acme', 'Acme Corporation', 'Ann Baker'],
    ['昨天拜访Acme的Ann', 'Acme Corporation', 'Ann Baker'],
    ['met Bea at Acme, talked about the renewal', 'Acme Foods', 'Bea Stone'],
  ])('%s', async (text, account, contact) => {
    expect(await kam.ask(text)).toMatchObject({ ok: true, understood: { input: { account, contacts: [contact] } } });
  });

  it.each([
    ['met Ann yesterday', 'ambiguous-contact'],
    ['met Cleo at Acme', 'ambiguous-account'],
    ['met Zoe at Acme', 'ambiguous-account'],
  ])('%s is asked about', async (text, code) => {
    expect(await kam.ask(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a choice once made', () => {
  it('is remembered for that person, and forgotten when told to', async () => {
    const asked = await kam.answer('/kam stage North', { as: 'tom' });
    expect(asked).toMatchObject({
      ok: false,
      error: { code: 'ambiguous-account', suggestions: ['Northwind', 'Northwind Traders'] },
    });
    const chosen = buttonsOf(asked).find(({ label }) => label === 'Northwind Traders');
    const answered = await kam.press(chosen?.press ?? { command: '', args: {} }, 'tom');
    expect(answered).toMatchObject({ ok: true, understood: { input: { account: 'Northwind Traders' } } });

    expect(await kam.ask('/kam share North', { as: 'tom' })).toMatchObject({
      ok: true,
      understood: { input: { account: 'Northwind Traders' } },
    });
    expect(await kam.ask('/kam stage North', { as: 'wang' })).toMatchObject({
      ok: false,
      error: { code: 'ambiguous-account' },
    });

    // It is no write of theirs that an undo would take back.
    expect(await kam.ask('undo', { as: 'tom' })).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await kam.ask('/kam me forget=North', { as: 'tom' });
    expect(await kam.ask('/kam stage North', { as: 'tom' })).toMatchObject({
      ok: false,
      error: { code: 'ambiguous-account' },
    });
  });

  it('counts for nothing once the account is gone from sight', async () => {
    const asked = await kam.answer('/kam stage North', { as: 'wang' });
    await kam.press(buttonsOf(asked)[0]?.press ?? { command: '', args: {} }, 'wang');
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect(await kam.ask('/kam stage North', { as: 'wang' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-account' },
    });
    await kam.ask('/kam settings visibility all', { as: 'boss' });
  });
});
