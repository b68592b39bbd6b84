import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startConsole } from '../adapters/console/start.ts';
import { openBrowser } from '../test/fixtures/browser.ts';
import { compilePage } from '../test/fixtures/page-scripts.ts';
import { seed } from './seed.ts';
import { openOn } from './study.ts';

/** `npx tsx bench/console.ts`: the page in a real browser, on a book of ten thousand accounts and with five thousand messages. */

const SIZE = { accounts: 10_000, contacts: 5, interactions: 10 };
const MESSAGES = 5000;
const ROUNDS = 5;
const TYPED = 'visited them yesterday and talked about the second phase ';

/** A turn as the page keeps it in its log. */
const FILL = `for (let at = 0; at < ${MESSAGES}; at++) {
  const turn = document.createElement('div');
  turn.className = 'turn';
  turn.innerHTML = '<div class="mine"><span class="said">what stage is account ' + at + '?</span></div><div class="slot"><article class="reply"><h2 class="reply-title">Account ' + at + '</h2><dl class="fields"><div><dt>Stage</dt><dd>stable</dd></div><div><dt>Share</dt><dd>45 %</dd></div></dl><p class="text">Because of four visits and a lunch.</p></article></div>';
  document.getElementById('log').append(turn);
}
document.getElementById('scroll').scrollTop = 1e9;
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds until rows are there after a step. */
async function untilRows(page: Page, step: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await step();
  await page.locator('.account').first().waitFor();
  return performance.now() - start;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-bench-'));
  const { speakerId } = await seed(join(folder, 'book.db'), SIZE);
  const assistant = await openOn(join(folder, 'book.db'));
  const [browser, scripts] = await Promise.all([openBrowser(), compilePage()]);
  const place = await startConsole({
    ...assistant,
    config: { host: '127.0.0.1', port: 0, url: null },
    readiness: async () => ({ ready: true, parts: {} }),
    scripts: scripts.folder,
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const link = `${place.url}?token=${await assistant.access.issue(speakerId, null, assistant.now())}`;
  await untilRows(page, () => page.goto(link));

  const opened: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    opened.push(await untilRows(page, () => page.goto(place.url)));
    await page.evaluate("document.getElementById('accounts').replaceChildren()");
    all.push(await untilRows(page, () => page.locator('#scope-all').click()));
  }
  console.log(`${SIZE.accounts} accounts: first rows ${median(opened).toFixed(0)} ms after opening the page`);
  console.log(`${SIZE.accounts} accounts: first rows ${median(all).toFixed(0)} ms after asking for all`);

  await page.waitForFunction("document.getElementById('side-note').textContent !== ''");
  await page.waitForTimeout(3000);
  await page.evaluate(FILL);
  await page.waitForTimeout(1000);
  await page.evaluate('window.tasks.length = 0');
  const start = performance.now();
  await page.locator('#message').pressSequentially(TYPED);
  const perKey = (performance.now() - start) / TYPED.length;
  await page.waitForTimeout(500);
  const tasks = await page.evaluate<number[]>('window.tasks');
  const longest = tasks.length === 0 ? 'none over 50 ms' : `${Math.max(...tasks).toFixed(0)} ms`;
  console.log(`${MESSAGES} messages: longest task while typing ${longest}, ${perKey.toFixed(1)} ms a key`);

  await Promise.all([browser.close(), scripts.remove(), place.close()]);
  await assistant.close();
  rmSync(folder, { recursive: true, force: true });
}

await main();
