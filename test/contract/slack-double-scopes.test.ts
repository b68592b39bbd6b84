import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { BOT_SCOPES, CHANNELS, USERS } from '../fakes/slack/seed.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';

const GENERAL = CHANNELS.general.id;

describe('scopes, tabs and pace', () => {
  const SCOPED: readonly (readonly [scope: string, method: string, args: Record<string, unknown>])[] = [
    ['chat:write', 'chat.postMessage', { channel: GENERAL, text: 'a' }],
    ['im:write', 'conversations.open', { users: USERS.wang.id }],
    ['im:write', 'chat.postMessage', { channel: USERS.wang.id, text: 'a' }],
    ['channels:history', 'conversations.history', { channel: GENERAL }],
    ['groups:history', 'conversations.history', { channel: CHANNELS.huawei.id }],
    ['channels:read', 'conversations.info', { channel: GENERAL }],
    ['groups:read', 'conversations.members', { channel: CHANNELS.huawei.id }],
    ['users:read', 'users.info', { user: USERS.wang.id }],
    ['users:read.email', 'users.lookupByEmail', { email: 'wang@example.com' }],
    ['files:write', 'files.getUploadURLExternal', { filename: 'a.csv', length: 1 }],
    ['assistant:write', 'assistant.threads.setStatus', { channel_id: GENERAL, thread_ts: '1790000000.000001' }],
    ['team:read', 'team.info', {}],
    ['channels:join', 'conversations.join', { channel: GENERAL }],
  ];

  it.each(SCOPED)('without %s there is no %s', async (scope, method, args) => {
    const others = [...BOT_SCOPES, 'team:read', 'channels:join'].filter((one) => one !== scope);
    const slack = await openSlackDouble({ scopes: others });
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.url,
      logger: QUIET,
      retryConfig: { retries: 0 },
    });
    const failed = await client.apiCall(method, args).catch((error: { data: unknown }) => error.data);
    expect(failed).toMatchObject({ error: 'missing_scope', needed: scope });
    expect(failed).toHaveProperty('provided', expect.stringContaining('commands'));
    await slack.close();
  });

  it('tells which scopes the token has, and addresses of people only with theirs', async () => {
    const slack = await openSlackDouble({ scopes: ['users:read'] });
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.url, logger: QUIET });
    const { response_metadata: told } = await client.auth.test();
    expect(told?.scopes).toEqual(['users:read']);
    const { user } = await client.users.info({ user: USERS.wang.id });
    expect(user?.profile?.email).toBeUndefined();
    await slack.close();
  });

  it('has no tabs that are switched off', async () => {
    const slack = await openSlackDouble({ hasHomeTab: false, hasMessagesTab: false, isAgent: false });
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.url,
      logger: QUIET,
      retryConfig: { retries: 0 },
    });
    const errorOf = (call: Promise<unknown>) => call.catch((error: { data: { error: string } }) => error.data.error);
    const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    expect(await errorOf(client.views.publish({ user_id: USERS.wang.id, view: home }))).toBe('not_enabled');
    expect(await errorOf(client.chat.postMessage({ channel: USERS.wang.id, text: 'a' }))).toBe('messages_tab_disabled');
    const prompts = { channel_id: GENERAL, prompts: [{ title: 'a', message: 'b' }] };
    expect(await errorOf(client.apiCall('assistant.threads.setSuggestedPrompts', prompts))).toBe('not_agent_app');
    await slack.close();
  });

  it('takes one message a second in a channel where the seed says so', async () => {
    const slack = await openSlackDouble({ burst: 2, now: () => 1_795_000_000_000 });
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.url,
      logger: QUIET,
      rejectRateLimitedCalls: true,
    });
    const say = (channel: string) =>
      client.chat.postMessage({ channel, text: 'a' }).then(
        () => 'sent',
        (error: { retryAfter?: number }) => error.retryAfter,
      );
    const said = [await say(GENERAL), await say(GENERAL), await say(GENERAL), await say(CHANNELS.huawei.id)];
    expect(said).toEqual(['sent', 'sent', 1, 'sent']);
    slack.advance(1000);
    expect([await say(GENERAL), await say(GENERAL)]).toEqual(['sent', 1]);
    await slack.close();
  });
});
