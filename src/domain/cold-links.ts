import type { AccountOn } from './account-on.ts';
import { daysBetween } from './days.ts';
import { freshest, type LastTouch, type Link } from './links.ts';
import type { RenewMove } from './move.ts';
import { firstBy } from './order.ts';

type ColdLink = Link & { readonly lastTwoWay: LastTouch };

/**
 * The one to renew first among links that have just gone cold: within as many days again as keep a link active (°), between
 * two people who are both still here. `null` when there is none that concerns the matter.
 */
export function renewal(on: AccountOn, concerns: (link: Link) => boolean): RenewMove | null {
  const cold = coldLinks(on).filter(concerns);
  const link = firstBy(cold, freshest);
  return link === undefined ? null : renew(on, link);
}

export function coldLinks(on: AccountOn): readonly ColdLink[] {
  return on.links.filter((link): link is ColdLink => isJustCold(on, link));
}

export function renew({ moment }: AccountOn, { contact, member, lastTwoWay }: ColdLink): RenewMove {
  return {
    kind: 'renew',
    contactId: contact.contact.id,
    memberId: member.id,
    department: contact.department,
    lastOn: lastTwoWay.on,
    daysAgo: daysBetween(lastTwoWay.on, moment.day),
  };
}

function isJustCold({ moment, ours, thresholds }: AccountOn, link: Link): boolean {
  if (link.isActive || link.lastTwoWay === null || !link.contact.inPost || !ours.includes(link.member)) return false;
  return daysBetween(link.lastTwoWay.on, moment.day) <= 2 * thresholds.activeDays;
}
