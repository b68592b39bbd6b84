import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { FORM, HELLO } from '../fixtures/slack-samples.ts';

describe('what a person’s client does not let them do', () => {
  let slack: SlackDouble;
  let client: WebClient;
  beforeAll(async () => {
    slack = await openSlackDouble();
    client = new WebClient(slack.botToken, { slackApiUrl: slack.url, logger: QUIET });
    const { triggerId } = await slack.slash('wang', 'general', '');
    await client.views.open({ trigger_id: triggerId ?? '', view: FORM });
    const to = { channel: slack.channels.general, user: slack.users.wang };
    await client.chat.postEphemeral({ ...to, text: 'Hello', blocks: HELLO });
  });
  afterAll(() => slack.close());

  it('leave a required field empty, write more than fits, choose what is not there', async () => {
    const id = slack.modals('wang')[0]?.id;
    await expect(slack.submit('wang', id, { Day: '2026-12-01' })).rejects.toThrow('“Account” first');
    await expect(slack.submit('wang', id, { Note: 'x'.repeat(21) })).rejects.toThrow('21 characters');
    await expect(slack.submit('wang', id, { Colour: 'red' })).rejects.toThrow('no field “Colour”; there are Account');
    await expect(slack.options('wang', slack.modals('wang')[0], 'pick', '')).rejects.toThrow('from 1 characters on');
  });

  it('press what is not there, or what somebody else alone sees', async () => {
    const note = slack.ephemerals('wang')[0];
    await expect(slack.press('wang', note, 'Undo')).rejects.toThrow('there is no “Undo”');
    await expect(slack.press('tom', note, 'Open')).rejects.toThrow('does not see');
    await expect(slack.press('tom', slack.modals('wang')[0], 'Open')).rejects.toThrow('does not see');
  });

  it('lose what was typed when a view changes, but for inputs with another block id', async () => {
    const modal = slack.modals('wang')[0];
    slack.fill('wang', modal?.id, { Day: '2026-12-24', Note: 'typed' });
    const [account, day, note] = FORM.blocks;
    const blocks = [account, day, { ...note, block_id: 'note-2' }];
    await client.apiCall('views.update', { view_id: modal?.id, hash: modal?.hash, view: { ...FORM, blocks } });
    const values = slack.modals('wang')[0]?.fields.map(({ blockId, value }) => [blockId, value]);
    expect(values?.slice(1)).toEqual([
      ['on', { type: 'datepicker', selected_date: '2026-12-24' }],
      ['note-2', { type: 'plain_text_input', value: 'as before' }],
    ]);
    const late = client.apiCall('views.update', { view_id: modal?.id, hash: modal?.hash, view: FORM });
    await expect(late).rejects.toThrow('hash_conflict');
  });
});
