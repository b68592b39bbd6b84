import { and, eq, inArray, isNotNull, like, ne, or } from 'drizzle-orm';
import { ERASED, tombstoneOf } from '../../src/domain/erased.ts';
import { partsOf } from '../../src/domain/order.ts';
import type { Trait } from '../../src/domain/records.ts';
import type { ErasePlan } from '../../src/ports/care.ts';
import type { Connection } from '../repositories/index.ts';
import { searchedTable } from './free-text.ts';
import { auditOf, type Person } from './person.ts';
import { isRow } from './rows.ts';
import type { Tally } from './tally.ts';

const AT_ONCE = 500;

/** Takes away all that is the person's own: records, notes, and what the audit holds of them. */
export async function blankOwn(
  connection: Connection,
  person: Person,
  plan: ErasePlan,
  newId: () => string,
  tally: Tally,
): Promise<void> {
  await forgetStates(connection, person, tally);
  await buryContact(connection, person, plan, newId, tally);
  await blankInteractions(connection, person, tally);
  await blankAudit(connection, person, tally);
}

/** What is kept of an account for planning tells of its people: birthdays, days, who met whom. It is made anew. */
async function forgetStates({ queries, tables }: Connection, person: Person, tally: Tally): Promise<void> {
  const { keptStates, touches } = tables;
  const met = await queries
    .selectDistinct({ accountId: touches.accountId })
    .from(touches)
    .where(inArray(touches.contactId, [...person.ids]));
  const accountIds = new Set([...person.accounts, ...met.map(({ accountId }) => accountId)]);
  const forgotten = await queries
    .delete(keptStates)
    .where(inArray(keptStates.accountId, [...accountIds]))
    .returning({ accountId: keptStates.accountId });
  tally.add('kept_states', forgotten.length);
}

/** The history goes; that the person is gone is all that is said of the tombstone, so that nothing is expected of it. */
async function buryContact(
  connection: Connection,
  { contact }: Person,
  { on, at }: ErasePlan,
  newId: () => string,
  tally: Tally,
): Promise<void> {
  const { queries, tables, keepers } = connection;
  const { nameKeys, taughtNames, traits, levels } = tables;
  await keepers.records.update('contact', tombstoneOf(contact));
  tally.add('contacts', 1);
  const keys = await queries
    .delete(nameKeys)
    .where(and(eq(nameKeys.kind, 'contact'), eq(nameKeys.subjectId, contact.id)))
    .returning({ key: nameKeys.key });
  tally.add('name_keys', keys.length);
  const taught = await queries
    .delete(taughtNames)
    .where(eq(taughtNames.meansId, contact.id))
    .returning({ id: taughtNames.id });
  tally.add('taught_names', taught.length);
  const told = await queries.delete(traits).where(eq(traits.contactId, contact.id)).returning({ id: traits.id });
  tally.add('traits', told.length);
  const stated = await queries.delete(levels).where(eq(levels.contactId, contact.id)).returning({ id: levels.id });
  tally.add('levels', stated.length);
  await forgetSpeaking(connection, contact.id, tally);
  const about = { id: newId(), accountId: contact.accountId, contactId: contact.id };
  const gone: Trait = { ...about, field: 'state', value: 'left', on, authorId: null, source: null, recordedAt: at };
  await keepers.records.insert('trait', gone);
}

/** Greetings, and what was said or silenced about them: their days tell when somebody was born. */
async function forgetSpeaking({ queries, tables }: Connection, contactId: string, tally: Tally): Promise<void> {
  const { greetings, mutes, saidNudges } = tables;
  const wishes = await queries
    .delete(greetings)
    .where(eq(greetings.contactId, contactId))
    .returning({ id: greetings.id });
  tally.add('greetings', wishes.length);
  const about = `contact:${contactId}/%`;
  const silenced = await queries.delete(mutes).where(like(mutes.subject, about)).returning({ id: mutes.id });
  tally.add('mutes', silenced.length);
  const said = await queries
    .delete(saidNudges)
    .where(like(saidNudges.subject, about))
    .returning({ key: saidNudges.key });
  tally.add('said_nudges', said.length);
}

/** They still count as interactions, with their day, kind and people. */
async function blankInteractions({ queries, tables }: Connection, person: Person, tally: Tally): Promise<void> {
  const { interactions, nextSteps } = tables;
  const all = [...person.interactions];
  for (const part of partsOf(all, AT_ONCE)) {
    const blanked = await queries
      .update(interactions)
      .set({ note: '', occasion: null })
      .where(and(inArray(interactions.id, part), or(ne(interactions.note, ''), isNotNull(interactions.occasion))))
      .returning({ id: interactions.id });
    tally.add('interactions', blanked.length);
    const promises = await queries
      .update(nextSteps)
      .set({ what: ERASED })
      .where(and(inArray(nextSteps.interactionId, part), ne(nextSteps.what, ERASED)))
      .returning({ id: nextSteps.id });
    tally.add('next_steps', promises.length);
  }
}

/** What is left says that something was written then, and by whom. */
async function blankAudit(connection: Connection, person: Person, tally: Tally): Promise<void> {
  const { queries, tables } = connection;
  const { changes, changeRows } = tables;
  const searched = searchedTable(tables, 'changeRows');
  const asked = new Set<string>();
  for await (const row of auditOf(connection, person)) {
    asked.add(row.changeId);
    if (row.before === null && row.after === null) continue;
    await queries
      .update(changeRows)
      .set({ before: null, after: null })
      .where(isRow(searched, { ...row }));
    tally.add('change_rows', 1);
  }
  for (const id of asked) await queries.update(changes).set({ input: {} }).where(eq(changes.id, id));
  tally.add('changes', asked.size);
}
