import { asc, desc, eq } from 'drizzle-orm';
import type { NameKeysOf, Views } from '../../src/ports/store.ts';
import { atMost, lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createAccountStates } from './account-state.ts';
import { createChangeKeeper, createChangeViews } from './changes.ts';
import { createConversationRows } from './conversations.ts';
import { createDerived } from './derived.ts';
import { createInboxRows } from './inbox.ts';
import { createKeptViews, createStateKeeper } from './kept-states.ts';
import { createLinkRequestRows } from './link-requests.ts';
import { createMemberViews } from './members.ts';
import { createNameIndex } from './names.ts';
import { createOutboxRows } from './outbox.ts';
import { createOwnViews } from './own.ts';
import { createPlanStates } from './plan-states.ts';
import { createRecords } from './records.ts';
import { createSaidKeeper, createSaidViews } from './said.ts';
import { createTouchViews } from './touches.ts';

/** All questions, on one connection: their statements are prepared once and stay. */
export function createViews(queries: Queries, tables: Tables): Views {
  const records = createRecords(queries, tables);
  const touchViews = createTouchViews(queries, tables);
  const { interactions, nextSteps } = tables;
  const timeline = lazily(() =>
    queries
      .select()
      .from(interactions)
      .where(eq(interactions.accountId, slot('accountId')))
      .orderBy(desc(interactions.at), desc(interactions.recordedAt), desc(interactions.id))
      .limit(atMost(slot('limit')))
      .prepare('interactions_timeline'),
  );
  const stepsOf = lazily(() =>
    queries
      .select()
      .from(nextSteps)
      .where(eq(nextSteps.interactionId, slot('interactionId')))
      .orderBy(asc(nextSteps.position), asc(nextSteps.id))
      .prepare('next_steps_of'),
  );
  return {
    names: createNameIndex(queries, tables),
    get: records.get,
    some: records.some,
    all: records.all,
    ofAccount: records.ofAccount,
    ...createMemberViews(queries, tables, records),
    ...createOwnViews(queries, tables, records),
    accountState: createAccountStates(queries, tables, records, touchViews),
    planStates: createPlanStates(queries, tables, records, touchViews),
    ...createKeptViews(queries, tables),
    async lastTouch(filter) {
      const id = await touchViews.last(filter);
      return id === undefined ? undefined : records.get('interaction', id);
    },
    nextSteps: (interactionId) => stepsOf().execute({ interactionId }),
    timeline: (accountId, limit) => timeline().execute({ accountId, limit }),
    ...createSaidViews(queries, tables),
    ...createChangeViews(queries, tables),
  };
}

/** What writing needs besides the views, on the same connection. */
function createKeepers(queries: Queries, tables: Tables, keysOf: NameKeysOf, { planStates }: Views) {
  const records = createRecords(queries, tables);
  return {
    records,
    states: createStateKeeper(queries, tables, records, planStates),
    derived: createDerived(queries, tables, keysOf),
    changes: createChangeKeeper(queries, tables),
    said: createSaidKeeper(queries, tables),
  };
}

/** What waits and what was said. */
export function createQueueRows(queries: Queries, tables: Tables) {
  return {
    inbox: createInboxRows(queries, tables),
    outbox: createOutboxRows(queries, tables),
    conversations: createConversationRows(queries, tables),
    linkRequests: createLinkRequestRows(queries, tables),
  };
}

export type QueueRows = ReturnType<typeof createQueueRows>;

/** One connection's queries and everything prepared on it. */
export interface Connection {
  readonly queries: Queries;
  readonly tables: Tables;
  readonly views: Views;
  readonly keepers: ReturnType<typeof createKeepers>;
  readonly queues: QueueRows;
}

export function createConnection(queries: Queries, tables: Tables, keysOf: NameKeysOf): Connection {
  const views = createViews(queries, tables);
  return {
    queries,
    tables,
    views,
    keepers: createKeepers(queries, tables, keysOf, views),
    queues: createQueueRows(queries, tables),
  };
}
