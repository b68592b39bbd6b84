import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Interaction, Touch } from '../../src/domain/records.ts';
import { reachOf } from '../../src/domain/touches.ts';
import { INTERACTION_KINDS, type InteractionKind } from '../../src/domain/vocabulary.ts';
import {
  aContact,
  aFact,
  aLevel,
  aMember,
  aNextStep,
  anAccount,
  anInteraction,
  anOrder,
  aPin,
  aShare,
  aTrait,
  newId,
} from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { seed, write } from './store.opening.ts';

const newestFirst = (a: Interaction, b: Interaction) =>
  b.at - a.at || b.recordedAt - a.recordedAt || (a.id < b.id ? 1 : -1);

/** What is asked of the store, computed from all interactions one by one. */
function touchesOf(interactions: readonly Interaction[], at: number): Touch[] {
  return interactions
    .filter((each) => reachOf(each) > 0 && each.at <= at)
    .toSorted(newestFirst)
    .flatMap(({ id: interactionId, contactIds, memberIds, kind, at: moment, day, answered }) =>
      contactIds.flatMap((contactId) =>
        memberIds.map((memberId) => {
          const twoWay = reachOf({ kind, answered }) === 2;
          return { interactionId, contactId, memberId, kind, at: moment, day, twoWay };
        }),
      ),
    );
}

function thinned(touches: readonly Touch[]): Touch[] {
  const kept = new Set<Touch>();
  const isSamePair = (a: Touch) => (b: Touch) => a.contactId === b.contactId && a.memberId === b.memberId;
  for (const touch of touches) {
    const pair = touches.filter(isSamePair(touch));
    for (const latest of [pair[0], pair.find(({ twoWay }) => twoWay)]) if (latest) kept.add(latest);
  }
  return [...kept];
}

const sorted = (touches: readonly Touch[]) =>
  touches.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const tookPart = ({ contactIds, memberIds }: Interaction, contactId?: string, memberId?: string) =>
  (contactId === undefined || contactIds.includes(contactId)) &&
  (memberId === undefined || memberIds.includes(memberId));

