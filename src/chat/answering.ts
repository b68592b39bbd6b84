/**
 * Messages of ours somebody has just pressed in, while the platform waits for what to show there. Whoever puts something else in the
 * place of such a message waits until that was said: what is said second stands there last.
 */
export interface Answering {
  begin(message: string): void;
  end(message: string): void;
  /** Resolves when nobody waits there any more, or after `withinMs`. */
  free(message: string, withinMs: number): Promise<void>;
}

export function createAnswering(): Answering {
  const open = new Map<string, { count: number; readonly waiting: Set<() => void> }>();
  return {
    begin(message) {
      const held = open.get(message) ?? { count: 0, waiting: new Set() };
      held.count += 1;
      open.set(message, held);
    },
    end(message) {
      const held = open.get(message);
      if (held === undefined) return;
      held.count -= 1;
      if (held.count > 0) return;
      open.delete(message);
      for (const go of held.waiting) go();
    },
    free(message, withinMs) {
      const held = open.get(message);
      if (held === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(patience);
          held.waiting.delete(go);
          resolve();
        };
        const patience = setTimeout(go, withinMs);
        held.waiting.add(go);
      });
    },
  };
}
