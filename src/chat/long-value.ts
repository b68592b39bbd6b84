import { head } from '../reply/cut.ts';
import { printable } from '../reply/printable.ts';
import type { Input } from '../reply/reply.ts';

/** What joined a part of a long value to the next one. */
const JOINTS = { n: '\n', s: ' ', e: '' } as const;
export type Joint = keyof typeof JOINTS;

/** One of several inputs that hold a long value between them. */
export interface ValuePart {
  readonly text: string;
  readonly joint: Joint;
}

/** What was typed or is known, as a person would type it. */
export function typedValue({ value }: Pick<Input, 'value'>): string {
  if (typeof value === 'object') return value.map(printable).join(', ');
  return value === undefined || typeof value === 'boolean' ? '' : printable(String(value));
}

/**
 * A long value over several inputs of at most so many UTF-16 units each, between lines or words where there are any; `null`: it is
 * longer than all of them hold.
 */
export function splitValue(value: string, most: number, inputs: number): readonly ValuePart[] | null {
  const parts: ValuePart[] = [];
  let rest = value;
  while (rest.length > most) {
    const { end, joint } = lastBreak(rest.slice(0, most + 1), rest, most);
    parts.push({ text: rest.slice(0, end), joint });
    rest = rest.slice(end + (joint === 'e' ? 0 : 1));
  }
  parts.push({ text: rest, joint: 'e' });
  return parts.length <= inputs ? parts : null;
}

/** The parts as they were before they were parted; one that was emptied takes its joint along. `undefined`: all are empty. */
export function joinValue(parts: readonly { readonly text: string; readonly joint: string }[]): string | undefined {
  let text = '';
  let between = '';
  for (const part of parts) {
    if (part.text === '') continue;
    text += text === '' ? part.text : `${between}${part.text}`;
    between = Object.hasOwn(JOINTS, part.joint) ? JOINTS[part.joint as Joint] : '';
  }
  return text === '' ? undefined : text;
}

function lastBreak(near: string, rest: string, most: number): { readonly end: number; readonly joint: Joint } {
  for (const [joint, mark] of [
    ['n', '\n'],
    ['s', ' '],
  ] as const) {
    const end = near.lastIndexOf(mark);
    // What stands at the edge of an input is trimmed: only a break between two words can be put back.
    if (end > near.length * 0.9 && /^\S.\S$/su.test(rest.slice(end - 1, end + 2))) return { end, joint };
  }
  return { end: head(rest, most).length, joint: 'e' };
}
