import { timingSafeEqual } from 'node:crypto';
import type { Instant, Member } from '../../src/domain/records.ts';
import { type Access, createToken, hashToken } from '../../src/services/access.ts';
import { LIMITS } from './limits.ts';

/** Whose token a request carries; `member: null` is whoever opened the link of the first run. */
export interface Session {
  readonly member: Member | null;
}

export interface Sessions {
  /** The token of the first run, made because nobody was known at start. */
  readonly setupToken: string | null;
  /** undefined: no token, an unknown one, or one of somebody who has left. */
  find(token: string | undefined): Promise<Session | undefined>;
  /** The first run made this member: the token it was opened with is from now on theirs. */
  welcome(memberId: string, at: Instant): Promise<void>;
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(one)), Buffer.from(hashToken(other)));

/** Sessions over the tokens of members; on an empty book one more that leads through the first run. */
export async function openSessions(access: Access): Promise<Sessions> {
  const setupToken = (await access.isEmpty()) ? createToken() : null;
  let isSetUp = setupToken === null;

  return {
    setupToken,
    async find(token) {
      if (token === undefined || token === '' || token.length > LIMITS.tokenLength) return undefined;
      if (!isSetUp && setupToken !== null && isSame(token, setupToken)) {
        if (await access.isEmpty()) return { member: null };
        // Somebody became the first member meanwhile, here or through another process.
        isSetUp = true;
      }
      const member = await access.memberOf(token);
      return member === undefined ? undefined : { member };
    },
    async welcome(memberId, at) {
      if (setupToken === null) return;
      isSetUp = true;
      await access.adopt(setupToken, memberId, at);
    },
  };
}
