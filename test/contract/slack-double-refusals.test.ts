import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { BOT_SCOPES, CHANNELS, USERS } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { many, mrkdwn, plain, section, table, x } from '../fixtures/slack-samples.ts';

type Call = readonly [what: string, method: string, args: Record<string, unknown>, error: string, where?: string];

const GENERAL = CHANNELS.general.id;
const VIEW = { type: 'modal', title: plain('Title'), blocks: [{ type: 'divider' }] };
const metadata = (event_type: unknown, event_payload: unknown) => ({ metadata: { event_type, event_payload } });
const posted = (more: object) => ({ channel: GENERAL, text: 'a', ...more });
const CALLS: readonly Call[] = [
  ['a method nobody knows', 'chat.shout', {}, 'unknown_method'],
  ['nowhere to go', 'chat.postMessage', { text: 'a' }, 'invalid_arguments', 'missing required field: channel'],
  ['a channel that is none', 'chat.postMessage', { channel: 'C0NOTHING', text: 'a' }, 'channel_not_found'],
  [
    'a public channel it is not in',
    'chat.postMessage',
    { channel: CHANNELS.elsewhere.id, text: 'a' },
    'not_in_channel',
  ],
  [
    'a private channel it is not in',
    'chat.postMessage',
    { channel: CHANNELS.secret.id, text: 'a' },
    'channel_not_found',
  ],
  ['an archived channel', 'chat.postMessage', { channel: CHANNELS.old.id, text: 'a' }, 'is_archived'],
  ['somebody deactivated', 'chat.postMessage', { channel: USERS.gone.id, text: 'a' }, 'user_disabled'],
  ['nothing to say', 'chat.postMessage', { channel: GENERAL }, 'no_text'],
  ['blocks that are no JSON', 'chat.postMessage', posted({ blocks: '[{' }), 'invalid_blocks_format'],
  ['two tables', 'chat.postMessage', posted({ blocks: [table(1, 1), table(1, 1)] }), 'invalid_attachments'],
  [
    '13,201 characters in blocks',
    'chat.postMessage',
    posted({ blocks: many(5, section(x(2641))) }),
    'msg_blocks_too_long',
  ],
  [
    '49 dividers beside 9,000',
    'chat.postMessage',
    posted({ blocks: [...many(3, section(x(3000))), ...many(40, { type: 'divider' })] }),
    'msg_blocks_too_long',
  ],
  ['markdown beside text', 'chat.postMessage', posted({ markdown_text: 'b' }), 'markdown_text_conflict'],
  ['a thread under nothing', 'chat.postMessage', posted({ thread_ts: '1790000000.000001' }), 'thread_not_found'],
  ['a thread that is a number', 'chat.postMessage', posted({ thread_ts: 1790000000.25 }), 'invalid_thread_ts'],
  ['metadata that are no object', 'chat.postMessage', posted({ metadata: 'key' }), 'invalid_metadata_format'],
  ['metadata without a type', 'chat.postMessage', posted(metadata(undefined, { key: 'k' })), 'invalid_metadata_schema'],
  [
    'metadata that go deep',
    'chat.postMessage',
    posted(metadata('a', { b: { c: { d: 1 } } })),
    'invalid_metadata_schema',
  ],
  ['metadata of 8 kB', 'chat.postMessage', posted(metadata('a', { b: x(8000) })), 'metadata_too_large'],
  ['a note to who is not there', 'chat.postEphemeral', posted({ user: USERS.nora.id }), 'user_not_in_channel'],
  [
    'a note in a channel it is not in',
    'chat.postEphemeral',
    { channel: CHANNELS.elsewhere.id, user: USERS.wang.id, text: 'a' },
    'not_in_channel',
  ],
  [
    'a note of 40,001',
    'chat.postEphemeral',
    { channel: GENERAL, user: USERS.wang.id, text: x(40_001) },
    'msg_too_long',
  ],
  ['a change of nothing', 'chat.update', { channel: GENERAL, ts: '1790000000.000001', text: 'b' }, 'message_not_found'],
  [
    'the history of a channel it is not in',
    'conversations.history',
    { channel: CHANNELS.elsewhere.id },
    'not_in_channel',
  ],
  ['the history of a hidden channel', 'conversations.history', { channel: CHANNELS.secret.id }, 'channel_not_found'],
  [
    'since a time that is none',
    'conversations.history',
    { channel: GENERAL, oldest: 'yesterday' },
    'invalid_ts_oldest',
  ],
  ['the members of a hidden channel', 'conversations.members', { channel: CHANNELS.secret.id }, 'channel_not_found'],
  ['a page that is none', 'conversations.members', { channel: GENERAL, cursor: 'next' }, 'invalid_cursor'],
  [
    'joining a private channel',
    'conversations.join',
    { channel: CHANNELS.huawei.id },
    'method_not_supported_for_channel_type',
  ],
  ['talking to nobody', 'conversations.open', {}, 'users_list_not_supplied'],
  ['talking to somebody unknown', 'conversations.open', { users: 'U0NOTHING' }, 'user_not_found'],
  ['talking to somebody deactivated', 'conversations.open', { users: USERS.gone.id }, 'user_disabled'],
  [
    'talking to two without the scope',
    'conversations.open',
    { users: `${USERS.wang.id},${USERS.tom.id}` },
    'missing_scope',
  ],
  ['somebody unknown', 'users.info', { user: 'U0NOTHING' }, 'user_not_found'],
  ['an address nobody has', 'users.lookupByEmail', { email: 'nobody@example.com' }, 'users_not_found'],
  ['a link to no message', 'chat.getPermalink', { channel: GENERAL, message_ts: '1.2' }, 'message_not_found'],
  ['a trigger that is none', 'views.open', { trigger_id: '1.2.a', view: VIEW }, 'invalid_trigger_id'],
  ['no trigger', 'views.open', { view: VIEW }, 'invalid_arguments', 'trigger_id'],
  ['a view that is none', 'views.update', { view_id: 'V0NOTHING', view: VIEW }, 'not_found'],
  [
    'a home tab of 250 kB',
    'views.publish',
    { user_id: USERS.wang.id, view: { type: 'home', blocks: many(84, section(x(3000))) } },
    'view_too_large',
  ],
  [
    'an alert at home',
    'views.publish',
    { user_id: USERS.wang.id, view: { type: 'home', blocks: [{ type: 'alert', text: mrkdwn('a') }] } },
    'invalid_arguments',
    '/view/blocks/0/type',
  ],
  [
    'a home tab with an old hash',
    'views.publish',
    { user_id: USERS.wang.id, hash: '1.a', view: { type: 'home', blocks: VIEW.blocks } },
    'hash_conflict',
  ],
  [
    'five prompts',
    'assistant.threads.setSuggestedPrompts',
    { channel_id: GENERAL, prompts: many(5, { title: 'a', message: 'b' }) },
    'invalid_arguments',
  ],
  ['a file of nothing', 'files.getUploadURLExternal', { filename: 'a.csv', length: 0 }, 'missing_argument'],
  ['a file that was not sent', 'files.completeUploadExternal', { files: [{ id: 'F0NOTHING' }] }, 'file_not_found'],
];

