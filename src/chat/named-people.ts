import type { Member } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { nameKey } from '../language/names.ts';
import type { Views } from '../ports/store.ts';
import type { Profile } from '../services/platform-people.ts';

/** Somebody of a platform who is mentioned there. */
export interface Mentioned {
  readonly platform: Platform;
  readonly tenant: string;
  readonly externalId: string;
  /** `null`: it cannot be had. */
  readonly profile: () => Promise<Profile | null>;
}

/** What somebody who is mentioned is called in the book: by their key where others are named alike; `null`: they are no colleague. */
export async function nameInBook(
  { platform, tenant, externalId, profile }: Mentioned,
  views: Pick<Views, 'memberByIdentity' | 'memberByKey' | 'names'>,
): Promise<string | null> {
  const member =
    (await views.memberByIdentity(platform, tenant, externalId)) ?? (await byAddress(await profile(), views));
  return member === undefined ? null : named(member, views);
}

async function byAddress(profile: Profile | null, views: Pick<Views, 'memberByKey'>): Promise<Member | undefined> {
  return profile?.email == null ? undefined : views.memberByKey(profile.email);
}

async function named(member: Member, { names }: Pick<Views, 'names'>): Promise<string> {
  const alike = await names.equal('member', [nameKey(member.name)]);
  return alike.length > 1 ? member.key : member.name;
}
