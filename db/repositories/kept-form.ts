import { ERASED, isErased } from '../../src/domain/erased.ts';
import type { PlanState } from '../../src/domain/nudges/plan-state.ts';
import type { Account, Contact, Instant, Interaction, Member, Touch, Trait } from '../../src/domain/records.ts';
import { FESTIVALS } from '../../src/domain/vocabulary.ts';

/** To be raised with every change of `Kept`, or of what planning asks for: what was kept before is then not read. */
export const FORM = 1;

/**
 * A state as it is kept. What there is most of stands in one list, cell after cell, and people by their place in `people`: parsing
 * it is most of what reading it takes. No words of people are in it.
 */
interface Kept extends Pick<PlanState, (typeof AS_IT_IS)[number]> {
  readonly people: readonly string[];
  /** Places of ours who did or promised something. */
  readonly named: readonly number[];
  readonly contacts: readonly ContactCells[];
  /** `TRAIT_CELLS` each: id, place, field, value, day, instant of recording. */
  readonly traits: readonly unknown[];
  /** `TOUCH_CELLS` each: interaction, place of theirs, place of ours, kind, instant, day, two-way. */
  readonly touches: readonly unknown[];
}

type ContactCells = readonly [
  place: number,
  isErased: boolean,
  optOut: Contact['optOut'],
  reportsToId: string | null,
  successorId: string | null,
  birthday: Contact['birthday'],
  createdAt: Instant,
];

const TRAIT_CELLS = 6;
const TOUCH_CELLS = 7;
const AS_IT_IS = [
  'levels',
  'shares',
  'orders',
  'facts',
  'interactions',
  'nextSteps',
  'greetings',
  'approvals',
] as const satisfies readonly (keyof PlanState)[];

/** The occasions that planning looks for; any other is words. */
const OCCASIONS: ReadonlySet<string | null> = new Set([...FESTIVALS, 'birthday']);

/** `named`: ours who did or promised something. */
export function toKept(state: PlanState, named: ReadonlySet<string>): string {
  const places = new Map<string, number>();
  const placeOf = (id: string): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, places.size);
    return places.size - 1;
  };
  const kept: Omit<Kept, 'people'> = {
    contacts: state.contacts.map((contact) => {
      const { id, optOut, reportsToId, successorId, birthday, createdAt } = contact;
      return [placeOf(id), isErased(contact), optOut, reportsToId, successorId, birthday, createdAt];
    }),
    named: [...named].map(placeOf),
    traits: state.traits.flatMap(({ id, contactId, field, value, on, recordedAt }) => [
      ...[id, placeOf(contactId), field, value, on, recordedAt],
    ]),
    touches: state.touches.flatMap(({ interactionId, contactId, memberId, kind, at, day, twoWay }) => [
      ...[interactionId, placeOf(contactId), placeOf(memberId), kind, at, day, twoWay],
    ]),
    levels: state.levels,
    shares: state.shares.map((each) => ({ ...each, source: null })),
    orders: state.orders.map((each) => ({ ...each, product: null })),
    facts: state.facts.map((each) => ({ ...each, what: '' })),
    interactions: state.interactions.map((each) => ({
      ...{ ...each, note: '', occasion: OCCASIONS.has(each.occasion) ? each.occasion : null },
    })),
    nextSteps: state.nextSteps.map((each) => ({ ...each, what: '' })),
    greetings: state.greetings,
    approvals: state.approvals.map((each) => ({ ...each, reason: null })),
  };
  return JSON.stringify({ people: [...places.keys()], ...kept });
}

/**
 * What was kept, as of an instant: nothing that came after it. `membersOf`: of those named, and the account's own, the members
 * planning asks for.
 */
export function fromKept(
  text: string,
  account: Account,
  at: Instant,
  membersOf: (named: readonly string[]) => readonly Member[],
): PlanState {
  const { people, named, contacts, traits, touches, interactions, ...asItIs }: Kept = JSON.parse(text);
  const idAt = (place: unknown) => people[place as number] as string;
  const { approvals } = asItIs;
  const isThere = ({ id, at: then }: Interaction) =>
    then <= at || approvals.some(({ interactionId }) => interactionId === id);
  return {
    account,
    members: membersOf(named.map(idAt)),
    contacts: contacts.map((cells) => toContact(cells, account.id, people)),
    traits: traitsFrom(traits, account.id, idAt),
    touches: touchesFrom(touches, at, idAt),
    interactions: interactions.every(isThere) ? interactions : interactions.filter(isThere),
    // Shown beside what is computed; planning asks for none.
    pins: [],
    ...asItIs,
  };
}

function toContact(cells: ContactCells, accountId: string, people: readonly string[]): Contact {
  const [place, isGone, optOut, reportsToId, successorId, birthday, createdAt] = cells;
  return {
    id: people[place] ?? '',
    accountId,
    name: isGone ? ERASED : '',
    title: null,
    email: null,
    phone: null,
    tastes: null,
    taboos: null,
    optOut,
    reportsToId,
    successorId,
    birthday,
    createdAt,
  };
}

function traitsFrom(cells: readonly unknown[], accountId: string, idAt: (place: unknown) => string): readonly Trait[] {
  const traits: Trait[] = [];
  for (let from = 0; from < cells.length; from += TRAIT_CELLS) {
    // As it was put in: cells have no types.
    traits.push({
      id: cells[from],
      accountId,
      contactId: idAt(cells[from + 1]),
      field: cells[from + 2],
      value: cells[from + 3],
      on: cells[from + 4],
      authorId: null,
      source: null,
      recordedAt: cells[from + 5],
    } as Trait);
  }
  return traits;
}

function touchesFrom(cells: readonly unknown[], until: Instant, idAt: (place: unknown) => string): readonly Touch[] {
  const touches: Touch[] = [];
  for (let from = 0; from < cells.length; from += TOUCH_CELLS) {
    const at = cells[from + 4] as Instant;
    if (at > until) continue;
    touches.push({
      interactionId: cells[from],
      contactId: idAt(cells[from + 1]),
      memberId: idAt(cells[from + 2]),
      kind: cells[from + 3],
      at,
      day: cells[from + 5],
      twoWay: cells[from + 6],
    } as Touch);
  }
  return touches;
}
