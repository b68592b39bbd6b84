import type { SendResult } from '../ports/chat.ts';

/** What went wrong with a call to a platform, and so what may be done next. */
export type Fault<Trouble extends string, Code> =
  /** The platform takes no more just now. */
  | { readonly kind: 'limited'; readonly afterMs: number; readonly text: string }
  /** Nothing has arrived there. */
  | { readonly kind: 'unsent'; readonly afterMs: number; readonly text: string }
  /** It may have been carried out. */
  | { readonly kind: 'unclear'; readonly text: string }
  /** The platform said no, and did nothing. `text` tells the operator what to do where something can be done. */
  | { readonly kind: 'refused'; readonly trouble: Trouble; readonly code: Code; readonly text: string };

/**
 * `app`: an administrator mends it, and until then nothing is lost; `place`: here the assistant cannot write, though the chat is
 * there; `gone`: the chat, the reader or the message is no more; `content`: it may be said more plainly; `other`.
 */
export type CommonTrouble = 'app' | 'place' | 'gone' | 'content' | 'other';

/** What the delivery of messages is told. */
export function toSendResult(fault: Fault<string, unknown>): SendResult {
  if (fault.kind === 'unclear') return { kind: 'unsure', error: fault.text };
  if (fault.kind !== 'refused') return { kind: 'retry', afterMs: fault.afterMs, error: fault.text };
  switch (fault.trouble) {
    case 'app':
    case 'place':
      return { kind: 'retry', afterMs: MENDED_MS, error: fault.text };
    case 'gone':
      return { kind: 'gone', error: fault.text };
    default:
      return { kind: 'refused', code: fault.text };
  }
}

/** Of a call that may be carried out twice: then it does not matter whether it was. */
export const withoutDoubt = <Trouble extends string, Code>(fault: Fault<Trouble, Code>): Fault<Trouble, Code> =>
  fault.kind === 'unclear' ? { kind: 'unsent', afterMs: 0, text: fault.text } : fault;

/** When something is on the way that is neither the platform nor a failure of ours, in milliseconds. */
export const LATER_MS = 30_000;

/** An administrator needs a while; asking more often mends nothing. */
const MENDED_MS = 60_000;
