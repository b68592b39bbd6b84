import { createServer, type Server } from 'node:http';
import { describe, expect, test } from 'vitest';
import { member, openConsoleDouble } from '../fixtures/console-double.ts';
import { hasFocus, lastReply, TOKEN, useVisits } from '../fixtures/console-visits.ts';

const { newPage, open, scripts, visit } = useVisits();

describe('first run', () => {
  test('leads from the printed link through the form to a working page', async () => {
    const double = await openConsoleDouble({ scripts: scripts() });
    const page = await newPage({ locale: 'zh-CN' });
    open.push(double.console);
    await page.goto(double.console.entryUrl ?? '');
    const name = page.getByLabel('Your name');
    await name.waitFor();
    expect(double.asked[0]).toMatchObject({ memberId: null, language: 'zh' });
    expect(await hasFocus(name)).toBe(true);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('请填写这一项').waitFor();
    await name.fill('Wang Li');
    await name.press('Enter');
    await lastReply(page).getByText('Hello, Wang Li').waitFor();
    await page.locator('#member', { hasText: 'Wang Li' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.locator('#message').fill('hi');
    await page.locator('#message').press('Enter');
    await page.getByText('You said: hi').waitFor();
    expect(double.asked.at(-1)).toMatchObject({ memberId: 'm1' });
    await page.reload();
    await page.locator('#member', { hasText: 'Wang Li' }).waitFor();
  });
});

describe('the page', () => {
  test.each([390, 1440])('fits %i pixels without scrolling sideways', async (width) => {
    const { page, input } = await visit({ viewport: { width, height: 844 } });
    await input.fill('everything');
    await input.press('Enter');
    await page.locator('form.form').waitFor();
    await input.fill(`${'long'.repeat(200)} `);
    await input.press('Enter');
    await page.locator('.reply').nth(2).waitFor();
    await input.pressSequentially('/');
    const overflow = await page.evaluate(
      "['html', 'body', '#scroll'].map((name) => document.querySelector(name)).map((one) => one.scrollWidth - one.clientWidth)",
    );
    expect(overflow).toEqual([0, 0, 0]);
    const beyond = await page.locator('.turn *').evaluateAll((elements, edge) => {
      const outside = elements.filter((element) => element.closest('.table') === null || element.matches('.table'));
      return outside.filter((element) => element.getBoundingClientRect().right > edge + 0.5).length;
    }, width);
    expect(beyond).toBe(0);
  });

  test('on paper shows what was said, and nothing to press', async () => {
    const { page, input } = await visit({ viewport: { width: 1000, height: 800 } });
    await input.fill('everything');
    await input.press('Enter');
    await page.locator('form.form').waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.top', '.side', '.composer', '.reply .buttons']) {
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    }
    expect(await page.locator('.reply').last().isVisible()).toBe(true);
    // The whole of it, not what fits a window.
    expect(await page.evaluate("getComputedStyle(document.getElementById('scroll')).overflowY")).toBe('visible');
  });

  test('asks nobody else for anything', async () => {
    const double = await openConsoleDouble({ members: [[TOKEN, member('m1', 'Wang Li', 'en')]], scripts: scripts() });
    const page = await newPage();
    open.push(double.console);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${double.console.url}?token=${TOKEN}`);
    await lastReply(page).waitFor();
    await page.locator('#message').fill('everything');
    await page.locator('#message').press('Enter');
    await page.locator('form.form').waitFor();
    // A drawing in an answer is part of the answer.
    const elsewhere = asked.filter((origin) => origin !== new URL(double.console.url).origin && origin !== 'null');
    expect(elsewhere).toEqual([]);
  });

  test('a link on another site opens it: the strict cookie is set and sent', async () => {
    const double = await openConsoleDouble({
      members: [[TOKEN, member('m1', 'Wang Li', 'en')]],
      scripts: scripts(),
    });
    const mail = await serve((port) => `<a href="http://127.0.0.1:${double.port}/?token=${TOKEN}">${port}</a>`);
    const page = await newPage();
    open.push(double.console, mail);
    await page.goto(mail.url);
    await page.locator('a').click();
    await page.locator('#member', { hasText: 'Wang Li' }).waitFor();
    expect(page.url()).toBe(double.console.url);
  });

  test('another site can neither frame it nor make it do anything', async () => {
    const { page, double, asked } = await visit();
    const evil = await serve(
      () =>
        `<iframe src="${double.console.url}"></iframe><form method="post" enctype="text/plain" action="${double.console.url}api/messages"><input name='{"text":"' value='forged"}'><button>Win</button></form>`,
    );
    open.push(evil);
    // A second tab of the same profile: the cookie is there.
    const tab = await page.context().newPage();
    await tab.goto(evil.url);
    const framed = tab.frames().find((frame) => frame !== tab.mainFrame());
    expect(await framed?.locator('#message').count()).toBe(0);
    const fetched = await tab.evaluate(async (url) => {
      const options: RequestInit = { method: 'POST', credentials: 'include', body: '{"text":"forged"}' };
      const blind = await fetch(url, { ...options, mode: 'no-cors' }).catch(() => null);
      const seen = await fetch(url, { ...options, headers: { 'Content-Type': 'application/json' } }).catch(() => null);
      return [blind?.type, seen];
    }, `${double.console.url}api/messages`);
    expect(fetched[1]).toBeNull();
    await Promise.all([tab.waitForEvent('load'), tab.getByRole('button', { name: 'Win' }).click()]);
    expect(asked()).toEqual([]);
  });
});

/** Another site: `localhost` is not 127.0.0.1 to a browser. */
function serve(html: (port: number) => string): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const server: Server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(html(0));
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ url: `http://localhost:${port}/`, close });
    });
  });
}
