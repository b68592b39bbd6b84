import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Identity, Instant, Member } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import type { Language, Platform, Role } from '../domain/vocabulary.ts';
import { toZone } from '../domain/zones.ts';
import { cleanText } from '../language/characters.ts';
import type { Repositories, Views } from '../ports/store.ts';
import { mobileKey } from './mobile.ts';
import type { Profile } from './platform-people.ts';
import { settingsFrom } from './settings.ts';

interface Organisation {
  readonly timeZone: string;
  readonly language: Language;
  /** Lower case. */
  readonly adminEmails: readonly string[];
}

/** Somebody a platform tells of, and where. */
export interface Met {
  readonly platform: Platform;
  readonly tenant: string;
  readonly profile: Profile;
}

/**
 * What becomes of somebody a platform tells of who is not known there yet. `email` in lower case; of somebody known by their mobile
 * number that, as `+DIGITS`.
 */
export type JoinPlan =
  /** They are this member. */
  | { readonly kind: 'listed'; readonly member: Member; readonly email: string }
  /** They become a member. */
  | { readonly kind: 'new'; readonly role: Role; readonly email: string }
  /** They were one. */
  | { readonly kind: 'left'; readonly member: Member }
  /** They have the address of a member whom the platform knows by another account, which is open. */
  | { readonly kind: 'taken'; readonly member: Member; readonly by: Identity; readonly email: string }
  | { readonly kind: 'refused'; readonly why: 'stranger' | 'no-email' };

const NAME_MAX = 200;

/**
 * Who may join, and as whom: the e-mail address decides, and where the platform tells of none the mobile number. But an address can pass to somebody else: while a member's account on the
 * platform is open, no second one becomes them until an administrator has released the first (`member NAME unlink`).
 */
export async function planJoin(
  views: Pick<Views, 'memberByKey' | 'all' | 'identitiesOf'>,
  { platform, tenant, profile }: Met,
  { adminEmails }: Organisation,
  now: Instant,
): Promise<JoinPlan> {
  const email = emailOf(profile);
  const mobile = mobileKey(profile.mobile ?? '');
  const member =
    (email === null ? undefined : await memberOf(email, views)) ?? (await memberByMobile(mobile, email, views));
  // An administrator settles whose the address is.
  if (member === 'unclear') return { kind: 'refused', why: 'stranger' };
  if (member) {
    const known = (await views.identitiesOf(member.id)).filter(
      (one) => one.platform === platform && one.tenant === tenant,
    );
    if (isGone(member, known, now)) return { kind: 'left', member };
    const by = known.find((one) => one.closedAt === null && one.externalId !== profile.externalId);
    const as = email ?? `+${mobile}`;
    return by ? { kind: 'taken', member, by, email: as } : { kind: 'listed', member, email: as };
  }
  if (email === null) return { kind: 'refused', why: 'no-email' };
  if (adminEmails.includes(email)) return { kind: 'new', role: 'admin', email };
  const { join } = settingsFrom(await views.all('setting'));
  if (join !== 'workspace' || (await hasNamesake(views, profile))) return { kind: 'refused', why: 'stranger' };
  return { kind: 'new', role: 'viewer', email };
}

/**
 * Whether somebody is no longer with us. Whose account was closed is not from that moment on, though it is their last day; with an
 * account opened again, or a new one, they wait for an administrator to say that they are back.
 */
export function isGone(member: Member, known: readonly Identity[], now: Instant): boolean {
  const wasClosed = known.some(({ closedAt }) => closedAt !== null);
  return hasLeft(member, dayOf(now, member.timeZone)) || (member.state === 'left' && wasClosed);
}

/**
 * Whose an address is in the book. Many keys are addresses and stay when the address changes: a key alone is somebody only while no
 * other address is noted of them, or whoever is given that address next would become them.
 */
async function memberOf(
  email: string,
  views: Pick<Views, 'memberByKey' | 'all'>,
): Promise<Member | 'unclear' | undefined> {
  const hasIt = (one: Member): boolean => one.email?.toLowerCase() === email;
  const named = await views.memberByKey(email);
  if (named === undefined || hasIt(named)) return named;
  return (await views.all('member')).find(hasIt) ?? (named.email === null ? named : 'unclear');
}

/** The one member of that number, unless another address is noted of them than the platform tells: numbers pass on too. */
async function memberByMobile(
  mobile: string | null,
  email: string | null,
  views: Pick<Views, 'all'>,
): Promise<Member | 'unclear' | undefined> {
  if (mobile === null) return undefined;
  const [one, ...others] = (await views.all('member')).filter((member) => mobileKey(member.mobile ?? '') === mobile);
  if (one === undefined) return undefined;
  const isAnother = email !== null && one.email !== null && one.email.toLowerCase() !== email;
  return others.length > 0 || isAnother ? 'unclear' : one;
}

