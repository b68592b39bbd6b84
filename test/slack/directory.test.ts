import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients } from '../../adapters/slack/client.ts';
import { createDirectory } from '../../adapters/slack/directory.ts';
import { toProfile } from '../../adapters/slack/profile.ts';
import type { Log } from '../../src/ports/log.ts';
import { BOT_USER, type SeededUser, type SlackSeed, TEAM, USERS } from '../fakes/slack/seed.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function directoryIn(seed: SlackSeed = {}, isKnown = true) {
  const slack = await openSlackDouble(seed);
  open.push(slack.close);
  const clock = { now: Date.now() };
  const logged: string[] = [];
  const line = (message: string, details?: unknown): void => void logged.push(JSON.stringify([message, details]));
  const log: Log = { debug: () => {}, info: line, warn: line, error: line };
  const { ask } = createSlackClients({ botToken: slack.botToken, apiUrl: slack.url }, log);
  const workspace = () => (isKnown ? { team: TEAM, botUser: BOT_USER } : null);
  const directory = createDirectory({ ask, workspace, now: () => clock.now, log });
  /** Who is told to read there, by name. */
  const readersOf = async (channel: string) => {
    const readers = await directory.readersOf(channel);
    return readers.kind === 'known'
      ? readers.profiles.map(({ name, standing }) => `${name} ${standing}`)
      : readers.kind;
  };
  return { slack, directory, clock, logged, readersOf };
}

const MINUTE = 60_000;

describe('a profile', () => {
  it('tells who somebody is, and where and how they read', async () => {
    const { slack, directory } = await directoryIn();
    expect(await directory.profileOf(slack.users.wang)).toEqual({
      externalId: slack.users.wang,
      email: 'wang@example.com',
      name: '王芳',
      timeZone: 'Asia/Shanghai',
      language: 'zh',
      standing: 'full',
    });
    expect(await directory.profileOf(slack.users.nora)).toMatchObject({ timeZone: 'Europe/Berlin', language: 'en' });
  });

  it.each([
    ['boss', 'full'],
    ['guest', 'guest'],
    ['visitor', 'guest'],
    ['stranger', 'elsewhere'],
    ['otherBot', 'bot'],
    ['gone', 'gone'],
  ] as const)('of %s is %s', async (who, standing) => {
    const { slack, directory } = await directoryIn();
    expect((await directory.profileOf(slack.users[who])).standing).toBe(standing);
  });

  it('of nobody is one from elsewhere, whose account need not be closed', async () => {
    const { slack, directory } = await directoryIn();
    expect(await directory.profileOf('U404')).toMatchObject({
      ...{ externalId: 'U404', standing: 'elsewhere', email: null },
    });
    for (const error of ['user_not_found', 'users_not_found', 'user_not_visible']) {
      slack.fail('users.info', { error });
      directory.userChanged(slack.users.wang);
      expect((await directory.profileOf(slack.users.wang)).standing).toBe('elsewhere');
    }
  });

  it('has no address without the scope, which is said once', async () => {
    const { slack, directory, logged } = await directoryIn({ scopes: ['users:read'] });
    for (const user of [slack.users.wang, slack.users.tom]) expect((await directory.profileOf(user)).email).toBeNull();
    expect(logged.filter((line) => line.includes('users:read.email'))).toHaveLength(1);
  });

  const USER = { id: 'U1', team_id: 'T1', profile: { email: 'a@example.com', real_name: 'Ann' } };
  it.each([
    ['of the workspace', USER, { standing: 'full', email: 'a@example.com' }],
    ['of another workspace', { ...USER, team_id: 'T2' }, { standing: 'elsewhere' }],
    [
      'of an organisation of which we are a workspace',
      { ...USER, team_id: 'T2', enterprise_user: { teams: ['T1', 'T2'] } },
      { standing: 'full' },
    ],
    ['with an address nobody has confirmed', { ...USER, is_email_confirmed: false }, { email: null }],
    ['with an address that was confirmed', { ...USER, is_email_confirmed: true }, { email: 'a@example.com' }],
    ['with an address of which Slack says nothing more', USER, { email: 'a@example.com' }],
    ['that is Slackbot', { ...USER, id: 'USLACKBOT', is_bot: false }, { standing: 'bot' }],
    ['of whom nothing is told', { id: 'U1', team_id: 'T1' }, { name: 'U1', timeZone: null, language: null }],
    ['without a real name', { ...USER, profile: { real_name: ' ', display_name: 'annie' } }, { name: 'annie' }],
    ['who reads Chinese', { ...USER, locale: 'zh-TW' }, { language: 'zh' }],
    ['who reads Japanese', { ...USER, locale: 'ja-JP' }, { language: 'en' }],
    ['who is deactivated', { ...USER, deleted: true, is_restricted: true }, { standing: 'gone' }],
  ] as const)('%s', (_, user, told) => {
    expect(toProfile(user as Parameters<typeof toProfile>[0], 'T1')).toMatchObject(told);
  });
});

