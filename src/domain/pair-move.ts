import type { AccountOn } from './account-on.ts';
import { inPost, introducer, promising } from './approach.ts';
import { coldLinks, renew } from './cold-links.ts';
import { type CounterpartPair, distance, wouldAdd } from './counterparts.ts';
import { freshest, type Link } from './links.ts';
import type { Move, PairMove } from './move.ts';
import { firstBy } from './order.ts';
import type { Member } from './records.ts';
import type { ContactOn } from './traits.ts';
import { DEPARTMENTS, FUNCTIONS } from './vocabulary.ts';

/** The pair a link makes; `null` while the contact's department is not known. */
export function pairOf({ member, contact }: Pick<Link, 'member' | 'contact'>): CounterpartPair | null {
  return contact.department === null ? null : { function: member.function, department: contact.department };
}

/** One pair more (docs/method.md §3, `pairs`): renew one gone cold, else let two known people meet, else name the two seats. */
export function addPair(on: AccountOn): Move {
  const standing = on.active.flatMap((link) => pairOf(link) ?? []);
  const adds = memoised((pair) => wouldAdd(standing, pair));
  const cold = coldLinks(on).filter((link) => {
    const pair = pairOf(link);
    return pair !== null && adds(pair);
  });
  const first = firstBy(cold, freshest);
  return first === undefined ? (introduction(on, adds) ?? openSeats(on, adds)) : renew(on, first);
}

type Adds = (pair: CounterpartPair) => boolean;

/** Two people on record whose meeting would make a new pair: nearest counterparts first, then the likeliest contact. */
function introduction(on: AccountOn, adds: Adds): PairMove | null {
  const contacts = [...inPost(on)].sort(promising(on));
  for (const near of [0, 1, 2]) {
    for (const contact of contacts) {
      const member = on.ours.find((each) => {
        const pair = pairOf({ member: each, contact });
        return pair !== null && distance(pair) === near && adds(pair);
      });
      if (member !== undefined) return pairMove(on, member, contact);
    }
  }
  return null;
}

/** Seats where at least one side has nobody on record, the likeliest first. */
function openSeats(on: AccountOn, adds: Adds): Move {
  const seats = FUNCTIONS.flatMap((ours) => DEPARTMENTS.map((department) => ({ function: ours, department })));
  for (const rank of [0, 1, 2, 3]) {
    const seat = seats.find((each) => rankOfSeat(on, each) === rank && adds(each));
    if (seat !== undefined) return seatMove(on, seat);
  }
  return seatMove(on, { function: 'executive', department: 'executive' });
}

/** 0: counterparts, one of them on record; 1: counterparts S0 names or likens; 2: any pair with one on record; 3: the rest. */
function rankOfSeat(on: AccountOn, seat: CounterpartPair): number {
  const isTaken =
    on.ours.some((member) => member.function === seat.function) ||
    inPost(on).some((contact) => contact.department === seat.department);
  const areCounterparts = distance(seat) < 2;
  if (isTaken) return areCounterparts ? 0 : 2;
  return areCounterparts ? 1 : 3;
}

function pairMove(on: AccountOn, member: Member, contact: ContactOn): PairMove | null {
  const { department, contact: who } = contact;
  if (department === null) return null;
  return {
    kind: 'pair',
    function: member.function,
    department,
    memberId: member.id,
    contactId: who.id,
    viaMemberId: introducer(on, contact),
  };
}

function seatMove(on: AccountOn, { function: ours, department }: CounterpartPair): PairMove {
  const member = on.ours.find((each) => each.function === ours);
  const contact = firstBy(
    inPost(on).filter((each) => each.department === department),
    promising(on),
  );
  return {
    kind: 'pair',
    function: ours,
    department,
    memberId: member?.id ?? null,
    contactId: contact?.contact.id ?? null,
    viaMemberId: introducer(on, contact),
  };
}

function memoised(adds: Adds): Adds {
  const known = new Map<string, boolean>();
  return (pair) => {
    const key = `${pair.function}/${pair.department}`;
    const answer = known.get(key) ?? adds(pair);
    known.set(key, answer);
    return answer;
  };
}
