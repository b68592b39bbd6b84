import { addDays, dayOf } from './days.ts';
import type { Moment } from './moment.ts';
import { by, compareText } from './order.ts';
import type { Day, Instant, Level, Member, Touch } from './records.ts';
import { type ContactOn, hasBegun, prevailing } from './traits.ts';

/** The latest of a pair's touches, on its local day. */
export interface LastTouch {
  readonly interactionId: string;
  readonly at: Instant;
  readonly on: Day;
}

/** A member of ours and a contact of theirs who met or wrote, or have a stated level (docs/method.md §0). */
export interface Link {
  readonly member: Member;
  readonly contact: ContactOn;
  readonly lastTouch: LastTouch | null;
  readonly lastTwoWay: LastTouch | null;
  /** The stated level that holds on the day (§4). */
  readonly level: Level | null;
  readonly isActive: boolean;
}

/** A link that is active, and so has a two-way touch. */
export type ActiveLink = Link & { readonly isActive: true; readonly lastTwoWay: LastTouch };

interface People {
  readonly members: readonly Member[];
  readonly contacts: readonly ContactOn[];
}

interface Pair {
  touch?: Touch;
  twoWay?: Touch;
  level?: Level;
}

/**
 * Every link at a moment, ordered by contact, then member. Touches after the moment and people not among `people` are left
 * out. Of each pair only the latest touch and the latest two-way touch matter, so a thinned list answers the same.
 */
export function linksAt(
  people: People,
  touches: readonly Touch[],
  levels: readonly Level[],
  moment: Moment,
  activeDays: number,
): readonly Link[] {
  const pairs = new PairIndex();
  for (const touch of touches) {
    if (!countsAt(touch, moment)) continue;
    const pair = pairs.of(touch);
    pair.touch = latest(pair.touch, touch);
    if (touch.twoWay) pair.twoWay = latest(pair.twoWay, touch);
  }
  for (const level of levels) {
    if (!hasBegun(level, moment.day)) continue;
    const pair = pairs.of(level);
    pair.level = prevailing(pair.level, level);
  }
  const since = addDays(moment.day, -activeDays);
  return pairs.join(people, (member, contact, pair) => {
    const lastTwoWay = localised(pair.twoWay, moment.zone);
    const isHere = contact.inPost && !hasLeft(member, moment.day);
    return {
      member,
      contact,
      lastTouch: pair.touch === pair.twoWay ? lastTwoWay : localised(pair.touch, moment.zone),
      lastTwoWay,
      level: pair.level ?? null,
      isActive: isHere && lastTwoWay !== null && lastTwoWay.on >= since,
    };
  });
}

/** Narrows to links that are active. */
export function isActive(link: Link): link is ActiveLink {
  return link.isActive;
}

/** Whether a member is gone on a day: left without a date, or after their last day. Who is leaving has not left. */
export function hasLeft(member: Pick<Member, 'state' | 'leavesOn'>, day: Day): boolean {
  return member.state === 'left' && (member.leavesOn === null || day > member.leavesOn);
}

/** Latest two-way touch first; links without one last; of equals by contact, then member. */
export const freshest = by<Link>(
  (a, b) => touchedAt(b.lastTwoWay) - touchedAt(a.lastTwoWay),
  (a, b) => compareText(a.contact.contact.id, b.contact.contact.id),
  (a, b) => compareText(a.member.id, b.member.id),
);

/** For comparing: the instant of a touch, before all others when there is none. */
export function touchedAt(touch: LastTouch | null): number {
  return touch?.at ?? Number.MIN_SAFE_INTEGER;
}

/** Whether a touch counts at a moment: not after it; told without a time, from the start of its day. */
function countsAt(touch: Pick<Touch, 'at' | 'day'>, moment: Moment): boolean {
  return touch.day === null ? touch.at <= moment.at : touch.day <= moment.day;
}

function latest(a: Touch | undefined, b: Touch): Touch {
  if (a === undefined || b.at > a.at) return b;
  return b.at === a.at && b.interactionId > a.interactionId ? b : a;
}

function localised(touch: Touch | undefined, zone: string): LastTouch | null {
  if (touch === undefined) return null;
  return { interactionId: touch.interactionId, at: touch.at, on: touch.day ?? dayOf(touch.at, zone) };
}

class PairIndex {
  readonly #byContact = new Map<string, Map<string, Pair>>();

  of(ids: { readonly contactId: string; readonly memberId: string }): Pair {
    let row = this.#byContact.get(ids.contactId);
    if (row === undefined) {
      row = new Map();
      this.#byContact.set(ids.contactId, row);
    }
    let pair = row.get(ids.memberId);
    if (pair === undefined) {
      pair = {};
      row.set(ids.memberId, pair);
    }
    return pair;
  }

  join(people: People, toLink: (member: Member, contact: ContactOn, pair: Pair) => Link): readonly Link[] {
    const links: Link[] = [];
    for (const contact of people.contacts) {
      const row = this.#byContact.get(contact.contact.id);
      if (row === undefined) continue;
      for (const member of people.members) {
        const pair = row.get(member.id);
        if (pair !== undefined) links.push(toLink(member, contact, pair));
      }
    }
    return links;
  }
}
