import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { auditContract } from './store.audit.ts';
import { importContract } from './store.import.ts';
import { namesContract } from './store.names.ts';
import { ownContract } from './store.own.ts';
import { recordsContract } from './store.records.ts';
import { touchesContract } from './store.touches.ts';
import { transactionsContract } from './store.transactions.ts';

/** Gives the store of the running group. */
export type TheStore = () => Store;

/** What every store must do. `open` gives an empty store of its own each time. */
export function storeContract(engine: string, open: () => Promise<Store>): void {
  const groups = {
    records: recordsContract,
    transactions: transactionsContract,
    audit: auditContract,
    names: namesContract,
    touches: touchesContract,
    own: ownContract,
    import: importContract,
  };
  for (const [group, contract] of Object.entries(groups)) {
    describe(`store (${engine}): ${group}`, () => {
      let store: Store;
      beforeAll(async () => {
        store = await open();
      });
      afterAll(() => store?.close());
      contract(() => store);
    });
  }
}
