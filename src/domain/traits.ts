import { by, compareText } from './order.ts';
import type { Contact, Day, Level, Trait, TraitField, TraitValues } from './records.ts';

/** A contact as they were on a day, from their dated history (docs/method.md §0, §6). */
export interface ContactOn extends TraitValues {
  readonly contact: Contact;
  /** Neither moved nor left by then. */
  readonly inPost: boolean;
}

/** What counts of a contact nothing is told of. */
export const UNTOLD: TraitValues = {
  department: null,
  layer: null,
  roles: [],
  attitude: null,
  weight: null,
  state: 'in-post',
};

type Dated = Pick<Trait, 'id' | 'on' | 'recordedAt'>;

/** Entries of one history in the order in which they hold: by date, then by record. */
export const later = by<Dated>(
  // An undated value holds before the first dated one, so it comes first.
  (a, b) => compareText(a.on ?? '', b.on ?? ''),
  (a, b) => a.recordedAt - b.recordedAt,
  (a, b) => compareText(a.id, b.id),
);

/** Which of two entries of one history counts on a day at or after both: the later dated, then recorded, then by id. */
export function prevailing<T extends Dated>(a: T | undefined, b: T): T {
  return a === undefined || later(a, b) < 0 ? b : a;
}

/** The entry of one field that holds at the end of a day, with its date, author and source; `null` when never told. */
export function traitOn<F extends TraitField>(
  traits: readonly Trait[],
  contactId: string,
  field: F,
  day: Day,
): Extract<Trait, { field: F }> | null {
  let held: Trait | undefined;
  for (const trait of traits) {
    if (trait.contactId !== contactId || trait.field !== field || !hasBegun(trait, day)) continue;
    held = prevailing(held, trait);
  }
  return (held as Extract<Trait, { field: F }> | undefined) ?? null;
}

/** One contact at the end of a day. `traits` may hold other contacts' entries too. */
export function contactOn(contact: Contact, traits: readonly Trait[], day: Day): ContactOn {
  return assemble(contact, heldBy(traits, day).get(contact.id));
}

/** Every contact at the end of a day, in post or not, in the order of their ids. */
export function contactsOn(contacts: readonly Contact[], traits: readonly Trait[], day: Day): readonly ContactOn[] {
  const held = heldBy(traits, day);
  return contacts
    .map((contact) => assemble(contact, held.get(contact.id)))
    .sort((a, b) => compareText(a.contact.id, b.contact.id));
}

/** The level entry of one pair that holds on a day; `null` when none is stated. */
export function levelOn(levels: readonly Level[], memberId: string, contactId: string, day: Day): Level | null {
  let held: Level | undefined;
  for (const level of levels) {
    if (level.memberId !== memberId || level.contactId !== contactId || !hasBegun(level, day)) continue;
    held = prevailing(held, level);
  }
  return held ?? null;
}

/** Whether an entry can hold on that day; an undated one can on any. */
export function hasBegun(entry: Pick<Dated, 'on'>, day: Day): boolean {
  return entry.on === null || entry.on <= day;
}

/** Of each field the entry that holds. */
type Held = { [F in TraitField]?: Trait };

/** Whether the first that is told of somebody's post is that they took it up after that day, as one who changes employer does. */
export function comesAfter(traits: readonly Trait[], contactId: string, day: Day): boolean {
  let first: Trait | undefined;
  for (const trait of traits) {
    if (trait.contactId !== contactId || trait.field !== 'state') continue;
    if (first === undefined || later(trait, first) < 0) first = trait;
  }
  return first !== undefined && first.value === 'in-post' && first.on !== null && first.on > day;
}

function heldBy(traits: readonly Trait[], day: Day): ReadonlyMap<string, Held> {
  const all = new Map<string, Held>();
  for (const trait of traits) {
    if (!hasBegun(trait, day)) continue;
    let held = all.get(trait.contactId);
    if (held === undefined) {
      held = {};
      all.set(trait.contactId, held);
    }
    held[trait.field] = prevailing(held[trait.field], trait);
  }
  return all;
}

function assemble(contact: Contact, held: Held = {}): ContactOn {
  const state = valueIn(held, 'state');
  return {
    contact,
    department: valueIn(held, 'department'),
    layer: valueIn(held, 'layer'),
    roles: valueIn(held, 'roles'),
    attitude: valueIn(held, 'attitude'),
    weight: valueIn(held, 'weight'),
    state,
    inPost: state === 'in-post',
  };
}

function valueIn<F extends TraitField>(held: Held, field: F): TraitValues[F] {
  const trait = held[field];
  // An entry of a field has a value of that field; TypeScript cannot follow that through `F`.
  return trait === undefined ? UNTOLD[field] : (trait.value as TraitValues[F]);
}
