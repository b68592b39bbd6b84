import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED, isErased } from '../../src/domain/erased.ts';
import type { Contact, RecordKind, Records } from '../../src/domain/records.ts';
import type { ErasePlan, ErasureReport } from '../../src/ports/care.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aContact,
  aFact,
  aLevel,
  aMember,
  aNextStep,
  anAccount,
  anInteraction,
  aPin,
  aShare,
  aTrait,
  newId,
} from '../fixtures/records.ts';
import { tablesOf } from '../ops/tables.ts';
import { ENGINES, type Engines, fileOf, startEngines } from './engines.ts';
import { about, openFresh, type Seed, seed, write } from './store.opening.ts';

const AT = Date.UTC(2026, 10, 21);
const plan = (contactId: string, fields: Partial<ErasePlan> = {}): ErasePlan => ({
  contactId,
  memberId: null,
  at: AT,
  on: '2026-11-21',
  ...fields,
});

/** A text nobody else can have said, with anything in it. */
const text = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .map((any) => `${any.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '')}-own-${newId()}`);
const person = fc.record({
  name: fc.oneof(
    text,
    fc.constantFrom('欧阳', 'ՁᲤ', '"Quote" Name', 'Ünal\\Éva', "O'Neil%_").map((name) => name + newId('Name')),
  ),
  earlierName: text,
  title: text,
  email: text,
  phone: text,
  tastes: text,
  taboos: text,
  source: text,
  note: text,
  earlierNote: text,
  sharedNote: text,
  undoneNote: text,
  occasion: text,
  what: text,
});
type Told = typeof person extends fc.Arbitrary<infer T> ? T : never;

/** Everything that can be told of somebody, and of another beside them. */
async function tell(store: Store, told: Told) {
  const { member, account } = await seed(store);
  const { title, email, phone, tastes, taboos } = told;
  const contact = aContact(account.id, {
    name: told.earlierName,
    title,
    email,
    phone,
    tastes,
    taboos,
    optOut: ['mid-autumn'],
  });
  const other = aContact(account.id, { reportsToId: contact.id, tastes: `tea, as ${told.name} does` });
  const both = { contactIds: [contact.id], memberIds: [member.id] };
  const visit = anInteraction(account.id, { ...both, note: told.earlierNote, occasion: told.occasion });
  const dinner = anInteraction(account.id, { ...both, contactIds: [contact.id, other.id], note: told.sharedNote });
  const call = anInteraction(account.id, { ...both, contactIds: [other.id], note: `和${told.name}谈, ${told.email}` });
  const undone = anInteraction(account.id, { ...both, note: told.undoneNote });
  const step = aNextStep(visit, { what: told.what });
  const promise = aNextStep(undone, { what: `${told.what}!` });
  const all: [RecordKind, Records[RecordKind]][] = [
    ['contact', contact],
    ['contact', other],
    ['trait', aTrait(contact, 'attitude', 'resist', { source: told.source })],
    ['trait', aTrait(other, 'attitude', 'support', { source: `says ${told.name}` })],
    ['level', aLevel(contact, member.id)],
    ['level', aLevel(other, member.id)],
    ['interaction', visit],
    ['interaction', dinner],
    ['interaction', call],
    ['nextStep', step],
    ['nextStep', aNextStep(call, { what: `ask ${told.name} about it` })],
    ['fact', aFact(account.id, { what: `signed by ${told.name}` })],
    ['share', aShare(account.id, { source: told.phone })],
    ['pin', aPin(account.id, member.id, { reason: `${told.name} left` })],
    [
      'greeting',
      {
        ...{ id: newId('greeting'), accountId: account.id, contactId: contact.id, memberId: member.id },
        ...{ occasion: 'birthday', on: '2026-05-12', way: 'call', doneOn: null, interactionId: null },
        ...{ authorId: member.id, recordedAt: AT },
      },
    ],
    [
      'mute',
      {
        ...{ id: newId('mute'), memberId: member.id, rule: 'birthday', why: 'snoozed', until: null, recordedAt: AT },
        subject: `contact:${contact.id}/birthday/2026-05-12`,
      },
    ],
  ];
  const input = { account: account.name, contacts: [told.name], note: told.note, phrase: { nested: [told.email] } };
  await store.transaction(about({ command: 'log', input, memberId: member.id }), async (r) => {
    for (const [kind, record] of all) await r.insert(kind, record as never);
  });
  await write(store, async (r) => {
    await r.insert('interaction', undone);
    await r.insert('nextStep', promise);
  });
  await write(store, async (r) => {
    await r.remove('nextStep', promise.id);
    await r.remove('interaction', undone.id);
    await r.update('interaction', { ...visit, note: told.note });
    await r.update('contact', { ...contact, name: told.name });
  });
  return { member, account, contact, other, visit, dinner, call };
}

