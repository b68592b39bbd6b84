import type { AccountOn } from './account-on.ts';
import { type TraitEvidence, traitEvidence } from './evidence.ts';
import type { TraitField, TraitValues } from './records.ts';
import { type ContactOn, traitOn } from './traits.ts';

/** A contact's department, layer, roles, attitude, weight or state is another. */
export interface TraitChange {
  readonly contactId: string;
  readonly field: TraitField;
  readonly before: TraitValues[TraitField];
  readonly after: TraitValues[TraitField];
  /** The entry that holds now; `null` when the one that held was taken back and nothing is left. */
  readonly by: TraitEvidence | null;
}

const FIELDS = ['department', 'layer', 'roles', 'attitude', 'weight', 'state'] as const satisfies readonly TraitField[];

/** By contact. */
export function traitChanges(before: AccountOn, after: AccountOn): readonly TraitChange[] {
  return pairedContacts(before, after).flatMap(([was, is]) =>
    FIELDS.filter((field) => !isSame(was[field], is[field])).map((field) => {
      const contactId = is.contact.id;
      const told = traitOn(after.state.traits, contactId, field, after.moment.day);
      return { contactId, field, before: was[field], after: is[field], by: told === null ? null : traitEvidence(told) };
    }),
  );
}

/** The records by which the traits that concern the matter changed. */
export function causesOf(
  changes: readonly TraitChange[],
  concerns: (change: TraitChange) => boolean,
): readonly TraitEvidence[] {
  return changes.filter(concerns).flatMap(({ by }) => by ?? []);
}

/** Everyone known at both moments. */
export function pairedContacts(before: AccountOn, after: AccountOn): readonly (readonly [ContactOn, ContactOn])[] {
  const were = new Map(before.contacts.map((each) => [each.contact.id, each]));
  return after.contacts.flatMap((is) => {
    const was = were.get(is.contact.id);
    return was === undefined ? [] : [[was, is] as const];
  });
}

/** Roles are a set: their order says nothing. */
function isSame(a: TraitValues[TraitField], b: TraitValues[TraitField]): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && inOrder(a) === inOrder(b));
}

function inOrder(roles: readonly string[] | null): string {
  return [...(roles ?? [])].sort().join(' ');
}
