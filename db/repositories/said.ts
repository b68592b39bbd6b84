import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Said } from '../../src/ports/store.ts';
import { lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';

/** What was said to whom: see `Said`. */
export function createSaidViews(queries: Queries, { saidNudges: said }: Tables) {
  const ofMembers = overList((ids, length) =>
    queries
      .select({ memberId: said.memberId, key: said.key })
      .from(said)
      .where(inArray(said.memberId, ids))
      .prepare(`said_of_members_${length}`),
  );
  const inLetter = lazily(() =>
    queries
      .select()
      .from(said)
      .where(eq(said.letterKey, slot('letterKey')))
      .orderBy(asc(said.position), asc(said.key))
      .prepare('said_in_letter'),
  );
  const about = overList((ids, length) =>
    queries
      .selectDistinct({ letterKey: said.letterKey })
      .from(said)
      .where(and(gte(said.at, slot('since')), inArray(said.accountId, ids)))
      .prepare(`said_about_${length}`),
  );
  const saying = overList((keys, length) =>
    queries
      .selectDistinct({ letterKey: said.letterKey })
      .from(said)
      .where(inArray(said.letterKey, keys))
      .prepare(`said_in_letters_${length}`),
  );
  return {
    async lettersSaying(letterKeys: readonly string[]): Promise<readonly string[]> {
      return (await saying(letterKeys)).map(({ letterKey }) => letterKey);
    },
    async lettersAbout(accountIds: readonly string[], since: number): Promise<readonly string[]> {
      return (await about(accountIds, { since })).map(({ letterKey }) => letterKey);
    },
    async saidTo(memberIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
      const keys = new Map(memberIds.map((id) => [id, new Set<string>()]));
      for (const { memberId, key } of await ofMembers(memberIds)) keys.get(memberId)?.add(key);
      return keys;
    },
    saidIn: (letterKey: string): Promise<readonly Said[]> => inLetter().execute({ letterKey }),
  };
}

export function createSaidKeeper(queries: Queries, { saidNudges: said }: Tables) {
  const insert = lazily(() =>
    queries
      .insert(said)
      .values({
        memberId: slot('memberId'),
        key: slot('key'),
        rule: slot('rule'),
        subject: slot('subject'),
        accountId: slot('accountId'),
        letterKey: slot('letterKey'),
        position: slot('position'),
        at: slot('at'),
      })
      .onConflictDoNothing()
      .prepare('said_insert'),
  );
  return {
    async noteSaid(all: readonly Said[]): Promise<void> {
      for (const one of all) await insert().execute({ ...one });
    },
    async unsay(letterKey: string): Promise<void> {
      await queries.delete(said).where(eq(said.letterKey, letterKey));
    },
    async forgetSaid(before: number): Promise<void> {
      await queries.delete(said).where(lt(said.at, before));
    },
  };
}
