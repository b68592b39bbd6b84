import type { MemberIndex } from './member-index.ts';

/** The account whose insides are being brought in. */
export interface AccountScope {
  readonly account: { readonly id: string; readonly isNew: boolean };
  /** Its own zone, else the organisation's. */
  readonly zone: string;
  /** Its block in the file; empty when only interactions speak of it. */
  readonly path: string;
  readonly members: MemberIndex;
}
