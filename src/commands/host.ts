import type { Member } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';

/** What a few commands need from the running program around them. */
export interface CommandHost {
  /** A new console token for a member, and the address to open with it. */
  consoleLink(member: Member, byId: string, at: number): Promise<string>;
  /** Reads a book given as text; counts and problems come back in words. */
  importBook(
    text: string,
    actorId: string,
    at: number,
    language: Language,
  ): Promise<{ ok: boolean; lines: readonly string[] }>;
  /** A small book to try things with, owned by this member, dated relative to the moment. */
  importSample(owner: Member, at: number): Promise<{ ok: boolean; lines: readonly string[] }>;
}
