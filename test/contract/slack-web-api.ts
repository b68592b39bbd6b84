import { type KnownBlock, type ModalView, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { FORM, HELLO, plain } from '../fixtures/slack-samples.ts';

/** Something that stands for Slack's Web API. */
export interface SlackWebApi {
  /** Ends in `/api/`. */
  readonly url: string;
  readonly token: string;
  /** One that may read users and nothing else. */
  readonly narrowToken: string;
  /** Somebody, and a channel they and the bot are in. */
  readonly user: string;
  readonly email: string;
  readonly channel: string;
  /** What opens a modal for that somebody; of a gesture in this view, where one is named. */
  trigger(viewId?: string): Promise<string>;
  close(): Promise<void>;
}

/** What the adapter relies on of Slack's Web API; run on everything that stands for it, so that no two of them agree by chance. */
export function slackWebApiContract(name: string, open: () => Promise<SlackWebApi>): void {
  describe(`Slack's Web API (${name})`, () => {
    let subject: SlackWebApi;
    let slack: WebClient;
    const clientOf = (token: string): WebClient =>
      new WebClient(token, { slackApiUrl: subject.url, retryConfig: { retries: 0 }, logger: QUIET });
    const errorOf = (call: Promise<unknown>): Promise<string> =>
      call.then(
        () => 'none',
        (error: { data?: { error?: string } }) => error.data?.error ?? String(error),
      );
    beforeAll(async () => {
      subject = await open();
      slack = clientOf(subject.token);
    });
    afterAll(() => subject?.close());

    it('tells who the token belongs to', async () => {
      const { team_id, user_id, bot_id } = await slack.auth.test();
      expect([team_id, user_id, bot_id]).toEqual([
        expect.stringMatching(/^T/),
        expect.stringMatching(/^U/),
        expect.stringMatching(/^B/),
      ]);
    });

    it('opens the same direct conversation every time', async () => {
      const first = await slack.conversations.open({ users: subject.user });
      const second = await slack.conversations.open({ users: subject.user });
      expect(first.channel?.id).toMatch(/^D/);
      expect(second.channel?.id).toBe(first.channel?.id);
      expect(await errorOf(slack.conversations.open({ users: 'U0NOTHING' }))).toBe('user_not_found');
    });

    it('keeps blocks and metadata of a message, and gives them back to who reads the conversation', async () => {
      const { channel } = await slack.conversations.open({ users: subject.user });
      const id = channel?.id ?? '';
      const metadata = { event_type: 'kam_outbox', event_payload: { key: 'letter-1' } };
      const posted = await slack.chat.postMessage({ channel: id, text: 'a &amp; b', blocks: HELLO, metadata });
      expect(posted.ts).toMatch(/^\d{10}\.\d{6}$/);
      expect(posted.channel).toBe(id);
      const { messages = [] } = await slack.conversations.history({ channel: id, include_all_metadata: true });
      expect(messages[0]).toMatchObject({ ts: posted.ts, text: 'a &amp; b', metadata });
      expect(messages[0]?.blocks).toMatchObject(HELLO.map(({ type }) => ({ type })));
    });

    it('orders messages by their ts, and finds the answers beneath one', async () => {
      const { channel } = subject;
      const root = await slack.chat.postMessage({ channel, text: 'root' });
      const thread_ts = root.ts ?? '';
      const reply = await slack.chat.postMessage({ channel, text: 'reply', thread_ts });
      expect(Number(reply.ts)).toBeGreaterThan(Number(root.ts));
      const { messages = [] } = await slack.conversations.replies({ channel, ts: thread_ts });
      expect(messages.map(({ ts }) => ts)).toEqual([root.ts, reply.ts]);
      const history = await slack.conversations.history({ channel });
      expect(history.messages?.map(({ ts }) => ts)).not.toContain(reply.ts);
    });

    it('puts another content in the place of a message of ours', async () => {
      const { channel } = subject;
      const { ts = '' } = await slack.chat.postMessage({ channel, text: 'before', blocks: HELLO });
      const blocks: KnownBlock[] = [{ type: 'header', text: plain('After') }];
      await slack.chat.update({ channel, ts, text: 'after', blocks });
      const { messages = [] } = await slack.conversations.history({ channel });
      expect(messages[0]).toMatchObject({ ts, text: 'after', blocks: [{ type: 'header' }] });
      expect(await errorOf(slack.chat.update({ channel, ts: '1000000000.000001', text: 'b' }))).toBe(
        'message_not_found',
      );
    });

    it('has no history of private notes', async () => {
      const { channel, user } = subject;
      const note = await slack.chat.postEphemeral({ channel, user, text: 'for you alone', blocks: HELLO });
      expect(note.message_ts).toMatch(/^\d{10}\.\d{6}$/);
      const { messages = [] } = await slack.conversations.history({ channel });
      expect(messages.map(({ text }) => text)).not.toContain('for you alone');
    });

    it('refuses what is nowhere, and what says nothing', async () => {
      expect(await errorOf(slack.chat.postMessage({ channel: 'C0NOTHING', text: 'a' }))).toBe('channel_not_found');
      expect(await errorOf(slack.chat.postMessage({ channel: subject.channel, text: '' }))).toBe('no_text');
    });

    it('opens a modal with a trigger that is good once, and fills it by its hash', async () => {
      const trigger_id = await subject.trigger();
      const { view } = await slack.views.open({ trigger_id, view: FORM });
      expect(view).toMatchObject({ callback_id: 'form', private_metadata: 'kept', root_view_id: view?.id });
      expect(await errorOf(slack.views.open({ trigger_id, view: FORM }))).toBe('exchanged_trigger_id');
      expect(await errorOf(slack.views.open({ trigger_id: '1.2.a', view: FORM }))).toBe('invalid_trigger_id');
      const [id, hash] = [view?.id ?? '', view?.hash ?? ''];
      const filled: ModalView = { ...FORM, title: plain('Filled') };
      const updated = await slack.views.update({ view_id: id, hash, view: filled });
      expect(updated.view).toMatchObject({ id, title: { text: 'Filled' } });
      expect(updated.view?.hash).not.toBe(hash);
      expect(await errorOf(slack.views.update({ view_id: id, hash, view: filled }))).toBe('hash_conflict');
      expect(await errorOf(slack.views.update({ view_id: 'V0NOTHING', view: filled }))).toBe('not_found');
      const pushed = await slack.views.push({ trigger_id: await subject.trigger(id), view: FORM });
      expect(pushed.view).toMatchObject({ root_view_id: id, previous_view_id: id });
    });

    it('publishes a home tab, over an older one only by its hash', async () => {
      const home = { type: 'home' as const, blocks: HELLO };
      const { view } = await slack.views.publish({ user_id: subject.user, view: home });
      expect(view).toMatchObject({ type: 'home', blocks: [{ type: 'section' }, { type: 'actions' }] });
      const hash = view?.hash ?? '';
      const again = await slack.views.publish({ user_id: subject.user, hash, view: home });
      expect(again.view?.id).toBe(view?.id);
      const late = slack.views.publish({ user_id: subject.user, hash, view: home });
      expect(await errorOf(late)).toBe('hash_conflict');
    });

    it('takes a file in three steps and shows it in the channel', async () => {
      const content = 'account,share\n华为,40\n';
      const file = { channel_id: subject.channel, filename: 'accounts.csv', content, initial_comment: 'the list' };
      const { files } = (await slack.filesUploadV2(file)) as unknown as { files: { files: { id: string }[] }[] };
      expect(files[0]?.files[0]?.id).toMatch(/^F/);
      const { messages = [] } = await slack.conversations.history({ channel: subject.channel });
      expect(messages[0]).toMatchObject({ text: 'the list', files: [{ name: 'accounts.csv', size: 24 }] });
      const address = messages[0]?.files?.[0]?.url_private ?? '';
      const fetched = await fetch(address, { headers: { authorization: `Bearer ${subject.token}` } });
      expect(await fetched.text()).toBe(content);
      expect((await fetch(address)).ok).toBe(false);
    });

    it('knows people by id and by address', async () => {
      const { user } = await slack.users.info({ user: subject.user });
      expect(user).toMatchObject({ id: subject.user, deleted: false, profile: { email: subject.email } });
      expect((await slack.users.lookupByEmail({ email: subject.email })).user?.id).toBe(subject.user);
      expect(await errorOf(slack.users.info({ user: 'U0NOTHING' }))).toBe('user_not_found');
      expect(await errorOf(slack.users.lookupByEmail({ email: 'nobody@example.com' }))).toBe('users_not_found');
      const { members = [] } = await slack.conversations.members({ channel: subject.channel });
      expect(members).toContain(subject.user);
    });

    it('names the scope a token lacks', async () => {
      const narrow = clientOf(subject.narrowToken);
      const refused = await narrow.chat
        .postMessage({ channel: subject.channel, text: 'a' })
        .catch((error) => error.data);
      expect(refused).toMatchObject({ error: 'missing_scope', needed: 'chat:write', provided: 'users:read' });
      expect(await narrow.users.info({ user: subject.user })).toMatchObject({ ok: true });
    });
  });
}
