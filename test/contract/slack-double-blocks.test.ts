import { type KnownBlock, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { CHANNELS } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import {
  actions,
  button,
  cell,
  input,
  many,
  mrkdwn,
  option,
  options,
  plain,
  section,
  select,
  table,
  text,
  x,
} from '../fixtures/slack-samples.ts';

const GENERAL = CHANNELS.general.id;

/** Blocks no message may have, and where Slack points. */
const BLOCKS: readonly (readonly [what: string, blocks: readonly object[], where: string])[] = [
  ['51 blocks', many(51, { type: 'divider' }), '/blocks'],
  ['an unknown block', [{ type: 'marquee' }], '/blocks/0/type'],
  ['an unknown field', [{ ...section('a'), colour: 'red' }], 'no such field: colour'],
  ['a button that is switched off', [actions(button({ disabled: true }))], 'no such field: disabled'],
  ['an empty text', [section('')], '/blocks/0/text/text'],
  ['a section of 3001', [section(x(3001))], '/blocks/0/text/text'],
  ['a section with nothing in it', [{ type: 'section' }], 'needs text or fields'],
  ['11 fields', [{ type: 'section', fields: many(11, mrkdwn('f')) }], '/blocks/0/fields'],
  ['a field of 2001', [{ type: 'section', fields: [mrkdwn(x(2001))] }], '/blocks/0/fields/0/text'],
  ['a header of 151', [{ type: 'header', text: plain(x(151)) }], '/blocks/0/text/text'],
  ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('a') }], '/blocks/0/text/type'],
  ['emoji in mrkdwn', [{ type: 'section', text: { ...mrkdwn('a'), emoji: true } }], 'no such field: emoji'],
  ['11 elements in a context', [{ type: 'context', elements: many(11, mrkdwn('c')) }], '/blocks/0/elements'],
  ['a button in a context', [{ type: 'context', elements: [button()] }], '/blocks/0/elements/0/type'],
  [
    '26 buttons',
    [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `${n}` })))],
    '/blocks/0/elements',
  ],
  ['no buttons', [actions()], '/blocks/0/elements'],
  ['a label of 76', [actions(button({ text: plain(x(76)) }))], '/blocks/0/elements/0/text/text'],
  ['a label in mrkdwn', [actions(button({ text: mrkdwn('Go') }))], '/blocks/0/elements/0/text'],
  ['a value of 2001', [actions(button({ value: x(2001) }))], '/blocks/0/elements/0/value'],
  ['an address that is none', [actions(button({ url: 'javascript:alert(1)' }))], '/blocks/0/elements/0/url'],
  ['an address of 3001', [actions(button({ url: `https://a.example/${x(2984)}` }))], '/blocks/0/elements/0/url'],
  ['a style of its own', [actions(button({ style: 'warning' }))], '/blocks/0/elements/0/style'],
  ['an action id of 256', [actions(button({ action_id: x(256) }))], '/blocks/0/elements/0/action_id'],
  ['a block id of 256', [{ type: 'divider', block_id: x(256) }], '/blocks/0/block_id'],
  ['the same block id twice', many(2, { type: 'divider', block_id: 'b' }), 'block_id already exists'],
  ['the same action id twice', [actions(button(), button())], 'action_id already exists'],
  ['a confirmation of 301', [actions(button({ confirm: { text: plain(x(301)) } }))], '/confirm/text/text'],
  ['a confirmation without a text', [actions(button({ confirm: { title: plain('Sure?') } }))], '/confirm'],
  ['101 options', [actions(select({ options: options(101) }))], '/blocks/0/elements/0/options'],
  ['no options', [actions(select({ options: [] }))], '/blocks/0/elements/0/options'],
  [
    'options and groups',
    [actions(select({ options: options(1), option_groups: [] }))],
    'either options or option_groups',
  ],
  ['an option value of 76', [actions(select({ options: [option(x(76))] }))], '/options/0/'],
  [
    'a choice that is none',
    [actions(select({ options: options(2), initial_option: option('o7') }))],
    '/initial_option',
  ],
  ['11 boxes', [actions({ type: 'checkboxes', options: options(11) })], '/blocks/0/elements/0/options'],
  ['6 options in an overflow', [actions({ type: 'overflow', options: options(6) })], '/blocks/0/elements/0/options'],
  ['a day that is none', [actions({ type: 'datepicker', initial_date: '21.11.2026' })], '/initial_date'],
  ['a time that is none', [actions({ type: 'timepicker', initial_time: '9:00' })], '/initial_time'],
  ['a typed input in actions', [actions(text)], '/blocks/0/elements/0/type'],
  ['101 rows', [table(101, 1)], '/blocks/0/rows'],
  ['21 columns', [table(1, 21)], '/blocks/0/rows/0'],
  ['an empty cell', [table(1, 1, '')], '/blocks/0/rows/0/0/text'],
  ['rows of different width', [{ type: 'table', rows: [[cell('a'), cell('b')], [cell('c')]] }], '/blocks/0/rows/1'],
  ['a table of 10,001 characters', [table(100, 1, x(101))], 'table is too large'],
  ['a data table without a caption', [{ ...table(2, 2), type: 'data_table' }], 'missing required field: caption'],
  ['an image without a description', [{ type: 'image', image_url: 'https://a.example/a.png' }], 'alt_text'],
  [
    'an image from two places',
    [{ type: 'image', alt_text: 'a', image_url: 'https://a.example', slack_file: { url: 'https://b.example' } }],
    'either',
  ],
  [
    'an image of a file that is none',
    [{ type: 'image', alt_text: 'a', slack_file: { id: 'F0NOTHING' } }],
    'invalid slack file',
  ],
  ['an alert', [{ type: 'alert', text: mrkdwn('careful') }], '/blocks/0/type'],
  [
    'a rich text of something unknown',
    [{ type: 'rich_text', elements: [{ type: 'rich_text_poem', elements: [] }] }],
    '/blocks/0/elements/0/type',
  ],
  ['a markdown of 12,001', [{ type: 'markdown', text: x(12_001) }], '/blocks/0/text'],
];

