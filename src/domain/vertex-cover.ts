import { type Choices, maximumMatching } from './matching.ts';
import { groupBy } from './order.ts';

/** Two people who are linked. Left and right are different kinds of people, so that one id may occur on both. */
export interface Edge {
  readonly left: string;
  readonly right: string;
}

/** Who covers every edge: the fewest people, of either side, of whom each edge touches at least one. */
export interface VertexCover {
  /** Of all smallest covers, the one with most of the left: there is exactly one. */
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
  readonly size: number;
  /** Those in no smallest cover. An edge more makes the cover grow when its ends are two of these, or new. */
  readonly spareLeft: ReadonlySet<string>;
  readonly spareRight: ReadonlySet<string>;
}

/**
 * The smallest cover (König): a maximum matching has as many edges as the smallest cover has people, so every smallest cover
 * takes exactly one end of each matched edge and nobody unmatched.
 *
 * Hence whoever is unmatched is in none; whom they know is in all; their partners in none, and so on along the alternating
 * paths. All of the left that this does not reach can be taken together: a smallest cover with as much of the left as any,
 * and the only one, since what remains of the right is then given. No ties are left to break, nothing is searched: time is
 * that of the matching.
 */
export function smallestCover(edges: readonly Edge[]): VertexCover {
  const rightsOf = neighbours(edges, 'left', 'right');
  const leftsOf = neighbours(edges, 'right', 'left');
  const holders = maximumMatching(rightsOf);
  const held = new Map([...holders].map(([right, left]) => [left, right]));
  const fromLeft = alternating(rightsOf, held, holders);
  const fromRight = alternating(leftsOf, holders, held);
  const left = new Set([...rightsOf.keys()].filter((each) => !fromLeft.near.has(each)));
  const right = fromLeft.far;
  return { left, right, size: left.size + right.size, spareLeft: fromLeft.near, spareRight: fromRight.near };
}

interface Reached {
  /** On the side the paths start from. */
  readonly near: ReadonlySet<string>;
  readonly far: ReadonlySet<string>;
}

/** Who can be reached from the unmatched of one side, over any edge to the other side and back over a matched one. */
function alternating(
  edges: Choices<string, string>,
  partners: ReadonlyMap<string, string>,
  backs: ReadonlyMap<string, string>,
): Reached {
  const near = new Set([...edges.keys()].filter((each) => !partners.has(each)));
  const far = new Set<string>();
  // A set yields what is added to it while it is walked through.
  for (const each of near) {
    for (const other of edges.get(each) ?? []) {
      far.add(other);
      const back = backs.get(other);
      if (back !== undefined) near.add(back);
    }
  }
  return { near, far };
}

function neighbours(edges: readonly Edge[], from: keyof Edge, to: keyof Edge): Choices<string, string> {
  const groups = groupBy(edges, (edge) => edge[from]);
  return new Map([...groups].map(([each, its]) => [each, its.map((edge) => edge[to])]));
}
