import { afterEach, describe, expect, test } from 'vitest';
import { createFeishuClient } from '../../adapters/feishu/client.ts';
import { checkFeishu } from '../../adapters/feishu/doctor.ts';
import { FEISHU_CALLBACKS, FEISHU_EVENTS, FEISHU_SCOPES } from '../../adapters/feishu/requirements.ts';
import { scopesJson, setUpFeishu } from '../../adapters/feishu/setup.ts';
import { slashCommands, syncSlashCommands } from '../../adapters/feishu/slash-commands.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Finding } from '../../src/ops/doctor.ts';
import type { Log } from '../../src/ports/log.ts';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import type { FeishuSeed } from '../fakes/feishu/seed.ts';

const LOG: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const SCOPES = Object.keys(FEISHU_SCOPES);
const ALL = slashCommands().length;

const open: FeishuDouble[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function opened(seed: FeishuSeed = {}, config: Partial<FeishuConfig> = {}) {
  const feishu = await openFeishuDouble(seed);
  open.push(feishu);
  const { appId, appSecret, encryptKey, verificationToken, url: baseUrl } = feishu;
  const settings = { appId, appSecret, encryptKey, verificationToken, baseUrl, mode: 'websocket', ...config } as const;
  return {
    feishu,
    setUp: (more: { publicUrl?: string; isDry?: boolean; language?: 'en' | 'zh' } = {}) =>
      setUpFeishu(settings, { language: 'en', publicUrl: null, isDry: false, log: LOG, ...more }),
    check: (awayMs = 0, language: 'en' | 'zh' = 'en'): Promise<readonly Finding[]> =>
      checkFeishu(settings, { language, now: () => Date.now() + awayMs, log: LOG }),
    client: createFeishuClient(settings, LOG),
  };
}

const bodies = (feishu: FeishuDouble) => feishu.changes().map(({ kind, body }) => ({ kind, ...body }));

describe('kam feishu setup', () => {
  test('writes what an app may write of itself, registers the commands, and lists what is left', async () => {
    const { feishu, setUp } = await opened();
    const { ok, lines } = await setUp();
    expect(ok).toBe(true);
    const add_scopes = SCOPES.map((scope_name) => ({ scope_name, token_type: 'tenant' }));
    expect(bodies(feishu)).toEqual([
      { kind: 'ability', bot: { enable: true, i18ns: expect.any(Array) } },
      { kind: 'config', scope: { add_scopes } },
      { kind: 'config', event: { subscription_type: 'websocket', add_events: FEISHU_EVENTS } },
      { kind: 'config', callback: { callback_type: 'websocket', add_callbacks: FEISHU_CALLBACKS } },
    ]);
    expect(feishu.slashCommands()).toHaveLength(ALL);
    const said = lines.join('\n');
    expect(said).toContain(`"im:message:send_as_bot"`);
    expect(said).toContain(`/app/${feishu.appId}/auth?q=${SCOPES.join(',')}&op_from=openapi&token_type=tenant`);
    expect(said).toContain(`${ALL} made, 0 changed, 0 removed`);
    expect(said).toMatch(/both tabs/);
    expect(said).toMatch(/publish/);
    // Nothing is published by itself.
    expect(feishu.publications()).toBe(0);
  });

  test('prints scopes as the console takes them', () => {
    expect(JSON.parse(scopesJson())).toEqual({ scopes: { tenant: SCOPES, user: [] } });
  });

  test('done once more changes nothing of the commands', async () => {
    const { setUp } = await opened();
    await setUp();
    expect((await setUp()).lines.join('\n')).toContain(`0 made, 0 changed, 0 removed, ${ALL} as they were`);
  });

  test('only looks with --dry-run', async () => {
    const { feishu, setUp } = await opened();
    const { ok, lines } = await setUp({ isDry: true });
    expect(ok).toBe(true);
    expect(lines.join('\n')).toContain(`${ALL} made`);
    expect(feishu.changes()).toEqual([]);
    expect(feishu.slashCommands()).toEqual([]);
  });

  test('for the webhook writes address and encryption, where the address is told', async () => {
    const { feishu, setUp } = await opened({}, { mode: 'webhook', encryptKey: 'k'.repeat(32), verificationToken: 'v' });
    const untold = await setUp();
    expect(bodies(feishu).some((body) => 'event' in body || 'callback' in body)).toBe(false);
    expect(untold.lines.join('\n')).toContain('--url https://YOUR-HOST');
    await setUp({ publicUrl: 'https://kam.example.com/' });
    const url = 'https://kam.example.com/feishu/events';
    expect(bodies(feishu)).toEqual(
      expect.arrayContaining([
        {
          kind: 'config',
          event_and_callback_encrypt_strategy: { encryption_key: 'k'.repeat(32), verification_token: 'v' },
        },
        { kind: 'config', event: { subscription_type: 'webhook', request_url: url, add_events: FEISHU_EVENTS } },
        { kind: 'config', callback: { callback_type: 'webhook', request_url: url, add_callbacks: FEISHU_CALLBACKS } },
      ]),
    );
  });

  test('says of each part what the app may not do, with the link that grants it', async () => {
    const { setUp, feishu } = await opened({
      scopes: SCOPES.filter((scope) => !scope.startsWith('application:')),
    });
    const { ok, lines } = await setUp({ language: 'zh' });
    expect(ok).toBe(true);
    const said = lines.join('\n');
    expect(said).toMatch(/机器人能力、权限、事件订阅和回调订阅：应用还不能自己写入.*application:application:patch/);
    expect(said.match(/application:application:patch&op_from/g)).toHaveLength(1);
    expect(said).toMatch(/斜杠命令：应用还不能自己写入.*application:app_slash_command/);
    expect(said).not.toMatch(/新增 0|the app/);
    expect(said).not.toContain('添加应用能力');
    expect(feishu.changes()).toEqual([]);
  });

  test.each([
    ['en', 'add Bot'],
    ['zh', '添加“机器人”'],
  ] as const)('lists the bot where there is none (%s)', async (language, step) => {
    const { setUp } = await opened({ isBot: false });
    const { ok, lines } = await setUp({ language });
    expect(ok).toBe(true);
    expect(lines.join('\n')).toContain(step);
  });

  test.each([
    ['a wrong secret', { appSecret: 'wrong' }, 'FEISHU_APP_SECRET'],
    ['nobody there', { baseUrl: 'http://127.0.0.1:9' }, 'could not be reached'],
  ] as const)('changes nothing with %s, and says why', async (_, config, told) => {
    const { feishu, setUp } = await opened({}, config);
    const { ok, lines } = await setUp();
    expect(ok).toBe(false);
    expect(lines.at(-1)).toContain(told);
    expect(feishu.changes()).toEqual([]);
  });
});

describe('slash commands', () => {
  test('of others stay, ours are mended, and those there are no more go', async () => {
    const { feishu, client } = await opened();
    const path = '/open-apis/application/v7/app_slash_commands';
    const make = (command: string, text: string) =>
      client.call({ method: 'POST', path, data: { command, description: { default_value: text } } });
    await make('报销', '财务的命令');
    await make('记录', '别人的命令');
    await make('stage', 'An old text · KAM');
    await make('gone', 'There is no such command any more · KAM');
    expect(await syncSlashCommands(client, false)).toEqual({
      made: expect.any(Array),
      changed: ['stage'],
      removed: ['gone'],
      foreign: ['记录'],
      unchanged: 0,
      fault: null,
    });
    const there = new Map(feishu.slashCommands().map((one) => [one.command, one.description]));
    expect(there.get('报销')).toEqual({ default_value: '财务的命令' });
    expect(there.get('记录')).toEqual({ default_value: '别人的命令' });
    expect(there.has('gone')).toBe(false);
    expect(there.get('stage')).toEqual(slashCommands().find(({ command }) => command === 'stage')?.description);
    expect(there.size).toBe(ALL + 1);
  });

  test('are all made though Feishu takes fewer at a time', async () => {
    const { feishu, client } = await opened();
    feishu.fail('POST application/v7/app_slash_commands', { code: 99991400 }, 2);
    expect(await syncSlashCommands(client, false)).toMatchObject({ fault: null });
    expect(feishu.slashCommands()).toHaveLength(ALL);
  });

  test('tell how far it went when Feishu stops', async () => {
    const { feishu, client } = await opened();
    feishu.fail(
      'POST application/v7/app_slash_commands',
      { code: 99991400, status: 429 },
      3,
      (body) => body['command'] === 'log',
    );
    const report = await syncSlashCommands(client, false);
    expect(report.fault).toMatchObject({ kind: 'limited' });
    expect(report.made).toEqual(['kam', '记录']);
    expect((await syncSlashCommands(client, false)).fault).toBeNull();
    expect(feishu.slashCommands()).toHaveLength(ALL);
  });
});

describe.each(['en', 'zh'] as const)('what stands in the way is told in %s', (language) => {
  test.each<[string, string, number]>([
    ['a secret it does not take', 'POST auth/v3/tenant_access_token/internal', 10014],
    ['an app that is switched off', 'GET bot/v3/info', 99991662],
    ['an address it does not allow', 'GET bot/v3/info', 99991401],
    ['calls that are used up', 'GET bot/v3/info', 99991403],
    ['too many calls', 'GET bot/v3/info', 99991400],
    ['a token it does not take', 'GET bot/v3/info', 99991663],
    ['a page of something else', 'GET bot/v3/info', 404],
  ])('%s', async (_, path, code) => {
    const { feishu, setUp, check } = await opened();
    const isSaid = (text: string) => /\p{Script=Han}{4}/u.test(text.replace(/\([^)]*\)/g, '')) === (language === 'zh');
    const fault = code === 404 ? { status: 404 } : { code };
    feishu.fail(path, fault, 4);
    expect((await check(0, language))[0]?.message).toSatisfy(isSaid);
    feishu.heal();
    feishu.fail(path, fault, 4);
    const { ok, lines } = await setUp({ language });
    if (!ok) expect(lines.at(-1)).toSatisfy(isSaid);
  });
});

