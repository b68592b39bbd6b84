import { expect, it } from 'vitest';
import { aContact, aMember, anAccount, newId } from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { about, seed, write } from './store.opening.ts';

export function auditContract(the: TheStore): void {
  it('notes what was asked and each row, in order, before and after', async () => {
    const member = aMember();
    const account = anAccount(member.id);
    const renamed = { ...account, name: 'Renamed' };
    const contact = aContact(account.id);
    const asked = about({ command: 'account add', input: { name: '华东 👍', n: [1, null, { deep: true }] }, at: 42 });
    const { changeId } = await the().transaction({ ...asked, memberId: member.id }, async (r) => {
      await r.insert('member', member);
      await r.insert('account', account);
      await r.insert('contact', contact);
      await r.update('account', renamed);
      await r.remove('contact', contact.id);
    });
    const id = changeId ?? '';
    expect(await the().views.change(id)).toEqual({ ...asked, id, memberId: member.id, undoes: null });
    const of = (kind: string, recordId: string, accountId: string | null) => ({ changeId, kind, recordId, accountId });
    expect(await the().views.changeRows(id)).toEqual([
      { ...of('member', member.id, null), position: 0, before: null, after: member },
      { ...of('account', account.id, account.id), position: 1, before: null, after: account },
      { ...of('contact', contact.id, account.id), position: 2, before: null, after: contact },
      { ...of('account', account.id, account.id), position: 3, before: account, after: renamed },
      { ...of('contact', contact.id, account.id), position: 4, before: contact, after: null },
    ]);
    expect(await the().views.accountsChangedBy(id)).toEqual([account.id]);
    expect(await the().views.change(newId())).toBeUndefined();
    expect(await the().views.accountsChangedBy(newId())).toEqual([]);
    expect((await the().views.allChanges()).map((change) => change.id)).toContain(id);
  });

  it('notes nothing for an update that changes nothing', async () => {
    const { account } = await seed(the());
    const { changeId } = await write(the(), (r) => r.update('account', structuredClone(account)));
    expect(changeId).toBeNull();
  });

  it('knows the newest change of a member that is neither taken back nor takes one back', async () => {
    const member = aMember();
    const change = async (command: string, undoes?: string) => {
      const asked = about({ command, memberId: member.id, ...(undoes === undefined ? {} : { undoes }) });
      const { changeId } = await the().transaction(asked, (r) => r.insert('member', aMember()));
      return changeId ?? '';
    };
    expect(await the().views.latestChange(member.id)).toBeUndefined();
    const first = await change('first');
    const second = await change('second');
    expect((await the().views.latestChange(member.id))?.id).toBe(second);
    const undo = await change('undo', second);
    expect((await the().views.latestChange(member.id))?.id).toBe(first);
    expect((await the().views.undoneBy(second))?.id).toBe(undo);
    expect(await the().views.undoneBy(first)).toBeUndefined();
    await change('undo', first);
    expect(await the().views.latestChange(member.id)).toBeUndefined();
    expect((await the().views.allChanges()).map(({ id }) => id).filter((id) => id >= first)).toHaveLength(4);
  });
}
