import { addDays } from './days.ts';
import type { Link } from './links.ts';
import { compareText } from './order.ts';
import type { Day } from './records.ts';
import type { InterpersonalLevel } from './vocabulary.ts';

/** A stated level that nothing has backed for too long. */
export interface StaleLevel {
  readonly contactId: string;
  readonly memberId: string;
  readonly level: InterpersonalLevel;
  /** Day of the pair's latest touch; `null`: none on record. */
  readonly lastOn: Day | null;
}

/** The best level anyone of ours has stated with a contact, gone cold or gone away or not; 0 when none (docs/method.md §5). */
export function bestLevel(links: readonly Link[], contactId: string): InterpersonalLevel | 0 {
  let best: InterpersonalLevel | 0 = 0;
  for (const { contact, level } of links) {
    if (contact.contact.id === contactId && level !== null && level.level > best) best = level.level;
  }
  return best;
}

/**
 * Whether a link's level is stale: no touch, not even one-way, in the last `staleLevelDays` days (§4). A pair without any
 * touch is measured from the day the level was stated, and is stale at once when that is undated.
 */
export function isStale(link: Link, day: Day, staleLevelDays: number): boolean {
  if (link.level === null) return false;
  const backedOn = link.lastTouch?.on ?? link.level.on;
  return backedOn === null || backedOn < addDays(day, -staleLevelDays);
}

/** Stale levels with contacts in post, by contact, then member. */
export function staleLevels(links: readonly Link[], day: Day, staleLevelDays: number): readonly StaleLevel[] {
  const stale: StaleLevel[] = [];
  for (const link of links) {
    if (link.level === null || !link.contact.inPost || !isStale(link, day, staleLevelDays)) continue;
    const { contact, member, level, lastTouch } = link;
    const lastOn = lastTouch?.on ?? null;
    stale.push({ contactId: contact.contact.id, memberId: member.id, level: level.level, lastOn });
  }
  return stale.sort((a, b) => compareText(a.contactId, b.contactId) || compareText(a.memberId, b.memberId));
}
