import { accountOn } from '../domain/account-on.ts';
import { GRAVE } from '../domain/attention.ts';
import type { Cooperation } from '../domain/cooperation-stage.ts';
import { addDays } from '../domain/days.ts';
import { silenceOf } from '../domain/nudges/mutes.ts';
import { inOrder as heaviestFirst, type Nudge } from '../domain/nudges/nudge.ts';
import { planAccount } from '../domain/nudges/plan-account.ts';
import type { PlanState } from '../domain/nudges/plan-state.ts';
import { compareText } from '../domain/order.ts';
import type { Account, Member, Mute, NextStep } from '../domain/records.ts';
import type { NudgeRule } from '../domain/vocabulary.ts';
import { membersBelow } from '../services/permissions.ts';
import { planStates } from '../services/planning/account-nudges.ts';
import type { CommandContext } from './context.ts';
import { type Ahead, aheadAt, soonestFirst } from './greetings-ahead.ts';
import { momentNow } from './moments.ts';
import { openPromises, type PlacedPromise, withPlaces } from './open-promises.ts';
import { accountsOfMembers, isMine } from './own-scope.ts';
import { inOrder as soonestDue } from './promise-lines.ts';
import { furthestFirst, type WaitingItem, waitingOn } from './waiting-layers.ts';

/** A promise is shown so many days before its day, a greeting so many. */
const PROMISE_DAYS = 7;
export const GREETING_DAYS = 14;

/** What is in reach of one person today. Each list is whole and in the order to tell it. */
export interface HomeLook {
  /** What they owe, and what is owed at their accounts. */
  readonly promises: readonly PlacedPromise[];
  /** The layer of each of their accounts that is furthest past the most allowed. */
  readonly waiting: readonly WaitingItem[];
  /** What they are to do, or nobody is there to do. */
  readonly greetings: readonly Ahead[];
  /** Visits without a next step, signals nobody followed, gifts that wait for their word. */
  readonly followUps: readonly Found[];
  /** At their accounts and those of whoever reports to them: slips, drops, and gaps that lose an account. */
  readonly risks: readonly Found[];
  readonly accounts: readonly Standing[];
  /** Of whoever reports to them, at any depth. */
  readonly team: readonly TeamLine[];
}

/** Something worth a word, and what it was found in. */
export interface Found {
  readonly nudge: Nudge;
  readonly state: PlanState;
}

export interface Standing {
  readonly account: Account;
  readonly stage: Cooperation['stage'];
  readonly isMine: boolean;
}

export interface TeamLine {
  readonly member: Member;
  /** Those they own. */
  readonly accounts: number;
  /** Promises of theirs past their day. */
  readonly overdue: number;
  /** Accounts of theirs past the most allowed. */
  readonly waiting: number;
  readonly risks: number;
}

const FOLLOW_UPS: ReadonlySet<NudgeRule> = new Set(['visit-unfinished', 'buying-signal', 'gift-approval']);
const FALLS: ReadonlySet<NudgeRule> = new Set(['step-slip', 'share-drop']);
const isRisk = ({ rule }: Nudge): boolean => FALLS.has(rule) || (GRAVE as ReadonlySet<NudgeRule>).has(rule);

/** Reads each account in reach once, and judges it by the same rules as the daily message and the lists do. */
export async function lookAtHome(context: CommandContext): Promise<HomeLook> {
  const { views, caller, now, today, organisation, host, thresholds } = context;
  const me = caller.member.id;
  const members = await views.all('member');
  const below = membersBelow(members, me);
  const accounts = await accountsOfMembers([me, ...below], context);
  const awaiting = await otherAccountsAwaiting(accounts, context);
  const options = await host.planOptions(now, addDays(today, GREETING_DAYS));
  const mutes = (await views.all('mute')).filter(({ memberId }) => memberId === me);
  const seen: Seen = { waiting: [], greetings: [], found: [], standings: [] };
  for await (const batch of planStates(views, [...accounts, ...awaiting], members, now, organisation.timeZone)) {
    for (const { state, day } of batch) {
      seen.found.push(
        ...planAccount(state, day, options)
          .filter((nudge) => isOpenNow(nudge, mutes, day))
          .map((nudge) => ({ nudge, state })),
      );
      if (awaiting.includes(state.account)) continue;
      const on = accountOn(state, momentNow(state.account, context), thresholds);
      const mine = isMine(state.account, context);
      seen.standings.push({ account: state.account, stage: on.cooperation.stage, isMine: mine });
      seen.waiting.push(...waitingOn(on).filter(({ colour }) => colour === 'red'));
      if (mine) seen.greetings.push(...(await aheadAt(state, GREETING_DAYS, 0, context)));
    }
  }
  const promises = await withPlaces(await openPromises(undefined, [me], context), undefined, context);
  const mineIds = new Set(seen.standings.flatMap(({ account, isMine: mine }) => (mine ? [account.id] : [])));
  const waiting = worstOfEach(seen.waiting);
  const isAwaiting = ({ state }: Found): boolean => awaiting.includes(state.account);
  const risks = eachOnce(seen.found.filter((one) => isRisk(one.nudge) && !isAwaiting(one)));
  return {
    promises: promises.filter(isNear).sort((a, b) => soonestDue(a.step, b.step)),
    waiting: waiting.filter(({ accountId }) => mineIds.has(accountId)),
    greetings: seen.greetings
      .filter(({ isDone, memberId }) => !isDone && (memberId === null || memberId === me))
      .sort(soonestFirst),
    followUps: eachOnce(seen.found.filter(({ nudge }) => FOLLOW_UPS.has(nudge.rule) && nudge.memberId === me)),
    risks,
    accounts: seen.standings,
    team: await teamLines(members, below, { standings: seen.standings, waiting, risks }, context),
  };
}

