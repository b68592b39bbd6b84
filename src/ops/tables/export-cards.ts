import { dayOf } from '../../domain/days.ts';
import { isErased } from '../../domain/erased.ts';
import { compareText } from '../../domain/order.ts';
import type { Account, Birthday, Contact } from '../../domain/records.ts';
import { type ContactOn, contactsOn } from '../../domain/traits.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { Views } from '../../ports/store.ts';
import { birthdayCell } from './birthdays.ts';
import { propertyLines } from './card-text.ts';
import { type ExportContext, openExport } from './export-context.ts';
import type { TableExportOptions } from './export-table.ts';
import { tableWords } from './words.ts';

/** Begins the id of a card that we wrote ourselves, so that it finds its contact again and another program's does not. */
export const OWN_UID = 'kam:';

/** What stands between the numbers of one contact. */
export const BETWEEN_PHONES = ' / ';

/**
 * The contacts as visiting cards, as they are on that day. Version 3.0: the address books of both kinds of phone and Outlook read
 * it, where 4.0 is read by fewer. What an address book has no place for stands in properties of our own (`X-KAM-…`), which phones
 * pass over and our import reads. What we think of a person (attitude, weight, roles) does not belong into an address book.
 */
export async function exportCards(views: Views, language: Language, options: TableExportOptions): Promise<Uint8Array> {
  const context = await openExport(views, language, options);
  const cards: string[] = [];
  for (const account of context.accounts) cards.push(...(await cardsOf(account, context)));
  return new TextEncoder().encode(cards.join(''));
}

async function cardsOf(account: Account, context: ExportContext): Promise<readonly string[]> {
  const contacts = (await context.views.ofAccount('contact', account.id)).filter((contact) => !isErased(contact));
  if (contacts.length === 0) return [];
  const traits = await context.views.ofAccount('trait', account.id);
  const isPersonal = await context.personal(account);
  return contactsOn(contacts, traits, dayOf(context.now, context.zoneOf(account)))
    .toSorted((a, b) => compareText(a.contact.name, b.contact.name) || compareText(a.contact.id, b.contact.id))
    .map((person) => cardOf(person, account, isPersonal, context));
}

function cardOf(
  { contact, department, state }: ContactOn,
  account: Account,
  isPersonal: boolean,
  { language, accountCell }: ExportContext,
): string {
  const { id, name, title, email, tastes, taboos, birthday } = contact;
  const place = department === null ? [] : [tableWords.department.say(department, language)];
  const called = accountCell(account);
  return [
    propertyLines('BEGIN', 'VCARD'),
    propertyLines('VERSION', '3.0'),
    propertyLines('PRODID', '-//KAM Assistant//EN'),
    propertyLines('UID', `${OWN_UID}${id}`),
    propertyLines('FN', name),
    propertyLines('N', ...nameParts(name)),
    propertyLines('ORG', account.name, ...place),
    // Two accounts of one name are told apart by their ids.
    ...(called === account.name ? [] : [propertyLines('X-KAM-ACCOUNT', called)]),
    ...(title === null ? [] : [propertyLines('TITLE', title)]),
    ...phoneLines(contact),
    ...(email === null ? [] : [propertyLines('EMAIL;TYPE=INTERNET', email)]),
    ...(state === 'in-post' ? [] : [propertyLines('X-KAM-STATE', state)]),
    ...(isPersonal && birthday !== null ? birthdayLines(birthday, language) : []),
    ...(isPersonal && tastes !== null ? [propertyLines('X-KAM-TASTES', tastes)] : []),
    ...(isPersonal && taboos !== null ? [propertyLines('X-KAM-TABOOS', taboos)] : []),
    propertyLines('END', 'VCARD'),
  ].join('');
}

/** Family name, given name, and the three parts nobody tells us. A Chinese name stays in one piece: phones would put a blank into it. */
function nameParts(name: string): readonly string[] {
  const words = /\p{Script=Han}/u.test(name) ? [name] : name.trim().split(/\s+/);
  const family = words.length > 1 ? (words.at(-1) ?? '') : '';
  const given = words.length > 1 ? words.slice(0, -1).join(' ') : name;
  return [family, given, '', '', ''];
}

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;

/** A property for each number, so that a phone can dial it; as it stands in the book where that is more than one. */
function phoneLines({ phone }: Contact): readonly string[] {
  if (phone === null) return [];
  const numbers = phone.split(BETWEEN_PHONES).filter((number) => number.trim() !== '');
  const lines = numbers.map((number) => {
    const kind = MOBILE.test(number.replace(/[\s()-]/g, '')) ? 'CELL' : 'WORK';
    return propertyLines(`TEL;TYPE=${kind}`, number);
  });
  return numbers.length === 1 ? lines : [...lines, propertyLines('X-KAM-PHONE', phone)];
}

/** Address books know the solar calendar only; a lunar birthday is a note to people there, and a property of ours to us. */
function birthdayLines(birthday: Birthday, language: Language): readonly string[] {
  if (birthday.calendar === 'lunar') {
    const own = propertyLines('X-KAM-BIRTHDAY', birthdayCell(birthday, 'en'));
    return [own, propertyLines('NOTE', birthdayCell(birthday, language))];
  }
  const written = birthdayCell(birthday, 'en');
  // Without its year as later versions write it; 3.0 has no way of its own.
  return [propertyLines('BDAY', birthday.year === null ? `--${written}` : written)];
}
