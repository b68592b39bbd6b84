import { isDay } from '../domain/days.ts';
import type { Day, Money } from '../domain/records.ts';
import { findAmounts } from '../language/amounts.ts';
import { cleanText } from '../language/characters.ts';
import { parseDay } from '../language/find-days.ts';
import type { DayBias } from '../language/types.ts';
import { type Choice, type Field, type FieldScope, parsed, problem } from './fields.ts';

/** Kept text; more than `max` characters is refused, never cut. */
export function textField(max: number, lines = false): Field<string, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const text = cleanText(typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw : '').trim();
      if (text === '') return problem('invalid-argument', context.messages.errors.empty(label));
      if (text.length > max)
        return problem('invalid-argument', context.messages.errors.tooLong(label, max, text.length));
      return parsed(text);
    },
    describe: (value) => value,
    input: async () => ({ type: lines ? 'lines' : 'line' }),
  };
}

export interface NumberRules {
  readonly least: number;
  readonly most: number;
  /** Decimals allowed. */
  readonly decimals: number;
}

export function numberField(rules: NumberRules): Field<number, false> {
  return {
    type: 'number',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const text = typeof raw === 'string' ? raw.trim().replace(/%$/, '') : raw;
      const value =
        typeof text === 'number' ? text : typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
      if (!Number.isFinite(value))
        return problem('invalid-argument', context.messages.errors.notNumber(label, String(raw)));
      if (value < rules.least || value > rules.most) {
        return problem('invalid-argument', context.messages.errors.outOfRange(label, value, rules.least, rules.most));
      }
      const scale = 10 ** rules.decimals;
      if (Math.abs(Math.round(value * scale) - value * scale) > 1e-7 * scale) {
        return problem('invalid-argument', context.messages.errors.tooPrecise(label, rules.decimals));
      }
      return parsed(Math.round(value * scale) / scale);
    },
    describe: (value) => value,
    input: async () => ({ type: 'number' }),
  };
}

/** A calendar day, ISO or in words; `noFuture` refuses days after the asker's today. */
export function dayField(bias: DayBias, noFuture = false): Field<Day, false> {
  return {
    type: 'day',
    required: false,
    options: { bias },
    async parse(raw, { context, label }) {
      const text = typeof raw === 'string' ? raw.trim() : '';
      const day = isDay(text) ? text : parseDay(text, { today: context.today, bias })?.day;
      const { noSuchDay, noSuchDayAhead } = context.messages.errors;
      if (!day)
        return problem('invalid-argument', (bias === 'future' ? noSuchDayAhead : noSuchDay)(label, String(raw)));
      if (noFuture && day > context.today)
        return problem('invalid-argument', context.messages.errors.future(label, day));
      return parsed(day);
    },
    describe: (value) => value,
    input: async () => ({ type: 'date' }),
  };
}

/** One of a closed list of keys; understands each key's words in both languages. */
export function choiceField<T extends string>(
  keys: readonly T[],
  labels: (scope: FieldScope) => Readonly<Record<T, string>>,
  choices: readonly Choice[],
): Field<T, false> {
  return {
    type: 'choice',
    required: false,
    options: {},
    choices,
    async parse(raw, scope) {
      const value = choose(keys, choices, raw);
      if (value !== undefined) return parsed(value);
      const { messages } = scope.context;
      return problem('invalid-argument', messages.errors.notChoice(scope.label, String(raw), keys), keys);
    },
    describe: (value) => value,
    input: async (scope) => ({
      type: 'choice',
      choices: keys.map((value) => ({ value, label: labels(scope)[value] })),
    }),
  };
}

/** Several of a closed list. */
export function choicesField<T extends string>(
  keys: readonly T[],
  labels: (scope: FieldScope) => Readonly<Record<T, string>>,
  choices: readonly Choice[],
): Field<readonly T[], false> {
  return {
    type: 'choices',
    required: false,
    options: {},
    choices,
    async parse(raw, scope) {
      const values: T[] = [];
      for (const one of toList(raw)) {
        const value = choose(keys, choices, one);
        if (value === undefined) {
          return problem(
            'invalid-argument',
            scope.context.messages.errors.notChoice(scope.label, String(one), keys),
            keys,
          );
        }
        if (!values.includes(value)) values.push(value);
      }
      return parsed(values);
    },
    describe: (value) => value,
    input: async (scope) => ({
      type: 'choices',
      choices: keys.map((value) => ({ value, label: labels(scope)[value] })),
    }),
  };
}

/** Yes or no, in both languages. */
export function switchField(): Field<boolean, false> {
  return {
    type: 'switch',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const value = typeof raw === 'boolean' ? raw : toSwitch(String(raw));
      return value === undefined
        ? problem('invalid-argument', context.messages.errors.notSwitch(label, String(raw)))
        : parsed(value);
    },
    describe: (value) => value,
    input: async () => ({ type: 'switch' }),
  };
}

/** An amount with its currency; without one the amount stands alone. */
export function moneyField(): Field<{ readonly amount: number; readonly currency: string | null }, false> {
  return {
    type: 'money',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const money = toMoney(raw);
      if (!money || money.amount < 0 || !Number.isFinite(money.amount)) {
        return problem('invalid-argument', context.messages.errors.notMoney(label, typeof raw === 'string' ? raw : ''));
      }
      return parsed(money);
    },
    describe: (value) => value,
    input: async () => ({ type: 'line' }),
  };
}

/** A list however it came: typed with commas, 、 or +, or as an array from a form. */
export function toList(raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (typeof raw !== 'string') return raw === undefined || raw === null ? [] : [raw];
  return raw
    .split(/[,，、+;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function choose<T extends string>(keys: readonly T[], choices: readonly Choice[], raw: unknown): T | undefined {
  const typed = String(raw).trim().toLowerCase();
  const direct = keys.find((key) => key === typed);
  if (direct !== undefined) return direct;
  const hit = choices.find(({ words }) => words.includes(typed));
  return keys.find((key) => key === hit?.value);
}

function toSwitch(typed: string): boolean | undefined {
  const text = typed.trim().toLowerCase();
  if (['true', 'yes', 'y', 'on', '1', '是', '有', '对', '开'].includes(text)) return true;
  if (['false', 'no', 'n', 'off', '0', '否', '没有', '无', '不', '关'].includes(text)) return false;
  return undefined;
}

function toMoney(raw: unknown): { amount: number; currency: Money['currency'] | null } | undefined {
  if (typeof raw === 'number') return { amount: raw, currency: null };
  if (typeof raw === 'object' && raw !== null && 'amount' in raw) {
    const { amount, currency } = raw as { amount: unknown; currency?: unknown };
    if (typeof amount !== 'number') return undefined;
    return { amount, currency: typeof currency === 'string' ? currency : null };
  }
  if (typeof raw !== 'string') return undefined;
  const [mention] = findAmounts(raw);
  if (mention) return { amount: mention.amount, currency: mention.currency };
  const plain = Number(raw.replaceAll(',', ''));
  return raw.trim() !== '' && Number.isFinite(plain) ? { amount: plain, currency: null } : undefined;
}
