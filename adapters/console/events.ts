import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { News, NewsItem } from '../../src/services/news.ts';
import { LIMITS } from './limits.ts';
import type { PagePostedNews } from './page/protocol.ts';
import type { Posted, PostedNews } from './posted.ts';

export interface Events {
  /** An open answer that tells this member of news for as long as `isStillIn` says so. */
  open(c: Context, memberId: string, isStillIn: () => Promise<boolean>): Response;
  /** Ends every stream: a server that stops waits for none of them. */
  close(): void;
}

/** Often enough that no proxy takes the stream for dead, and that whoever left is soon out. */
const HEARTBEAT_MS = 15_000;
/** How soon a browser is to come back. */
const RETRY_MS = 1000;

/** News as server-sent events: nothing but which account changed in which change, or what place has something new; pages ask again as their own member. */
export function createEvents(
  news: Pick<News, 'listen'>,
  posted: Pick<Posted, 'listen'>,
  heartbeatMs = HEARTBEAT_MS,
): Events {
  /** Tells a page that came back whether it came back to the same process. */
  const instance = randomBytes(6).toString('hex');
  const streams = new Map<string, (() => void)[]>();

  function keep(memberId: string, end: () => void): void {
    const own = streams.get(memberId) ?? [];
    // Somebody's twenty-first tab costs them the first.
    if (own.length >= LIMITS.streams) own.shift()?.();
    streams.set(memberId, [...own, end]);
  }

  function forget(memberId: string, end: () => void): void {
    const rest = (streams.get(memberId) ?? []).filter((one) => one !== end);
    if (rest.length === 0) streams.delete(memberId);
    else streams.set(memberId, rest);
  }

  return {
    open(c, memberId, isStillIn) {
      // nginx would keep back what is meant for now.
      c.header('X-Accel-Buffering', 'no');
      const after = c.req.header('last-event-id') ?? c.req.query('after') ?? '';
      return streamSSE(c, async (stream) => {
        let end = (): void => {};
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        const tell = ({ changeId, accountId }: NewsItem): void => {
          const data = JSON.stringify({ changeId, accountId });
          stream.writeSSE({ event: 'recorded', id: changeId, data }).catch(end);
        };
        stream.onAbort(end);
        keep(memberId, end);
        const stop = news.listen(memberId, /^\w{1,64}$/.test(after) ? after : null, tell);
        const leave = posted.listen(memberId, (one) => {
          const data = JSON.stringify(toPage(one, memberId));
          stream.writeSSE({ event: 'posted', data }).catch(end);
        });
        const beat = async (): Promise<void> => {
          if (await isStillIn()) await stream.write(': still here\n\n');
          else {
            await stream.writeSSE({ event: 'signed-out', data: '{}' });
            end();
          }
        };
        const timer = setInterval(() => void beat().catch(end), heartbeatMs).unref();
        await stream.writeSSE({ event: 'hello', data: JSON.stringify({ instance }), retry: RETRY_MS });
        await ended;
        clearInterval(timer);
        stop();
        leave();
        forget(memberId, end);
      });
    },
    close() {
      for (const ends of streams.values()) for (const end of ends) end();
    },
  };
}

function toPage({ place, message }: PostedNews, memberId: string): PagePostedNews {
  const id = place.startsWith('dm:') ? 'dm' : place.slice('channel:'.length);
  return { place: id, message: message.id, position: message.position, isMine: message.byId === memberId };
}
