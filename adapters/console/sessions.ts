import { timingSafeEqual } from 'node:crypto';
import type { Instant, Member } from '../../src/domain/records.ts';
import { type Access, createToken, hashToken } from '../../src/services/access.ts';
import { LIMITS } from './limits.ts';

/** Whose token a request carries; `member: null` is whoever opened the link of the first run. */
export interface Session {
  readonly member: Member | null;
}

export interface Sessions {
  /** The token of the link that is printed at start: of the first run, or of the member who may enter. `null`: there is neither. */
  readonly printedToken: string | null;
  /** undefined: no token, an unknown one, or one of somebody who has left. */
  find(token: string | undefined): Promise<Session | undefined>;
  /** A link was opened. `isKnown`: by a browser that is signed in as that member already, so its own token will do. */
  enter(token: string, current: Session | undefined, at: Instant): Promise<{ isKnown: boolean } | undefined>;
  /** The first run made this member: the token it was opened with is from now on theirs. */
  welcome(memberId: string, at: Instant): Promise<void>;
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(one)), Buffer.from(hashToken(other)));

const isPossible = (token: string | undefined): token is string =>
  token !== undefined && token !== '' && token.length <= LIMITS.tokenLength;

/**
 * Sessions over the tokens of members; on an empty book one more that leads through the first run. `ownerId`: the member as whom
 * the printed link opens. Its token is made anew at each start, but kept only once the link is opened by a browser that has none
 * of theirs yet: starts alone leave nothing behind.
 */
export async function openSessions(access: Access, ownerId: string | null): Promise<Sessions> {
  const setupToken = (await access.isEmpty()) ? createToken() : null;
  const entryToken = setupToken === null && ownerId !== null ? createToken() : null;
  let isSetUp = setupToken === null;
  let adopting: Promise<void> | undefined;

  async function find(token: string | undefined): Promise<Session | undefined> {
    if (!isPossible(token)) return undefined;
    if (!isSetUp && setupToken !== null && isSame(token, setupToken)) {
      if (await access.isEmpty()) return { member: null };
      // Somebody became the first member meanwhile, here or through another process.
      isSetUp = true;
    }
    const member = await access.memberOf(token);
    return member === undefined ? undefined : { member };
  }

  return {
    printedToken: setupToken ?? entryToken,
    async enter(token, current, at) {
      if (!isPossible(token)) return undefined;
      if (entryToken !== null && ownerId !== null && isSame(token, entryToken)) {
        if (current?.member?.id === ownerId) return { isKnown: true };
        adopting ??= access.adopt(entryToken, ownerId, at);
        await adopting.catch((error: unknown) => {
          // To be tried again at the next opening.
          adopting = undefined;
          throw error;
        });
      }
      return (await find(token)) === undefined ? undefined : { isKnown: false };
    },
    find,
    async welcome(memberId, at) {
      if (setupToken === null) return;
      isSetUp = true;
      await access.adopt(setupToken, memberId, at);
    },
  };
}
