import { RECORD_KINDS, type RecordKind } from '../../domain/records.ts';

export type Outcome = 'new' | 'changed' | 'same';
export type Counts = { readonly [K in RecordKind]: Readonly<Record<Outcome, number>> };

const WEIGHT: Record<Outcome, number> = { same: 0, changed: 1, new: 2 };

/** What became of each record, once per record however often it was looked at: new outweighs changed, changed outweighs same. */
export class Tally {
  readonly #outcomes = new Map<RecordKind, Map<string, Outcome>>();

  note(kind: RecordKind, id: string, outcome: Outcome): void {
    let ofKind = this.#outcomes.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      this.#outcomes.set(kind, ofKind);
    }
    const before = ofKind.get(id);
    if (before === undefined || WEIGHT[outcome] > WEIGHT[before]) ofKind.set(id, outcome);
  }

  counts(): Counts {
    return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, this.#count(kind)])) as unknown as Counts;
  }

  #count(kind: RecordKind): Record<Outcome, number> {
    const count = { new: 0, changed: 0, same: 0 };
    for (const outcome of this.#outcomes.get(kind)?.values() ?? []) count[outcome] += 1;
    return count;
  }
}
