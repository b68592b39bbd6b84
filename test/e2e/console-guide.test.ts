import { describe, expect, test } from 'vitest';
import { lastReply, sayIn, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, openPlace } = useVisits();

describe('the first minute of somebody new', () => {
  test('five things, ticked off however they are done, kept over a reload, gone when dismissed, back with help', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'wang');
    const guide = page.locator('#guide');
    await page.getByText('你好，王芳').waitFor();
    expect(await guide.getByRole('listitem').count()).toBe(5);
    expect(await guide.locator('#guide-count').textContent()).toBe('0 / 5');

    // Tapped: a form, and with it the thing itself.
    await guide.getByRole('button', { name: '问客户走到哪一步' }).click();
    await page.getByLabel(/^客户/).fill('华为');
    await page.getByRole('log').getByRole('button', { name: '发送' }).click();
    await guide.locator('.is-done', { hasText: '走到哪一步' }).waitFor();
    // Typed.
    await sayIn(page, '昨天拜访华为张伟，聊了二期预算');
    await guide.locator('.is-done', { hasText: '记录一次' }).waitFor();
    // Refused: not done.
    await sayIn(page, '/kam who nobody');
    await lastReply(page).getByText('nobody').first().waitFor();
    expect(await guide.locator('#guide-count').textContent()).toBe('2 / 5');

    await page.reload();
    // They have written by now: still theirs to finish.
    await guide.getByText('2 / 5').waitFor();
    await guide.getByRole('button', { name: '不再显示' }).click();
    await guide.waitFor({ state: 'hidden' });
    await page.reload();
    await page.locator('#log .reply').first().waitFor();
    expect(await guide.isVisible()).toBe(false);
    await sayIn(page, '帮助');
    await guide.getByText('2 / 5').waitFor();
    await sayIn(page, '/kam me language=en');
    await guide.getByText('Try these first').waitFor();
    await guide.getByRole('button', { name: 'Log a visit or a call (done)' }).waitFor();
  });

  test('offers a viewer nothing to write, and an admin a colleague to add', async () => {
    const place = await openPlace(smallBook());
    const vera = await enter(place, 'vera', { locale: 'en-US' });
    const offered = await vera.locator('#guide').getByRole('listitem').allTextContents();
    expect(offered).toHaveLength(5);
    expect(offered.join('\n')).not.toMatch(/Log|Add/);
    const boss = await enter(place, 'boss');
    await boss.locator('#guide').getByRole('button', { name: '添加一位同事' }).waitFor();
  });

  test('is not offered to whoever has written before', async () => {
    const place = await openPlace(smallBook());
    await place.test.ok('昨天拜访华为张伟，聊了二期预算');
    const page = await enter(place, 'wang');
    await lastReply(page).getByRole('heading', { name: '我会做什么' }).waitFor();
    expect(await page.locator('#guide').isVisible()).toBe(false);
  });

  test('on a phone takes one line once the first thing was tried', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'tom', { locale: 'en-US', viewport: { width: 390, height: 844 } });
    await sayIn(page, 'what stage is Northwind?');
    const guide = page.locator('#guide');
    await guide.getByText('1 / 5').waitFor();
    expect(await guide.getByRole('listitem').count()).toBe(0);
    await guide.getByRole('button', { name: 'Next: Add a first account' }).waitFor();
    await guide.getByRole('button', { name: 'All' }).click();
    expect(await guide.getByRole('listitem').count()).toBe(5);
  });
});
