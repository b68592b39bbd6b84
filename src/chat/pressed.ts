import type { Call, Form, Reply } from '../reply/reply.ts';
import type { Content } from '../router/messages.ts';

/** A button or form of a reply that went out as a letter: found again by the letter's key, whatever its size. */
export interface InLetter {
  readonly letter: string;
  /** Its place among the blocks of the reply. */
  readonly block: number;
  /** Its place among the buttons of the block; `null`: the block is a form. */
  readonly button: number | null;
}

/** What somebody pressed. `isDaily`: in a daily message or a digest, which stays and is brought up to date by itself. */
export type Press =
  | { readonly kind: 'call'; readonly call: Call; readonly isDaily: boolean }
  /** The call is too long for a button: it stands in the letter (`pressedIn`). */
  | { readonly kind: 'letter'; readonly at: InLetter; readonly isDaily: boolean }
  /**
   * A form is to be opened: the one that stands in the letter, or, where there is none or it is forgotten, that of the command
   * with these arguments filled in. At least one of the two is there.
   */
  | { readonly kind: 'form'; readonly at: InLetter | null; readonly call: Call | null; readonly isDaily: boolean }
  /** The same is to be asked again, aloud. */
  | { readonly kind: 'share'; readonly content: Content };

/** Action ids begin with one of these; what follows makes them unique in a message. */
export const ACTIONS = { call: 'kam:call', form: 'kam:form', share: 'kam:share' } as const;

/** A call as the value of a button, of at most `most` characters; `null`: it is too long, and there is no letter to find it in. */
export function toCallValue(call: Call, at: InLetter | null, isDaily: boolean, most: number): string | null {
  const daily = isDaily ? { d: 1 } : {};
  const whole = jsonValue({ c: call.command, a: call.args, ...daily });
  if (whole.length <= most) return whole;
  const reference = at === null ? null : toLetterValue(at, isDaily);
  return reference !== null && reference.length <= most ? reference : null;
}

/** The same as the place in its letter alone. */
export function toLetterValue(at: InLetter, isDaily: boolean): string {
  return jsonValue({ l: at.letter, b: at.block, n: at.button, ...(isDaily ? { d: 1 } : {}) });
}

/** A form as the value of the button that opens it, as `toCallValue`. */
export function toFormValue(form: Form, at: InLetter | null, isDaily: boolean, most: number): string | null {
  const daily = isDaily ? { d: 1 } : {};
  const { command: c, args: a } = callOf(form);
  const letter = at === null ? {} : { l: at.letter, b: at.block };
  const values = [{ ...letter, c, a, ...daily }, ...(at === null ? [] : [{ ...letter, ...daily }])];
  return values.map(jsonValue).find((value) => value.length <= most) ?? null;
}

/** What was said, so that it can be asked again aloud, as the value of a button; `null`: too long. */
export function toShareValue(content: Content, most: number): string | null {
  const value = jsonValue({ s: content });
  return value.length <= most ? value : null;
}

/** Reads a press of one of our buttons; `null`: it is none, or from another version of ours. */
export function parsePress(actionId: string, value: string | undefined): Press | null {
  const read = parseObject(value);
  if (read === null) return null;
  const isDaily = read['d'] === 1;
  if (actionId.startsWith(ACTIONS.share)) {
    const content = contentIn(read['s']);
    return content === null ? null : { kind: 'share', content };
  }
  const call = callIn(read);
  const at = placeIn(read);
  if (actionId.startsWith(ACTIONS.form)) {
    return call === null && at === null ? null : { kind: 'form', at, call, isDaily };
  }
  if (!actionId.startsWith(ACTIONS.call)) return null;
  if (call !== null) return { kind: 'call', call, isDaily };
  return at === null ? null : { kind: 'letter', at, isDaily };
}

/** What stands there in the reply of the letter; `null`: nothing of the kind. */
export function pressedIn(reply: Reply, at: InLetter): Call | Form | null {
  const block = reply.blocks[at.block];
  if (block?.kind === 'form') return at.button === null ? block : null;
  if (block?.kind !== 'buttons' || at.button === null) return null;
  return block.buttons[at.button]?.press ?? null;
}

/** A form as a call of its command with all that is filled in. */
export function callOf({ command, kept, inputs }: Form): Call {
  const filled = inputs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return { command, args: { ...kept, ...Object.fromEntries(filled) } };
}

/**
 * JSON that survives every way through a platform: what Slack escapes on its way (`& < >`) and what must not be shown is written as
 * `\uXXXX`.
 */
export function jsonValue(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(
    /[<>&\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Something that comes back unharmed, whatever a platform does to what must be escaped or not be shown; most is as it was. */
export const toCode = (text: string): string => jsonValue(text).slice(1, -1);

export function fromCode(code: string): string {
  try {
    return String(JSON.parse(`"${code}"`));
  } catch {
    // Not written by `toCode`.
    return code;
  }
}

type Known = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Known =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function parseObject(text: string | undefined): Known | null {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

function callIn({ c, a }: Known): Call | null {
  return typeof c === 'string' && isObject(a) ? { command: c, args: a } : null;
}

function placeIn({ l, b, n }: Known): InLetter | null {
  if (typeof l !== 'string' || typeof b !== 'number') return null;
  return { letter: l, block: b, button: typeof n === 'number' ? n : null };
}

function contentIn(value: unknown): Content | null {
  if (!isObject(value)) return null;
  const { text, call } = value;
  if (typeof text === 'string') return { text };
  if (!isObject(call) || typeof call['command'] !== 'string' || !isObject(call['args'])) return null;
  return { call: { command: call['command'], args: call['args'] } };
}
