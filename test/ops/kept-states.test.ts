import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holidaySchedule, workdaysOf } from '../../src/domain/calendar/workdays.ts';
import { addDays, dayOf, startOfDay } from '../../src/domain/days.ts';
import type { Nudge } from '../../src/domain/nudges/nudge.ts';
import type { Account, Contact, Day, Interaction, RecordKind, Records } from '../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { ATTITUDES, FACT_KINDS, INTERACTION_KINDS, SIGNALS } from '../../src/domain/vocabulary.ts';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import { ConflictError, type Repositories, type Store, type Views } from '../../src/ports/store.ts';
import * as keeping from '../../src/services/planning/account-nudges.ts';
import { ENGINES, type EngineName, type Engines, fileOf, startEngines } from '../contract/engines.ts';
import { createStores, loaded, NOW, newId } from './books.ts';

const ZONE = 'Asia/Shanghai';
const TODAY = dayOf(NOW, ZONE);
const DAY_MS = 86_400_000;
const workdays = workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5], 'china');
const about = { command: 'test', input: {}, memberId: null, at: NOW };

let engines: Engines;
const stores = createStores();
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(async () => {
  await stores.close();
  await engines?.stop();
});

async function openDemo(engine: EngineName): Promise<Store> {
  const store = await stores.open(await engines.freshUrl(engine));
  await loaded(store, demoBook({ now: NOW }));
  return store;
}

const keepStates = async (store: Store, zone: string, now: number) =>
  keeping.keepStates(store, zone, now, await store.views.unkeptAccounts(1000, now));

/** All that a daily message is made of; words come from the book when it is composed. */
const asSaid = ({ facts, ...nudge }: Nudge) => nudge;

async function planned(views: Views, now: number, ahead: number): Promise<readonly unknown[]> {
  const options = {
    ...{ zone: ZONE, thresholds: DEFAULT_THRESHOLDS, giftPolicy: null },
    through: addDays(dayOf(now, ZONE), ahead),
    workdaysOf: () => workdays,
    adminIds: [],
  };
  const members = await views.all('member');
  const found: unknown[] = [];
  for await (const nudges of keeping.nudgesOf(views, await views.all('account'), members, now, options))
    found.push(...nudges.map(asSaid));
  return found;
}

/** The same question to a book of which nothing is kept. */
const unkept = (views: Views): Views =>
  Object.assign(Object.create(views) as Views, { keptStates: async () => new Map() });

/** One write to the book, by chance; `pick` chooses among what is there. */
type Write = (store: Store, pick: <T>(list: readonly T[]) => T, day: Day) => Promise<unknown>;

const write = (work: (repositories: Repositories) => Promise<unknown>) => (store: Store) =>
  store.transaction(about, async (repositories) => {
    await work(repositories);
  });

async function inAccount(views: Views, pick: <T>(list: readonly T[]) => T) {
  const account = pick(await views.all('account'));
  const member = pick(await views.all('member'));
  const contacts = await views.ofAccount('contact', account.id);
  const contact = contacts.length === 0 ? undefined : pick(contacts);
  return { account, member, contact, of: { id: newId(), accountId: account.id, authorId: member.id, recordedAt: NOW } };
}

const insert =
  <K extends RecordKind>(
    kind: K,
    make: (
      at: Awaited<ReturnType<typeof inAccount>> & { readonly contact: Contact },
      pick: Pick,
      day: Day,
    ) => Records[K],
  ): Write =>
  async (store, pick, day) => {
    const { contact, ...rest } = await inAccount(store.views, pick);
    if (!contact) return;
    const record = make({ ...rest, contact }, pick, day);
    await write((db) => db.insert(kind, record))(store);
  };

type Pick = <T>(list: readonly T[]) => T;

const change =
  <K extends RecordKind>(kind: K, to: (record: Records[K], pick: Pick, day: Day) => Partial<Records[K]>): Write =>
  async (store, pick, day) => {
    const all = await store.views.all(kind);
    if (all.length === 0) return;
    const record = pick(all);
    await write((db) => db.update(kind, { ...record, ...to(record, pick, day) }))(store);
  };

const remove =
  (kind: RecordKind): Write =>
  async (store, pick) => {
    const all = await store.views.all(kind);
    if (all.length > 0) await write((db) => db.remove(kind, pick(all).id))(store);
  };

const anInteraction = (at: Parameters<Parameters<typeof insert>[1]>[0], pick: Pick, day: Day): Interaction => {
  const isTimed = pick([true, false]);
  return {
    ...at.of,
    ...{ contactIds: [at.contact.id], memberIds: [at.member.id], note: 'talked', value: null },
    kind: pick(INTERACTION_KINDS),
    at: startOfDay(day, at.account.timeZone ?? ZONE) + (isTimed ? pick([1, 11, 23]) * 3_600_000 : 0),
    day: isTimed ? null : day,
    answered: pick([true, false, null]),
    signals: pick([[], [], [pick(SIGNALS)]]),
    occasion: pick([null, null, 'mid-autumn', 'birthday', 'their jubilee']),
  };
};

