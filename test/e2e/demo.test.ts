import { readdirSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { linesOf, openWorkplace, start } from '../fixtures/program.ts';

const children: ReturnType<typeof start>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function openDemo() {
  const place = openWorkplace();
  const child = start(['demo'], { ...place, environment: { ...place.environment, TMPDIR: place.folder } });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = linesOf(child);
  const links: string[] = [];
  for (let line = await lines.next(); !line.done && links.length < 3; line = await lines.next()) {
    const link = /http:\S+/.exec(line.value)?.[0];
    if (link !== undefined) links.push(link);
  }
  return { child, ended, links, folder: place.folder };
}

it('opens as three people at once, and leaves nothing behind', async () => {
  const { child, ended, links, folder } = await openDemo();
  expect(new Set(links.map((link) => new URL(link).port)).size).toBe(3);
  const people = await Promise.all(links.map(memberAt));
  expect(people).toEqual(['陈静', 'Emily Carter', '周海涛']);
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

/** Who the page behind a link says one is. */
async function memberAt(link: string): Promise<string | undefined> {
  const entry = await fetch(link, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(new URL('/', link), { headers: { cookie } });
  return /id="member"[^>]*>([^<]*)</.exec(await page.text())?.[1];
}
