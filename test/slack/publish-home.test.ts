import { describe, expect, it } from 'vitest';
import { createSlackClients } from '../../adapters/slack/client.ts';
import { publishHome } from '../../adapters/slack/publish-home.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { bookOfAddresses, logInto } from '../fixtures/in-chat.ts';

const opened = closedAfterEach(async () => {
  const double = await openSlackDouble();
  const test = await openTestAssistant(bookOfAddresses());
  const { assistant } = test;
  const told: string[] = [];
  const log = logInto(told);
  const member = await assistant.store.views.memberByKey('wang');
  const clients = createSlackClients({ botToken: double.botToken, apiUrl: double.url }, log);
  const recognise = async () => ({ kind: 'member', member, isNew: false });
  const parts = { ...assistant, log, clients, recognise };
  const put = (more: object = {}) => {
    const standing = { team: double.team, user: double.users.wang, hash: null, said: null };
    return publishHome(standing, { ...parts, ...more } as never, () => undefined);
  };
  return { ...test, double, told, put, close: async () => void (await Promise.all([test.close(), double.close()])) };
});

describe('a home tab', () => {
  it('that was put there need not be put there again', async () => {
    const { double, put } = await opened();
    const { hash, againMs } = await put();
    expect([hash, againMs]).toEqual([double.home('wang')?.hash, null]);
  });

  it.each([
    ['Slack is in trouble', { status: 500 }, 20_000],
    ['Slack asks to wait', { retryAfter: 7 }, 7000],
    ['Slack does not take it', { error: 'invalid_arguments' }, null],
    ['it is switched off', { error: 'not_enabled' }, null],
  ] as const)('is tried again only where that helps: %s', async (_, fault, againMs) => {
    const { double, put } = await opened();
    double.fail('views.publish', fault, 5);
    expect(await put()).toEqual({ hash: null, againMs });
  });

  it('is tried again when it was the book, or nobody could say whose it is', async () => {
    const { put, told } = await opened();
    const recognise = () => Promise.reject(new Error('Slack does not tell of a user'));
    expect(await put({ recognise })).toEqual({ hash: null, againMs: 20_000 });
    expect(told).toEqual([expect.stringContaining('Slack does not tell of a user')]);
  });
});
