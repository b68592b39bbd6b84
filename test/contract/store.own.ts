import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INTERACTION_KINDS } from '../../src/domain/vocabulary.ts';
import { aMember, aNextStep, anAccount, anInteraction } from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { seed, write } from './store.opening.ts';

const byId = <T extends { readonly id: string }>(them: readonly T[]): readonly T[] =>
  them.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What belongs to members: their accounts, and what was promised and given there. */
export function ownContract(the: TheStore): void {
  it('finds the accounts of members by owner, backup and team, each once', async () => {
    const place = fc.record({ owner: fc.nat(3), backup: fc.option(fc.nat(3)), team: fc.subarray([0, 1, 2, 3]) });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 8 }), fc.subarray([0, 1, 2, 3]), async (places, asked) => {
        const members = [aMember(), aMember(), aMember(), aMember()];
        const id = (at: number): string => members[at]?.id ?? '';
        const accounts = places.map(({ owner, backup, team }, n) =>
          anAccount(id(owner), {
            backupId: backup === null ? null : id(backup),
            teamIds: team.map(id),
            archived: n % 2 === 0,
          }),
        );
        await write(the(), async (r) => {
          for (const each of members) await r.insert('member', each);
          for (const each of accounts) await r.insert('account', each);
        });
        const wanted = new Set(asked.map(id));
        const expected = accounts.filter(({ ownerId, backupId, teamIds }) =>
          [ownerId, backupId ?? '', ...teamIds].some((one) => wanted.has(one)),
        );
        expect(await the().views.accountsOf([...wanted])).toEqual(byId(expected));
      }),
      { numRuns: 30 },
    );
  });

  it('gives open promises by who made them and by account: none that is kept or given up', async () => {
    const { account, member } = await seed(the());
    const other = await seed(the());
    const visit = anInteraction(account.id);
    const elsewhere = anInteraction(other.account.id);
    const [ours, theirs, kept, broken] = [
      aNextStep(visit, { byId: member.id, due: '2026-01-01' }),
      aNextStep(visit),
      aNextStep(visit, { byId: member.id, doneOn: '2026-01-02' }),
      aNextStep(visit, { byId: member.id, brokenOn: '2026-01-02' }),
    ];
    const far = aNextStep(elsewhere, { byId: member.id });
    await write(the(), async (r) => {
      for (const each of [visit, elsewhere]) await r.insert('interaction', each);
      for (const each of [ours, theirs, kept, broken, far]) await r.insert('nextStep', each);
    });
    expect(await the().views.openPromisesOf([member.id])).toEqual(byId([ours, far]));
    expect(await the().views.openPromisesOf([other.member.id])).toEqual([]);
    expect(await the().views.openPromisesAt([account.id])).toEqual(byId([ours, theirs]));
    expect(await the().views.openPromisesAt([])).toEqual([]);
  });

  it('gives the gifts and meals of accounts, oldest first, and nothing else', async () => {
    const { account } = await seed(the());
    const other = await seed(the());
    const told = INTERACTION_KINDS.map((kind, n) => anInteraction(account.id, { kind, at: 100 - n }));
    const far = anInteraction(other.account.id, { kind: 'gift', at: 1 });
    await write(the(), async (r) => {
      for (const each of [...told, far]) await r.insert('interaction', each);
    });
    const given = (await the().views.giftsAt([account.id])).map(({ kind }) => kind);
    expect(given).toEqual(['gift', 'meal']);
    expect((await the().views.giftsAt([account.id, other.account.id]))[0]).toEqual(far);
  });
}
