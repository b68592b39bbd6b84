import type { Account } from '../domain/records.ts';
import type { Language, Role } from '../domain/vocabulary.ts';
import type { Reply } from '../reply/reply.ts';
import { ofChannel } from './channel-account.ts';
import { CHOSEN_FOR, formFor, lackingIn, phraseFor } from './command-form.ts';
import type { CommandContext } from './context.ts';
import type { Args, Fields } from './fields.ts';
import type { Outcome } from './outcome.ts';
import { givenIn, readArguments } from './read-arguments.ts';
import { forbidden, lackingForForm, lackingRight, reaches } from './rights.ts';

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
  /** What its form is headed by; by default what the command does. */
  readonly title?: Readonly<Record<Language, string>>;
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
  /** Further names arguments may be typed by, short ones above all: a label is a noun in full, for forms and "still missing". */
  readonly alsoCalled?: { readonly [K in keyof F]?: readonly string[] };
  readonly phrases?: readonly Phrase<F>[];
  /** Fields that these arguments make necessary, beyond those always required. */
  alsoNeeds?(args: Args<F>): readonly (keyof F & string)[];
  /** Whether such a call only asks, though the command can write; told without looking anything up. */
  asks?(raw: Understood): boolean;
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
  readonly alsoCalled: Readonly<Record<string, readonly string[] | undefined>>;
  readonly phrases: readonly Phrase<Fields>[];
  /** Parses, checks what the caller may do, runs. The only way to a command: no surface goes round it. */
  invoke(raw: Readonly<Record<string, unknown>>, context: CommandContext): Promise<Invoked>;
  /**
   * The command as a form, with these arguments filled in; nothing runs. Who could not send it, whatever they fill in, is refused, and
   * nobody is asked for what they could never send.
   */
  ask(raw: Readonly<Record<string, unknown>>, context: CommandContext): Promise<Invoked>;
  /** The fields such a call still lacks, told without looking anything up: whether a button had better open a form at once. */
  lacks(raw: Readonly<Record<string, unknown>>): readonly string[];
  /** Whether such a call is nothing but a question, told without looking anything up: it may be asked again without harm. */
  asks(raw: Readonly<Record<string, unknown>>): boolean;
}

export interface Invoked {
  /** As far as the arguments were understood. */
  readonly input: Understood;
  readonly outcome: Outcome;
}

export function defineCommand<F extends Fields>(definition: Definition<F>): Command {
  const { name, effect, role, fields, text, alsoCalled = {}, phrases = [] } = definition;
  return {
    name,
    effect,
    role,
    fields,
    text: text as Command['text'],
    alsoCalled: alsoCalled as Command['alsoCalled'],
    phrases,
    async invoke(raw, context) {
      if (!reaches(context.caller.role, role)) {
        return { input: {}, outcome: forbidden(context.messages.errors.needsRole(role)) };
      }
      const read = await readArguments(definition as unknown as Definition<Fields>, raw, context);
      if (read.refusal) {
        const never = await lackingForForm(definition as unknown as Definition<Fields>, read, context);
        return { input: read.input, outcome: never ?? read.refusal };
      }
      const args = read.args as Args<F>;
      await rememberChoice(raw, args as Readonly<Record<string, unknown>>, context);
      const lacking = await lackingRight(definition.rights(args, context), context);
      if (lacking) return { input: read.input, outcome: lacking };
      const outcome = await definition.run(args, context, read.input);
      return { input: outcome.kind === 'done' && outcome.input ? outcome.input : read.input, outcome };
    },
    async ask(raw, context) {
      if (!reaches(context.caller.role, role)) {
        return { input: {}, outcome: forbidden(context.messages.errors.needsRole(role)) };
      }
      const asked = definition as unknown as Definition<Fields>;
      const told = ofChannel(asked, raw, context);
      const lacking = lackingIn(asked, told);
      const unfinished = { args: await givenIn(asked, told, context), open: lacking };
      const never = await lackingForForm(asked, unfinished, context);
      if (never) return { input: {}, outcome: never };
      const form = await formFor(asked, told, new Map(), context, undefined, lacking);
      const { summary } = text[context.language];
      const title = phraseFor(asked, told)?.title?.[context.language] ?? summary;
      const reply: Reply = { title, audience: 'asker', blocks: [form] };
      return { input: {}, outcome: { kind: 'done', data: {}, reply } };
    },
    lacks: (raw) => lackingIn(definition as unknown as Definition<Fields>, raw),
    asks: (raw) => effect === 'read' || (effect === 'write' && definition.asks?.(raw) === true),
  };
}

/** Whoever had to choose between accounts of like names is not asked again (docs: a choice once made is remembered). */
async function rememberChoice(raw: Understood, args: Understood, context: CommandContext): Promise<void> {
  const typed = raw[CHOSEN_FOR];
  const account = args['account'];
  if (typeof typed !== 'string' || typeof account !== 'object' || account === null || !('id' in account)) return;
  await context.teach(typed, String(account.id));
}
