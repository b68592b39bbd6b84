import type { Reply } from '../reply/reply.ts';

export const ERROR_CODES = [
  'not-understood',
  'unknown-account',
  'ambiguous-account',
  'unknown-contact',
  'ambiguous-contact',
  'unknown-member',
  'missing-argument',
  'invalid-argument',
  'forbidden',
  'conflict',
  'unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a command comes to: an answer with its data, or a refusal that says what to do next. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly data: Readonly<Record<string, unknown>>;
      readonly reply: Reply;
      /** What was understood in full, where the command adds to its arguments (who, when). */
      readonly input?: Readonly<Record<string, unknown>>;
    }
  | Refusal;

export interface Refusal {
  readonly kind: 'refused';
  readonly code: ErrorCode;
  readonly message: string;
  /** Full names or words that would do instead; nearest first. */
  readonly suggestions: readonly string[];
  /** Form or buttons that mend it with one tap. */
  readonly help?: Reply['blocks'];
}