const VIEW = { type: 'modal', title: plain('Title'), blocks: [{ type: 'divider' }] };
const asking = (element: object, more: object = {}) => ({
  ...VIEW,
  submit: plain('Save'),
  blocks: [input(element)],
  ...more,
});
/** Views nobody can be shown, and where Slack points. */
const VIEWS: readonly (readonly [what: string, view: object, where: string])[] = [
  ['no title', { type: 'modal', blocks: VIEW.blocks }, 'missing required field: title'],
  ['a title of 25', { ...VIEW, title: plain(x(25)) }, '/view/title/text'],
  ['a submit of 25', { ...VIEW, submit: plain(x(25)) }, '/view/submit/text'],
  ['a close of 25', { ...VIEW, close: plain(x(25)) }, '/view/close/text'],
  ['no blocks', { ...VIEW, blocks: [] }, '/view/blocks'],
  ['101 blocks', { ...VIEW, blocks: many(101, { type: 'divider' }) }, '/view/blocks'],
  ['something asked and no submit', { ...VIEW, blocks: [input(text)] }, 'missing required field: submit'],
  [
    'a question without a label',
    { ...asking(text), blocks: [{ type: 'input', element: text }] },
    'missing required field: label',
  ],
  ['metadata of 3001', { ...VIEW, private_metadata: x(3001) }, '/view/private_metadata'],
  ['a callback id of 256', { ...VIEW, callback_id: x(256) }, '/view/callback_id'],
  ['a field no view has', { ...VIEW, colour: 'red' }, 'no such field: colour'],
  ['a table', { ...VIEW, blocks: [table(1, 1)] }, '/view/blocks/0/type'],
  ['markdown', { ...VIEW, blocks: [{ type: 'markdown', text: 'a' }] }, '/view/blocks/0/type'],
  ['a max_length of 3001', asking({ ...text, max_length: 3001 }), '/max_length'],
  ['more written than may be', asking({ ...text, max_length: 2, initial_value: 'abc' }), 'do not fit together'],
  ['a placeholder of 151', asking({ ...text, placeholder: plain(x(151)) }), '/placeholder/text'],
  [
    'two that take the focus',
    {
      ...VIEW,
      submit: plain('Save'),
      blocks: ['a', 'b'].map((id) => input({ ...text, action_id: id, focus_on_load: true })),
    },
    'focus_on_load',
  ],
  ['a number without kind', asking({ type: 'number_input', action_id: 'n' }), 'is_decimal_allowed'],
  ['a home view as a modal', { type: 'home', blocks: VIEW.blocks }, '/view/type'],
];

describe('blocks and views the double of Slack refuses', () => {
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
    slack = await openSlackDouble();
  });
  afterAll(() => slack.close());

  it.each(BLOCKS)('a message with %s', async (_, blocks, where) => {
    const args = { channel: GENERAL, text: 'a', blocks: blocks as KnownBlock[] };
    const found = await errorOf(clientOf(slack.botToken).chat.postMessage(args));
    expect(found.error).toBe('invalid_blocks');
    expect(found.said).toContain(where);
  });

  it.each(VIEWS)('a modal with %s', async (_, view, where) => {
    const { trigger } = await made();
    const found = await errorOf(clientOf(slack.botToken).apiCall('views.open', { trigger_id: trigger, view }));
    expect(found.error).toBe('invalid_arguments');
    expect(found.said).toContain(where);
  });

  it('takes what is exactly at the limit', async () => {
    const blocks = [
      ...many(3, section(x(3000))),
      { type: 'header', text: plain('😀'.repeat(150)) },
      actions(button({ text: plain(x(75)), value: x(2000), action_id: x(255) })),
      { type: 'context', elements: many(10, mrkdwn('c')) },
      table(100, 1, x(2)),
    ];
    const full = many(50, { type: 'divider' });
    const client = clientOf(slack.botToken);
    for (const one of [blocks, full]) {
      expect(await client.chat.postMessage({ channel: GENERAL, text: 'a', blocks: one as KnownBlock[] })).toMatchObject(
        { ok: true },
      );
    }
    const { trigger } = await made();
    const view = asking({ ...text, max_length: 3000 }, { title: plain(x(24)), private_metadata: x(3000) });
    expect(await client.apiCall('views.open', { trigger_id: trigger, view })).toMatchObject({ ok: true });
  });

  /** A gesture nothing answers; its trigger and address are good all the same. */
  async function made(): Promise<{ trigger: string; url: string }> {
    const { triggerId, responseUrl } = await slack.slash('wang', 'general', 'help');
    return { trigger: triggerId ?? '', url: responseUrl ?? '' };
  }
});
