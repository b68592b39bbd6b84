import type { Account, Contact } from './records.ts';

/** An account of which nothing more is told yet. */
export const newAccount = (told: Pick<Account, 'id' | 'name' | 'ownerId' | 'createdAt'>): Account => ({
  aliases: [],
  kinds: [],
  backupId: null,
  teamIds: [],
  archived: false,
  timeZone: null,
  cadence: null,
  festivalSets: null,
  recipientClass: null,
  recipientRule: null,
  policy: null,
  ...told,
});

/** A person of whom nothing more is told yet. */
export const newContact = (told: Pick<Contact, 'id' | 'accountId' | 'name' | 'createdAt'>): Contact => ({
  title: null,
  email: null,
  phone: null,
  tastes: null,
  taboos: null,
  optOut: [],
  reportsToId: null,
  successorId: null,
  birthday: null,
  ...told,
});
