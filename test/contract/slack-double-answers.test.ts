import type { App, BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_SCOPES, EVENTS } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { type BoltOnDouble, boltOn } from '../fixtures/slack-bolt.ts';
import { actions, many, option, plain, select, text } from '../fixtures/slack-samples.ts';

const STEP: ModalView = {
  type: 'modal',
  callback_id: 'step',
  notify_on_close: true,
  title: plain('Step'),
  submit: plain('Next'),
  blocks: [{ type: 'input', block_id: 'what', label: plain('What'), element: { ...text, type: 'plain_text_input' } }],
};
const said = (title: string): ModalView => ({ ...STEP, title: plain(title) });

/** Answers a step with what stands in it. */
const STEPS: Readonly<Record<string, object>> = {
  update: { response_action: 'update', view: said('Updated') },
  push: { response_action: 'push', view: said('Pushed') },
  clear: { response_action: 'clear' },
  'errors nowhere': { response_action: 'errors', errors: { nowhere: 'a' } },
  'errors of nothing': { response_action: 'errors', errors: {} },
  'bad view': { response_action: 'update', view: { ...STEP, title: plain('x'.repeat(25)) } },
};

function teach(app: App, heard: Record<string, unknown>[]): void {
  app.command('/kam', async ({ ack, command, client }) => {
    if (command.text !== 'step') return ack(JSON.parse(command.text.replaceAll('&lt;', '<')));
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: STEP });
  });
  app.view('step', async ({ ack, view }) => {
    const what = view.state.values['what']?.['typed']?.value ?? '';
    await ack(STEPS[what] as { response_action: 'clear' });
  });
  app.view({ type: 'view_closed', callback_id: 'step' }, async ({ ack, body }) => {
    heard.push({ ...body });
    await ack();
  });
  app.action(/.*/, async ({ ack, body, respond, action }) => {
    heard.push({ ...action });
    await ack();
    const { response_url: url } = body as BlockAction;
    if (url) await respond({ delete_original: true });
  });
  app.options('choose', async ({ ack }) => {
    await ack({ options: [...many(101, { text: plain('a'), value: 'a' })] });
  });
  for (const name of ['message', 'app_mention', 'member_joined_channel', 'app_home_opened']) {
    app.event(name, async ({ event }) => {
      heard.push({ ...event });
    });
  }
}

