import type { PlanOptions } from '../domain/nudges/plan-state.ts';
import type { Day, Digest, Member } from '../domain/records.ts';
import type { Language, Platform } from '../domain/vocabulary.ts';
import type { BookAnswer, ExportRequest, TableAnswer, TableRequest, Transfers } from '../ports/transfer.ts';
import type { Reply } from '../reply/reply.ts';
import type { Linking } from '../services/linking.ts';
import type { Scheduled } from '../services/planning/scheduled.ts';

/** What a few commands need from the running program around them. */
export interface CommandHost {
  /** A new console token for a member, and the address to open with it. */
  consoleLink(member: Member, byId: string, at: number): Promise<string>;
  /** Reads a book given as text; counts and problems come back in words. `isOnlyLooked`: nothing is written. */
  importBook(
    text: string,
    actorId: string,
    at: number,
    language: Language,
    isOnlyLooked?: boolean,
  ): Promise<BookAnswer>;
  /** Previews a table, or brings it in as agreed. One after the other: each takes much memory. */
  importTable(request: TableRequest): Promise<TableAnswer>;
  /** What somebody may see, as a file. One after the other, as above. */
  exportFile(request: ExportRequest): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  readonly transfers: Transfers;
  /** Codes given to accounts nobody is known by. */
  readonly linking: Pick<Linking, 'find' | 'forget'>;
  /** What is scheduled to be said to a member, and what was said today. */
  scheduledFor(member: Member, now: number): Promise<Scheduled>;
  /** What planning goes by now, looking ahead to a day. */
  planOptions(now: number, through: Day): Promise<PlanOptions>;
  /** A letter of the last days is to be read anew: something in it was settled. */
  settleLetter(letterKey: string): void;
  /** What a channel would be told now. */
  digestNow(digest: Digest, now: number): Promise<Reply | null>;
  /** Of these, the ids of those in whose channel the assistant is not any more. */
  restingDigests(digests: readonly Digest[]): Promise<ReadonlySet<string>>;
  /** What a channel of the console is called; `null`: there is no such channel, or not there. */
  channelName(platform: Platform, id: string): Promise<string | null>;
  /** A small book to try things with, owned by this member, dated relative to the moment. */
  importSample(owner: Member, at: number): Promise<{ ok: boolean; lines: readonly string[] }>;
}