interface Seen {
  readonly waiting: WaitingItem[];
  readonly greetings: Ahead[];
  readonly found: Found[];
  readonly standings: Standing[];
}

/** Where a gift waits for a decision: it may be the asker's, whoever's account it is. */
async function otherAccountsAwaiting(
  known: readonly Account[],
  { views, caller, permissions }: CommandContext,
): Promise<readonly Account[]> {
  if (caller.role !== 'admin' && caller.role !== 'manager') return [];
  const asked = (await views.all('giftApproval')).filter(({ state }) => state === 'asked');
  const ids = new Set(asked.map(({ accountId }) => accountId));
  for (const { id } of known) ids.delete(id);
  const others = ids.size === 0 ? [] : await views.some('account', [...ids]);
  return others.filter((one) => !one.archived && permissions.maySee(one));
}

function isOpenNow(nudge: Nudge, mutes: readonly Mute[], day: string): boolean {
  return nudge.dueOn <= day && nudge.expiresOn >= day && silenceOf(nudge, mutes, day) === undefined;
}

const isNear = ({ step: { due }, today }: PlacedPromise): boolean =>
  due !== null && due <= addDays(today, PROMISE_DAYS);

/** A slip is for the owner and the manager: one line all the same. */
function eachOnce(found: readonly Found[]): readonly Found[] {
  const known = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.nudge.rule} ${one.nudge.subject}`;
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()].sort((a, b) => heaviestFirst(a.nudge, b.nudge));
}

function worstOfEach(items: readonly WaitingItem[]): readonly WaitingItem[] {
  const worst = new Map<string, WaitingItem>();
  for (const item of [...items].sort(furthestFirst)) if (!worst.has(item.accountId)) worst.set(item.accountId, item);
  return [...worst.values()];
}

async function teamLines(
  members: readonly Member[],
  below: ReadonlySet<string>,
  { standings, waiting, risks }: { readonly standings: readonly Standing[] } & Pick<HomeLook, 'waiting' | 'risks'>,
  context: CommandContext,
): Promise<readonly TeamLine[]> {
  if (below.size === 0) return [];
  const steps = await withPlaces(await context.views.openPromisesOf([...below]), undefined, context);
  const ownerOf = new Map(standings.map(({ account }) => [account.id, account.ownerId]));
  const lines = members
    .filter(({ id }) => below.has(id))
    .map((member): TeamLine => {
      const owns = (accountId: string): boolean => ownerOf.get(accountId) === member.id;
      return {
        member,
        accounts: standings.filter(({ account }) => account.ownerId === member.id).length,
        overdue: steps.filter(({ step, today }) => step.byId === member.id && isPast(step, today)).length,
        waiting: waiting.filter(({ accountId }) => owns(accountId)).length,
        risks: risks.filter(({ state }) => owns(state.account.id)).length,
      };
    });
  const urgency = ({ overdue, waiting: late, risks: at }: TeamLine): number => overdue + late + at;
  return lines
    .filter((line) => line.accounts > 0 || line.overdue > 0)
    .sort((a, b) => urgency(b) - urgency(a) || compareText(a.member.id, b.member.id));
}

const isPast = ({ due }: NextStep, today: string): boolean => due !== null && due < today;
