import type { Day } from '../../domain/records.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { formatDay, formatList } from '../format.ts';
import { words } from './words.ts';

/** What went wrong, and what to do next. */
export const errors = {
  notUnderstood:
    'I did not understand that, and nothing was written. Try "stage NAME", "log yesterday visited …", or "help".',
  notUnderstoodAfter: (command: string) =>
    `I did not understand what follows "${command}", and nothing was written. It is said like this:`,
  /** Said instead where it shows why a report was none. */
  notRecorded: {
    plan: 'That sounds like something still to come, so nothing was written. Say it again when it has happened; what was promised goes into a log as a next step.',
    denied:
      'That sounds as if it did not take place, so nothing was written. To keep it anyway, put "log" before it: it is then kept as a note and does not count as contact.',
    hearsay:
      'Those seem to be the words or doings of others, so nothing was written. To keep them, put "log" before them: they are then kept as a note and do not count as contact.',
    correction:
      'I do not know what to put right in what was said before, and nothing was written. Take it back with "undo", then say all of it again as it was.',
  },
  unclearQuote: 'A quotation mark is not closed. Close it and send the line again.',
  unknownField: (typed: string, known: readonly string[], meant?: string) =>
    `"${typed}" is no argument here.${meant === undefined ? '' : ` Do you mean "${meant}="?`} Known: ${known.join(', ')}.`,
  empty: (label: string) => `"${label}" is empty. Say what it is.`,
  tooLong: (label: string, max: number, length: number) =>
    `"${label}" has ${length} characters; ${max} is the most. Shorten it, or split it into two.`,
  notNumber: (label: string, typed: string) => `"${label}" should be a number, not "${typed}".`,
  outOfRange: (label: string, value: number, least: number, most: number) =>
    `"${label}" must be from ${least} to ${most}; ${value} is not.`,
  tooPrecise: (label: string, decimals: number) =>
    decimals === 0 ? `"${label}" must be a whole number.` : `"${label}" takes at most ${decimals} decimals.`,
  noSuchDay: (label: string, typed: string) =>
    `"${typed}" is no day I know for "${label}". Try yesterday, last Friday, Nov 12 or 2026-11-12.`,
  noSuchDayAhead: (label: string, typed: string) =>
    `"${typed}" is no day I know for "${label}". Write it as tomorrow, next Friday, Dec 4 or 2026-12-04.`,
  future: (label: string, day: Day) =>
    `"${label}" would be ${formatDay(day, 'en')}, which is still to come. Record it when it has happened; a plan goes into a log as a next step.`,
  notChoice: (label: string, typed: string, keys: readonly string[]) =>
    `"${typed}" does not fit "${label}". It is one of: ${keys.join(', ')}.`,
  notSwitch: (label: string, typed: string) => `"${label}" is yes or no, not "${typed}".`,
  notMoney: (label: string, typed: string) => `"${typed}" is no amount for "${label}". Try 300 CNY or 50 USD.`,
  notTime: (label: string, typed: string) => `"${typed}" is no time of day for "${label}". Try 15:30.`,
  notCadence: (label: string, typed: string) =>
    `"${typed}" does not fit "${label}". Name a layer with its days, ideal and at most: decision 30/45.`,
  notZone: (typed: string) => `"${typed}" is no time zone. Use a name such as Asia/Shanghai or America/New_York.`,
  notClock: (typed: string) => `"${typed}" is no time of day I can read. Try 09:00 or 9am.`,
  notEmail: (typed: string) => `"${typed}" is no e-mail address.`,
  notBirthday: (typed: string) => `"${typed}" is no birthday I can read. Try 1980-05-12, 05-12 or lunar 08-15.`,
  notSteps: (typed: string) => `"${typed}" is no next step. Say what, by whom and until when.`,
  unknownAccount: (typed: string) => `I know no account "${typed}".`,
  goneAccount: 'That account is not in the book any more, or you may not see it.',
  ambiguousAccount: (typed: string) => `"${typed}" fits more than one account. Which one?`,
  archivedAccount: (name: string) => `${name} is archived. Restore it first: account "${name}" restore`,
  goneContact: 'That contact is not in the book any more, or you may not see them.',
  unknownContact: (typed: string, account: string | undefined) =>
    account === undefined ? `I know no contact "${typed}".` : `I know no contact "${typed}" at ${account}.`,
  ambiguousContact: (typed: string) => `"${typed}" fits more than one person. Who is meant?`,
  contactOfAnother: (typed: string, account: string, other: string) =>
    `${typed} is a contact at ${other}, not at ${account}. Name the right account, or add the person to ${account}.`,
  unknownMember: (typed: string) => `Nobody of ours is called "${typed}".`,
  ambiguousMember: (typed: string) => `"${typed}" fits more than one of ours. Use the key.`,
  missing: (labels: readonly string[]) => `Still missing: ${formatList(labels, 'en')}.`,
  needsRole: (role: Role) => `This needs the role ${words.role[role]}. Ask an administrator.`,
  mayNotWrite: (account: string, owner: string, isViewer: boolean) =>
    isViewer
      ? `You may read ${account} but not write: your role is viewer. Ask an administrator to make you a member.`
      : `You may not write to ${account}. Ask its owner, ${owner}, to add you to the team.`,
  mayNotPin: (account: string) => `Only a manager of ${account}'s owner may pin a judgement on it.`,
  mayNotState: 'A level is stated by the person who has it; a manager may state it for their reports.',
  hasLeft: 'Your membership has ended, so I cannot answer. Ask an administrator if that is a mistake.',
  stranger: 'I do not know you yet. Ask an administrator to add you.',
  sameTwice: 'These are one and the same already.',
  onlyOwnPeople: (account: string) => `Only the people of ${account}, their managers and administrators may see this.`,
  onlyInPrivate: 'This is personal: ask in a direct message.',
  unknownLink: 'There is no such link any more.',
  erasedAlready: 'This person has been erased already.',
  eraseForGood: (name: string) =>
    `Everything that tells of ${name} would be taken out of the book, its history and its audit, for good. It cannot be undone. To go on, press the button, or say it again with confirm="${name}".`,
  nothingToUndo: 'There is nothing of yours to undo.',
  alreadyUndone: 'That was undone already.',
  unknownChange: 'I do not find that entry any more.',
  notYours: 'Only the person who wrote it can undo it.',
  changedSince: 'This was changed again later, so undoing it would lose the later change. Change it by hand instead.',
  stillUsed: 'Other records point to it by now. Undo those first.',
  nameTaken: (name: string) => `There is already an account called ${name}.`,
  contactTaken: (name: string, account: string) => `${account} already has a contact called ${name}.`,
  keyTaken: (key: string) => `There is already a member with the key or e-mail ${key}.`,
  needsKey: 'A member needs an e-mail address or a key.',
  circle: (name: string) => `${name} would then stand above and below the same person. Choose another manager.`,
  rangeTogether: 'Low and high come together: give both or neither.',
  rangeOrder: 'The order must be low ≤ percent ≤ high ≤ ceiling.',
  factOrder: 'The last day lies before the first.',
  notPinValue: (target: string): string =>
    target === 'step' ? 'A pinned step is 0 to 5.' : 'A pinned stage is development, initial, stable or strategic.',
  pinPast: 'The last day of a pin must lie ahead.',
  unknownSetting: (typed: string, keys: readonly string[]) =>
    `There is no setting "${typed}". Known: ${keys.join(', ')}.`,
  settingRange: (key: string, range: string) => `${key} takes ${range}.`,
  unavailable:
    'Something went wrong on my side and nothing was written. Please try again; if it stays so, tell your administrator.',
  storeTrouble: {
    full: 'The disk is full, so nothing was written. Tell your administrator.',
    'read-only': 'The database cannot be written to, so nothing was written. Tell your administrator.',
    busy: 'The database is busy and nothing was written. Please try again in a moment.',
    unreachable: 'The database cannot be reached, so nothing was written. Please try again in a moment.',
    damaged: 'The database is damaged, so nothing was written. Tell your administrator.',
    'newer-version': 'The database belongs to a newer version of this program. Tell your administrator.',
    refused: 'The database refused this as it stands, so nothing was written. Tell your administrator.',
  },
  badLine: 'This line is not a JSON object with a text.',
  badMoment: (typed: string) =>
    `"${typed}" is no moment. Use ISO 8601 with an offset, such as 2026-11-21T10:00:00+08:00.`,
  notEmptyBook:
    'There are people in the book already, so nobody can become administrator this way. Ask an administrator for a link.',
};
