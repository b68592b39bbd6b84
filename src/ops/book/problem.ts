/** What can be wrong with a book; `problems.ts` has the sentences. */
export type ProblemCode =
  | 'not-json'
  | 'wrong-version'
  | 'unknown-key'
  | 'missing'
  | 'wrong-type'
  | 'not-a-choice'
  | 'out-of-range'
  | 'too-many-decimals'
  | 'too-long'
  | 'empty'
  | 'invalid-day'
  | 'invalid-moment'
  | 'invalid-zone'
  | 'invalid-email'
  | 'invalid-key'
  | 'invalid-id'
  | 'invalid-currency'
  | 'invalid-birthday'
  | 'invalid-text'
  | 'ideal-above-most'
  | 'half-a-range'
  | 'low-above-percent'
  | 'high-below-percent'
  | 'above-ceiling'
  | 'ends-before-start'
  | 'duplicate'
  | 'unknown-member'
  | 'unknown-account'
  | 'unknown-contact'
  | 'ambiguous'
  | 'cycle'
  | 'conflict'
  | 'not-yours'
  | 'broken-reference'
  | 'weights-over-100'
  | 'in-the-future';

/** What its sentence needs to know. */
export interface ProblemDetail {
  /** What was given. */
  readonly value?: string | number;
  readonly key?: string;
  readonly reason?: string;
  readonly expected?: string;
  readonly allowed?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly percent?: number;
  readonly low?: number;
  readonly high?: number;
  readonly ceiling?: number;
  readonly sum?: number;
}

/** One fault, or one doubt, about one place of a book: `accounts[3].contacts[0].weight`; the empty path is the whole file. */
export interface Problem {
  readonly path: string;
  readonly code: ProblemCode;
  readonly detail?: ProblemDetail;
}

/** Enough to mend a file by; beyond it a list helps nobody. */
const MOST = 200;
const LONGEST_VALUE = 80;

/** Collects problems in the order found, each place and code once, and no more than anybody will read. */
export class Problems {
  readonly #list: Problem[] = [];
  readonly #seen = new Set<string>();

  get list(): readonly Problem[] {
    return this.#list;
  }

  add(path: string, code: ProblemCode, detail?: ProblemDetail): void {
    const mark = `${code} ${path}`;
    if (this.#list.length >= MOST || this.#seen.has(mark)) return;
    this.#seen.add(mark);
    this.#list.push(detail === undefined ? { path, code } : { path, code, detail: shortened(detail) });
  }
}

function shortened(detail: ProblemDetail): ProblemDetail {
  const entries = Object.entries(detail).map(([key, value]) => [
    key,
    typeof value === 'string' && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value,
  ]);
  return Object.fromEntries(entries);
}

/** Ends the work inside a transaction so that all of it is undone; never leaves this module's callers. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
