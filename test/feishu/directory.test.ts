import { afterEach, describe, expect, it } from 'vitest';
import { findApp } from '../../adapters/feishu/app.ts';
import { createFeishuClient } from '../../adapters/feishu/client.ts';
import { createDirectory } from '../../adapters/feishu/directory.ts';
import type { FeishuApp } from '../../adapters/feishu/parts.ts';
import type { Who } from '../../adapters/feishu/payload.ts';
import { toProfile } from '../../adapters/feishu/profile.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import {
  BOT_NAME,
  BOT_OPEN_ID,
  CHATS,
  type FeishuSeed,
  OTHER_TENANT,
  PEOPLE,
  SCOPES,
  type SeededPerson,
  TENANT,
} from '../fakes/feishu/seed.ts';
import { configAt, keptLog } from './loopback.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const OURS: FeishuApp = { botOpenId: BOT_OPEN_ID, name: BOT_NAME, tenant: TENANT };

async function directoryIn(seed: FeishuSeed = {}, app: FeishuApp | null = OURS) {
  const feishu = await openFeishuDouble(seed);
  open.push(feishu.close);
  const clock = { now: Date.now() };
  const { log, logged } = keptLog();
  const client = createFeishuClient(configAt(feishu.url, { appId: feishu.appId, appSecret: feishu.appSecret }), log);
  const directory = createDirectory({ client, app: () => app, now: () => clock.now, log });
  /** Who is told to read there, by name. */
  const readersOf = async (chat: string) => {
    const readers = await directory.readersOf(chat);
    return readers.kind === 'known'
      ? readers.profiles.map(({ name, standing }) => `${name} ${standing}`)
      : readers.kind;
  };
  return { feishu, client, directory, clock, log, logged, readersOf };
}

const who = ({ openId, unionId, tenant }: SeededPerson): Who => ({ openId, unionId, tenant });
const without = (...scopes: string[]) => SCOPES.filter((scope) => !scopes.includes(scope));
const EMAIL = 'contact:user.email:readonly';
const MINUTE = 60_000;

