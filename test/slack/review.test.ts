import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients } from '../../adapters/slack/client.ts';
import { createDirectory } from '../../adapters/slack/directory.ts';
import { createReview } from '../../src/chat/review.ts';
import type { Log } from '../../src/ports/log.ts';
import { BOT, BOT_USER, TEAM } from '../fakes/slack/seed.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function reviewed() {
  const clock = { now: Date.parse('2026-11-20T09:00:00+08:00') };
  const now = () => clock.now;
  const kam = await openTestAssistant(smallBook(), {}, now);
  const slack = await openSlackDouble();
  const { people, store } = kam.assistant;
  const { ask } = createSlackClients({ botToken: slack.botToken, apiUrl: slack.url }, LOG);
  const workspace = () => ({ team: TEAM, botUser: BOT_USER, bot: BOT });
  const directory = createDirectory({ ask, workspace, now, log: LOG });
  for (const user of [slack.users.boss, slack.users.wang])
    await people.recognise('slack', TEAM, await directory.profileOf(user));
  const review = createReview(
    { platform: 'slack', store, directory, people, tenant: () => TEAM, reasonOf: String, now, log: LOG },
    1,
  );
  open.push(kam.close, slack.close, review.stop);
  return {
    ...{ slack, clock, review },
    memberOf: async (key: string) => store.views.memberByKey(key),
    asked: (user: string) => slack.calls('users.info').filter(({ args }) => args['user'] === user).length,
  };
}

describe('what changed while nobody listened', () => {
  it('is found out after the start: an account that was closed, a zone', async () => {
    const { slack, review, memberOf } = await reviewed();
    await slack.changeUser('wang', { isDeleted: true }, { http: 'http://127.0.0.1:9/' });
    await slack.changeUser('boss', { timeZone: 'Asia/Tokyo' }, { http: 'http://127.0.0.1:9/' });
    review.start();
    await expect.poll(async () => (await memberOf('wang'))?.state).toBe('left');
    await expect.poll(async () => (await memberOf('boss'))?.timeZone).toBe('Asia/Tokyo');
  });

  it('is asked about once a day, and not of those who left', async () => {
    const { slack, review, clock, asked, memberOf } = await reviewed();
    await slack.changeUser('wang', { isDeleted: true }, { http: 'http://127.0.0.1:9/' });
    review.start();
    await expect.poll(async () => (await memberOf('wang'))?.state).toBe('left');
    const before = asked(slack.users.boss);
    clock.now += 25 * 3_600_000;
    await expect.poll(() => asked(slack.users.boss)).toBe(before + 1);
    expect(asked(slack.users.wang)).toBe(2);
  });

  it('waits while Slack cannot be asked', async () => {
    const { slack, review, clock, memberOf } = await reviewed();
    await slack.changeUser('wang', { isDeleted: true }, { http: 'http://127.0.0.1:9/' });
    slack.fail('users.info', { retryAfter: 30 }, 1000);
    const before = slack.calls('users.info').length;
    review.start();
    await expect.poll(() => slack.calls('users.info').length).toBe(before + 1);
    slack.heal();
    clock.now += 11 * 60_000;
    await expect.poll(async () => (await memberOf('wang'))?.state).toBe('left');
  });
});
