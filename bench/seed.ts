import Database from 'better-sqlite3';
import { openAssistant } from '../src/compose.ts';
import { parseConfig } from '../src/config.ts';
import { addDays, dayOf, startOfDay } from '../src/domain/days.ts';
import { newAccount, newContact } from '../src/domain/new-records.ts';
import type { Account, Contact, Interaction, Member, Records } from '../src/domain/records.ts';
import { reachOf } from '../src/domain/touches.ts';
import {
  ATTITUDES,
  DEPARTMENTS,
  FUNCTIONS,
  INTERACTION_KINDS,
  type InteractionKind,
  LAYERS,
  PROCUREMENT_ROLES,
} from '../src/domain/vocabulary.ts';
import { nameKeysOf } from '../src/language/names.ts';
import type { NamedKind } from '../src/ports/store.ts';
import { type Chance, createChance, createPastIds } from './chance.ts';
import { makeAccounts, makePeople, makeTitle } from './made-up-names.ts';

/** The moment of the benchmark: noon in Shanghai on Saturday 21 November 2026. */
export const NOW = Date.parse('2026-11-21T12:00:00+08:00');
export const ZONE = 'Asia/Shanghai';
const TODAY = '2026-11-21';
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 730;
const FOUNDED = NOW - (HISTORY_DAYS + 30) * DAY_MS;

export interface Size {
  readonly accounts: number;
  /** Of each account. */
  readonly contacts: number;
  readonly interactions: number;
  /** The first account has so many interactions instead. */
  readonly first?: number;
}

/** What sentences can be made of. */
export interface SeededAccount {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly isChinese: boolean;
  readonly ownerId: string;
  /** People whose names are borne once within the account. */
  readonly contacts: readonly { readonly id: string; readonly name: string }[];
}

export interface Seeded {
  /** Speaks in every measurement; an administrator. */
  readonly speakerId: string;
  readonly accounts: readonly SeededAccount[];
}

const MEMBERS = 20;

/**
 * Fills a new SQLite file by plain inserts, deterministic from the seed: the schema and `meta` are made by the program itself,
 * the derived tables (name keys, touches, links, teams) and the audit of each interaction are written as the program would.
 * Interactions come in the order of time, so that those of one account lie scattered in the file, as they do in life.
 */