const WRITES: Readonly<Record<string, Write>> = {
  interaction: insert('interaction', anInteraction),
  'interaction moved': change('interaction', (_, pick, day) => ({
    ...{ at: startOfDay(day, ZONE), day, kind: pick(INTERACTION_KINDS) },
  })),
  'interaction removed': remove('interaction'),
  async 'next step'(store, pick, day) {
    const { accountId, id: interactionId } = pick(await store.views.all('interaction'));
    const byId = pick([null, pick(await store.views.all('member')).id]);
    const step = { id: newId(), accountId, interactionId, position: 9, what: 'a secret offer', due: day, byId };
    await write((db) => db.insert('nextStep', { ...step, doneOn: null, brokenOn: null, recordedAt: NOW }))(store);
  },
  'next step kept': change('nextStep', (_, pick, day) => pick([{ doneOn: day }, { brokenOn: day }, { due: day }])),
  'next step removed': remove('nextStep'),
  'trait: gone': insert('trait', ({ of, contact }, pick, on) => ({
    ...{ ...of, contactId: contact.id, field: 'state', value: pick(['left', 'moved', 'in-post'] as const) },
    ...{ on: pick([on, null]), source: null },
  })),
  'trait: attitude': insert('trait', ({ of, contact }, pick, on) => ({
    ...{ ...of, contactId: contact.id, field: 'attitude', value: pick(ATTITUDES), on, source: 'a talk' },
  })),
  'trait: layer': insert('trait', ({ of, contact }, pick, on) => ({
    ...{ ...of, contactId: contact.id, field: 'layer', value: pick(['decision', 'operation'] as const) },
    ...{ on, source: null },
  })),
  'trait removed': remove('trait'),
  level: insert('level', ({ of, contact, member }, pick, on) => ({
    ...{ ...of, contactId: contact.id, memberId: member.id, level: pick([1, 3, 5] as const), on },
  })),
  'level removed': remove('level'),
  share: insert('share', ({ of }, pick, on) => ({
    ...{ ...of, on, percent: pick([0, 20, 60, 90]), low: null, high: null, ceiling: null, source: 'finance sheet' },
  })),
  'share removed': remove('share'),
  order: insert('order', ({ of }, _, on) => ({ ...of, on, amount: 1, currency: 'CNY', product: 'a crane' })),
  fact: insert('fact', ({ of }, pick, day) => ({
    ...{ ...of, kind: pick(FACT_KINDS), what: 'joint works', from: addDays(day, -90), to: pick([null, day]) },
  })),
  greeting: insert('greeting', ({ of, contact, member }, pick, on) => ({
    ...{ ...of, contactId: contact.id, memberId: member.id, occasion: 'christmas', on, way: 'greeting' },
    ...{ doneOn: pick([null, on]), interactionId: null },
  })),
  async approval(store, pick) {
    const { accountId, id: interactionId } = pick(await store.views.all('interaction'));
    const asked = { id: newId(), accountId, interactionId, over: 'gift', state: 'asked', recordedAt: NOW } as const;
    await write((db) =>
      db.insert('giftApproval', { ...asked, decidedById: null, decidedOn: null, reason: 'too much' }),
    )(store);
  },
  'contact changed': change('contact', (_, pick, day) =>
    pick([
      { birthday: { calendar: 'solar', month: Number(day.slice(5, 7)), day: 9, year: 1980, leap: false } },
      { birthday: null },
      { optOut: ['christmas', 'new-year'] },
    ] as const),
  ),
  async 'contact moved to another account'(store, pick) {
    const accountId = pick(await store.views.all('account')).id;
    await change('contact', () => ({ accountId }))(store, pick, TODAY);
  },
  'account changed': change('account', (account, pick) =>
    pick([{ archived: !account.archived }, { festivalSets: ['international'] }, { teamIds: [] }, { backupId: null }]),
  ),
  async 'account in another zone'(store, pick) {
    const account = pick(await store.views.all('account'));
    const timeZone = pick(['America/New_York', 'Asia/Shanghai', 'Europe/London', null]);
    await write((db) => db.update('account', { ...account, timeZone }))(store);
    await store.rezone((day) => startOfDay(day, timeZone ?? ZONE), account.id);
  },
  'all in another zone': (store, pick) => {
    const zone = pick(['Europe/London', ZONE]);
    return store.useZone(zone, (day) => startOfDay(day, zone));
  },
  'a member leaves or comes back': change('member', (_, pick, day) =>
    pick([
      { state: 'left', leavesOn: day },
      { state: 'active', leavesOn: null },
    ] as const),
  ),
  'an import carries records': async (store, pick, day) => {
    const { contact, ...rest } = await inAccount(store.views, pick);
    if (!contact) return;
    const record = anInteraction({ ...rest, contact }, pick, day);
    const entry = { kind: 'interaction', record } as const;
    const old = pick(await store.views.all('interaction'));
    await store.importing(about, async (db) => {
      await pick([() => db.insertAll([entry]), () => db.carryAll([entry]), () => db.carry('interaction', record)])();
      await db.carry('interaction', { ...old, day, at: startOfDay(day, ZONE) });
    });
  },
  async 'somebody is erased'(store, pick) {
    const { id: contactId } = pick(await store.views.all('contact'));
    await store.erase({ contactId, memberId: null, at: NOW, on: TODAY });
  },
  'nothing: a write that fails': async (store, pick) => {
    const { id } = pick(await store.views.all('account'));
    await write(async (db) => {
      await db.update('account', { ...((await db.get('account', id)) as Account), name: 'Elsewhere' });
      throw new ConflictError('missing', 'as meant');
    })(store);
  },
};