describe('kam doctor looks at Feishu', () => {
  const statuses = (findings: readonly Finding[]) => findings.map(({ check, status }) => `${check} ${status}`);
  const bad = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== 'ok');

  test.each(['websocket', 'webhook'] as const)('and has nothing to say where all is well (%s)', async (mode) => {
    const { check } = await opened({ scopes: SCOPES, events: FEISHU_EVENTS, callbacks: FEISHU_CALLBACKS }, { mode });
    expect(statuses(await check())).toEqual(Array(5).fill('feishu ok'));
  });

  test.each<[string, FeishuSeed, Partial<FeishuConfig>, string, 'fatal' | 'warning']>([
    ['a wrong secret', {}, { appSecret: 'wrong' }, 'FEISHU_APP_SECRET', 'fatal'],
    ['nobody there', {}, { baseUrl: 'http://127.0.0.1:9' }, 'could not be reached', 'fatal'],
    ['no bot', { isBot: false }, {}, 'bot', 'fatal'],
    [
      'a scope it can do without',
      { scopes: SCOPES.filter((one) => one !== 'im:resource') },
      {},
      'im:resource',
      'warning',
    ],
    [
      'a scope without which it is mute',
      { scopes: SCOPES.filter((one) => one !== 'im:message:send_as_bot') },
      {},
      'im:message:send_as_bot',
      'fatal',
    ],
    ['an event it does not hear', { events: FEISHU_EVENTS.slice(1) }, {}, FEISHU_EVENTS[0] ?? '', 'fatal'],
    ['no callbacks', { callbacks: [] }, {}, 'card.action.trigger', 'fatal'],
    [
      'subscriptions it may not read',
      { scopes: SCOPES.filter((one) => one !== 'application:application:self_manage') },
      {},
      'both tabs',
      'warning',
    ],
    ['an unsigned webhook', {}, { mode: 'webhook', encryptKey: null }, 'FEISHU_ENCRYPT_KEY', 'warning'],
  ])('and tells of %s', async (_, seed, config, told, status) => {
    const { check } = await opened({ scopes: SCOPES, events: FEISHU_EVENTS, ...seed }, config);
    const found = bad(await check()).find(({ message }) => message.includes(told));
    expect(found).toMatchObject({ check: 'feishu', status });
  });

  test.each([
    [0, 'ok'],
    [90_000, 'warning'],
    [-400_000, 'fatal'],
  ])('and at the clock, %i ms away', async (awayMs, status) => {
    const { check } = await opened({ scopes: SCOPES });
    expect((await check(awayMs)).at(-1)).toMatchObject({ status, message: expect.stringMatching(/clock/) });
  });

  test.each([
    [514, 'FEISHU_APP_SECRET'],
    [1000040350, 'too many connections'],
    [1000040351, 'FEISHU_BASE_URL'],
  ])('and tells what %i of the gateway means, in both languages', async (code, told) => {
    const { feishu, check } = await opened({ scopes: SCOPES });
    feishu.fail('callback/ws/endpoint', { code, status: 200 }, 2);
    expect(bad(await check())).toMatchObject([{ status: 'fatal', message: expect.stringContaining(told) }]);
    expect(bad(await check(0, 'zh'))[0]?.message).toMatch(/\p{Script=Han}/u);
  });
});
