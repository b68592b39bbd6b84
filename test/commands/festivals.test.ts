import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/reply/reply.ts';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

/** Mid-Autumn 2026 is on 25 September, National Day on 1 October. */
const AT = '2026-09-11T10:00:00+08:00';

function book() {
  const all = smallBook();
  const [huawei] = all.accounts;
  Object.assign(huawei as object, { recipientClass: 'private' });
  const [zhang, li, chen] = (huawei?.contacts ?? []) as object[];
  Object.assign(zhang as object, { birthday: { calendar: 'solar', month: 10, day: 8, year: 1980 } });
  Object.assign(li as object, { optOut: ['mid-autumn'] });
  Object.assign(chen as object, { birthday: { calendar: 'lunar', month: 8, day: 16 } });
  all.interactions.push(
    ...['张伟', '李会计', '陈总'].map((contact) => ({
      account: '华为',
      contacts: [contact],
      members: [contact === '陈总' ? 'zhao' : 'wang'],
      kind: 'visit',
      at: '2026-08-20',
      note: '',
      answered: false,
    })),
    {
      account: '华为',
      contacts: ['张伟'],
      members: ['qian'],
      kind: 'gift',
      at: '2025-10-05',
      note: '月饼',
      answered: true,
      ...{ occasion: 'mid-autumn' },
    },
  );
  return all;
}

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(book());
});
afterEach(() => kam.close());

const ask = (text: string, as = 'wang', at = AT): Promise<Json> => kam.ask(text, { as, at });
const press = async (call: Call, as = 'wang'): Promise<Json> => kam.press(call, as, AT);
const told = ({ data }: Json) =>
  data.items.map(({ contact, on, occasions, who }: Json) => [contact, on, occasions.map(({ key }: Json) => key), who]);
const items = ({ data }: Json): Json[] => data.items;
const find = (answer: Json, contact: string, key: string): Json =>
  items(answer).find((one: Json) => one.contact === contact && one.occasions.some((each: Json) => each.key === key));
async function act(action: string, contact: string, occasion: string, more = {}, as = 'wang'): Promise<Json> {
  return press({ command: 'festivals', args: { action, account: '华为', contact, occasion, ...more } }, as);
}

describe('festivals', () => {
  it('lists who is to be greeted, when, and by whom: everyone met, once for what falls together, never who opted out', async () => {
    expect(told(await ask('节日'))).toEqual([
      ['张伟', '2026-09-25', ['mid-autumn'], 'wang'],
      // His lunar birthday is the day after: one greeting.
      ['陈总', '2026-09-25', ['mid-autumn', 'birthday'], 'zhao'],
      ['张伟', '2026-10-01', ['national'], 'wang'],
      ['李会计', '2026-10-01', ['national'], 'wang'],
      ['陈总', '2026-10-01', ['national'], 'zhao'],
      ['张伟', '2026-10-08', ['birthday'], 'wang'],
      ['张伟', '2026-10-18', ['double-ninth'], 'wang'],
      ['李会计', '2026-10-18', ['double-ninth'], 'wang'],
      ['陈总', '2026-10-18', ['double-ninth'], 'zhao'],
    ]);
    const [zhang] = items(await ask('节日'));
    expect(zhang).toMatchObject({
      inDays: 14,
      lastYear: { on: '2025-10-05', way: 'gift', members: ['qian'] },
      planned: null,
      done: false,
      gift: 'ask-first',
      ways: ['greeting', 'call', 'visit'],
    });
    expect(find(await ask('节日'), '张伟', 'birthday')).toMatchObject({ turns: 46 });
  });

  it('looks as far as asked, for one account or one person', async () => {
    expect(items(await ask('节日 14'))).toHaveLength(2);
    expect(items(await ask('festivals 张伟 华为'))).toHaveLength(4);
    expect(items(await ask('festivals', 'tom'))).toEqual([]);
    const winter = await ask('festivals 90', 'tom', '2026-11-19T10:00:00-05:00');
    expect(told(winter).map(([who, on]: string[]) => [who, on])).toContainEqual(['Alice Chen', '2026-12-25']);
  });

  it('suggests nothing festive for 清明, and says so', async () => {
    const spring = await ask('节日 30', 'wang', '2026-03-20T10:00:00+08:00');
    expect(spring.data.festivals).toContainEqual({ key: 'qingming', on: '2026-04-05', festive: false });
    expect(JSON.stringify(items(spring))).not.toContain('qingming');
    expect(spring.text).toContain('追思');
    expect(await act('plan', '张伟', 'qingming')).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  });

  it.each([
    ['wang', undefined, true],
    ['qian', undefined, true],
    ['zhao', undefined, true],
    ['boss', undefined, true],
    ['tom', undefined, false],
    ['vera', undefined, false],
    ['wang', 'C1', false],
    ['boss', 'C1', false],
  ])('birthdays are told to %s in %s: %s', async (as, channel, may) => {
    const answer = await kam.ask('festivals 华为', { as, at: AT, ...(channel ? { channel } : {}) });
    expect(JSON.stringify(answer).includes('birthday') || answer.text.includes('生日')).toBe(may);
    const { reply } = await kam.answer('festivals 华为', { as, at: AT, ...(channel ? { channel } : {}) });
    expect(reply.audience).toBe(may ? 'asker' : 'members');
    expect(told(answer)[1]).toEqual(['陈总', '2026-09-25', may ? ['mid-autumn', 'birthday'] : ['mid-autumn'], 'zhao']);
  });

  it('goes by the festivals an account chose, and a contact’s opt-out in any words', async () => {
    await kam.ok('/kam account 华为 节日=international');
    expect(told(await ask('节日 150')).map(([, on]: string[]) => on)).toContain('2026-12-25');
    expect(JSON.stringify(items(await ask('节日')))).not.toContain('mid-autumn');
    await kam.ok('/kam account 华为 festivals=none');
    expect(told(await ask('节日')).flatMap(([, , keys]: string[][]) => keys)).toEqual(['birthday', 'birthday']);
    await kam.ok('/kam account 华为 festivals=default');
    await kam.ok('/kam contact 华为 张伟 optOut=中秋,国庆');
    expect(told(await ask('节日 张伟 华为')).flatMap(([, , keys]: string[][]) => keys)).toEqual([
      'birthday',
      'double-ninth',
    ]);
    expect(await kam.ask('/kam account 华为 festivals=mars')).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
  });

  it('hides accounts from who may not see them', async () => {
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect(items(await ask('festivals all', 'tom')).some(({ account }: Json) => account.includes('华为'))).toBe(false);
  });
});