describe('what is remembered', () => {
  it('is asked for once, at the same moment too, and again after some minutes', async () => {
    const { slack, directory, clock } = await directoryIn();
    const asked = () => slack.calls('users.info').length;
    await Promise.all([1, 2, 3].map(() => directory.profileOf(slack.users.wang)));
    await directory.profileOf(slack.users.wang);
    expect(asked()).toBe(1);
    clock.now += 6 * MINUTE;
    await directory.profileOf(slack.users.wang);
    expect(asked()).toBe(2);
  });

  it('is asked for anew when it has changed, while it is being asked for too', async () => {
    const { slack, directory } = await directoryIn();
    await directory.profileOf(slack.users.wang);
    directory.userChanged(slack.users.wang);
    slack.fail('users.info', { slowMs: 50 });
    const before = directory.profileOf(slack.users.wang);
    directory.userChanged(slack.users.wang);
    await before;
    await directory.profileOf(slack.users.wang);
    await directory.profileOf(slack.users.wang);
    expect(slack.calls('users.info')).toHaveLength(3);
  });

  it('stands in for half an hour while Slack cannot be asked, unless it has changed', async () => {
    const { slack, directory, clock } = await directoryIn();
    await directory.profileOf(slack.users.wang);
    slack.fail('users.info', { status: 503 }, 1000);
    clock.now += 20 * MINUTE;
    expect(await directory.profileOf(slack.users.wang)).toMatchObject({ standing: 'full' });
    await expect(directory.profileOf(slack.users.tom)).rejects.toThrow('503');
    clock.now += 20 * MINUTE;
    await expect(directory.profileOf(slack.users.wang)).rejects.toThrow('503');
    slack.heal();
    await directory.profileOf(slack.users.wang);
    slack.fail('users.info', { retryAfter: 30 }, 1000);
    directory.userChanged(slack.users.wang);
    await expect(directory.profileOf(slack.users.wang)).rejects.toThrow('30 s');
  });

  it('is nothing before the workspace is known', async () => {
    const { slack, directory, readersOf } = await directoryIn({}, false);
    await expect(directory.profileOf(slack.users.wang)).rejects.toThrow('workspace');
    expect(await readersOf(slack.channels.general)).toBe('unknown');
    expect(slack.calls()).toEqual([]);
  });
});

describe('who reads a channel', () => {
  it('is everybody in it, without the assistant and other apps', async () => {
    const { slack, readersOf } = await directoryIn();
    expect(await readersOf(slack.channels.general)).toEqual(
      ['郭总', '王芳', '钱进', 'Tom Lee', 'Vera Gray'].map((name) => `${name} full`),
    );
    expect(await readersOf(slack.channels.huawei)).toEqual(['郭总 full', '王芳 full']);
    expect(await readersOf(slack.channels.bots)).toEqual(['王芳 full']);
    expect(await readersOf(slack.channels.guests)).toEqual(['王芳 full', 'Gus Guest guest']);
  });

  it('cannot be told where others may read, where it does not read itself, and where Slack does not say', async () => {
    const { slack, readersOf, logged } = await directoryIn();
    expect(await readersOf(slack.channels.shared)).toBe('unknown');
    // Slack says so before anybody is looked at.
    expect(slack.calls('conversations.members')).toEqual([]);
    for (const channel of [slack.channels.secret, slack.channels.elsewhere, 'C404'])
      expect(await readersOf(channel), channel).toBe('not-there');
    expect(logged).toEqual([]);
    slack.fail('conversations.info', { error: 'fatal_error' });
    expect(await readersOf(slack.channels.general)).toBe('unknown');
    expect(logged.join()).toContain('fatal_error');
  });

  it('cannot be told of more than two hundred', async () => {
    const crowd = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i): [string, SeededUser] => [
          `u${i}`,
          { ...USERS.tom, id: `U0CROWD${i}`, email: `u${i}@example.com` },
        ]),
      );
    for (const [count, expected] of [
      [200, 200],
      [201, 'unknown'],
    ] as const) {
      const users = crowd(count);
      const members = Object.values(users).map(({ id }) => id);
      const channel = {
        id: 'C0CROWD',
        name: 'crowd',
        kind: 'public',
        members: [...members, BOT_USER],
        isArchived: false,
        isExtShared: false,
      } as const;
      const { readersOf } = await directoryIn({ users, channels: { crowd: channel } });
      const readers = await readersOf('C0CROWD');
      expect(readers === 'unknown' ? readers : readers.length).toBe(expected);
    }
  });

  it('is told anew when somebody joined, or after some minutes; what could not be told sooner', async () => {
    const { slack, directory, readersOf, clock } = await directoryIn();
    const asked = () => slack.calls('conversations.members').length;
    await readersOf(slack.channels.general);
    await readersOf(slack.channels.general);
    expect(asked()).toBe(1);
    directory.channelChanged(slack.channels.general);
    await readersOf(slack.channels.general);
    expect(asked()).toBe(2);
    clock.now += 6 * MINUTE;
    slack.fail('conversations.members', { retryAfter: 5 });
    // What was known some minutes ago is not good enough for saying something aloud.
    expect(await readersOf(slack.channels.general)).toBe('unknown');
    expect(await readersOf(slack.channels.general)).toBe('unknown');
    expect(asked()).toBe(3);
    clock.now += 2 * MINUTE;
    expect(await readersOf(slack.channels.general)).toHaveLength(5);
  });

  it('is told anew when one of them has changed', async () => {
    const { slack, directory, readersOf } = await directoryIn();
    await readersOf(slack.channels.huawei);
    slack.fail('users.info', { error: 'user_not_visible' }, 1, ({ user }) => user === slack.users.boss);
    directory.userChanged(slack.users.boss);
    expect(await readersOf(slack.channels.huawei)).toEqual([`${slack.users.boss} elsewhere`, '王芳 full']);
  });

  it('cannot be told without the scopes for it, and the log names them', async () => {
    const { slack, readersOf, logged } = await directoryIn({ scopes: ['users:read', 'groups:read'] });
    expect(await readersOf(slack.channels.general)).toBe('unknown');
    expect(logged.join()).toContain('channels:read');
  });
});
