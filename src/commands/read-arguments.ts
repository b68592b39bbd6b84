import { meansChannel, withChannel } from './channel-account.ts';
import { formFor, helpWith, lackingIn } from './command-form.ts';
import { accountOf, fieldOf, isMissing, scopesIn } from './command-scope.ts';
import type { CommandContext } from './context.ts';
import type { Definition, Understood } from './define-command.ts';
import type { Args, FieldProblem, FieldScope, Fields } from './fields.ts';
import type { Refusal } from './outcome.ts';
import type { Unfinished } from './rights.ts';

interface ReadArguments extends Unfinished {
  readonly input: Understood;
  readonly refusal?: Refusal;
}

/** Raw arguments through their fields; what is wrong or missing comes back as a refusal with a form or buttons. */
export async function readArguments(
  definition: Definition<Fields>,
  raw: Understood,
  context: CommandContext,
): Promise<ReadArguments> {
  const labels = definition.text[context.language].fields;
  const scopeOf = scopesIn(context, labels);
  const { args, problems } = await parsedIn(definition, raw, scopeOf);
  takeAccount(definition, args, problems, context, scopeOf);
  const input = describe(definition, args);
  // What is asked now may be answered elsewhere: the account of the channel goes along.
  const told = withChannel(definition, raw, args, context);
  const [first] = problems;
  if (first) {
    const [field, problem] = first;
    // Behind an account that is unclear nothing more was read.
    const unread = Object.keys(definition.fields).filter((name) => !isMissing(told[name]) && args[name] === undefined);
    const open = [...unread, ...lackingIn(definition, told)];
    const help = await helpWith(definition, told, problems, field, context, scopeOf);
    return { args, input, open, refusal: { kind: 'refused', ...pick(problem), help } };
  }
  const needed = definition.alsoNeeds?.(args as Args<Fields>) ?? [];
  const isNeeded = (name: string) => fieldOf(definition, name).required || needed.includes(name);
  const missing = Object.keys(definition.fields).filter((name) => isNeeded(name) && isMissing(args[name]));
  if (missing.length > 0) {
    const said = missing.map((name) => labels[name] ?? name);
    const form = await formFor(definition, told, problems, context, scopeOf, missing);
    const message = context.messages.errors.missing(said);
    return {
      args,
      input,
      open: missing,
      refusal: { kind: 'refused', code: 'missing-argument', message, suggestions: [], help: [form] },
    };
  }
  return { args, input, open: [] };
}

/** What is understood of arguments that may lack some; what is wrong with one counts as not given. */
export async function givenIn(
  definition: Definition<Fields>,
  raw: Understood,
  context: CommandContext,
): Promise<Understood> {
  return (await parsedIn(definition, raw, scopesIn(context, definition.text[context.language].fields))).args;
}

interface ParsedArguments {
  readonly args: Record<string, unknown>;
  readonly problems: ReadonlyMap<string, FieldProblem>;
}

async function parsedIn(
  definition: Definition<Fields>,
  raw: Understood,
  scopeOf: (name: string) => FieldScope,
): Promise<ParsedArguments> {
  const names = Object.keys(definition.fields).sort((a, b) => rank(definition, a) - rank(definition, b));
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
  return { args, problems };
}

/** The account nobody named: that of a contact who was, else of the channel where one is meant. */
function takeAccount(
  definition: Definition<Fields>,
  args: Record<string, unknown>,
  problems: ReadonlyMap<string, FieldProblem>,
  { channelAccount }: CommandContext,
  scopeOf: (name: string) => FieldScope,
): void {
  const name = accountOf(definition);
  if (name === undefined || args[name] !== undefined || problems.has(name)) return;
  const scope = scopeOf(name);
  if (scope.account === undefined && channelAccount !== null && meansChannel(definition, args)) {
    scope.account = channelAccount;
  }
  if (scope.account !== undefined) args[name] = scope.account;
}

const pick = ({ code, message, suggestions }: FieldProblem) => ({ code, message, suggestions });

/** Accounts first and contacts next, whatever the order of definition: the others may depend on them. */
const ORDER = ['account', 'contact', 'contacts'];

function rank(definition: Definition<Fields>, name: string): number {
  const at = ORDER.indexOf(fieldOf(definition, name).type);
  return at === -1 ? ORDER.length : at;
}

/** In the order of definition, so that answers read alike whatever was typed first. */
function describe(definition: Definition<Fields>, args: Understood): Understood {
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if (args[name] !== undefined) input[name] = field.describe(args[name]);
  }
  return input;
}
