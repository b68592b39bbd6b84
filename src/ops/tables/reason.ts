import type { Problem } from '../book/problem.ts';

/** What can be wrong with a whole file. */
export type FileFault =
  | 'empty-file'
  | 'unknown-format'
  | 'old-workbook'
  | 'file-too-large'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'two-encodings'
  | 'unreadable-text'
  | 'quote-open'
  | 'row-too-long'
  | 'damaged-workbook'
  | 'locked-workbook'
  | 'unpacks-too-large'
  | 'no-sheet'
  | 'damaged-cards'
  | 'no-headers';

/** What can be wrong with, or doubtful or worth saying about, one row. */
export type RowFault =
  | 'wrong-column-count'
  | 'formula'
  | 'missing'
  | 'missing-owner'
  | 'unknown-member'
  | 'ambiguous-member'
  | 'unknown-account'
  | 'ambiguous-account'
  | 'not-yours'
  | 'not-yours-to-state'
  | 'unknown-contact'
  | 'ambiguous-contact'
  | 'invalid-day'
  | 'unclear-day'
  | 'invalid-time'
  | 'invalid-birthday'
  | 'invalid-level'
  | 'invalid-number'
  | 'out-of-range'
  | 'invalid-currency'
  | 'not-a-choice'
  | 'contradiction'
  | 'not-won'
  | 'not-done'
  | 'similar-account'
  | 'similar-contact'
  | 'nobody-met'
  | 'word-left-out'
  | 'owner-kept'
  | 'book';

export type ReasonCode = FileFault | RowFault;

/** Why a file or a row is not taken as it is; `describe.ts` has the sentences. */
export interface Reason {
  readonly code: ReasonCode;
  /** The column as it is headed in the file. */
  readonly column?: string;
  readonly value?: string;
  readonly line?: number;
  readonly lines?: readonly number[];
  readonly expected?: number;
  readonly found?: number;
  readonly most?: number;
  readonly allowed?: readonly string[];
  readonly names?: readonly string[];
  readonly encodings?: readonly string[];
  readonly problem?: Problem;
}
