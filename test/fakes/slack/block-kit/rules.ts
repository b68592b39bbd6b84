/** What is wrong with a piece of Block Kit, and where (a JSON pointer). */
export interface Fault {
  readonly pointer: string;
  readonly says: string;
}

/** Finds what is wrong with a value that stands at `pointer`. */
export type Rule = (value: unknown, pointer: string) => readonly Fault[];

export const fault = (pointer: string, says: string): readonly Fault[] => [{ pointer, says }];

/** Slack counts characters as Unicode code points [SB header_block_emoji_at_limit]. */
export const lengthOf = (text: string): number => [...text].length;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function string(limits: { min?: number; max?: number; like?: RegExp } = {}): Rule {
  const { min = 1, max = Number.POSITIVE_INFINITY, like } = limits;
  return (value, at) => {
    if (typeof value !== 'string') return fault(at, 'must be a string');
    const length = lengthOf(value);
    if (length < min) return fault(at, `must be more than ${min - 1} characters`);
    if (length > max) return fault(at, `must be less than ${max + 1} characters`);
    return like !== undefined && !like.test(value) ? fault(at, `must look like ${like.source}`) : [];
  };
}

export function integer(min: number, max: number): Rule {
  return (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : fault(at, `must be an integer between ${min} and ${max}`);
}

export const number: Rule = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : fault(at, 'must be a number');

export const flag: Rule = (value, at) => (typeof value === 'boolean' ? [] : fault(at, 'must be a boolean'));

export function oneOf(...values: readonly (string | number)[]): Rule {
  return (value, at) => (values.some((one) => one === value) ? [] : fault(at, `must be one of ${values.join(', ')}`));
}

export function list(each: Rule, min: number, max: number): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return fault(at, 'must be an array');
    if (value.length < min) return fault(at, `no fewer than ${min} items allowed`);
    if (value.length > max) return fault(at, `no more than ${max} items allowed`);
    return value.flatMap((one, index) => each(one, `${at}/${index}`));
  };
}

/** An object with these fields and no others: Slack refuses what it does not know. */
export function shape(required: Record<string, Rule>, optional: Record<string, Rule> = {}, also: Rule = none): Rule {
  return (value, at) => {
    if (!isRecord(value)) return fault(at, 'must be an object');
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const found = Object.entries(value).flatMap(([key, one]) => {
      const rule = required[key] ?? optional[key];
      return rule === undefined ? fault(at, `no such field: ${key}`) : rule(one, `${at}/${key}`);
    });
    return [...missing.flatMap((key) => fault(at, `missing required field: ${key}`)), ...found, ...also(value, at)];
  };
}

/** Looks at the whole object once more. */
export function when(isWrong: (value: Record<string, unknown>) => boolean, says: string): Rule {
  return (value, at) => (isRecord(value) && isWrong(value) ? fault(at, says) : []);
}

export function all(...rules: readonly Rule[]): Rule {
  return (value, at) => rules.flatMap((rule) => rule(value, at));
}

/** By what stands in `type`; `only` narrows what may stand here. */
export function byType(kinds: Readonly<Record<string, Rule>>, only: readonly string[] = Object.keys(kinds)): Rule {
  return (value, at) => {
    if (!isRecord(value)) return fault(at, 'must be an object');
    const type = value['type'];
    const rule = typeof type === 'string' && only.includes(type) ? kinds[type] : undefined;
    return rule === undefined ? fault(`${at}/type`, `unsupported type: ${String(type)}`) : rule(value, at);
  };
}

/** How often each text stands in the list, those that stand more than once. */
export function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((one, index) => texts.indexOf(one) !== index))];
}

const none: Rule = () => [];
