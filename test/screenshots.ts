import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from './fixtures/browser.ts';
import { linesOf, openWorkplace, ROOT, start } from './fixtures/program.ts';

/**
 * `npx tsx test/screenshots.ts [FOLDER]`: the pictures of the READMEs, taken from the demo; with a folder also the page at two widths,
 * light and dark, in both languages, to be looked at. Needs a font with Chinese characters.
 */

interface Scene {
  readonly person: string;
  readonly locale: string;
  readonly account: string;
  readonly file: string;
  /** Said one after another. */
  readonly says: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    person: 'Emily Carter',
    locale: 'en-US',
    account: 'Brightwater Medical',
    file: 'console.png',
    says: [
      'when did we last speak with Brightwater?',
      'visited Susan Whitaker at Brightwater yesterday, talked about the renewal, send the quote by next Wednesday',
    ],
  },
  {
    person: '陈静',
    locale: 'zh-CN',
    account: '华信科技',
    file: 'console-zh.png',
    says: ['上次联系华信科技是什么时候？', '昨天拜访华信科技王建国，聊了二期预算，下周三给方案'],
  },
];

const LOOKS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
].flatMap((viewport) => (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })));

async function main(folder: string | undefined): Promise<void> {
  const child = start(['demo'], openWorkplace());
  const browser = await openBrowser();
  try {
    const link = await linkOf(child);
    for (const scene of SCENES) {
      const page = await enter(browser, link, scene, { viewport: { width: 1440, height: 900 } });
      await page.getByRole('button', { name: /^(不再显示|Do not show again)$/ }).click();
      await open(page, scene.account);
      for (const text of scene.says) await say(page, text);
      await page.screenshot({ path: join(ROOT, 'docs', scene.file) });
      await page
        .locator('.turn')
        .last()
        .getByRole('button', { name: /^(撤销|Undo)$/ })
        .click();
      await page.waitForTimeout(1000);
      await page.context().close();
    }
    if (folder !== undefined) await takeAll(browser, link, folder);
  } finally {
    child.kill('SIGTERM');
    await browser.close();
  }
}

async function takeAll(browser: TestBrowser, link: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const scene of SCENES) {
    for (const look of LOOKS) {
      const page = await enter(browser, link, scene, look);
      const name = `${scene.locale.slice(0, 2)}-${look.viewport.width}-${look.colorScheme}`;
      let shots = 0;
      const take = async (): Promise<void> => {
        shots += 1;
        await page.waitForTimeout(600);
        await page.screenshot({ path: join(folder, `${name}-${shots}.png`) });
      };
      const isPhone = look.viewport.width < 900;
      const openSide = async (): Promise<void> => {
        if (isPhone) await page.locator('#open-side').click();
      };
      await take();
      for (const text of scene.says) await say(page, text);
      await take();
      await openSide();
      await take();
      await page.locator('.place').nth(1).click();
      await say(page, scene.locale === 'zh-CN' ? `${scene.account}现在什么阶段？` : `what stage is ${scene.account}?`);
      await take();
      await page.locator('#people-menu summary').click();
      await take();
      await page.keyboard.press('Escape');
      await openSide();
      await open(page, scene.account);
      await take();
      await page.context().close();
    }
  }
}

async function linkOf(child: ReturnType<typeof start>): Promise<string> {
  const lines = linesOf(child);
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const link = /http:\S+/.exec(line.value)?.[0];
    if (link !== undefined) return link;
  }
  throw new Error('the demo printed no link');
}

async function enter(
  browser: TestBrowser,
  link: string,
  { person, locale }: Scene,
  look: Parameters<TestBrowser['newPage']>[0],
): Promise<Page> {
  const page = await browser.newPage({ ...look, locale });
  await page.goto(link);
  await page.locator('#people-menu summary').click();
  await page.locator('#people-menu').getByRole('button', { name: person }).click();
  await page.locator('#member', { hasText: person }).waitFor();
  await page.locator('.account').first().waitFor({ state: 'attached' });
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  const replies = page.locator('.turn .reply');
  const before = await replies.count();
  await page.locator('#message').fill(text);
  await page.locator('#message').press('Enter');
  await replies.nth(before).waitFor();
  await page.waitForTimeout(400);
}

async function open(page: Page, account: string): Promise<void> {
  await page
    .locator('.account')
    .filter({ has: page.getByText(account, { exact: true }) })
    .click();
  await page.locator('[data-part=timeline]').waitFor();
  await page.waitForTimeout(400);
}

await main(process.argv[2]);
