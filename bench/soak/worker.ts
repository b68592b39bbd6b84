/**
 * One copy of the assistant's machinery, to be killed: `worker.ts JSON`. Takes deliveries over HTTP as a platform would make them,
 * works on them through the real router, plans and sends. Says `ready PORT` once it takes deliveries, and `planning` before it plans.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { createConsoleChat } from '../../adapters/console/chat-port.ts';
import { openStore } from '../../db/open.ts';
import { nameKeysOf } from '../../src/language/names.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Delivery as Delivered, Letter } from '../../src/ports/queues.ts';
import type { Call } from '../../src/reply/reply.ts';
import { createRouter } from '../../src/router/router.ts';
import { createDelivery } from '../../src/services/delivery.ts';
import { createIds } from '../../src/services/ids.ts';
import { createIntake } from '../../src/services/intake.ts';
import { createDoubleChat } from './double-chat.ts';
import { planDay, wordDay } from './plan-days.ts';
import { planLetters } from './plan-letters.ts';
import type { WorkerOptions } from './run.ts';

const { url, chatPort, epoch, speed }: WorkerOptions = JSON.parse(process.argv[2] ?? '{}');
/** Leases and waits of the real lengths pass faster than they would. */
const now = (): number => Math.round(epoch + (Date.now() - epoch) * speed);
const TIMEOUT_MS = 1000;

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const newId = createIds();
const store = await openStore({ url, nameKeys: nameKeysOf, newId });
await store.migrate();
// The messages of the soak need nothing of the program around them.
const host = {} as Parameters<typeof createRouter>[0]['host'];
const organisation = { timeZone: 'Asia/Shanghai', language: 'en', adminEmails: [] } as const;
const router = createRouter({ store, organisation, newId, host, log });

const delivery = createDelivery({
  outbox: store.outbox,
  chats: [
    createDoubleChat('slack', chatPort, TIMEOUT_MS),
    createDoubleChat('feishu', chatPort, TIMEOUT_MS),
    createConsoleChat({ conversations: store.conversations, now }),
  ],
  compose: async (item) => (await wordDay(store, item, now())) ?? plainly(item),
  onUnknown: async () => [],
  paceMs: { slack: 1000, feishu: 200 },
  now,
  chance: Math.random,
  log,
});

const plainly = ({ dedupeKey: key, tenant, destination }: Letter): Posting => ({
  ...{ key, tenant, destination, language: 'en', timeZone: 'UTC' },
  reply: { title: key, audience: 'asker', blocks: [] },
});

// A machine busy with starting processes stands still for longer than one that runs as it should.
const leaseMs = 60_000;
const intake = createIntake({ inbox: store.inbox, now, log, leaseMs, onPosted: delivery.wake });
intake.serve('slack', async ({ id, payload, receivedAt }) => {
  const { memberId, call } = payload as { memberId: string; call: Call };
  const answer = await router.handle({
    memberId,
    platform: 'slack',
    place: 'dm',
    content: { call },
    at: receivedAt,
    inboxId: id,
  });
  // Nothing is wrong with what is said here, so it is trouble with the database, which another try may mend.
  if (!answer.ok) throw new Error(answer.error.message);
  return { answer: null, letters: [replyTo(id, memberId, receivedAt)] };
});

const replyTo = (id: string, memberId: string, at: number): Letter => ({
  dedupeKey: `reply:${id}`,
  kind: 'reply',
  platform: 'slack',
  tenant: '',
  destination: `dm:${memberId}`,
  memberId,
  payload: { inbox: id },
  notBefore: at,
  notAfter: at + 24 * 3600_000,
});

const server = createServer(async (request, response) => {
  try {
    await intake.accept(JSON.parse(await text(request)) as Delivered);
    response.writeHead(200).end();
  } catch {
    response.writeHead(500).end();
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
});
intake.start();
delivery.start();

const isCalm = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${chatPort}/calm`)).status === 204;
while (!(await isCalm())) {
  console.log('planning');
  await planLetters(store, now())
    .then(() => planDay(store, now()))
    .catch(() => undefined);
  await pause(100 + Math.random() * 200);
}
