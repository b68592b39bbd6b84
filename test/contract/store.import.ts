import { expect, it } from 'vitest';
import type { CarriedHistory } from '../../src/ports/store.ts';
import { aContact, aMember, anAccount, anInteraction, newId } from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { about, seed, write } from './store.opening.ts';

export function importContract(the: TheStore): void {
  it('carries records over unnoted, in any order, and replaces what is there', async () => {
    const manager = aMember();
    const member = aMember({ managerId: manager.id });
    const account = anAccount(member.id, { teamIds: [manager.id] });
    const above = aContact(account.id);
    const contact = aContact(account.id, { reportsToId: above.id });
    const visit = anInteraction(account.id, { contactIds: [contact.id], memberIds: [member.id] });
    const { changeId } = await the().importing(about(), async (carrier) => {
      await carrier.carry('interaction', visit);
      for (const each of [contact, above]) await carrier.carry('contact', each);
      await carrier.carry('account', account);
      for (const each of [member, manager]) await carrier.carry('member', each);
    });
    expect(changeId).toBeNull();
    expect((await the().views.accountState(account.id, visit.at))?.touches).toHaveLength(1);

    const renamed = { ...contact, name: `Renamed ${contact.id}` };
    const added = aContact(account.id);
    const second = await the().importing(about({ command: 'import' }), async (carrier) => {
      await carrier.carry('contact', renamed);
      await carrier.insert('contact', added);
    });
    expect(await the().views.get('contact', contact.id)).toEqual(renamed);
    expect(await the().views.names.equal('contact', [renamed.name.toLowerCase()])).toHaveLength(1);
    expect((await the().views.changeRows(second.changeId ?? '')).map(({ recordId }) => recordId)).toEqual([added.id]);
  });

  it.each([1, 8, 300])('inserts %i at once as it does one by one, in the order given', async (count) => {
    const member = aMember();
    const account = anAccount(member.id, { teamIds: [member.id] });
    const contacts = Array.from({ length: count }, () => aContact(account.id));
    const visits = contacts.map(({ id }) => anInteraction(account.id, { contactIds: [id], memberIds: [member.id] }));
    // What refers stands before what it refers to.
    const entries = [
      ...visits.map((record) => ({ kind: 'interaction', record }) as const),
      ...contacts.map((record) => ({ kind: 'contact', record }) as const),
      { kind: 'account', record: account } as const,
      { kind: 'member', record: member } as const,
    ];
    const { changeId } = await the().importing(about(), (carrier) => carrier.insertAll(entries));
    const { views } = the();
    const rows = await views.changeRows(changeId ?? '');
    expect(rows.map(({ recordId }) => recordId)).toEqual(entries.map(({ record }) => record.id));
    expect(rows.map(({ after }) => after)).toEqual(entries.map(({ record }) => record));
    expect(await views.ofAccount('contact', account.id)).toEqual([...contacts].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect((await views.accountState(account.id, Number.MAX_SAFE_INTEGER))?.touches).toHaveLength(count);
    for (const { id, name } of contacts) {
      expect((await views.names.equal('contact', [name.toLowerCase()])).map((hit) => hit.id)).toContain(id);
    }
  });

  it('writes none of many when one is there already', async () => {
    const { member, account } = await seed(the());
    const fresh = Array.from({ length: 40 }, () => aContact(account.id));
    const entries = [
      ...fresh.map((record) => ({ kind: 'contact', record }) as const),
      { kind: 'member', record: member } as const,
    ];
    const failing = the().importing(about(), (carrier) => carrier.insertAll(entries));
    await expect(failing).rejects.toMatchObject({ name: 'ConflictError', reason: 'duplicate' });
    expect(await the().views.get('contact', fresh[0]?.id ?? '')).toBeUndefined();
    const carried = await the().importing(about(), (carrier) =>
      carrier.carryAll(fresh.map((record) => ({ kind: 'contact', record }) as const)),
    );
    expect(carried.changeId).toBeNull();
    expect(await the().views.ofAccount('contact', account.id)).toEqual(expect.arrayContaining(fresh));
  });

  it('refuses at the end what still refers to nothing', async () => {
    const contact = aContact('nowhere');
    const failing = the().importing(about(), (carrier) => carrier.carry('contact', contact));
    await expect(failing).rejects.toMatchObject({ name: 'ConflictError', reason: 'missing' });
    expect(await the().views.get('contact', contact.id)).toBeUndefined();
    // The next ordinary transaction checks at once again.
    const work = write(the(), async (r) => {
      await r.insert('contact', contact);
      return 'not reached';
    });
    await expect(work).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('adds history that is not there yet, with its rows, as it was', async () => {
    const { member, account } = await seed(the());
    const past = (id: string, input: string) =>
      ({ id, command: 'account rename', input: { to: input }, memberId: 'long gone', at: 5, undoes: null }) as const;
    const row = (changeId: string, position: number) => {
      const before = { ...account, name: 'Before' };
      return {
        changeId,
        position,
        kind: 'account',
        recordId: account.id,
        accountId: null,
        before,
        after: account,
      } as const;
    };
    const [known, fresh] = [newId('0-past'), newId('0-past')];
    const carry = (history: CarriedHistory) => the().importing(about(), (carrier) => carrier.carryHistory(history));
    await carry({ changes: [past(known, 'a')], rows: [row(known, 0)] });
    const { changeId } = await carry({
      changes: [past(known, 'never'), past(fresh, 'b')],
      rows: [row(known, 1), row(fresh, 1), row(fresh, 0)],
    });
    expect(changeId).toBeNull();
    expect(await the().views.change(known)).toEqual(past(known, 'a'));
    expect(await the().views.change(fresh)).toEqual(past(fresh, 'b'));
    expect(await the().views.changeRows(known)).toEqual([row(known, 0)]);
    expect(await the().views.changeRows(fresh)).toEqual([row(fresh, 0), row(fresh, 1)]);
    expect((await the().views.latestChange('long gone'))?.id).toBe(fresh);
    expect(await the().views.latestChange(member.id)).toBeUndefined();
  });
}
