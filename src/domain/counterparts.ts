import { compareText } from './order.ts';
import { type Department, FUNCTIONS, type MemberFunction } from './vocabulary.ts';

/** A function of ours facing a department of theirs (docs/method.md §3). */
export interface CounterpartPair {
  readonly function: MemberFunction;
  readonly department: Department;
}

/** Whom our own two functions naturally face: S0 names service with technology; the rest is ours (°). */
const FACING: { readonly [F in MemberFunction]?: readonly Department[] } = {
  sales: ['purchasing', 'business', 'marketing'],
  service: ['technology', 'production', 'quality', 'operations'],
};

/** 0 for namesakes (finance with finance), 1 for a natural counterpart, 2 for any other pair. Prefers, never forbids. */
export function distance(pair: CounterpartPair): 0 | 1 | 2 {
  if (pair.function === pair.department) return 0;
  return FACING[pair.function]?.includes(pair.department) === true ? 1 : 2;
}

/**
 * As many of the pairs as can stand side by side, no two sharing a function or a department (maximum bipartite matching,
 * Kuhn's augmenting paths). The same pairs in any order give the same answer, in the order of our functions.
 */
export function matchPairs(pairs: readonly CounterpartPair[]): readonly CounterpartPair[] {
  const choices = choicesOf(pairs);
  const holder = new Map<Department, MemberFunction>();
  for (const ours of choices.keys()) augment(ours, choices, holder, new Set());
  return [...holder]
    .map(([department, ours]) => ({ function: ours, department }))
    .sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function));
}

/** Whether one pair more would let more pairs stand side by side. */
export function wouldAdd(pairs: readonly CounterpartPair[], pair: CounterpartPair): boolean {
  return matchPairs([...pairs, pair]).length > matchPairs(pairs).length;
}

type Choices = ReadonlyMap<MemberFunction, readonly Department[]>;

/** Each function's departments, nearest first; functions with a namesake first, so that namesakes are kept where possible. */
function choicesOf(pairs: readonly CounterpartPair[]): Choices {
  const ordered = [...pairs].sort(
    (a, b) =>
      distance(a) - distance(b) || compareText(a.function, b.function) || compareText(a.department, b.department),
  );
  const choices = new Map<MemberFunction, Department[]>();
  for (const { function: ours, department } of ordered) {
    const known = choices.get(ours);
    if (known === undefined) choices.set(ours, [department]);
    else if (!known.includes(department)) known.push(department);
  }
  return choices;
}

function augment(
  ours: MemberFunction,
  choices: Choices,
  holder: Map<Department, MemberFunction>,
  tried: Set<Department>,
): boolean {
  const departments = choices.get(ours) ?? [];
  const free = departments.find((department) => !holder.has(department));
  if (free !== undefined) {
    holder.set(free, ours);
    return true;
  }
  for (const department of departments) {
    if (tried.has(department)) continue;
    tried.add(department);
    const other = holder.get(department);
    if (other === undefined || !augment(other, choices, holder, tried)) continue;
    holder.set(department, ours);
    return true;
  }
  return false;
}
