import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewsItem } from '../../src/services/news.ts';
import { beginnings } from '../../src/services/suggest.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
const ending: (() => void)[] = [];
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(async () => {
  for (const end of ending.splice(0)) end();
  await kam.close();
});

async function listen(key: string, after: string | null = null): Promise<NewsItem[]> {
  const heard: NewsItem[] = [];
  const member = await kam.assistant.store.views.memberByKey(key);
  ending.push(kam.assistant.news.listen(member?.id ?? '', after, (item) => heard.push(item)));
  // The first look only learns what was there before.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return heard;
}

const accountId = async (name: string): Promise<string> => {
  const { data } = await kam.ask(`account ${name}`, { as: 'boss' });
  return data.id;
};

describe('news', () => {
  it('tells of every write through the router, once, to all who listen', async () => {
    const [wang, tom] = [await listen('wang'), await listen('tom')];
    await kam.ask('share Northwind 61', { as: 'tom' });
    const id = await accountId('Northwind');
    await expect.poll(() => wang.map((item) => item.accountId)).toEqual([id]);
    expect(tom).toEqual(wang);
    await kam.ask('what stage is Northwind?');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(wang).toHaveLength(1);
  });

  it('tells nobody of an account they may not see', async () => {
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    const [wang, boss] = [await listen('wang'), await listen('boss')];
    await kam.ask('share Northwind 61', { as: 'tom' });
    await expect.poll(() => boss.length).toBe(1);
    expect(wang).toEqual([]);
  });

  it('catches up from a change on, and tells of too much as one', async () => {
    await kam.ask('share Northwind 61', { as: 'tom' });
    const [latest] = await kam.assistant.store.views.recentChanges(1);
    await kam.ask('share Northwind 62', { as: 'tom' });
    const id = await accountId('Northwind');
    const heard = await listen('wang', latest?.id ?? '');
    await expect.poll(() => heard.map((item) => item.accountId)).toEqual([id]);
    const all = await listen('wang', '0');
    await expect.poll(() => all.length).toBeGreaterThan(0);
  });

  it('is silent once it was ended', async () => {
    const heard = await listen('wang');
    for (const end of ending.splice(0)) end();
    await kam.ask('share Northwind 61', { as: 'tom' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([]);
  });
});

describe('suggestions', () => {
  const suggested = async (typed: string, key = 'wang'): Promise<readonly string[]> => {
    const member = await kam.assistant.store.views.memberByKey(key);
    return (await kam.assistant.suggest(member?.id ?? '', typed)).map(({ name, replaces }) => `${name}:${replaces}`);
  };

  it('looks at the last words, a Latin one from its beginning, Chinese from any character', () => {
    expect(beginnings('visited Ali')).toEqual(['visited Ali', 'Ali']);
    expect(beginnings('昨天拜访华为')).toContain('华为');
    expect(beginnings('to Bob, then A')).toEqual(['then A']);
    expect(beginnings('@A')).toEqual(['A']);
    expect(beginnings('')).toEqual([]);
  });

  it('finds accounts, their people and ours, with what it replaces', async () => {
    expect(await suggested('visited nor')).toEqual(['Northwind:3', 'Northwind Traders:3']);
    expect(await suggested('called Alice at north')).toEqual(['Northwind:5', 'Northwind Traders:5']);
    expect(await suggested('昨天拜访华为')).toEqual(['华为技术有限公司:2']);
    expect(await suggested('拜访张伟')).toEqual(['张伟:2']);
    expect(await suggested('with Tom')).toEqual(['Tom Lee:3']);
    expect(await suggested('visited trad')).toEqual(['Northwind Traders:4']);
  });

  it('offers nothing hidden, archived or from the middle of a word', async () => {
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect(await suggested('visited nor')).toEqual([]);
    expect(await suggested('called Ali')).toEqual([]);
    expect(await suggested('visited orthw', 'tom')).toEqual([]);
    expect(await suggested('visited Old M')).toEqual([]);
  });
});
