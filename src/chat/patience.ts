import type { Delivery, Inbox, Received } from '../ports/queues.ts';
import type { Asker } from '../services/intake.ts';
import type { Waiting } from './waiting.ts';

/** Whether somebody still waits for the answer to what they did; known to whoever answers it by the key it is recorded under. */
export interface Patience extends Asker {
  begin(deliveryKey: string): void;
  /** Whether it is recorded. */
  readonly isKept: boolean;
  /** `false`: the answer is about to come. */
  giveUp(): boolean;
  end(): void;
}

export function createPatience(waiting: Waiting): Patience {
  let key: string | null = null;
  let [isKept, isOver] = [false, false];
  return {
    begin(deliveryKey) {
      if (isOver) return;
      key = deliveryKey;
      waiting.begin(deliveryKey);
    },
    kept() {
      isKept ||= !isOver;
      return isKept;
    },
    isThere: () => !isOver,
    get isKept() {
      return isKept;
    },
    giveUp() {
      isOver = true;
      return key === null || waiting.giveUp(key);
    },
    end() {
      if (key !== null) waiting.end(key);
    },
  };
}

/** As often as one form is begun anew with the very same values. */
const MOST_ROUNDS = 20;

/**
 * A form that was handed in, under the key it is worked on by: the same values from the same form are the same delivery, however often
 * they come. Only one that was refused is begun anew, under a further key: what was wrong may have been mended elsewhere since.
 */
export async function begunAnew(first: Delivery, inbox: Pick<Inbox, 'find'>): Promise<Delivery> {
  for (let round = 1; ; round += 1) {
    const { deliveryKey } = first;
    const delivery = round === 1 ? first : { ...first, deliveryKey: `${deliveryKey}:${round}` };
    const before = await inbox.find(delivery);
    if (round === MOST_ROUNDS || before === undefined || !wasRefused(before)) return delivery;
  }
}

/** Answers of doors that wait say whether it was done. */
function wasRefused({ state, answer }: Received): boolean {
  return state === 'done' && answer !== null && !(answer as { readonly ok: boolean }).ok;
}
