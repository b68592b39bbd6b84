import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { View } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { type BoltOnDouble, boltOn, type Transport } from '../fixtures/slack-bolt.ts';
import { FORM, HELLO, plain } from '../fixtures/slack-samples.ts';

const ACCOUNTS = ['Northwind', 'Northwind Traders', '华为'];

/** What the app does; `heard` collects what it was told. */
function teach(app: App, heard: Record<string, unknown>[]): void {
  app.command('/kam', async ({ ack, respond, command }) => {
    await ack();
    heard.push({ ...command });
    await respond({ text: 'Hello', blocks: HELLO });
  });
  app.action('open', async ({ ack, body, action, client, respond }) => {
    await ack();
    heard.push({ ...body, pressed: (action as ButtonAction).value });
    await client.views.open({ trigger_id: (body as BlockAction).trigger_id, view: FORM });
    if ((body as BlockAction).response_url) await respond({ text: 'Opened', replace_original: true });
  });
  app.options('pick', async ({ ack, payload }) => {
    const found = ACCOUNTS.filter((name) => name.startsWith(payload.value));
    await ack({ options: found.map((name) => ({ text: plain(name), value: name })) });
  });
  app.view('form', async ({ ack, view }) => {
    heard.push({ ...view });
    const day = view.state.values['on']?.['day']?.selected_date ?? '';
    if (day > '2026-12-31') await ack({ response_action: 'errors', errors: { on: 'That is far ahead' } });
    else await ack();
  });
  app.shortcut('log_to_account', async ({ ack, shortcut, client }) => {
    await ack();
    heard.push({ ...shortcut });
    await client.views.open({ trigger_id: shortcut.trigger_id, view: FORM });
  });
  app.event('message', async ({ event, say, body }) => {
    heard.push({ ...event, event_id: body.event_id });
    if ('text' in event) await say(`You said: ${event.text}`);
  });
  app.event('app_mention', async ({ event, say }) => {
    heard.push({ ...event });
    await say({ text: 'In the thread', thread_ts: event.ts });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const view: View = { type: 'home', blocks: [{ type: 'header', text: plain('Today') }, ...HELLO] };
    await client.views.publish({ user_id: event.user, view });
  });
  app.event('user_change', async ({ event }) => {
    heard.push({ ...event });
  });
}

