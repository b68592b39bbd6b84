import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordKind, Records } from '../../src/domain/records.ts';
import type { Repositories, Views } from '../../src/ports/store.ts';
import {
  aContact,
  aLevel,
  aMember,
  anAccount,
  anIdentity,
  anInteraction,
  anOrder,
  aShare,
  newId,
} from '../fixtures/records.ts';
import { type Entry, oneOfEach } from './store.arbitraries.ts';
import type { TheStore } from './store.contract.ts';
import { seed, write } from './store.opening.ts';

const insert = <K extends RecordKind>(r: Repositories, { kind, record }: Entry<K>) => r.insert(kind, record);
const read = <K extends RecordKind>(views: Views, { kind, record }: Entry<K>): Promise<Records[K] | undefined> =>
  views.get(kind, record.id);

export function recordsContract(the: TheStore): void {
  it('brings back every field of every kind, through the record, the audit, an update and a removal', async () => {
    await fc.assert(
      fc.asyncProperty(oneOfEach, oneOfEach, async (make, makeOther) => {
        const store = the();
        const entries = make();
        const { changeId } = await write(store, async (r) => {
          for (const entry of entries) await insert(r, entry);
        });
        for (const entry of entries) expect(await read(store.views, entry)).toEqual(entry.record);
        const inserted = await store.views.changeRows(changeId ?? '');
        expect(inserted.map(({ kind, after }) => ({ kind, record: after }))).toEqual(entries);

        // Same ids and references, every other field as in another set.
        const others = makeOther();
        const changed = entries.map((entry, i) => withFieldsOf(entry, others[i] ?? entry));
        await write(store, async (r) => {
          for (const { kind, record } of changed) await r.update(kind, record);
        });
        for (const entry of changed) expect(await read(store.views, entry)).toEqual(entry.record);

        await write(store, async (r) => {
          for (const { kind, record } of changed.toReversed()) await r.remove(kind, record.id);
        });
        for (const entry of changed) expect(await read(store.views, entry)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it('stores U+FFFD for what PostgreSQL cannot hold, in records and audit alike', async () => {
    const member = aMember({ name: 'a\0b\ud800c\udc00 👍 \\ud800' });
    const { changeId } = await write(the(), (r) => r.insert('member', member));
    const stored = { ...member, name: 'a\ufffdb\ufffdc\ufffd 👍 \\ud800' };
    expect(await the().views.get('member', member.id)).toEqual(stored);
    expect((await the().views.changeRows(changeId ?? ''))[0]?.after).toEqual(stored);
    expect(await the().views.names.equal('member', [member.name.toLowerCase()])).toHaveLength(1);
  });

  it('gives those of some records that are there, each once, however many are asked for', async () => {
    const { member } = await seed(the());
    const account = anAccount(member.id);
    const contacts = Array.from({ length: 70 }, () => aContact(account.id));
    await write(the(), async (r) => {
      await r.insert('account', account);
      for (const contact of contacts) await r.insert('contact', contact);
    });
    const ids = contacts.map(({ id }) => id);
    const found = await the().views.some('contact', [...ids, newId(), ...ids]);
    expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(await the().views.some('contact', [])).toEqual([]);
  });

  it('lists by id, in the order of bytes', async () => {
    const { member } = await seed(the());
    const ids = ['b', 'B', 'a', '_', 'é', '中', '~'].map((tail) => `order-${tail}`);
    const account = anAccount(member.id);
    await write(the(), async (r) => {
      await r.insert('account', account);
      for (const id of ids) await r.insert('contact', aContact(account.id, { id }));
    });
    const sorted = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await the().views.ofAccount('contact', account.id)).map(({ id }) => id)).toEqual(sorted);
    const all = (await the().views.all('contact')).map(({ id }) => id);
    expect(all.filter((id) => id.startsWith('order-'))).toEqual(sorted);
    expect(await the().views.ofAccount('contact', newId())).toEqual([]);
  });

  describe('members', () => {
    it('are found by key or e-mail without regard to case, the key first', async () => {
      const handle = newId('ÉMILE');
      const ann = aMember({ key: handle, email: `${handle}@Example.com` });
      const bob = aMember({ key: `${handle}@EXAMPLE.com`, email: null });
      await write(the(), (r) => r.insert('member', ann));
      const { memberByKey } = the().views;
      expect(await memberByKey(handle.toLowerCase())).toEqual(ann);
      expect(await memberByKey(`${handle}@example.COM`)).toEqual(ann);
      await write(the(), (r) => r.insert('member', bob));
      expect(await memberByKey(`${handle}@example.COM`)).toEqual(bob);
      expect(await memberByKey('nobody')).toBeUndefined();
    });

    it('are found by identity', async () => {
      const member = aMember();
      const identity = anIdentity(member.id, { platform: 'feishu', tenant: '' });
      await write(the(), async (r) => {
        await r.insert('member', member);
        await r.insert('identity', identity);
      });
      const { memberByIdentity } = the().views;
      expect(await memberByIdentity('feishu', '', identity.externalId)).toEqual(member);
      expect(await memberByIdentity('slack', '', identity.externalId)).toBeUndefined();
      expect(await memberByIdentity('feishu', 'T1', identity.externalId)).toBeUndefined();
      await write(the(), (r) => r.update('identity', { ...identity, closedAt: 1 }));
      expect(await memberByIdentity('feishu', '', identity.externalId)).toBeUndefined();
      expect(await the().views.identity('feishu', '', identity.externalId)).toMatchObject({ closedAt: 1 });
    });

    it('are counted up to two', async () => {
      await write(the(), async (r) => {
        for (const role of ['manager', 'viewer', 'viewer', 'viewer'] as const)
          await r.insert('member', aMember({ role }));
      });
      const viewers = await the().views.someMembers('viewer');
      expect(viewers.map(({ role }) => role)).toEqual(['viewer', 'viewer']);
      expect(await the().views.someMembers()).toHaveLength(2);
    });
  });

  describe('refuses', () => {
    const conflict = (reason: string) => expect.objectContaining({ name: 'ConflictError', reason });

    it('the same twice', async () => {
      const { member, account } = await seed(the());
      const again: ((r: Repositories) => Promise<void>)[] = [
        (r) => r.insert('member', member),
        (r) => r.insert('member', aMember({ key: member.key.toUpperCase() })),
        async (r) => {
          for (let i = 0; i < 2; i++) await r.insert('identity', anIdentity(member.id, { externalId: 'the same' }));
        },
        async (r) => {
          for (let i = 0; i < 2; i++) await r.insert('share', aShare(account.id));
        },
      ];
      for (const work of again) await expect(write(the(), work)).rejects.toEqual(conflict('duplicate'));
    });

    it('references to nothing', async () => {
      const { member, account, contact } = await seed(the());
      const dangling: ((r: Repositories) => Promise<void>)[] = [
        (r) => r.insert('account', anAccount('nobody')),
        (r) => r.insert('account', anAccount(member.id, { teamIds: ['nobody'] })),
        (r) => r.insert('contact', aContact('nowhere')),
        (r) => r.insert('interaction', anInteraction(account.id, { contactIds: ['nobody'], kind: 'note' })),
        (r) => r.insert('interaction', anInteraction(account.id, { memberIds: ['nobody'] })),
        (r) => r.update('contact', { ...contact, reportsToId: 'nobody' }),
        (r) => r.update('order', anOrder(account.id)),
        (r) => r.remove('order', 'none'),
      ];
      for (const work of dangling) await expect(write(the(), work)).rejects.toEqual(conflict('missing'));
    });

    it('to remove what is referred to', async () => {
      const { member, account, contact } = await seed(the());
      const [teammate, author, speaker] = [aMember(), aMember(), aMember()];
      const heard = aContact(account.id);
      await write(the(), async (r) => {
        for (const each of [teammate, author, speaker]) await r.insert('member', each);
        await r.insert('contact', heard);
        await r.update('account', { ...account, teamIds: [teammate.id] });
        await r.insert('level', aLevel(contact, member.id, { authorId: author.id }));
        // A note is no touch, and yet names people.
        await r.insert('interaction', anInteraction(account.id, { kind: 'note', contactIds: [heard.id] }));
        await r.insert('interaction', anInteraction(account.id, { kind: 'advice', memberIds: [speaker.id] }));
      });
      for (const { id } of [member, teammate, author, speaker]) {
        await expect(write(the(), (r) => r.remove('member', id))).rejects.toEqual(conflict('referenced'));
      }
      for (const { id } of [contact, heard]) {
        await expect(write(the(), (r) => r.remove('contact', id))).rejects.toEqual(conflict('referenced'));
      }
      await expect(write(the(), (r) => r.remove('account', account.id))).rejects.toEqual(conflict('referenced'));
    });
  });

  it('removes an account once all that is in it is gone', async () => {
    const { member, account, contact } = await seed(the());
    const visit = anInteraction(account.id, { contactIds: [contact.id], memberIds: [member.id] });
    await write(the(), (r) => r.insert('interaction', visit));
    await write(the(), async (r) => {
      await r.remove('interaction', visit.id);
      await r.remove('contact', contact.id);
      await r.remove('account', account.id);
      await r.remove('member', member.id);
    });
    expect(await the().views.get('account', account.id)).toBeUndefined();
    expect(await the().views.names.equal('account', [account.name.toLowerCase()])).toEqual([]);
  });

  it('answers a ping', () => the().ping());
}

const KEPT = /^(?:id|key|externalId|.*Ids?)$/;

/** The record with the fields of another, save for what it is and refers to. */
function withFieldsOf(entry: Entry, other: Entry): Entry {
  const kept = Object.entries(entry.record).filter(([name]) => KEPT.test(name));
  return { kind: entry.kind, record: Object.assign({}, other.record, Object.fromEntries(kept)) };
}
