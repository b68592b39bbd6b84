import type { Instant } from '../../src/domain/records.ts';
import { createLoop, type Loop } from '../../src/services/loop.ts';
import { toSlackFault } from './errors.ts';
import type { SlackParts } from './parts.ts';

type ReviewParts = Pick<SlackParts, 'store' | 'directory' | 'people' | 'workspace' | 'now' | 'log'>;

/** Between two people: Slack takes a hundred such questions a minute, and others ask too. In milliseconds. */
const PACE_MS = 1500;
const REVIEW_MS = 24 * 3_600_000;
const AGAIN_MS = 10 * 60_000;

/**
 * Asks Slack once a day, and after each start, about everybody who is known there: what changed while nobody listened was told to
 * nobody. Above all an account that was closed.
 */
export function createReview(
  { store, directory, people, workspace, now, log }: ReviewParts,
  paceMs = PACE_MS,
): Pick<Loop, 'start' | 'stop'> {
  const due: string[] = [];
  let notBefore: Instant = Number.NEGATIVE_INFINITY;

  async function known(team: string): Promise<readonly string[]> {
    const left = new Set((await store.views.all('member')).flatMap(({ id, state }) => (state === 'left' ? [id] : [])));
    const identities = await store.views.all('identity');
    return identities
      .filter(({ platform, tenant, memberId }) => platform === 'slack' && tenant === team && !left.has(memberId))
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
    await people.changed('slack', team, await directory.profileOf(user));
  }

  return createLoop({
    idleMs: paceMs,
    log,
    async turn() {
      const place = workspace();
      if (place === null) return false;
      try {
        await review(place.team);
      } catch (error) {
        due.length = 0;
        notBefore = now() + AGAIN_MS;
        log.warn('people could not be looked up in Slack', { why: toSlackFault(error).text });
      }
      return false;
    },
  });
}
