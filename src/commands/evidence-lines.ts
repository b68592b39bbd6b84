import type { Evidence } from '../domain/evidence.ts';
import type { Move } from '../domain/move.ts';
import type { AccountState } from '../domain/records.ts';
import type { Messages } from '../i18n/messages.ts';
import { unreachable } from '../reply/reply.ts';

/** Names of the people an assessment speaks of, by id. */
export interface Names {
  contact(id: string): string;
  member(id: string): string;
  memberKey(id: string): string;
}

export function namesOf({ contacts, members }: AccountState): Names {
  const theirs = new Map(contacts.map((one) => [one.id, one]));
  const ours = new Map(members.map((one) => [one.id, one]));
  return {
    contact: (id) => theirs.get(id)?.name ?? '?',
    member: (id) => ours.get(id)?.name ?? '?',
    memberKey: (id) => ours.get(id)?.key ?? '?',
  };
}

/** A record a condition rests on, in one line. */
export function evidenceLine(evidence: Evidence, names: Names, { stage }: Messages): string {
  const said = stage.evidence;
  switch (evidence.kind) {
    case 'link':
      return said.link(
        names.member(evidence.memberId),
        names.contact(evidence.contactId),
        evidence.department,
        evidence.on,
      );
    case 'contact':
      return said.contact(names.contact(evidence.contactId), evidence.department);
    case 'order':
      return said.order(evidence.on, evidence.product);
    case 'share':
      return said.share(evidence.percent, evidence.on);
    case 'fact':
      return said.fact(evidence.what, evidence.from);
    default:
      return unreachable(evidence);
  }
}

/** The same as data: names and keys in place of internal ids, the record's own id kept for `why`. */
export function bookEvidence(evidence: Evidence, names: Names, messages: Messages): Readonly<Record<string, unknown>> {
  const text = evidenceLine(evidence, names, messages);
  switch (evidence.kind) {
    case 'link':
      return {
        kind: 'link',
        interaction: evidence.interactionId,
        on: evidence.on,
        member: names.memberKey(evidence.memberId),
        contact: names.contact(evidence.contactId),
        function: evidence.function,
        department: evidence.department,
        level: evidence.level,
        text,
      };
    case 'contact':
      return { kind: 'contact', contact: names.contact(evidence.contactId), department: evidence.department, text };
    case 'order':
      return { kind: 'order', order: evidence.orderId, on: evidence.on, product: evidence.product, text };
    case 'share':
      return { kind: 'share', share: evidence.shareId, on: evidence.on, percent: evidence.percent, text };
    case 'fact':
      return { kind: 'fact', fact: evidence.factId, what: evidence.what, from: evidence.from, to: evidence.to, text };
    default:
      return unreachable(evidence);
  }
}

/** One concrete thing to do, in a sentence. */
export function moveLine(move: Move, names: Names, { stage, answers }: Messages): string {
  const said = stage.move;
  const contact = (id: string | null) => (id === null ? null : names.contact(id));
  const member = (id: string | null) => (id === null ? null : names.member(id));
  switch (move.kind) {
    case 'renew':
      return said.renew(names.member(move.memberId), names.contact(move.contactId), move.lastOn, move.daysAgo);
    case 'meet':
      return said.meet(move.department, contact(move.contactId), member(move.memberId), move.lastOn);
    case 'pair':
      return said.pair(
        move.function,
        move.department,
        member(move.memberId),
        contact(move.contactId),
        member(move.viaMemberId),
      );
    case 'bring-executives-together':
      return said.executives(member(move.memberId), contact(move.contactId), member(move.viaMemberId), move.lastOn);
    case 'record-department':
      return said.recordDepartment(move.contactIds.map((id) => names.contact(id)).join(answers.separator));
    case 'find-key-person':
      return said.findKeyPerson(contact(move.contactId), member(move.memberId));
    case 'win-first-order':
      return said.firstOrder(contact(move.contactId), member(move.memberId));
    case 'ask-share':
      return said.askShare(contact(move.contactId), member(move.memberId));
    case 'grow-share':
      return said.growShare(move.percent, move.above, move.since, contact(move.contactId), member(move.memberId));
    case 'start-integration':
      return said.integration(contact(move.contactId), member(move.memberId));
    case 'explore-alliance':
      return said.alliance(contact(move.contactId), member(move.memberId));
    default:
      return unreachable(move);
  }
}
