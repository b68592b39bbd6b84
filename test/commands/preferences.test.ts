import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());
const me = async (text: string, as = 'wang'): Promise<Json> => (await kam.ok(`/kam me ${text}`, as)).data;

describe('me: how one wants to be spoken to', () => {
  it('answers in the language somebody changes to, its button included', async () => {
    const { reply } = await kam.answer('我 语言=英文');
    expect(JSON.stringify(reply.blocks.filter(({ kind }) => kind !== 'fields'))).not.toMatch(/\p{Script=Han}/u);
    expect(reply.blocks.at(-1)).toMatchObject({ kind: 'buttons', buttons: [{ label: 'Undo' }] });
  });

  it('shows the defaults where nothing was said, the days off by the time zone', async () => {
    expect(await me('')).toMatchObject({
      nudges: '09:00',
      workdays: [1, 2, 3, 4, 5],
      holidays: 'china',
      platform: null,
    });
    expect(await me('', 'tom')).toMatchObject({ holidays: 'US' });
    expect(await me('', 'vera')).toMatchObject({ holidays: 'GB' });
  });

  it.each([
    ['tom', 'zh', '美国'],
    ['tom', 'en', 'United States'],
    ['vera', 'zh', '英国'],
    ['wang', 'en', 'China'],
  ] as const)('names the country whose days off %s keeps, in %s', async (as, lang, country) => {
    const { text } = await kam.ask('/kam me', { as, lang });
    expect(text).toContain(country);
    expect(text).not.toMatch(/\b(US|GB)\b/);
  });

  it.each([
    ['2026-11-20T08:00:00+08:00', '下一条消息：11月20日'],
    ['2026-11-20T10:00:00+08:00', '今天的 09:00 已过'],
    ['2026-11-21T10:00:00+08:00', '下一条消息：11月23日'],
  ])('tells at %s when the next message comes, never that it comes in the past', async (at, words) => {
    expect((await kam.ask('/kam nudges', { as: 'wang', at })).text.replaceAll('2026年', '')).toContain(words);
  });

  it.each([
    ['nudges=8:30', { nudges: '08:30' }],
    ['nudges=9点半', { nudges: '09:30' }],
    ['nudges=12am', { nudges: '00:00' }],
    ['nudges=6pm', { nudges: '18:00' }],
    ['提醒=关', { nudges: 'off' }],
    ['workdays=1-5', { workdays: [1, 2, 3, 4, 5] }],
    ['workdays=周一至周六', { workdays: [1, 2, 3, 4, 5, 6] }],
    ['workdays=Sun-Thu', { workdays: [1, 2, 3, 4, 7] }],
    ['workdays=1,3,5', { workdays: [1, 3, 5] }],
    ['holidays=none', { holidays: 'none' }],
    ['holidays=中国', { holidays: 'china' }],
    ['holidays=de', { holidays: 'DE' }],
    ['holidays=Japan', { holidays: 'JP' }],
    ['platform=feishu', { platform: 'feishu' }],
  ])('%s', async (said, shown) => {
    expect(await me(said)).toMatchObject(shown);
    expect(await me('')).toMatchObject(shown);
  });

  it.each(['nudges=25:00', 'nudges=noonish', 'workdays=1-8', 'workdays=weekend', 'holidays=XQ', 'platform=telegram'])(
    'refuses %s and says what would do',
    async (said) => {
      expect(await kam.ask(`/kam me ${said}`)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    },
  );

  it('keeps what was said before, can be undone, and is one’s own', async () => {
    await me('nudges=08:00');
    await me('workdays=1-6');
    expect(await me('')).toMatchObject({ nudges: '08:00', workdays: [1, 2, 3, 4, 5, 6] });
    await kam.ok('undo');
    expect(await me('')).toMatchObject({ nudges: '08:00', workdays: [1, 2, 3, 4, 5] });
    await kam.ok('undo');
    expect(await me('')).toMatchObject({ nudges: '09:00' });
    expect(await me('', 'qian')).toMatchObject({ nudges: '09:00' });
    await me('nudges=off');
    expect(await me('nudges=on')).toMatchObject({ nudges: '09:00' });
  });

  it('whoever moves keeps the days off of the new home, unless they said which they keep', async () => {
    await me('nudges=08:00');
    expect(await me('zone=America/New_York')).toMatchObject({ holidays: 'US', timeZone: 'America/New_York' });
    await me('zone=Asia/Shanghai');
    await me('holidays=none');
    expect(await me('zone=Europe/Berlin')).toMatchObject({ holidays: 'none' });
  });
});
