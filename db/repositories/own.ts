import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Trait } from '../../src/domain/records.ts';
import type { Views } from '../../src/ports/store.ts';
import { lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import type { RecordRows } from './records.ts';

/** What belongs to members, their accounts, and what is promised and given there; what belongs to contacts. */
export function createOwnViews(
  queries: Queries,
  { accounts, teams, nextSteps, interactions, touches, traits, levels, greetings }: Tables,
  records: RecordRows,
): Pick<Views, 'accountsOf' | 'accountsMetBy' | 'openPromisesOf' | 'openPromisesAt' | 'giftsAt' | 'traitsOf'> {
  const leading = overList((ids, length) =>
    queries
      .select({ id: accounts.id })
      .from(accounts)
      .where(or(inArray(accounts.ownerId, ids), inArray(accounts.backupId, ids)))
      .prepare(`accounts_led_${length}`),
  );
  const helping = overList((ids, length) =>
    queries
      .select({ id: teams.accountId })
      .from(teams)
      .where(inArray(teams.memberId, ids))
      .prepare(`accounts_helped_${length}`),
  );
  const met = lazily(() =>
    queries
      .selectDistinct({ id: touches.accountId })
      .from(touches)
      .where(eq(touches.memberId, slot('memberId')))
      .prepare('accounts_met'),
  );
  const close = lazily(() =>
    queries
      .selectDistinct({ id: levels.accountId })
      .from(levels)
      .where(eq(levels.memberId, slot('memberId')))
      .prepare('accounts_close'),
  );
  const greeting = lazily(() =>
    queries
      .selectDistinct({ id: greetings.accountId })
      .from(greetings)
      .where(eq(greetings.memberId, slot('memberId')))
      .prepare('accounts_greeted'),
  );
  const ofContacts = overList((ids, length) =>
    queries
      .select()
      .from(traits)
      .where(inArray(traits.contactId, ids))
      .orderBy(asc(traits.id))
      .prepare(`traits_of_contacts_${length}`),
  );
  const isOpen = and(isNull(nextSteps.doneOn), isNull(nextSteps.brokenOn));
  const promisedBy = overList((ids, length) =>
    queries
      .select()
      .from(nextSteps)
      .where(and(inArray(nextSteps.byId, ids), isOpen))
      .orderBy(asc(nextSteps.id))
      .prepare(`next_steps_by_${length}`),
  );
  const promisedAt = overList((ids, length) =>
    queries
      .select()
      .from(nextSteps)
      .where(and(inArray(nextSteps.accountId, ids), isOpen))
      .orderBy(asc(nextSteps.id))
      .prepare(`next_steps_at_${length}`),
  );
  const given = overList((ids, length) =>
    queries
      .select()
      .from(interactions)
      .where(and(inArray(interactions.accountId, ids), inArray(interactions.kind, ['gift', 'meal'])))
      .orderBy(asc(interactions.at), asc(interactions.id))
      .prepare(`interactions_given_${length}`),
  );
  return {
    async accountsOf(memberIds) {
      const found = [...(await leading(memberIds)), ...(await helping(memberIds))];
      return records.some(
        'account',
        found.map(({ id }) => id),
      );
    },
    async accountsMetBy(memberId) {
      const found = new Set<string>();
      for (const statement of [met, close, greeting])
        for (const { id } of await statement().execute({ memberId })) found.add(id);
      return [...found];
    },
    openPromisesOf: (memberIds) => promisedBy(memberIds),
    openPromisesAt: (accountIds) => promisedAt(accountIds),
    giftsAt: (accountIds) => given(accountIds),
    // Rows carry the fields of the record; which value goes with which field the schema cannot say.
    traitsOf: async (contactIds) => (await ofContacts(contactIds)) as unknown as readonly Trait[],
  };
}
