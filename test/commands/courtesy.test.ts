import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
});
afterAll(() => kam.close());

describe('kind words', () => {
  it.each([
    ['你好', 'wang', '你好，王芳！', '华为现在什么阶段？'],
    ['谢谢', 'wang', '不客气，随时找我。', '“帮助”列出我会做的一切'],
    ['good morning', 'tom', 'Hello, Tom Lee!', 'what stage is Northwind?'],
    ['Thanks!', 'vera', 'You are welcome.', '"help" shows all I can do'],
  ])('%s is answered kindly, with what can be said', async (text, as, title, part) => {
    const answer = await kam.answer(text, { as });
    expect(answer).toMatchObject({ ok: true, understood: { command: 'help' }, reply: { title, audience: 'asker' } });
    expect(JSON.stringify(answer.reply.blocks)).toContain(JSON.stringify(part).slice(1, -1));
    // Far less than all there is.
    expect(answer.reply.blocks.length).toBeLessThan(8);
    expect(answer.reply.blocks.some(({ kind }) => kind === 'table')).toBe(false);
  });

  it.each([
    ['slack', 'thanks', true],
    ['console', 'thanks', false],
    ['console', '/kam thanks', true],
    ['console', '早上好', false],
  ] as const)('in a channel of %s, %s is for the assistant: %s', async (platform, text, isOurs) => {
    const { store, router, now } = kam.assistant;
    const member = await store.views.memberByKey('tom');
    const answer = await router.handle({
      ...{ memberId: member?.id ?? null, platform, place: 'channel', channel: { tenant: 'T1', id: 'C1' } },
      ...{ content: { text }, at: now() },
    });
    expect(answer).toMatchObject(isOurs ? { ok: true } : { ok: false, error: { code: 'not-understood' } });
  });

  it('on a book without accounts comes what to begin with', async () => {
    const empty = await openTestAssistant({ ...smallBook(), accounts: [], interactions: [] });
    try {
      const { reply } = await empty.answer('hello', { as: 'boss' });
      const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      expect(buttons.map(({ press }) => press.command)).toEqual(['sample', 'import', 'account']);
    } finally {
      await empty.close();
    }
  });
});

describe('half a command', () => {
  it.each([
    ['member attach tom', 'vera', '"member"', 'member Wang Fang'],
    ['member leave 王芳', 'boss', '“成员”', '成员 王芳'],
    ['stage stage Northwind', 'tom', '"stage"', 'stage Northwind'],
    ['contact Alice foo', 'tom', '"contact"', 'contact Alice at Northwind'],
    // What is left out would be left out in silence.
    ['/kam member attach tom', 'boss', '“成员”', '成员 王芳'],
    ['/kam level Alice 4 I think', 'tom', '"level"', 'level Alice at Northwind 3'],
    ['/kam undo Northwind', 'tom', '"undo"', 'undo'],
  ])('%s is told how that command is said', async (text, as, named, example) => {
    const { error } = await kam.ask(text, { as });
    expect(error).toMatchObject({ code: 'not-understood', suggestions: expect.arrayContaining([example]) });
    expect(error.message).toContain(named);
  });

  it.each(['/kam 首页 今天', '/kam home today', '/kam stage Northwind please'])('%s is a whole one', async (text) => {
    expect(await kam.ask(text, { as: 'tom' })).toMatchObject({ ok: true });
  });

  it.each(['order pizza', 'stage fright', 'next week'])('%s is none', async (text) => {
    const { error } = await kam.ask(text, { as: 'tom' });
    expect(error).toMatchObject({
      code: 'not-understood',
      suggestions: expect.arrayContaining(['share Northwind 45']),
    });
  });
});
