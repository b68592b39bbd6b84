import type { Account, Contact, Member } from '../domain/records.ts';
import { findAccount, findMember } from '../language/find-names.ts';
import { nameKey } from '../language/names.ts';
import type { Found } from '../language/types.ts';
import { choicesOf, parseContact, visible } from './contact-reference.ts';
import type { CommandContext } from './context.ts';
import { type Field, type FieldScope, type Parsed, parsed, problem } from './fields.ts';
import { toList } from './plain-fields.ts';

/** An account by name, alias or `#id`, among those the asker may see. */
export function accountField(): Field<Account, false> {
  return {
    type: 'account',
    required: false,
    options: {},
    parse: parseAccount,
    describe: (account) => account.name,
    input: async () => ({ type: 'line', lookup: 'account' }),
    async filled(raw, scope) {
      const read = await parseAccount(raw, scope);
      if (read.ok) return { value: read.value.name, reference: `#${read.value.id}` };
      return typeof raw === 'string' && !raw.startsWith('#') ? { value: raw } : {};
    },
  };
}

async function parseAccount(raw: unknown, scope: FieldScope): Promise<Parsed<Account>> {
  const { context } = scope;
  const typed = String(raw).trim();
  const found = await findAccount(context.views, typed, visible(context));
  const take = (account: Account): Parsed<Account> => {
    scope.account = account;
    return parsed(account);
  };
  if (found.kind === 'one') return take(found.it);
  const chosen = await chosenBefore(typed, found, context);
  if (chosen) return take(chosen);
  const errors = context.messages.errors;
  if (found.kind === 'many') {
    const labels = found.them.map((account) => account.name);
    return problem(
      'ambiguous-account',
      errors.ambiguousAccount(typed),
      labels,
      choicesOf(found.them, (a) => a.name),
    );
  }
  const names = found.suggestions.map((account) => account.name);
  return problem(
    'unknown-account',
    // A button means somebody who is gone; people type names.
    typed.startsWith('#')
      ? errors.goneAccount
      : errors.unknownAccount(typed.length > 80 ? `${typed.slice(0, 80)}…` : typed),
    names,
    choicesOf(found.suggestions, (a) => a.name),
  );
}

/** Of several that fit, the one this person chose when they were asked before. */
async function chosenBefore(
  typed: string,
  found: Found<Account>,
  context: CommandContext,
): Promise<Account | undefined> {
  if (found.kind !== 'many') return undefined;
  const taught = await context.views.taughtName(context.caller.member.id, nameKey(typed));
  return found.them.find(({ id }) => id === taught?.meansId);
}

/** A second account beside the one the call is about. */
export function otherAccountField(): Field<Account, false> {
  const first = accountField();
  return {
    ...first,
    type: 'text',
    parse: (raw, { context, label }) => first.parse(raw, { context, label, account: undefined }),
    filled: async (raw, { context, label }) => first.filled?.(raw, { context, label, account: undefined }) ?? {},
  };
}

/** A contact of the account of this call; without one, of any account the asker may see. */
export function contactField(): Field<Contact, false> {
  return {
    type: 'contact',
    required: false,
    options: {},
    parse: (raw, scope) => parseContact(String(raw).trim(), scope),
    describe: (contact) => contact.name,
    input: contactChoices('choice'),
  };
}

export function memberField(): Field<Member, false> {
  return {
    type: 'member',
    required: false,
    options: {},
    parse: (raw, scope) => parseMember(String(raw).trim(), scope),
    describe: (member) => member.key,
    input: async () => ({ type: 'line' }),
  };
}

export function membersField(): Field<readonly Member[], false> {
  return {
    type: 'members',
    required: false,
    options: {},
    async parse(raw, scope) {
      const members: Member[] = [];
      for (const one of toList(raw)) {
        const result = await parseMember(String(one).trim(), scope);
        if (!result.ok) return widen(result, toList(raw), one);
        if (!members.some(({ id }) => id === result.value.id)) members.push(result.value);
      }
      return parsed(members);
    },
    describe: (members) => members.map(({ key }) => key),
    input: async () => ({ type: 'line' }),
  };
}

/** A choice for one name of a list must repeat the rest of the list. */
export function widen<T>(result: Parsed<T> & { ok: false }, list: readonly unknown[], one: unknown): Parsed<never> {
  const { choices, ...rest } = result.problem;
  if (!choices) return { ok: false, problem: rest };
  const replaced = choices.map((choice) => ({
    ...choice,
    raw: list.map((other) => (other === one ? choice.raw : other)),
  }));
  return { ok: false, problem: { ...rest, choices: replaced } };
}

async function parseMember(typed: string, { context }: FieldScope): Promise<Parsed<Member>> {
  const { errors } = context.messages;
  if (/^(me|我|myself|自己)$/i.test(typed)) return parsed(context.caller.member);
  const found = await findMember(context.views, typed);
  if (found.kind === 'one') return parsed(found.it);
  const them = found.kind === 'many' ? found.them : found.suggestions;
  const message = found.kind === 'many' ? errors.ambiguousMember(typed) : errors.unknownMember(typed);
  return problem(
    'unknown-member',
    message,
    them.map(({ key }) => key),
    choicesOf(them, (m) => `${m.name} (${m.key})`),
  );
}

/** The people of the account as choices; a line where it is not known, or has none. */
export function contactChoices(type: 'choice' | 'choices'): Field<unknown>['input'] {
  return async ({ account, context }) => {
    if (!account) return { type: 'line' };
    const contacts = await context.views.ofAccount('contact', account.id);
    if (contacts.length === 0) return { type: 'line' };
    return {
      type,
      choices: contacts.map(({ id, name, title }) => ({ value: `#${id}`, label: title ? `${name} · ${title}` : name })),
    };
  };
}
