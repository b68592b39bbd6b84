/**
 * Deliveries whose sender still waits for the answer, by their key. Only in memory: after a crash nobody waits, and the answer goes
 * out as a message.
 */
export interface Waiting {
  begin(deliveryKey: string): void;
  /** Whoever answers takes it: from then on the one who waits must stay until the answer is there. `false`: nobody waits any more. */
  take(deliveryKey: string): boolean;
  /** Stops waiting. `false`: it was taken, and the answer is about to come. */
  giveUp(deliveryKey: string): boolean;
  /** The answer came. */
  end(deliveryKey: string): void;
}

export function createWaiting(): Waiting {
  const keys = new Map<string, 'waits' | 'taken'>();
  return {
    begin: (key) => void keys.set(key, 'waits'),
    take(key) {
      if (!keys.has(key)) return false;
      keys.set(key, 'taken');
      return true;
    },
    giveUp(key) {
      if (keys.get(key) === 'taken') return false;
      keys.delete(key);
      return true;
    },
    end: (key) => void keys.delete(key),
  };
}
