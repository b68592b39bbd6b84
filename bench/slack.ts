import { join } from 'node:path';
import { TEAM, TEAM_DOMAIN, USERS } from '../test/fakes/slack/seed.ts';
import { signatureOf } from '../test/fakes/slack/signature.ts';
import { openSlackDouble } from '../test/fakes/slack/slack-double.ts';
import { type Acknowledged, AT_ONCE, compareAcknowledging, type Post, speakerKey } from './acknowledging.ts';

/** Signed slash commands, beside a bare Bolt app that only acknowledges them. */
export async function measureSlack(folder: string): Promise<Acknowledged> {
  const speakers = Array.from({ length: AT_ONCE }, (_, speaker) => speakerKey(speaker));
  const seeded = speakers.map((key) => [
    key,
    { ...USERS.wang, id: `U0${key.toUpperCase()}`, name: key, email: `${key}@example.com` },
  ]);
  const double = await openSlackDouble({ users: Object.fromEntries(seeded), burst: null });
  const environment = {
    DATABASE_URL: `file:${join(folder, 'slack.db')}`,
    LOG_LEVEL: 'error',
    CONSOLE: 'off',
    SLACK_BOT_TOKEN: double.botToken,
    SLACK_SIGNING_SECRET: double.signingSecret,
    SLACK_API_URL: double.url,
  };
  try {
    return await compareAcknowledging({
      environment,
      bare: ['slack-bare.ts', double.signingSecret],
      path: '/slack/events',
      say: createCommands(double.signingSecret, double.url),
    });
  } finally {
    await double.close();
  }
}

function createCommands(secret: string, apiUrl: string): (speaker: number) => Post {
  const address = new URL('/response/none', apiUrl).href;
  let typed = 0;
  return (speaker) => {
    typed += 1;
    const body = new URLSearchParams({
      ...{ token: 'none', team_id: TEAM, team_domain: TEAM_DOMAIN, channel_id: 'C0GENERAL', channel_name: 'general' },
      ...{ user_id: `U0SPEAKER${speaker}`, user_name: speakerKey(speaker), command: '/kam', api_app_id: 'A0KAMAPP1' },
      text: `log 华为 张伟 电话 聊了预算 ${typed}`,
      response_url: address,
      trigger_id: `${typed}.${process.pid}.${Math.random().toString(36).slice(2)}`,
      is_enterprise_install: 'false',
    }).toString();
    const seconds = Math.floor(Date.now() / 1000);
    return {
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': signatureOf(secret, seconds, body),
      },
    };
  };
}
