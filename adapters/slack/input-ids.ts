import type { Joint } from '../../src/chat/long-value.ts';
import { fromCode, toCode } from '../../src/chat/pressed.ts';
import { SLACK_LIMITS } from './limits.ts';

/** How an input of a modal is to be read when it comes back. */
export const INPUT_KINDS = ['text', 'date', 'choice', 'choices', 'switch', 'file', 'account'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** A block of a modal that asks for a value, or for a part of one that is too long for a single input. */
export interface InputBlockId {
  readonly iteration: number;
  /** The place of its input in the form. */
  readonly at: number;
  readonly part: number;
  /** What stood between this part and the next. */
  readonly joint: Joint;
}

const BLOCK = /^kam:in:(\d+):(\d+)\.(\d+)([nse])$/;
const ACTION = 'kam:in:';

/** A new one for each time the modal is drawn anew, else Slack keeps what was typed. */
export const toBlockId = ({ iteration, at, part, joint }: InputBlockId): string =>
  `kam:in:${iteration}:${at}.${part}${joint}`;

export function parseBlockId(id: string): InputBlockId | null {
  const [, iteration, at, part, joint] = BLOCK.exec(id) ?? [];
  if (joint === undefined) return null;
  return { iteration: Number(iteration), at: Number(at), part: Number(part), joint: joint as Joint };
}

/** The input as Slack names it with what was typed; `null`: its name is too long for that. */
export function toActionId(kind: InputKind, name: string): string | null {
  const id = `${ACTION}${kind}:${toCode(name)}`;
  return id.length <= SLACK_LIMITS.id ? id : null;
}

/** Which input of a form an action of a modal belongs to; `null`: none of ours. */
export function parseActionId(id: string): { readonly kind: InputKind; readonly name: string } | null {
  if (!id.startsWith(ACTION)) return null;
  const rest = id.slice(ACTION.length);
  const end = rest.indexOf(':');
  const kind = INPUT_KINDS.find((one) => one === rest.slice(0, end));
  return kind === undefined ? null : { kind, name: fromCode(rest.slice(end + 1)) };
}
