import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Demo, DemoPerson } from '../adapters/console/guide.ts';
import type { PageStep } from '../adapters/console/page/protocol.ts';
import { type Assistant, openAssistant } from './compose.ts';
import { type ConsoleConfig, parseConfig } from './config.ts';
import { speakThisMorning } from './demo-morning.ts';
import type { Language } from './domain/vocabulary.ts';
import { cleanText } from './language/characters.ts';
import { importBook } from './ops/book/import.ts';
import { DEMO_CHANNEL } from './ops/demo-book/channel.ts';
import { demoBook } from './ops/demo-book/demo-book.ts';
import { type FirstStep, firstMinuteOf } from './ops/demo-book/first-minute.ts';
import { DEMO_PEOPLE } from './ops/demo-book/members.ts';
import { channelPlace } from './ports/conversations.ts';
import { openConsole, untilStopped } from './start.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Who the three are, as whoever tries the demo reads it first. */
const ROLES: Record<(typeof DEMO_PEOPLE)[number], Record<Language, string>> = {
  chenjing: { zh: '上海销售', en: 'sales, Shanghai' },
  emily: { zh: '纽约销售', en: 'sales, New York' },
  zhou: { zh: '两人的经理', en: 'manager of both' },
};

/** Opens the demo book, to be tried as three different people, until told to stop; then nothing of it is left. */
export async function demo(environment: Environment): Promise<0> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-demo-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also when the process ends in a way nobody waited for.
  process.once('exit', remove);
  // Closing the terminal ends it like any other signal, so from the beginning nothing may be left behind.
  const stopped = untilStopped(['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    const clock: Clock = { at: null };
    const assistant = await openAssistant(settingsFor(environment, folder), () => clock.at ?? Date.now());
    try {
      await serve(assistant, placeOf(environment), stopped, clock);
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

/** On any free port unless one is set, so that it never stands in the way of the real thing. */
function placeOf({ CONSOLE_HOST, CONSOLE_PORT }: Environment): ConsoleConfig {
  const { console: place } = parseConfig({ CONSOLE_HOST, CONSOLE_PORT: CONSOLE_PORT || '0' });
  return { host: place?.host ?? '127.0.0.1', port: place?.port ?? 0, url: null };
}

/** The moment it pretends to live at; `null`: the real one. */
interface Clock {
  at: number | null;
}

async function serve(
  assistant: Assistant,
  config: ConsoleConfig,
  stopped: Promise<string>,
  clock: Clock,
): Promise<void> {
  await fill(assistant);
  const demo = await castOf(assistant);
  const channelId = await openChannel(assistant);
  const people = await Promise.all(demo.people.map(({ memberId }) => assistant.store.views.get('member', memberId)));
  await speakThisMorning(
    assistant,
    people.filter((one) => one !== undefined),
    (at) => {
      clock.at = at;
    },
  );
  await talk(assistant, channelId);
  const place = await openConsole(assistant, config, { demo });
  try {
    assistant.consoleUrl = place.url;
    process.stdout.write(greeting(place.url, demo));
    await stopped;
  } finally {
    await place.close();
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

/** The three people, each with a token of their own: the page changes from one to another. */
async function castOf({ store, access, newId, now }: Assistant): Promise<Demo> {
  const ids = new Map<string, string>();
  for (const key of DEMO_PEOPLE) ids.set(key, (await store.views.memberByKey(key))?.id ?? '');
  const toStep = ({ key, label, says }: FirstStep): PageStep => {
    const content = 'text' in says ? says : { speakAs: ids.get(says.speakAs) ?? '' };
    return { key, label, content, doneBy: [key] };
  };
  const people: DemoPerson[] = [];
  for (const key of DEMO_PEOPLE) {
    const member = await store.views.memberByKey(key);
    if (member === undefined) throw new Error(`The demo book has no ${key}`);
    const { id: memberId, name } = member;
    const token = await access.issue(memberId, null, now());
    const steps = { zh: firstMinuteOf(key, 'zh').map(toStep), en: firstMinuteOf(key, 'en').map(toStep) };
    people.push({ memberId, name, token, role: ROLES[key], steps });
  }
  return { id: newId(), people };
}

/** A channel that gets a digest every working day. */
async function openChannel({ store, newId, now, organisation }: Assistant): Promise<string> {
  const at = now();
  const id = newId();
  await store.conversations.addChannel({ id, name: DEMO_CHANNEL.name, createdById: null, createdAt: at });
  const author = await store.views.memberByKey(DEMO_CHANNEL.digestBy);
  if (author === undefined) throw new Error(`The demo book has no ${DEMO_CHANNEL.digestBy}`);
  await store.transaction({ command: 'digest', input: {}, memberId: author.id, at }, (repositories) =>
    repositories.insert('digest', {
      ...{ id: newId(), platform: 'console', tenant: '', channel: id, every: 'day', time: '09:00' },
      ...{ timeZone: organisation.timeZone, language: author.language, accountIds: [], ownerIds: [], kinds: [] },
      ...{ authorId: author.id, recordedAt: at },
    }),
  );
  return id;
}

/** Some of them have talked there this morning. */
async function talk({ store, newId, now }: Assistant, id: string): Promise<void> {
  const at = now();
  for (const { by, said, ago } of DEMO_CHANNEL.talk) {
    const member = await store.views.memberByKey(by);
    if (member === undefined) continue;
    const { id: byId, language, timeZone } = member;
    const reply = { title: said, audience: 'members', blocks: [] } as const;
    await store.conversations.post(channelPlace(id), newId(), { byId, reply, language, timeZone }, at - ago);
  }
}

/** The link holds a token, so it is printed, never logged. */
function greeting(url: string, { people }: Demo): string {
  const link = new URL(url);
  link.searchParams.set('token', people[0]?.token ?? '');
  const lines = [
    'KAM Assistant demo · 演示',
    `  ${link.href}`,
    'Open it; at the top right you can be any of these. · 打开后可在右上角换身份:',
    ...people.map(({ name, role }) => `  ${name} (${role.zh} · ${role.en})`),
    'Nothing is kept; Ctrl+C ends it. · 数据不保留，按 Ctrl+C 结束。',
    '',
  ];
  return lines.join('\n');
}
