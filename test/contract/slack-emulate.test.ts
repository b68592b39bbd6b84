import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../adapters/slack/chat-port.ts';
import type { ChatPort, Posting } from '../../src/ports/chat.ts';
import { openEmulatedSlack } from '../fixtures/slack-emulator.ts';
import { slackWebApiContract } from './slack-web-api.ts';

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

slackWebApiContract('emulate', openEmulatedSlack);

describe('our Slack chat on emulate', () => {
  let slack: Awaited<ReturnType<typeof openEmulatedSlack>>;
  let chat: ChatPort;
  beforeAll(async () => {
    slack = await openEmulatedSlack();
    const config = { botToken: slack.token, appToken: null, signingSecret: 'x', apiUrl: slack.url };
    const userOf = async (_tenant: string, memberId: string) => (memberId === 'wang' ? slack.user : null);
    chat = createSlackChat({ config, userOf, log: SILENT, now: Date.now });
  });
  afterAll(() => slack.close());

  const posting = (key: string, destination: string, title: string): Posting => ({
    key,
    tenant: slack.team,
    destination,
    reply: { title, audience: 'asker', blocks: [{ kind: 'text', text: 'three promises' }] },
    language: 'en',
    timeZone: 'Asia/Shanghai',
  });

  it.each(['dm', 'channel'])('sends, finds and changes a message (%s)', async (place) => {
    const destination = place === 'dm' ? 'dm:wang' : `channel:${slack.channel}`;
    const letter = posting(`key-${place}`, destination, 'Due today');
    expect(await chat.find(letter, 0)).toEqual({ kind: 'absent' });
    const sent = await chat.send(letter);
    const sentAs = sent.kind === 'sent' ? sent.sentAs : null;
    expect(sentAs).toMatch(/^[CD]\w+:\d{10}\.\d{6}$/);
    expect(await chat.find(letter, 0)).toEqual({ kind: 'found', sentAs });
    const changed = posting(letter.key, destination, 'All done');
    expect(await chat.update(sentAs ?? '', changed)).toEqual({ kind: 'sent', sentAs });
    expect(await chat.find(changed, 0)).toEqual({ kind: 'found', sentAs });
  });

  it('says who and what is no more', async () => {
    expect((await chat.send(posting('k1', 'channel:C0NOTHING', 'a'))).kind).toBe('gone');
    expect((await chat.send(posting('k2', 'dm:nobody', 'a'))).kind).toBe('gone');
    expect((await chat.update(`${slack.channel}:1000000000.000001`, posting('k3', 'dm:wang', 'a'))).kind).toBe('gone');
  });
});
