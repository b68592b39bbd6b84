import type { Account, Contact, Day, Instant, Trait } from '../domain/records.ts';
import { levelOn } from '../domain/traits.ts';
import type { NewId } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';

export interface Move {
  readonly to: Account;
  /** Their first day at the new account; from it on they have moved from the old. */
  readonly on: Day;
  readonly authorId: string;
  readonly at: Instant;
  readonly newId: NewId;
}

/**
 * A person who changes employer: at the old account they have moved from that day on and all that was is still to be read there;
 * at the new one they begin anew, with what is theirs (birthday, tastes, how deep each of ours stands with them).
 */
export async function moveContact(contact: Contact, move: Move, repositories: Repositories): Promise<Contact> {
  const { to, on, authorId, at, newId } = move;
  const known = (await repositories.ofAccount('trait', contact.accountId)).find(
    (one) => one.contactId === contact.id && one.field === 'state' && one.on === on,
  );
  const left: Trait = {
    id: known?.id ?? newId(),
    accountId: contact.accountId,
    contactId: contact.id,
    field: 'state',
    value: 'moved',
    on,
    authorId,
    source: to.name,
    recordedAt: at,
  };
  await (known ? repositories.update('trait', left) : repositories.insert('trait', left));
  const arrived: Contact = {
    ...contact,
    id: newId(),
    accountId: to.id,
    title: null,
    reportsToId: null,
    successorId: null,
    createdAt: at,
  };
  await repositories.insert('contact', arrived);
  const from = await repositories.get('account', contact.accountId);
  await repositories.insert('trait', {
    id: newId(),
    accountId: to.id,
    contactId: arrived.id,
    field: 'state',
    value: 'in-post',
    on,
    authorId,
    source: from?.name ?? null,
    recordedAt: at,
  });
  const levels = (await repositories.ofAccount('level', contact.accountId)).filter(
    (one) => one.contactId === contact.id,
  );
  for (const memberId of new Set(levels.map((one) => one.memberId))) {
    const held = levelOn(levels, memberId, contact.id, on);
    if (held === null) continue;
    await repositories.insert('level', {
      ...held,
      id: newId(),
      accountId: to.id,
      contactId: arrived.id,
      on,
      authorId,
      recordedAt: at,
    });
  }
  return arrived;
}