describe('a profile', () => {
  it('tells who somebody is; of zone and language Feishu tells nothing', async () => {
    const { directory } = await directoryIn();
    expect(await directory.profileOf(who(PEOPLE.wang))).toEqual({
      externalId: PEOPLE.wang.unionId,
      email: 'wang@example.com',
      mobile: '+8613800000001',
      name: '王芳',
      timeZone: null,
      language: null,
      standing: 'full',
    });
  });

  it.each([
    ['boss', 'full'],
    ['gone', 'gone'],
    ['stranger', 'elsewhere'],
    // What the address book does not tell, the event does: they are ours.
    ['outside', 'full'],
  ] as const)('of %s is %s', async (key, standing) => {
    const { directory } = await directoryIn();
    expect((await directory.profileOf(who(PEOPLE[key]))).standing).toBe(standing);
  });

  it('of somebody of another organisation is asked of nobody', async () => {
    const { feishu, directory } = await directoryIn();
    const profile = await directory.profileOf(who(PEOPLE.stranger));
    expect(profile).toMatchObject({ externalId: PEOPLE.stranger.unionId, standing: 'elsewhere', email: null });
    expect(feishu.calls('contact')).toEqual([]);
  });

  it('of nobody is one who is gone', async () => {
    const { directory } = await directoryIn();
    const nobody = { openId: 'ou_00000000000000000000000000000000', unionId: null, tenant: TENANT };
    expect(await directory.profileOf(nobody)).toMatchObject({ standing: 'gone', email: null });
  });

  it('is asked for by the union id where nothing else is known, as those are who were linked', async () => {
    const { directory } = await directoryIn();
    const { unionId } = PEOPLE.wang;
    const known = { openId: unionId ?? '', unionId, tenant: TENANT };
    expect(await directory.profileOf(known)).toMatchObject({ externalId: unionId, standing: 'full', name: '王芳' });
    const left = { openId: PEOPLE.gone.unionId ?? '', unionId: PEOPLE.gone.unionId, tenant: TENANT };
    expect(await directory.profileOf(left)).toMatchObject({ standing: 'gone' });
  });

  it('of an id that is none of this app’s says nothing: nobody has left for that', async () => {
    const { directory, feishu } = await directoryIn();
    for (const code of [99992351, 99992361]) {
      directory.userChanged(PEOPLE.wang.openId);
      feishu.fail('contact/v3/users/:id', { code });
      expect(await directory.profileOf(who(PEOPLE.wang))).toMatchObject({ standing: 'full', email: null });
    }
  });

  it('of whom Feishu tells nothing at all says nothing: nobody has left for that', async () => {
    const { directory, feishu } = await directoryIn();
    feishu.fail('contact/v3/users/:id', { code: 0, status: 200 });
    expect(await directory.profileOf(who(PEOPLE.wang))).toMatchObject({ standing: 'full', email: null });
  });

  it('has no address without the scope, which is said once', async () => {
    const { directory, logged } = await directoryIn({ scopes: without(EMAIL) });
    for (const one of [PEOPLE.wang, PEOPLE.tom])
      expect(await directory.profileOf(who(one))).toMatchObject({ email: null, standing: 'full', name: one.name });
    expect(logged.filter((line) => line.includes(EMAIL))).toHaveLength(1);
  });

  it('may be known by little: without the address book they are whom the event says', async () => {
    const { directory, logged } = await directoryIn({ scopes: without('contact:contact.base:readonly') });
    const profile = await directory.profileOf(who(PEOPLE.wang));
    expect(profile).toMatchObject({ externalId: PEOPLE.wang.unionId, standing: 'full', email: null });
    await directory.profileOf(who(PEOPLE.tom));
    expect(logged.filter((line) => line.includes('contact:contact.base:readonly'))).toHaveLength(1);
  });

  it('of somebody out of range whose organisation is not told is of elsewhere', async () => {
    const { directory, logged } = await directoryIn();
    const untold = { ...who(PEOPLE.outside), tenant: null };
    expect((await directory.profileOf(untold)).standing).toBe('elsewhere');
    // What is remembered is the address book, not what was made of it.
    expect((await directory.profileOf(who(PEOPLE.outside))).standing).toBe('full');
    expect(logged.filter((line) => line.includes('通讯录权限范围'))).toHaveLength(1);
  });

  it('is named by the same id, whether the event told the union id or not', async () => {
    const { feishu, directory } = await directoryIn();
    const bare = { ...who(PEOPLE.wang), unionId: null };
    expect((await directory.profileOf(bare)).externalId).toBe(PEOPLE.wang.unionId);
    expect((await directory.profileOf(who(PEOPLE.wang))).externalId).toBe(PEOPLE.wang.unionId);
    expect(feishu.calls('contact')).toHaveLength(1);
  });

  it('says that it is not told who has left', async () => {
    const { directory, logged } = await directoryIn({ scopes: without('contact:user.employee:readonly') });
    await directory.profileOf(who(PEOPLE.gone));
    await directory.profileOf(who(PEOPLE.wang));
    expect(logged.filter((line) => line.includes('contact:user.employee:readonly'))).toHaveLength(1);
  });

  const WHO: Who = { openId: 'ou_1', unionId: 'on_1', tenant: TENANT };
  const USER = { open_id: 'ou_1', union_id: 'on_1', name: 'Ann', email: 'a@example.com', status: {} };
  it.each([
    ['of the organisation', USER, { standing: 'full', email: 'a@example.com', externalId: 'on_1' }],
    ['without an address', { ...USER, email: '' }, { email: null }],
    ['with a mailbox of Feishu only', { ...USER, email: '', enterprise_email: 'b@x.com' }, { email: 'b@x.com' }],
    ['without a union id', { open_id: 'ou_1', name: 'Ann' }, { externalId: 'on_1' }],
    ['who resigned', { ...USER, status: { is_resigned: true } }, { standing: 'gone' }],
    ['who left the organisation', { ...USER, status: { is_exited: true } }, { standing: 'gone' }],
    ['whose account is suspended', { ...USER, status: { is_frozen: true, is_resigned: false } }, { standing: 'full' }],
    ['with a blank name', { ...USER, name: ' ', en_name: 'Annie' }, { name: 'Annie' }],
    ['of whom nothing is told', {}, { name: 'on_1', externalId: 'on_1', email: null }],
  ] as const)('%s', (_, user, told) => {
    expect(toProfile(user, WHO)).toMatchObject(told);
  });
});

