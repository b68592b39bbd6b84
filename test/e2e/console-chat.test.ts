import { describe, expect, test } from 'vitest';
import { done, member, reply } from '../fixtures/console-double.ts';
import { hasFocus, later, TOKEN, useVisits } from '../fixtures/console-visits.ts';

const { visit } = useVisits();

describe('a conversation', () => {
  test('opens with help, without a token in the address bar', async () => {
    const { page, double, input } = await visit();
    expect(page.url()).toBe(double.console.url);
    expect(double.asked.map((incoming) => incoming.content)).toEqual([{ call: { command: 'help', args: {} } }]);
    expect(await page.locator('#member').textContent()).toBe('Wang Li');
    expect(await page.locator('.mine').count()).toBe(0);
    expect(await hasFocus(input)).toBe(true);
  });

  test('types, sends with Enter, breaks a line with Shift+Enter, shows literals as such', async () => {
    const { page, input, asked } = await visit();
    await input.pressSequentially('first <b>');
    await input.press('Shift+Enter');
    await input.pressSequentially('second');
    await input.press('Enter');
    await page.getByText('You said: first <b>').waitFor();
    expect(asked()).toEqual([{ text: 'first <b>\nsecond' }]);
    expect(await page.locator('.mine .said').textContent()).toBe('first <b>\nsecond');
    expect(await input.inputValue()).toBe('');
    expect(await page.locator('#log > .log').getAttribute('role')).toBe('log');
    await input.fill('by the button');
    await page.locator('#send').click();
    await page.getByText('You said: by the button').waitFor();
  });

  test('sends nothing while empty, clears with Escape, recalls with the arrows', async () => {
    const { page, input, asked } = await visit();
    await input.fill('   ');
    await input.press('Enter');
    await input.fill('one');
    await input.press('Enter');
    await input.fill('two');
    await input.press('Enter');
    await page.getByText('You said: two').waitFor();
    expect(asked()).toEqual([{ text: 'one' }, { text: 'two' }]);
    await input.press('ArrowUp');
    await input.press('ArrowUp');
    expect(await input.inputValue()).toBe('one');
    await input.press('ArrowDown');
    expect(await input.inputValue()).toBe('two');
    await input.press('ArrowDown');
    expect(await input.inputValue()).toBe('');
    await input.fill('typed');
    await input.press('ArrowUp');
    expect(await input.inputValue()).toBe('typed');
    await input.press('Escape');
    expect(await input.inputValue()).toBe('');
  });

  test('Enter that ends a composition does not send', async () => {
    const { page, input, asked } = await visit({}, 'zh');
    const session = await page.context().newCDPSession(page);
    await input.focus();
    await session.send('Input.imeSetComposition', { text: 'baifang', selectionStart: 7, selectionEnd: 7 });
    await input.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    // As Safari does, after the composition has ended.
    await input.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    await session.send('Input.insertText', { text: '拜访华为' });
    expect(asked()).toEqual([]);
    expect(await input.inputValue()).toBe('拜访华为');
    await input.press('Enter');
    await page.getByText('You said: 拜访华为').waitFor();
  });

  test('shows that it is at work, keeps the order of what is sent', async () => {
    const { page, double, input, asked } = await visit();
    const slow = later(done('log', reply('Recorded')));
    double.handle = slow.handle;
    await input.fill('log');
    await input.press('Enter');
    await page.locator('.pending').waitFor();
    await input.fill('undo');
    await input.press('Enter');
    await page.locator('.pending').nth(1).waitFor();
    expect(asked()).toEqual([{ text: 'log' }]);
    slow.release();
    await page.locator('.reply').nth(2).waitFor();
    expect(asked()).toEqual([{ text: 'log' }, { text: 'undo' }]);
    expect(await page.locator('.pending').count()).toBe(0);
  });

  test('loses nothing when the assistant is away, and tries again when told to', async () => {
    const { page, input, asked } = await visit();
    await page.route('**/api/messages', (route) => route.abort());
    await input.fill('a long note');
    await input.press('Enter');
    await page.locator('.notice').waitFor();
    expect(await input.inputValue()).toBe('a long note');
    await page.unroute('**/api/messages');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('You said: a long note').waitFor();
    expect(asked()).toEqual([{ text: 'a long note' }]);
    expect(await input.inputValue()).toBe('');
    expect(await page.locator('.notice').count()).toBe(0);
  });

  test('sends a message again under the id it had, tapped or typed once more, and another one under its own', async () => {
    const { page, input, asked } = await visit();
    const ids: string[] = [];
    let isAway = true;
    await page.route('**/api/messages', async (route) => {
      const { text, id = '' } = route.request().postDataJSON() as { text?: string; id?: string };
      if (text !== undefined) ids.push(id);
      if (isAway && text !== undefined) await route.abort();
      else await route.continue();
    });
    await input.fill('a long note');
    await input.press('Enter');
    await page.locator('.notice').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => ids.length).toBe(2);
    await page.locator('.notice').waitFor();
    isAway = false;
    await input.press('Enter');
    await page.getByText('You said: a long note').waitFor();
    await input.fill('a long note');
    await input.press('Enter');
    await expect.poll(() => asked()).toHaveLength(2);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[0]).toMatch(/^[\w-]{20,100}$/);
    expect(ids[3]).not.toBe(ids[0]);
    expect(await page.locator('.notice').count()).toBe(0);
  });

  test('a member who left is told how to get back in', async () => {
    const { page, double, input } = await visit();
    double.members.clear();
    await input.fill('hi');
    await input.press('Enter');
    await page.locator('.notice').waitFor();
    expect(await page.locator('.notice').textContent()).toContain('/kam member YOUR NAME console');
    await page.reload();
    await page.getByText('You need a link of your own').waitFor();
  });

  test('follows the language of the answers', async () => {
    const { page, double, input } = await visit();
    double.members.set(TOKEN, member('m1', '王丽', 'zh'));
    double.handle = async () => done('settings', reply('已改为中文'), 'zh');
    await input.fill('说中文');
    await input.press('Enter');
    await page.locator('#member', { hasText: '王丽' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh');
    expect(await input.getAttribute('placeholder')).toContain('记一次拜访');
  });
});
