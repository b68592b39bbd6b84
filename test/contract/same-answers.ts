import { readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { sayLines } from '../../adapters/cli/say.ts';
import type { Assistant } from '../../src/compose.ts';
import type { Answer } from '../../src/router/messages.ts';
import { openConsole, openFeishu, openSlack } from '../../src/start.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { openSlackDouble } from '../fakes/slack/slack-double.ts';
import { settingsOf } from '../feishu/opening.ts';
import { type Json, NOW, openTestAssistant } from '../fixtures/assistant.ts';
import { createPageSender } from '../fixtures/http-sender.ts';
import { bookOfAddresses } from '../fixtures/in-chat.ts';

export interface Recorded {
  readonly as: 'boss' | 'tom' | 'vera' | 'wang';
  readonly text: string;
}

/** What four people said in both languages: every command, sentences, mistakes, and odd signs. */
export const RECORDED: readonly Recorded[] = JSON.parse(readFileSync('test/fixtures/recorded-messages.json', 'utf8'));

/** What a door made of a message, without the ids each book makes anew. */
export interface Understood {
  readonly understood: Json;
  readonly data: Json;
  readonly error: Json;
}

/** Says everything through one door of an assistant on the same book at the same moment, each once the one before was answered. */
export type Door = (said: readonly Recorded[]) => Promise<readonly Understood[]>;

/** As `kam say --stdin --json`. */
export const throughCommandLine: Door = (said) =>
  opened({}, async ({ store, organisation, now, router }) => {
    const lines: string[] = [];
    const output = new Writable({
      write(chunk, _encoding, done) {
        lines.push(...String(chunk).split('\n').filter(Boolean));
        done();
      },
    });
    const input = Readable.from(said.map((one) => `${JSON.stringify({ ...one, at: NOW })}\n`));
    await sayLines(input, output, { router, views: store.views, organisation, now });
    return lines.map((line) => comparable(JSON.parse(line)));
  });

/** As the page of the console, each with the link of whoever speaks. */
export const throughConsole: Door = (said) =>
  opened({}, async (assistant, answers) => {
    const { access, store, now } = assistant;
    const place = await openConsole(assistant, { host: '127.0.0.1', port: 0, url: null });
    try {
      for (const [at, { as, text }] of said.entries()) {
        const member = await store.views.memberByKey(as);
        const token = await access.issue(member?.id ?? '', null, now());
        const page = createPageSender(() => Number(new URL(place.url).port), token);
        const { status, body } = await page.post({ text, id: `message-${at}` });
        if (status !== 200) throw new Error(`${status} ${body}`);
      }
      return answers;
    } finally {
      await place.close();
    }
  });

/** In Slack over the socket: `dm`, a sentence to the assistant; `slash`, what stands behind `/kam`. */
export const throughSlack =
  (way: 'dm' | 'slash'): Door =>
  async (said) => {
    const double = await openSlackDouble({ burst: null });
    const settings = {
      SLACK_BOT_TOKEN: double.botToken,
      SLACK_APP_TOKEN: double.appToken,
      SLACK_API_URL: double.url,
    };
    const run = opened(settings, async (assistant, answers) => {
      if (assistant.config.slack === null) throw new Error('Slack is not configured');
      const slack = await openSlack(assistant, assistant.config.slack);
      try {
        assistant.intake.start();
        await until(async () => (await slack.readiness()).ready);
        const first: Understood[] = [];
        for (const { as, text } of said) {
          const before = answers.length;
          if (way === 'dm') await double.dm(double.users[as], text);
          else await double.slash(double.users[as], double.channels.general, text);
          first.push(await answerAfter(before, answers, text));
          await atRest(assistant);
        }
        return first;
      } finally {
        await slack.close();
        await assistant.intake.stop();
      }
    });
    return run.finally(double.close);
  };

/** In Feishu, alone with the assistant: as plain or as rich text, over either transport. */
export const throughFeishu =
  (way: 'text' | 'post'): Door =>
  async (said) => {
    const double = await openFeishuDouble({ burst: null });
    const run = opened(settingsOf(double, 'websocket'), async (assistant, answers) => {
      if (assistant.config.feishu === null) throw new Error('Feishu is not configured');
      const feishu = await openFeishu(assistant, assistant.config.feishu);
      try {
        assistant.intake.start();
        await until(async () => (await feishu.readiness()).ready);
        // Feishu counts a connection from its first ping on, a moment after it stands.
        await double.socket.whenConnected();
        const first: Understood[] = [];
        for (const { as, text } of said) {
          const before = answers.length;
          await double.say(double.users[as], way === 'text' ? text : { post: text });
          first.push(await answerAfter(before, answers, text));
          await atRest(assistant);
        }
        return first;
      } finally {
        await feishu.close();
        await assistant.intake.stop();
      }
    });
    return run.finally(double.close);
  };

const PATIENCE_MS = 120_000;

/** What is waited for comes of itself, or the door has lost a message. */
async function until(isSo: () => boolean | Promise<boolean>, what = 'ready'): Promise<void> {
  const since = performance.now();
  while (!(await isSo())) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(`in vain: ${what}`);
    await pause(5);
  }
}

/** The first answer there is; the same may be asked once more, to know whether it could be said aloud. */
async function answerAfter(before: number, answers: readonly Understood[], text: string): Promise<Understood> {
  await until(() => answers.length > before, text);
  return answers[before] as Understood;
}

/** Nothing is worked on any more. */
function atRest({ store, now }: Assistant): Promise<void> {
  return until(async () => {
    const { states } = await store.inbox.figures(now());
    return states.pending + states.working === 0;
  });
}

/** An assistant on the small book whose clock stands still; `answers`: what its router said to each message, in order. */
async function opened<T>(
  settings: Readonly<Record<string, string>>,
  work: (assistant: Assistant, answers: Understood[]) => Promise<T>,
): Promise<T> {
  const test = await openTestAssistant(bookOfAddresses(), settings);
  const answers: Understood[] = [];
  const { router } = test.assistant;
  const heard: Assistant = Object.assign(Object.create(test.assistant), test.assistant, {
    router: {
      ...router,
      async handle(incoming: Parameters<typeof router.handle>[0]) {
        const answer = await router.handle(incoming);
        answers.push(comparable(answer));
        return answer;
      },
    },
  });
  try {
    return await work(heard, answers);
  } finally {
    await test.close();
  }
}

const ID = /(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])/g;

function comparable(answer: Json | Answer): Understood {
  const { understood = null, data = null, error = null } = answer as Json;
  const told = JSON.stringify({ understood, data, error });
  const places = new Map<string, string>();
  return JSON.parse(
    told.replace(ID, (id) => {
      const place = places.get(id) ?? `id ${places.size + 1}`;
      places.set(id, place);
      return place;
    }),
  );
}
