import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Identity, Instant, Member } from '../domain/records.ts';
import { foldName } from '../domain/same-name.ts';
import type { Language, Role } from '../domain/vocabulary.ts';
import { toZone } from '../domain/zones.ts';
import { cleanText } from '../language/characters.ts';
import type { Repositories, Views } from '../ports/store.ts';
import type { Profile } from './platform-people.ts';
import { settingsFrom } from './settings.ts';

interface Organisation {
  readonly timeZone: string;
  readonly language: Language;
  /** Lower case. */
  readonly adminEmails: readonly string[];
}

/** What becomes of somebody a platform tells of who is not known there yet. `email` in lower case. */
export type JoinPlan =
  /** They are this member. */
  | { readonly kind: 'listed'; readonly member: Member; readonly email: string }
  /** They become a member. */
  | { readonly kind: 'new'; readonly role: Role; readonly email: string }
  /** They were one. */
  | { readonly kind: 'left'; readonly member: Member }
  | { readonly kind: 'refused'; readonly why: 'stranger' | 'no-email' };

const NAME_MAX = 200;

/** Who may join, and as whom: the e-mail address decides. */
export async function planJoin(
  views: Pick<Views, 'memberByKey' | 'all'>,
  profile: Profile,
  { adminEmails }: Organisation,
  now: Instant,
): Promise<JoinPlan> {
  const email = emailOf(profile);
  if (email === null) return { kind: 'refused', why: 'no-email' };
  const member = await memberOf(email, views);
  // An administrator settles whose the address is.
  if (member === 'unclear') return { kind: 'refused', why: 'stranger' };
  if (member) {
    const isGone = hasLeft(member, dayOf(now, member.timeZone));
    return isGone ? { kind: 'left', member } : { kind: 'listed', member, email };
  }
  if (adminEmails.includes(email)) return { kind: 'new', role: 'admin', email };
  const { join } = settingsFrom(await views.all('setting'));
  if (join !== 'workspace' || (await hasNamesake(views, profile))) return { kind: 'refused', why: 'stranger' };
  return { kind: 'new', role: 'viewer', email };
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
  const again = await planJoin(repositories, profile, organisation, createdAt);
  if (again.kind !== plan.kind || (again.kind === 'listed' && again.member.id !== memberId)) return null;
  if (newcomer !== null) await repositories.insert('member', newcomer);
  // An account that was made anew there has another id: the old one is nobody's any more.
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
 * A member and how they are known, once the platform's zone and language are followed. Whoever has another than the platform last
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
    identity.timeZone === told.timeZone &&
    identity.language === told.language &&
    member.timeZone === timeZone &&
    member.language === language;
  return { member: { ...member, timeZone, language }, identity: { ...identity, ...told }, isSame };
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
