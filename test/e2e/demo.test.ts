import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from '../fixtures/axe.ts';
import { openBrowser, type TestBrowser } from '../fixtures/browser.ts';
import { linesOf, openWorkplace, start } from '../fixtures/program.ts';

const children: ReturnType<typeof start>[] = [];
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function openDemo() {
  const place = openWorkplace();
  const child = start(['demo'], { ...place, environment: { ...place.environment, TMPDIR: place.folder } });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = linesOf(child);
  let link: string | undefined;
  for (let line = await lines.next(); !line.done && link === undefined; line = await lines.next()) {
    link = /http:\S+/.exec(line.value)?.[0];
  }
  if (link === undefined) throw new Error('the demo printed no link');
  return { child, ended, link, folder: place.folder };
}

const member = (page: Page, name: string) => page.locator('#member', { hasText: name });

describe('the demo', () => {
  it('leaves nothing behind', async () => {
    const { child, ended, folder } = await openDemo();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^kam-demo-/)]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing behind when the terminal is closed', async () => {
    const { child, ended, folder } = await openDemo();
    child.kill('SIGHUP');
    expect(await ended).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([1440, 390])(
    'is understood in a minute at %i pixels: five taps, three people, two languages',
    async (width) => {
      const { link } = await openDemo();
      const page = await browser.newPage({ locale: 'zh-CN', viewport: { width, height: 844 } });
      await page.goto(link);
      const guide = page.locator('#guide');
      const log = page.getByRole('log');
      const tap = async (name: RegExp, count: string): Promise<void> => {
        await guide.getByRole('button', { name }).click();
        await guide.getByText(count).waitFor();
      };
      await page.getByText('你好，陈静').waitFor();
      await tap(/走到哪一步/, '1 / 5');
      await log.getByText('稳定合作阶段').first().waitFor();
      await tap(/记一次拜访/, '2 / 5');
      await log.getByText('已记录：拜访，华信科技').waitFor();
      await tap(/撤销/, '3 / 5');
      await log.getByText('已撤销').waitFor();
      await tap(/谁说了算/, '4 / 5');
      await log.getByText('赵国强').first().waitFor();
      await tap(/换成经理/, '5 / 5');
      await member(page, '周海涛').waitFor();
      await guide.getByText('都试过了').waitFor();

      await page.locator('#people-menu summary').click();
      expect(await seriousFindings(page)).toEqual([]);
      await page
        .locator('#people-menu')
        .getByRole('button', { name: /Emily Carter/ })
        .click();
      await member(page, 'Emily Carter').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.getByText('Hello, Emily Carter').waitFor();
      // Every step of hers works too.
      await page.getByRole('button', { name: 'Do not show again' }).click();
      for (const [text, answered] of [
        ['what stage is Brightwater Medical?', 'Brightwater Medical: '],
        ['log visited Susan Whitaker at Brightwater Medical yesterday, talked about the renewal', 'Logged: visit'],
        ['undo', 'Undone'],
        ['who decides at Brightwater Medical?', 'Brightwater Medical'],
      ] as const) {
        await page.locator('#message').fill(text);
        await page.locator('#message').press('Enter');
        await page.locator('.turn').last().locator('.reply').getByText(answered).first().waitFor();
      }
      await page.context().close();
    },
  );

  it('one page that was left open does not speak as who one is by now', async () => {
    const { link } = await openDemo();
    const page = await browser.newPage();
    await page.goto(link);
    await member(page, '陈静').waitFor();
    const other = await page.context().newPage();
    await other.goto(new URL('/', link).href);
    await other.locator('#people-menu summary').click();
    await other.locator('#people-menu').getByRole('button', { name: /Emily/ }).click();
    await member(other, 'Emily Carter').waitFor();
    await page.locator('#message').fill('share Brightwater 10');
    await page.locator('#message').press('Enter');
    // It becomes who the browser is, and nothing was said.
    await member(page, 'Emily Carter').waitFor();
    expect(await page.getByText('share Brightwater 10').count()).toBe(0);
    await page.context().close();
  });
});
