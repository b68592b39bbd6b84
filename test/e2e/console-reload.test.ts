import { describe, expect, test } from 'vitest';
import { done, refused, reply } from '../fixtures/console-double.ts';
import { later, sayIn, TOKEN, useVisits } from '../fixtures/console-visits.ts';
import { EVERY_INPUT } from '../fixtures/every-block.ts';

const { visit } = useVisits();

describe('a reload', () => {
  test('keeps the conversation, its buttons, and what the arrows bring back', async () => {
    const { page, input, asked } = await visit();
    await sayIn(page, 'everything');
    await page.locator('form.form').waitFor();
    await sayIn(page, 'second');
    await page.getByText('You said: second').waitFor();
    await page.reload();
    await page.getByText('You said: second').waitFor();
    expect(await page.locator('.mine .said').allTextContents()).toEqual(['everything', 'second']);
    // Nothing was asked again.
    expect(asked().length).toBe(2);
    await input.press('ArrowUp');
    expect(await input.inputValue()).toBe('second');
    await input.press('Escape');
    await page.getByRole('button', { name: 'Why' }).click();
    await page.getByText('You said: stage').or(page.locator('.turn').nth(3)).first().waitFor();
    await expect.poll(() => asked().at(-1)).toEqual({ call: { command: 'stage', args: { account: 'Northwind' } } });
  });

  test('in the middle of a form keeps what was typed, also into the input line', async () => {
    const { page, double, input, asked } = await visit();
    await sayIn(page, 'form');
    const form = page.locator('form.form');
    await form.getByLabel('Contact').fill('Ada "Ace" <Lovelace>');
    await form.getByLabel('Kind').selectOption('call');
    await form.getByLabel('Price pressure').check();
    await form.getByLabel('Answered').uncheck();
    await form.getByLabel('Amount').fill('12');
    await input.fill('and half a sentence');
    await page.reload();
    expect(await form.getByLabel('Contact').inputValue()).toBe('Ada "Ace" <Lovelace>');
    expect(await form.getByLabel('Kind').inputValue()).toBe('call');
    expect(await form.getByLabel('Price pressure').isChecked()).toBe(true);
    expect(await form.getByLabel('Answered').isChecked()).toBe(false);
    expect(await input.inputValue()).toBe('and half a sentence');
    await form.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('You said: log').waitFor();
    expect(asked().at(-1)).toMatchObject({
      call: {
        command: 'log',
        args: { ...EVERY_INPUT.kept, contact: 'Ada "Ace" <Lovelace>', kind: 'call', amount: 12 },
      },
    });
    // One that was sent stays sent.
    await page.reload();
    await page.getByText('You said: log').waitFor();
    expect(await form.getByLabel('Contact').isDisabled()).toBe(true);
    double.handle = async () => refused('never', reply('never'));
  });

  test('before the answer came says so, and tries again only when told to', async () => {
    const { page, double, asked } = await visit();
    const slow = later(done('log', reply('Recorded')));
    double.handle = slow.handle;
    await sayIn(page, 'a long note');
    await page.locator('.pending').waitFor();
    await expect.poll(() => asked().length).toBe(1);
    await page.reload();
    await page.locator('.notice').getByText('nobody knows whether this was done').waitFor();
    expect(asked().length).toBe(1);
    slow.release();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Recorded').waitFor();
    expect(asked()[1]).toEqual({ text: 'a long note' });
  });

  test('shows what was kept as text where somebody tampered with it, and runs none of it', async () => {
    const { page } = await visit();
    await sayIn(page, 'hello <img src=x onerror=alert(1)>');
    await page.getByText('You said: hello').waitFor();
    await page.evaluate(
      `for (const key of Object.keys(localStorage)) if (key.includes(':turn:')) {
        const turn = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({ ...turn, html: turn.html + '<script>window.ran = 1</script>' });
      }
      localStorage['kam:m1:turn:0'] = '{broken';`,
    );
    await page.reload();
    await page.getByText('You said: hello').waitFor();
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.locator('.mine .said').textContent()).toBe('hello <img src=x onerror=alert(1)>');
  });

  test('never keeps the token, and keeps no more than a few hundred turns', async () => {
    const { page } = await visit();
    await page.evaluate(
      `for (let at = 0; at < 400; at++) {
        const turn = { said: 'old ' + at, content: null, html: '<article class="reply">old</article>', at: Date.now() - 1e6 + at, isTyped: true };
        localStorage['kam:m1:turn:' + String(1e12 + at).padStart(15, '0') + '-000001'] = JSON.stringify(turn);
      }`,
    );
    // Two months old: gone, whatever room there is.
    await page.evaluate(
      `localStorage['kam:m1:turn:000000000000000-000001'] = JSON.stringify({ said: 'ancient', content: null, html: '', at: Date.now() - 60 * 864e5, isTyped: true })`,
    );
    await page.reload();
    await sayIn(page, 'new');
    await page.getByText('You said: new').waitFor();
    const kept = await page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':turn:')).length");
    expect(kept).toBeLessThanOrEqual(300);
    expect(await page.getByText('ancient').count()).toBe(0);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(TOKEN);
    await page.reload();
    await page.getByText('You said: new').waitFor();
  });
});