export async function seed(file: string, size: Size, seedNumber = 1): Promise<Seeded> {
  const assistant = await openAssistant(
    parseConfig({ DATABASE_URL: `file:${file}`, LOG_LEVEL: 'silent', KAM_TIME_ZONE: ZONE }),
  );
  await assistant.close();
  const database = new Database(file);
  try {
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -262144');
    database.exec('BEGIN');
    const indexes = dropIndexes(database);
    const seeded = fill(createWriter(database), size, createChance(seedNumber));
    for (const sql of indexes) database.exec(sql);
    database.exec('COMMIT');
    if ((database.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('The seed refers to nothing.');
    database.pragma('journal_mode = WAL');
    return seeded;
  } finally {
    database.close();
  }
}

/** Building an index at the end is several times faster than keeping it up. */
function dropIndexes(database: Database.Database): readonly string[] {
  const found = database
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of found) database.exec(`DROP INDEX "${name}"`);
  return found.map(({ sql }) => sql);
}

type Row = Readonly<Record<string, unknown>>;
type Write = (table: string, row: Row) => void;

/** Writes a row: field names become column names, lists and objects JSON. */
function createWriter(database: Database.Database): Write {
  const statements = new Map<string, { readonly run: (row: Row) => void }>();
  const prepare = (table: string, row: Row) => {
    const fields = Object.keys(row);
    const columns = fields.map((field) => `"${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`);
    const statement = database.prepare(
      `INSERT INTO "${table}" (${columns.join()}) VALUES (${fields.map(() => '?').join()})`,
    );
    return { run: (each: Row) => statement.run(fields.map((field) => toColumn(each[field]))) };
  };
  return (table, row) => {
    const statement = statements.get(table) ?? prepare(table, row);
    statements.set(table, statement);
    statement.run(row);
  };
}

function toColumn(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function fill(write: Write, size: Size, chance: Chance): Seeded {
  const newId = createPastIds(chance);
  const members = writeMembers(write, newId, chance);
  const ids = members.map(({ id }) => id);
  const accounts = makeAccounts(size.accounts, chance).map((made) => {
    const [ownerId = '', backupId = '', ...teamIds] = chance.some(ids, 4);
    const account = anAccount(newId(FOUNDED), made.name, ownerId, backupId, teamIds);
    write('accounts', { ...account });
    writeNames(write, 'account', account);
    for (const memberId of teamIds) write('teams', { accountId: account.id, memberId });
    writeHistories(write, account, newId, chance);
    const contacts = makePeople(size.contacts, made.isChinese, chance).map((name) =>
      aContact(newId(FOUNDED), account.id, name, makeTitle(made.isChinese, chance)),
    );
    for (const contact of contacts) writeContact(write, contact, account, newId, chance);
    return { ...made, account, contacts, staff: [ownerId, backupId, ...teamIds] };
  });
  const links = new Set<string>();
  for (const { index, at } of moments(size, chance)) {
    const known = accounts[index];
    if (known) writeInteraction(write, known, at, links, newId, chance);
  }
  return {
    speakerId: ids[0] ?? '',
    accounts: accounts.map(({ account, contacts, brand, isChinese }) => ({
      id: account.id,
      name: account.name,
      brand,
      isChinese,
      ownerId: account.ownerId,
      contacts: contacts.map(({ id, name }) => ({ id, name })),
    })),
  };
}

type NewId = (at: number) => string;

function writeMembers(write: Write, newId: NewId, chance: Chance): readonly Member[] {
  const names = [...makePeople(MEMBERS / 2, true, chance), ...makePeople(MEMBERS / 2, false, chance)];
  return names.map((name, index) => {
    const email = `member${index}@example.com`;
    const member: Member = {
      id: newId(FOUNDED),
      key: email,
      email,
      mobile: null,
      name,
      function: FUNCTIONS[index % FUNCTIONS.length] ?? 'sales',
      role: index === 0 ? 'admin' : 'member',
      managerId: null,
      state: 'active',
      leavesOn: null,
      timeZone: ZONE,
      language: index < MEMBERS / 2 ? 'zh' : 'en',
      createdAt: FOUNDED,
    };
    write('members', { ...member, foldedKey: email, foldedEmail: email });
    writeNames(write, 'member', member);
    return member;
  });
}

function anAccount(id: string, name: string, ownerId: string, backupId: string, teamIds: readonly string[]): Account {
  return { ...newAccount({ id, name, ownerId, createdAt: FOUNDED }), backupId, teamIds };
}

function aContact(id: string, accountId: string, name: string, title: string | null): Contact {
  return { ...newContact({ id, accountId, name, createdAt: FOUNDED }), title };
}

function writeNames<K extends NamedKind>(write: Write, kind: K, record: Records[K]): void {
  const accountId = 'accountId' in record ? record.accountId : null;
  for (const { key, whole } of nameKeysOf(kind, record))
    write('name_keys', { kind, subjectId: record.id, key, whole, accountId });
}

/** Shares, orders, and now and then a fact. */
function writeHistories(write: Write, account: Account, newId: NewId, chance: Chance): void {
  const about = { accountId: account.id, authorId: account.ownerId, recordedAt: FOUNDED };
  const share = { low: null, high: null, ceiling: null, source: 'finance sheet' };
  for (const quarter of [1, 2, 3, 4]) {
    const on = addDays(TODAY, -quarter * 90);
    write('shares', { id: newId(FOUNDED), on, percent: chance.below(101), ...share, ...about });
  }
  for (let order = 0; order < 5; order++) {
    const on = addDays(TODAY, -chance.below(HISTORY_DAYS));
    const value = { amount: 1000 * (1 + chance.below(900)), currency: 'CNY', product: null };
    write('orders', { id: newId(FOUNDED), on, ...value, ...about });
  }
  if (chance.next() < 0.2) {
    const fact = { kind: 'integration', what: 'joint warehouse', from: '2025-03-01', to: null };
    write('facts', { id: newId(FOUNDED), ...fact, ...about });
  }
}

function writeContact(write: Write, contact: Contact, account: Account, newId: NewId, chance: Chance): void {
  write('contacts', { ...contact });
  writeNames(write, 'contact', contact);
  const about = { accountId: account.id, contactId: contact.id, on: null, authorId: account.ownerId };
  const traits = {
    department: chance.pick(DEPARTMENTS),
    layer: chance.pick(LAYERS),
    roles: [chance.pick(PROCUREMENT_ROLES)],
    attitude: chance.pick(ATTITUDES),
    weight: chance.pick([0, 0, 0, 10, 20, 40]),
  };
  for (const [field, value] of Object.entries(traits)) {
    const row = { id: newId(FOUNDED), ...about, field, value: JSON.stringify(value), source: null };
    write('traits', { ...row, recordedAt: FOUNDED });
  }
  if (chance.next() < 0.3) {
    const level = { level: 1 + chance.below(5), memberId: account.ownerId, on: addDays(TODAY, -chance.below(500)) };
    write('levels', { id: newId(FOUNDED), ...about, ...level, recordedAt: FOUNDED });
  }
}

/** When there was an interaction with which account, oldest first. */
function moments(size: Size, chance: Chance): readonly { readonly index: number; readonly at: number }[] {
  const all: { index: number; at: number }[] = [];
  for (let index = 0; index < size.accounts; index++) {
    const count = index === 0 ? (size.first ?? size.interactions) : size.interactions;
    for (let n = 0; n < count; n++) all.push({ index, at: NOW - DAY_MS - chance.below(HISTORY_DAYS * DAY_MS) });
  }
  return all.sort((a, b) => a.at - b.at);
}

const NOTES = [
  '聊了二期预算',
  '确认交货时间，对方对价格有疑问',
  'talked about the renewal',
  'went through the open issues',
];
const LIKELY_KINDS: readonly InteractionKind[] = ['visit', 'visit', 'call', 'call', 'message', 'email', 'meeting'];

interface Known {
  readonly account: Account;
  readonly contacts: readonly Contact[];
  readonly staff: readonly string[];
}

function writeInteraction(
  write: Write,
  { account, contacts, staff }: Known,
  at: number,
  links: Set<string>,
  newId: NewId,
  chance: Chance,
): void {
  const isToldWithoutTime = chance.next() < 0.7;
  const day = isToldWithoutTime ? dayOf(at, ZONE) : null;
  const met = chance.some(contacts, chance.pick([1, 1, 1, 1, 2, 2, 3])).map(({ id }) => id);
  const ours = chance.some(staff, chance.pick([1, 1, 1, 2]));
  const interaction: Interaction = {
    id: newId(at),
    accountId: account.id,
    contactIds: met,
    memberIds: ours,
    kind: chance.pick(chance.next() < 0.8 ? LIKELY_KINDS : INTERACTION_KINDS),
    at: day === null ? at : startOfDay(day, ZONE),
    day,
    note: chance.pick(NOTES),
    answered: chance.next() < 0.5 ? true : null,
    signals: [],
    value: null,
    occasion: null,
    authorId: ours[0] ?? null,
    recordedAt: at,
  };
  write('interactions', { ...interaction });
  writeTouches(write, interaction, links);
  writeAudit(write, interaction, newId);
  if (chance.next() < 0.3) {
    const step = { what: '给方案', due: addDays(dayOf(at, ZONE), 7), byId: interaction.authorId, doneOn: null };
    const of = { accountId: account.id, interactionId: interaction.id, position: 0 };
    write('next_steps', { id: newId(at), ...of, ...step, recordedAt: at });
  }
}

function writeTouches(write: Write, interaction: Interaction, links: Set<string>): void {
  const { id: interactionId, accountId, contactIds, memberIds, kind, at, day, recordedAt } = interaction;
  const reach = reachOf(interaction);
  const pairs = contactIds.flatMap((contactId) => memberIds.map((memberId) => ({ contactId, memberId })));
  for (const [position, pair] of pairs.entries()) {
    write('touches', { interactionId, position, accountId, ...pair, kind, at, day, reach, recordedAt });
    const link = `${pair.contactId} ${pair.memberId}`;
    if (reach === 0 || links.has(link)) continue;
    links.add(link);
    write('links', { accountId, ...pair });
  }
}

function writeAudit(write: Write, interaction: Interaction, newId: NewId): void {
  const { id: recordId, accountId, authorId, recordedAt, kind, note, day } = interaction;
  const id = newId(recordedAt);
  const input = { account: accountId, kind, date: day, note };
  write('changes', { id, command: 'log', input, memberId: authorId, at: recordedAt, undoes: null });
  const row = { changeId: id, position: 0, kind: 'interaction', recordId, accountId, before: null };
  write('change_rows', { ...row, after: interaction });
}
