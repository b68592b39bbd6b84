/** Lets work in until it is closed, and knows when the last of it is done. */
export interface Gate {
  readonly isOpen: boolean;
  /** Runs it, counted. To be called only while it is open. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Lets nothing more in. Resolves when nothing is inside any more, or after so many milliseconds; with how many are still there. */
  close(withinMs: number): Promise<number>;
}

export function createGate(): Gate {
  let isOpen = true;
  let inside = 0;
  let onEmpty = (): void => {};
  return {
    get isOpen() {
      return isOpen;
    },
    async pass(work) {
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
        if (inside === 0) onEmpty();
      }
    },
    async close(withinMs) {
      isOpen = false;
      if (inside === 0) return 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return inside;
    },
  };
}
