import { dayOf, instantOf, localTime } from '../../domain/days.ts';
import { compareText } from '../../domain/order.ts';
import type { Account, Contact, Interaction, Level, NextStep } from '../../domain/records.ts';
import { contactsOn } from '../../domain/traits.ts';
import { messagesIn } from '../../i18n/messages.ts';
import { grouped } from '../book/export-values.ts';
import { byKey, factKey, lastSaid } from '../book/match.ts';
import { birthdayCell } from './birthdays.ts';
import type { ExportContext } from './export-context.ts';
import type { WrittenRow } from './export-table.ts';
import { levelsCell } from './levels.ts';
import { cellOf, tableWords, type Words } from './words.ts';
import type { Cell } from './write-table.ts';

type Context = ExportContext;

const word = <K extends string>(words: Words<K>, key: K | null, { language }: Context) =>
  key === null ? null : words.say(key, language);
const list = <K extends string>(words: Words<K>, keys: readonly K[], { language }: Context) =>
  cellOf(
    keys.map((key) => words.say(key, language)),
    language,
  );
const yesOrNo = (value: boolean | null, { language }: Context) => {
  const { yes, no } = messagesIn(language).words;
  return value === null ? null : value ? yes : no;
};
const day = (on: string | null): Cell => (on === null ? null : { day: on });

export function accountRow(account: Account, context: Context): WrittenRow {
  const { id, name, aliases, kinds, ownerId, backupId, teamIds, archived, timeZone } = account;
  return {
    id,
    account: name,
    aliases: cellOf(aliases, context.language),
    kinds: list(tableWords.kinds, kinds, context),
    owner: context.memberKey(ownerId),
    backup: backupId === null ? null : context.memberKey(backupId),
    team: cellOf(teamIds.map(context.memberKey), context.language),
    recipientClass: word(tableWords.recipientClass, account.recipientClass, context),
    recipientRule: account.recipientRule,
    timeZone,
    archived: archived ? yesOrNo(true, context) : null,
  };
}

export async function contactRows(account: Account, context: Context): Promise<WrittenRow[]> {
  const { views, now } = context;
  const contacts = await views.ofAccount('contact', account.id);
  if (contacts.length === 0) return [];
  const traits = await views.ofAccount('trait', account.id);
  const isPersonal = await context.personal(account);
  const levels = grouped(isPersonal ? await views.ofAccount('level', account.id) : [], ({ contactId }) => contactId);
  const people = contactsOn(contacts, traits, dayOf(now, context.zoneOf(account)));
  return [...people]
    .sort((a, b) => compareText(a.contact.name, b.contact.name) || compareText(a.contact.id, b.contact.id))
    .map(({ contact, department, layer, roles, attitude, weight, state }) => ({
      account: context.accountCell(account),
      id: contact.id,
      contact: contact.name,
      title: contact.title,
      department: word(tableWords.department, department, context),
      layer: word(tableWords.layer, layer, context),
      roles: list(tableWords.roles, roles, context),
      attitude: word(tableWords.attitude, attitude, context),
      weight,
      state: word(tableWords.state, state, context),
      email: contact.email,
      phone: contact.phone,
      ...(isPersonal ? personalCells(contact, levels.get(contact.id) ?? [], context) : {}),
    }));
}

function personalCells({ birthday, tastes, taboos }: Contact, levels: readonly Level[], context: Context): WrittenRow {
  return {
    birthday: birthday && birthdayCell(birthday, context.language),
    tastes,
    taboos,
    levels: levelsCell(levels, context.memberKey, context.language),
  };
}

export async function interactionRows(account: Account, context: Context): Promise<WrittenRow[]> {
  const { views } = context;
  const interactions = await views.ofAccount('interaction', account.id);
  if (interactions.length === 0) return [];
  const steps = grouped(await views.ofAccount('nextStep', account.id), ({ interactionId }) => interactionId);
  const contactCell = context.contactCells(await views.ofAccount('contact', account.id));
  return [...interactions]
    .sort((a, b) => a.at - b.at || compareText(a.id, b.id))
    .map((interaction) => ({
      account: context.accountCell(account),
      id: interaction.id,
      people: cellOf(interaction.contactIds.map(contactCell), context.language),
      members: cellOf(interaction.memberIds.map(context.memberKey), context.language),
      date: momentCell(interaction, context.zoneOf(account)),
      kind: word(tableWords.kind, interaction.kind, context),
      note: interaction.note,
      answered: yesOrNo(interaction.answered, context),
      occasion: interaction.occasion,
      signals: list(tableWords.signals, interaction.signals, context),
      amount: interaction.value?.amount,
      currency: interaction.value?.currency,
      ...stepCells(steps.get(interaction.id) ?? [], context),
    }));
}

/** The clock on the wall there; where it shows that time twice, or more than minutes count, the instant itself. */
function momentCell({ at, day: told }: Interaction, zone: string): Cell {
  if (told !== null) return day(told);
  const [date, time] = [dayOf(at, zone), localTime(at, zone)];
  return instantOf(date, time, zone) === at ? `${date} ${time}` : new Date(at).toISOString();
}

/** A line for each step. Of one told in several lines no table can be made. */
function stepCells(steps: readonly NextStep[], context: Context): WrittenRow {
  if (steps.some(({ what }) => /[\r\n]/.test(what))) return {};
  const inOrder = [...steps].sort((a, b) => a.position - b.position || compareText(a.id, b.id));
  const linesOf = (days: readonly (string | null)[]) => (days.every((each) => each === null) ? null : days.join('\n'));
  return {
    nextStep: inOrder.map(({ what }) => what).join('\n'),
    nextDue: linesOf(inOrder.map(({ due }) => due)),
    nextDone: linesOf(inOrder.map(({ doneOn }) => doneOn)),
    nextBy: inOrder.map(({ byId }) => (byId === null ? 'them' : context.memberKey(byId))).join('\n'),
  };
}

export async function shareRows(account: Account, context: Context): Promise<WrittenRow[]> {
  const shares = await context.views.ofAccount('share', account.id);
  return [...shares]
    .sort((a, b) => compareText(a.on, b.on) || compareText(a.id, b.id))
    .map(({ on, percent, low, high, ceiling, source }) => ({
      account: context.accountCell(account),
      date: day(on),
      percent,
      low,
      high,
      ceiling,
      source,
    }));
}

export async function orderRows(account: Account, context: Context): Promise<WrittenRow[]> {
  const orders = await context.views.ofAccount('order', account.id);
  return [...orders]
    .sort((a, b) => compareText(a.on, b.on) || compareText(a.id, b.id))
    .map(({ on, amount, currency, product }) => ({
      account: context.accountCell(account),
      date: day(on),
      amount,
      currency,
      product,
    }));
}

export async function factRows(account: Account, context: Context): Promise<WrittenRow[]> {
  const facts = byKey(await context.views.ofAccount('fact', account.id), factKey, lastSaid);
  return [...facts.values()]
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.id, b.id))
    .map(({ kind, what, from, to }) => ({
      account: context.accountCell(account),
      kind: word(tableWords.factKind, kind, context),
      what,
      date: day(from),
      until: day(to),
    }));
}
