import type { ActiveLink } from './links.ts';
import { by, compareCodePoints, compareText } from './order.ts';
import { smallestCover } from './vertex-cover.ts';
import type { Department, Layer, ShapeKey } from './vocabulary.ts';

/** How wide the tie is, and who holds it together (docs/method.md §7). */
export interface Shape {
  readonly key: ShapeKey;
  /** The fewest people, of either side, whose going would leave no active link. */
  readonly cut: number;
  /** Everyone of one such smallest group, the one with most of ours; by name, in the order of code points. */
  readonly people: readonly TiePerson[];
}

interface TiePerson {
  readonly side: 'ours' | 'theirs';
  readonly id: string;
  readonly name: string;
}

/** An active link as far as the shape depends on it. */
export interface Tie {
  readonly memberId: string;
  readonly contactId: string;
  readonly department: Department | null;
  readonly layer: Layer | null;
}

/** What a diamond needs (°). */
export const DIAMOND = { cut: 3, departments: 3, layers: 2 } as const;

const byName = by<TiePerson>(
  (a, b) => compareCodePoints(a.name, b.name),
  (a, b) => compareText(a.side, b.side),
  (a, b) => compareText(a.id, b.id),
);

/** The shape of the tie that these active links make. One link more never makes it narrower. */
export function shapeOf(active: readonly ActiveLink[]): Shape {
  const ties = active.map(tieOf);
  const cover = coverOf(ties);
  const people = new Map<string, TiePerson>();
  for (const { member, contact } of active) {
    const { id, name } = contact.contact;
    if (cover.left.has(member.id)) people.set(`ours ${member.id}`, { side: 'ours', id: member.id, name: member.name });
    if (cover.right.has(id)) people.set(`theirs ${id}`, { side: 'theirs', id, name });
  }
  return { key: shapeKey(ties, cover.size), cut: cover.size, people: [...people.values()].sort(byName) };
}

export function tieOf({ member, contact }: ActiveLink): Tie {
  const { department, layer } = contact;
  return { memberId: member.id, contactId: contact.contact.id, department, layer };
}

/** The smallest cover of the ties: ours on the left, theirs on the right. */
export function coverOf(ties: readonly Tie[]): ReturnType<typeof smallestCover> {
  return smallestCover(ties.map(({ memberId, contactId }) => ({ left: memberId, right: contactId })));
}

export function shapeKey(ties: readonly Tie[], cut: number): ShapeKey {
  if (cut <= 1) return cut === 0 ? 'none' : 'bow-tie';
  const { departments, layers } = reachOfTies(ties);
  const isWide = departments.size >= DIAMOND.departments && layers.size >= DIAMOND.layers;
  return cut >= DIAMOND.cut && isWide ? 'diamond' : 'bridge';
}

/** Which of their departments and layers the ties reach; unknown ones count in none. */
export function reachOfTies(ties: readonly Tie[]): {
  readonly departments: ReadonlySet<Department>;
  readonly layers: ReadonlySet<Layer>;
} {
  return {
    departments: new Set(ties.flatMap(({ department }) => department ?? [])),
    layers: new Set(ties.flatMap(({ layer }) => layer ?? [])),
  };
}
