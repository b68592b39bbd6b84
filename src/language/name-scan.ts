import type { NamedKind, Views } from '../ports/store.ts';
import { type Candidate, candidatesIn } from './name-candidates.ts';

/** The stretches of a sentence that could be names, and which of them the book may know. */
export interface NameScan {
  readonly candidates: readonly Candidate[];
  /** Those that may be a name of this kind: a few, where a sentence has a hundred stretches. */
  of(kind: NamedKind): readonly Candidate[];
}

/** Asks the book once about all of a sentence. */
export async function scanNames(text: string, views: Views): Promise<NameScan> {
  const candidates = candidatesIn(text);
  // Of those that begin at one place each begins with the one before it.
  const longest = new Map(candidates.map(({ start, key }) => [start, key]));
  const reached = await views.names.reached([...longest.values()]);
  return {
    candidates,
    of: (kind) =>
      candidates.filter(({ start, key }) => key.length <= (reached.get(longest.get(start) ?? '')?.[kind] ?? 0)),
  };
}
