import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { importInto, openWorkplace, sayAll, start, type Workplace } from '../fixtures/program.ts';
import { bookOfAddresses } from '../slack/opening.ts';

const LOG = '昨天拜访华为张伟，聊了二期预算';

interface Running {
  readonly double: SlackDouble;
  readonly place: Workplace;
  readonly port: number;
  readonly via: { readonly http?: string };
  child: ChildProcess;
}

const running: Running[] = [];
afterEach(async () => {
  for (const { child, double } of running.splice(0)) {
    child.kill('SIGKILL');
    await double.close();
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function opened(transport: 'socket' | 'http', settings: Readonly<Record<string, string>> = {}): Promise<Running> {
  const double = await openSlackDouble({ burst: null });
  const port = await freePort();
  const place = openWorkplace({
    SLACK_BOT_TOKEN: double.botToken,
    SLACK_API_URL: double.url,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: double.appToken }
      : { SLACK_SIGNING_SECRET: double.signingSecret, HOST: '127.0.0.1', PORT: String(port) }),
    CONSOLE_PORT: '0',
    LOG_LEVEL: 'info',
    ...settings,
  });
  expect(await importInto(place, bookOfAddresses())).toMatchObject({ code: 0 });
  const via = transport === 'http' ? { http: `http://127.0.0.1:${port}/slack/events` } : {};
  const one: Running = { double, place, port, via, child: run(place) };
  running.push(one);
  return one;
}

function run(place: Workplace): ChildProcess {
  const child = start(['start'], place);
  child.stdout.resume();
  child.stderr.resume();
  return child;
}

/** Until it hears what is said. */
async function heard({ double, via, port }: Running): Promise<void> {
  if (via.http === undefined) await double.socket.whenConnected();
  else
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
}

const notes = async (place: Workplace): Promise<number> => {
  const [answer] = await sayAll([{ text: 'timeline 华为', as: 'wang' }], place);
  return answer.data.interactions.length;
};

describe.each(['socket', 'http'] as const)('the program in Slack, over %s', (transport) => {
  it('answers, stops when told, and says what it owes when it is started again', async () => {
    const one = await opened(transport);
    const { double, via, place } = one;
    await heard(one);
    expect((await double.slash('wang', 'general', LOG, via)).error).toBeNull();
    await expect.poll(() => double.ephemerals('wang').length).toBe(1);
    expect(await notes(place)).toBe(1);

    // What is acknowledged is not lost, whatever becomes of the process right after.
    const said = await double.dm('wang', '今天给华为张伟打电话，说了报价', via);
    one.child.kill('SIGKILL');
    await once(one.child, 'exit');
    expect(said.error).toBeNull();
    one.child = run(place);
    await heard(one);
    await expect.poll(() => double.messages('wang').length).toBe(2);
    expect(await notes(place)).toBe(2);

    one.child.kill('SIGTERM');
    const [code] = await once(one.child, 'exit');
    expect(code).toBe(0);
    expect(double.socket.connections()).toBe(0);
    expect(double.violations()).toEqual([]);
  });
});

describe('what the program tells of itself', () => {
  it('is not ready with a token Slack does not take, says which, and goes on with everything else', async () => {
    const one = await opened('http', { SLACK_BOT_TOKEN: 'xoxb-wrong' });
    const { port, place } = one;
    const ready = async (): Promise<string> =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => '',
      );
    await expect.poll(ready).toMatch(/^503 .*SLACK_BOT_TOKEN/);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect(await notes(place)).toBe(0);
  });
});
