import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import type { Button } from '../../src/reply/reply.ts';
import type { Answer } from '../../src/router/messages.ts';
import { type Json, NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const buttonsIn = ({ reply }: Answer): readonly Button[] =>
  reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

describe('home', () => {
  let kam: TestAssistant;
  afterEach(() => kam.close());
  const open = async (change: (book: ReturnType<typeof smallBook>) => void = () => {}) => {
    const book = smallBook();
    change(book);
    kam = await openTestAssistant(book);
  };
  const home = (as = 'wang'): Promise<Json> => kam.ok('home', as);

  it.each([
    ['逾期', '2026-11-18', true, true],
    ['今天', '2026-11-21', true, true],
    ['七天内', '2026-11-28', true, false],
    ['八天后', '2026-11-29', false, false],
  ])('shows what was promised until a week ahead: %s', async (_, due, isShown, isDue) => {
    await open();
    const log = { account: '华为', contacts: ['张伟'], kind: 'call', note: '聊了方案' };
    await kam.press({ command: 'log', args: { ...log, nextSteps: [{ what: '给方案', due, by: 'me' }] } });
    const { data, text } = await home();
    expect(data.promises.map(({ what }: Json) => what)).toEqual(isShown ? ['给方案'] : []);
    expect(data.due).toBe(isDue ? 1 : 0);
    expect(data.ahead).toBe(isShown && !isDue ? 1 : 0);
    expect(text.includes('给方案')).toBe(isShown);
  });

  it('shows what they owe at my accounts, and lets me mark it', async () => {
    await open();
    const log = { account: '华为', contacts: ['张伟'], kind: 'call', note: '聊了二期' };
    const nextSteps = [{ what: '给图纸', due: '2026-11-22', by: 'them' }];
    await kam.press({ command: 'log', args: { ...log, nextSteps } });
    const before = await kam.answer('home');
    expect(before).toMatchObject({ ok: true, data: { promises: [{ what: '给图纸', by: 'them', byName: null }] } });
    const done = buttonsIn(before).find(({ label }) => label === '完成');
    expect(await kam.press(done?.press ?? { command: '', args: {} })).toMatchObject({ ok: true });
    expect((await home()).data.promises).toEqual([]);
  });

  it('names each account that waits once, by the layer furthest past, and offers to log', async () => {
    await open(({ accounts: [huawei], interactions }) => {
      Object.assign(huawei as object, { shares: [{ percent: 85, on: '2026-01-01' }] });
      const touch = { account: '华为', members: ['wang'], kind: 'visit', note: '' };
      interactions.push(
        { ...touch, contacts: ['陈总'], at: '2026-09-01' },
        { ...touch, contacts: ['张伟'], at: '2026-10-01' },
        { ...touch, contacts: ['李会计'], at: '2026-11-20' },
      );
    });
    const answer = await kam.answer('home');
    expect(answer).toMatchObject({ ok: true, data: { waiting: [{ layer: 'decision', days: 81, over: 36 }] } });
    const log = buttonsIn(answer).find(({ label }) => label === '记录：华为技术有限公司');
    expect(await kam.press(log?.press ?? { command: '', args: {} })).toMatchObject({
      ok: false,
      error: { code: 'missing-argument' },
      reply: { blocks: [{ kind: 'form', command: 'log' }] },
    });
  });

  it('shows greetings two weeks ahead to who greets, a birthday only among the account’s own people', async () => {
    await open(({ accounts: [huawei], interactions }) => {
      const [zhang] = huawei?.contacts ?? [];
      Object.assign(zhang as object, { birthday: { calendar: 'solar', month: 12, day: 5 } });
      interactions.push({
        ...{ account: '华为', contacts: ['张伟'], members: ['wang'], kind: 'visit' },
        ...{ at: '2026-11-20', note: '' },
      });
    });
    expect((await home()).data.greetings).toMatchObject([{ contact: '张伟', occasions: [{ key: 'birthday' }] }]);
    // 钱进 helps with the account, but somebody else knows the contact.
    expect((await home('qian')).data.greetings).toEqual([]);
    const wang = await kam.assistant.store.views.memberByKey('wang');
    const aloud = await kam.assistant.router.handle({
      ...{ memberId: wang?.id ?? null, platform: 'cli', place: 'channel', at: Date.parse(NOW) },
      content: { text: 'home' },
    });
    expect(aloud).toMatchObject({ ok: true, data: { greetings: [] }, reply: { audience: 'asker' } });
  });

  it('shows a signal nobody followed to the owner, until it is silenced', async () => {
    await open(({ interactions }) => {
      interactions.push({
        ...{ account: '华为', contacts: ['张伟'], members: ['wang'], kind: 'visit', at: '2026-11-16', note: '' },
        ...({ signals: ['price-pressure'], nextSteps: [{ what: '报价', due: '2026-12-30' }] } as object),
      });
    });
    expect((await home()).data.followUps).toMatchObject([{ rule: 'buying-signal', account: '华为技术有限公司' }]);
    expect((await home('qian')).data.followUps).toEqual([]);
    await kam.ok('提醒 静音 购买信号');
    expect((await home()).data.followUps).toEqual([]);
  });

  it('shows what is at risk to the owner and to the manager, who is told whose it is', async () => {
    await open(({ accounts: [huawei] }) => {
      const [, , chen] = huawei?.contacts ?? [];
      Object.assign(chen as object, { attitude: 'resist' });
      Object.assign(huawei as object, {
        shares: [
          { percent: 60, on: '2026-06-01' },
          { percent: 20, on: '2026-11-10' },
        ],
      });
    });
    const rules = ({ data }: Json): readonly string[] => data.risks.map(({ rule }: Json) => rule);
    expect(rules(await home())).toEqual(['share-drop', 'opposed-key-person']);
    const manager = await home('zhao');
    expect(rules(manager)).toEqual(['share-drop', 'opposed-key-person']);
    expect(manager.text).toContain('华为技术有限公司（王芳）');
    expect(manager.data.team).toMatchObject([{ member: 'wang', accounts: 1, risks: 2 }]);
    expect((await home('tom')).data.risks).toMatchObject([{ rule: 'single-thread-ours', account: 'Northwind' }]);
  });

  it('puts a gift that waits before who decides', async () => {
    await open(({ accounts: [huawei] }) => {
      Object.assign(huawei as object, { recipientClass: 'private' });
    });
    await kam.ask('/kam settings gift-currency CNY', { as: 'boss' });
    await kam.ask('/kam settings gift-limit-private 200', { as: 'boss' });
    await kam.press({
      command: 'log',
      args: { account: '华为', contacts: ['张伟'], kind: 'gift', note: '茶', value: '900 CNY' },
    });
    expect((await home('zhao')).data.followUps).toMatchObject([{ rule: 'gift-approval' }]);
    expect((await home()).data.followUps).toEqual([]);
  });

  it('shows whoever decides on a gift at an account of others the gift alone, not what is at risk there', async () => {
    await open(({ accounts: [, northwind], members }) => {
      Object.assign(northwind as object, { recipientClass: 'private' });
      Object.assign(members.find(({ key }) => key === 'tom') as object, { manager: 'boss' });
    });
    await kam.ask('/kam settings gift-currency CNY', { as: 'boss' });
    await kam.ask('/kam settings gift-limit-private 200', { as: 'boss' });
    const gift = { contacts: ['Alice Chen'], kind: 'gift', note: 'tea', value: '900 CNY' };
    await kam.press({ command: 'log', args: { account: 'Northwind', ...gift } }, 'tom');
    expect((await home('tom')).data.risks.length).toBeGreaterThan(0);
    const { data } = await home('zhao');
    expect(data.risks.filter(({ account }: Json) => account === 'Northwind')).toEqual([]);
  });

  it('tells whoever has nothing how to begin, and offers a viewer nothing to write', async () => {
    await open();
    const labels = async (as: string) => buttonsIn(await kam.answer('home', { as })).map(({ press }) => press.command);
    expect(await labels('boss')).toEqual(['log', 'account', 'accounts']);
    expect(await labels('vera')).toEqual(['accounts']);
    expect((await home('vera')).text).toContain('No account is yours');
  });

  it('shows a manager nothing of accounts they may not see', async () => {
    await open();
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect((await home('zhao')).data.stages.flatMap(({ accounts }: Json) => accounts)).toEqual(['华为技术有限公司']);
    expect((await home('vera')).data.stages).toEqual([]);
  });

  it.each(['home visit with Alice at Northwind yesterday, talked about the pilot', '主页改版的事今天跟华为张伟聊了'])(
    'takes no sentence that only begins like it: %s',
    async (text) => {
      await open();
      expect((await kam.ask(text, { as: 'boss' })).understood?.command).not.toBe('home');
    },
  );
});

describe('the page of the day and the lists it is made of', () => {
  let kam: TestAssistant;
  beforeAll(async () => {
    const now = Date.parse(NOW);
    kam = await openTestAssistant(demoBook({ now }), {}, () => now);
  });
  afterAll(() => kam.close());
  const people = ['chenjing', 'emily', 'lin', 'zhou', 'lu', 'xu', 'sun'];
  const list = async (command: string, args: object, as: string): Promise<Json> => {
    const answer = await kam.press({ command, args: { ...args } }, as);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.data;
  };

  it.each(people)('tells %s nothing the lists do not tell', async (as) => {
    const { data } = await kam.ok('home', as);
    const next = await list('next', { limit: 200 }, as);
    const overdue = await list('overdue', { limit: 200 }, as);
    const festivals = await list('festivals', { days: 14, limit: 200 }, as);
    const ids = next.items.map(({ id }: Json) => id);
    expect(data.promises.every(({ id }: Json) => ids.includes(id))).toBe(true);
    expect(data.promises.filter(({ overdueDays }: Json) => overdueDays > 0)).toHaveLength(next.overdue);
    expect(overdue.items).toEqual(expect.arrayContaining(data.waiting));
    expect(festivals.items).toEqual(expect.arrayContaining(data.greetings));
    const late = overdue.items.filter(({ colour }: Json) => colour === 'red');
    expect(data.waiting).toHaveLength(new Set(late.map(({ accountId }: Json) => accountId)).size);
  });

  it.each(people)('offers %s only buttons that work', async (as) => {
    const home = await kam.answer('home', { as });
    const reads = buttonsIn(home).filter(({ press: { args } }) => args['action'] === undefined);
    expect(reads.length).toBeGreaterThan(0);
    for (const { press, label } of reads) {
      const answer = await kam.press(press, as);
      expect(answer.ok || answer.error.code, label).toSatisfy((code) => code === true || code === 'missing-argument');
    }
  });

  it.each(people)('says the same to %s in either language', async (as) => {
    const [zh, en] = await Promise.all((['zh', 'en'] as const).map((lang) => kam.ask('home', { as, lang })));
    const counts = ({ data }: Json) => [data.due, data.ahead, data.risks.length, data.stages, data.team];
    expect(counts(zh)).toEqual(counts(en));
    expect(en.text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(zh.text).not.toMatch(/undefined|null|NaN|\[object/);
  });
});
