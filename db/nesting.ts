import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedTransactionError } from '../src/ports/store.ts';

/** Whoever waits inside a transaction for the next turn waits for ever; so they are refused. */
export interface Nesting {
  /** @throws NestedTransactionError when called, however indirectly, by work under way. */
  refuse(): void;
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function createNesting(): Nesting {
  const within = new AsyncLocalStorage<{ isOpen: boolean }>();
  let underWay = 0;
  return {
    refuse() {
      if (within.getStore()?.isOpen) throw new NestedTransactionError();
    },
    async during(work) {
      const here = { isOpen: true };
      underWay += 1;
      try {
        return await within.run(here, work);
      } finally {
        here.isOpen = false;
        underWay -= 1;
        // While a storage is in use every promise and every request of the process costs more.
        if (underWay === 0) within.disable();
      }
    },
  };
}