describe('a greeting', () => {
  it('is taken on with one tap, by whom it is meant for, and dropped', async () => {
    const { reply } = await kam.answer('节日', { at: AT });
    expect(JSON.stringify(reply)).toContain('"action":"plan"');
    const planned = await act('plan', '张伟', 'mid-autumn', { way: 'call' });
    expect(planned).toMatchObject({ ok: true, data: { items: [{ planned: { way: 'call', who: 'wang' } }] } });
    expect(find(await ask('节日'), '张伟', 'mid-autumn')).toMatchObject({ planned: { way: 'call' }, done: false });
    expect(await act('drop', '张伟', 'mid-autumn')).toMatchObject({ ok: true });
    expect(find(await ask('节日'), '张伟', 'mid-autumn')).toMatchObject({ planned: null });
    expect(await act('drop', '张伟', 'mid-autumn')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await ask('undo');
    expect(find(await ask('节日'), '张伟', 'mid-autumn')).toMatchObject({ planned: { way: 'call' } });
  });

  it.each([
    ['greeting', 'message'],
    ['call', 'call'],
    ['visit', 'visit'],
  ])('done as a %s is logged as a %s, today, and one undo takes both back', async (way, kind) => {
    await act('plan', '张伟', 'mid-autumn', { way });
    const done = await act('done', '张伟', 'mid-autumn');
    expect(done).toMatchObject({ ok: true, data: { items: [{ done: true }] } });
    const { data } = await kam.ok('timeline 华为');
    expect(data.interactions[0]).toMatchObject({
      id: done.data.interaction,
      kind,
      date: '2026-09-11',
      contacts: ['张伟'],
      members: ['wang'],
      occasion: 'mid-autumn',
    });
    expect(find(await ask('节日'), '张伟', 'mid-autumn')).toMatchObject({ done: true });
    expect(await act('done', '张伟', 'mid-autumn')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await ask('undo');
    expect((await kam.ok('timeline 华为')).data.interactions[0]).not.toMatchObject({ occasion: 'mid-autumn' });
    expect(find(await ask('节日'), '张伟', 'mid-autumn')).toMatchObject({ done: false, planned: { way } });
  });

  it('may be marked done without having been taken on; typed too, in words', async () => {
    expect(await ask('节日 完成 张伟 国庆')).toMatchObject({
      ok: true,
      data: { items: [{ done: true, who: 'wang' }] },
    });
    expect(find(await ask('节日'), '张伟', 'national')).toMatchObject({ done: true });
  });

  it('done as a gift counts in the ledger and meets the rules', async () => {
    const done = await act('done', '张伟', 'mid-autumn', { way: 'gift', value: '200元' });
    expect(done).toMatchObject({ ok: true, data: { gift: { verdict: 'ask-first', over: 'unset' } } });
    expect(JSON.stringify(done.reply)).toContain('不是法律意见');
    expect((await kam.ask('gift 华为', { at: AT })).data.items).toMatchObject([
      { contact: '张伟', occasion: 'mid-autumn', value: { amount: 200, currency: 'CNY' } },
    ]);
  });

  it('to an authority is never a gift: the rule is cited and the other ways are offered', async () => {
    await kam.ok('/kam account 华为 recipientClass=government');
    const item = find(await ask('节日'), '张伟', 'mid-autumn');
    expect(item).toMatchObject({ gift: 'never', ways: ['greeting', 'call', 'visit'] });
    const refused = await act('plan', '张伟', 'mid-autumn', { way: 'gift' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(refused.error.message).toMatch(/国务院令第20号/);
    expect(JSON.stringify(refused.reply)).toContain('"way":"visit"');
  });

  it('for a birthday leaves nothing others could read it from', async () => {
    const done = await act('done', '张伟', 'birthday', { way: 'call' });
    expect(done.reply.audience).toBe('asker');
    for (const said of [{ as: 'tom' }, { as: 'vera' }, { as: 'wang', channel: 'C1' }]) {
      const shown = [
        await kam.ask('timeline 华为', said),
        await kam.ask('news', said),
        await kam.ask('last 华为', said),
      ];
      expect(JSON.stringify(shown)).not.toMatch(/birthday|生日/);
    }
  });

  it('is refused to who may not write, and for what is not due', async () => {
    for (const as of ['tom', 'vera'])
      expect(await act('plan', '张伟', 'mid-autumn', {}, as)).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
    expect(await act('plan', '李会计', 'mid-autumn')).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(await act('plan', '张伟', 'mid-autumn', { on: '2026-09-26' })).toMatchObject({ ok: false });
    expect(await act('plan', '张伟', 'christmas')).toMatchObject({ ok: false });
  });
});
