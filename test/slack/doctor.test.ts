import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkSlack } from '../../adapters/slack/doctor.ts';
import { DOCTOR_WORDS } from '../../adapters/slack/doctor-words.ts';
import { SLACK_SCOPES } from '../../adapters/slack/scopes.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Finding } from '../../src/ops/doctor.ts';
import { EVENTS, type SlackSeed } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';

const SCOPES = Object.keys(SLACK_SCOPES);

let slack: SlackDouble;
const reopen = async (seed: SlackSeed = {}): Promise<void> => {
  await slack?.close();
  slack = await openSlackDouble({ scopes: SCOPES, ...seed });
};
beforeEach(() => reopen());
afterEach(() => slack.close());

const check = (
  config: Partial<SlackConfig> = {},
  { language = 'en', awayMs = 0 }: { language?: 'en' | 'zh'; awayMs?: number } = {},
): Promise<readonly Finding[]> =>
  checkSlack(
    { botToken: slack.botToken, appToken: slack.appToken, signingSecret: null, apiUrl: slack.url, ...config },
    { language, now: () => Date.now() + awayMs },
  );

const statuses = (findings: readonly Finding[]) => findings.map(({ status }) => status);
const faults = (findings: readonly Finding[]) =>
  findings.filter(({ status }) => status !== 'ok').map(({ status, message }) => ({ status, message }));

describe('kam doctor looks at Slack', () => {
  test('and has nothing to say where all is well', async () => {
    const findings = await check({ signingSecret: slack.signingSecret });
    expect(findings.map(({ check: what, status }) => `${what} ${status}`)).toEqual(Array(6).fill('slack ok'));
    expect(findings[0]?.message).toContain('@kam in the workspace KAM double');
    for (const event of EVENTS) expect(findings[2]?.message).toContain(`${event} (`);
    expect(findings[4]?.message).toContain('/slack/events');
  });

  test('over one way in only', async () => {
    expect(statuses(await check())).toEqual(Array(5).fill('ok'));
    const overHttp = await check({ appToken: null, signingSecret: slack.signingSecret });
    expect(statuses(overHttp)).toEqual(Array(5).fill('ok'));
    expect(slack.calls('apps.connections.open')).toHaveLength(1);
  });

  test.each([
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['account_inactive', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
    ['internal_error', 'internal_error'],
  ])('and names the setting of a bot’s token refused with %s', async (error, named) => {
    slack.fail('auth.test', { error });
    const [first, ...rest] = await check();
    expect(first).toMatchObject({ check: 'slack', status: 'fatal' });
    expect(first?.message).toContain(named);
    expect(first?.message).toContain(error);
    // The clock is known all the same, and the scopes are not asked about.
    expect(statuses(rest)).toEqual(['ok', 'ok', 'ok']);
  });

  test.each([
    ['not_allowed_token_type', 'SLACK_APP_TOKEN'],
    ['invalid_auth', 'SLACK_APP_TOKEN'],
    ['missing_scope', 'connections:write'],
    ['forbidden_team', 'Socket Mode is switched off'],
  ])('and names the setting of an app’s token refused with %s', async (error, named) => {
    slack.fail('apps.connections.open', { error });
    const [fault, ...more] = faults(await check());
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ status: 'fatal' });
    expect(fault?.message).toContain(named);
  });

  test('and takes the tokens apart when they are swapped', async () => {
    const found = faults(await check({ botToken: slack.appToken, appToken: slack.botToken }));
    expect(found.map(({ message }) => /SLACK_(?:BOT|APP)_TOKEN/.exec(message)?.[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
  });

  test.each(SCOPES)('and names the scope %s when it is lacking', async (scope) => {
    await reopen({ scopes: SCOPES.filter((one) => one !== scope) });
    const [fault, ...more] = faults(await check());
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ status: 'fatal' });
    expect(fault?.message).toContain(`${scope} (${SLACK_SCOPES[scope]?.en})`);
    expect(fault?.message).toContain('install the app to the workspace once more');
  });

  test('and says of an app-level token without its scope what it lacks', async () => {
    await reopen({ appScopes: [] });
    expect(faults(await check())).toEqual([{ status: 'fatal', message: DOCTOR_WORDS.en.socketScope }]);
  });

  test.each([
    [0, 'ok'],
    [55_000, 'ok'],
    [-55_000, 'ok'],
    [70_000, 'warning'],
    [-70_000, 'warning'],
    [290_000, 'warning'],
    [310_000, 'fatal'],
    [-86_400_000, 'fatal'],
  ])('and finds a clock that is %i ms away %s', async (awayMs, status) => {
    const findings = await check({}, { awayMs });
    expect(findings.at(-1)).toMatchObject({ status });
    expect(findings.at(-1)?.message).toMatch(/\d+ s/);
    expect(statuses(findings.slice(0, -1))).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  test.each(['', '8F742231B10E8888ABCD99YYYZZZ85A5', 'a'.repeat(31), 'xoxb-1'])(
    'and doubts the signing secret %j',
    async (signingSecret) => {
      expect(faults(await check({ signingSecret }))).toEqual([
        { status: 'warning', message: DOCTOR_WORDS.en.secretShape },
      ]);
    },
  );

  test.each([
    [{ status: 503 }, 'HTTP 503'],
    [{ reset: 'before' }, 'could not be reached'],
  ] as const)('and says what stood in the way: %j', async (fault, told) => {
    slack.fail('*', fault, 2);
    const found = faults(await check());
    expect(found).toHaveLength(2);
    for (const { status, message } of found) {
      expect(status).toBe('fatal');
      expect(message).toContain(told);
      expect(message).toContain('SLACK_API_URL');
    }
  });

  test('and tells of nothing listening there', async () => {
    const found = faults(await check({ apiUrl: 'http://127.0.0.1:1/api/' }));
    expect(found.map(({ status }) => status)).toEqual(['fatal', 'fatal']);
  });

  test('and speaks Chinese', async () => {
    await reopen({ scopes: SCOPES.filter((one) => one !== 'im:history') });
    const [fault] = faults(await check({}, { language: 'zh' }));
    expect(fault?.message).toContain('im:history (听到私信)');
  });

  test('and never repeats a token', async () => {
    slack.fail('*', { error: 'invalid_auth' }, 2);
    const told = JSON.stringify(await check({ signingSecret: slack.signingSecret }));
    for (const secret of [slack.botToken, slack.appToken, slack.signingSecret]) expect(told).not.toContain(secret);
  });
});