describe('what is remembered', () => {
  it('is asked for once, at the same moment too, and again after some minutes', async () => {
    const { feishu, directory, clock } = await directoryIn();
    const asked = () => feishu.calls('contact').length;
    await Promise.all([1, 2, 3].map(() => directory.profileOf(who(PEOPLE.wang))));
    await directory.profileOf(who(PEOPLE.wang));
    expect(asked()).toBe(1);
    clock.now += 6 * MINUTE;
    await directory.profileOf(who(PEOPLE.wang));
    expect(asked()).toBe(2);
    directory.userChanged(PEOPLE.wang.openId);
    await directory.profileOf(who(PEOPLE.wang));
    expect(asked()).toBe(3);
  });

  it('stands in for half an hour while Feishu cannot be asked', async () => {
    const { feishu, directory, clock } = await directoryIn();
    await directory.profileOf(who(PEOPLE.wang));
    feishu.fail('*', { status: 503 }, 1000);
    clock.now += 20 * MINUTE;
    expect(await directory.profileOf(who(PEOPLE.wang))).toMatchObject({ standing: 'full' });
    await expect(directory.profileOf(who(PEOPLE.tom))).rejects.toThrow('503');
    clock.now += 20 * MINUTE;
    await expect(directory.profileOf(who(PEOPLE.wang))).rejects.toThrow('503');
  });

  it('is nothing before it is known who we are', async () => {
    const { feishu, directory, readersOf } = await directoryIn({}, null);
    await expect(directory.profileOf(who(PEOPLE.wang))).rejects.toThrow('who we are');
    expect(await readersOf(CHATS.general.id)).toBe('unknown');
    expect(feishu.calls()).toEqual([]);
  });
});

