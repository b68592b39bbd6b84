import { createHash, randomInt } from 'node:crypto';
import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { cleanText } from '../language/characters.ts';
import type { LinkRequest, LinkRequests } from '../ports/link-requests.ts';
import type { Profile } from './platform-people.ts';

/** Codes by which somebody who is known on one platform says which account is theirs on another. */
export interface Linking {
  /** A new code for an account nobody is known by, `1234 5678`; one it was given before is good no more. */
  begin(
    platform: Platform,
    tenant: string,
    profile: Profile,
  ): Promise<{ readonly code: string; readonly minutes: number }>;
  /** Who was given a code, however it was typed; undefined when nobody was, or it ran out. */
  find(typed: string): Promise<LinkRequest | undefined>;
  /** A code was used. */
  forget(typed: string): Promise<void>;
}

const MINUTES = 15;
const DIGITS = 8;
const NAME_MAX = 80;
/** Two accounts are hardly ever given one code. */
const MOST_TRIES = 5;

export function createLinking(requests: LinkRequests, now: () => Instant): Linking {
  return {
    async begin(platform, tenant, { externalId, name }) {
      const expiresAt = now() + MINUTES * 60_000;
      const request = { platform, tenant, externalId, name: cleanText(name).slice(0, NAME_MAX), expiresAt };
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const digits = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
        if (await requests.keep(hashOf(digits), request, now()))
          return { code: `${digits.slice(0, DIGITS / 2)} ${digits.slice(DIGITS / 2)}`, minutes: MINUTES };
      }
      throw new Error('no code was free');
    },
    async find(typed) {
      const digits = digitsOf(typed);
      return digits === null ? undefined : requests.find(hashOf(digits), now());
    },
    async forget(typed) {
      const digits = digitsOf(typed);
      if (digits !== null) await requests.forget(hashOf(digits));
    },
  };
}

/** The digits of a code, with whatever stands between them. */
function digitsOf(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-.]/g, '');
  return new RegExp(`^\\d{${DIGITS}}$`).test(digits) ? digits : null;
}

const hashOf = (digits: string): string => createHash('sha256').update(`link ${digits}`).digest('hex');
