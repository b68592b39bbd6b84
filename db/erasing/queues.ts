import { eq, isNotNull } from 'drizzle-orm';
import { ERASED } from '../../src/domain/erased.ts';
import type { Spoken } from '../../src/ports/conversations.ts';
import type { Connection } from '../repositories/index.ts';
import { mapTexts, searchedTable, textsIn } from './free-text.ts';
import type { Namesakes } from './namesakes.ts';
import type { Person } from './person.ts';
import { pagesOf } from './rows.ts';
import { tellingTexts } from './search.ts';
import type { Tally } from './tally.ts';
import { createWords } from './words.ts';

/**
 * Takes the person out of what came in and what was said. What is settled is emptied where it tells of them, since nobody needs
 * it any more; in what is still to be worked on or said, their words are masked. Names are left to `maskMentions`.
 */
export async function blankQueues(
  connection: Connection,
  person: Person,
  namesakes: Namesakes,
  tally: Tally,
): Promise<void> {
  const isAbout = createJudge(person, namesakes);
  const words = createWords(ownTexts(person), namesakes.longer, ERASED);
  await forgetAnswers(connection, tally);
  await maskWaiting(connection, words.maskIn, tally);
  await emptyLetters(connection, isAbout, words.maskIn, tally);
  await blankMessages(connection, isAbout, tally);
}

/** They are kept only for whoever asks twice; all of them go. */
async function forgetAnswers({ queries, tables: { inbox } }: Connection, tally: Tally): Promise<void> {
  const emptied = await queries
    .update(inbox)
    .set({ answer: null })
    .where(isNotNull(inbox.answer))
    .returning({ id: inbox.id });
  tally.add('inbox', emptied.length);
}

async function maskWaiting(
  { queries, tables }: Connection,
  maskIn: (text: string) => string,
  tally: Tally,
): Promise<void> {
  const { inbox } = tables;
  for await (const rows of pagesOf(queries, searchedTable(tables, 'inbox'), isNotNull(inbox.payload))) {
    for (const { id, payload } of rows) {
      const masked = mapTexts(payload, maskIn);
      if (JSON.stringify(masked) === JSON.stringify(payload)) continue;
      await queries
        .update(inbox)
        .set({ payload: masked })
        .where(eq(inbox.id, String(id)));
      tally.add('inbox', 1);
    }
  }
}

async function emptyLetters(
  { queries, tables }: Connection,
  isAbout: (value: unknown) => boolean,
  maskIn: (text: string) => string,
  tally: Tally,
): Promise<void> {
  const { outbox } = tables;
  for await (const rows of pagesOf(queries, searchedTable(tables, 'outbox'), isNotNull(outbox.payload))) {
    for (const { id, payload, settledAt } of rows.filter((row) => isAbout(row['payload']))) {
      const left = settledAt === null ? mapTexts(payload, maskIn) : null;
      if (JSON.stringify(left) === JSON.stringify(payload)) continue;
      await queries
        .update(outbox)
        .set({ payload: left })
        .where(eq(outbox.id, String(id)));
      tally.add('outbox', 1);
    }
  }
}

async function blankMessages(
  { queries, tables }: Connection,
  isAbout: (value: unknown) => boolean,
  tally: Tally,
): Promise<void> {
  const { consoleMessages } = tables;
  for await (const rows of pagesOf(queries, searchedTable(tables, 'consoleMessages'))) {
    for (const { id, spoken } of rows.filter((row) => isAbout(row['spoken']))) {
      const message = spoken as Spoken;
      const blank = { ...message, reply: { title: ERASED, audience: message.reply.audience, blocks: [] } };
      await queries
        .update(consoleMessages)
        .set({ spoken: blank })
        .where(eq(consoleMessages.id, String(id)));
      tally.add('console_messages', 1);
    }
  }
}

/** Long enough to be nobody else's, names aside. */
const ownTexts = (person: Person): readonly string[] =>
  tellingTexts(person).filter((text) => !person.names.has(text) && !person.alsoKnownAs.includes(text));

/** Whether a value tells of the person: by id, or by what is theirs. A colleague's name is not. */
function createJudge(person: Person, { longer, isOurs }: Namesakes): (value: unknown) => boolean {
  const { ids, interactions, names, alsoKnownAs } = person;
  const called = isOurs ? [] : [...names, ...alsoKnownAs];
  const words = createWords([...called, ...ownTexts(person)], longer, ERASED);
  return (value) => textsIn(value).some((text) => ids.has(text) || interactions.has(text) || words.isIn(text));
}
