import type { ErasePlan, ErasureReport, FileSearch } from '../../src/ports/care.ts';
import type { Connection } from '../repositories/index.ts';
import { blankOwn } from './blank.ts';
import { maskMentions } from './mask.ts';
import { findNamesakes, type Namesakes } from './namesakes.ts';
import { findPerson, type Person } from './person.ts';
import { blankQueues } from './queues.ts';
import { createTally } from './tally.ts';

/** What differs between the engines: how what was deleted leaves the storage too. */
export interface Storage {
  /** Before the transaction: what it deletes is overwritten. */
  prepare(): Promise<void>;
  /** After it. `tables` are those it touched. Says whether it could. */
  clean(tables: readonly string[]): Promise<boolean>;
  /** Looks for the texts in the files. `null`: they are out of reach. */
  search(texts: readonly string[]): Promise<Pick<FileSearch, 'bytes' | 'found'> | null>;
}

export interface Erased extends Pick<ErasureReport, 'changeId' | 'touched'> {
  /** Kept in memory for the search, and nowhere else. */
  readonly person: Person;
  readonly namesakes: Namesakes;
}

/** Within one transaction. The entry in the audit tells that somebody was erased, and cannot be undone either. */
export async function eraseIn(connection: Connection, plan: ErasePlan, newId: () => string): Promise<Erased> {
  const { keepers } = connection;
  const person = await findPerson(connection, plan);
  const namesakes = await findNamesakes(connection, person);
  const tally = createTally();
  await blankOwn(connection, person, plan, newId, tally);
  await blankQueues(connection, person, namesakes, tally);
  await maskMentions(connection, person, namesakes, tally);

  const { contact } = person;
  const { memberId, at, causeId = null } = plan;
  const changeId = newId();
  const input = { account: contact.accountId, contact: contact.id };
  await keepers.changes.insert({ id: changeId, command: 'erase', input, memberId, at, undoes: null }, causeId);
  const what = { kind: 'contact', recordId: contact.id, accountId: contact.accountId } as const;
  await keepers.changes.insertRow({ changeId, position: 0, ...what, before: null, after: null });
  return { changeId, touched: tally.counts(), person, namesakes };
}
