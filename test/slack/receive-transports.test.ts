import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../adapters/slack/sockets.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInSlack } from './opening.ts';

const opened = closedAfterEach(openInSlack);

describe('Socket Mode', () => {
  it.each([
    ['a warning', 'warning', 'prompt'],
    ['a refresh', 'refresh_requested', 'prompt'],
    ['a refresh whose other end is late to close', 'refresh_requested', { lateMs: 6000 }],
  ] as const)('has a successor before %s ends a connection, and loses nothing', async (_, reason, close) => {
    const one = await opened('socket');
    const { double, settled, told } = one;
    for (let round = 1; round <= 3; round++) {
      double.socket.disconnect(reason, close);
      await double.socket.whenConnected();
      expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
    }
    await settled();
    expect(double.calls('apps.connections.open')).toHaveLength(4);
    // Those before it are let go, and no connection is opened beside.
    await expect.poll(() => double.socket.connections()).toBe(1);
    expect(told.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('has a successor of one that Slack ends with its first words', async () => {
    const { double } = await opened('socket');
    for (let round = 1; round <= 4; round++) {
      double.socket.disconnect('refresh_requested', 'prompt');
      await double.socket.whenConnected();
    }
    expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
  });

  it('still acknowledges over the old connection what came over it', async () => {
    const one = await opened('socket');
    const { double, assistant } = one;
    const { inbox } = assistant.store;
    const { receive } = inbox;
    inbox.receive = async (...given) => {
      double.socket.disconnect('refresh_requested');
      await double.socket.whenConnected();
      inbox.receive = receive;
      return receive(...given);
    };
    expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
  });

  it('comes back after a connection is lost, whatever Slack answers meanwhile', async () => {
    const one = await opened('socket');
    const { double, slack, told } = one;
    double.fail('apps.connections.open', { status: 500 }, 1);
    double.fail('apps.connections.open', { reset: 'before' }, 1);
    double.fail('apps.connections.open', { reset: 'after' }, 1);
    double.fail('apps.connections.open', { retryAfter: 1 }, 1);
    double.socket.drop();
    await expect.poll(async () => (await slack.readiness()).ready).toBe(false);
    await expect.poll(async () => (await slack.readiness()).ready).toBe(true);
    expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
    expect(told).toContain('info the socket to Slack is connected again');
    expect(double.socket.connections()).toBe(1);
  });

  it('outlives what is no envelope', async () => {
    const { double, told } = await opened('socket');
    const unreadable = ['null', '{"type":"events_api"}', '{"type":"events_api","payload":{"event":null}}'];
    for (const text of [...unreadable, '', '{', '{}', '[]', '"disconnect"']) double.socket.utter(text);
    expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
    expect(told.filter((line) => line.startsWith('warn something from Slack could not be read'))).toHaveLength(
      unreadable.length,
    );
  });

  it('drops a connection over which nothing comes any more', async () => {
    const { double, slack } = await opened('socket');
    double.socket.stall();
    await expect.poll(() => double.calls('apps.connections.open').length).toBe(2);
    await expect.poll(async () => (await slack.readiness()).ready).toBe(true);
    expect((await double.slash('wang', 'general', 'help')).error).toBeNull();
  });

  it('names the setting when Slack does not take the app token, and goes on trying', async () => {
    const one = await opened('socket', { settings: { SLACK_APP_TOKEN: 'xapp-1-wrong' }, isUnready: true });
    const { slack, told, ok } = one;
    await expect.poll(async () => (await slack.readiness()).message).toContain('SLACK_APP_TOKEN');
    expect(told.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining('SLACK_APP_TOKEN')]);
    // Everything else runs.
    await ok('stage 华为');
  });

  it('names the scope when the app token lacks it', async () => {
    const { slack } = await opened('socket', { seed: { appScopes: [] }, isUnready: true });
    await expect.poll(async () => (await slack.readiness()).message).toContain('connections:write');
  });
});

describe('a connection that is lost', () => {
  it.each([
    [0, 250],
    [3, 2000],
    [5, 8000],
    [6, 10_000],
    [1000, 10_000],
  ])('is dialled again after %i attempts in vain within %i ms: soon after the network is back', (failures, ms) => {
    expect(backoffMs(failures)).toBe(ms);
  });
});

describe.each(['socket', 'http'] as const)('who we are, over %s', (transport) => {
  it('names the setting when Slack does not take the bot token, and keeps what is said', async () => {
    const one = await opened(transport, { settings: { SLACK_BOT_TOKEN: 'xoxb-wrong' }, isUnready: true });
    const { double, via, slack, told, assistant, ok } = one;
    await expect.poll(async () => (await slack.readiness()).message).toContain('SLACK_BOT_TOKEN');
    expect(told.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')]);
    await ok('stage 华为');
    if (transport === 'socket') await double.socket.whenConnected();
    const made = await double.slash('wang', 'general', 'stage 华为', via);
    expect(made.error).toBeNull();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('管理员');
    const { states } = await assistant.store.inbox.figures(assistant.now());
    expect(states.failed + states.done).toBe(0);
  });

  it('is asked again when Slack cannot be reached, and what was said meanwhile is answered', async () => {
    const one = await opened(transport, {
      isUnready: true,
      before: (double) => double.fail('auth.test', { status: 503 }, 4),
    });
    const { double, via, slack, settled } = one;
    if (transport === 'socket') await double.socket.whenConnected();
    await expect.poll(async () => (await slack.readiness()).ready).toBe(false);
    await expect.poll(async () => (await slack.readiness()).ready).toBe(true);
    await double.slash('wang', 'general', 'stage 华为', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('华为');
  });

  it('is not known any more once the token is revoked', async () => {
    const { double, via, slack, told } = await opened(transport);
    expect((await double.revoke(via)).error).toBeNull();
    await expect.poll(async () => (await slack.readiness()).message).toContain('SLACK_BOT_TOKEN');
    expect(told.join('\n')).toContain('revoked');
  });
});
