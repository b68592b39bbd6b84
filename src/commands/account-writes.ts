import { startOfDay } from '../domain/days.ts';
import { newAccount } from '../domain/new-records.ts';
import type { Account } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import { isZone } from '../domain/zones.ts';
import { nameKey } from '../language/names.ts';
import { likeAccounts } from '../services/duplicates.ts';
import { show } from './account-answers.ts';
import type { AccountArgs, Input } from './account-fields.ts';
import { refuse } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { Outcome, Refusal } from './outcome.ts';
import { toList } from './plain-fields.ts';

/** Whether anything is said of the account, beside which one it is. */
export function isWrite({ account: _, ...rest }: AccountArgs): boolean {
  return Object.values(rest).some((given) => given !== undefined);
}

/** A new account; its owner is the caller unless another is named. */
export async function addAccount(args: AccountArgs, context: CommandContext, input: Input): Promise<Outcome> {
  const fresh: Account = newAccount({
    id: context.newId(),
    name: '',
    ownerId: context.caller.member.id,
    createdAt: context.now,
  });
  const added = apply(fresh, args);
  const fault = await faultOf(added, context);
  if (fault) return fault;
  const owner = await context.expect('member', added.ownerId);
  const understood = { account: added.name, ...input, owner: owner.key };
  const { changeId } = await context.record(understood, (repositories) => repositories.insert('account', added));
  const like = await likeAccounts(added, context.views, (one) => context.permissions.maySee(one));
  return show(added, context, understood, changeId, like);
}

/** What was said of an account that is there. */
export async function changeAccount(
  before: Account,
  args: AccountArgs,
  context: CommandContext,
  input: Input,
): Promise<Outcome> {
  const changed = apply(before, args);
  const fault = await faultOf(changed, context);
  if (fault) return fault;
  const { changeId } = await context.record(input, (repositories) => repositories.update('account', changed));
  if (changed.timeZone !== before.timeZone) {
    const zone = context.zoneOf(changed);
    await context.rezone((day) => startOfDay(day, zone), changed.id);
  }
  return show(changed, context, input, changeId);
}

function apply(before: Account, args: AccountArgs): Account {
  const archived = args.action === 'archive' ? true : args.action === 'restore' ? false : args.archived;
  return {
    ...before,
    name: args.name ?? before.name,
    aliases: args.aliases === undefined ? before.aliases : toList(args.aliases).map(String),
    kinds: args.kinds ?? before.kinds,
    ownerId: args.owner?.id ?? before.ownerId,
    backupId: args.backup?.id ?? before.backupId,
    teamIds: args.team?.map(({ id }) => id) ?? before.teamIds,
    archived: archived ?? before.archived,
    timeZone: args.timeZone ?? before.timeZone,
    recipientClass: args.recipientClass ?? before.recipientClass,
    recipientRule: args.recipientRule ?? before.recipientRule,
    ...rhythmOf(before, args),
    policy: policyOf(before.policy, args),
  };
}

/** Its own festivals and cadence; a cadence named for one layer leaves those of the others. */
function rhythmOf(before: Account, { festivalSets, cadence }: AccountArgs): Pick<Account, 'festivalSets' | 'cadence'> {
  const days = cadence?.own ? { ...before.cadence, ...cadence.own } : null;
  return {
    festivalSets: festivalSets === undefined ? before.festivalSets : festivalSets.own,
    cadence: cadence === undefined ? before.cadence : days,
  };
}

function policyOf(before: Account['policy'], args: AccountArgs): Account['policy'] {
  const { price, service, responseHours, namedContact, reviewedOn } = args;
  if ([price, service, responseHours, namedContact, reviewedOn].every((given) => given === undefined)) return before;
  return {
    price: price ?? before?.price ?? null,
    service: service ?? before?.service ?? null,
    responseHours: responseHours ?? before?.responseHours ?? null,
    namedContact: namedContact ?? before?.namedContact ?? null,
    reviewedOn: reviewedOn ?? before?.reviewedOn ?? null,
  };
}

async function faultOf(wanted: Account, context: CommandContext): Promise<Refusal | undefined> {
  const { errors } = context.messages;
  if (wanted.timeZone !== null && !isZone(wanted.timeZone))
    return refuse('invalid-argument', errors.notZone(wanted.timeZone));
  const hits = await context.views.names.equal('account', [nameKey(wanted.name)]);
  for (const { id } of hits) {
    const other = await context.expect('account', id);
    if (other.id !== wanted.id && foldName(other.name) === foldName(wanted.name))
      return refuse('conflict', errors.nameTaken(other.name));
  }
  return undefined;
}
