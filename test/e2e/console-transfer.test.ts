import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/ops/tables/read-table.ts';
import { seriousFindings } from '../fixtures/axe.ts';
import { member, openConsoleDouble } from '../fixtures/console-double.ts';
import { hasFocus, lastReply, useVisits } from '../fixtures/console-visits.ts';
import { smallBook } from '../fixtures/small-book.ts';

const { open, openPlace, enter } = useVisits();

const PEOPLE = 'Company,Name,Job title,Weight\nNorthwind,Zoe Zimmer,Buyer,10\nNorthwind,Alice Chen,CPO,lots\n';

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function choose(page: Page, name: string, text: string, submit: string): Promise<void> {
  const form = lastReply(page).locator('form.form');
  await form.locator('input[type=file]').setInputFiles(fileOf(name, text));
  await form.getByRole('button', { name: submit }).click();
}

describe('a person at the page', () => {
  test('imports a table after its preview, takes it back, and fetches what they may see', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'tom');
    await page.getByRole('button', { name: 'Import and export' }).click();
    const chooser = page.locator('form.form input[type=file]');
    await chooser.waitFor();
    expect(await hasFocus(chooser)).toBe(true);
    await choose(page, 'people.csv', PEOPLE, 'Look into it');
    await lastReply(page).getByText('What people.csv would do').waitFor();
    const rows = lastReply(page).locator('table').first().locator('tbody tr');
    expect(await rows.allTextContents()).toEqual([expect.stringMatching(/^3refused.*"lots" is not a number/)]);
    const headers = lastReply(page).locator('table').nth(1).locator('tbody tr');
    expect(await headers.allTextContents()).toContain('Job titleTitle');
    await lastReply(page).getByRole('button', { name: 'Leave out the 1 refused' }).click();
    const doIt = page.getByRole('button', { name: 'Import 1 row' });
    await doIt.waitFor();
    await doIt.press('Enter');
    await lastReply(page).getByText('Imported', { exact: true }).waitFor();
    const names = async () => (await place.test.assistant.store.views.all('contact')).map(({ name }) => name);
    expect(await names()).toContain('Zoe Zimmer');
    await lastReply(page).getByRole('button', { name: 'Undo' }).click();
    await lastReply(page).getByText('Undone: import').waitFor();
    expect(await names()).not.toContain('Zoe Zimmer');

    await page.getByRole('button', { name: 'Export…' }).first().click();
    const form = lastReply(page).locator('form.form');
    await form.getByLabel('What it is about').selectOption('contacts');
    await form.getByLabel('Format').selectOption('vcard');
    await form.getByRole('button', { name: 'Prepare the file' }).click();
    const link = lastReply(page).getByRole('link', { name: /^Download contacts-2026-11-21.vcf/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')]);
    expect(download.suggestedFilename()).toBe('contacts-2026-11-21.vcf');
    expect(readFileSync(await download.path(), 'utf8')).toContain('FN:Alice Chen');
  });

  test('drops a file onto the page', async () => {
    const place = await openPlace(smallBook());
    const page = await enter(place, 'wang');
    // As text: the page's own types are not those of the tests.
    const data = await page.evaluateHandle(
      `(() => { const dropped = new DataTransfer(); dropped.items.add(new File(['客户名称,姓名\\n华为,孙工\\n'], '客户.csv')); return dropped; })()`,
    );
    await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
    await page.getByText('松开即可查看').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await lastReply(page).getByText('客户.csv 导入预览').waitFor();
    expect(await page.getByText('松开即可查看').count()).toBe(0);
    await page.getByRole('button', { name: '导入 1 行' }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing serious, %s', (colorScheme) => {
  test.each([
    [1440, 'tom', 'Import and export', 'Look into it', 'Export…'],
    [390, 'wang', '导入与导出', '看看内容', '导出…'],
  ])('in the form, the preview and the file, at %i pixels', async (width, key, opening, submit, exporting) => {
    const place = await openPlace(smallBook());
    const page = await enter(place, key, { colorScheme, viewport: { width, height: 844 } });
    await page.getByRole('button', { name: opening }).click();
    await page.locator('form.form input[type=file]').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await choose(page, 'people.csv', PEOPLE, submit);
    await lastReply(page).locator('table').nth(1).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // Nothing is wider than the screen but what scrolls by itself.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.getByRole('button', { name: exporting }).first().click();
    await lastReply(page).locator('form.form [type=submit]').click();
    await page.locator('a[download]').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('/api/files', () => {
  async function server() {
    const double = await openConsoleDouble({
      members: [
        ['token-a', member('a', 'Ann', 'en')],
        ['token-b', member('b', 'Bob', 'en')],
      ],
    });
    open.push(double.console);
    const { origin } = new URL(double.console.url);
    const asked = (path: string, token: string, more: RequestInit = {}) =>
      fetch(`${origin}${path}`, {
        ...more,
        headers: {
          Cookie: `kam_console_${double.port}=${token}`,
          Origin: origin,
          'Content-Type': 'application/octet-stream',
          ...more.headers,
        },
      });
    const put = (token: string, bytes: Uint8Array<ArrayBuffer>, name = 'x.csv', headers: Record<string, string> = {}) =>
      asked(`/api/files?name=${encodeURIComponent(name)}`, token, { method: 'POST', body: bytes, headers });
    return { double, asked, put };
  }
  const some = new TextEncoder().encode('a,b\n1,2\n');

  test('keeps a file for the one who brought it', async () => {
    const { double, asked, put } = await server();
    const response = await put('token-a', some, '../张\u202e伟".csv');
    const { id, name } = (await response.json()) as { id: string; name: string };
    expect([response.status, name]).toEqual([201, '张伟".csv']);
    expect(double.transfers.find('a', id)?.bytes).toEqual(some);
    const back = await asked(`/api/files/${id}`, 'token-a');
    expect(await back.text()).toBe('a,b\n1,2\n');
    expect(back.headers.get('content-disposition')).toBe(
      `attachment; filename="kam.csv"; filename*=UTF-8''${encodeURIComponent('张伟".csv')}`,
    );
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await asked(`/api/files/${id}`, 'token-b')).status).toBe(404);
    expect((await asked('/api/files/unknown', 'token-a')).status).toBe(404);
  });

  test.each([
    ['without a token', 'nobody', some, {}, 401],
    ['from another site', 'token-a', some, { Origin: 'https://evil.example' }, 403],
    ['as another type', 'token-a', some, { 'Content-Type': 'text/plain' }, 415],
    ['that is empty', 'token-a', new Uint8Array(), {}, 400],
    ['that is too large', 'token-a', new Uint8Array(20 * 1024 * 1024 + 1), {}, 413],
  ] as const)('refuses a file %s', async (_, token, bytes, headers, status) => {
    const { put } = await server();
    expect((await put(token, bytes, 'x.csv', headers)).status).toBe(status);
  });

  test('forgets the oldest of one member first', async () => {
    const { asked, put } = await server();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(((await (await put('token-a', some)).json()) as { id: string }).id);
    const states = await Promise.all(ids.map(async (id) => (await asked(`/api/files/${id}`, 'token-a')).status));
    expect(states).toEqual([404, 200, 200, 200, 200]);
  });
});

test('a template fetched from the page is one that is read', async () => {
  const place = await openPlace(smallBook());
  const page = await enter(place, 'tom');
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('button', { name: 'An empty table to fill in…' }).click();
  await lastReply(page).locator('form.form').getByLabel('What it is about').selectOption('facts');
  await lastReply(page).locator('form.form [type=submit]').click();
  const link = page.getByRole('link', { name: /^Download facts-template.xlsx/ });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const read = await readTable(readFileSync(await download.path()), 'x.xlsx');
  expect(read.ok && read.table.rows[0]?.cells[0]).toBe('Account*');
});
