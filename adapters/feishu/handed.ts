/** What became of the answer to a press, as far as it can be told from here. */
export type Handed =
  /** It was handed over in time, and a moment later nothing spoke against it. */
  | 'over'
  /** It was handed over, but perhaps too late, or the connection broke right after. */
  | 'unsure'
  /** Nobody was there any more to take it, or surely nobody waited. */
  | 'lost';

export type WhenHanded = () => Promise<Handed>;

/** An answer on its way. What is told of it first counts. */
export interface Handing {
  /** To be asked before it leaves: for an answer nobody asks about nothing is watched. */
  readonly whenHanded: WhenHanded;
  /** To be called when it leaves. Resolves after a moment, in which `isBroken` may still become true. */
  sent(isBroken?: () => boolean): Promise<void>;
  lost(): void;
}

/** Feishu takes an answer for so long, counted from before it came here (card-callback-communication.md). In milliseconds. */
const TAKEN_MS = 3000;
/** What the press took to come here, and the answer to go there. */
const WAYS_MS = 200;
/** What is handed over is on the screen by then, and an end that is no more has mostly said so. In milliseconds. */
const SETTLED_MS = 500;

/** To be opened as soon as the press is there. */
export function createHanding(): Handing {
  const began = performance.now();
  let settle = (_: Handed): void => {};
  let isAsked = false;
  const handed = new Promise<Handed>((resolve) => {
    settle = resolve;
  });
  return {
    whenHanded() {
      isAsked = true;
      return handed;
    },
    async sent(isBroken = () => false) {
      if (!isAsked) return;
      const tookMs = performance.now() - began;
      if (tookMs > TAKEN_MS) settle('lost');
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      settle(tookMs > TAKEN_MS - WAYS_MS || isBroken() ? 'unsure' : 'over');
    },
    lost: () => settle('lost'),
  };
}