interface Step {
  readonly what: string;
  readonly chance: readonly number[];
  readonly back: number;
  /** What is kept is brought up to date after the write, as of so many days ago. */
  readonly keptAgo: number | null;
  readonly ahead: number;
}

const steps: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...Object.keys(WRITES)),
  chance: fc.array(fc.nat({ max: 9999 }), { minLength: 8, maxLength: 8 }),
  back: fc.oneof(fc.integer({ min: -12, max: 60 }), fc.constantFrom(0, 1)),
  keptAgo: fc.option(fc.constantFrom(0, 0, 3, 35), { freq: 2, nil: null }),
  ahead: fc.nat({ max: 12 }),
});

describe.each(ENGINES)('what is kept for planning on %s', (engine) => {
  it('plans what the book itself does, whatever is written in between', async () => {
    const used = { kept: 0, compared: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 30, maxLength: 30 }), async (all) => {
        const store = await openDemo(engine);
        await keepStates(store, ZONE, NOW - 2 * DAY_MS);
        for (const { what, chance, back, keptAgo, ahead } of all) {
          let drawn = 0;
          const pick: Pick = (list) => list[(chance[drawn++ % chance.length] ?? 0) % list.length] as never;
          await WRITES[what]?.(store, pick, addDays(TODAY, -back)).catch((error: unknown) => {
            if (!(error instanceof ConflictError)) throw error;
            used.refused += 1;
          });
          const members = await store.views.all('member');
          const window = { at: NOW, recentFrom: NOW - 31 * DAY_MS } as Parameters<Views['keptStates']>[2];
          used.kept += (await store.views.keptStates(await store.views.all('account'), members, window)).size;
          for (const now of [NOW, NOW + (chance[0] ?? 0) * 600_000]) {
            const direct = await planned(unkept(store.views), now, ahead);
            expect(await planned(store.views, now, ahead)).toEqual(direct);
            used.compared += direct.length;
          }
          if (keptAgo !== null) await keepStates(store, ZONE, NOW - keptAgo * DAY_MS);
        }
        await store.close();
      }),
      // A smaller case is not worth the books it takes to find it.
      { numRuns: engine === 'sqlite' ? 8 : 3, endOnFailure: true },
    );
    expect(used.kept).toBeGreaterThan(200);
    expect(used.compared).toBeGreaterThan(1000);
  });

  it('is kept of every account that is not archived, once, until one of its records is written', async () => {
    const store = await openDemo(engine);
    const accounts = await store.views.all('account');
    const present = accounts.filter(({ archived }) => !archived).map(({ id }) => id);
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual(present);
    await keepStates(store, ZONE, NOW);
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual([]);
    const [one] = await store.views.all('contact');
    if (!one) throw new Error('the demo book has contacts');
    await store.transaction(about, (db) => db.update('contact', { ...one, optOut: ['christmas'] }));
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual([one.accountId]);
    const [other] = accounts.filter(({ id, archived }) => !archived && id !== one.accountId);
    if (!other) throw new Error('the demo book has several accounts');
    const moved = (contact: Contact, accountId: string) =>
      store.transaction(about, (db) => db.update('contact', { ...contact, accountId }));
    const forgetting: readonly [() => Promise<unknown>, readonly string[]][] = [
      [() => store.rezone((day) => startOfDay(day, ZONE), other.id), [other.id]],
      [() => moved(one, other.id), [one.accountId, other.id].sort()],
      [() => moved(one, one.accountId), [one.accountId, other.id].sort()],
      [() => store.useZone('Asia/Tokyo', (day) => startOfDay(day, 'Asia/Tokyo')), present],
      // Where they are, and were.
      [() => store.erase({ contactId: one.id, memberId: null, at: NOW, on: TODAY }), [one.accountId, other.id].sort()],
    ];
    for (const [work, ids] of forgetting) {
      await keepStates(store, ZONE, NOW);
      await work();
      expect(await store.views.unkeptAccounts(1000, NOW)).toEqual(ids);
    }
    // What a clock that was ahead kept is made anew; one that was looked at, but not kept, comes last.
    for (const [days, ids] of [
      [0, []],
      [40, present],
      [3000, present],
    ] as const) {
      await store.transaction(about, (db) => db.forgetStates(present));
      await keeping.keepStates(store, ZONE, NOW + days * DAY_MS, present);
      expect(await store.views.unkeptAccounts(1000, NOW)).toEqual(ids);
    }
    await store.transaction(about, (db) => db.forgetStates(present));
    const looked = async (ids: readonly string[], at: number) =>
      (await store.transaction({ ...about, at }, (db) => db.beginLook(ids))).value;
    const [a = '', b = '', c = '', ...rest] = present;
    await looked([b], NOW - 120_000);
    const lookId = await looked([a, c], NOW - 60_000);
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual([...rest, b, a, c]);
    // Kept is only what nobody wrote to since the look, and nobody looked at later.
    const atC = (await store.views.some('account', [c]))[0];
    if (!atC) throw new Error('it is there');
    await store.transaction(about, (db) => db.update('account', { ...atC, aliases: ['Sea'] }));
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual([c, ...rest, b, a]);
    await keeping.keepStates(store, ZONE, NOW, present, lookId);
    expect(await store.views.unkeptAccounts(1000, NOW)).toEqual([c, ...rest, b]);
    // What is asked of a day before those it was kept for is read from the book.
    await keepStates(store, ZONE, NOW);
    const asked = async (recentFrom: number) => {
      const window = { at: NOW, recentFrom } as Parameters<Views['keptStates']>[2];
      return (await store.views.keptStates(accounts, [], window)).size;
    };
    expect(await asked(NOW)).toBe(present.length);
    expect(await asked(NOW - 60 * DAY_MS)).toBe(0);
  });
});

