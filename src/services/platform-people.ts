import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Day, Identity, Instant, Member } from '../domain/records.ts';
import type { Language, Platform } from '../domain/vocabulary.ts';
import type { NewId } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Letter } from '../ports/queues.ts';
import { ConflictError, type Repositories, type Store } from '../ports/store.ts';
import {
  follow,
  isGone,
  type Joining,
  type JoinPlan,
  joinedMember,
  type Met,
  planJoin,
  writeJoining,
} from './joining.ts';
import { createPeopleLetters } from './people-letters.ts';

/** Somebody as a chat platform tells of them. */
export interface Profile {
  readonly externalId: string;
  /** `null`: they have none there, it may not be read, or it is not confirmed. */
  readonly email: string | null;
  /** Where the platform tells of it and has confirmed it. */
  readonly mobile?: string | null;
  readonly name: string;
  readonly timeZone: string | null;
  readonly language: Language | null;
  /** `full`: they belong to the very workspace we are installed in, and are no guest. */
  readonly standing: 'full' | 'guest' | 'bot' | 'elsewhere' | 'gone';
}

/** Why somebody gets no answer; what they are told is `messages.people.refused`. */
export type Refused = Exclude<Profile['standing'], 'full'> | 'stranger' | 'no-email' | 'left' | 'taken';

export type Recognised =
  | { readonly kind: 'member'; readonly member: Member; readonly isNew: boolean }
  /** `ask`: names of admins who can help; may be empty. */
  | { readonly kind: 'refused'; readonly why: Refused; readonly ask: readonly string[] };

export interface PlatformPeopleParts {
  readonly store: Store;
  readonly organisation: {
    readonly timeZone: string;
    readonly language: Language;
    readonly adminEmails: readonly string[];
  };
  readonly newId: NewId;
  readonly now: () => Instant;
  readonly log: Log;
  /** Where a member is written to; `null`: nowhere. */
  readonly addressOf: (member: Member) => Promise<Pick<Letter, 'platform' | 'tenant'> | null>;
  /** Letters were posted. */
  readonly onPosted?: () => void;
}

/** People of chat platforms and the members they are. What is written is in the audit, as done by nobody. */
export interface PlatformPeople {
  /**
   * Who this is with us. Somebody new joins as the member of that e-mail address, as admin when ADMIN_EMAILS has it, or, where
   * the setting `join` lets them, as a viewer whom an admin confirms. Zone and language follow the platform's for those who set
   * none of their own. Somebody else with the address of a member who is known there by an open account is refused, and the admins
   * are told; the address of one whose account was closed is free for a new one. `isNew` is false for an account opened again.
   */
  recognise(platform: Platform, tenant: string, profile: Profile): Promise<Recognised>;
  /** Whether `recognise` would know them, without writing anything. */
  mayRead(platform: Platform, tenant: string, profile: Profile): Promise<boolean>;
  /**
   * The platform tells something else of somebody than before. Nothing of those nobody knows. Whose account was closed has no access
   * by it from now on; it is their last day with us, their links to the console end, and their manager is told. Everybody else's
   * zone and language follow.
   */
  changed(platform: Platform, tenant: string, profile: Profile): Promise<void>;
}

/** How many names somebody is given to turn to. */
const MOST_ASKED = 3;
/** Two processes may meet the same newcomer at once. */
const MOST_TRIES = 3;

