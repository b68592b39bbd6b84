import type { Account } from '../domain/records.ts';
import type { DayBias, FieldType } from '../language/types.ts';
import type { Input } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import type { ErrorCode } from './outcome.ts';

/** Why a value was not taken. */
export interface FieldProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** Full names or words that would do. */
  readonly suggestions: readonly string[];
  /** The same as raw values: each becomes a button that repeats the call with it. */
  readonly choices?: readonly {
    readonly raw: unknown;
    readonly label: string;
    /** The account it belongs to (`#id`), where that is another than the call's. */
    readonly account?: string;
  }[];
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: FieldProblem };

/** What a field may look at while it parses: the call so far. */
export interface FieldScope {
  readonly context: CommandContext;
  /** The account of this call, once one is known. A contact found without one sets it. */
  account: Account | undefined;
  /** What the field is called in the asker's language. */
  readonly label: string;
}

export interface FieldOptions {
  /** Typed without its name, in the order of the fields. */
  readonly positional?: boolean;
  /** Never asked for in a form. */
  readonly hidden?: boolean;
  /** Asked for in every form, though it is not typed without its name. */
  readonly asked?: boolean;
  readonly bias?: DayBias;
  /** Takes any words of one's own, `x=y` among them. */
  readonly free?: boolean;
}

export interface Choice {
  readonly value: string;
  /** Everything that means it, in both languages. */
  readonly words: readonly string[];
}

/** One argument: how it is read from raw input, shown in `understood.input`, and asked for in a form. */
export interface Field<T, R extends boolean = boolean> {
  readonly type: FieldType;
  readonly required: R;
  readonly options: FieldOptions;
  readonly choices?: readonly Choice[];
  parse(raw: unknown, scope: FieldScope): Promise<Parsed<T>>;
  /** As it stands in `understood.input`. */
  describe(value: T): unknown;
  input(scope: FieldScope): Promise<Pick<Input, 'type'> & Partial<Pick<Input, 'choices' | 'hint' | 'lookup'>>>;
  /** How a raw value stands in its input, where that is not plain. */
  filled?(raw: unknown, scope: FieldScope): Promise<Partial<Pick<Input, 'value' | 'reference' | 'choices'>>>;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

type RequiredNames<F extends Fields> = { [K in keyof F]: F[K]['required'] extends true ? K : never }[keyof F];
type ValueOf<A> = A extends Field<infer T, boolean> ? T : never;

/** Typed arguments of a command: what its fields parse to. */
export type Args<F extends Fields> = {
  readonly [K in RequiredNames<F>]: ValueOf<F[K]>;
} & {
  readonly [K in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[K]>;
};

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const problem = (
  code: ErrorCode,
  message: string,
  suggestions: readonly string[] = [],
  choices?: FieldProblem['choices'],
): { ok: false; problem: FieldProblem } => ({
  ok: false,
  problem: { code, message, suggestions, ...(choices ? { choices } : {}) },
});

/** The same field, needed. */
export function required<T>(field: Field<T, false>): Field<T, true> {
  return { ...field, required: true };
}

/** The same field, typed without its name. */
export function positional<T, R extends boolean>(field: Field<T, R>): Field<T, R> {
  return { ...field, options: { ...field.options, positional: true } };
}

/** The same field, typed without its name and for any words of one's own. */
export function free<T, R extends boolean>(field: Field<T, R>): Field<T, R> {
  return { ...field, options: { ...field.options, positional: true, free: true } };
}

/** The same field, never asked for in a form. */
export function hidden<T, R extends boolean>(field: Field<T, R>): Field<T, R> {
  return { ...field, options: { ...field.options, hidden: true } };
}

/** The same field, asked for in every form of its command. */
export function asked<T, R extends boolean>(field: Field<T, R>): Field<T, R> {
  return { ...field, options: { ...field.options, asked: true } };
}
