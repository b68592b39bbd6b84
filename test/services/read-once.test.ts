import { describe, expect, it } from 'vitest';
import type { Contact, Records } from '../../src/domain/records.ts';
import type { Views } from '../../src/ports/store.ts';
import { readOnce } from '../../src/services/read-once.ts';
import { aContact, aMember, anAccount } from '../fixtures/records.ts';

const member = aMember({});
const account = anAccount(member.id);
const contacts = [aContact(account.id, { name: 'Ann' }), aContact(account.id, { name: 'Bo' })];

/** Views that note what they are asked; what they hold can change, as others write. */
function noting() {
  const asked: string[] = [];
  const held = new Map<string, Records['account' | 'contact']>([account, ...contacts].map((one) => [one.id, one]));
  const views = {
    get: async (kind: string, id: string) => {
      asked.push(`get ${kind} ${id}`);
      return held.get(id);
    },
    some: async (kind: string, ids: readonly string[]) => {
      asked.push(`some ${kind} ${ids.join(' ')}`);
      return ids.flatMap((id) => held.get(id) ?? []);
    },
    ofAccount: async (kind: string, id: string) => {
      asked.push(`ofAccount ${kind} ${id}`);
      return [...held.values()].filter((one) => 'accountId' in one && one.accountId === id);
    },
  };
  return { asked, held, ...readOnce(views as unknown as Views) };
}

const [ann, bo] = contacts as [Contact, Contact];

describe('reading once', () => {
  it('asks for a record once, also when two ask at the same time, and remembers that there is none', async () => {
    const { asked, views } = noting();
    const both = await Promise.all([views.get('account', account.id), views.get('account', account.id)]);
    expect(both).toEqual([account, account]);
    expect(await views.get('account', 'nobody')).toBeUndefined();
    expect(await views.some('account', ['nobody', account.id])).toEqual([account]);
    expect(asked).toEqual([`get account ${account.id}`, 'get account nobody']);
  });

  it('asks in one go for those not known yet', async () => {
    const { asked, views } = noting();
    await views.get('contact', ann.id);
    expect(await views.some('contact', [ann.id, bo.id, 'nobody', bo.id])).toEqual([ann, bo]);
    expect(await views.get('contact', bo.id)).toEqual(bo);
    expect(asked).toEqual([`get contact ${ann.id}`, `some contact ${bo.id} nobody`]);
  });

  it('knows the records of a list it read', async () => {
    const { asked, views } = noting();
    expect(await views.ofAccount('contact', account.id)).toEqual(contacts);
    expect(await views.ofAccount('contact', account.id)).toEqual(contacts);
    expect(await views.get('contact', bo.id)).toEqual(bo);
    expect(asked).toEqual([`ofAccount contact ${account.id}`]);
  });

  it('sees what was written once it is told to forget', async () => {
    const { held, views, forget } = noting();
    expect(await views.get('contact', ann.id)).toEqual(ann);
    expect(await views.ofAccount('contact', account.id)).toHaveLength(2);
    held.set(ann.id, { ...ann, name: 'Anna' });
    held.delete(bo.id);
    expect(await views.get('contact', ann.id)).toEqual(ann);
    forget();
    expect(await views.get('contact', ann.id)).toMatchObject({ name: 'Anna' });
    expect(await views.get('contact', bo.id)).toBeUndefined();
    expect(await views.ofAccount('contact', account.id)).toHaveLength(1);
  });
});
