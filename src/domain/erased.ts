import { newContact } from './new-records.ts';
import type { Contact } from './records.ts';

/**
 * Stands where words of an erased person stood: as the name of their tombstone, in the place of promises made with them, and where
 * others' notes named them. A text like any other, so that every part that shows, exports or imports a contact shows a tombstone too.
 */
export const ERASED = '▮▮';

/** Whether this is a tombstone: what is left of a contact whose person asked to be erased. */
export const isErased = ({ name }: Pick<Contact, 'name'>): boolean => name === ERASED;

/** The contact with nothing left that tells of the person. Who reports to it, and who came after, stays with those others. */
export const tombstoneOf = ({ id, accountId, createdAt }: Contact): Contact =>
  newContact({ id, accountId, name: ERASED, createdAt });
