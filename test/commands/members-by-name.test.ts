import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberNames } from '../../src/commands/member-names.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ok('account Northwind backup=wang team=wang,qian', 'tom');
  await kam.ok('level Northwind Alice 3', 'tom');
  await kam.ok('log visited Alice at Northwind yesterday', 'tom');
});
afterAll(() => kam.close());

describe('people of ours are called by their names', () => {
  it.each([
    ['account Northwind', 'Backup: 王芳\nTeam: 王芳, 钱进'],
    ['level "Alice Chen"', 'Tom Lee: 3 · shared views'],
    ['changes Northwind', 'Northwind · 王芳 · 王芳 · 钱进'],
    ['changes Northwind', 'Northwind · Alice Chen · 3 · Tom Lee'],
    ['who Northwind', 'Tom Lee'],
    ['undo', 'visited Alice at Northwind yesterday · Tom Lee'],
  ])('in the answer to %s', async (text, expected) => {
    const answer = await kam.ok(text, 'tom');
    expect(answer.text).toContain(expected);
    expect(answer.text).not.toMatch(/\b(?:wang|qian|tom)\b/);
  });

  it('while programs go on reading keys', async () => {
    expect((await kam.ok('account Northwind', 'tom')).data).toMatchObject({
      owner: 'tom',
      backup: 'wang',
      team: ['wang', 'qian'],
    });
  });

  it('with the key beside the name where two have it, and what is no key left alone', async () => {
    const member = (id: string, key: string, name: string) => ({ id, key, name });
    const all = async () => [member('1', 'li', '李明'), member('2', 'li2', '李明'), member('3', 'tom', 'Tom Lee')];
    const nameOf = await memberNames({ all } as unknown as Parameters<typeof memberNames>[0]);
    expect(['li', 'LI2', 'tom', 'gone'].map(nameOf)).toEqual(['李明 (li)', '李明 (li2)', 'Tom Lee', 'gone']);
  });
});
