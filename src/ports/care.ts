import type { Day, Instant } from '../domain/records.ts';
import { StoreError, type StoreFault } from './store.ts';

/** Care of the database: backups, and erasing a person for good. */

export interface BackupOptions {
  /** Puts it in the place of a file that is there already. */
  readonly replace?: boolean;
}

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
}

/** Backups made by the clock, once a day. */
export interface BackupSchedule {
  readonly folder: string;
  /** Clock time in the organisation's zone, `HH:MM`. */
  readonly time: string;
  /** How many are kept. */
  readonly keep: number;
}

export interface RestoreOptions {
  /** The database to fill, as in `DATABASE_URL`. */
  readonly url: string;
  /** A file that `Store.backup` made on the same engine. */
  readonly file: string;
  /** Replaces a database that holds something; what it held is kept beside it. */
  readonly force?: boolean;
  /** Where on PostgreSQL that copy goes; by default the folder of `file`. */
  readonly copiesFolder?: string;
}

export interface RestoreReport {
  /** The copy of what was replaced; `null`: there was nothing. */
  readonly kept: string | null;
  /** Migrations that brought the backup up to this version. */
  readonly migrated: number;
}

export type BackupProblem =
  | 'exists'
  | 'nothing'
  | 'not-empty'
  | 'in-use'
  | 'other-engine'
  | 'not-a-backup'
  | 'damaged'
  | 'newer-version';

const FAULTS: { readonly [P in BackupProblem]?: StoreFault } = {
  'in-use': 'busy',
  'not-a-backup': 'damaged',
  damaged: 'damaged',
  'newer-version': 'newer-version',
};

const TEXTS: { readonly [P in BackupProblem]: (file: string) => string } = {
  exists: (file) => `${file} is there already. Choose another name, or say --force.`,
  nothing: () => 'There is no book in the database yet, so there is nothing to back up.',
  'not-empty': (file) =>
    `The database holds a book already, so ${file} was not restored. Say --force to replace it; a copy of it is kept.`,
  'in-use': () => 'The database is in use. Stop KAM Assistant everywhere it runs on this database, then restore.',
  'other-engine': (file) =>
    `${file} was made on the other kind of database. Between SQLite and PostgreSQL a book travels by kam export and kam import.`,
  'not-a-backup': (file) => `${file} is no backup of KAM Assistant.`,
  damaged: (file) => `${file} is damaged or incomplete, so nothing was restored. Take another backup.`,
  'newer-version': (file) =>
    `${file} was made by a newer version of KAM Assistant. Install that version or a later one.`,
};

/** Why a backup was not made, or not restored. Nothing was changed. */
export class BackupError extends StoreError {
  readonly problem: BackupProblem;
  /** The backup, as it was named. */
  readonly file: string;
  constructor(problem: BackupProblem, file: string, options?: ErrorOptions) {
    super(FAULTS[problem] ?? 'refused', TEXTS[problem](file), options);
    this.problem = problem;
    this.file = file;
  }
}

export interface ErasePlan {
  readonly contactId: string;
  /** Other ways they are written of, such as "Ms Li" or "李总": masked in texts of their own account. */
  readonly alsoKnownAs?: readonly string[];
  /** Who does it; `null`: the operator. */
  readonly memberId: string | null;
  readonly at: Instant;
  /** From this day on the tombstone counts as gone. */
  readonly on: Day;
  /** As of a change (`ChangeAbout`). */
  readonly causeId?: string | undefined;
}

/** What an erasure did, and what a search for the person's words found after it. */
export interface ErasureReport {
  /** The entry in the audit, which names nobody. */
  readonly changeId: string;
  /** Rows blanked, masked or removed, by table. */
  readonly touched: Readonly<Record<string, number>>;
  /** Different texts of theirs that were looked for. */
  readonly texts: number;
  /** Where the same words still stand, as somebody else's: another person of that name, or the same words about another. */
  readonly remaining: readonly { readonly table: string; readonly column: string; readonly rows: number }[];
  /** SQLite: the file and its WAL, read byte by byte. `null` on PostgreSQL, whose server keeps its own files. */
  readonly file: FileSearch | null;
  /** Copies the program made by itself, before this: they hold the person until they are removed by age. */
  readonly copies: readonly string[];
}

export interface FileSearch {
  readonly bytes: number;
  /** How many of the texts, those of `remaining` left out, were found. 0 unless another process kept the file from being cleaned. */
  readonly found: number;
  /** The file was written anew without its gaps, and the WAL emptied. */
  readonly isCleaned: boolean;
}
