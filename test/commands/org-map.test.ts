import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  const book = smallBook();
  const [huawei] = book.accounts;
  Object.assign(huawei?.contacts[0] ?? {}, { attitude: 'resist' });
  kam = await openTestAssistant(book);
  await kam.ask('2026-11-10拜访华为张伟，聊了二期');
});
afterEach(() => kam.close());
const ok = (text: string, as?: string): Promise<Json> => kam.ok(text, as);
const named = (answer: Json): string[] => answer.data.contacts.map(({ name }: Json) => name);

describe('who', () => {
  it('tells everyone with what is known of them, the gaps and the shape', async () => {
    const { data, text } = await ok('/kam who 华为');
    expect(named({ data })).toEqual(expect.arrayContaining(['张伟', '李会计', '陈总']));
    expect(data.contacts.find(({ name }: Json) => name === '张伟')).toEqual({
      name: '张伟',
      department: 'purchasing',
      layer: 'management',
      roles: ['buyer'],
      attitude: 'resist',
      weight: 20,
      state: 'in-post',
      keyPerson: true,
      bestLevel: 3,
      activeLinks: ['wang'],
    });
    expect(data.supportIndex).toBe(-1);
    expect(data.shape).toEqual({ key: 'bow-tie', cut: 1, names: ['王芳'] });
    expect(data.findings).toEqual(
      expect.arrayContaining([
        { key: 'single-thread-ours', subject: 'wang' },
        { key: 'single-thread-theirs', subject: '张伟' },
        { key: 'bottom-only' },
        { key: 'opposed-key-person', subject: '张伟' },
      ]),
    );
    expect(data.matrix).toContainEqual({
      department: 'purchasing',
      layer: 'management',
      contacts: ['张伟'],
      activeLinks: 1,
      members: ['wang'],
    });
    expect(text).toContain('1 人；活跃 1：王芳');
    expect(text).toContain('王芳 一走就全断');
  });

  it.each([
    ['谁在华为反对我们？', ['张伟']],
    ['华为谁说了算？', ['陈总']],
    ['华为财务谁熟', ['李会计']],
    ['who are the key people at Huawei?', ['张伟', '陈总']],
    ['who opposes us at Huawei', ['张伟']],
    ['/kam who 华为 采购', ['张伟']],
    ['who knows whom at Huawei?', ['张伟', '李会计', '陈总']],
  ])('%s', async (text, expected) => {
    expect(named(await ok(text)).sort()).toEqual([...expected].sort());
  });

  it.each([['谁反对我们'], ['谁认识谁？'], ['财务谁熟'], ['who decides?'], ['who knows whom'], ['who opposes us?']])(
    '%s asks which account is meant',
    async (text) => {
      expect(await kam.ask(text)).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    },
  );

  it('says who knows somebody, and how deep where that may be told', async () => {
    expect((await ok('华为采购谁熟')).text).toContain('王芳（3/5）');
    expect((await ok('华为采购谁熟', 'tom')).text).not.toContain('3/5');
  });

  it('hides how deep anyone stands from those it is no business of', async () => {
    const { data } = await ok('/kam who 华为', 'tom');
    expect(data.contacts.every(({ bestLevel }: Json) => bestLevel === null)).toBe(true);
  });

  it('answers for a past day', async () => {
    const { data } = await ok('/kam who 华为 at=2026-11-09');
    expect(data.shape).toEqual({ key: 'none', cut: 0, names: [] });
  });
});

describe('why, diff and whatif', () => {
  it('why goes down to the log line', async () => {
    const { data, text } = await ok('/kam why 华为');
    const departments = data.conditions.find(({ key }: Json) => key === 'departments');
    expect(departments.evidence[0]).toMatchObject({
      kind: 'link',
      on: '2026-11-10',
      member: 'wang',
      contact: '张伟',
      author: 'wang',
    });
    expect(departments.evidence[0].note).toContain('二期');
    expect(text).toContain('二期');
  });

  it('diff names what moved and which record moved it', async () => {
    const { data } = await ok('/kam diff 华为 2026-11-09 2026-11-10');
    expect(data.shape).toMatchObject({ before: { key: 'none' }, after: { key: 'bow-tie' } });
    expect(data.links).toMatchObject([
      { member: 'wang', contact: '张伟', change: 'opened', causes: [{ kind: 'interaction', on: '2026-11-10' }] },
    ]);
    const turned = await ok('/kam diff 华为 2026-11-10 2026-11-09');
    expect(turned.data).toEqual(data);
    expect(turned.understood.input).toMatchObject({ from: '2026-11-09', to: '2026-11-10' });
    expect((await ok('/kam diff 华为 2026-11-10 2026-11-11')).data).toMatchObject({
      conditions: [],
      links: [],
      findings: [],
    });
  });

  it.each([
    ['假如 华为 见了李会计', { contact: '李会计' }],
    ['what if we met 李会计 at Huawei', { contact: '李会计' }],
    ['whatif 华为 order', { order: true }],
    ['假如 华为 份额80', { share: 80 }],
    ['whatif 华为 share 80%', { share: 80 }],
    ['/kam whatif 华为 李会计 order=yes share=85', { contact: '李会计', order: true, share: 85 }],
  ])('%s', async (text, input) => {
    expect((await ok(text)).understood).toEqual({
      command: 'whatif',
      input: { account: '华为技术有限公司', ...('contact' in input ? { member: 'wang' } : {}), ...input },
    });
  });

  it('whatif tells what would move and writes nothing', async () => {
    const { views } = kam.assistant.store;
    const before = (await views.allChanges()).length;
    const { data } = await ok('/kam whatif 华为 李会计 order=yes');
    expect(data.relationshipStep).toMatchObject({ before: { step: 0 }, after: { step: 1 } });
    expect(data.links).toMatchObject([{ contact: '李会计', change: 'opened' }]);
    expect((await ok('假如 华为 份额=80')).data.cooperationStage).toMatchObject({
      before: 'unknown',
      after: 'strategic',
    });
    expect((await views.allChanges()).length).toBe(before);
  });
});

