import type { Role } from '../../src/domain/vocabulary.ts';
import type { Router } from '../../src/router/messages.ts';
import { type Demo, guideFor } from './guide.ts';
import type { PageWords } from './page/protocol.ts';
import type { Session } from './sessions.ts';
import { PAGE_UI } from './ui-words.ts';
import { vocabularyIn } from './vocabulary.ts';

interface WordsOptions {
  readonly router: Pick<Router, 'describe'>;
  readonly demo: Demo | null;
  /** Whether they never wrote anything. */
  readonly isNewcomer: (memberId: string) => Promise<boolean>;
  readonly roleOf: (member: NonNullable<Session['member']>) => Role;
}

/** What a page knows when it opens, in one language: who reads it, its words, what can be said. */
export async function wordsFor(
  { member }: Session,
  language: PageWords['language'],
  { router, demo, isNewcomer, roleOf }: WordsOptions,
): Promise<PageWords> {
  const about = {
    language,
    ui: PAGE_UI[language],
    vocabulary: vocabularyIn(language),
    commands: router.describe(language),
  };
  if (member === null) return { ...about, member: null, guide: null, people: null, mayAddChannel: false };
  const { id, name, timeZone } = member;
  const role = roleOf(member);
  return {
    ...about,
    member: { id, name, timeZone },
    guide: guideFor({ id, role }, language, demo === null && (await isNewcomer(id)), demo),
    people:
      demo === null ? null : demo.people.map((one) => ({ id: one.memberId, name: one.name, role: one.role[language] })),
    mayAddChannel: role === 'admin',
  };
}
