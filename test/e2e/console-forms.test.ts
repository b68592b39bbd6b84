import { describe, expect, test } from 'vitest';
import { done, refused, reply } from '../fixtures/console-double.ts';
import { hasFocus, later, useVisits } from '../fixtures/console-visits.ts';
import { EVERY_INPUT } from '../fixtures/every-block.ts';

const { visit } = useVisits();

describe('buttons and forms', () => {
  test('a button sends its call once, is disabled meanwhile, and asks first where it should', async () => {
    const { page, double, input, asked } = await visit();
    await input.fill('everything');
    await input.press('Enter');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    await page.getByRole('dialog').getByText('Undo the visit?').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(asked().length).toBe(1);

    const slow = later(done('undo', reply('Undone')));
    double.handle = slow.handle;
    await undo.click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('.pending').waitFor();
    expect(await undo.isDisabled()).toBe(true);
    expect(await hasFocus(input)).toBe(true);
    slow.release();
    await page.getByText('Undone').waitFor();
    expect(await undo.isDisabled()).toBe(false);
    expect(asked()[1]).toEqual({ call: { command: 'undo', args: { id: 'c1' } } });
  });

  test('a form is filled, checked beside its inputs, and sent with what is kept', async () => {
    const { page, input, asked } = await visit();
    await input.fill('form');
    await input.press('Enter');
    const form = page.locator('form.form');
    const amount = form.getByLabel('Amount');
    await form.waitFor();
    // The input with a problem is where one goes on.
    expect(await hasFocus(amount)).toBe(true);
    await form.getByLabel('Contact').fill('');
    await form.getByRole('button', { name: 'Record it' }).click();
    expect(await form.locator('[data-name=contact] .problem').textContent()).toBe('Please fill this in.');
    expect(await form.locator('[data-name=amount] .problem').textContent()).toContain('Please give a number');
    expect(await hasFocus(form.getByLabel('Contact'))).toBe(true);
    expect(asked().length).toBe(1);

    await form.getByLabel('Contact').fill('Ada "Ace" <Lovelace>');
    await amount.fill('１,２３４.５');
    await form.getByLabel('Due').fill('2026-12-01');
    await form.getByLabel('Kind').selectOption('call');
    await form.getByLabel('Price pressure').check();
    await form.getByLabel('Answered').uncheck();
    await form
      .getByLabel('Book')
      .setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from('{"名":1}') });
    await form.getByLabel('Contact').press('Enter');
    await page.getByText('You said: log').waitFor();
    expect(asked()[1]).toEqual({
      call: {
        command: 'log',
        args: {
          ...EVERY_INPUT.kept,
          contact: 'Ada "Ace" <Lovelace>',
          note: 'first\nsecond',
          amount: 1234.5,
          due: '2026-12-01',
          kind: 'call',
          signals: ['extras', 'price-pressure'],
          answered: false,
          book: '{"名":1}',
        },
      },
    });
    expect(await form.getByLabel('Contact').isDisabled()).toBe(true);
  });

  test('an optional input left empty is not sent; what cannot be read is said', async () => {
    const { page, input, asked } = await visit();
    await input.fill('form');
    await input.press('Enter');
    const form = page.locator('form.form');
    await form.getByLabel('Amount').fill('');
    await form.getByLabel('Note').fill('');
    await form
      .getByLabel('Book')
      .setInputFiles({ name: 'b', mimeType: 'text/plain', buffer: Buffer.from([0xff, 0xfe, 0x41]) });
    await form.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('cannot be read as UTF-8').waitFor();
    await form.getByLabel('Book').setInputFiles([]);
    await form.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('You said: log').waitFor();
    const call = asked()[1];
    expect(call !== undefined && 'call' in call && Object.keys(call.call.args).sort()).toEqual([
      'account',
      'answered',
      'contact',
      'due',
      'kind',
      'odd',
      'signals',
    ]);
  });

  test('names are offered where a form asks for one', async () => {
    const { page, input } = await visit();
    await input.fill('form');
    await input.press('Enter');
    const contact = page.locator('form.form').getByLabel('Contact');
    await contact.fill('N');
    const offered = page.locator('datalist option');
    await offered.first().waitFor({ state: 'attached' });
    expect(await offered.evaluateAll((options) => options.map((one) => one.getAttribute('value')))).toEqual([
      'Nora Novak',
    ]);
    expect(await contact.getAttribute('list')).toBe(await page.locator('datalist').getAttribute('id'));
  });

  test('a form that could not be sent, or was refused without another, stays as it was filled', async () => {
    const { page, double, input } = await visit();
    await input.fill('form');
    await input.press('Enter');
    const form = page.locator('form.form');
    await form.getByLabel('Amount').fill('7');
    await page.route('**/api/messages', (route) => route.abort());
    await form.getByRole('button', { name: 'Record it' }).click();
    await page.locator('.notice').waitFor();
    expect(await form.getByLabel('Amount').isEnabled()).toBe(true);
    expect(await form.getByLabel('Amount').inputValue()).toBe('7');
    await page.unroute('**/api/messages');
    double.handle = async () => refused('Not yours', reply('Not yours'));
    await form.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('Not yours').waitFor();
    expect(await form.getByLabel('Amount').isEnabled()).toBe(true);
  });
});
