import { createHash } from 'node:crypto';
import { type Joint, joinValue } from '../../src/chat/long-value.ts';
import { callOf, fromCode, type InLetter, isObject, jsonValue, parseObject } from '../../src/chat/pressed.ts';
import type { Call, Form } from '../../src/reply/reply.ts';
import { pressedValue } from './card-press.ts';
import type { CardPlace } from './payload.ts';

/** The button that hands in a form; what follows makes it unique on the card. */
export const SUBMIT = 'kam:submit';

/** How what comes back from an input is to be read. */
export type InputKind = 'text' | 'date' | 'choice' | 'choices' | 'switch';

/** An input of a card, or one of several that hold a long value between them, in their order. */
export interface AskedInput {
  /** On the card. */
  readonly key: string;
  /** In the form of the reply. */
  readonly name: string;
  readonly kind: InputKind;
  /** What stood between this part of a long value and the next. */
  readonly joint?: Joint;
}

/** What stood in an input and stands for records: handed in as it was, it is those. */
export interface Standing {
  readonly shown: string;
  readonly reference: string | readonly string[];
}

/** What the button of a form carries along. */
export interface FormCarried {
  readonly command: string;
  /** Arguments that are not asked for; `null`: they stand with the form at `at`. */
  readonly kept: Readonly<Record<string, unknown>> | null;
  readonly at: InLetter | null;
  readonly asked: readonly AskedInput[];
  /** By the name of the input. */
  readonly standing: Readonly<Record<string, Standing>>;
  readonly isDaily: boolean;
}

/** A form that was handed in. */
export interface SubmittedForm extends FormCarried {
  /** What was filled in, by the names of the inputs; what is empty is left out. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly place: CardPlace;
}

/** Reads `event.action` of a form that was handed in. `null`: it is none of ours, or of another version of ours. */
export function readForm(action: unknown): SubmittedForm | null {
  const pressed = pressedValue(action);
  if (pressed === null || !isObject(action) || !pressed.action.startsWith(SUBMIT)) return null;
  const carried = carriedIn(parseObject(pressed.value));
  if (carried === null) return null;
  const filled = isObject(action['form_value']) ? action['form_value'] : {};
  return { ...carried, values: valuesOf(carried, filled), place: pressed.place };
}

/**
 * The call a form that was handed in makes: what was kept and what was filled in, which wins. `form`: the one that stands at `at`,
 * needed where what is kept stands there too. `null`: that is forgotten.
 */
export function submittedCall({ command, kept, asked, values }: SubmittedForm, form: Form | null): Call | null {
  const along = kept ?? (form === null ? null : notAsked(form, asked));
  return along === null ? null : { command, args: { ...along, ...values } };
}

/** The same values of the same form are the same digest: 22 letters, digits, `-` and `_`. */
export function valuesDigest({ command, kept, at, values }: SubmittedForm): string {
  return createHash('sha256')
    .update(jsonValue([command, kept, at, values]))
    .digest('base64url')
    .slice(0, 22);
}

/** The value of the button that hands a form in, of at most so many characters; `null`: too long, with no letter to find it in. */
export function toSubmitValue(carried: FormCarried, most: number): string | null {
  const { command, kept, at, asked, standing, isDaily } = carried;
  const rest = {
    c: command,
    i: asked.map(({ key, name, kind, joint }) => [key, kind, name === key ? 0 : name, ...(joint ? [joint] : [])]),
    ...(at === null ? {} : { l: at.letter, b: at.block }),
    ...(Object.keys(standing).length === 0 ? {} : { r: standing }),
    ...(isDaily ? { d: 1 } : {}),
  };
  const values = [...(kept === null ? [] : [{ ...rest, k: kept }]), ...(at === null ? [] : [rest])];
  return values.map(jsonValue).find((value) => value.length <= most) ?? null;
}

function carriedIn(read: Readonly<Record<string, unknown>> | null): FormCarried | null {
  if (read === null || typeof read['c'] !== 'string' || !Array.isArray(read['i'])) return null;
  const { c: command, k: kept, l: letter, b: block, r: standing, i: inputs, d: daily } = read;
  const at = typeof letter === 'string' && typeof block === 'number' ? { letter, block, button: null } : null;
  if (!isObject(kept) && at === null) return null;
  return {
    command,
    kept: isObject(kept) ? kept : null,
    at,
    asked: inputs.flatMap(askedIn),
    standing: isObject(standing) ? (standing as Readonly<Record<string, Standing>>) : {},
    isDaily: daily === 1,
  };
}

function askedIn(input: unknown): readonly AskedInput[] {
  if (!Array.isArray(input)) return [];
  const [key, kind, name, joint] = input as unknown[];
  if (typeof key !== 'string' || typeof kind !== 'string') return [];
  const asked = { key, kind: kind as InputKind, name: typeof name === 'string' ? name : key };
  return [typeof joint === 'string' ? { ...asked, joint: joint as Joint } : asked];
}

function valuesOf({ asked, standing }: FormCarried, filled: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = {};
  for (const name of new Set(asked.map((one) => one.name))) {
    const parts = asked.filter((one) => one.name === name);
    const value = valueIn(parts, filled);
    const known = Object.hasOwn(standing, name) ? standing[name] : undefined;
    if (value !== undefined) values[name] = known !== undefined && isSame(value, known.shown) ? known.reference : value;
  }
  return values;
}

const isSame = (value: unknown, shown: string): boolean => typeof value === 'string' && value.trim() === shown.trim();

function valueIn(parts: readonly AskedInput[], filled: Readonly<Record<string, unknown>>): unknown {
  const [first] = parts;
  if (first === undefined) return undefined;
  const given = filled[first.key];
  switch (first.kind) {
    case 'text':
      return joined(parts, filled);
    case 'date':
      // With the zone of whoever pressed behind it: it is a day, not a moment.
      return typeof given === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(given)?.[0] ?? textIn(given)) : undefined;
    case 'choice':
      return codeIn(given);
    case 'choices': {
      const chosen = [given].flat().flatMap((one) => codeIn(one) ?? []);
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'switch':
      return given === undefined || given === '' || given === null ? undefined : given === true || given === 'true';
    default:
      return undefined;
  }
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** Of an option. */
function codeIn(value: unknown): string | undefined {
  const code = textIn(value);
  return code === undefined ? undefined : fromCode(code);
}

/** The parts of a long value as one again. */
const joined = (parts: readonly AskedInput[], filled: Readonly<Record<string, unknown>>): string | undefined =>
  joinValue(parts.map(({ key, joint = 'e' }) => ({ text: textIn(filled[key]) ?? '', joint })));

/** All that the form knew but the inputs the card asked for. */
function notAsked(form: Form, asked: readonly AskedInput[]): Readonly<Record<string, unknown>> {
  const names = new Set(asked.map(({ name }) => name));
  return Object.fromEntries(Object.entries(callOf(form).args).filter(([name]) => !names.has(name)));
}