describe('who reads a group', () => {
  it('is everybody in it, without the assistant and other bots', async () => {
    const { readersOf } = await directoryIn();
    const staff = ['郭总', '王芳', '钱进', 'Tom Lee', 'Vera Gray'].map((name) => `${name} full`);
    expect(await readersOf(CHATS.general.id)).toEqual(staff);
    expect(await readersOf(CHATS.topics.id)).toEqual(['王芳 full', '郭总 full']);
    expect(await readersOf(CHATS.bots.id)).toEqual(['王芳 full']);
    expect(await readersOf(CHATS.mixed.id)).toEqual(['王芳 full', 'Nora Neu full']);
  });

  it.each([
    ['shared', 'unknown'],
    ['elsewhere', 'not-there'],
    ['dissolved', 'not-there'],
  ] as const)('of %s is %s', async (key, kind) => {
    const { readersOf } = await directoryIn();
    expect(await readersOf(CHATS[key].id)).toBe(kind);
  });

  it('is not told of a group that is not there', async () => {
    const { readersOf } = await directoryIn();
    expect(await readersOf('oc_00000000000000000000000000000000')).toBe('not-there');
  });

  it('is unknown where somebody of another organisation is in it, whatever the group says of itself', async () => {
    const members = [PEOPLE.wang.openId, PEOPLE.stranger.openId];
    const { readersOf } = await directoryIn({ chats: { general: { ...CHATS.general, members } } });
    expect(await readersOf(CHATS.general.id)).toBe('unknown');
    expect(PEOPLE.stranger.tenant).toBe(OTHER_TENANT);
  });

  it.each([
    [200, 'known'],
    [201, 'unknown'],
  ] as const)('is %i people: %s, over several pages', async (count, kind) => {
    const crowd = Array.from({ length: count }, (_, i) => ({
      ...PEOPLE.wang,
      ...{ openId: `ou_crowd${i}`, unionId: `on_crowd${i}`, userId: `crowd${i}`, name: `Reader ${i}` },
    }));
    const people = Object.fromEntries(crowd.map((one) => [one.userId, one]));
    const chats = { general: { ...CHATS.general, members: crowd.map(({ openId }) => openId) } };
    const { directory, feishu } = await directoryIn({ people, chats });
    const readers = await directory.readersOf(CHATS.general.id);
    expect(readers.kind).toBe(kind);
    if (readers.kind === 'known') expect(readers.profiles).toHaveLength(count);
    // Whose names are asked for would be many.
    if (kind === 'unknown') expect(feishu.calls('contact')).toEqual([]);
  });

  it('is asked for anew when somebody joined or left, and after a minute where it could not be told', async () => {
    const { feishu, directory, readersOf, clock, logged } = await directoryIn();
    await readersOf(CHATS.huawei.id);
    await readersOf(CHATS.huawei.id);
    expect(feishu.calls('im/v1/chats/:id/members')).toHaveLength(1);
    directory.chatChanged(CHATS.huawei.id);
    await readersOf(CHATS.huawei.id);
    expect(feishu.calls('im/v1/chats/:id/members')).toHaveLength(2);
    feishu.fail('im/v1/chats/:id', { status: 500 });
    expect(await readersOf(CHATS.general.id)).toBe('unknown');
    expect(logged.join()).toContain('who reads a group');
    clock.now += 2 * MINUTE;
    expect(await readersOf(CHATS.general.id)).toHaveLength(5);
  });

  it('is unknown while their profiles cannot be had', async () => {
    const { feishu, readersOf } = await directoryIn();
    feishu.fail('contact/v3/users/:id', { status: 500 }, 100);
    expect(await readersOf(CHATS.huawei.id)).toBe('unknown');
  });
});

describe('who we are', () => {
  it('is told by Feishu, with our organisation', async () => {
    const { client, log } = await directoryIn();
    const finder = findApp(client, log);
    open.push(finder.close);
    await finder.known(5000);
    expect(finder.current()).toEqual(OURS);
    expect(finder.trouble()).toBeNull();
  });

  it('lacks the organisation without its scope, until something is delivered there', async () => {
    const { client, log, logged } = await directoryIn({ scopes: without('tenant:tenant:readonly') });
    const finder = findApp(client, log);
    open.push(finder.close);
    await finder.known(5000);
    expect(finder.current()).toEqual({ ...OURS, tenant: null });
    finder.met(TENANT);
    finder.met(OTHER_TENANT);
    expect(finder.current()).toEqual(OURS);
    // It is needed for nothing else: nobody is asked to grant it.
    expect(logged.join()).not.toContain('scope');
  });

  it('is not known with a wrong secret: the log names the setting, once', async () => {
    const { feishu } = await directoryIn();
    const { log, logged } = keptLog();
    const finder = findApp(createFeishuClient(configAt(feishu.url, { appId: feishu.appId }), log), log);
    open.push(finder.close);
    await expect.poll(() => finder.trouble()).toContain('FEISHU_APP_SECRET');
    expect(finder.current()).toBeNull();
    expect(logged.filter((line) => line.includes('FEISHU_APP_SECRET'))).toEqual([expect.stringContaining('error')]);
  });

  it('is asked again until Feishu answers', async () => {
    const { feishu, client, log } = await directoryIn();
    feishu.fail('bot/v3/info', { status: 502 });
    const finder = findApp(client, log);
    open.push(finder.close);
    await expect.poll(() => finder.trouble()).toContain('502');
    await finder.known(10_000);
    expect(finder.current()).toEqual(OURS);
    expect(finder.trouble()).toBeNull();
  });

  it('is nobody while the app has no bot', async () => {
    const { client, log } = await directoryIn({ isBot: false });
    const finder = findApp(client, log);
    open.push(finder.close);
    await expect.poll(() => finder.trouble()).toContain('添加应用能力');
  });
});
