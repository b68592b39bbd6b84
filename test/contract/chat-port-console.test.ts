import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConsoleChat } from '../../adapters/console/chat-port.ts';
import { renderReply } from '../../adapters/console/render.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import { type ChatSubject, chatPortContract } from './chat-port.ts';
import { openFresh } from './store.opening.ts';

async function open(): Promise<ChatSubject> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-chat-'));
  const store = await openFresh(`file:${join(folder, 'kam.db')}`);
  const { conversations } = store;
  await conversations.addChannel({ id: 'sales', name: 'sales', createdById: null, createdAt: 0 });
  let failing: 'before' | 'after' | null = null;
  const chat = createConsoleChat({
    conversations: failingOn(conversations, () => {
      const when = failing;
      failing = null;
      return when;
    }),
    now: () => 1000,
  });
  return {
    chat,
    tenant: '',
    reader: 'dm:wang',
    channel: 'channel:sales',
    gone: 'channel:closed',
    async shown(destination) {
      const messages = await conversations.latest(destination, 1000);
      return messages.map(({ reply, language, timeZone }) =>
        textOf(renderReply(reply, { language, timeZone, id: 'm' })),
      );
    },
    failNext(when) {
      failing = when;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The connection to the database breaks when it is told to: before the statement, or with the commit done. */
function failingOn(conversations: Conversations, nextFailure: () => 'before' | 'after' | null): Conversations {
  return new Proxy(conversations, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const when = nextFailure();
        if (when === 'before') throw new Error('the connection is lost');
        const result: unknown = await Reflect.apply(method, target, args);
        if (when === 'after') throw new Error('the connection is lost');
        return result;
      };
    },
  });
}

/** What the browser would show: tags taken away, and then characters written out given back. */
function textOf(html: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => named[name] ?? '');
}

chatPortContract('console', open, { isIdempotent: true });
