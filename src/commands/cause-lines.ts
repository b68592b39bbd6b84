import type { Cause } from '../domain/cause.ts';
import type { TraitEvidence } from '../domain/evidence.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import type { CommandContext } from './context.ts';
import { bookEvidence, evidenceLine, type Names } from './evidence-lines.ts';

/** What made something move, in a line. Levels are named only to those who may know them. */
export function causeLine(cause: Cause, names: Names, personal: boolean, context: CommandContext): string {
  const { messages, language } = context;
  const said = messages.map.cause;
  const day = (on: string): string => formatDay(on, language);
  switch (cause.kind) {
    case 'interaction':
      return said.interaction(names.member(cause.memberId), names.contact(cause.contactId), day(cause.on));
    case 'cold':
      return said.cold(names.member(cause.memberId), names.contact(cause.contactId), day(cause.lastOn));
    case 'member-left':
      return said.left(names.member(cause.memberId));
    case 'level':
      return personal
        ? said.level(names.member(cause.memberId), names.contact(cause.contactId), cause.level)
        : messages.stage.levelHidden;
    case 'compared-share':
      return said.compared(formatNumber(cause.share.percent, language), day(cause.share.on));
    case 'still-vacant':
      return said.stillVacant(names.contact(cause.contactId));
    case 'trait':
      return said.trait(names.contact(cause.contactId), messages.map.trait[cause.field], traitValue(cause, context));
    default:
      return evidenceLine(cause, names, messages);
  }
}

/** The same as data, with the record's id where there is a record. */
export function bookCause(
  cause: Cause,
  names: Names,
  personal: boolean,
  context: CommandContext,
): Readonly<Record<string, unknown>> {
  const text = causeLine(cause, names, personal, context);
  switch (cause.kind) {
    case 'interaction':
      return {
        kind: cause.kind,
        interaction: cause.interactionId,
        on: cause.on,
        member: names.memberKey(cause.memberId),
        contact: names.contact(cause.contactId),
        text,
      };
    case 'cold':
      return {
        kind: cause.kind,
        on: cause.lastOn,
        member: names.memberKey(cause.memberId),
        contact: names.contact(cause.contactId),
        text,
      };
    case 'member-left':
      return { kind: cause.kind, on: cause.on, member: names.memberKey(cause.memberId), text };
    case 'level':
      return {
        kind: cause.kind,
        level: personal ? cause.level : null,
        member: names.memberKey(cause.memberId),
        contact: names.contact(cause.contactId),
        text,
      };
    case 'compared-share':
      return { kind: cause.kind, share: cause.share.shareId, on: cause.share.on, percent: cause.share.percent, text };
    case 'still-vacant':
      return { kind: cause.kind, contact: names.contact(cause.contactId), text };
    case 'trait':
      return {
        kind: cause.kind,
        trait: cause.traitId,
        contact: names.contact(cause.contactId),
        field: cause.field,
        value: cause.value,
        on: cause.on,
        text,
      };
    default:
      return bookEvidence(cause, names, context.messages);
  }
}

/** A trait's value in words. */
function traitValue({ field, value }: TraitEvidence, { messages }: CommandContext): string {
  const groups = {
    department: messages.words.department,
    layer: messages.words.layer,
    roles: messages.words.procurementRole,
    attitude: messages.words.attitude,
    state: messages.words.contactState,
    weight: {},
  } as const;
  const group: Readonly<Record<string, string>> = groups[field];
  const all = Array.isArray(value) ? value : [value];
  return all.map((one) => (one === null ? '–' : (group[String(one)] ?? String(one)))).join(messages.answers.separator);
}