describe('answers to gestures, and what else the double knows', () => {
  const heard: Record<string, unknown>[] = [];
  let slack: SlackDouble;
  let bolt: BoltOnDouble;
  beforeEach(async () => {
    heard.length = 0;
    slack = await openSlackDouble({
      patienceMs: 60_000,
      events: [...EVENTS, 'message.channels'],
      scopes: [...BOT_SCOPES, 'channels:join', 'team:read'],
    });
    bolt = await boltOn(slack, 'socket');
    teach(bolt.app, heard);
    await bolt.start();
  });
  afterEach(async () => {
    await bolt.stop();
    await slack.close();
  });

  it('a command may be answered in its ack, privately or for all', async () => {
    await slack.slash('wang', 'general', '"quietly"');
    expect(slack.ephemerals('wang').at(-1)?.shows).toBe('quietly');
    await slack.slash('wang', 'general', '{"response_type":"in_channel","text":"aloud"}');
    expect(slack.messages('general').at(-1)?.shows).toBe('aloud');
    const wrong = await slack.slash('wang', 'general', '{"blocks":[{"type":"marquee"}]}', { isRaw: true });
    expect(wrong.error).toBe('the answer is not valid: invalid_blocks');
  });

  it('a modal is changed, followed by another, and cleared by the answer to it', async () => {
    await slack.slash('wang', 'general', 'step');
    await expect.poll(() => slack.modals('wang').length).toBe(1);
    const step = async (what: string) => slack.submit('wang', slack.modals('wang').at(-1)?.id, { What: what });
    const titles = () => slack.modals('wang').map((one) => one.title);
    for (const [what, error] of [
      ['errors nowhere', 'no_input_block_nowhere'],
      ['errors of nothing', 'no_errors_given'],
      ['bad view', 'invalid_arguments'],
    ] as const) {
      expect((await step(what)).error).toBe(`the answer is not valid: ${error}`);
      expect(titles()).toEqual(['Step']);
    }
    await step('update');
    expect(titles()).toEqual(['Updated']);
    await step('push');
    await step('push');
    expect(titles()).toEqual(['Updated', 'Pushed', 'Pushed']);
    expect((await step('push')).error).toBe('the answer is not valid: push_limit_reached');
    await slack.dismiss('wang', slack.modals('wang').at(-1)?.id);
    expect(heard.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false });
    await step('clear');
    expect(titles()).toEqual([]);
  });

  it('menus in messages tell at once, and a message may be taken away by its address', async () => {
    const overflow = { type: 'overflow', action_id: 'more', options: [option('Later'), option('Never')] };
    const menu = select({ placeholder: plain('Stage'), options: [option('A'), option('B')] });
    const blocks = [{ ...actions(menu, overflow), type: 'actions' }];
    const args = { channel: slack.channels.general, text: 'menus', blocks };
    await bolt.app.client.apiCall('chat.postMessage', args);
    const message = slack.messages('general').at(-1);
    await slack.choose('wang', message, 'Stage', 'B');
    expect(heard.at(-1)).toMatchObject({ action_id: 'choose', selected_option: { value: 'B' } });
    await expect.poll(() => slack.messages('general').some((one) => one.ts === message?.ts)).toBe(false);
    await bolt.app.client.apiCall('chat.postMessage', args);
    await slack.choose('wang', slack.messages('general').at(-1), 'more', 'Never');
    expect(heard.at(-1)).toMatchObject({ type: 'overflow', selected_option: { value: 'Never' } });
  });

  it('more than a hundred options are no answer', async () => {
    const external = { type: 'external_select', action_id: 'choose', min_query_length: 1 };
    const view = { ...STEP, blocks: [{ type: 'input', label: plain('Who'), element: external }] };
    const { triggerId } = await slack.slash('wang', 'general', '"x"');
    await bolt.app.client.apiCall('views.open', { trigger_id: triggerId, view });
    const typed = await slack.options('wang', slack.modals('wang')[0], 'choose', 'a');
    expect(typed.error).toMatch(/options are not valid.*no more than 100 items/);
    expect(typed.options).toEqual([]);
  });

  it('a mention is two events of one post where the app hears the channel too', async () => {
    const before = heard.length;
    const spoken = await slack.mention('stranger', 'shared', 'hello');
    expect(spoken.others).toHaveLength(1);
    const [first, second] = heard.slice(before);
    expect([first?.['type'], second?.['type']]).toEqual(['app_mention', 'message']);
    expect(first).toMatchObject({ ts: spoken.ts, user_team: 'T0OTHERORG', client_msg_id: second?.['client_msg_id'] });
    expect(spoken.payload).toMatchObject({
      team_id: 'T0OTHERORG',
      is_ext_shared_channel: true,
      authorizations: [{ team_id: slack.team }],
    });
    expect(spoken.others[0]?.payload['event_id']).not.toBe(spoken.payload['event_id']);
  });

  it('people and the assistant come into channels', async () => {
    const { client } = bolt.app;
    await slack.join('nora', 'general');
    expect(heard.at(-1)).toMatchObject({ type: 'member_joined_channel', user: slack.users.nora });
    await expect(client.chat.postMessage({ channel: slack.channels.secret, text: 'a' })).rejects.toThrow('channel_not');
    await slack.invite('secret');
    expect(await client.chat.postMessage({ channel: slack.channels.secret, text: 'a' })).toMatchObject({ ok: true });
    await client.conversations.join({ channel: slack.channels.elsewhere });
    const { channel } = await client.conversations.info({
      channel: slack.channels.elsewhere,
      include_num_members: true,
    });
    expect(channel).toMatchObject({ is_member: true, num_members: 3, is_ext_shared: false });
  });

  it('lists come in pages, each once', async () => {
    const { client } = bolt.app;
    const ids: (string | undefined)[] = [];
    for await (const page of client.paginate('users.list', { limit: 5 })) {
      const { members = [] } = page as { members?: { id: string }[] };
      expect(members.length).toBeLessThanOrEqual(5);
      ids.push(...members.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Object.values(slack.users)));
    await slack.invite('secret');
    const { channels = [] } = await client.conversations.list({ types: 'private_channel', exclude_archived: true });
    expect(channels.map(({ id }) => id)).toEqual([slack.channels.huawei, slack.channels.secret]);
    expect((await client.team.info()).team).toMatchObject({ id: slack.team });
  });

  it('prompts and a status stand in the conversation that was opened', async () => {
    await slack.openHome('tom', { tab: 'messages' });
    const { channel = '' } = heard.at(-1) as { channel?: string };
    expect(heard.at(-1)).toMatchObject({ tab: 'messages', user: slack.users.tom });
    const { client } = bolt.app;
    await client.apiCall('assistant.threads.setSuggestedPrompts', {
      channel_id: channel,
      title: 'Try',
      prompts: [{ title: 'Due', message: 'what is due' }],
    });
    expect(slack.prompts()).toMatchObject([{ channel, title: 'Try', prompts: [{ message: 'what is due' }] }]);
    const { ts } = await slack.dm('tom', 'hello');
    await client.apiCall('assistant.threads.setStatus', { channel_id: channel, thread_ts: ts, status: 'is looking' });
    expect(slack.statuses()).toMatchObject([{ channel, threadTs: ts, status: 'is looking' }]);
  });

  it('arguments nobody knows are noted', async () => {
    const args = { channel: slack.channels.general, text: 'a', unfurl_link: false };
    await bolt.app.client.apiCall('chat.postMessage', args);
    expect(slack.violations()).toEqual(['chat.postMessage: no such argument: unfurl_link']);
  });
});
