import type { ActiveLink } from './links.ts';
import type { Day, Fact, Order, Share, Trait, TraitField, TraitValues } from './records.ts';
import type { ContactOn } from './traits.ts';
import type { Department, FactKind, InterpersonalLevel, MemberFunction } from './vocabulary.ts';

/** A record a condition rests on, with what a sentence about it needs; names are looked up by whoever writes it. */
export type Evidence = LinkEvidence | ContactEvidence | OrderEvidence | ShareEvidence | FactEvidence;

/** An active link, by the two-way touch that keeps it active. */
export interface LinkEvidence {
  readonly kind: 'link';
  readonly interactionId: string;
  /** Local day of that touch. */
  readonly on: Day;
  readonly memberId: string;
  readonly contactId: string;
  readonly function: MemberFunction;
  readonly department: Department | null;
  /** Private to the account's own people (docs/method.md §18): see `hideLevels`. */
  readonly level: InterpersonalLevel | null;
}

/** A person without an active link of whom the condition speaks. */
export interface ContactEvidence {
  readonly kind: 'contact';
  readonly contactId: string;
  readonly department: Department | null;
}

export interface OrderEvidence {
  readonly kind: 'order';
  readonly orderId: string;
  readonly on: Day;
  readonly product: string | null;
}

export interface ShareEvidence {
  readonly kind: 'share';
  readonly shareId: string;
  readonly on: Day;
  readonly percent: number;
}

export interface FactEvidence {
  readonly kind: 'fact';
  readonly factId: string;
  readonly factKind: FactKind;
  readonly what: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** One dated value of a contact, by who said so. */
export interface TraitEvidence {
  readonly kind: 'trait';
  readonly traitId: string;
  readonly contactId: string;
  readonly field: TraitField;
  readonly value: TraitValues[TraitField];
  readonly on: Day | null;
  readonly authorId: string | null;
  readonly source: string | null;
}

export function linkEvidence({ lastTwoWay, member, contact, level }: ActiveLink): LinkEvidence {
  return {
    kind: 'link',
    interactionId: lastTwoWay.interactionId,
    on: lastTwoWay.on,
    memberId: member.id,
    contactId: contact.contact.id,
    function: member.function,
    department: contact.department,
    level: level?.level ?? null,
  };
}

export function contactEvidence({ contact, department }: ContactOn): ContactEvidence {
  return { kind: 'contact', contactId: contact.id, department };
}

export function traitEvidence({ id, contactId, field, value, on, authorId, source }: Trait): TraitEvidence {
  return { kind: 'trait', traitId: id, contactId, field, value, on, authorId, source };
}

export function orderEvidence({ id, on, product }: Order): OrderEvidence {
  return { kind: 'order', orderId: id, on, product };
}

export function shareEvidence({ id, on, percent }: Share): ShareEvidence {
  return { kind: 'share', shareId: id, on, percent };
}

export function factEvidence({ id, kind, what, from, to }: Fact): FactEvidence {
  return { kind: 'fact', factId: id, factKind: kind, what, from, to };
}