export function touchesContract(the: TheStore): void {
  const interaction = fc.record({
    kind: fc.constantFrom(...INTERACTION_KINDS),
    answered: fc.constantFrom(true, false, null),
    at: fc.integer({ min: 1, max: 12 }),
    recordedAt: fc.integer({ min: 1, max: 3 }),
    contacts: fc.subarray([0, 1, 2]),
    members: fc.subarray([0, 1]),
  });

  it('thins touches to what the full computation keeps, and answers last touch and timeline as it does', async () => {
    const history = fc.array(interaction, { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(history, fc.nat(13), fc.constantFrom(...INTERACTION_KINDS), async (given, at, kind) => {
        const members = [aMember(), aMember()] as const;
        const account = anAccount(members[0].id);
        const contacts = [aContact(account.id), aContact(account.id), aContact(account.id)] as const;
        const pick = (from: readonly { id: string }[], at: number[]) => at.map((i) => from[i]?.id ?? '');
        const told = given.map(({ contacts: c, members: m, ...fields }) =>
          anInteraction(account.id, { ...fields, contactIds: pick(contacts, c), memberIds: pick(members, m) }),
        );
        await write(the(), async (r) => {
          for (const each of members) await r.insert('member', each);
          await r.insert('account', account);
          for (const each of contacts) await r.insert('contact', each);
          for (const each of told) await r.insert('interaction', each);
        });
        const now = await revise(told, kind);

        const touches = touchesOf(now, at);
        const state = await the().views.accountState(account.id, at);
        expect(sorted(state?.touches ?? [])).toEqual(sorted(thinned(touches)));
        const touching = now.filter((each) => reachOf(each) > 0 && each.at <= at).toSorted(newestFirst);
        for (const contactId of [undefined, contacts[0].id]) {
          for (const memberId of [undefined, members[1].id]) {
            const expected = touching.find((each) => tookPart(each, contactId, memberId));
            expect(await the().views.lastTouch({ accountId: account.id, contactId, memberId, at })).toEqual(expected);
          }
        }
        expect(await the().views.timeline(account.id, 5)).toEqual(now.toSorted(newestFirst).slice(0, 5));
      }),
      { numRuns: 40 },
    );
  });

  /** Corrects the first and takes back the second, so that what is derived must follow; what is left. */
  async function revise(told: readonly Interaction[], kind: InteractionKind): Promise<readonly Interaction[]> {
    const [first, second, ...rest] = told;
    if (!first) return [];
    const corrected = { ...first, kind, at: 6 };
    await write(the(), async (r) => {
      await r.update('interaction', corrected);
      if (second) await r.remove('interaction', second.id);
    });
    return [corrected, ...rest];
  }

  it('gives the promises of an interaction by their place', async () => {
    const { account } = await seed(the());
    const [visit, other] = [anInteraction(account.id), anInteraction(account.id)];
    const steps = [2, 0, 1].map((position) => aNextStep(visit, { position }));
    await write(the(), async (r) => {
      for (const each of [visit, other]) await r.insert('interaction', each);
      for (const each of [...steps, aNextStep(other)]) await r.insert('nextStep', each);
    });
    expect(await the().views.nextSteps(visit.id)).toEqual([steps[1], steps[2], steps[0]]);
  });

  it('gives the state of an account whole', async () => {
    const { member, account, contact } = await seed(the());
    const [backup, mate, stranger, leveled, unnamed] = [aMember(), aMember(), aMember(), aMember(), aMember()];
    const full = { ...account, backupId: backup.id, teamIds: [mate.id] };
    const level = aLevel(contact, leveled.id);
    const trait = aTrait(contact, 'weight', 40, { on: '2024-02-01' });
    const shares = [aShare(account.id, { on: '2024-02-01' }), aShare(account.id, { on: '2024-01-01' })];
    const [later, first] = [anOrder(account.id, { on: '2024-03-01' }), anOrder(account.id, { on: '2024-01-02' })];
    const fact = aFact(account.id);
    const pin = aPin(account.id, unnamed.id);
    const visit = anInteraction(account.id, { contactIds: [contact.id], memberIds: [stranger.id] });
    await write(the(), async (r) => {
      for (const each of [backup, mate, stranger, leveled, unnamed]) await r.insert('member', each);
      await r.update('account', full);
      await r.insert('level', level);
      await r.insert('trait', trait);
      for (const each of shares) await r.insert('share', each);
      for (const each of [later, first]) await r.insert('order', each);
      await r.insert('fact', fact);
      await r.insert('pin', pin);
      await r.insert('interaction', visit);
    });
    const state = await the().views.accountState(account.id, visit.at);
    expect(state).toEqual({
      account: full,
      members: [member, backup, mate, stranger, leveled],
      contacts: [contact],
      traits: [trait],
      levels: [level],
      touches: touchesOf([visit], visit.at),
      shares,
      orders: [first],
      facts: [fact],
      pins: [pin],
    });
    expect((await the().views.accountState(account.id, visit.at - 1))?.touches).toEqual([]);
    expect(await the().views.accountState(newId(), 0)).toBeUndefined();
  });

  it('gives what is told of contacts with who said it, whatever they typed', async () => {
    const { member, account, contact } = await seed(the());
    const other = aContact(account.id);
    const sources = [
      null,
      '',
      ' ',
      'a b',
      'line\nbreak',
      'line\\nbreak',
      '\\',
      '\\\\n\n\\',
      'tab\there\t',
      '\r\n',
      '华东 👍',
      '\u2028',
    ];
    const told = sources.flatMap((source, i) => [
      aTrait(contact, 'weight', i, { source, on: i % 2 === 0 ? null : '2024-02-01' }),
      aTrait(contact, 'roles', ['user', 'decider'], { source, authorId: member.id }),
      aTrait(other, 'attitude', null, { source, authorId: i % 3 === 0 ? null : member.id, recordedAt: -i }),
    ]);
    await write(the(), async (r) => {
      await r.insert('contact', other);
      for (const trait of told.toReversed()) await r.insert('trait', trait);
    });
    const { accountState, ofAccount, traitsOf } = the().views;
    const all = await ofAccount('trait', account.id);
    expect(all).toHaveLength(told.length);
    expect((await accountState(account.id, 0))?.traits).toEqual(all);
    expect(await traitsOf([other.id])).toEqual(all.filter(({ contactId }) => contactId === other.id));
    expect(await traitsOf([other.id, contact.id, newId()])).toEqual(all);
    expect(await traitsOf([])).toEqual([]);
  });

  it('takes the contacts it is given, unless something refers to another', async () => {
    const { member, account, contact } = await seed(the());
    const { accountState } = the().views;
    const given = [{ ...contact, name: 'As read before' }];
    expect((await accountState(account.id, 0, given))?.contacts).toEqual(given);
    const added = aContact(account.id);
    const visit = anInteraction(account.id, { contactIds: [added.id], memberIds: [member.id], at: 5 });
    await write(the(), async (r) => {
      await r.insert('contact', added);
      await r.insert('interaction', visit);
    });
    expect((await accountState(account.id, 4, given))?.contacts).toEqual(given);
    expect((await accountState(account.id, 5, given))?.contacts).toEqual([contact, added]);
  });

  it('moves what was told without a time to the start of its day', async () => {
    const { member, account, contact } = await seed(the());
    const placed = anAccount(member.id, { timeZone: 'Europe/Paris' });
    const who = { contactIds: [contact.id], memberIds: [member.id] };
    const dayOnly = anInteraction(account.id, { ...who, at: 1000, day: '2024-05-05' });
    const timed = anInteraction(account.id, { at: 900 });
    const elsewhere = anInteraction(placed.id, { at: 1000, day: '2024-05-05' });
    await write(the(), async (r) => {
      await r.insert('account', placed);
      for (const each of [dayOnly, timed, elsewhere]) await r.insert('interaction', each);
    });
    const moments = async () => {
      const found = [dayOnly, timed, elsewhere].map(({ id }) => the().views.get('interaction', id));
      return (await Promise.all(found)).map((each) => each?.at);
    };
    const changes = await the().views.allChanges();
    await the().rezone((day) => Date.parse(day));
    expect(await moments()).toEqual([Date.parse('2024-05-05'), 900, 1000]);
    const filter = { accountId: account.id, at: Date.parse('2024-05-05') };
    expect((await the().views.lastTouch(filter))?.id).toBe(dayOnly.id);
    expect((await the().views.accountState(account.id, filter.at - 1))?.touches).toEqual([]);
    await the().rezone(() => 7, placed.id);
    expect(await moments()).toEqual([Date.parse('2024-05-05'), 900, 7]);
    expect(await the().views.allChanges()).toEqual(changes);
  });
}
