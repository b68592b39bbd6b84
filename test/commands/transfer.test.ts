import { afterEach, describe, expect, it } from 'vitest';
import type { Block, Button, Call } from '../../src/reply/reply.ts';
import type { Answer } from '../../src/router/messages.ts';
import { type Json, NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const open: TestAssistant[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function openBook(settings: Readonly<Record<string, string>> = {}): Promise<TestAssistant> {
  const test = await openTestAssistant(smallBook(), settings);
  open.push(test);
  return test;
}

/** A call as the console makes it: in a direct message. */
async function call(test: TestAssistant, as: string, asked: Call, place: 'dm' | 'channel' = 'dm'): Promise<Answer> {
  const member = await test.assistant.store.views.memberByKey(as);
  const memberId = member?.id ?? null;
  return test.assistant.router.handle({
    memberId,
    platform: 'console',
    place,
    content: { call: asked },
    at: Date.parse(NOW),
  });
}

/** Hands a file in and asks what it would do. */
async function look(test: TestAssistant, as: string, name: string, text: string, more: object = {}): Promise<Answer> {
  const member = await test.assistant.store.views.memberByKey(as);
  const file = test.assistant.transfers.keep(member?.id ?? '', name, Buffer.from(text));
  return call(test, as, { command: 'import', args: { file: file?.id, ...more } });
}

const dataOf = (answer: Answer): Json => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data;
};

function buttonsOf({ reply }: Answer): readonly Button[] {
  return reply.blocks.flatMap((block: Block) => (block.kind === 'buttons' ? block.buttons : []));
}

function press(test: TestAssistant, as: string, answer: Answer, label: RegExp): Promise<Answer> {
  const button = buttonsOf(answer).find((one) => label.test(one.label));
  if (button === undefined) throw new Error(`no button ${label}: ${buttonsOf(answer).map((one) => one.label)}`);
  return call(test, as, button.press);
}

/** A file that was handed out, as text. */
async function exported(test: TestAssistant, as: string, args: object): Promise<string> {
  const data = dataOf(await call(test, as, { command: 'export', args: { ...args } }));
  const member = await test.assistant.store.views.memberByKey(as);
  const file = test.assistant.transfers.find(member?.id ?? '', data.file);
  return Buffer.from(file?.bytes ?? []).toString();
}

const names = async (test: TestAssistant): Promise<readonly string[]> =>
  (await test.assistant.store.views.all('contact')).map(({ name }) => name).sort();

describe('import', () => {
  it('without a file says what it takes and asks for one', async () => {
    const test = await openBook();
    const { reply } = await call(test, 'tom', { command: 'import', args: {} });
    expect(reply.blocks.map(({ kind }) => kind)).toEqual(['text', 'form', 'buttons']);
    expect(await test.ask('import', { as: 'tom' })).toMatchObject({ ok: false });
  });

  it('previews, writes what was agreed to, finds nothing to do again, and is undone', async () => {
    const test = await openBook();
    const before = await names(test);
    const table = 'Company,Name,Job title,Colour\nNorthwind,Zoe Zimmer,Buyer,red\nNorthwind,Alice Chen,CPO,blue\n';
    const preview = await look(test, 'tom', 'people.csv', table);
    expect(dataOf(preview)).toMatchObject({
      kind: 'contacts',
      counts: { new: 1, changed: 1, same: 0, doubtful: 0, refused: 0 },
      headers: [
        { header: 'Company', meaning: 'Account' },
        { header: 'Name', meaning: 'Contact' },
        { header: 'Job title', meaning: 'Title' },
        { header: 'Colour', meaning: null },
      ],
      ready: true,
    });
    expect(await names(test)).toEqual(before);

    const done = await press(test, 'tom', preview, /^Import 2 rows$/);
    expect(done.reply.title).toBe('Imported');
    expect(await names(test)).toEqual([...before, 'Zoe Zimmer'].sort());
    // The same button again: the file is gone with what it brought.
    expect(await press(test, 'tom', preview, /^Import 2 rows$/)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });

    const again = await look(test, 'tom', 'people.csv', table);
    expect(dataOf(again).counts).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect(buttonsOf(again).map(({ label }) => label)).toEqual(['Leave it']);

    expect((await press(test, 'tom', done, /^Undo$/)).ok).toBe(true);
    expect(await names(test)).toEqual(before);
  });

  it('takes nothing while a row is refused, and the rest once it is left out', async () => {
    const test = await openBook();
    const table = 'Company,Name,Weight\nNorthwind,Zoe Zimmer,10\n华为,Max Mole,10\nNorthwind,Ann Other,lots\n';
    const preview = await look(test, 'tom', 'people.csv', table);
    const { counts, rows, ready } = dataOf(preview);
    expect([counts.refused, ready]).toEqual([2, false]);
    expect(rows.map(({ line, verdict }: Json) => [line, verdict])).toEqual([
      [3, 'refused'],
      [4, 'refused'],
    ]);
    expect(rows[0].why).toContain('not yours');
    expect(rows[1].why).toContain('"lots" is not a number');
    expect(buttonsOf(preview).some(({ label }) => label.startsWith('Import'))).toBe(false);
    const rest = await press(test, 'tom', preview, /Leave out the 2 refused/);
    await press(test, 'tom', rest, /^Import 1 row$/);
    expect(await names(test)).toContain('Zoe Zimmer');
    expect(await names(test)).not.toContain('Max Mole');
  });

  it('asks about accounts of nearly the same name', async () => {
    const test = await openBook();
    const preview = await look(test, 'wang', '客户.csv', '客户名称,姓名\n华为技术,孙工\n');
    expect(dataOf(preview).counts).toMatchObject({ doubtful: 1 });
    const same = await press(test, 'wang', preview, /就是同一个/);
    await press(test, 'wang', same, /^导入 1 行$/);
    const [contact] = (await test.assistant.store.views.all('contact')).filter(({ name }) => name === '孙工');
    const account = await test.assistant.store.views.get('account', contact?.accountId ?? '');
    expect(account?.name).toBe('华为技术有限公司');
  });

  it('makes accounts that name no owner the own ones, or those of whoever is named', async () => {
    const test = await openBook();
    const preview = await look(test, 'tom', 'a.csv', 'Company\nOrbit Labs\n', { kind: 'accounts' });
    await press(test, 'tom', preview, /^Import/);
    const other = await look(test, 'tom', 'b.csv', 'Company\nFar Hills\n', { kind: 'accounts', owner: 'wang' });
    await press(test, 'tom', other, /^Import/);
    const owners = new Map<string, string | undefined>();
    for (const { name, ownerId } of await test.assistant.store.views.all('account')) {
      owners.set(name, (await test.assistant.store.views.get('member', ownerId))?.key);
    }
    expect([owners.get('Orbit Labs'), owners.get('Far Hills')]).toEqual(['tom', 'wang']);
  });

  it('shows what it would do now when the book has changed since the preview', async () => {
    const test = await openBook();
    const preview = await look(test, 'tom', 'people.csv', 'Company,Name\nNorthwind,Zoe Zimmer\n');
    await test.ok('/kam contact add Northwind "Zoe Zimmer"', 'tom');
    const again = await press(test, 'tom', preview, /^Import/);
    expect(dataOf(again).counts).toMatchObject({ new: 0, same: 1 });
    expect(again.reply.tone).toBe('warning');
    expect((await names(test)).filter((name) => name === 'Zoe Zimmer')).toEqual(['Zoe Zimmer']);
  });

  it('forgets a file that is left, and knows nobody else’s', async () => {
    const test = await openBook();
    const preview = await look(test, 'tom', 'people.csv', 'Company,Name\nNorthwind,Zoe Zimmer\n');
    expect(await press(test, 'wang', preview, /^Import/)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await press(test, 'tom', preview, /^Leave it$/);
    expect(await press(test, 'tom', preview, /^Import/)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it.each([
    ['a viewer', 'vera', 'people.csv', 'Company,Name\nNorthwind,Zoe\n', 'forbidden'],
    ['a book of somebody who is no admin', 'tom', 'book.json', '{"version":1}', 'forbidden'],
    ['a file that cannot be read', 'tom', 'x.pdf', '%PDF-1.4', 'invalid-argument'],
    ['a table without a header of ours', 'tom', 'x.csv', 'foo,bar\n1,2\n', 'invalid-argument'],
    ['a book with a fault', 'boss', 'book.json', '{"version":2}', 'invalid-argument'],
  ])('refuses %s', async (_, as, name, text, code) => {
    const test = await openBook();
    expect(await look(test, as, name, text)).toMatchObject({ ok: false, error: { code } });
  });

  it('lets nobody say how deep somebody else stands, unless they stand above them', async () => {
    const test = await openBook();
    const table = '客户名称,姓名,人际层次\n华为,张伟,钱进 4\n';
    expect(dataOf(await look(test, 'wang', 'x.csv', table)).counts).toMatchObject({ refused: 1 });
    expect(dataOf(await look(test, 'zhao', 'x.csv', table)).counts).toMatchObject({ changed: 1 });
    const own = '客户名称,姓名,人际层次\n华为,张伟,王芳 兴趣爱好 (2026-10-01)\n';
    const preview = await look(test, 'wang', 'x.csv', own);
    await press(test, 'wang', preview, /^导入/);
    const levels = await test.assistant.store.views.all('level');
    expect(levels.map(({ level, on }) => [level, on])).toContainEqual([4, '2026-10-01']);
  });

  it('previews a book for an admin and brings it in', async () => {
    const test = await openBook();
    const book = JSON.stringify({ version: 1, accounts: [{ name: 'Orbit Labs', owner: 'tom' }] });
    const preview = await look(test, 'boss', 'book.json', book);
    expect((await test.assistant.store.views.all('account')).length).toBe(5);
    await press(test, 'boss', preview, /^导入客户簿$/);
    expect((await test.assistant.store.views.all('account')).length).toBe(6);
  });
});

describe('export', () => {
  it('asks what and how, and hands out a file', async () => {
    const test = await openBook();
    const asked = await call(test, 'tom', { command: 'export', args: {} });
    expect(asked.reply.blocks.map(({ kind }) => kind)).toEqual(['form']);
    const done = await call(test, 'tom', { command: 'export', args: { kind: 'contacts', format: 'xlsx' } });
    expect(done.reply.blocks[0]).toMatchObject({ kind: 'file', name: 'contacts-2026-11-21.xlsx' });
  });

  it('holds what is personal for an account’s own people only', async () => {
    const test = await openBook();
    for (const format of ['csv', 'vcard', 'json']) {
      expect(await exported(test, 'wang', { kind: 'contacts', format }), format).toContain('喜欢喝茶');
      const other = await exported(test, 'tom', { kind: 'contacts', format });
      expect(other, format).toContain('陈总');
      expect(other, format).not.toContain('喜欢喝茶');
    }
    expect(await exported(test, 'tom', { kind: 'contacts', format: 'csv' })).not.toMatch(/wang 3/);
    expect(await exported(test, 'wang', { kind: 'contacts', format: 'csv' })).toContain('wang 3');
    expect(JSON.parse(await exported(test, 'tom', { format: 'json' })).history).toBeUndefined();
    expect(JSON.parse(await exported(test, 'boss', { format: 'json' })).history.changes.length).toBeGreaterThan(0);
  });

  it('holds only what one may see', async () => {
    const test = await openBook();
    await test.ok('/kam settings visibility team', 'boss');
    for (const format of ['csv', 'vcard', 'json']) {
      const own = await exported(test, 'tom', { kind: 'contacts', format });
      expect(own, format).toContain('Alice Chen');
      expect(own, format).not.toContain('张伟');
    }
    for (const kind of ['accounts', 'interactions', 'shares', 'orders', 'facts']) {
      expect(await exported(test, 'wang', { kind, format: 'csv' }), kind).not.toContain('Northwind');
    }
  });

  it.each([
    [{ kind: 'shares', format: 'vcard' }, 'invalid-argument'],
    [{ kind: 'shares', format: 'json', template: true }, 'invalid-argument'],
  ])('refuses %j', async (args, code) => {
    const test = await openBook();
    expect(await call(test, 'tom', { command: 'export', args })).toMatchObject({ ok: false, error: { code } });
  });

  it('says nothing in a channel, and on the command line how to', async () => {
    const test = await openBook();
    const args = { kind: 'contacts', format: 'csv' };
    expect(await call(test, 'tom', { command: 'export', args }, 'channel')).toMatchObject({ ok: false });
    expect((await test.ask('export contacts csv', { as: 'tom' })).error.message).toContain('kam export');
  });

  it('hands out templates', async () => {
    const test = await openBook();
    expect(await exported(test, 'wang', { kind: 'facts', format: 'csv', template: true })).toContain('事实类别*');
  });
});
