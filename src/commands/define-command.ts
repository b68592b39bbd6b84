import type { Account } from '../domain/records.ts';
import { type Language, ROLES, type Role } from '../domain/vocabulary.ts';
import type { Reply } from '../reply/reply.ts';
import { ofChannel } from './channel-account.ts';
import { CHOSEN_FOR, formFor, lackingIn } from './command-form.ts';
import type { CommandContext } from './context.ts';
import type { Args, Fields } from './fields.ts';
import type { Outcome, Refusal } from './outcome.ts';
import { readArguments } from './read-arguments.ts';

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

/** What was understood of a call, by argument. */
export type Understood = Readonly<Record<string, unknown>>;

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
  /** Whether these arguments without an account mean that of the channel. Where an account is needed they always do. */
  meansChannel?(args: Args<F>): boolean;
  /** Further rights these arguments ask for. */
  rights(args: Args<F>, context: CommandContext): readonly Right[];
  run(args: Args<F>, context: CommandContext, input: Understood): Promise<Outcome>;
}

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
  /** The command as a form, with these arguments filled in; nothing is checked but the role, and nothing runs. */
  ask(raw: Readonly<Record<string, unknown>>, context: CommandContext): Promise<Invoked>;
  /** The fields such a call still lacks, told without looking anything up: whether a button had better open a form at once. */
  lacks(raw: Readonly<Record<string, unknown>>): readonly string[];
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
    async ask(raw, context) {
      if (!reaches(context.caller.role, role)) {
        return { input: {}, outcome: forbidden(context, context.messages.errors.needsRole(role)) };
      }
      const asked = definition as unknown as Definition<Fields>;
      const told = ofChannel(asked, raw, context);
      const form = await formFor(asked, told, new Map(), context, undefined, lackingIn(asked, told));
      const { summary } = text[context.language];
      const reply: Reply = { title: summary, audience: 'asker', blocks: [form] };
      return { input: {}, outcome: { kind: 'done', data: {}, reply } };
    },
    lacks: (raw) => lackingIn(definition as unknown as Definition<Fields>, raw),
  };
}

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
