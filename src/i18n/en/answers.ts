import type { Day } from '../../domain/records.ts';
import { capitalised, formatDay, formatList } from '../format.ts';

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a command says when it has done its work. */
export const answers = {
  separator: ', ',
  semicolon: '; ',
  /** Something beside a name. */
  aside: (text: string, beside: string) => `${text} (${beside})`,
  /** Whose, and what. */
  told: (whose: string, what: string) => `${whose}: ${what}`,
  column: {
    account: 'Account',
    answered: 'Answered',
    aliases: 'Aliases',
    attitude: 'Attitude',
    backup: 'Backup',
    birthday: 'Birthday',
    command: 'Command',
    contacts: 'Contacts',
    date: 'Date',
    department: 'Department',
    cadence: 'Cadence (days)',
    email: 'E-mail',
    festivals: 'Festivals',
    function: 'Function',
    key: 'Key',
    kind: 'Kind',
    kinds: 'Kinds',
    language: 'Language',
    layer: 'Layer',
    manager: 'Manager',
    members: 'Ours',
    name: 'Name',
    nextStep: 'Next step',
    note: 'Note',
    occasion: 'Occasion',
    owner: 'Owner',
    phone: 'Phone',
    recipientClass: 'Recipient class',
    reportsTo: 'Reports to',
    role: 'Role',
    roles: 'Roles',
    share: 'Share',
    since: 'Since',
    source: 'Source',
    state: 'State',
    successor: 'Successor',
    summary: 'What it does',
    taboos: 'Taboos',
    tastes: 'Tastes',
    team: 'Team',
    timeZone: 'Time zone',
    title: 'Title',
    value: 'Value',
    who: 'Who',
    weight: 'Weight',
  },
  logged: (kind: string, account: string) => `Logged: ${kind}, ${account}`,
  step: (what: string, due: string | null, by: string | null) =>
    `${what}${due === null ? '' : `, by ${due}`} (${by ?? 'they owe it'})`,
  warnOld: (day: Day) => `${formatDay(day, 'en')} is over a year ago. Undo it if the year is wrong.`,
  warnNote:
    'Kept as a note, which is no touch and resets no cadence. If you were in touch, undo it and say how: visited, called, met.',
  warnGone: (name: string) =>
    `${name} had left by then, so this makes no active link. If they are back, say so: state=in-post.`,
  otherAccounts: (names: readonly string[]) =>
    `Nothing is recorded for ${formatList(names, 'en')}: tell it in a sentence of its own.`,
  warnOneWay: 'Kept as one-way: it counts as a touch between people only once they have answered.',
  undone: (command: string) => `Undone: ${command}`,
  recordedBefore: (command: string) => `This was recorded when it first came in (${command}), and only once.`,
  lastTouch: (who: string, day: string, daysAgo: number) =>
    `Last in touch with ${who}: ${day}, ${daysAgo === 0 ? 'today' : daysAgo === 1 ? 'yesterday' : `${daysAgo} days ago`}`,
  neverTouched: (who: string) => `No touch with ${who} on record.`,
  shareOf: (account: string, stage: string) => `Share at ${account}: ${stage}`,
  shareRecorded: (account: string, stage: string) => `Share recorded, ${account}: ${stage}`,
  orderRecorded: (account: string) => `Order recorded, ${account}`,
  ordersOf: (account: string, count: number) => `${account}: ${times(count, 'order', 'orders')}`,
  factRecorded: (account: string) => `Recorded, ${account}`,
  factsOf: (account: string, count: number) =>
    `${account}: ${times(count, 'integration or alliance', 'integrations and alliances')}`,
  stillInForce: 'still in force',
  levelsOf: (contact: string) => `How deep we stand with ${contact}`,
  levelStated: (member: string, contact: string, level: number, name: string) =>
    `${member} – ${contact}: level ${level}, ${name}`,
  pinLine: (target: string, value: string, reason: string, until: string) =>
    `${capitalised(target)} ${value}, until ${until}: ${reason}`,
  pinsOf: (account: string, count: number) => `${account}: ${times(count, 'pin', 'pins')} in force`,
  changesOf: (account: string | null, count: number) =>
    `${account === null ? '' : `${account}: `}${times(count, 'latest entry', 'latest entries')}`,
  /** Behind the name of a command. */
  takenBack: ' (taken back)',
  operator: 'operator',
  maybeSame: (name: string) => `This looks like ${name}, which is in the book already.`,
  retentionOff:
    'No retention is set: say settings retention-days 1095, and contacts gone for longer are offered for erasure.',
  retentionDue: (count: number, days: number) =>
    `${times(count, 'contact', 'contacts')} gone for more than ${days} days`,
  viewLine: (field: string, value: string, by: string, on: string | null, age: number, faded: boolean) =>
    `${field}: ${value} (${by}${on === null ? '' : `, ${on}`}${age === 0 ? '' : `, ${times(age, 'day', 'days')} old`}${faded ? ', fading' : ''})`,
  merged: (gone: string, stays: string) => `${gone} is now part of ${stays}`,
  heldAbout: (name: string) => `What is held about ${name}`,
  heldCounts: (views: number, interactions: number) =>
    `${times(views, 'dated view', 'dated views')}, ${times(interactions, 'interaction', 'interactions')}:`,
  heldAsJson: 'The whole of it as data: kam say --json with the same line.',
  erased: 'Erased for good',
  eraseProof: (texts: number, elsewhere: number, inFile: number | null) =>
    `${times(texts, 'text', 'texts')} of this person were looked for in every table${elsewhere === 0 ? ': none is left' : `; ${times(elsewhere, 'place', 'places')} still hold the same words about somebody else`}.${inFile === null ? '' : inFile === 0 ? ' None is left in the database file either.' : ' The database file could not be cleaned yet: it is in use by another process.'}`,
  eraseCopies: (files: string) =>
    `Copies made before still hold this person. Delete them, or let them age out: ${files}`,
  settings: 'Settings',
  notSet: 'not set',
  settingChanged: (key: string, value: string) => `${key} is now ${value}`,
  consoleLink: (name: string) => `Console link for ${name}`,
  consoleLinkOnce: 'It is shown this once and kept only as a hash. Whoever has it speaks as this person.',
  consoleLinks: (name: string, count: number) =>
    count === 0
      ? `${name} has no console link`
      : `${name} can open the console with ${count === 1 ? 'one link' : `${count} links`}`,
  consoleLinksNote:
    'Each is a browser that is signed in, or a link that was not opened yet. Revoked, it is no longer good.',
  revokeLink: (when: string) => `Revoke the one of ${when}`,
  revokeAsk: 'Revoke this link? Whoever is signed in with it is out at once.',
  linkRevoked: (name: string) => `A link of ${name} was revoked`,
  showLinks: 'All links',
  membersCount: (count: number) => times(count, 'member', 'members'),
  accountsCount: (count: number, mine: number) => `${times(count, 'account', 'accounts')}, ${mine} of them yours`,
  archived: (account: string) => `${account} (archived)`,
  contactsOf: (account: string, count: number) => `${account}: ${times(count, 'contact', 'contacts')}`,
  birthday: (isLunar: boolean, month: number, day: number, year: number | null, leap: boolean) => {
    const date = `${year === null ? '' : `${year}-`}${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    return isLunar ? `lunar ${leap ? 'leap ' : ''}${date}` : date;
  },
  hello: (name: string) => `Hello, ${name}!`,
  atYourService: 'You are welcome.',
  helloIntro: 'Tell me what happened, or ask me, for instance like this; "help" shows all I can do:',
  helpTitle: 'What I can do',
  helpIntro: 'Tell me what happened and I remember it; ask and I explain. Type a sentence, or a command:',
  helpExamples: [
    'log visited Alice at Northwind yesterday, talked about the budget, send the quote by next Wednesday',
    'what stage is Northwind?',
    'when did we last speak with Northwind?',
    'share Northwind 45',
  ],
  imported: 'Imported',
  sampleLoaded: 'A sample book is loaded. Try one of these:',
  sampleOnlyEmpty: 'There are accounts already, so the sample was not loaded.',
  importCount: (kind: string, fresh: number, changed: number, same: number) =>
    `${kind}: ${fresh} new, ${changed} changed, ${same} the same`,
  welcomeTitle: 'Welcome to KAM Assistant',
  welcomeIntro: 'The book is empty. Tell me who you are; you become its administrator.',
  welcomeDone: (name: string) => `Welcome, ${name}. You are the administrator.`,
  welcomeNext: 'How would you like to begin?',
  youAre: 'This concerns you alone.',
};
