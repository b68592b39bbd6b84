import { asc, eq } from 'drizzle-orm';
import type { AccountState, Contact, Instant } from '../../src/domain/records.ts';
import { atMost, lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createAccountTraits } from './plan-traits.ts';
import type { RecordRows } from './records.ts';
import type { createTouchViews } from './touches.ts';

/** See `Views.accountState`. */
export function createAccountStates(
  queries: Queries,
  tables: Tables,
  records: RecordRows,
  touchViews: ReturnType<typeof createTouchViews>,
) {
  const { orders } = tables;
  const firstOrder = lazily(() =>
    queries
      .select()
      .from(orders)
      .where(eq(orders.accountId, slot('accountId')))
      .orderBy(asc(orders.on), asc(orders.id))
      .limit(atMost(1))
      .prepare('orders_first'),
  );
  const traitsOf = createAccountTraits(queries, tables);
  return async (id: string, at: Instant, known?: readonly Contact[]): Promise<AccountState | undefined> => {
    // What refers comes before what it refers to: a write in between can add something unreferred, not a reference to nothing.
    const touches = await touchViews.thinned(id, at);
    const levels = await records.ofAccount('level', id);
    const traits = await traitsOf(id);
    const isKnown = known && refersOnlyTo(known, [...touches, ...levels, ...traits]);
    const contacts = isKnown ? known : await records.ofAccount('contact', id);
    const shares = await records.ofAccount('share', id);
    const facts = await records.ofAccount('fact', id);
    const pins = await records.ofAccount('pin', id);
    const first = await firstOrder().execute({ accountId: id });
    const account = await records.get('account', id);
    if (!account) return undefined;
    const named = [account.ownerId, ...(account.backupId === null ? [] : [account.backupId]), ...account.teamIds];
    const appearing = [...touches, ...levels].map(({ memberId }) => memberId);
    const members = await records.some('member', [...named, ...appearing]);
    return { account, members, contacts, traits, levels, touches, shares, orders: first, facts, pins };
  };
}

function refersOnlyTo(contacts: readonly Contact[], entries: readonly { readonly contactId: string }[]): boolean {
  const ids = new Set(contacts.map(({ id }) => id));
  return entries.every(({ contactId }) => ids.has(contactId));
}
