import { newContact } from '../domain/new-records.ts';
import type { Account, Contact, Day, Trait, TraitValues } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import type { Repositories } from '../ports/store.ts';
import { likeContacts } from '../services/duplicates.ts';
import { moveContact } from '../services/move-contact.ts';
import { refuse } from './answer.ts';
import { show } from './contact-answers.ts';
import { type ContactArgs, type Input, TRAITS } from './contact-fields.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';

export function isWrite({ account: _, contact: __, ...rest }: ContactArgs): boolean {
  return Object.values(rest).some((given) => given !== undefined);
}

export async function move(
  one: Contact,
  from: Account,
  to: Account,
  day: Day | undefined,
  context: CommandContext,
  input: Input,
) {
  const { errors } = context.messages;
  if (from.id === to.id) return refuse('invalid-argument', errors.sameTwice);
  const fault = await faultOf({ ...one, id: '', accountId: to.id, reportsToId: null, successorId: null }, to, context);
  if (fault) return refuse('conflict', fault);
  const { value: arrived, changeId } = await context.record(input, (repositories) =>
    moveContact(
      one,
      {
        to,
        on: day ?? momentNow(from, context).day,
        authorId: context.caller.member.id,
        at: context.now,
        newId: context.newId,
      },
      repositories,
    ),
  );
  return show(arrived, to, context, input, changeId);
}

export async function addContact(args: ContactArgs, account: Account, context: CommandContext, input: Input) {
  const fresh: Contact = newContact({
    id: context.newId(),
    accountId: account.id,
    name: args.name ?? '',
    createdAt: context.now,
  });
  const added = apply(fresh, args);
  const fault = await faultOf(added, account, context);
  if (fault) return refuse('conflict', fault);
  const understood = { ...input, contact: added.name };
  const { changeId } = await context.record(understood, async (repositories) => {
    await repositories.insert('contact', added);
    // What is said of somebody new held from the beginning, unless a day was named.
    await noteTraits(added, args, args.on ?? null, context, repositories);
  });
  const like = likeContacts(added, await context.views.ofAccount('contact', account.id));
  return show(added, account, context, understood, changeId, like);
}

export function apply(before: Contact, args: ContactArgs): Contact {
  return {
    ...before,
    name: args.name ?? before.name,
    title: args.title ?? before.title,
    email: args.email ?? before.email,
    phone: args.phone ?? before.phone,
    tastes: args.tastes ?? before.tastes,
    taboos: args.taboos ?? before.taboos,
    birthday: args.birthday ?? before.birthday,
    optOut: args.optOut ?? before.optOut,
    successorId: args.successor?.id ?? before.successorId,
    reportsToId: args.reportsTo?.id ?? before.reportsToId,
  };
}

export async function faultOf(wanted: Contact, account: Account, context: CommandContext): Promise<string | undefined> {
  const others = (await context.views.ofAccount('contact', account.id)).filter(({ id }) => id !== wanted.id);
  const { errors } = context.messages;
  if (others.some(({ name }) => foldName(name) === foldName(wanted.name)))
    return errors.contactTaken(wanted.name, account.name);
  const byId = new Map(others.map((one) => [one.id, one]));
  const seen = new Set<string>();
  for (
    let above = wanted.reportsToId;
    above !== null && !seen.has(above);
    above = byId.get(above)?.reportsToId ?? null
  ) {
    if (above === wanted.id) return errors.circle(wanted.name);
    seen.add(above);
  }
  return undefined;
}

/** Dated views are added to, never overwritten; a second one of the same day replaces the first of the same person. */
export async function noteTraits(
  of: Contact,
  args: ContactArgs,
  day: Day | null,
  context: CommandContext,
  repositories: Repositories,
): Promise<void> {
  const known = (await repositories.ofAccount('trait', of.accountId)).filter(({ contactId }) => contactId === of.id);
  for (const field of TRAITS) {
    const value: TraitValues[typeof field] | undefined = args[field];
    if (value === undefined) continue;
    const same = known.find(
      (one) => one.field === field && one.on === day && one.authorId === context.caller.member.id,
    );
    const trait = {
      id: same?.id ?? context.newId(),
      accountId: of.accountId,
      contactId: of.id,
      field,
      value,
      on: day,
      authorId: context.caller.member.id,
      source: args.source ?? null,
      recordedAt: context.now,
    } as Trait;
    await (same ? repositories.update('trait', trait) : repositories.insert('trait', trait));
  }
}
