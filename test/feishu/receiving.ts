import { expect } from 'vitest';
import type { FeishuEvent, PressBody } from '../../adapters/feishu/bodies.ts';
import type { FeishuApp } from '../../adapters/feishu/parts.ts';
import { createTable, type TableParts } from '../../adapters/feishu/receive.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { TestAssistant } from '../fixtures/assistant.ts';
import { newId } from '../fixtures/records.ts';

export const APP = 'cli_a0b1c2d3e4f5a6b7';
export const TENANT = '2f1e0d3c4b5a6978';
export const KAM: FeishuApp = { botOpenId: 'ou_kam', name: 'KAM', tenant: TENANT };

export interface Receiving {
  readonly handle: (event: FeishuEvent) => Promise<unknown>;
  /** What is kept; fails where more than one of a person is, as those are worked on one after another. */
  kept(): Promise<readonly InboxItem[]>;
  readonly pressed: PressBody[];
  /** What the directory was told to ask for anew. */
  readonly forgotten: string[];
  readonly warned: string[];
}

/** The table of handlers on the real inbox of an assistant, and what it asked for. */
export function receivingAt({ assistant }: TestAssistant, given: Partial<TableParts> = {}): Receiving {
  const [pressed, forgotten, warned]: [PressBody[], string[], string[]] = [[], [], []];
  const table = createTable({
    config: {
      ...{ appId: APP, appSecret: 's', mode: 'websocket', encryptKey: null, verificationToken: null },
      baseUrl: 'http://127.0.0.1:9',
    },
    app: () => KAM,
    intake: assistant.intake,
    store: assistant.store,
    directory: {
      profileOf: () => Promise.reject(new Error('nobody is asked while Feishu waits')),
      readersOf: () => Promise.reject(new Error('nobody is asked while Feishu waits')),
      nameOf: () => Promise.reject(new Error('nobody is asked while Feishu waits')),
      userChanged: (user) => void forgotten.push(user),
      chatChanged: (chat) => void forgotten.push(chat),
    },
    log: { debug: () => {}, info: () => {}, warn: (message) => void warned.push(message), error: () => {} },
    async press(body) {
      pressed.push(body);
      return { toast: { type: 'success', content: '好' } };
    },
    ...given,
  });
  return {
    handle: table.handle,
    pressed,
    forgotten,
    warned,
    async kept() {
      const { inbox } = assistant.store;
      const now = assistant.now();
      const items = await inbox.claim({ platform: 'feishu', limit: 50, now, leaseMs: 1000 });
      const { states } = await inbox.figures(now);
      expect(states.pending + states.working).toBe(items.length);
      return items;
    },
  };
}

/** An event with an id of its own. */
export const event = (type: string, body: Readonly<Record<string, unknown>>, header: object = {}) => ({
  schema: '2.0',
  header: { event_id: newId('e'), event_type: type, token: 'v', app_id: APP, tenant_key: TENANT, ...header },
  event: body,
});

export const WANG = { open_id: 'ou_wang', union_id: 'on_wang', user_id: 'wang' };
export const SENDER = { sender_id: WANG, sender_type: 'user', tenant_key: TENANT };
export const MENTION = {
  ...{ key: '@_user_1', id: { open_id: 'ou_kam', union_id: 'on_kam' } },
  ...{ mentioned_type: 'bot', name: 'KAM', tenant_key: TENANT },
};
export const MESSAGE = {
  ...{ message_id: 'om_1', create_time: '1', update_time: '1', chat_id: 'oc_1', chat_type: 'p2p' },
  ...{ message_type: 'text', content: '{"text":"查 华为"}' },
};
export const IN_GROUP = { ...MESSAGE, chat_type: 'group', content: '{"text":"@_user_1 查"}', mentions: [MENTION] };
export const message = (more: object = {}, sender: object = {}, header: object = {}): FeishuEvent =>
  event('im.message.receive_v1', { sender: { ...SENDER, ...sender }, message: { ...MESSAGE, ...more } }, header);

export const who = { openId: 'ou_wang', unionId: 'on_wang', tenant: TENANT };
