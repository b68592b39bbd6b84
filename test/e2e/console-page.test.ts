import { createServer, type Server } from 'node:http';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer, Incoming } from '../../src/router/messages.ts';
import { openBrowser, type TestBrowser } from '../fixtures/browser.ts';
import { type ConsoleDouble, done, member, openConsoleDouble, refused, reply } from '../fixtures/console-double.ts';
import { EVERY_INPUT } from '../fixtures/every-block.ts';
import { compilePage, type PageScripts } from '../fixtures/page-scripts.ts';

// A busy machine starts pages slowly.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const TOKEN = 'token-of-wang';
let browser: TestBrowser;
let scripts: PageScripts;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  [browser, scripts] = await Promise.all([openBrowser(), compilePage()]);
});
afterAll(async () => {
  await Promise.all([browser.close(), scripts.remove()]);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Visit {
  readonly page: Page;
  readonly double: ConsoleDouble;
  readonly input: Locator;
  /** What the router was asked since the greeting. */
  asked(): Incoming['content'][];
}

/** Opens the page as a member and waits for its greeting. */
async function visit(options: BrowserContextOptions = {}, language: 'zh' | 'en' = 'en'): Promise<Visit> {
  const double = await openConsoleDouble({
    members: [[TOKEN, member('m1', 'Wang Li', language)]],
    scripts: scripts.folder,
  });
  const page = await newPage(options);
  open.push(double.console);
  await page.goto(`${double.console.url}?token=${TOKEN}`);
  await page.locator('.reply').first().waitFor();
  return {
    page,
    double,
    input: page.locator('#message'),
    asked: () => double.asked.slice(1).map((incoming) => incoming.content),
  };
}

/** A page that fails the test on any script error and on anything its policy had to block. */
async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) faults.push(message.text());
  });
  open.push({
    async close() {
      await page.context().close();
      expect(faults).toEqual([]);
    },
  });
  return page;
}

const lastReply = (page: Page): Locator => page.locator('.turn').last().locator('.reply');
const hasFocus = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;

function later(answer: Answer): { handle: () => Promise<Answer>; release: () => void } {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { handle: () => gate.then(() => answer), release };
}

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
    expect(await page.locator('#log').getAttribute('role')).toBe('log');
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

describe('commands', () => {
  test('are completed from a slash by keyboard', async () => {
    const { page, input, asked } = await visit();
    await input.pressSequentially('/');
    expect(await page.getByRole('option').count()).toBe(5);
    await input.pressSequentially('s');
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
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
    expect(await page.getByRole('option').count()).toBe(0);
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
    await page.getByRole('option', { name: '阶段' }).click();
    expect(await input.inputValue()).toBe('/kam 阶段 ');
    expect(await hasFocus(input)).toBe(true);
  });
});

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

describe('first run', () => {
  test('leads from the printed link through the form to a working page', async () => {
    const double = await openConsoleDouble({ scripts: scripts.folder });
    const page = await newPage({ locale: 'zh-CN' });
    open.push(double.console);
    await page.goto(double.console.firstRunUrl ?? '');
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

  test('a link on another site opens it: the strict cookie is set and sent', async () => {
    const double = await openConsoleDouble({
      members: [[TOKEN, member('m1', 'Wang Li', 'en')]],
      scripts: scripts.folder,
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
