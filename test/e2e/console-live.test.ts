import { describe, expect, test } from 'vitest';
import { lastReply, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, openPlace, visit } = useVisits();

const ENGLISH = { locale: 'en-US' } as const;

describe('two people at once', () => {
  test('each sees what the other records, as it happens, and the lists follow', async () => {
    const place = await openPlace(smallBook());
    const wang = await enter(place, 'wang');
    const tom = await enter(place, 'tom', ENGLISH);
    await tom
      .getByRole('button', { name: /^Northwind step|^Northwind/ })
      .first()
      .click();
    await tom.locator('[data-part=timeline]').getByText('pilot results').waitFor();

    await sayIn(tom, 'visited Alice at Northwind yesterday, talked about the budget');
    await lastReply(tom).getByText('Logged: visit').waitFor();
    const line = wang.locator('.line');
    await line.getByText('Tom Lee 刚刚记录 · Northwind · 拜访 · Alice Chen').waitFor();
    // One's own has just been answered.
    await tom.locator('[data-part=timeline]').getByText('talked about the budget').waitFor();
    expect(await tom.locator('.line').count()).toBe(0);

    await sayIn(wang, '昨天拜访华为张伟，聊了二期预算');
    await tom.locator('.line').getByText('王芳 just recorded · 华为技术有限公司 · visit · 张伟').waitFor();
    await line.getByRole('button', { name: '查看' }).click();
    await wang.locator('#detail').getByRole('heading', { name: 'Northwind', exact: true }).waitFor();

    await tom.getByRole('button', { name: 'Undo' }).last().click();
    await line.getByText('Tom Lee 刚刚记录 · Northwind · 撤销：一次互动').waitFor();
    await tom.locator('[data-part=timeline]').getByText('talked about the budget').waitFor({ state: 'detached' });
  });

  test('nobody hears of an account they may not see', async () => {
    const place = await openPlace(smallBook());
    await place.test.ask('/kam settings visibility team', { as: 'boss' });
    const wang = await enter(place, 'wang');
    const boss = await enter(place, 'boss');
    await wang.locator('.account').first().waitFor();
    expect(await wang.locator('#scope-all').getAttribute('aria-pressed')).toBe('false');
    await place.test.ask('visited Alice at Northwind yesterday', { as: 'tom' });
    await boss.locator('.line').getByText('Tom Lee').waitFor();
    await place.test.ask('昨天拜访华为张伟', { as: 'qian' });
    await wang.locator('.line').getByText('钱进').waitFor();
    expect(await wang.locator('.line').allTextContents()).toEqual([expect.stringContaining('华为')]);
  });

  test('what was recorded while the page was closed is told when it opens', async () => {
    const place = await openPlace(smallBook());
    const wang = await enter(place, 'wang');
    await place.test.ask('visited Alice at Northwind yesterday', { as: 'tom' });
    await wang.locator('.line').getByText('Tom Lee').waitFor();
    await wang.goto('about:blank');
    await place.test.ask('share Northwind 60', { as: 'tom' });
    await wang.goto(place.console().url);
    await wang.locator('.line').getByText('Tom Lee 刚刚记录 · Northwind · 份额').waitFor();
  });
});

describe('a server that restarts', () => {
  test('is waited for, and the page goes on', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'tom', { ...ENGLISH, viewport: { width: 390, height: 844 } });
    await page.locator('.account').first().waitFor({ state: 'attached' });
    await page.locator('#message').fill('half a sentence');
    const restarted = place.restart(2500);
    await page.getByText('Reconnecting…').waitFor();
    // On a phone, too, there is room for it.
    expect(await page.locator('.top').evaluate((top) => top.scrollWidth - top.clientWidth)).toBe(0);
    await restarted;
    await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
    expect(await page.locator('#message').inputValue()).toBe('half a sentence');
    await place.test.ask('昨天拜访华为张伟', { as: 'wang' });
    await page.locator('.line').getByText('王芳').waitFor();
    await sayIn(page, 'share Northwind 61');
    await lastReply(page).getByText('Share recorded').waitFor();
  });

  test('that closes ends every stream at once', async () => {
    const { double } = await visit();
    await expect.poll(() => double.listening()).toBe(1);
    await double.console.close();
    expect(double.listening()).toBe(0);
  });
});

describe('somebody whose link is withdrawn', () => {
  test('is told, and nothing of the conversation stays in the browser', async () => {
    const { page, double, input } = await visit();
    await input.fill('secret words');
    await input.press('Enter');
    await page.getByText('You said: secret words').waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('secret words');
    double.members.clear();
    await input.fill('again');
    await input.press('Enter');
    await page.locator('.notice').waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('secret words');
    await page.reload();
    await page.getByText('You need a link of your own').waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  test('signing out takes the cookie and the conversation away', async () => {
    const { page, input } = await visit();
    await input.fill('secret words');
    await input.press('Enter');
    await page.getByText('You said: secret words').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('You need a link of your own').waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });
});
