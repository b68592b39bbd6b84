import type { Account } from '../domain/records.ts';
import { type Language, ROLES, type Role } from '../domain/vocabulary.ts';
import type { Button, Form, Input } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import type { Args, Field, FieldProblem, FieldScope, Fields } from './fields.ts';
import type { Outcome, Refusal } from './outcome.ts';

/** What a call needs beyond its role. Checked before anything runs. */
export type Right =
  | { readonly right: 'write' | 'pin'; readonly account: Account }
  | { readonly right: 'role'; readonly role: Role };

export interface Phrase<F extends Fields> {
  /** Further ways to call the command that already settle some arguments: "add account". */
  readonly words: readonly string[];
  readonly preset: { readonly [K in keyof F]?: unknown };
  /** Fields typed without their names; by default those of the command. */
  readonly positional?: readonly (keyof F & string)[];
}

export interface Definition<F extends Fields> {
  readonly name: string;
  readonly effect: 'read' | 'write' | 'destroy';
  /** The least role that may call it at all. */
  readonly role: Role;
  readonly fields: F;
  readonly text: {
    readonly [L in Language]: {
      readonly aliases: readonly string[];
      readonly summary: string;
      readonly fields: { readonly [K in keyof F]: string };
      /** Typed lines that work. */
      readonly examples: readonly string[];
    };
  };
  readonly phrases?: readonly Phrase<F>[];
  /** Fields that these arguments make necessary, beyond those always required. */
  alsoNeeds?(args: Args<F>): readonly (keyof F & string)[];
  /** Further rights these arguments ask for. */
  rights(args: Args<F>, context: CommandContext): readonly Right[];
  run(args: Args<F>, context: CommandContext, input: Understood): Promise<Outcome>;
}

type Understood = Readonly<Record<string, unknown>>;

/** What every surface works with: a definition with its argument types closed over. */
export interface Command {
  readonly name: string;
  readonly effect: Definition<Fields>['effect'];
  readonly role: Role;
  readonly fields: Fields;
  readonly text: Definition<Fields>['text'];
  readonly phrases: readonly Phrase<Fields>[];
  /** Parses, checks what the caller may do, runs. The only way to a command: no surface goes round it. */
  invoke(raw: Readonly<Record<string, unknown>>, context: CommandContext): Promise<Invoked>;
}

export interface Invoked {
  /** As far as the arguments were understood. */
  readonly input: Understood;
  readonly outcome: Outcome;
}

export function defineCommand<F extends Fields>(definition: Definition<F>): Command {
  const { name, effect, role, fields, text, phrases = [] } = definition;
  return {
    name,
    effect,
    role,
    fields,
    text: text as Command['text'],
    phrases,
    async invoke(raw, context) {
      if (!reaches(context.caller.role, role)) {
        return { input: {}, outcome: forbidden(context, context.messages.errors.needsRole(role)) };
      }
      const read = await readArguments(definition as unknown as Definition<Fields>, raw, context);
      if (read.refusal) return { input: read.input, outcome: read.refusal };
      const args = read.args as Args<F>;
      await rememberChoice(raw, args as Readonly<Record<string, unknown>>, context);
      const lacking = await lackingRight(definition.rights(args, context), context);
      if (lacking) return { input: read.input, outcome: lacking };
      const outcome = await definition.run(args, context, read.input);
      return { input: outcome.kind === 'done' && outcome.input ? outcome.input : read.input, outcome };
    },
  };
}

/** The argument that a button carries beside the account chosen: by what name it was asked for. */
const CHOSEN_FOR = 'chosenFor';

/** Whoever had to choose between accounts of like names is not asked again (docs: a choice once made is remembered). */
async function rememberChoice(raw: Understood, args: Understood, context: CommandContext): Promise<void> {
  const typed = raw[CHOSEN_FOR];
  const account = args['account'];
  if (typeof typed !== 'string' || typeof account !== 'object' || account === null || !('id' in account)) return;
  await context.teach(typed, String(account.id));
}

const reaches = (has: Role, needs: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needs);

async function lackingRight(rights: readonly Right[], context: CommandContext): Promise<Refusal | undefined> {
  const { permissions, messages, caller } = context;
  for (const right of rights) {
    if (right.right === 'role') {
      if (!reaches(caller.role, right.role)) return forbidden(context, messages.errors.needsRole(right.role));
      continue;
    }
    const { account } = right;
    const allowed = right.right === 'pin' ? await permissions.mayPin(account) : await permissions.mayWrite(account);
    if (allowed) continue;
    const owner = await context.expect('member', account.ownerId);
    return forbidden(
      context,
      right.right === 'pin'
        ? messages.errors.mayNotPin(account.name)
        : messages.errors.mayNotWrite(account.name, owner.name, caller.role === 'viewer'),
    );
  }
  return undefined;
}

const forbidden = (_: CommandContext, message: string): Refusal => ({
  kind: 'refused',
  code: 'forbidden',
  message,
  suggestions: [],
});

interface ReadArguments {
  readonly args: Readonly<Record<string, unknown>>;
  readonly input: Understood;
  readonly refusal?: Refusal;
}

/** Accounts first and contacts next, whatever the order of definition: the others may depend on them. */
const ORDER = ['account', 'contact', 'contacts'];

