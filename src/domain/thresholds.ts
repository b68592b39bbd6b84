/** The numbers the sources leave open (° in docs/method.md): settings of the organisation. */
export interface Thresholds {
  /** A two-way touch makes a link active for this many days (§0). */
  readonly activeDays: number;
  /** Departments with an active link that step 2 asks for (§3). */
  readonly stepDepartments: number;
  /** Counterpart pairs that step 3 asks for (§3). */
  readonly stepPairs: number;
  /** From this weight on a contact is a key person (§6). */
  readonly keyWeight: number;
  /** How far back step 4 looks for a smaller share (§3). */
  readonly growthDays: number;
  /** A stated level is stale after this many days without a touch (§4). */
  readonly staleLevelDays: number;
  /** A view of a person fades after this many days (§6). */
  readonly staleViewDays: number;
  /** A post left this many days ago or more is a vacancy until a successor is linked (§7). Unset: the default. */
  readonly vacancyDays: number;
}

export const DEFAULT_THRESHOLDS: Required<Thresholds> = {
  activeDays: 180,
  stepDepartments: 3,
  stepPairs: 3,
  keyWeight: 20,
  growthDays: 365,
  staleLevelDays: 365,
  staleViewDays: 90,
  vacancyDays: 14,
};
