import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openConsole } from '../src/start.ts';
import { openBrowser } from '../test/fixtures/browser.ts';
import { compilePage } from '../test/fixtures/page-scripts.ts';
import { seed } from './seed.ts';
import { openOn } from './study.ts';

/** Milliseconds. */
export interface ConsoleFigures {
  /** Until the first rows of the list of accounts stand there: of one's own after opening the page, and of all. */
  readonly openedMs: number;
  readonly allMs: number;
  /** The longest task while typing into a long chat; those under 50 ms no browser tells of: `null`. */
  readonly longestTaskMs: number | null;
  readonly perKeyMs: number;
}

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

/** What the figures are of. */
export const CONSOLE_SIZE = { accounts: SIZE.accounts, messages: MESSAGES };

/** The page in a real browser, on a book of ten thousand accounts and with five thousand messages. */
export async function measureConsole(folder: string): Promise<ConsoleFigures> {
  const file = join(folder, 'console.db');
  const { speakerId } = await seed(file, SIZE);
  const assistant = await openOn(file);
  const [browser, scripts] = await Promise.all([openBrowser(), compilePage()]);
  const place = await openConsole(assistant, { host: '127.0.0.1', port: 0, url: null }, { scripts: scripts.folder });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const link = `${place.url}?token=${await assistant.access.issue(speakerId, null, assistant.now())}`;
    await untilRows(page, () => page.goto(link));
    return { ...(await measureLists(page, place.url)), ...(await measureTyping(page)) };
  } finally {
    await Promise.all([browser.close(), scripts.remove(), place.close()]);
    await assistant.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  }
}

async function measureLists(page: Page, url: string): Promise<Pick<ConsoleFigures, 'openedMs' | 'allMs'>> {
  const opened: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    opened.push(await untilRows(page, () => page.goto(url)));
    await page.evaluate("document.getElementById('accounts').replaceChildren()");
    all.push(await untilRows(page, () => page.locator('#scope-all').click()));
  }
  return { openedMs: median(opened), allMs: median(all) };
}

async function measureTyping(page: Page): Promise<Pick<ConsoleFigures, 'longestTaskMs' | 'perKeyMs'>> {
  await page.waitForFunction("document.getElementById('side-note').textContent !== ''");
  await page.waitForTimeout(3000);
  await page.evaluate(FILL);
  await page.waitForTimeout(1000);
  await page.evaluate('window.tasks.length = 0');
  const start = performance.now();
  await page.locator('#message').pressSequentially(TYPED);
  const perKeyMs = (performance.now() - start) / TYPED.length;
  await page.waitForTimeout(500);
  const tasks = await page.evaluate<number[]>('window.tasks');
  return { perKeyMs, longestTaskMs: tasks.length === 0 ? null : Math.max(...tasks) };
}
