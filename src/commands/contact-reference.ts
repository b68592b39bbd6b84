import type { Account, Contact } from '../domain/records.ts';
import { findContact, findContactAnywhere } from '../language/find-names.ts';
import type { Found } from '../language/types.ts';
import type { CommandContext } from './context.ts';
import { type FieldScope, type Parsed, parsed, problem } from './fields.ts';

/** Whether the caller may see an account. */
export const visible =
  ({ permissions }: CommandContext) =>
  (account: Account): boolean =>
    permissions.maySee(account);

/** The contact a typed name or `#id` stands for: at the account of the call, else at that of the channel, else anywhere. */
export async function parseContact(typed: string, scope: FieldScope): Promise<Parsed<Contact>> {
  const { context } = scope;
  scope.account ??= await likeliestAccount(typed, context);
  const { account } = scope;
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
      ? errors.contactOfAnother(inWords(typed, elsewhere), account.name, other.name)
      : unknown(typed, account.name, context);
    const labels = found.suggestions.map(({ name }) => name);
    const choices = choicesOf(found.suggestions, ({ name }) => name);
    // In the channel of an account nobody may have named it: the other one is as likely meant.
    const isAssumed = account.id === context.channelAccount?.id;
    const there =
      elsewhere.kind === 'one' && other && isAssumed
        ? [{ raw: `#${elsewhere.it.id}`, label: `${elsewhere.it.name} (${other.name})`, account: `#${other.id}` }]
        : [];
    return problem('unknown-contact', message, labels, [...choices, ...there]);
  }
  const labelled = await withAccounts(found.suggestions, account, context);
  return problem(
    'unknown-contact',
    unknown(typed, undefined, context),
    labelled.map(({ label }) => label),
    labelled,
  );
}

/** What a button means by its id is somebody who is gone; people type names. */
const unknown = (typed: string, account: string | undefined, { messages: { errors } }: CommandContext): string =>
  typed.startsWith('#') ? errors.goneContact : errors.unknownContact(typed, account);

const inWords = (typed: string, found: Found<Contact>): string =>
  typed.startsWith('#') && found.kind === 'one' ? found.it.name : typed;

/** In the channel of an account its people come first; whoever is known elsewhere only brings their own account along. */
async function likeliestAccount(typed: string, context: CommandContext): Promise<Account | undefined> {
  const { channelAccount, views } = context;
  if (channelAccount === null) return undefined;
  if ((await contactAt(typed, channelAccount, context)).kind !== 'none') return channelAccount;
  const elsewhere = await findContactAnywhere(views, typed, visible(context));
  return elsewhere.kind === 'none' ? channelAccount : undefined;
}

async function contactAt(typed: string, account: Account, context: CommandContext): Promise<Found<Contact>> {
  return findContact(typed, await context.views.ofAccount('contact', account.id));
}

/** Records as choices, by their ids. */
export const choicesOf = <T extends { readonly id: string }>(them: readonly T[], label: (it: T) => string) =>
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
