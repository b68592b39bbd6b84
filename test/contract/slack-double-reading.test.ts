import { type KnownBlock, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUIET } from '../fakes/slack/quiet.ts';
import { CHANNELS, USERS } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { mrkdwn, plain } from '../fixtures/slack-samples.ts';

const NOW = Date.parse('2026-11-21T04:00:00Z');
const AT = NOW / 1000;
const TOM = USERS.tom.id;
const GENERAL = CHANNELS.general.id;
const NOBODY: readonly string[] = [];

interface Sample {
  readonly block: object;
  readonly shows: string;
  readonly pings?: readonly string[];
  readonly links?: readonly string[];
}

const marked = (source: string, shows: string, more: Partial<Sample> = {}): Sample => ({
  block: { type: 'section', text: mrkdwn(source) },
  shows,
  ...more,
});
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

/** What a reader in Shanghai sees who reads Chinese, and what comes alive. */
const SAMPLES: readonly Sample[] = [
  marked('*bold* _it_ ~no~ `code`', 'bold it no code'),
  marked('2*3*4, snake_case_name, a * b * c', '2*3*4, snake_case_name, a * b * c'),
  marked('华为*重要*客户', '华为*重要*客户'),
  marked('\u200b*\u200bSöhne\u200b*\u200b', '*Söhne*'),
  marked('&lt;!channel&gt; &amp; R&amp;D', '<!channel> & R&D'),
  marked('&amp;lt;b&amp;gt;', '&lt;b&gt;'),
  marked('&gt; quoted\nnot', 'quoted\nnot'),
  marked('\u200b&gt; not quoted', '> not quoted'),
  marked('```a *b* c```', 'a *b* c'),
  marked('at :wave: 10:30:45', 'at {wave} 10:30:45'),
  marked(`<@${TOM}> and <@${TOM}|old name>`, '@Tom Lee and @Tom Lee', { pings: [TOM] }),
  marked('<!channel> <!here>', '@channel @here', { pings: ['!channel', '!here'] }),
  marked('<!subteam^S123|@sales>', '@sales', { pings: ['S123'] }),
  marked(`<#${GENERAL}>`, '#general', { links: [`#${GENERAL}`] }),
  marked('<https://evil.example?a=1&amp;b=2|our bank>', 'our bank', { links: ['https://evil.example?a=1&b=2'] }),
  marked('<mailto:a@b.example|a@b.example>', 'a@b.example', { links: ['mailto:a@b.example'] }),
  marked('see https://bare.example/x', 'see https://bare.example/x', { links: ['https://bare.example/x'] }),
  marked('see www.bare.example', 'see www.bare.example', { links: ['www.bare.example'] }),
  marked('@here #general #nothing', '@here #general #nothing', { pings: ['!here'], links: [`#${GENERAL}`] }),
  marked('<script>', '<script>'),
  marked(`due <!date^${AT}^{date_num} {time}|later>`, 'due 2026-11-21 12:00'),
  marked(`<!date^${AT}^{date_short_pretty}|later>`, '今天'),
  marked(`<!date^${AT}^{nonsense}|later>`, 'later'),
  marked('<!date^soon^{date}|later>', 'later'),
  {
    block: { type: 'section', text: { ...mrkdwn('@here https://bare.example'), verbatim: true } },
    shows: '@here https://bare.example',
  },
  {
    block: { type: 'section', text: plain('*as it is* <!channel> &amp; https://a.example') },
    shows: '*as it is* <!channel> &amp; https://a.example',
  },
  { block: { type: 'header', text: { ...plain('a :wave:'), emoji: false } }, shows: 'a :wave:' },
  { block: { type: 'header', text: plain('a :wave:') }, shows: 'a {wave}' },
  { block: rich({ type: 'text', text: '<!channel> *Söhne* &amp;' }), shows: '<!channel> *Söhne* &amp;' },
  {
    block: rich({ type: 'user', user_id: TOM }, { type: 'broadcast', range: 'channel' }),
    shows: '@Tom Lee@channel',
    pings: [TOM, '!channel'],
  },
  {
    block: rich({ type: 'link', url: 'https://a.example', text: 'a' }, { type: 'emoji', name: 'wave' }),
    shows: 'a{wave}',
    links: ['https://a.example'],
  },
  {
    block: rich({ type: 'date', timestamp: AT, format: '{date_num} {time}', fallback: 'later' }),
    shows: '2026-11-21 12:00',
  },
  {
    block: {
      type: 'table',
      rows: [
        [{ type: 'raw_text', text: 'Account' }, rich({ type: 'text', text: '<b>' })],
        [
          { type: 'raw_text', text: '*x*' },
          { type: 'raw_number', value: 7, text: '7' },
        ],
      ],
    },
    shows: 'Account | <b>\n*x* | 7',
  },
  {
    block: { type: 'context', elements: [mrkdwn('*a*'), plain('*b*')] },
    shows: 'a *b*',
  },
  {
    block: { type: 'actions', elements: [{ type: 'button', text: plain('Open'), url: 'https://a.example' }] },
    shows: '[Open]',
    links: ['https://a.example'],
  },
  {
    block: { type: 'markdown', text: '**b** [a](https://a.example)' },
    shows: 'b a',
    links: ['https://a.example'],
  },
];

describe('what the double of Slack shows', () => {
  let slack: SlackDouble;
  let client: WebClient;
  beforeAll(async () => {
    slack = await openSlackDouble({ now: () => NOW });
    client = new WebClient(slack.botToken, { slackApiUrl: slack.url, logger: QUIET });
  });
  afterAll(() => slack.close());

  it.each(SAMPLES)('$shows', async ({ block, shows, pings = NOBODY, links = [] }) => {
    await client.chat.postMessage({ channel: GENERAL, text: 'told', blocks: [block as KnownBlock] });
    const seen = slack.messages('general', 'wang').at(-1);
    expect([seen?.shows, seen?.pings, seen?.links]).toEqual([shows, pings, links]);
    expect(seen?.notification).toBe('told');
  });

  it('shows each reader their own time and language', async () => {
    const text = `<!date^${AT}^{date_short} {time}|later>`;
    await client.chat.postMessage({ channel: GENERAL, text });
    const readers = ['wang', 'tom', 'vera'].map((who) => slack.messages('general', who).at(-1)?.shows);
    expect(readers).toEqual(['2026年11月21日 12:00', 'Nov 20, 2026 23:00', '21 Nov 2026 04:00']);
  });

  it('tells what the text for notifications pings, though it is not shown', async () => {
    const blocks: KnownBlock[] = [{ type: 'divider' }];
    await client.chat.postMessage({ channel: GENERAL, text: '<!channel> &lt;!here&gt;', blocks });
    const seen = slack.messages('general').at(-1);
    expect(seen).toMatchObject({ shows: '---', pings: ['!channel'], notification: '@channel <!here>' });
  });

  it('tells whether links would unfold', async () => {
    await client.chat.postMessage({ channel: GENERAL, text: 'a' });
    await client.chat.postMessage({ channel: GENERAL, text: 'b', unfurl_links: false, unfurl_media: false });
    expect(
      slack
        .messages('general')
        .slice(-2)
        .map((one) => one.mayUnfurl),
    ).toEqual([true, false]);
  });
});
