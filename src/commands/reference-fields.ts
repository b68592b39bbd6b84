import type { Account, Contact, Member } from '../domain/records.ts';
import { cleanText } from '../language/characters.ts';
import { findAccount, findContact, findContactAnywhere, findMember } from '../language/find-names.ts';
import { nameKey } from '../language/names.ts';
import type { Found } from '../language/types.ts';
import type { CommandContext } from './context.ts';
import { type Field, type FieldScope, type Parsed, parsed, problem } from './fields.ts';
import { toList } from './plain-fields.ts';

const visible =
  ({ permissions }: CommandContext) =>
  (account: Account): boolean =>
    permissions.maySee(account);

/** An account by name, alias or `#id`, among those the asker may see. */
export function accountField(): Field<Account, false> {
  return {
    type: 'account',
    required: false,
    options: {},
    async parse(raw, scope) {
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
        errors.unknownAccount(typed.length > 80 ? `${typed.slice(0, 80)}…` : typed),
        names,
        choicesOf(found.suggestions, (a) => a.name),
      );
    },
    describe: (account) => account.name,
    input: async () => ({ type: 'line' }),
  };
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

/** A person not in the book yet, to be added with the log that names them. */
export interface NewContact {
  readonly id: null;
  readonly name: string;
}

/** Contacts of a log. A raw `+name` stands for somebody to be added; an unknown name offers that as a choice. */
export function participantsField(): Field<readonly (Contact | NewContact)[], false> {
  return {
    type: 'contacts',
    required: false,
    options: {},
    async parse(raw, scope) {
      const people: (Contact | NewContact)[] = [];
      for (const one of toList(raw)) {
        const typed = String(one).trim();
        const result = typed.startsWith('+') ? newContact(typed.slice(1)) : await parseContact(typed, scope);
        if (!result.ok) return widen(offerNew(result, typed, scope), raw, one);
        const { id, name } = result.value;
        if (!people.some((other) => (id === null ? other.name === name : other.id === id))) people.push(result.value);
      }
      return parsed(people);
    },
    describe: (people) => people.map(({ name }) => name),
    input: contactChoices('choices'),
  };
}

const newContact = (name: string): Parsed<NewContact> =>
  parsed({ id: null, name: cleanText(name).trim().slice(0, 200) });

function offerNew<T>(result: Parsed<T> & { ok: false }, typed: string, { account, context }: FieldScope) {
  if (!account || result.problem.code !== 'unknown-contact') return result;
  const offer = { raw: `+${typed}`, label: context.messages.forms.addPerson(typed, account.name) };
  return { ok: false as const, problem: { ...result.problem, choices: [...(result.problem.choices ?? []), offer] } };
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
        if (!result.ok) return widen(result, raw, one);
        if (!members.some(({ id }) => id === result.value.id)) members.push(result.value);
      }
      return parsed(members);
    },
    describe: (members) => members.map(({ key }) => key),
    input: async () => ({ type: 'line' }),
  };
}

/** A choice for one name of a list must repeat the rest of the list. */
function widen<T>(result: Parsed<T> & { ok: false }, raw: unknown, one: unknown): Parsed<never> {
  const { choices, ...rest } = result.problem;
  if (!choices) return { ok: false, problem: rest };
  const replaced = choices.map((choice) => ({
    ...choice,
    raw: toList(raw).map((other) => (other === one ? choice.raw : other)),
  }));
  return { ok: false, problem: { ...rest, choices: replaced } };
}

async function parseContact(typed: string, scope: FieldScope): Promise<Parsed<Contact>> {
  const { context, account } = scope;
  const found = account
    ? await contactAt(typed, account, context)
    : await findContactAnywhere(context.views, typed, visible(context));
  if (found.kind === 'one') {
    if (account === undefined) scope.account = await context.expect('account', found.it.accountId);
    return parsed(found.it);
  }
  const { errors } = context.messages;
  if (found.kind === 'many') {
    const labelled = await withAccounts(found.them, account, context);
    return problem(
      'ambiguous-contact',
      errors.ambiguousContact(typed),
      labelled.map(({ label }) => label),
      labelled,
    );
  }
  if (account) {
    const elsewhere = await findContactAnywhere(context.views, typed, visible(context));
    const other = elsewhere.kind === 'one' ? await context.expect('account', elsewhere.it.accountId) : undefined;
    const message = other
      ? errors.contactOfAnother(typed, account.name, other.name)
      : errors.unknownContact(typed, account.name);
    const labels = found.suggestions.map(({ name }) => name);
    return problem(
      'unknown-contact',
      message,
      labels,
      choicesOf(found.suggestions, ({ name }) => name),
    );
  }
  const labelled = await withAccounts(found.suggestions, account, context);
  return problem(
    'unknown-contact',
    errors.unknownContact(typed, undefined),
    labelled.map(({ label }) => label),
    labelled,
  );
}

async function contactAt(typed: string, account: Account, context: CommandContext): Promise<Found<Contact>> {
  return findContact(typed, await context.views.ofAccount('contact', account.id));
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

function contactChoices(type: 'choice' | 'choices'): Field<unknown>['input'] {
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

const choicesOf = <T extends { readonly id: string }>(them: readonly T[], label: (it: T) => string) =>
  them.map((it) => ({ raw: `#${it.id}`, label: label(it) }));

async function withAccounts(contacts: readonly Contact[], account: Account | undefined, context: CommandContext) {
  const labelled: { raw: string; label: string }[] = [];
  for (const contact of contacts) {
    const where = account ?? (await context.expect('account', contact.accountId));
    const detail = account ? (contact.title ?? contact.id) : where.name;
    labelled.push({ raw: `#${contact.id}`, label: `${contact.name} (${detail})` });
  }
  return labelled;
}
