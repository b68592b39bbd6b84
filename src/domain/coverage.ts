import type { AccountOn } from './account-on.ts';
import { inPost } from './approach.ts';
import { groupBy } from './order.ts';
import { DEPARTMENTS, type Department, LAYERS, type Layer } from './vocabulary.ts';

/** Whom we know in one department and layer of theirs (docs/method.md §7). Ids are in order. */
interface CoverageCell {
  readonly department: Department;
  readonly layer: Layer;
  /** In post. */
  readonly contactIds: readonly string[];
  readonly links: readonly { readonly memberId: string; readonly contactId: string }[];
  /** By whom of ours. */
  readonly memberIds: readonly string[];
}

/** All departments by all layers, and how many people in post have no place in it. */
export interface Coverage {
  /** By department, then layer, in the method's order; empty ones too. */
  readonly cells: readonly CoverageCell[];
  /** Contacts of each department whose layer is not known. */
  readonly withoutLayer: Readonly<Record<Department, number>>;
  /** Contacts of each layer whose department is not known. */
  readonly withoutDepartment: Readonly<Record<Layer, number>>;
  readonly withoutBoth: number;
}

export function coverageOf(on: AccountOn): Coverage {
  const contacts = groupBy(inPost(on), ({ department, layer }) => seat(department, layer));
  const links = groupBy(on.active, ({ contact }) => seat(contact.department, contact.layer));
  const count = (department: Department | null, layer: Layer | null) =>
    contacts.get(seat(department, layer))?.length ?? 0;
  const cell = (department: Department, layer: Layer): CoverageCell => {
    const here = links.get(seat(department, layer)) ?? [];
    return {
      department,
      layer,
      contactIds: (contacts.get(seat(department, layer)) ?? []).map(({ contact }) => contact.id),
      links: here.map(({ member, contact }) => ({ memberId: member.id, contactId: contact.contact.id })),
      memberIds: [...new Set(here.map(({ member }) => member.id))].sort(),
    };
  };
  return {
    cells: DEPARTMENTS.flatMap((department) => LAYERS.map((layer) => cell(department, layer))),
    withoutLayer: counts(DEPARTMENTS, (department) => count(department, null)),
    withoutDepartment: counts(LAYERS, (layer) => count(null, layer)),
    withoutBoth: count(null, null),
  };
}

function seat(department: Department | null, layer: Layer | null): string {
  return `${department ?? ''}/${layer ?? ''}`;
}

function counts<K extends string>(keys: readonly K[], count: (key: K) => number): Readonly<Record<K, number>> {
  return Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>;
}