async function readArguments(
  definition: Definition<Fields>,
  raw: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<ReadArguments> {
  const labels = definition.text[context.language].fields;
  const names = Object.keys(definition.fields).sort((a, b) => rank(definition, a) - rank(definition, b));
  const shared: { account: Account | undefined } = { account: undefined };
  const scopeOf = (name: string): FieldScope => ({
    context,
    label: labels[name] ?? name,
    get account() {
      return shared.account;
    },
    set account(account) {
      shared.account = account;
    },
  });
  const args: Record<string, unknown> = {};
  const problems = new Map<string, FieldProblem>();
  for (const name of names) {
    const value = raw[name];
    if (isMissing(value)) continue;
    const result = await fieldOf(definition, name).parse(value, scopeOf(name));
    if (result.ok) args[name] = result.value;
    else problems.set(name, result.problem);
    // Contacts cannot be looked for at an account that is itself unclear.
    if (!result.ok && fieldOf(definition, name).type === 'account') break;
  }
  const accountName = names.find((name) => fieldOf(definition, name).type === 'account');
  if (accountName && args[accountName] === undefined && shared.account && !problems.has(accountName)) {
    args[accountName] = shared.account;
  }
  const input = describe(definition, args);
  const [first] = problems;
  if (first) {
    const [field, problem] = first;
    const help = await helpWith(definition, raw, problems, field, context, scopeOf);
    return { args, input, refusal: { kind: 'refused', ...pick(problem), help } };
  }
  const needed = definition.alsoNeeds?.(args as Args<Fields>) ?? [];
  const isNeeded = (name: string) => fieldOf(definition, name).required || needed.includes(name);
  const missing = Object.keys(definition.fields).filter((name) => isNeeded(name) && isMissing(args[name]));
  if (missing.length > 0) {
    const said = missing.map((name) => labels[name] ?? name);
    const form = await formFor(definition, raw, problems, context, scopeOf, missing);
    const message = context.messages.errors.missing(said);
    return {
      args,
      input,
      refusal: { kind: 'refused', code: 'missing-argument', message, suggestions: [], help: [form] },
    };
  }
  return { args, input };
}

const pick = ({ code, message, suggestions }: FieldProblem) => ({ code, message, suggestions });
const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function fieldOf(definition: Definition<Fields>, name: string): Field<unknown> {
  const field = definition.fields[name];
  if (!field) throw new Error(`${definition.name} has no field ${name}`);
  return field;
}

function rank(definition: Definition<Fields>, name: string): number {
  const at = ORDER.indexOf(fieldOf(definition, name).type);
  return at === -1 ? ORDER.length : at;
}

/** In the order of definition, so that answers read alike whatever was typed first. */
function describe(definition: Definition<Fields>, args: Readonly<Record<string, unknown>>): Understood {
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if (args[name] !== undefined) input[name] = field.describe(args[name]);
  }
  return input;
}

/** Buttons where a few records fit, else the form with the problem beside its input. */
async function helpWith(
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
  if (choices.length > 0) {
    const buttons = choices.slice(0, 5).map(
      (choice): Button => ({
        label: choice.label,
        press: { command: definition.name, args: { ...raw, [field]: choice.raw, ...chosen } },
      }),
    );
    return [{ kind: 'buttons', buttons }];
  }
  if (fieldOf(definition, field).options.hidden) return [];
  return [await formFor(definition, raw, problems, context, scopeOf)];
}

/** A form for one command: what is missing and what is wrong first asked for, what is known filled in or kept. */
async function formFor(
  definition: Definition<Fields>,
  raw: Understood,
  problems: ReadonlyMap<string, FieldProblem>,
  context: CommandContext,
  scopeOf: (name: string) => FieldScope,
  missing: readonly string[] = [],
): Promise<Form> {
  const { fields: labels, examples } = definition.text[context.language];
  const inputs: Input[] = [];
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const isMissed = missing.includes(name);
    if (!isMissed && !isUsual(field, problems.has(name))) {
      if (!isMissing(raw[name])) kept[name] = raw[name];
      continue;
    }
    const scope = scopeOf(name);
    const input = await field.input(scope);
    const problem = problems.get(name)?.message;
    const value = await shown(raw[name], field, scope);
    inputs.push({
      name,
      label: labels[name] ?? name,
      required: field.required || isMissed,
      ...input,
      ...(value === undefined ? {} : { value }),
      ...(problem === undefined ? {} : { problem }),
    });
  }
  const [example] = examples;
  const submit = context.messages.forms.submit;
  return { kind: 'form', command: definition.name, submit, inputs, kept, ...(example ? { example } : {}) };
}

/** What a form of this command asks for anyway, and what was wrong. */
const isUsual = ({ options, required }: Field<unknown>, isWrong: boolean): boolean =>
  !options.hidden && (required || options.positional === true || isWrong);

/** A raw value as a person would type it: a recognised record by its name. */
async function shown(raw: unknown, field: Field<unknown>, scope: FieldScope): Promise<Input['value']> {
  if (isMissing(raw)) return undefined;
  if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
  const isReference = typeof raw === 'string' && raw.startsWith('#');
  if (isReference && (field.type === 'account' || field.type === 'member')) {
    const read = await field.parse(raw, scope);
    return read.ok ? String(field.describe(read.value)) : undefined;
  }
  if (Array.isArray(raw)) return raw.map(String);
  return typeof raw === 'string' ? raw : undefined;
}
