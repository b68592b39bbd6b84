import { describeProblem } from '../book/problems.ts';
import type { Reason, ReasonCode } from './reason.ts';

const at = (r: Reason) => (r.column === undefined ? '' : `Column "${r.column}": `);
const value = (r: Reason) => (r.value === undefined || r.value === '' ? 'this' : `"${r.value}"`);
const lines = (r: Reason) => `${r.lines?.length === 1 ? 'line' : 'lines'} ${(r.lines ?? []).join(', ')}`;
const names = (r: Reason) => (r.names ?? []).map((name) => `"${name}"`).join(', ');

export const reasonsEn: Readonly<Record<ReasonCode, (reason: Reason) => string>> = {
  'empty-file': () => 'There is nothing in this file.',
  'unknown-format': () => 'This kind of file is not known here. Save it as CSV (UTF-8), XLSX or vCard (.vcf).',
  'old-workbook': () =>
    'This is an old Excel file (.xls), or one with a password. Save it as .xlsx or CSV without one.',
  'file-too-large': (r) => `This file is larger than ${r.most} MB. Split it.`,
  'too-many-rows': (r) => `Row ${r.line} is beyond the ${r.most} rows one import takes. Split the file.`,
  'too-many-cells': (r) => `By row ${r.line} there are more than ${r.most} cells. Take out columns, or split the file.`,
  'two-encodings': (r) =>
    `Two encodings are mixed: ${lines(r)} in ${r.encodings?.[0]}, the rest in ${r.encodings?.[1]}. Save all of it as UTF-8.`,
  'unreadable-text': (r) =>
    r.lines === undefined
      ? `This file says that it is ${r.encodings?.[0]}, and is not. Save it as UTF-8.`
      : `In neither UTF-8 nor GB18030: ${lines(r)}. Save the file as UTF-8.`,
  'quote-open': (r) => `A quotation mark opened in the row at line ${r.line} is never closed. Close it or take it out.`,
  'row-too-long': (r) => `The row at line ${r.line} is too long: most likely a quotation mark is never closed.`,
  'damaged-workbook': () => 'This workbook is damaged. Open it in a spreadsheet program and save it again.',
  'locked-workbook': () => 'This workbook has a password. Take it off first.',
  'unpacks-too-large': (r) =>
    `Unpacked this file is larger than ${r.most} MB, so it was not read. Split it, or save it as CSV.`,
  'no-sheet': () => 'There is no sheet in this workbook.',
  'damaged-cards': (r) => `The card beginning at line ${r.line} does not end (END:VCARD is missing).`,
  'no-headers': (r) =>
    `These headers are not known: ${names(r)}. They belong in row 1 or 2; a template shows the right ones.`,
  'wrong-column-count': (r) =>
    `${r.found} columns where the header has ${r.expected}: a comma or quotation mark is astray.`,
  formula: (r) => `${value(r)} is a formula; what it showed may be out of date. Paste it as a value first.`,
  missing: (r) => `${at(r)}nothing here. Fill it in.`,
  'missing-owner': (r) =>
    `${r.value ? `"${r.value}"` : 'This row'} has no owner. Add one, or name a default owner for the import.`,
  'unknown-member': (r) => `Nobody of ours is called "${r.value}". Write the e-mail, the key or the full name.`,
  'ambiguous-member': (r) => `More than one of ours is called "${r.value}". Write the e-mail or the key.`,
  'unknown-account': (r) =>
    `There is no account "${r.value}". Import accounts first, or correct the name${r.names?.length ? ` (near it: ${names(r)})` : ''}.`,
  'ambiguous-account': (r) => `"${r.value}" can mean more than one account. Write the full name or the KAM ID.`,
  'not-yours': (r) => `The account "${r.value}" is not yours, so you cannot import this row.`,
  'not-yours-to-state': (r) =>
    `How deep "${r.value}" stands with somebody is for them, those above them and admins to say.`,
  'unknown-contact': (r) => `This account has no contact "${r.value}". Import contacts first, or correct the name.`,
  'ambiguous-contact': (r) => `This account has more than one "${r.value}". Write the KAM ID.`,
  'invalid-day': (r) => `${at(r)}${value(r)} is not a day that exists. Write 2026-11-03.`,
  'unclear-day': (r) => `${at(r)}${value(r)} does not tell day from month. Write 2026-11-03.`,
  'invalid-time': (r) => `${at(r)}${value(r)} is not a time. Write 14:30.`,
  'invalid-birthday': (r) => `${at(r)}${value(r)} is not a birthday. Write 1985-04-12, 04-12 or lunar 08-15.`,
  'invalid-level': (r) =>
    `${at(r)}${value(r)} is not a level. Write who of ours and 1 to 5: ann@example.com 3, or ann@example.com 3 (2026-05-01).`,
  'invalid-number': (r) => `${at(r)}${value(r)} is not a number.`,
  'out-of-range': (r) =>
    r.most === undefined
      ? `${at(r)}${value(r)} is below ${r.found}.`
      : `${at(r)}${value(r)} is not between ${r.found} and ${r.most}.`,
  'invalid-currency': (r) => `${at(r)}${value(r)} is not a currency. Write three letters like CNY or USD.`,
  'not-a-choice': (r) => `${at(r)}${value(r)} is not known. Write one of: ${r.allowed?.[1] ?? ''}.`,
  contradiction: (r) =>
    `Contradicts ${lines(r)} (here ${r.value}). One thing can be said one way only; two people of one name need a KAM ID column.`,
  'not-won': (r) => `${at(r)}${value(r)} is not won yet: only what was won is an order.`,
  'not-done': (r) => `${at(r)}${value(r)} means that it has not happened yet.`,
  'similar-contact': (r) =>
    `"${r.value}" is nearly ${names(r) || 'somebody there is'}. Is it the same person, or another?`,
  'similar-account': (r) => `"${r.value}" is nearly ${names(r) || 'an account there is'}. Is it the same, or another?`,
  'nobody-met': () =>
    'Nobody is named as met. It can come in as a note (which is no contact with anybody), or add the contact.',
  'word-left-out': (r) =>
    `${at(r)}${value(r)} is not known and was left out${r.allowed?.[1] ? `; known are: ${r.allowed[1]}` : ''}.`,
  'owner-kept': (r) => `The contact's owner is "${r.value}"; the account stays with ${names(r)}.`,
  book: (r) => (r.problem === undefined ? '' : describeProblem({ ...r.problem, path: lastOf(r.problem.path) }, 'en')),
};

function lastOf(path: string): string {
  return /([a-zA-Z]+)$/.exec(path)?.[1] ?? '';
}
