import type { Views } from '../ports/store.ts';

/** What people call the member of a key: their name, with the key beside it where several have that name. Any other text stays. */
export async function memberNames(views: Pick<Views, 'all'>): Promise<(key: string) => string> {
  const members = await views.all('member');
  const byKey = new Map(members.map((one) => [one.key.toLowerCase(), one]));
  return (key) => {
    const member = byKey.get(key.toLowerCase());
    if (member === undefined) return key;
    return members.some((other) => other.name === member.name && other.id !== member.id)
      ? `${member.name} (${member.key})`
      : member.name;
  };
}
