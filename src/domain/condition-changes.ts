import type { AccountOn } from './account-on.ts';
import type { Between } from './between.ts';
import { type Cause, distinct } from './cause.ts';
import { isBeyondUsual } from './conditions.ts';
import { shareOn } from './cooperation-stage.ts';
import { addDays } from './days.ts';
import { factEvidence, orderEvidence, shareEvidence } from './evidence.ts';
import type { LinkChange, Seats } from './link-changes.ts';
import { by, compareText } from './order.ts';
import type { Fact, Order, Share } from './records.ts';
import type { Condition, ConditionKey } from './relationship-step.ts';
import type { FactKind } from './vocabulary.ts';

/** A condition of a relationship step that holds now and did not, or did and no longer does (docs/method.md §3). */
export interface ConditionChange {
  readonly change: 'began' | 'ceased';
  readonly step: Condition['step'];
  readonly key: ConditionKey;
  /** The records that made it so; none when what it rested on was corrected or taken back rather than overtaken. */
  readonly causes: readonly Cause[];
}

type Assessed = readonly Pick<Condition, 'step' | 'key' | 'holds'>[];

export function conditionChanges(between: Between, before: Assessed, after: Assessed): readonly ConditionChange[] {
  const held = new Set(before.filter(({ holds }) => holds).map(({ key }) => key));
  return after.flatMap(({ step, key, holds }) => {
    if (holds === held.has(key)) return [];
    const change = holds ? 'began' : 'ceased';
    return [{ change, step, key, causes: distinct(CAUSES[key](between, change)) }];
  });
}

type Change = ConditionChange['change'];

const CAUSES: Record<ConditionKey, (between: Between, change: Change) => readonly Cause[]> = {
  'first-order': (between) => [...newOrder(between), ...newShare(between)],
  departments: seatCauses(({ department }) => department),
  'other-department': seatCauses(({ department }) =>
    department !== null && isBeyondUsual(department) ? department : null,
  ),
  pairs: seatCauses((seats) => (seats.department === null ? null : `${seats.function}/${seats.department}`)),
  'executive-pair': seatCauses((seats) =>
    seats.function === 'executive' && seats.department === 'executive' ? 'executive' : null,
  ),
  'key-people': keyPeopleCauses,
  integration: factCauses('integration'),
  'share-known': newShare,
  'share-grown': (between) => [...newShare(between), ...otherComparison(between)],
  alliance: factCauses('alliance'),
};

/** Links that opened a place that had none, or closed the last of one. */
function seatCauses(placeOf: (seats: Seats) => string | null): (between: Between, change: Change) => readonly Cause[] {
  const places = ({ active }: AccountOn) =>
    new Set(
      active.map(({ member, contact }) =>
        placeOf({ function: member.function, department: contact.department, layer: contact.layer }),
      ),
    );
  return ({ before, after, links }, change) => {
    const [had, has] = change === 'began' ? [places(before), places(after)] : [places(after), places(before)];
    const turned = (seats: Seats | null) => {
      const place = seats === null ? null : placeOf(seats);
      return place !== null && has.has(place) && !had.has(place);
    };
    return links.filter((link) => turned(change === 'began' ? link.to : link.from)).flatMap(({ causes }) => causes);
  };
}

/**
 * The condition fails for each key person without an active link, or for want of any key person. Whichever of these is so at
 * one moment and not at the other has changed by a link, or by who is a key person.
 */
function keyPeopleCauses({ before, after, links, keyPeople }: Between, change: Change): readonly Cause[] {
  const [failing, other] = change === 'began' ? [before, after] : [after, before];
  const linked = new Set(failing.active.map(({ contact }) => contact));
  const missing = (failing.keyPeople.length > 0 ? failing : other).keyPeople.filter((person) => !linked.has(person));
  const ids = new Set(missing.map(({ contact }) => contact.id));
  const isConcerned = ({ contactId }: Pick<LinkChange, 'contactId'>) => ids.has(contactId);
  return [...keyPeople.filter(isConcerned), ...links.filter(isConcerned)].flatMap(({ causes }) => causes);
}

function newOrder({ before, after }: Between): readonly Cause[] {
  const known = new Set(ordersBy(before).map(({ id }) => id));
  const first = ordersBy(after).find(({ id }) => !known.has(id));
  return first === undefined ? [] : [orderEvidence(first)];
}

function ordersBy({ state, moment }: AccountOn): readonly Order[] {
  return state.orders
    .filter(({ on }) => on <= moment.day)
    .sort(
      by(
        (a, b) => compareText(a.on, b.on),
        (a, b) => compareText(a.id, b.id),
      ),
    );
}

function newShare({ before, after }: Between): readonly Cause[] {
  const { share } = after.cooperation;
  return share === null || share.id === before.cooperation.share?.id ? [] : [shareEvidence(share)];
}

function otherComparison({ before, after }: Between): readonly Cause[] {
  const [was, is] = [comparedShare(before), comparedShare(after)];
  return is === null || is.id === was?.id ? [] : [{ kind: 'compared-share', share: shareEvidence(is) }];
}

function comparedShare({ state, moment, thresholds }: AccountOn): Share | null {
  return shareOn(state.shares, addDays(moment.day, -thresholds.growthDays));
}

function factCauses(kind: FactKind): (between: Between, change: Change) => readonly Cause[] {
  const inForce = ({ state, moment: { day } }: AccountOn) =>
    state.facts.filter((fact) => fact.kind === kind && fact.from <= day && (fact.to === null || day <= fact.to));
  return ({ before, after }, change) => {
    const [fewer, more] = change === 'began' ? [before, after] : [after, before];
    const others = new Set(inForce(fewer).map(({ id }) => id));
    return inForce(more)
      .filter(({ id }) => !others.has(id))
      .sort(
        by<Fact>(
          (a, b) => compareText(a.from, b.from),
          (a, b) => compareText(a.id, b.id),
        ),
      )
      .map(factEvidence);
  };
}
