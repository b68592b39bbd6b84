import type { NamedKind, Views } from '../ports/store.ts';
import { beginningsIn, type Candidate } from './name-candidates.ts';
import { mayBeName } from './plausible-names.ts';

/** The stretches of a sentence that could be names and that the book may know: a few of a hundred. */
export type NameScan = Readonly<Record<NamedKind, readonly Candidate[]>>;

/** Asks the book once about all of a sentence. */
export async function scanNames(text: string, views: Views): Promise<NameScan> {
  const beginnings = beginningsIn(text);
  const reached = await views.names.reached(beginnings.map(({ longest }) => longest));
  // "at" is many a Chinese name's initials and nobody's name: what can be none is not asked about.
  const isPlausible = (one: Candidate) => mayBeName(text, one, [text.slice(one.start, one.end)]);
  const among = (kind: NamedKind) =>
    beginnings.flatMap(({ longest, upTo }) => upTo(reached.get(longest)?.[kind] ?? 0).filter(isPlausible));
  return { account: among('account'), member: among('member'), contact: among('contact') };
}
