import { createHash, randomBytes } from 'node:crypto';
import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Instant, Member } from '../domain/records.ts';
import type { NewId } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';

/** Tokens of the console: each belongs to one member and is kept only as a hash. */
export interface Access {
  /** The member a token belongs to; undefined for an unknown token and for a member who has left. */
  memberOf(token: string): Promise<Member | undefined>;
  /** A new token for a member, shown once. `byId`: who asked for it, `null` the operator. */
  issue(memberId: string, byId: string | null, at: Instant): Promise<string>;
  /** Keeps a token that was handed out before the member existed (first run). */
  adopt(token: string, memberId: string, at: Instant): Promise<void>;
  /** Whether nobody is known yet; until then only the first run answers. */
  isEmpty(): Promise<boolean>;
}

export const createToken = (): string => randomBytes(24).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export function createAccess(store: Store, newId: NewId, now: () => Instant): Access {
  const keep = async (token: string, memberId: string, byId: string | null, at: Instant): Promise<void> => {
    const identity = {
      id: newId(),
      memberId,
      platform: 'console',
      tenant: '',
      externalId: hashToken(token),
      timeZone: null,
      language: null,
      closedAt: null,
      createdAt: at,
    } as const;
    await store.transaction({ command: 'member', input: { action: 'console' }, memberId: byId, at }, (repositories) =>
      repositories.insert('identity', identity),
    );
  };
  return {
    async memberOf(token) {
      const member = await store.views.memberByIdentity('console', '', hashToken(token));
      return member && !hasLeft(member, dayOf(now(), member.timeZone)) ? member : undefined;
    },
    async issue(memberId, byId, at) {
      const token = createToken();
      await keep(token, memberId, byId, at);
      return token;
    },
    adopt: (token, memberId, at) => keep(token, memberId, null, at),
    isEmpty: async () => (await store.views.someMembers()).length === 0,
  };
}
