import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { createLoop, type Loop } from '../services/loop.ts';
import type { PlatformPeople, Profile } from '../services/platform-people.ts';

export interface ReviewParts {
  readonly platform: Platform;
  readonly store: Pick<Store, 'views'>;
  readonly directory: { profileOf(user: string): Promise<Profile>; userChanged(user: string): void };
  readonly people: Pick<PlatformPeople, 'changed'>;
  /** Whose people are asked about; `null` while that is not known. */
  readonly tenant: () => string | null;
  /** What the platform said no with, for the operator. */
  readonly reasonOf: (error: unknown) => string;
  readonly now: () => Instant;
  readonly log: Log;
}

/** Between two people: platforms take a hundred such questions a minute, and others ask too. In milliseconds. */
const PACE_MS = 1500;
const REVIEW_MS = 24 * 3_600_000;
const AGAIN_MS = 10 * 60_000;

/**
 * Asks a platform once a day, and after each start, about everybody who is known there: what changed while nobody listened was told to
 * nobody. Above all an account that was closed.
 */
export function createReview(
  { platform: here, store, directory, people, tenant: ours, reasonOf, now, log }: ReviewParts,
  paceMs = PACE_MS,
): Pick<Loop, 'start' | 'stop'> {
  const due: string[] = [];
  let notBefore: Instant = Number.NEGATIVE_INFINITY;

  async function known(team: string): Promise<readonly string[]> {
    const left = new Set((await store.views.all('member')).flatMap(({ id, state }) => (state === 'left' ? [id] : [])));
    const identities = await store.views.all('identity');
    return identities
      .filter(({ platform, tenant, memberId }) => platform === here && tenant === team && !left.has(memberId))
      .map(({ externalId }) => externalId);
  }

  async function review(team: string): Promise<void> {
    if (due.length === 0 && now() >= notBefore) {
      due.push(...(await known(team)));
      notBefore = now() + REVIEW_MS;
    }
    const user = due.shift();
    if (user === undefined) return;
    directory.userChanged(user);
    await people.changed(here, team, await directory.profileOf(user));
  }

  return createLoop({
    idleMs: paceMs,
    log,
    async turn() {
      const team = ours();
      if (team === null) return false;
      try {
        await review(team);
      } catch (error) {
        due.length = 0;
        notBefore = now() + AGAIN_MS;
        log.warn('people could not be looked up', { platform: here, why: reasonOf(error) });
      }
      return false;
    },
  });
}
