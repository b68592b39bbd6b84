import { afterEach, expect, it } from 'vitest';
import type { Button } from '../../src/reply/reply.ts';
import { tick } from '../../src/tick.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { wordsOf } from '../fixtures/spoken.ts';

let kam: TestAssistant;
const clock = { now: 0 };
afterEach(() => kam.close());

/** 王 looks after twelve accounts with two people each, all of whom were met. */
function book(language: 'zh' | 'en') {
  const names = Array.from({ length: 12 }, (_, n) => `Kunden ${String.fromCharCode(65 + n)}`);
  return {
    version: 1,
    members: [
      { key: 'boss', name: '郭总', function: 'executive', role: 'admin', timeZone: 'Asia/Shanghai', language: 'zh' },
      { key: 'wang', name: '王芳', function: 'sales', role: 'member', timeZone: 'Asia/Shanghai', language },
    ],
    accounts: names.map((name) => ({
      ...{ name, owner: 'wang', timeZone: 'Asia/Shanghai', festivalSets: ['china'] },
      contacts: [{ name: `${name} Lin` }, { name: `${name} Hua` }],
    })),
    interactions: names.map((name) => ({
      ...{ account: name, contacts: [`${name} Lin`, `${name} Hua`], members: ['wang'], kind: 'call' },
      ...{ at: '2026-09-18', note: 'talked' },
    })),
  };
}

async function open(language: 'zh' | 'en', moment: string) {
  clock.now = Date.parse(moment);
  kam = await openTestAssistant(book(language), {}, () => clock.now);
  const id = (await kam.assistant.store.views.memberByKey('wang'))?.id ?? '';
  const messages = () => kam.assistant.store.conversations.latest(`dm:${id}`, 100);
  return {
    /** The message of that day, if there is one. */
    async told(at: string): Promise<string> {
      clock.now = Date.parse(at);
      await tick(kam.assistant, clock.now, false);
      const letter = (await messages()).find(({ postedAt }) => postedAt === clock.now);
      return letter === undefined ? '' : wordsOf(letter.reply);
    },
    async buttons(): Promise<readonly Button[]> {
      const all = (await messages()).flatMap(({ reply }) => reply.blocks);
      return all.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    },
    async words(): Promise<string> {
      return (await messages()).map(({ reply }) => wordsOf(reply)).join('\n');
    },
  };
}

it.each([
  ['zh', '中秋节 · 3 天后：问候 12 家客户的 24 人', 'Kunden A、Kunden B 和 Kunden C（另有 9 项）'],
  [
    'en',
    'Mid-Autumn Festival · in 3 days: greet 24 people at 12 accounts',
    'Kunden A, Kunden B and Kunden C (and 9 more)',
  ],
] as const)('a festival at more accounts than there is room for is one line: %s', async (language, what, where) => {
  const { told } = await open(language, '2026-09-22T09:05:00+08:00');
  const words = await told('2026-09-22T09:05:00+08:00');
  expect(words).toContain(what);
  expect(words).toContain(where);
});

it('can be opened, tells only those still to be greeted on the day, and each is silenced as a whole', async () => {
  const { told, buttons, words } = await open('zh', '2026-09-22T09:05:00+08:00');
  await told('2026-09-22T09:05:00+08:00');
  const pressed = (command: string, action?: string) => async () => {
    const all = await buttons();
    const found = all.findLast(({ press }) => press.command === command && press.args['action'] === action);
    if (!found) throw new Error(`no ${command} ${action}`);
    return kam.press(found.press, 'wang', new Date(clock.now).toISOString());
  };
  const opened = await pressed('festivals')();
  expect(opened.ok && wordsOf(opened.reply)).toContain('今后 60 天：72 次问候');
  // On the eve of a day off it is the turn of the day itself.
  const iso = new Date(clock.now).toISOString();
  expect((await kam.ask('节日 完成 Kunden A Lin 中秋', { as: 'wang', at: iso })).ok).toBe(true);
  expect(await told('2026-09-24T09:05:00+08:00')).toContain('中秋节 · 明天：问候 12 家客户的 23 人');
  const muted = await pressed('nudges', 'mute')();
  expect(muted.ok).toBe(true);
  await expect.poll(words).toContain('国庆节 · 节日：不再提醒');
});
