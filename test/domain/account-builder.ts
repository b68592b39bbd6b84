import { startOfDay } from '../../src/domain/days.ts';
import { newAccount, newContact } from '../../src/domain/new-records.ts';
import type {
  AccountState,
  Contact,
  Day,
  Fact,
  Instant,
  Level,
  Member,
  Order,
  Pin,
  Share,
  Touch,
  Trait,
  TraitField,
  TraitValues,
} from '../../src/domain/records.ts';
import type { InterpersonalLevel, MemberFunction } from '../../src/domain/vocabulary.ts';

/** States for tests, from the few facts a case is about. Ids of members and contacts are their names. */

export const ZONE = 'Asia/Shanghai';
const account = { accountId: 'acme' } as const;
const told = { recordedAt: 0, authorId: null, source: null } as const;

export function member(id: string, ours: MemberFunction, changes: Partial<Member> = {}): Member {
  return {
    id,
    key: id,
    email: null,
    mobile: null,
    name: id,
    function: ours,
    role: 'member',
    managerId: null,
    state: 'active',
    leavesOn: null,
    timeZone: ZONE,
    language: 'zh',
    createdAt: 0,
    ...changes,
  };
}

export function contact(id: string, changes: Partial<Contact> = {}): Contact {
  return { ...newContact({ id, ...account, name: id, createdAt: 0 }), ...changes };
}

export function trait<F extends TraitField>(
  contactId: string,
  field: F,
  value: TraitValues[F],
  on: Day | null = null,
  changes: { id?: string; recordedAt?: Instant; authorId?: string | null; source?: string } = {},
): Trait {
  return { id: `${contactId}-${field}-${on}`, ...account, ...told, contactId, field, value, on, ...changes } as Trait;
}

/** Undated traits, one for each value. */
export function traits(contactId: string, values: Partial<TraitValues>): readonly Trait[] {
  return (Object.keys(values) as TraitField[]).map((field) => trait(contactId, field, values[field] as never));
}

/** A two-way touch: at an instant (ISO), or told for a day without a time. */
export function touch(memberId: string, contactId: string, when: string, changes: Partial<Touch> = {}): Touch {
  const day = when.includes('T') ? null : when;
  const at = day === null ? Date.parse(when) : startOfDay(day, ZONE);
  const interactionId = `${memberId}-${contactId}-${when}`;
  return { interactionId, memberId, contactId, kind: 'visit', at, day, twoWay: true, ...changes };
}

export function oneWay(memberId: string, contactId: string, when: string): Touch {
  return touch(memberId, contactId, when, {
    kind: 'message',
    twoWay: false,
    interactionId: `card-${contactId}-${when}`,
  });
}

export function level(memberId: string, contactId: string, value: InterpersonalLevel, on: Day | null = null): Level {
  const id = `${memberId}-${contactId}-${on}`;
  return { id, ...account, memberId, contactId, level: value, on, authorId: null, recordedAt: 0 };
}

export function share(on: Day, percent: number, changes: Partial<Share> = {}): Share {
  return { id: `share-${on}`, ...account, ...told, on, percent, low: null, high: null, ceiling: null, ...changes };
}

export function order(on: Day): Order {
  const nothing = { amount: null, currency: null, product: null };
  return { id: `order-${on}`, ...account, on, ...nothing, authorId: null, recordedAt: 0 };
}

export function fact(kind: Fact['kind'], from: Day, to: Day | null = null): Fact {
  return { id: `${kind}-${from}`, ...account, kind, what: kind, from, to, authorId: null, recordedAt: 0 };
}

export function pin(target: Pin['target'], value: string, from: Day, until: Day): Pin {
  const id = `${target}-${value}-${from}`;
  return { id, ...account, target, value, reason: 'because', from, until, authorId: 'wang', recordedAt: 0 };
}

export function state(parts: Partial<AccountState> = {}): AccountState {
  return {
    account: newAccount({ id: 'acme', name: 'Acme', ownerId: 'wang', createdAt: 0 }),
    members: [member('wang', 'sales')],
    contacts: [],
    traits: [],
    levels: [],
    touches: [],
    shares: [],
    orders: [],
    facts: [],
    pins: [],
    ...parts,
  };
}
