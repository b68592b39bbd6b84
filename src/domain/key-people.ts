import type { ContactOn } from './traits.ts';

/**
 * A key person decides or weighs: in post, and in the decision layer, or decider or approver, or of at least that weight
 * (docs/method.md §6).
 */
export function isKeyPerson(contact: ContactOn, keyWeight: number): boolean {
  if (!contact.inPost) return false;
  if (contact.layer === 'decision') return true;
  if (contact.roles.includes('decider') || contact.roles.includes('approver')) return true;
  return contact.weight !== null && contact.weight >= keyWeight;
}

/** Weights of everyone in post, unset as 0. Over 100 somebody's is wrong: a warning, not an error (§6). */
export function totalWeight(contacts: readonly ContactOn[]): number {
  return contacts.reduce((sum, contact) => sum + (contact.inPost ? (contact.weight ?? 0) : 0), 0);
}
