import type { PlanState } from '../domain/nudges/plan-state.ts';
import type {
  Account,
  AccountState,
  Binding,
  Contact,
  Day,
  Identity,
  Instant,
  Interaction,
  Member,
  NextStep,
  RecordKind,
  Records,
  TaughtName,
  Trait,
} from '../domain/records.ts';
import type { NudgeRule, Platform } from '../domain/vocabulary.ts';
import type { BackupOptions, BackupReport, ErasePlan, ErasureReport } from './care.ts';
import type { Conversations } from './conversations.ts';
import type { LinkRequests } from './link-requests.ts';
import type { Inbox, Letter, Outbox } from './queues.ts';

/** Kinds whose records belong to one account (`accountId`). */
export type AccountRecordKind = {
  [K in RecordKind]: Records[K] extends { readonly accountId: string } ? K : never;
}[RecordKind];

export type NamedKind = 'member' | 'account' | 'contact';

/** One key under which a name can be found; `whole` is false for the tails that make a substring search a prefix search. */
export interface NameKey {
  readonly key: string;
  readonly whole: boolean;
}

export interface NameHit extends NameKey {
  readonly kind: NamedKind;
  readonly id: string;
  /** The contact's account; `null` for members and accounts. */
  readonly accountId: string | null;
}

/** Keys of names, kept beside the records by the store (`NameKeysOf`). Archived accounts are found like any other. */
export interface NameIndex {
  /**
   * By text and kind, how far into the text keys of that kind reach, in UTF-16 units: no key that the text begins with is longer,
   * and some key begins with as much of it.
   */
  reached(texts: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<NamedKind, number>>>>;
  /** Whole keys equal to one of `keys`. */
  equal(kind: NamedKind, keys: readonly string[]): Promise<readonly NameHit[]>;
  /** Keys, tails included, that start with `prefix`; at most `limit` hits. */
  startingWith(kind: NamedKind, prefix: string, limit: number): Promise<readonly NameHit[]>;
  /** Whole keys with a length from `shortest` to `longest` that start with one of `starts`; for the search by one typo. */
  like(kind: NamedKind, starts: readonly string[], shortest: number, longest: number): Promise<readonly NameHit[]>;
}

/** The keys of one record's names. Pure; given to the store when it is opened. */
export type NameKeysOf = <K extends NamedKind>(kind: K, record: Records[K]) => readonly NameKey[];

/** One entry of the append-only audit: what was asked, by whom, when. */
export interface Change {
  /** Sorts in the order of recording. */
  readonly id: string;
  readonly command: string;
  /** What was understood, as answered. */
  readonly input: Readonly<Record<string, unknown>>;
  /** `null`: the operator, on the machine itself. */
  readonly memberId: string | null;
  readonly at: Instant;
  /** The change this one takes back. */
  readonly undoes: string | null;
}

/**
 * One record a change touched: inserted (`before` null), updated, or removed (`after` null). Both null: what it told of was
 * erased (`Store.erase`), so the change can be neither read nor undone.
 */
export type ChangeRow = {
  [K in RecordKind]: {
    readonly changeId: string;
    /** From 0, in the order written. */
    readonly position: number;
    readonly kind: K;
    readonly recordId: string;
    readonly accountId: string | null;
    readonly before: Records[K] | null;
    readonly after: Records[K] | null;
  };
}[RecordKind];

/** One nudge that was said: `key` and `subject` as `Nudge` has them. */
export interface Said {
  readonly memberId: string;
  readonly key: string;
  /** `no-schedule`: not a nudge, but that a year's days off are not known. */
  readonly rule: NudgeRule | 'no-schedule';
  readonly subject: string;
  readonly accountId: string;
  /** The dedupe key of the letter it stands in, and the item of that letter, from 0; below 0: beside the items. */
  readonly letterKey: string;
  readonly position: number;
  readonly at: Instant;
}

/** How far back planning looks. */
export interface PlanWindow {
  /** Nothing after this instant. */
  readonly at: Instant;
  /** Every touch after it, visits and signals. */
  readonly recentFrom: Instant;
  readonly occasionsFrom: Instant;
  readonly greetingsFrom: Day;
  readonly promises: PromiseWindow;
}

/** Which promises are wanted: open ones due on these days, the first and the last among them, and those given up after a day (`null`: none). */
export interface PromiseWindow {
  readonly dueFrom: Day;
  readonly dueTo: Day;
  readonly brokenFrom: Day | null;
  /** Whether the interactions they were made in are wanted too. */
  readonly withInteractions: boolean;
}

export interface TouchFilter {
  readonly accountId: string;
  readonly contactId?: string | undefined;
  readonly memberId?: string | undefined;
  /** Not after this instant. */
  readonly at: Instant;
}

/** All questions. Outside a transaction they see committed rows only. */
export interface Views {
  readonly names: NameIndex;
  get<K extends RecordKind>(kind: K, id: string): Promise<Records[K] | undefined>;
  /** Those of these records that are there, each once, in any order. */
  some<K extends RecordKind>(kind: K, ids: readonly string[]): Promise<readonly Records[K][]>;
  /** Every record of a kind, ordered by id. For export, and kinds that stay small. */
  all<K extends RecordKind>(kind: K): Promise<readonly Records[K][]>;
  /** Every record of a kind that belongs to one account, ordered by id. */
  ofAccount<K extends AccountRecordKind>(kind: K, accountId: string): Promise<readonly Records[K][]>;
  /** What is told of these contacts, by id of the entry. */
  traitsOf(contactIds: readonly string[]): Promise<readonly Trait[]>;
  /** By key or e-mail, without regard to case. */
  memberByKey(key: string): Promise<Member | undefined>;
  /** By an account that is open. */
  memberByIdentity(platform: Platform, tenant: string, externalId: string): Promise<Member | undefined>;
  /** How a member is known, on every platform, the earliest first; closed accounts too. */
  identitiesOf(memberId: string): Promise<readonly Identity[]>;
  /** How one user of a platform is known, by a closed account too. */
  identity(platform: Platform, tenant: string, externalId: string): Promise<Identity | undefined>;
  /** The account a channel is about. */
  bindingOf(platform: Platform, tenant: string, channel: string): Promise<Binding | undefined>;
  /** At most two, enough to know whether there is exactly one. `undefined` role: any. */
  someMembers(role?: Member['role']): Promise<readonly Member[]>;
  /** Accounts that one of these members owns, backs up or is on the team of, archived ones included, each once. */
  accountsOf(memberIds: readonly string[]): Promise<readonly Account[]>;
  /** The accounts in which this member ever took part in something, knows somebody by a stated level, or took on a greeting. */
  accountsMetBy(memberId: string): Promise<readonly string[]>;
  /** What these members promised and have neither kept nor given up. */
  openPromisesOf(memberIds: readonly string[]): Promise<readonly NextStep[]>;
  /** What was promised at these accounts, by us or by them, and is neither kept nor given up. */
  openPromisesAt(accountIds: readonly string[]): Promise<readonly NextStep[]>;
  /** Gifts and meals at these accounts, with or without a value, oldest first. */
  giftsAt(accountIds: readonly string[]): Promise<readonly Interaction[]>;
  /**
   * See `AccountState`: what an assessment at this instant needs, touches and orders thinned out. Unknown id: undefined. `contacts`: those
   * of the account, where they were read already.
   */
  accountState(accountId: string, at: Instant, contacts?: readonly Contact[]): Promise<AccountState | undefined>;
  /** See `PlanState`: what planning nudges at these accounts needs. `members`: everyone of ours. Best for some hundred accounts at once. */
  planStates(
    accounts: readonly Account[],
    members: readonly Member[],
    window: PlanWindow,
  ): Promise<readonly PlanState[]>;
  /**
   * As `planStates`, of those accounts whose state is kept (`Repositories.keepStates`), by account, each made when it is called for.
   * Without words: names, notes, what was promised; planning says the same without them.
   */
  keptStates(
    accounts: readonly Account[],
    members: readonly Member[],
    window: PlanWindow,
  ): Promise<ReadonlyMap<string, () => PlanState>>;
  /**
   * Ids of accounts that are not archived and whose state is not kept, or was kept while the clock was ahead of this instant; those
   * that were not looked at (`Repositories.beginLook`) first, then by how long ago they were. At most so many.
   */
  unkeptAccounts(limit: number, now: Instant): Promise<readonly string[]>;
  /** The latest touch of any kind but note and advice; of equals, the last recorded. */
  lastTouch(filter: TouchFilter): Promise<Interaction | undefined>;
  /** The promises of one interaction, by their place. */
  nextSteps(interactionId: string): Promise<readonly NextStep[]>;
  /** Newest first by moment, then by recording. */
  timeline(accountId: string, limit: number): Promise<readonly Interaction[]>;
  /** The keys of nudges said to each of these members. */
  saidTo(memberIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** What stands in a letter, by item. */
  saidIn(letterKey: string): Promise<readonly Said[]>;
  /** Of these letters, by key, those in which something is noted as said. */
  lettersSaying(letterKeys: readonly string[]): Promise<readonly string[]>;
  /** The keys of letters in which something was said of these accounts since that instant. */
  lettersAbout(accountIds: readonly string[], since: Instant): Promise<readonly string[]>;
  change(id: string): Promise<Change | undefined>;
  changeRows(changeId: string): Promise<readonly ChangeRow[]>;
  /** The accounts a change touched something of, each once. */
  accountsChangedBy(changeId: string): Promise<readonly string[]>;
  /** The change this item of the inbox caused, if it did. */
  changeCausedBy(inboxId: string): Promise<Change | undefined>;
  /** What a member means by a name, compared by its key, if they ever had to choose. */
  taughtName(memberId: string, key: string): Promise<TaughtName | undefined>;
  /** The member's newest change that is neither taken back nor takes one back, nor only taught a name, nor erased somebody. */
  latestChange(memberId: string): Promise<Change | undefined>;
  /** The change that took this one back, if any. */
  undoneBy(changeId: string): Promise<Change | undefined>;
  /** Newest first; of one account only, or of all. Taken back or not. */
  recentChanges(limit: number, accountId?: string): Promise<readonly Change[]>;
  /** Oldest first, for export. */
  allChanges(): Promise<readonly Change[]>;
}

/** What work inside a transaction may do: ask, and write records; each write is noted in the change. */
export interface Repositories extends Views {
  insert<K extends RecordKind>(kind: K, record: Records[K]): Promise<void>;
  /** Replaces the record of that id. Throws when there is none. Writes and notes nothing when it is equal. */
  update<K extends RecordKind>(kind: K, record: Records[K]): Promise<void>;
  remove(kind: RecordKind, id: string): Promise<void>;
  /** What is to be said because of this. `false`: it is there already, said or not. No change of the audit. */
  post(letter: Letter): Promise<boolean>;
  /** Notes what is said, so that it is not said again. No change of the audit. */
  noteSaid(said: readonly Said[]): Promise<void>;
  /** A letter was never sent: what stood in it may be said again. */
  unsay(letterKey: string): Promise<void>;
  /**
   * Keeps what planning needs of these accounts, which live in one time zone, for the day of the window and those after it, until
   * one of their records is written: far less is read then. No change of the audit. `lookId`: only of those of which no record was
   * written since that look began.
   */
  keepStates(accountIds: readonly string[], window: PlanWindow, lookId?: string): Promise<void>;
  /** Notes that these accounts, of which nothing is kept, are looked at from now on; answers with the id of the look. */
  beginLook(accountIds: readonly string[]): Promise<string>;
  /** What is kept of these accounts goes, as it does when one of their records is written. */
  forgetStates(accountIds: readonly string[]): Promise<void>;
  /** Forgets what was said before an instant: long past whatever could be planned again. */
  forgetSaid(before: Instant): Promise<void>;
}

/** What is written about a change before its rows are known. */
export interface ChangeAbout {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly memberId: string | null;
  readonly at: Instant;
  readonly undoes?: string;
  /** The item of the inbox that asks for it. A second change of the same cause throws `ConflictError` (`repeated`). */
  readonly causeId?: string | undefined;
}

export interface Recorded<T> {
  readonly value: T;
  /** `null`: nothing was written. */
  readonly changeId: string | null;
}

/** A past travelling with an exported book: written as it is, noted in no change of its own. */
export interface CarriedHistory {
  readonly changes: readonly Change[];
  readonly rows: readonly ChangeRow[];
}

/** A record that is not there yet, with its kind. */
export type NewRecord = { [K in RecordKind]: { readonly kind: K; readonly record: Records[K] } }[RecordKind];

export interface Carrier extends Repositories {
  /** Inserts many, and notes them in this order: as `insert` for each, in far fewer statements. */
  insertAll(entries: readonly NewRecord[]): Promise<void>;
  /** Inserts many without noting them. */
  carryAll(entries: readonly NewRecord[]): Promise<void>;
  /** Inserts, or replaces the record of that id, without noting it. */
  carry<K extends RecordKind>(kind: K, record: Records[K]): Promise<void>;
  /** Adds those changes whose id is not there yet, with their rows. */
  carryHistory(history: CarriedHistory): Promise<void>;
}

export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  /** Sees committed rows only. */
  readonly views: Views;
  /** Like the next two, to be used outside of transactions only. */
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly conversations: Conversations;
  readonly linkRequests: LinkRequests;
  /**
   * All writes. A throw undoes every one of them. Does not nest, does no network I/O. `work` returns the value and, when only it
   * knows them, what was understood (`input`) is fixed by `about` before.
   */
  transaction<T>(about: ChangeAbout, work: (repositories: Repositories) => Promise<T>): Promise<Recorded<T>>;
  /** As `transaction`, for imports: may also carry records and history over unchanged. */
  importing<T>(about: ChangeAbout, work: (carrier: Carrier) => Promise<T>): Promise<Recorded<T>>;
  /** Applies pending migrations (a backup of a database that holds something is made first); safe when several processes do it at once. */
  migrate(): Promise<MigrationReport>;
  /**
   * Moves `at` of interactions told without a time to the start of their day, as `startOf` says, in every account that has
   * no zone of its own, or in one account. Derived, so noted in no change.
   */
  rezone(startOf: (day: string) => Instant, accountId?: string): Promise<void>;
  /** As `rezone`, when the organisation's zone is another than the one the book was last opened with. */
  useZone(zone: string, startOf: (day: string) => Instant): Promise<void>;
  /**
   * Writes the database as it is at one moment into a file of its own, while others go on reading and writing. The file is there
   * whole or not at all, for its owner alone. Throws `BackupError`.
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;
  /**
   * Erases a person in one transaction: the contact becomes a tombstone, its traits and levels go, the notes of interactions they
   * took part in are blanked, and so is all the audit held of them; where others' texts name them, the name is masked. Interactions,
   * contacts and touches stay, so every count does. Then the storage is cleaned and searched. Throws `ConflictError` (`missing`).
   */
  erase(plan: ErasePlan): Promise<ErasureReport>;
  /** Resolves when the database answers a trivial statement; throws otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface MigrationReport {
  readonly applied: number;
  /** The copy made before, if one was. */
  readonly backup: string | null;
}

export class NestedTransactionError extends Error {
  override readonly name = 'NestedTransactionError';
  constructor() {
    super('A transaction is already open here: use the repositories it was given.');
  }
}

export type ConflictReason = 'duplicate' | 'referenced' | 'missing' | 'repeated';

/**
 * A write the database refused because of what is there already. `referenced`: something else still points at the record;
 * `repeated`: what came in caused a change before.
 */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly reason: ConflictReason;
  constructor(reason: ConflictReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export type StoreFault = 'newer-version' | 'read-only' | 'full' | 'unreachable' | 'busy' | 'damaged' | 'refused';

/** The database itself is in trouble: `fault` says which, the message says what to do about it. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;
  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
