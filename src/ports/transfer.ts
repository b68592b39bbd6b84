import type { Account, Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';

/** What a table can be about: each row is one account, contact, interaction, share, order or fact. */
export const TABLE_KINDS = ['accounts', 'contacts', 'interactions', 'shares', 'orders', 'facts'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** What is done with a row that may be about an account of nearly the same name, or that tells of nobody met. */
export const DOUBT_POLICIES = ['ask', 'new', 'same', 'skip'] as const;
export type DoubtPolicy = (typeof DOUBT_POLICIES)[number];

export const EXPORT_FORMATS = ['csv', 'xlsx', 'vcard', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file on its way in or out. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files kept for a while, each for the one member who brought it or asked for it. */
export interface Transfers {
  /** `null`: it is too large to be kept. The oldest files make room. */
  keep(memberId: string, name: string, bytes: Uint8Array): KeptFile | null;
  /** `undefined`: there never was one, it is somebody else's, or its time is over. */
  find(memberId: string, id: string): KeptFile | undefined;
  drop(memberId: string, id: string): void;
  close(): void;
}

export interface TableRequest {
  readonly file: Pick<KeptFile, 'name' | 'bytes'>;
  /** What it is about, where its headers leave that open. */
  readonly kind: TableKind | undefined;
  /** Key of the member whom accounts without an owner belong to. */
  readonly owner: string;
  readonly doubtful: DoubtPolicy;
  /** Refused rows are left out instead of standing in the way. */
  readonly skipsRefused: boolean;
  /** The mark of the preview that is agreed to; `null`: it is only to be looked at. */
  readonly agreed: string | null;
  readonly actorId: string;
  readonly now: Instant;
  readonly language: Language;
  readonly mayWrite: (account: Account) => boolean;
  /** Whether whoever imports may say how deep this member stands with somebody. */
  readonly mayState: (memberId: string) => boolean;
}

export type RowVerdict = 'new' | 'changed' | 'same' | 'doubtful' | 'refused';

/** What a table means, and what became of it. */
export interface TableLook {
  readonly kind: TableKind;
  /** The sheets of a workbook that were not read. */
  readonly otherSheets: readonly string[];
  /** Each header of the file and the column of ours it was taken for; `null`: none. */
  readonly headers: readonly { readonly header: string; readonly meaning: string | null }[];
  readonly counts: Readonly<Record<RowVerdict, number>>;
  /** Rows of which there is something to say, the first of them. */
  readonly rows: readonly { readonly line: number; readonly verdict: RowVerdict; readonly why: string }[];
  /** How many such rows there are. */
  readonly telling: number;
  /** What stands in the way and belongs to no row. */
  readonly problems: readonly string[];
  /** Nothing is in the way of doing it. */
  readonly ready: boolean;
  /** Differs when the same file would come to something else. */
  readonly mark: string;
  /** What was written; `null`: nothing. */
  readonly done: { readonly lines: readonly string[]; readonly changeId: string | null } | null;
}

/** `faults`: why the file cannot be read at all. */
export type TableAnswer = { readonly faults: readonly string[] } | { readonly look: TableLook };

export interface BookAnswer {
  readonly ok: boolean;
  readonly lines: readonly string[];
  /** `null`: nothing was written. */
  readonly changeId: string | null;
}

export interface ExportRequest {
  readonly kind: TableKind;
  readonly format: ExportFormat;
  /** An empty table to fill in. */
  readonly isTemplate: boolean;
  /** Everything there is with its history, as only admins may have it; counts for JSON. */
  readonly isWhole: boolean;
  readonly now: Instant;
  readonly language: Language;
  readonly maySee: (account: Account) => boolean;
  readonly mayReadPersonal: (account: Account) => Promise<boolean>;
}
