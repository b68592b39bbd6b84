import { type Choices, maximumMatching } from './matching.ts';
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

/** Which of our functions naturally faces a department: one of our own two where they do, else its namesake. */
export function functionFacing(department: Department): MemberFunction {
  return FUNCTIONS.find((ours) => FACING[ours]?.includes(department) === true) ?? department;
}

/**
 * As many of the pairs as can stand side by side, no two sharing a function or a department. The same pairs in any order give
 * the same answer, in the order of our functions.
 */
export function matchPairs(pairs: readonly CounterpartPair[]): readonly CounterpartPair[] {
  return [...maximumMatching(choicesOf(pairs))]
    .map(([department, ours]) => ({ function: ours, department }))
    .sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function));
}

/** Whether one pair more would let more pairs stand side by side. */
export function wouldAdd(pairs: readonly CounterpartPair[], pair: CounterpartPair): boolean {
  return matchPairs([...pairs, pair]).length > matchPairs(pairs).length;
}

/** Each function's departments, nearest first; functions with a namesake first, so that namesakes are kept where possible. */
function choicesOf(pairs: readonly CounterpartPair[]): Choices<MemberFunction, Department> {
  const ordered = kindsOf(pairs)
    .map((pair) => ({ pair, away: distance(pair) }))
    .sort(
      (a, b) =>
        a.away - b.away ||
        compareText(a.pair.function, b.pair.function) ||
        compareText(a.pair.department, b.pair.department),
    );
  const choices = new Map<MemberFunction, Department[]>();
  for (const { pair } of ordered) {
    const known = choices.get(pair.function);
    if (known === undefined) choices.set(pair.function, [pair.department]);
    else known.push(pair.department);
  }
  return choices;
}

/** Each pair once: there are far fewer of them than links that make them. */
function kindsOf(pairs: readonly CounterpartPair[]): readonly CounterpartPair[] {
  const known = new Map<MemberFunction, Set<Department>>();
  return pairs.filter(({ function: ours, department }) => {
    const departments = known.get(ours);
    if (departments === undefined) known.set(ours, new Set([department]));
    else if (departments.has(department)) return false;
    else departments.add(department);
    return true;
  });
}
