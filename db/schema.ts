import type { Kit } from './kit.ts';
import { defineAccounts } from './tables/accounts.ts';
import { defineBooks } from './tables/books.ts';
import { defineContacts } from './tables/contacts.ts';
import { defineHistories } from './tables/histories.ts';
import { defineInteractions } from './tables/interactions.ts';
import { defineNudging } from './tables/nudging.ts';
import { definePeople } from './tables/people.ts';
import { definePlanning } from './tables/planning.ts';
import { defineQueues } from './tables/queues.ts';

/**
 * Every table, once for both engines. A record's columns carry the names of its fields, so that a row is a record; what is
 * derived from records (folded keys, names, touches, links, teams) stands in columns and tables of its own.
 */
export function defineTables(k: Kit) {
  const people = definePeople(k);
  const accounts = defineAccounts(k, people);
  const contacts = defineContacts(k, people, accounts);
  return {
    ...people,
    ...accounts,
    ...contacts,
    ...defineInteractions(k, people, accounts, contacts),
    ...defineHistories(k, people, accounts),
    ...defineNudging(k, people, accounts, contacts),
    ...defineBooks(k),
    ...definePlanning(k),
    ...defineQueues(k),
  };
}

export type Tables = ReturnType<typeof defineTables>;