describe.each<Transport>(['socket', 'http'])('gestures on the double, answered by Bolt over %s', (transport) => {
  const heard: Record<string, unknown>[] = [];
  let slack: SlackDouble;
  let bolt: BoltOnDouble;
  let via: { readonly http?: string };
  // A workspace for each test: what one leaves another would find.
  beforeEach(async () => {
    heard.length = 0;
    // Long enough for a slow machine: what Slack would call late is tested by itself.
    slack = await openSlackDouble({ patienceMs: 60_000 });
    bolt = await boltOn(slack, transport);
    teach(bolt.app, heard);
    via = await bolt.start();
  });
  afterEach(async () => {
    await bolt.stop();
    await slack.close();
  });

  it('a command is answered privately, its button opens a modal and takes the place of the note', async () => {
    const made = await slack.slash('wang', 'general', 'log @Tom Lee <ok> https://a.example', via);
    expect(made).toMatchObject({ error: null, ack: null, status: transport === 'http' ? 200 : null });
    const said = 'log <@U0TOM0001|Tom Lee> &lt;ok&gt; <https://a.example>';
    expect(heard.at(-1)).toMatchObject({
      command: '/kam',
      text: said,
      user_id: slack.users.wang,
      channel_name: 'general',
    });
    await expect.poll(() => slack.ephemerals('wang').length).toBe(1);
    const [note] = slack.ephemerals('wang');
    expect(note).toMatchObject({ shows: 'Hello there\n[Open]', notification: 'Hello', visibleTo: slack.users.wang });
    expect(slack.messages('general')).toEqual([]);
    expect(slack.ephemerals('tom')).toEqual([]);

    await slack.press('wang', note, 'Open', via);
    await expect.poll(() => slack.ephemerals('wang')[0]?.shows).toBe('Opened');
    expect(heard.at(-1)).toMatchObject({ pressed: 'v1', container: { is_ephemeral: true } });
    expect(heard.at(-1)).not.toHaveProperty('message');
    expect(slack.modals('wang')).toMatchObject([{ title: 'Log', submit: 'Save', privateMetadata: 'kept' }]);
  });

  it('a modal is filled from options of the app, errs at its field and is closed when it is saved', async () => {
    await slack.slash('wang', 'general', 'log', via);
    await expect.poll(() => slack.ephemerals('wang').length).toBe(1);
    await slack.press('wang', slack.ephemerals('wang')[0], 'Open', via);
    await expect.poll(() => slack.modals('wang').length).toBe(1);
    const [modal] = slack.modals('wang');
    const typed = await slack.options('wang', modal, 'pick', 'North', via);
    expect(typed.options.map((one) => one['value'])).toEqual(['Northwind', 'Northwind Traders']);
    const wrong = await slack.submit('wang', modal?.id, { Account: typed.options[0], Day: '2027-02-01' }, via);
    expect(wrong.errors).toEqual({ on: 'That is far ahead' });
    expect(slack.modals('wang')).toHaveLength(1);
    const right = await slack.submit('wang', modal?.id, { Day: '2026-11-30', note: 'met' }, via);
    expect(right).toMatchObject({ error: null, errors: {} });
    expect(heard.at(-1)).toMatchObject({
      hash: modal?.hash,
      private_metadata: 'kept',
      state: {
        values: {
          account: { pick: { selected_option: { value: 'Northwind' } } },
          on: { day: { type: 'datepicker', selected_date: '2026-11-30' } },
          note: { text: { value: 'met' } },
        },
      },
    });
    expect(slack.modals('wang')).toEqual([]);
  });

  it('a sentence reaches the app as Slack writes it, and is answered in the conversation', async () => {
    const said = await slack.dm('wang', '@KAM: a & b <c> a@b.example', via);
    const text = '<@U0KAMBOT1>: a &amp; b &lt;c&gt; <mailto:a@b.example|a@b.example>';
    await expect.poll(() => slack.messages('wang').length).toBe(2);
    expect(heard.at(-1)).toMatchObject({ text, channel_type: 'im', ts: said.ts, user: slack.users.wang });
    expect(slack.messages('wang')[1]).toMatchObject({ author: 'U0KAMBOT1', text: `You said: ${text}` });
  });

  it('a mention is heard where it stands in the sentence, once, and is answered in its thread', async () => {
    const said = await slack.mention('wang', 'huawei', 'hello @KAM', via);
    expect(said.others).toEqual([]);
    await expect.poll(() => slack.messages('huawei').length).toBe(2);
    expect(slack.messages('huawei')[1]).toMatchObject({ shows: 'In the thread', threadTs: said.ts });
    await expect(slack.mention('wang', 'elsewhere', 'hello', via)).rejects.toThrow('is not in elsewhere');
    expect((await slack.say('wang', 'huawei', 'among us', via)).envelope).toBe(null);
  });

  it('shortcuts bring their message, or nothing but who asked', async () => {
    await slack.say('tom', 'general', 'Met Alice');
    const spoken = slack.messages('general').at(-1);
    await slack.shortcut('wang', 'log_to_account', spoken ?? null, via);
    await expect.poll(() => slack.modals('wang').length).toBe(1);
    expect(heard.at(-1)).toMatchObject({
      type: 'message_action',
      message: { text: 'Met Alice', user: slack.users.tom, ts: spoken?.ts },
      channel: { id: slack.channels.general },
    });
    await slack.dismiss('wang', slack.modals('wang')[0]?.id, via);
    expect(slack.modals('wang')).toEqual([]);
    await slack.shortcut('wang', 'log_to_account', null, via);
    await expect.poll(() => slack.modals('wang').length).toBe(1);
    expect(heard.at(-1)).toMatchObject({ type: 'shortcut' });
    expect(heard.at(-1)).not.toHaveProperty('channel');
  });

  it('the home tab is published when it is opened, and its buttons work', async () => {
    expect(slack.home('tom')).toBe(null);
    await slack.openHome('tom', via);
    await expect.poll(() => slack.home('tom')?.shows).toBe('Today\nHello there\n[Open]');
    await slack.press('tom', slack.home('tom'), 'open', via);
    await expect.poll(() => slack.modals('tom').length).toBe(1);
    expect(heard.at(-1)).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
  });

  it('a changed profile is told and is what the Web API tells from then on', async () => {
    await slack.changeUser('vera', { timeZone: 'Asia/Tokyo', isDeleted: true }, via);
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'user_change', user: { deleted: true } });
    const { user } = await bolt.app.client.users.info({ user: slack.users.vera });
    expect(user).toMatchObject({ deleted: true });
    expect(user).not.toHaveProperty('tz');
  });

  it('an event is delivered again as itself, with a number and a reason', async () => {
    const retries: unknown[] = [];
    bolt.app.use(async ({ context, next }) => {
      retries.push([context.retryNum, context.retryReason]);
      await next();
    });
    const said = await slack.dm('tom', 'once', via);
    const again = await slack.redeliver(said, { attempt: 2, reason: 'http_timeout', ...via });
    expect(again.payload).toBe(said.payload);
    expect(retries).toEqual([
      [undefined, undefined],
      [2, 'http_timeout'],
    ]);
    await expect(slack.redeliver(said, { attempt: 4, ...via })).rejects.toThrow('three times');
    const command = await slack.slash('tom', 'dm', 'help', via);
    await expect(slack.redeliver(command, via)).rejects.toThrow('only events');
  });

  it('nothing was done that Slack would shake its head at', () => {
    expect(slack.violations()).toEqual([]);
  });
});
