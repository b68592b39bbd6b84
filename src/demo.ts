import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Console } from '../adapters/console/start.ts';
import { type Assistant, openAssistant } from './compose.ts';
import { type ConsoleConfig, parseConfig } from './config.ts';
import type { Member } from './domain/records.ts';
import { cleanText } from './language/characters.ts';
import { importBook } from './ops/book/import.ts';
import { demoBook } from './ops/demo-book/demo-book.ts';
import { DEMO_PEOPLE } from './ops/demo-book/members.ts';
import { openConsole, untilStopped } from './start.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who the three are, as whoever tries the demo reads it first. */
const ROLES: Record<(typeof DEMO_PEOPLE)[number], string> = {
  chenjing: '上海销售 · sales, Shanghai',
  emily: '纽约销售 · sales, New York',
  zhou: '两人的经理 · manager of both',
};

/** Opens the demo book as three different people until told to stop; then nothing of it is left. */
export async function demo(environment: Environment): Promise<0> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-demo-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also when the process ends in a way nobody waited for.
  process.once('exit', remove);
  // Closing the terminal ends it like any other signal, so from the beginning nothing may be left behind.
  const stopped = untilStopped(['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    const assistant = await openAssistant(settingsFor(environment, folder));
    try {
      await serve(assistant, consolesOf(environment), stopped);
    } finally {
      await assistant.close();
    }
    return 0;
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** Where it runs and how it speaks is up to the settings; whose book it is and who is who there is not. */
function settingsFor(environment: Environment, folder: string) {
  const { KAM_TIME_ZONE, KAM_LANGUAGE, LOG_LEVEL = 'warn' } = environment;
  return parseConfig({ KAM_TIME_ZONE, KAM_LANGUAGE, LOG_LEVEL, DATABASE_URL: `file:${join(folder, 'demo.db')}` });
}

/** A port for each person, since a browser is one person on one port: so all three can be open side by side. */
function consolesOf({ CONSOLE_HOST, CONSOLE_PORT }: Environment): readonly ConsoleConfig[] {
  const { console: place } = parseConfig({ CONSOLE_HOST, CONSOLE_PORT: CONSOLE_PORT || '0' });
  const { host = '127.0.0.1', port = 0 } = place ?? {};
  return DEMO_PEOPLE.map((_, position) => ({ host, port: port === 0 ? 0 : port + position, url: null }));
}

async function serve(
  assistant: Assistant,
  consoles: readonly ConsoleConfig[],
  stopped: Promise<string>,
): Promise<void> {
  await fill(assistant);
  const open: Console[] = [];
  try {
    for (const config of consoles) open.push(await openConsole(assistant, config));
    assistant.consoleUrl = open[0]?.url ?? assistant.consoleUrl;
    process.stdout.write(await greeting(assistant, open));
    await stopped;
  } finally {
    await Promise.all(open.map((place) => place.close()));
  }
}

async function fill({ store, organisation, newId, now }: Assistant): Promise<void> {
  const at = now();
  const result = await importBook(store, demoBook({ now: at }), {
    now: at,
    zone: organisation.timeZone,
    newId,
    clean: cleanText,
    actorId: null,
  });
  if (!result.ok) throw new Error(`The demo book cannot be read: ${JSON.stringify(result.problems)}`);
}

/** A line for each person with their own way in. The links hold tokens, so they are printed, never logged. */
async function greeting(assistant: Assistant, consoles: readonly Console[]): Promise<string> {
  const lines = ['KAM Assistant demo · 演示', 'Open as · 打开身份:'];
  for (const [position, key] of DEMO_PEOPLE.entries()) {
    const member = await assistant.store.views.memberByKey(key);
    const place = consoles[position];
    if (member === undefined || place === undefined) continue;
    lines.push(`  ${member.name} (${ROLES[key]})`, `    ${await linkFor(assistant, place, member)}`);
  }
  lines.push('Nothing is kept; Ctrl+C ends it. · 数据不保留，按 Ctrl+C 结束。', '');
  return lines.join('\n');
}

async function linkFor({ access, now }: Assistant, { url }: Console, { id }: Member): Promise<string> {
  const link = new URL(url);
  link.searchParams.set('token', await access.issue(id, null, now()));
  return link.href;
}
