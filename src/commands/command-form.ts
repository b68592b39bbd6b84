import { capitalised } from '../i18n/format.ts';
import type { Button, Form, Input } from '../reply/reply.ts';
import { accountOf, fieldOf, isMissing, scopesIn } from './command-scope.ts';
import type { CommandContext } from './context.ts';
import type { Definition, Phrase, Understood } from './define-command.ts';
import type { Args, Field, FieldProblem, FieldScope, Fields } from './fields.ts';
import type { Refusal } from './outcome.ts';
import { mayFillIn } from './rights.ts';

/** The argument that a button carries beside the account chosen: by what name it was asked for. */
export const CHOSEN_FOR = 'chosenFor';

/** Buttons where a few records fit, else the form with the problem beside its input. */
export async function helpWith(
  definition: Definition<Fields>,
  raw: Understood,
  problems: ReadonlyMap<string, FieldProblem>,
  field: string,
  context: CommandContext,
  scopeOf: (name: string) => FieldScope,
): Promise<NonNullable<Refusal['help']>> {
  const { code, choices = [] } = problems.get(field) ?? {};
  const typed = raw[field];
  const chosen =
    code === 'ambiguous-account' && field === 'account' && typeof typed === 'string' ? { [CHOSEN_FOR]: typed } : {};
  const accountName = accountOf(definition);
  const elsewhere = ({ account }: (typeof choices)[number]) =>
    accountName === undefined || account === undefined ? {} : { [accountName]: account };
  if (choices.length > 0) {
    const buttons = choices.slice(0, 5).map(
      (choice): Button => ({
        label: choice.label,
        press: { command: definition.name, args: { ...raw, [field]: choice.raw, ...elsewhere(choice), ...chosen } },
      }),
    );
    return [{ kind: 'buttons', buttons }];
  }
  if (fieldOf(definition, field).options.hidden) return [];
  return [await formFor(definition, raw, problems, context, scopeOf)];
}

/** A form for one command: what is missing and what is wrong first asked for, what is known filled in or kept. */
export async function formFor(
  definition: Definition<Fields>,
  raw: Understood,
  problems: ReadonlyMap<string, FieldProblem>,
  context: CommandContext,
  scopeOf: (name: string) => FieldScope = scopesIn(context, definition.text[context.language].fields),
  missing: readonly string[] = [],
): Promise<Form> {
  const { fields: labels, examples } = definition.text[context.language];
  const inputs: Input[] = [];
  const kept: Record<string, unknown> = {};
  const unfinished = { args: {}, open: [...Object.keys(raw).filter((name) => !isMissing(raw[name])), ...missing] };
  const isAsked = (name: string): boolean =>
    missing.includes(name) ||
    (isUsual(fieldOf(definition, name), isTyped(name), problems.has(name)) &&
      mayFillIn(definition, unfinished, name, context));
  const typed = phraseFor(definition, raw)?.positional;
  const isTyped = (name: string): boolean =>
    typed?.includes(name) ?? fieldOf(definition, name).options.positional === true;
  const asksForPeople = Object.keys(definition.fields).some((name) => isOfPeople(definition, name) && isAsked(name));
  for (const [name, field] of Object.entries(definition.fields)) {
    if (!isAsked(name)) {
      if (!isMissing(raw[name])) kept[name] = raw[name];
      continue;
    }
    const scope = scopeOf(name);
    const input = await field.input(scope);
    const problem = problems.get(name)?.message;
    inputs.push({
      name,
      label: capitalised(labels[name] ?? name),
      required: field.required || missing.includes(name),
      ...input,
      ...(field.type === 'account' && asksForPeople ? { refines: true } : {}),
      ...(await filledIn(raw[name], field, scope)),
      ...(problem === undefined ? {} : { problem }),
    });
  }
  const [example] = examples;
  const submit = context.messages.forms.submit;
  return { kind: 'form', command: definition.name, submit, inputs, kept, ...(example ? { example } : {}) };
}

/** People of an account: which of them there are is known once the account is. */
const isOfPeople = (definition: Definition<Fields>, name: string): boolean =>
  /^contacts?$/.test(fieldOf(definition, name).type);

/** What a form of this command asks for anyway, and what was wrong. */
const isUsual = ({ options, required }: Field<unknown>, isTyped: boolean, isWrong: boolean): boolean =>
  !options.hidden && (required || isTyped || options.asked === true || isWrong);

/** The way to call the command that settles what is settled here: adding an account asks for none that is there. */
export function phraseFor(definition: Definition<Fields>, raw: Understood): Phrase<Fields> | undefined {
  return definition.phrases?.find(({ preset }) => {
    const settled = Object.entries(preset);
    return settled.length > 0 && settled.every(([name, value]) => raw[name] === value);
  });
}

/**
 * What such a call still lacks, told without looking anything up: for buttons, whose arguments are keys and ids. A contact brings
 * its account along.
 */
export function lackingIn(definition: Definition<Fields>, raw: Understood): readonly string[] {
  const needed = definition.alsoNeeds?.(raw as Args<Fields>) ?? [];
  const names = Object.keys(definition.fields);
  const bringsAccount = names.some((name) => isOfPeople(definition, name) && !isMissing(raw[name]));
  return names.filter((name) => {
    const { required, type } = fieldOf(definition, name);
    return isMissing(raw[name]) && (required || needed.includes(name)) && !(type === 'account' && bringsAccount);
  });
}

async function filledIn(raw: unknown, field: Field<unknown>, scope: FieldScope): Promise<Partial<Input>> {
  if (isMissing(raw)) return {};
  if (field.filled) return field.filled(raw, scope);
  const value = await shown(raw, field, scope);
  return value === undefined ? {} : { value };
}

/** A raw value as a person would type it: a recognised record by its name. */
async function shown(raw: unknown, field: Field<unknown>, scope: FieldScope): Promise<Input['value']> {
  if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
  if (typeof raw === 'string' && raw.startsWith('#') && field.type === 'member') {
    const read = await field.parse(raw, scope);
    return read.ok ? String(field.describe(read.value)) : undefined;
  }
  if (Array.isArray(raw)) return raw.map(String);
  return typeof raw === 'string' ? raw : undefined;
}