/** Somebody about to be known, as planned. `newcomer`: they are to become a member. */
export interface Joining {
  readonly plan: Extract<JoinPlan, { readonly kind: 'listed' | 'new' }>;
  readonly identity: Identity;
  readonly newcomer: Member | null;
}

/** Writes that somebody is known from now on. `null`: somebody was faster, or the book has changed since it was planned. */
export async function writeJoining(
  { plan, identity: fresh, newcomer }: Joining,
  profile: Profile,
  organisation: Organisation,
  repositories: Repositories,
): Promise<Member | null> {
  const { platform, tenant, externalId, memberId, createdAt } = fresh;
  if (await repositories.identity(platform, tenant, externalId)) return null;
  const again = await planJoin(repositories, { platform, tenant, profile }, organisation, createdAt);
  if (again.kind !== plan.kind || (again.kind === 'listed' && again.member.id !== memberId)) return null;
  if (newcomer !== null) await repositories.insert('member', newcomer);
  // Who has a new account there has given up the one that was closed.
  for (const old of await repositories.identitiesOf(memberId)) {
    if (old.platform === platform && old.tenant === tenant) await repositories.remove('identity', old.id);
  }
  const before = again.kind === 'listed' ? again.member : newcomer;
  if (before === null) return null;
  const { member, identity } = follow(before, fresh, profile, organisation);
  await repositories.insert('identity', identity);
  await repositories.update('member', member);
  return member;
}

/** Somebody new as a member; zone and language are the organisation's until the platform's are followed. */
export function joinedMember(
  { memberId, createdAt }: Identity,
  { role, email }: { readonly role: Role; readonly email: string },
  profile: Profile,
  { timeZone, language }: Organisation,
): Member {
  const name = nameOf(profile);
  return {
    ...{ id: memberId, key: email, email, mobile: null, name: name === '' ? email : name },
    ...{ function: 'sales', role, managerId: null, state: 'active', leavesOn: null, timeZone, language, createdAt },
  };
}

/**
 * A member and how they are known by an account that is open, once the platform's zone and language are followed. Whoever has another than the platform last
 * told, or, where it never told any, another than the organisation, chose it: it stays.
 */
export function follow(
  member: Member,
  identity: Identity,
  profile: Pick<Profile, 'timeZone' | 'language'>,
  organisation: Organisation,
): { readonly member: Member; readonly identity: Identity; readonly isSame: boolean } {
  const told = {
    timeZone: (isNews(profile.timeZone, identity.timeZone) ? toZone(profile.timeZone) : null) ?? identity.timeZone,
    language: profile.language ?? identity.language,
  };
  const ownZone = member.timeZone !== (identity.timeZone ?? organisation.timeZone);
  const ownLanguage = member.language !== (identity.language ?? organisation.language);
  const timeZone = ownZone ? member.timeZone : (told.timeZone ?? member.timeZone);
  const language = ownLanguage ? member.language : (told.language ?? member.language);
  const isSame =
    identity.closedAt === null &&
    identity.timeZone === told.timeZone &&
    identity.language === told.language &&
    member.timeZone === timeZone &&
    member.language === language;
  return { member: { ...member, timeZone, language }, identity: { ...identity, ...told, closedAt: null }, isSame };
}

/** Reading a zone takes long, and it is told with every message. */
const isNews = (told: string | null, known: string | null): told is string => told !== null && told !== known;

function emailOf({ email }: Profile): string | null {
  const folded = email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(folded) && !BECOMES_LATIN.test(email ?? '') ? folded : null;
}

/** The signs whose small letters are k and i: with them another address would read as somebody's. */
const BECOMES_LATIN = /[\u212a\u0130]/;

/** In one line, and nothing unseen in it. */
const nameOf = ({ name }: Profile): string =>
  Array.from(cleanText(name).replace(/\s+/gu, ' ').trim()).slice(0, NAME_MAX).join('');

/**
 * Whether somebody in the book, of whom no address is known, may be the same person: then an admin notes the address, rather than
 * that one person becomes two.
 */
async function hasNamesake(views: Pick<Views, 'all'>, profile: Profile): Promise<boolean> {
  const name = foldName(nameOf(profile));
  return (await views.all('member')).some((one) => one.email === null && foldName(one.name) === name);
}
