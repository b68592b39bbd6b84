import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { type ChatProgram, startInChat } from '../fixtures/chat-program.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { sayAll, type Workplace } from '../fixtures/program.ts';
import type { Transport } from '../slack/opening.ts';

const LOG = '昨天拜访华为张伟，聊了二期预算';

const opened = closedAfterEach(
  async (transport: Transport, settings: Readonly<Record<string, string>> = {}): Promise<ChatProgram<SlackDouble>> => {
    // Whole processes that have only just begun: how long they take is not what is looked at here.
    const double = await openSlackDouble({ burst: null, patienceMs: 60_000 });
    const way =
      transport === 'socket' ? { SLACK_APP_TOKEN: double.appToken } : { SLACK_SIGNING_SECRET: double.signingSecret };
    return startInChat(double, {
      path: transport === 'http' ? '/slack/events' : null,
      settings: { SLACK_BOT_TOKEN: double.botToken, SLACK_API_URL: double.url, ...way, ...settings },
    });
  },
);

const notes = async (place: Workplace): Promise<number> => {
  const [answer] = await sayAll([{ text: 'timeline 华为', as: 'wang' }], place);
  return answer.data.interactions.length;
};

describe.each(['socket', 'http'] as const)('the program in Slack, over %s', (transport) => {
  it('answers, stops when told, and says what it owes when it is started again', async () => {
    const one = await opened(transport);
    const { double, via, place } = one;
    await one.heard();
    expect((await double.slash('wang', 'general', LOG, via)).error).toBeNull();
    await expect.poll(() => double.ephemerals('wang').length).toBe(1);
    expect(await notes(place)).toBe(1);

    // What is acknowledged is not lost, whatever becomes of the process right after.
    const said = await double.dm('wang', '今天给华为张伟打电话，说了报价', via);
    await one.kill();
    expect(said.error).toBeNull();
    await one.again();
    await expect.poll(() => double.messages('wang').length).toBe(2);
    expect(await notes(place)).toBe(2);

    expect(await one.stop()).toBe(0);
    await expect.poll(() => double.socket.connections()).toBe(0);
    expect(double.violations()).toEqual([]);
  });
});

describe('on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('logs, takes back, and does once what it had acknowledged when it was killed', async () => {
    const one = await opened('socket', { DATABASE_URL: await server.freshDatabase() });
    const { double, place } = one;
    await one.heard();
    expect((await double.dm('wang', LOG)).error).toBeNull();
    await expect.poll(() => double.messages('wang').length).toBe(2);
    expect(await notes(place)).toBe(1);
    const answer = double.messages('wang').at(-1);
    expect((await double.press('wang', answer as never, '撤销')).error).toBeNull();
    await expect.poll(() => notes(place)).toBe(0);

    // Who says it is asked for first, and Slack does not answer: so it is killed between keeping it and working on it.
    double.fail('users.info', { slowMs: 60_000 }, 10);
    expect((await double.dm('boss', LOG)).error).toBeNull();
    await one.kill();
    double.heal();
    expect(await notes(place)).toBe(0);
    await one.again();
    await expect.poll(() => double.messages('boss').length).toBe(2);
    expect(await notes(place)).toBe(1);
    expect(await one.stop()).toBe(0);
    expect(double.messages('boss')).toHaveLength(2);
    expect(double.violations()).toEqual([]);
  });
});

describe('what the program tells of itself', () => {
  it('is not ready with a token Slack does not take, says which, and goes on with everything else', async () => {
    const { page, readyz, place } = await opened('http', { SLACK_BOT_TOKEN: 'xoxb-wrong' });
    await expect.poll(readyz).toMatch(/^503 .*SLACK_BOT_TOKEN/);
    expect((await page('/healthz')).status).toBe(200);
    expect((await page('/')).status).toBe(404);
    expect(await notes(place)).toBe(0);
  });
});
