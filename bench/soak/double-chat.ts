import type { Platform } from '../../src/domain/vocabulary.ts';
import type { ChatPort, FindResult, SendResult } from '../../src/ports/chat.ts';

/** Sends into the double. `timeoutMs` is real time. */
export function createDoubleChat(platform: Platform, port: number, timeoutMs: number): ChatPort {
  const call = (path: string, key: string): Promise<Response> => {
    const query = new URLSearchParams({ platform, key, pid: String(process.pid) });
    return fetch(`http://127.0.0.1:${port}/${path}?${query}`, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
    });
  };
  return {
    platform,
    async send({ key }): Promise<SendResult> {
      try {
        const response = await call('send', key);
        if (response.status === 200) return { kind: 'sent', sentAs: key };
        return { kind: 'retry', afterMs: 1000, error: `status ${response.status}` };
      } catch (error) {
        return { kind: 'unsure', error: String(error) };
      }
    },
    async find({ key }): Promise<FindResult> {
      try {
        const { status } = await call('find', key);
        if (status === 200) return { kind: 'found', sentAs: key };
        return { kind: status === 404 ? 'absent' : 'cannot-tell' };
      } catch (error) {
        return { kind: 'retry', afterMs: 1000, error: String(error) };
      }
    },
    update: async () => ({ kind: 'refused', code: 'no-updates' }),
  };
}