/** As it may stand in a column, in JSON, or in JSON within JSON. */
const forms = (value: string) => [value, JSON.stringify(value).slice(1, -1)];

const COUNTED = ['contacts', 'interactions', 'next_steps', 'touches', 'links', 'accounts', 'members', 'changes'];

describe.each(ENGINES)('erasing a person (%s)', (engine) => {
  let engines: Engines;
  let url: string;
  let store: Store;
  beforeAll(async () => {
    engines = await startEngines();
    url = await engines.freshUrl(engine);
    store = await openFresh(url);
  });
  afterAll(async () => {
    await store?.close();
    await engines?.stop();
  });

  const count = async () => {
    const tables = await tablesOf(url);
    return Object.fromEntries(COUNTED.map((name) => [name, tables[name]?.length]));
  };
  const rows = async () =>
    Object.values(await tablesOf(url))
      .flat()
      .map((row) => JSON.parse(row) as object);
  const wordsIn = async () =>
    (await rows()).flatMap((row) =>
      Object.values(row).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    );
  const find = async (values: readonly string[]) => {
    const words = await wordsIn();
    return values.filter((value) => forms(value).some((form) => words.some((word) => word?.includes(form))));
  };
  const findInFiles = (values: readonly string[]) => {
    const files = ['', '-wal', '-journal'].map((tail) => `${fileOf(url)}${tail}`).filter((file) => existsSync(file));
    const bytes = files.map((file) => readFileSync(file));
    return values.filter((value) => forms(value).some((form) => bytes.some((part) => part.includes(form))));
  };
  const clean = (report: ErasureReport) => {
    expect(report.remaining).toEqual([]);
    expect(report.texts).toBeGreaterThan(0);
    if (engine === 'postgres') expect(report.file).toBeNull();
    else expect(report.file).toEqual({ bytes: expect.any(Number), found: 0, isCleaned: true });
  };

  it('leaves no text of theirs in any table or file, every count as it was, and others as they were', async () => {
    await fc.assert(
      fc.asyncProperty(person, person, async (told, beside) => {
        const spared = await tell(store, beside);
        const { contact, other, account, visit } = await tell(store, told);
        expect(await find(Object.values(told))).toEqual(Object.values(told));
        const before = await count();
        const sparedBefore = await store.views.ofAccount('interaction', spared.account.id);

        clean(await store.erase(plan(contact.id)));

        expect(await find(Object.values(told))).toEqual([]);
        if (engine === 'sqlite') expect(findInFiles(Object.values(told))).toEqual([]);
        expect(await count()).toEqual({ ...before, changes: (before['changes'] ?? 0) + 1 });
        expect(await find(Object.values(beside))).toEqual(Object.values(beside));
        expect(await store.views.ofAccount('interaction', spared.account.id)).toEqual(sparedBefore);
        expect(await store.views.get('contact', other.id)).toEqual({ ...other, tastes: `tea, as ${ERASED} does` });
        const tombstone = (await store.views.get('contact', contact.id)) as Contact;
        expect(isErased(tombstone)).toBe(true);
        expect(await store.views.get('interaction', visit.id)).toEqual({ ...visit, note: '', occasion: null });
        expect((await store.views.lastTouch({ accountId: account.id, contactId: contact.id, at: AT }))?.kind).toBe(
          'visit',
        );
        expect(await store.views.ofAccount('greeting', account.id)).toEqual([]);
        const mutes = await store.views.all('mute');
        expect(mutes.filter(({ subject }) => subject?.includes(contact.id))).toEqual([]);
        const traits = (await store.views.ofAccount('trait', account.id)).filter(
          ({ contactId }) => contactId === contact.id,
        );
        expect(traits).toMatchObject([{ field: 'state', value: 'left', on: '2026-11-21', source: null }]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  /** A person called that, in an account of their own or of another. */
  async function called(name: string, into?: Seed): Promise<Seed> {
    const place = into ?? (await seed(store));
    const contact = aContact(place.account.id, { name });
    await write(store, (r) => r.insert('contact', contact));
    return { ...place, contact };
  }
  /** A note, and what becomes of it. */
  async function noted({ account, member, contact }: Seed, note: string): Promise<() => Promise<string | undefined>> {
    const call = anInteraction(account.id, { contactIds: [contact.id], memberIds: [member.id], note });
    await write(store, (r) => r.insert('interaction', call));
    return async () => (await store.views.get('interaction', call.id))?.note;
  }

  it('masks whole names, in any case, and none of another that contains it', async () => {
    const one = await called('Ann Lind');
    const other = await called('Joann Lindberg', one);
    const more = await called('Dr Ann Lind-Holm', one);
    const note = await noted(other, 'ANN LIND, Joann Lindberg and Dr Ann Lind-Holm; Ann Linden; 和ann lind谈');
    const { remaining } = await store.erase(plan(one.contact.id));
    expect(await note()).toBe(`${ERASED}, Joann Lindberg and Dr Ann Lind-Holm; Ann Linden; 和${ERASED}谈`);
    expect(remaining).toEqual([]);
    expect((await store.views.get('contact', more.contact.id))?.name).toBe('Dr Ann Lind-Holm');
  });

  it('masks Chinese names wherever they stand, and the other ways they are written of in their own account', async () => {
    const one = await called('司马青衫');
    const other = await called('司马青衫子', one);
    const elsewhere = await called('Someone');
    const notes = [
      await noted(other, '找司马青衫和司马青衫子，司马总说好'),
      await noted(elsewhere, '听司马青衫说，司马总不同'),
    ];
    await store.erase(plan(one.contact.id, { alsoKnownAs: ['司马总'] }));
    expect(await Promise.all(notes.map((note) => note()))).toEqual([
      `找${ERASED}和司马青衫子，${ERASED}说好`,
      `听${ERASED}说，司马总不同`,
    ]);
  });

  it('leaves what is said of another of that name, and says where', async () => {
    const one = await called('Kim Okafor');
    const namesake = await called('Kim Okafor', one);
    const elsewhere = await called('Kim Okafor');
    const bystander = await called('Someone', one);
    const notes = [
      await noted(namesake, 'Kim Okafor agrees'),
      await noted(elsewhere, 'Kim Okafor agrees too'),
      await noted(bystander, 'Kim Okafor objects'),
    ];
    const { remaining, file } = await store.erase(plan(one.contact.id));
    expect(await Promise.all(notes.map((note) => note()))).toEqual([
      'Kim Okafor agrees',
      'Kim Okafor agrees too',
      `${ERASED} objects`,
    ]);
    expect(remaining).toContainEqual({ table: 'contacts', column: 'name', rows: 2 });
    expect(remaining).toContainEqual({ table: 'interactions', column: 'note', rows: 2 });
    if (file) expect(file.found).toBe(0);
  });

  it('does not take for theirs what was told of others in the same words', async () => {
    const one = await called('Source Ofwords');
    const other = await called('Someone', one);
    const source = 'from their business card';
    await write(store, async (r) => {
      for (const { contact } of [one, other]) await r.insert('trait', aTrait(contact, 'weight', 5, { source }));
    });
    clean(await store.erase(plan(one.contact.id)));
    expect(await find([source])).toEqual([source]);
  });

  it('reaches what was merged into them', async () => {
    const one = await called('Merged Intothis');
    const gone = await called('Merged Gonefrom', one);
    const note = await noted(one, 'secret of the merged');
    await write(store, async (r) => {
      await r.update('contact', { ...one.contact, email: 'gonefrom@example.com' });
      await r.remove('contact', gone.contact.id);
    });
    clean(await store.erase(plan(one.contact.id)));
    expect(await note()).toBe('');
    expect(await find(['Merged Gonefrom', 'Merged Intothis', 'gonefrom@example.com', 'secret of the merged'])).toEqual(
      [],
    );
  });

  it('empties the changes of the audit that told of them, and no other', async () => {
    const { account, contact, member } = await called('Audited Person');
    const asked = about({ command: 'log', input: { note: 'Audited Person agreed' }, memberId: member.id });
    const visit = anInteraction(account.id, { contactIds: [contact.id], memberIds: [member.id], note: 'agreed' });
    const first = await store.transaction(asked, (r) => r.insert('interaction', visit));
    const fact = aFact(account.id, { what: 'with Audited Person' });
    const second = await store.transaction(asked, (r) => r.insert('fact', fact));
    const report = await store.erase(plan(contact.id, { memberId: member.id }));
    const told = await store.views.changeRows(first.changeId ?? '');
    expect(told).toMatchObject([{ recordId: visit.id, before: null, after: null }]);
    expect((await store.views.change(first.changeId ?? ''))?.input).toEqual({});
    const [row] = await store.views.changeRows(second.changeId ?? '');
    expect(row?.after).toEqual({ ...fact, what: `with ${ERASED}` });
    expect(await store.views.get('fact', fact.id)).toEqual(row?.after);
    expect((await store.views.change(second.changeId ?? ''))?.input).toEqual({ note: `${ERASED} agreed` });
    expect(await store.views.change(report.changeId)).toMatchObject({
      command: 'erase',
      input: { account: account.id, contact: contact.id },
      memberId: member.id,
    });
    expect(report.touched).toMatchObject({ contacts: 1, interactions: 1, facts: 1, change_rows: 3 });
    expect(await store.views.names.equal('contact', ['audited person'])).toEqual([]);
  });

  it('can be done again, and refuses whom it does not know', async () => {
    const { contact } = await called('Twice Erased');
    await store.erase(plan(contact.id));
    const again = await store.erase(plan(contact.id));
    expect(again.remaining).toEqual([]);
    await expect(store.erase(plan('nobody'))).rejects.toMatchObject({ name: 'ConflictError', reason: 'missing' });
    await write(store, (r) => r.insert('member', aMember()));
  });

  it('goes on where there is no telling name', async () => {
    const one = await called('A');
    const other = await noted(await called('Someone', one), 'A and B');
    await noted(one, '');
    await store.erase(plan(one.contact.id));
    expect(await other()).toBe('A and B');
    expect(await store.views.get('account', one.account.id)).toEqual(anAccount(one.member.id, { ...one.account }));
  });
});

it('says when another process keeps a SQLite file from being cleaned; erased once more it is clean', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kam-erasing-'));
  const file = join(folder, 'kam.db');
  const store = await openFresh(`file:${file}`);
  const { account } = await seed(store);
  const contact = aContact(account.id, { name: 'Held Bythereader' });
  await write(store, (r) => r.insert('contact', contact));
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM contacts').get();
  const first = await store.erase(plan(contact.id));
  expect(first).toMatchObject({ remaining: [], file: { isCleaned: false } });
  expect(first.file?.found).toBeGreaterThan(0);
  reader.close();
  expect(await store.erase(plan(contact.id))).toMatchObject({ file: { isCleaned: true } });
  for (const tail of ['', '-wal']) expect(readFileSync(`${file}${tail}`).includes('Bythereader')).toBe(false);
  await store.close();
  rmSync(folder, { recursive: true });
});
