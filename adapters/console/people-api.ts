import type { Context, Hono } from 'hono';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Demo } from './guide.ts';
import { refuse } from './refuse.ts';
import type { Session } from './sessions.ts';
import { SERVER_WORDS } from './words.ts';

/** `/api/speak-as`: this browser goes on as another of the demo's people. There only in a demo. */
export function addPeople(
  api: Hono<{ Variables: { session: Session; language: Language } }>,
  demo: Demo,
  signIn: (c: Context, token: string) => void,
): void {
  api.post('/speak-as', async (c) => {
    const { member } = (await c.req.json().catch(() => ({}))) as { member?: unknown };
    const person = demo.people.find(({ memberId }) => memberId === member);
    if (person === undefined) return refuse(c, 404, 'not-found', SERVER_WORDS[c.get('language')].notFound);
    signIn(c, person.token);
    return c.body(null, 204);
  });
}
