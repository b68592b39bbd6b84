import { describe, expect, test } from 'vitest';
import { hasFocus, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { enter, openPlace, visit } = useVisits();

describe('commands', () => {
  test('are completed from a slash by keyboard', async () => {
    const { page, input, asked } = await visit();
    await input.pressSequentially('/');
    expect(await page.locator('#completion').getByRole('option').count()).toBe(5);
    await input.pressSequentially('s');
    expect(await page.locator('#completion').getByRole('option').allInnerTexts()).toEqual([
      expect.stringContaining('stage'),
      expect.stringContaining('share'),
    ]);
    await input.press('ArrowDown');
    const active = await input.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await input.press('Tab');
    expect(await input.inputValue()).toBe('/kam share ');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await input.pressSequentially('Northwind');
    await input.press('Enter');
    await page.getByText('You said: /kam share Northwind').waitFor();
    expect(asked()).toEqual([{ text: '/kam share Northwind' }]);
  });

  test('typed to the end are sent by one Enter; Escape closes the list first', async () => {
    const { page, input, asked } = await visit();
    await input.pressSequentially('/undo');
    await input.press('Escape');
    expect(await input.inputValue()).toBe('/undo');
    expect(await page.locator('#completion').getByRole('option').count()).toBe(0);
    await input.pressSequentially(' ');
    await input.press('Backspace');
    await input.press('Enter');
    await page.getByText('You said: /kam undo').waitFor();
    expect(asked()).toEqual([{ text: '/kam undo' }]);
  });

  test('are found by their Chinese names and taken with the pointer', async () => {
    const { page, input } = await visit({}, 'zh');
    await input.pressSequentially('／');
    expect(await page.locator('.option-word').allTextContents()).toEqual(['记录', '阶段', '份额', '撤销', '帮助']);
    await input.pressSequentially('阶');
    await page.locator('#completion').getByRole('option', { name: '阶段' }).click();
    expect(await input.inputValue()).toBe('/kam 阶段 ');
    expect(await hasFocus(input)).toBe(true);
  });
});

describe('names', () => {
  test('are offered by keyboard; Enter sends what was typed, Tab takes the first, arrows choose', async () => {
    const { page, input, asked } = await visit();
    const options = page.locator('#completion').getByRole('option');
    await input.pressSequentially('visited nor');
    await options.first().waitFor();
    expect(await page.locator('.option-word').allTextContents()).toEqual(['Northwind', 'Nora Novak']);
    expect(await page.locator('#completion-count').textContent()).toBe('2 suggestions');
    expect(await input.getAttribute('aria-activedescendant')).toBeNull();
    await input.press('Enter');
    await page.getByText('You said: visited nor').waitFor();
    expect(asked()).toEqual([{ text: 'visited nor' }]);

    await input.pressSequentially('visited nor');
    await options.first().waitFor();
    await input.press('Tab');
    expect(await input.inputValue()).toBe('visited Northwind ');
    expect(await options.count()).toBe(0);
    expect(await hasFocus(input)).toBe(true);

    await input.fill('');
    await input.pressSequentially('called @nor');
    await options.first().waitFor();
    await input.press('ArrowDown');
    await input.press('ArrowDown');
    expect(await input.getAttribute('aria-activedescendant')).toBe('completion-1');
    await input.press('Enter');
    expect(await input.inputValue()).toBe('called Nora Novak ');
    await input.pressSequentially('nor');
    await options.first().waitFor();
    await input.press('Escape');
    expect(await options.count()).toBe(0);
    expect(await input.inputValue()).toBe('called Nora Novak nor');
  });

  test('are not asked for in the middle of a composition', async () => {
    const { page, input } = await visit({}, 'zh');
    const session = await page.context().newCDPSession(page);
    const typed: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/names')) typed.push(new URL(request.url()).searchParams.get('typed') ?? '');
    });
    await input.focus();
    await session.send('Input.imeSetComposition', { text: 'huawei', selectionStart: 6, selectionEnd: 6 });
    await page.waitForTimeout(300);
    expect(typed).toEqual([]);
    await session.send('Input.insertText', { text: '华为' });
    await page.locator('#completion').getByRole('option', { name: '华为技术有限公司' }).click();
    expect(await input.inputValue()).toBe('华为技术有限公司');
    expect(typed).toEqual(['华为']);
  });

  test('come from the real book, for whom they are visible, also in the middle of Chinese', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'wang');
    const words = page.locator('.option-word');
    await page.locator('#message').pressSequentially('昨天拜访华为');
    await words.first().waitFor();
    expect(await words.allTextContents()).toContain('华为技术有限公司');
    await page.locator('#message').press('Tab');
    expect(await page.locator('#message').inputValue()).toBe('昨天拜访华为技术有限公司');
    await place.test.ask('/kam settings visibility team', { as: 'boss' });
    await page.locator('#message').fill('');
    await page.locator('#message').pressSequentially('/kam stage N');
    await page.waitForTimeout(500);
    expect(await words.allTextContents()).toEqual([]);
  });
});