describe('merge and the audit', () => {
  it('puts one account under another, whole, and back again', async () => {
    const before = await ok('/kam contact Northwind', 'tom');
    await ok('/kam merge Northwind duplicate="Northwind Traders"', 'tom');
    expect(named(await ok('/kam contact Northwind', 'tom'))).toHaveLength(named(before).length + 1);
    expect((await ok('/kam stage "Northwind Traders"', 'tom')).data.account).toBe('Northwind');
    await ok('undo', 'tom');
    expect(named(await ok('/kam contact Northwind', 'tom'))).toEqual(named(before));
    expect((await ok('/kam stage "Northwind Traders"', 'tom')).data.account).toBe('Northwind Traders');
  });

  it.each([
    ['/kam merge Northwind "Northwind Traders"', 'Northwind'],
    ['merge Northwind Traders into Northwind', 'Northwind'],
    ['merge account Northwind into Northwind Traders', 'Northwind Traders'],
    ['合并 Northwind 和 Northwind Traders', 'Northwind'],
    ['合并 Northwind Traders 到 Northwind', 'Northwind'],
  ])('%s: %s stays', async (text, stays) => {
    expect((await ok(text, 'tom')).data.into).toBe(stays);
  });

  it('makes two entries for one person into one, with their history', async () => {
    await ok('/kam contact add 张玮 华为 email=zw@example.com');
    await ok('2026-11-12电话张玮，聊了交付');
    await ok('合并 华为 联系人=张伟 重复联系人=张玮');
    expect((await ok('/kam contact 华为 张伟')).data.email).toBe('zw@example.com');
    expect((await ok('/kam last 华为 张伟')).data.interaction).toMatchObject({
      date: '2026-11-12',
      contacts: ['张伟'],
    });
    await ok('撤销');
    expect((await ok('/kam last 华为 张玮')).data.interaction).toMatchObject({ date: '2026-11-12' });
    await ok('撤销');
    await ok('撤销');
  });

  it('is told to the account’s own people only', async () => {
    await ok('/kam contact add 张玮 华为');
    await ok('合并 华为 联系人=张伟 重复联系人=张玮');
    await ok('撤销');
    const { data } = await ok('/kam changes 华为');
    expect(data.changes[0]).toMatchObject({ by: 'wang', command: 'undo' });
    expect(data.changes.some(({ command, undone }: Json) => command === 'merge' && undone)).toBe(true);
    expect(await kam.ask('/kam changes 华为', { as: 'tom' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await kam.ask('/kam changes')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await kam.ask('/kam changes', { as: 'boss' })).toMatchObject({ ok: true });
  });

  it.each([
    ['/kam merge 华为 duplicate=华为', 'invalid-argument'],
    ['/kam merge 华为 duplicate=Northwind', 'forbidden'],
    ['/kam merge 华为', 'missing-argument'],
  ])('%s is refused', async (text, code) => {
    expect(await kam.ask(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the past', () => {
  it('answers the same after a month of further logging', async () => {
    const book = JSON.parse(readFileSync(new URL('../fixtures/book-full.json', import.meta.url), 'utf8'));
    const other = await openTestAssistant(book);
    const admin = book.members.find(({ role }: Json) => role === 'admin');
    const as: string = admin.key ?? admin.email;
    const asked = book.accounts
      .filter(({ archived }: Json) => !archived)
      .flatMap(({ name }: Json) =>
        ['2026-01-01', '2026-06-01', '2026-11-20']
          .map((day) => `/kam stage "${name}" at=${day}`)
          .concat(`/kam diff "${name}" 2026-01-01 2026-11-20`),
      );
    const answers = async (at: string) => {
      const all = [];
      for (const text of asked) all.push((await other.ask(text, { as, at })).data);
      return all;
    };
    const before = await answers('2026-11-21T12:00:00+08:00');
    expect(before.every((data) => data !== undefined)).toBe(true);
    const later = { as, at: '2026-12-21T12:00:00+08:00' };
    for (const text of book.accounts.flatMap(furtherLogs))
      expect(await other.ask(text, later)).toMatchObject({ ok: true });
    expect(await answers('2026-12-21T12:00:00+08:00')).toEqual(before);
    await other.close();
  });
});

/** A month of visits to one account, and a new share. */
function furtherLogs({ name, archived, contacts = [] }: Json): readonly string[] {
  const [contact] = contacts;
  if (archived || !contact) return [];
  const whom = contact.id ? `#${contact.id}` : contact.name;
  const days = Array.from({ length: 9 }, (_, index) => `2026-11-${22 + index}`);
  const visits = days.map((day) => `/kam log account="${name}" contacts="${whom}" kind=visit note=more date=${day}`);
  return [...visits, `/kam share "${name}" 77 on=2026-12-01`];
}
