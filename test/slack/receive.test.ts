import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/ports/store.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

const opened = closedAfterEach(openInSlack);

const LOG = '昨天拜访华为张伟，聊了二期预算';
const full = () => Promise.reject(new StoreError('full', 'the disk is full'));

/** The inbox takes nothing until it is mended. */
function breakInbox({ assistant }: SlackAssistant): () => void {
  const { inbox } = assistant.store;
  const { receive, take } = inbox;
  Object.assign(inbox, { receive: full, take: full });
  return () => void Object.assign(inbox, { receive, take });
}

describe.each(['socket', 'http'] as const)('over %s', (transport) => {
  it('does not acknowledge an event that could not be kept, and acts on it when it comes again', async () => {
    const one = await opened(transport, { seed: { patienceMs: 1500 } });
    const { double, via, settled } = one;
    const mend = breakInbox(one);
    const said = await double.dm('wang', LOG, via);
    expect(said.error).toBe(transport === 'http' ? 'answered with 500' : 'no ack within 1500 ms');
    mend();
    expect((await double.redeliver(said, via)).error).toBeNull();
    await settled();
    expect(double.messages('wang')).toHaveLength(2);
    expect(double.violations()).toEqual([]);
  });

  it('says in their language why a command or a press could not be kept', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.slash('wang', 'general', LOG, via);
    await double.slash('tom', 'general', 'stage Northwind', via);
    await settled();
    const mend = breakInbox(one);
    for (const [who, words] of [
      ['wang', '磁盘'],
      ['tom', 'disk'],
    ] as const) {
      const made = await double.slash(who, 'general', 'x', via);
      expect(made.error).toBeNull();
      expect(double.ephemerals(who).at(-1)?.shows).toContain(words);
    }
    const [note] = double.ephemerals('wang');
    expect((await double.press('wang', note as never, '撤销', via)).error).toBeNull();
    await expect.poll(() => double.ephemerals('wang').length).toBe(3);
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('磁盘');
    mend();
  });

  it('acknowledges in time what the book is slow to take, says so, and says what becomes of it', async () => {
    const { double, via, settled, assistant } = await opened(transport);
    const { inbox } = assistant.store;
    const { receive } = inbox;
    let takes: Promise<unknown> = Promise.resolve();
    const holdUp = () => {
      let goOn = (): void => {};
      takes = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return goOn;
    };
    inbox.receive = async (...given) => {
      await takes;
      return receive(...given);
    };
    const goOn = holdUp();
    expect((await double.slash('wang', 'general', 'stage 华为', via)).error).toBeNull();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('稍后');
    goOn();
    await expect.poll(() => double.ephemerals('wang').length).toBe(2);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('华为');

    let refuse = (): void => {};
    takes = new Promise((_, reject) => {
      refuse = () => reject(new StoreError('full', 'the disk is full'));
    });
    expect((await double.slash('wang', 'general', LOG, via)).error).toBeNull();
    refuse();
    await expect.poll(() => double.ephemerals('wang').at(-1)?.shows).toContain('磁盘');
  });

  it('takes a hundred events at once, each kept before it is acknowledged, and works on them all', async () => {
    const one = await opened(transport);
    const { double, via, ok, assistant } = one;
    const who = ['wang', 'boss', 'qian', 'tom', 'vera'];
    const all = Array.from({ length: 100 }, (_, i) =>
      double.dm(who[i % who.length] ?? '', `记录 华为 张伟 拜访 第 ${i} 次`, via),
    );
    const said = await Promise.all(all);
    expect(said.map(({ error }) => error).filter((error) => error !== null)).toEqual([]);
    const { inbox, outbox } = assistant.store;
    const kept = async () => (await inbox.figures(assistant.now())).states;
    expect(Object.values(await kept()).reduce((sum, count) => sum + count, 0)).toBe(200);
    await expect.poll(kept).toMatchObject({ pending: 0, working: 0, failed: 0 });
    const answers = Object.values((await outbox.figures(assistant.now())).states);
    expect(answers.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect((await ok('timeline 华为')).data.interactions.length).toBeGreaterThan(0);
  });

  it('passes over what is for nobody: edits, other programs, what is said without our name', async () => {
    const { double, via, assistant } = await opened(transport);
    const base = { channel: 'D0WANG', channel_type: 'im', user: double.users.wang, text: 'x', ts: '1.000001' };
    const events = [
      { ...base, type: 'message', subtype: 'message_changed' },
      { ...base, type: 'message', bot_id: 'B0OTHER' },
      { ...base, type: 'message', subtype: 'bot_message' },
      { ...base, type: 'message', channel: 'C0GENERAL', channel_type: 'channel' },
      { ...base, type: 'app_mention', bot_id: 'B0OTHER' },
      { type: 'user_change', user: { id: 'U0NOBODY1' } },
    ];
    for (const event of events) {
      const name = event.type === 'message' ? 'message.im' : event.type;
      expect((await double.event(name, event, via)).error).toBeNull();
    }
    const { states } = await assistant.store.inbox.figures(assistant.now());
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it('takes nothing more in once it stops, and ends what is inside', async () => {
    const one = await opened(transport);
    const { double, via, slack, assistant } = one;
    const { inbox } = assistant.store;
    const { receive } = inbox;
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const inside = new Promise<void>((resolve) => {
      inbox.receive = async (...given) => {
        resolve();
        await held;
        return receive(...given);
      };
    });
    const first = double.dm('wang', LOG, via);
    await inside;
    const closing = slack.close();
    const second = double.slash('wang', 'general', 'stage 华为', via);
    await new Promise((resolve) => setTimeout(resolve, 100));
    goOn();
    expect((await first).error).toBeNull();
    await closing;
    expect((await second).error).not.toBeNull();
    inbox.receive = receive;
    expect(double.socket.connections()).toBe(0);
  });

  it('keeps zone and language of a member as Slack tells them, and ends their access with their account', async () => {
    const one = await opened(transport);
    const { double, via, settled, assistant } = one;
    await double.dm('tom', 'stage Northwind', via);
    await settled();
    const tom = async () => assistant.store.views.memberByKey('tom');
    await double.changeUser('tom', { timeZone: 'Europe/Paris' }, via);
    await settled();
    expect(await tom()).toMatchObject({ timeZone: 'Europe/Paris' });
    await double.changeUser('tom', { isDeleted: true }, via);
    await settled();
    expect(await tom()).toMatchObject({ state: 'left' });
  });
});

describe('signed requests', () => {
  it.each([
    ['one as it should be', 0, 'right', 200],
    ['five minutes old', -299, 'right', 200],
    ['older', -302, 'right', 401],
    ['five minutes ahead', 299, 'right', 200],
    ['further ahead', 302, 'right', 401],
    ['signed with another secret', 0, 'wrong', 401],
    ['not signed', 0, 'none', 401],
  ] as const)('%s', async (_, seconds, signature, status) => {
    const { double, via } = await opened('http');
    const at = Math.floor(Date.now() / 1000) + seconds;
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const secret = signature === 'wrong' ? 'x'.repeat(32) : double.signingSecret;
    const signed = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      ...(signature === 'none' ? {} : { 'x-slack-signature': signed }),
    };
    expect((await post(via.http ?? '', headers, body)).status).toBe(status);
    // The same signature for other words.
    if (status === 200) expect((await post(via.http ?? '', headers, `${body} `)).status).toBe(401);
  });

  it('answers nothing else', async () => {
    const { via } = await opened('http');
    expect((await fetch(via.http ?? '')).status).toBe(405);
    expect((await fetch(new URL('/', via.http))).status).toBe(404);
    expect((await post(via.http ?? '', {}, 'x')).status).toBe(401);
  });
});

/** As given, byte for byte. */
function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0 }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
