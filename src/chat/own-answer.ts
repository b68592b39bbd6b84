import type { Member } from '../domain/records.ts';
import type { Answer } from '../router/messages.ts';

/** Something the adapter itself has to say, to the asker alone: what was said to it was not worked on. */
export const ownAnswer = (title: string, { language, timeZone }: Pick<Member, 'language' | 'timeZone'>): Answer => ({
  ok: false,
  understood: null,
  error: { code: 'forbidden', message: title, suggestions: [] },
  reply: { title, tone: 'warning', audience: 'asker', blocks: [] },
  ...{ language, timeZone },
});
