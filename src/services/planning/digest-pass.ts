import type { Day, Digest, Instant } from '../../domain/records.ts';
import { composeDigest } from './compose-digest.ts';
import { type DigestDue, digestDue, digestKey } from './digest-window.ts';
import { calendarsAt, type PlanParts } from './plan-options.ts';

/** What a pass did, or would have done, about one channel. */
export interface DigestPlan {
  readonly digestId: string;
  readonly channel: string;
  readonly key: string;
  readonly day: Day;
  readonly state: 'send' | 'nothing' | 'already';
}

/** Digests that are due and not yet planned. As safe to run again as `planPass`. */
export async function digestPass(
  parts: PlanParts,
  { now, isDry, seen }: { readonly now: Instant; readonly isDry: boolean; readonly seen?: Map<string, Day> },
): Promise<readonly DigestPlan[]> {
  const digests = await parts.store.views.all('digest');
  if (digests.length === 0) return [];
  const calendars = await calendarsAt(
    parts,
    [],
    now,
    digests.map(({ timeZone }) => timeZone),
  );
  const plans: DigestPlan[] = [];
  for (const digest of digests) {
    const due = digestDue(digest, now, calendars.workdaysIn(digest.timeZone).isDayOff);
    if (due === null || seen?.get(digest.id) === due.day) continue;
    plans.push(await planDigest(parts, digest, due, now, isDry));
    if (!isDry) seen?.set(digest.id, due.day);
  }
  return plans;
}

async function planDigest(
  parts: PlanParts,
  digest: Digest,
  due: DigestDue,
  now: Instant,
  isDry: boolean,
): Promise<DigestPlan> {
  const key = digestKey(digest.id, due.day);
  const about = { digestId: digest.id, channel: digest.channel, key, day: due.day };
  if ((await parts.store.outbox.byKey(key)) !== undefined) return { ...about, state: 'already' };
  // Worded anew when it is sent; here only to know whether there is anything to say.
  if ((await composeDigest(parts, digest, due, now)) === null) return { ...about, state: 'nothing' };
  if (!isDry) await post(parts, digest, due, key, now);
  return { ...about, state: 'send' };
}

async function post(
  { store }: PlanParts,
  { id, platform, tenant, channel }: Digest,
  { day, since, until, from, to }: DigestDue,
  dedupeKey: string,
  now: Instant,
): Promise<void> {
  await store.transaction({ command: 'digest', input: {}, memberId: null, at: now }, (repositories) =>
    repositories.post({
      dedupeKey,
      kind: 'digest',
      platform,
      tenant,
      destination: `channel:${channel}`,
      memberId: null,
      payload: { digestId: id, day, since, until },
      notBefore: from,
      notAfter: to,
    }),
  );
}