describe('what the double of Slack refuses, with Slack’s error', () => {
  let slack: SlackDouble;
  const clientOf = (token: string): WebClient =>
    new WebClient(token, { slackApiUrl: slack.url, logger: QUIET, retryConfig: { retries: 0 } });
  const errorOf = async (call: Promise<unknown>): Promise<{ error: string; said: string }> => {
    const failed = await call.then(
      () => ({ data: { error: 'none' } }),
      (error: { data: { error: string } }) => error,
    );
    return { error: failed.data.error, said: JSON.stringify(failed.data) };
  };
  beforeAll(async () => {
    slack = await openSlackDouble({ scopes: [...BOT_SCOPES, 'channels:join', 'team:read'] });
  });
  afterAll(() => slack.close());

  it.each(CALLS.map(([what, ...call]) => ({ what, call })))(
    '$what',
    async ({ call: [method, args, error, where = ''] }) => {
      const found = await errorOf(clientOf(slack.botToken).apiCall(method, args));
      expect(found.error).toBe(error);
      expect(found.said).toContain(where);
    },
  );

  it('knows its tokens', async () => {
    const call = (token: string, method: string) => errorOf(clientOf(token).apiCall(method));
    expect(await call('xoxb-wrong', 'auth.test')).toMatchObject({ error: 'invalid_auth' });
    expect(await call(slack.appToken, 'auth.test')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call(slack.botToken, 'apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await errorOf(new WebClient('', { slackApiUrl: slack.url, logger: QUIET }).auth.test())).toMatchObject({
      error: 'not_authed',
    });
  });

  it('lets a trigger open one modal, within three seconds', async () => {
    const client = clientOf(slack.botToken);
    const open = (trigger: string) => errorOf(client.apiCall('views.open', { trigger_id: trigger, view: VIEW }));
    const { trigger } = await made();
    expect(await open(trigger)).toMatchObject({ error: 'none' });
    expect(await open(trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = await made();
    slack.advance(3001);
    expect(await open(late.trigger)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('lets an address be used five times within half an hour', async () => {
    const say = (url: string) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' });
    const { url } = await made();
    const said = [];
    for (let time = 0; time < 6; time += 1) said.push((await say(url)).status);
    expect(said).toEqual([200, 200, 200, 200, 200, 404]);
    const late = await made();
    slack.advance(30 * 60_000 + 1);
    expect((await say(late.url)).status).toBe(404);
    const wrong = await made();
    const refused = await fetch(wrong.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'a', blocks: [{ type: 'marquee' }] }),
    });
    expect([refused.status, await refused.text()]).toEqual([400, 'invalid_blocks']);
  });

  it('has no history of private notes, and no way to change them but their own address', async () => {
    const client = clientOf(slack.botToken);
    const note = await client.chat.postEphemeral({ channel: GENERAL, user: USERS.wang.id, text: 'for you' });
    const { messages = [] } = await client.conversations.history({ channel: GENERAL });
    expect(messages.map((one) => one.text)).not.toContain('for you');
    const args = { channel: GENERAL, ts: note.message_ts ?? '', text: 'b' };
    expect(await errorOf(client.chat.update(args))).toMatchObject({ error: 'message_not_found' });
  });

  it('lets nobody change what others wrote, or write more than 4,000 into a message that stands', async () => {
    const client = clientOf(slack.botToken);
    const theirs = await slack.say('wang', 'general', 'hello');
    const update = (ts: string, words: string) => errorOf(client.chat.update({ channel: GENERAL, ts, text: words }));
    expect(await update(theirs.ts, 'b')).toMatchObject({ error: 'cant_update_message' });
    const { ts = '' } = await client.chat.postMessage({ channel: GENERAL, text: x(41_000) });
    expect(slack.messages('general').at(-1)?.text).toHaveLength(40_000);
    expect(await update(ts, x(4001))).toMatchObject({ error: 'msg_too_long' });
    expect(await update(ts, x(4000))).toMatchObject({ error: 'none' });
  });

  /** A gesture nothing answers; its trigger and address are good all the same. */
  async function made(): Promise<{ trigger: string; url: string }> {
    const { triggerId, responseUrl } = await slack.slash('wang', 'general', 'help');
    return { trigger: triggerId ?? '', url: responseUrl ?? '' };
  }
});
