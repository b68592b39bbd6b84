import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { ENGINES, type Engines, startEngines } from './engines.ts';
import { conversationsContract } from './queues.conversations.ts';
import { inboxContract } from './queues.inbox.ts';
import { linksContract } from './queues.links.ts';
import { outboxContract } from './queues.outbox.ts';
import { openFresh } from './store.opening.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines?.stop());

describe.each(ENGINES)('queues on %s', (engine) => {
  const groups = {
    inbox: inboxContract,
    outbox: outboxContract,
    conversations: conversationsContract,
    links: linksContract,
  };
  describe.each(Object.entries(groups))('%s', (_group, contract) => {
    let store: Store;
    // A store for each test: what one leaves due another would be handed.
    beforeEach(async () => {
      store = await openFresh(await engines.freshUrl(engine));
    });
    afterEach(async () => {
      await store.close();
      await engines.clear();
    });
    contract(() => store);
  });
});
