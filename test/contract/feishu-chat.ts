import { expect } from 'vitest';
import { createFeishuChat } from '../../adapters/feishu/chat-port.ts';
import type { Route } from '../../adapters/feishu/route.ts';
import { createAnswering } from '../../src/chat/answering.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { createTransfers } from '../../src/services/transfers.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { type FeishuSeed, PEOPLE } from '../fakes/feishu/seed.ts';
import { configAt, keptLog } from '../feishu/loopback.ts';
import { newId } from '../fixtures/records.ts';

/** The port with Feishu's own client against the strict double. Members go by the keys of its seed. */
export async function openChat(seed: FeishuSeed = {}) {
  const feishu = await openFeishuDouble(seed);
  const clock = { now: Date.now() };
  const { log, logged } = keptLog();
  const transfers = createTransfers(() => clock.now);
  const answering = createAnswering();
  const { tenant, unions } = feishu;
  const known: Readonly<Record<string, string>> = { ...unions, alone: PEOPLE.tom.openId };
  const chat = createFeishuChat({
    config: configAt(feishu.url, { appId: feishu.appId, appSecret: feishu.appSecret }),
    userOf: async (given, memberId) => (given === tenant ? (known[memberId] ?? null) : null),
    ...{ log, now: () => clock.now, transfers, answering },
  });
  return { feishu, chat, tenant, clock, logged, transfers, answering };
}

export const replyOf = (title: string, ...blocks: Block[]): Reply => ({ title, audience: 'asker', blocks });
export const LETTER = { reply: replyOf('Hello there'), language: 'en', timeZone: 'Asia/Shanghai' } as const;

type ToOne = Extract<Route, { to: 'one' }>;
type ToChat = Extract<Route, { to: 'chat' }>;

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** A chat and what is posted there; closed, it was asked for nothing Feishu forbids. */
export async function openPostings(seed: FeishuSeed = {}) {
  const opened = await openChat(seed);
  const { feishu, tenant } = opened;
  const { general } = feishu.chats;
  return {
    ...opened,
    general,
    async close() {
      expect(feishu.violations()).toEqual([]);
      await feishu.close();
    },
    posting: (route?: Route, fields: Partial<Posting> = {}): Posting => ({
      ...{ ...LETTER, key: newId('reply/'), tenant, destination: 'dm:wang' },
      ...(route === undefined ? {} : { route }),
      ...fields,
    }),
    toOne: (fields: Partial<ToOne> = {}): ToOne => ({
      ...{ to: 'one', openId: feishu.users.wang, chat: general, replyTo: null, note: false },
      ...fields,
    }),
    toChat: (fields: Partial<ToChat> = {}): ToChat => ({
      ...{ to: 'chat', chat: general, replyTo: null, inThread: false, stands: 'group' },
      ...fields,
    }),
    shows: (where: string) => feishu.messages(where).map(({ shows }) => shows),
    dms: (who = 'wang') => feishu.dms(who).map(({ shows }) => shows),
    notes: () => feishu.ephemerals('wang').map(({ shows }) => shows),
    paths: () => feishu.calls('im/v1/messages').map(({ method, path, outcome }) => `${method} ${path} ${outcome}`),
  };
}

export const UNDO: Block = { kind: 'buttons', buttons: [{ label: 'Undo', press: { command: 'undo', args: {} } }] };
export const nameOf = (sent: { kind: string; sentAs?: string | null }): string => sent.sentAs ?? '';