it('counts nothing that comes later than the moment asked about', async () => {
  const store = await openDemo('sqlite');
  const [account] = (await store.views.all('account')).filter(({ timeZone }) => timeZone === ZONE);
  const [contact] = await store.views.ofAccount('contact', account?.id ?? '');
  const [member] = await store.views.all('member');
  if (!account || !contact || !member) throw new Error('the demo book has people');
  const talk = (id: string, at: number, kind: 'visit' | 'call'): Interaction => ({
    ...{ id, accountId: account.id, contactIds: [contact.id], memberIds: [member.id], kind, at, day: null, note: '' },
    ...{ answered: null, signals: [], value: null, occasion: null, authorId: null, recordedAt: NOW },
  });
  await store.transaction(about, async (db) => {
    await db.insert('interaction', talk('a-visit', NOW - DAY_MS, 'visit'));
    await db.insert('interaction', talk('a-call', NOW + 3_600_000, 'call'));
  });
  await keepStates(store, ZONE, NOW);
  const subjects = async (views: Views, now: number) =>
    (await planned(views, now, 4)).map((each) => (each as Nudge).subject);
  for (const [now, isOpen] of [[NOW, true] as const, [NOW + 7_200_000, false] as const]) {
    expect(await subjects(store.views, now)).toEqual(await subjects(unkept(store.views), now));
    expect((await subjects(store.views, now)).includes('visit:a-visit')).toBe(isOpen);
  }
});

it('has no words of people in it', async () => {
  const url = await engines.freshUrl('sqlite');
  const store = await stores.open(url);
  await loaded(store, demoBook({ now: NOW }));
  await keepStates(store, ZONE, NOW);
  const words = new Set<string>();
  const add = (value: unknown, field = ''): void => {
    if (Array.isArray(value)) for (const each of value) add(each, field);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) add(each, name);
    } else if (typeof value === 'string' && SPOKEN.has(field)) words.add(value);
  };
  const SPOKEN = new Set(['name', 'title', 'email', 'phone', 'tastes', 'taboos', 'note', 'what', 'source', 'product']);
  for (const kind of ['contact', 'trait', 'interaction', 'nextStep', 'share', 'order', 'fact', 'account'] as const)
    add(await store.views.all(kind));
  const database = new Database(fileOf(url), { readonly: true });
  const kept = database.prepare<[], string>('SELECT state FROM kept_states').pluck().all().join('\n');
  database.close();
  expect(kept.length).toBeGreaterThan(10_000);
  expect(words.size).toBeGreaterThan(100);
  expect([...words].filter((each) => each.length > 1 && kept.includes(JSON.stringify(each).slice(1, -1)))).toEqual([]);
});
