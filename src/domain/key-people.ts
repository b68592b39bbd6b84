import type { ContactOn } from './traits.ts';

/** What makes a contact in post a key person; one of these is enough. */
const GROUNDS = {
  layer: ({ layer }) => layer === 'decision',
  roles: ({ roles }) => roles.includes('decider') || roles.includes('approver'),
  weight: ({ weight }, keyWeight) => weight !== null && weight >= keyWeight,
} as const satisfies Record<string, (contact: ContactOn, keyWeight: number) => boolean>;

/**
 * A key person decides or weighs: in post, and in the decision layer, or decider or approver, or of at least that weight
 * (docs/method.md §6).
 */
export function isKeyPerson(contact: ContactOn, keyWeight: number): boolean {
  return contact.inPost && Object.values(GROUNDS).some((holds) => holds(contact, keyWeight));
}

/** What speaks for a contact being a key person, each by the trait it comes from; `state` when in post. */
export function keyGrounds(contact: ContactOn, keyWeight: number): ReadonlySet<'state' | keyof typeof GROUNDS> {
  const grounds = (['layer', 'roles', 'weight'] as const).filter((ground) => GROUNDS[ground](contact, keyWeight));
  return new Set(contact.inPost ? (['state', ...grounds] as const) : grounds);
}

/** Weights of everyone in post, unset as 0. Over 100 somebody's is wrong: a warning, not an error (§6). */
export function totalWeight(contacts: readonly ContactOn[]): number {
  return contacts.reduce((sum, contact) => sum + (contact.inPost ? (contact.weight ?? 0) : 0), 0);
}
