import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ask('昨天拜访华为张伟，聊了二期预算');
});
afterEach(() => kam.close());

const levels = (answer: Json) =>
  answer.data.conditions
    .flatMap((one: Json) => one.evidence)
    .flatMap((one: Json) => (one.kind === 'link' ? [one.level] : []));

describe('what is private to the account’s own people', () => {
  const close = ['wang', 'qian', 'zhao', 'boss'];
  const others = ['tom', 'vera'];
  it.each(close)('%s, who is one of them or stands above one, is told the grid and the levels', async (as) => {
    const answer = await kam.ask('/kam stage 华为', { as });
    expect(answer.data).toMatchObject({ interpersonalLevel: 1, grid: { row: 1 } });
    expect(levels(answer)).toContain(3);
    expect((await kam.ask('/kam contact 华为 陈总', { as })).data).toMatchObject({ tastes: '喜欢喝茶', levels: [] });
  });

  it.each(others)('%s is not', async (as) => {
    const answer = await kam.ask('/kam stage 华为', { as });
    expect(answer.data).toMatchObject({ interpersonalLevel: null, grid: { row: null, reading: null } });
    expect(levels(answer).every((level: Json) => level === null)).toBe(true);
    const shown = await kam.ask('/kam contact 华为 陈总', { as });
    expect(shown.data).toMatchObject({ levels: null });
    expect(JSON.stringify(shown)).not.toContain('喝茶');
  });

  it('in a channel nobody is', async () => {
    const answer = await kam.ask('/kam stage 华为', { as: 'wang', channel: 'C1' });
    expect(answer.data).toMatchObject({ interpersonalLevel: null, grid: { row: null } });
    expect(JSON.stringify(await kam.ask('/kam contact 华为 陈总', { channel: 'C1' }))).not.toContain('喝茶');
  });
});

describe('visibility', () => {
  it('`team` hides an account from everyone else, as if it were not there', async () => {
    expect(await kam.ask('/kam settings visibility team', { as: 'boss' })).toMatchObject({ ok: true });
    for (const text of [
      '/kam stage 华为',
      '/kam contact 华为 张伟',
      '上次联系华为是什么时候',
      '昨天拜访华为张伟，聊了预算',
    ]) {
      const answer = await kam.ask(text, { as: 'tom' });
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toContain('华为技术');
    }
    expect((await kam.ask('/kam account', { as: 'tom' })).data.accounts.map((one: Json) => one.name)).not.toContain(
      '华为技术有限公司',
    );
    for (const as of ['wang', 'qian', 'zhao', 'boss'])
      expect(await kam.ask('/kam stage 华为', { as })).toMatchObject({ ok: true });
    await kam.ask('/kam settings visibility all', { as: 'boss' });
    expect(await kam.ask('/kam stage 华为', { as: 'tom' })).toMatchObject({ ok: true });
  });
});

describe('roles', () => {
  const allowed: readonly (readonly [string, string])[] = [
    ['vera', '/kam stage 华为'],
    ['vera', '/kam share Northwind'],
    ['vera', '/kam me language=en'],
    ['tom', '/kam account add "Tom Works"'],
    ['qian', '/kam share 华为 55'],
    ['zhao', '/kam share 华为 56'],
    ['zhao', '/kam pin 华为 step 3 reason=agreed until=2026-12-31'],
    ['boss', '/kam share Northwind 50'],
    ['boss', '/kam member tom role=manager'],
  ];
  it.each(allowed)('%s may say %s', async (as, text) => {
    expect(await kam.ask(text, { as })).toMatchObject({ ok: true });
  });
  const refused: readonly (readonly [string, string])[] = [
    ['vera', '/kam order 华为 2026-01-01 5 CNY'],
    ['wang', '/kam share Northwind 50'],
    ['zhao', '/kam share Northwind 50'],
    ['qian', '/kam pin 华为 step 3 reason=x until=2026-12-31'],
    ['zhao', '/kam pin Northwind step 3 reason=x until=2026-12-31'],
    ['wang', '/kam member tom role=admin'],
    ['wang', '/kam level 张伟 4 member=qian'],
  ];
  it.each(refused)('%s may not say %s', async (as, text) => {
    expect(await kam.ask(text, { as })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('a button is checked like a typed line', async () => {
    const call = { command: 'share', args: { account: 'Northwind', percent: 99 } };
    expect(await kam.press(call, 'wang')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('who has left is not answered; who is leaving still is', async () => {
    await kam.ask('/kam member vera state=leaving leaves=2026-12-31', { as: 'boss' });
    expect(await kam.ask('me', { as: 'vera' })).toMatchObject({ ok: true });
    await kam.ask('/kam member vera state=left leaves=2026-11-20', { as: 'boss' });
    expect(await kam.ask('me', { as: 'vera' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('an address in ADMIN_EMAILS is admin whatever the book says', async () => {
    const other = await openTestAssistant(smallBook(), { ADMIN_EMAILS: 'Wang@Example.com' });
    expect(await other.ask('/kam settings active-days 90')).toMatchObject({ ok: true });
    await other.close();
  });
});
