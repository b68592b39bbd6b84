import { openSlackDouble } from '../fakes/slack/slack-double.ts';
import { type SlackWebApi, slackWebApiContract } from './slack-web-api.ts';

async function open(): Promise<SlackWebApi> {
  const slack = await openSlackDouble();
  return {
    url: slack.url,
    token: slack.botToken,
    narrowToken: slack.narrowToken(['users:read']),
    user: slack.users.wang,
    email: 'wang@example.com',
    channel: slack.channels.general,
    trigger: async (viewId) => {
      const modal = slack.modals('wang').find(({ id }) => id === viewId);
      const made =
        viewId === undefined ? await slack.slash('wang', 'general', '') : await slack.submit('wang', modal?.id, FILLED);
      return made.triggerId ?? '';
    },
    close: () => slack.close(),
  };
}

const FILLED = { Account: { text: { type: 'plain_text', text: '华为' }, value: 'a1' }, Day: '2026-12-01' };

slackWebApiContract('our double', open);
