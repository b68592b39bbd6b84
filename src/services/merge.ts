import type { Account, Contact, Interaction } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import type { AccountRecordKind, Repositories } from '../ports/store.ts';

const MOVED = [
  'trait',
  'level',
  'nextStep',
  'order',
  'fact',
  'pin',
  'greeting',
  'giftApproval',
  'binding',
] as const satisfies readonly AccountRecordKind[];

/**
 * Puts everything of one account under another and removes it; its names become aliases. Of two shares of one day the survivor's
 * stays. Contacts of one name stay two: they may be two people, and are merged one by one.
 */
export async function mergeAccounts(from: Account, into: Account, repositories: Repositories): Promise<void> {
  for (const contact of await repositories.ofAccount('contact', from.id)) {
    await repositories.update('contact', { ...contact, accountId: into.id });
  }
  for (const interaction of await repositories.ofAccount('interaction', from.id)) {
    await repositories.update('interaction', { ...interaction, accountId: into.id });
  }
  for (const kind of MOVED) await moveAll(kind, from.id, into.id, repositories);
  const days = new Set((await repositories.ofAccount('share', into.id)).map(({ on }) => on));
  for (const share of await repositories.ofAccount('share', from.id)) {
    if (days.has(share.on)) await repositories.remove('share', share.id);
    else await repositories.update('share', { ...share, accountId: into.id });
  }
  await repositories.remove('account', from.id);
  const known = new Set([into.name, ...into.aliases].map(foldName));
  const names = [from.name, ...from.aliases].filter((name) => !known.has(foldName(name)));
  await repositories.update('account', {
    ...into,
    aliases: [...into.aliases, ...names],
    kinds: [...new Set([...into.kinds, ...from.kinds])],
    teamIds: [...new Set([...into.teamIds, ...from.teamIds])],
  });
}

async function moveAll<K extends (typeof MOVED)[number]>(
  kind: K,
  from: string,
  into: string,
  repositories: Repositories,
): Promise<void> {
  for (const record of await repositories.ofAccount(kind, from)) {
    await repositories.update(kind, { ...record, accountId: into });
  }
}

/** Makes two entries for one person into one: what the survivor lacks is filled in, history and interactions are joined. */
export async function mergeContacts(from: Contact, into: Contact, repositories: Repositories): Promise<void> {
  const { accountId } = into;
  for (const interaction of await repositories.ofAccount('interaction', accountId)) {
    const replaced = withContactReplaced(interaction, from.id, into.id);
    if (replaced) await repositories.update('interaction', replaced);
  }
  for (const trait of await repositories.ofAccount('trait', accountId)) {
    if (trait.contactId === from.id) await repositories.update('trait', { ...trait, contactId: into.id });
  }
  for (const greeting of await repositories.ofAccount('greeting', accountId)) {
    if (greeting.contactId === from.id) await repositories.update('greeting', { ...greeting, contactId: into.id });
  }
  await joinLevels(from, into, repositories);
  const redirect = (id: string | null): string | null => (id === from.id ? into.id : id);
  for (const contact of await repositories.ofAccount('contact', accountId)) {
    if (contact.id === from.id || contact.id === into.id) continue;
    await repositories.update('contact', {
      ...contact,
      reportsToId: redirect(contact.reportsToId),
      successorId: redirect(contact.successorId),
    });
  }
  await repositories.update('contact', joined(from, into));
  await repositories.remove('contact', from.id);
}

/** What was stated of the survivor on a day stands; the other's statement of that day goes. */
async function joinLevels(from: Contact, into: Contact, repositories: Repositories): Promise<void> {
  const levels = await repositories.ofAccount('level', into.accountId);
  const of = (contactId: string) => levels.filter((level) => level.contactId === contactId);
  const stated = new Set(of(into.id).map(({ memberId, on }) => `${memberId} ${on}`));
  for (const level of of(from.id)) {
    if (stated.has(`${level.memberId} ${level.on}`)) await repositories.remove('level', level.id);
    else await repositories.update('level', { ...level, contactId: into.id });
  }
}

function joined(from: Contact, into: Contact): Contact {
  const notSelf = (id: string | null): string | null => (id === into.id || id === from.id ? null : id);
  return {
    ...into,
    title: into.title ?? from.title,
    email: into.email ?? from.email,
    phone: into.phone ?? from.phone,
    tastes: into.tastes ?? from.tastes,
    taboos: into.taboos ?? from.taboos,
    birthday: into.birthday ?? from.birthday,
    optOut: [...new Set([...into.optOut, ...from.optOut])],
    reportsToId: notSelf(into.reportsToId ?? from.reportsToId),
    successorId: notSelf(into.successorId ?? from.successorId),
  };
}

function withContactReplaced(interaction: Interaction, from: string, into: string): Interaction | undefined {
  if (!interaction.contactIds.includes(from)) return undefined;
  const contactIds = [...new Set(interaction.contactIds.map((id) => (id === from ? into : id)))];
  return { ...interaction, contactIds };
}