export function createPlatformPeople(parts: PlatformPeopleParts): PlatformPeople {
  const { store, organisation, newId, now, log, addressOf } = parts;
  const { views } = store;
  const letters = createPeopleLetters({ views, adminEmails: organisation.adminEmails, now, addressOf });

  const about = (action: string, member: string, platform: Platform) => ({
    command: 'member',
    input: { action, member, platform },
    memberId: null,
    at: now(),
  });

  async function refused(why: Refused): Promise<Recognised> {
    const names = (await letters.admins()).map(({ name }) => name);
    return { kind: 'refused', why, ask: names.slice(0, MOST_ASKED) };
  }

  /** Somebody whom the book says has left is there again: an admin decides. */
  async function refuseLeft(member: Member, platform: Platform, newAccount: Profile | null): Promise<Recognised> {
    await tellAdmins('back', member, platform, await letters.back(member, platform, newAccount));
    return refused('left');
  }

  /** An admin decides, and is told once a day. */
  async function tellAdmins(why: string, { key }: Member, platform: Platform, told: readonly Letter[]): Promise<void> {
    const before = await Promise.all(told.map(({ dedupeKey }) => store.outbox.byKey(dedupeKey)));
    if (!before.includes(undefined)) return;
    await store.transaction(about(why, key, platform), (repositories) => postAll(told, repositories));
    parts.onPosted?.();
  }

  async function recogniseKnown(identity: Identity, profile: Profile): Promise<Recognised> {
    const member = await views.get('member', identity.memberId);
    if (!member) throw new Error(`identity ${identity.id} belongs to nobody`);
    if (isGone(member, [identity], now())) return refuseLeft(member, identity.platform, null);
    return { kind: 'member', member: await keepCurrent(member, identity, profile), isNew: false };
  }

  async function keepCurrent(member: Member, identity: Identity, profile: Profile): Promise<Member> {
    if (follow(member, identity, profile, organisation).isSame) return member;
    const { value } = await store.transaction(about('profile', member.key, identity.platform), async (repositories) => {
      const current = await repositories.get('identity', identity.id);
      const them = current && (await repositories.get('member', current.memberId));
      if (!current || !them) return member;
      const next = follow(them, current, profile, organisation);
      await repositories.update('identity', next.identity);
      await repositories.update('member', next.member);
      return next.member;
    });
    return value;
  }

  async function refuseJoin(plan: Exclude<JoinPlan, Joining['plan']>, met: Met): Promise<Recognised> {
    const { platform } = met;
    if (plan.kind === 'refused') return refused(plan.why);
    if (plan.kind === 'left') return refuseLeft(plan.member, platform, met.profile);
    log.warn('an account has the address of a member who is known by another one', { platform });
    await tellAdmins('taken', plan.member, platform, await letters.taken(plan, met));
    return refused('taken');
  }

  /** `null`: somebody was faster, or the book has changed meanwhile. */
  async function join(platform: Platform, tenant: string, profile: Profile): Promise<Recognised | null> {
    const plan = await planJoin(views, { platform, tenant, profile }, organisation, now());
    if (plan.kind !== 'listed' && plan.kind !== 'new') return refuseJoin(plan, { platform, tenant, profile });
    const identity: Identity = {
      ...{ id: newId(), memberId: plan.kind === 'listed' ? plan.member.id : newId(), platform, tenant },
      ...{ externalId: profile.externalId, timeZone: null, language: null, closedAt: null, createdAt: now() },
    };
    const newcomer = plan.kind === 'listed' ? null : joinedMember(identity, plan, profile, organisation);
    const told = newcomer?.role === 'viewer' ? await letters.joined(newcomer, platform) : [];
    const { value } = await store.transaction(about('join', plan.email, platform), async (repositories) => {
      const joined = await writeJoining({ plan, identity, newcomer }, profile, organisation, repositories);
      if (joined !== null) await postAll(told, repositories);
      return joined;
    });
    if (value === null) return null;
    log.info('somebody joined', { platform, as: newcomer?.role ?? 'listed' });
    if (told.length > 0) parts.onPosted?.();
    return { kind: 'member', member: value, isNew: true };
  }

  async function close(identity: Identity, member: Member): Promise<void> {
    // It is told again each day: an administrator may have said meanwhile that they are still with us.
    if (identity.closedAt !== null) return;
    const { platform } = identity;
    const isNews = !hasLeft(member, dayOf(now(), member.timeZone));
    const told = isNews ? await letters.left(member, platform) : [];
    if (isNews && told.length === 0) log.warn('nobody can be told that a member has left', { platform });
    await store.transaction(about('leave', member.key, platform), async (repositories) => {
      const current = await repositories.get('identity', identity.id);
      if (current) await repositories.update('identity', { ...current, closedAt: now() });
      await writeLeaving(member, dayOf(now(), member.timeZone), repositories);
      await postAll(told, repositories);
    });
    if (told.length > 0) parts.onPosted?.();
  }

  return {
    async recognise(platform, tenant, profile) {
      if (profile.standing !== 'full') return refused(profile.standing);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const identity = await views.identity(platform, tenant, profile.externalId);
        if (identity) return recogniseKnown(identity, profile);
        const joined = await join(platform, tenant, profile).catch(nullIfDuplicate);
        if (joined !== null) return joined;
      }
      throw new Error(`${platform} user ${profile.externalId} could not be told from others who are joining`);
    },

    async mayRead(platform, tenant, profile) {
      if (profile.standing !== 'full') return false;
      const identity = await views.identity(platform, tenant, profile.externalId);
      if (!identity) {
        const plan = await planJoin(views, { platform, tenant, profile }, organisation, now());
        return plan.kind === 'listed' || plan.kind === 'new';
      }
      const member = await views.get('member', identity.memberId);
      return member !== undefined && !isGone(member, [identity], now());
    },

    async changed(platform, tenant, profile) {
      const identity = await views.identity(platform, tenant, profile.externalId);
      const member = identity && (await views.get('member', identity.memberId));
      if (!member) return;
      if (profile.standing === 'gone') await close(identity, member);
      else if (profile.standing === 'full' && !isGone(member, [identity], now()))
        await keepCurrent(member, identity, profile);
    },
  };
}

async function postAll(letters: readonly Letter[], repositories: Repositories): Promise<void> {
  for (const letter of letters) await repositories.post(letter);
}

async function writeLeaving({ id }: Member, today: Day, repositories: Repositories): Promise<void> {
  const member = await repositories.get('member', id);
  if (!member || hasLeft(member, today)) return;
  // Of somebody who came back, the last day of then is not that of now.
  const isPast = member.state !== 'active' && member.leavesOn !== null && member.leavesOn < today;
  const leavesOn = isPast ? member.leavesOn : today;
  await repositories.update('member', { ...member, state: 'left', leavesOn });
  // A link to the console would work until midnight.
  for (const known of await repositories.identitiesOf(id)) {
    if (known.platform === 'console') await repositories.remove('identity', known.id);
  }
}

function nullIfDuplicate(error: unknown): null {
  if (error instanceof ConflictError && error.reason === 'duplicate') return null;
  throw error;
}
