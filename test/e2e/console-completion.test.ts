import { describe, expect, test } from 'vitest';
import { hasFocus, useVisits } from '../fixtures/console-visits.ts';

const { visit } = useVisits();

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
