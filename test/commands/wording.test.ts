import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ok('account Northwind backup=wang team=wang,qian', 'tom');
  await kam.ok('contact Northwind "Alice Chen" attitude=support', 'tom');
  await kam.ok('contact Northwind "Alice Chen" attitude=doubt');
  await kam.ok('level Northwind Alice 3', 'tom');
  await kam.ok('order Northwind 2026-11-01 amount=5000', 'tom');
  await kam.ok('fact Northwind integration "Joint line" from=2026-10-01', 'tom');
  await kam.ok('send Northwind the quote by Wednesday', 'tom');
  await kam.ok('festivals plan Alice christmas', 'tom');
  await kam.ok('pin 华为 step 3 reason="Agreed" until=2026-12-31', 'zhao');
});
afterAll(() => kam.close());

/** What both languages are asked, by a colleague who sees all of it. */
const ASKED = [
  'home',
  'accounts',
  'account Northwind',
  'stage Northwind',
  'stage "Northwind Traders"',
  'stage 华为',
  'why Northwind',
  'who Northwind',
  'diff Northwind 2026-10-01',
  'whatif Northwind share=85',
  'last Northwind',
  'last Northwind Alice',
  'timeline Northwind',
  'news',
  'next',
  'next Northwind',
  'overdue all',
  'festivals all',
  'nudges',
  'gift Northwind',
  'share Northwind',
  'contact Northwind',
  'contact Northwind "Alice Chen"',
  'level "Alice Chen"',
  'order Northwind',
  'fact Northwind',
  'pin 华为',
  'member',
  'me',
  'changes Northwind',
  'settings',
  'holidays',
  '/kam help log',
  'diff Northwind',
  'merge Northwind',
];

const textOf = async (text: string, as: string): Promise<string> => {
  const said = await kam.ask(text, { as });
  return said.ok ? said.text : said.error.message;
};

/** Lines a reader would stumble over, whatever the language. */
const STUMBLES =
  /[.。]\s+—|[,，]{2}|[.。]{2}|[:：]\s*[.。;；]|[:：]\s*[:：]|\s[,.;:!?](?:\s|$)|\(\s*\)|（\s*）|[。，；：]\s|\b(?:undefined|null|NaN)\b/;

describe('what is answered in English', () => {
  it.each(ASKED)('reads well: %s', async (text) => {
    for (const line of (await textOf(text, 'tom')).split('\n')) {
      expect(line).not.toMatch(STUMBLES);
      expect(line).not.toMatch(/(?<!\d)1 (?:days|contacts|promises|orders|members|accounts)\b/);
      // A table's rows and buttons aside, a line is a sentence or has a label: either begins with a capital.
      if (!/ \| /.test(line) && !NOTES.test(line) && !SETTINGS.test(line))
        expect(line).not.toMatch(/^(?:[•→☐✓✗▲] )?\p{Ll}/u);
    }
  });
});

describe('what is answered in Chinese', () => {
  it.each(ASKED)('reads well: %s', async (text) => {
    for (const line of (await textOf(text, 'wang')).split('\n')) {
      expect(line).not.toMatch(STUMBLES);
      // Half-width marks between Chinese words, and names of Latin letters that cling to them.
      expect(line).not.toMatch(/\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u);
      if (!/ \| /.test(line)) expect(line).not.toMatch(/\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u);
    }
  });
});

/** What people typed is told as they typed it; settings and commands are called as they are typed. */
const NOTES = /^(?:sent the paper|pilot results|• send Northwind|log\b)/;
const SETTINGS = /^[a-z]+(?:-[a-z]+)*: /;
