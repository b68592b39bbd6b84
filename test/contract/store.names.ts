import { expect, it } from 'vitest';
import type { NamedKind } from '../../src/ports/store.ts';
import { aContact, aMember, anAccount } from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { seed, write } from './store.opening.ts';

export function namesContract(the: TheStore): void {
  const ids = (hits: readonly { readonly id: string }[]) => hits.map(({ id }) => id).sort();

  it('finds whole names, of one kind, however many are asked for', async () => {
    const { account } = await seed(the());
    const contact = aContact(account.id, { name: 'Equal Lee' });
    const member = aMember({ name: 'equal lee' });
    await write(the(), async (r) => {
      await r.insert('contact', contact);
      await r.insert('member', member);
    });
    const { equal } = the().views.names;
    expect(await equal('contact', ['equal lee'])).toEqual([
      { kind: 'contact', id: contact.id, accountId: account.id, key: 'equal lee', whole: true },
    ]);
    expect(await equal('member', ['equal lee', 'equal lee'])).toEqual([
      { kind: 'member', id: member.id, accountId: null, key: 'equal lee', whole: true },
    ]);
    expect(await equal('contact', ['lee', 'Equal Lee', 'equal'])).toEqual([]);
    expect(await equal('contact', [])).toEqual([]);
    for (const count of [15, 16, 17, 300, 2100]) {
      const keys = Array.from({ length: count }, (_, i) => `none ${i}`);
      expect(ids(await equal('contact', [...keys, 'equal lee']))).toEqual([contact.id]);
    }
  });

  it('finds by the beginning of names and of their tails', async () => {
    const { member } = await seed(the());
    const names = ['100%_Steel\\', '100 Percent', '华东钢铁', '华北钢铁', 'z\u{10FFFF}', 'z\uD7FF', 'z\uE000'];
    const accounts = names.map((name) => anAccount(member.id, { name }));
    await write(the(), async (r) => {
      for (const account of accounts) await r.insert('account', account);
    });
    const find = async (prefix: string) => {
      const hits = await the().views.names.startingWith('account', prefix, 50);
      return names.filter((_, i) => hits.some(({ id }) => id === accounts[i]?.id));
    };
    expect(await find('100%')).toEqual(['100%_Steel\\']);
    expect(await find('100_')).toEqual([]);
    expect(await find('钢')).toEqual(['华东钢铁', '华北钢铁']);
    expect(await find('华东')).toEqual(['华东钢铁']);
    expect(await find('z\uD7FF')).toEqual(['z\uD7FF']);
    expect(await find('z\u{10FFFF}')).toEqual(['z\u{10FFFF}']);
    expect(await find('z')).toEqual(names.slice(4));
    expect(await the().views.names.startingWith('account', '', 3)).toHaveLength(3);
  });

  it('tells how far into a text the names of each kind reach', async () => {
    const { account } = await seed(the());
    const contacts = ['华为技术', '华东👍钢铁', '华', 'martin', 'martin jones'].map((name) =>
      aContact(account.id, { name }),
    );
    const member = aMember({ name: 'martina' });
    await write(the(), async (r) => {
      for (const contact of contacts) await r.insert('contact', contact);
      await r.insert('member', member);
    });
    const { reached, startingWith } = the().views.names;
    const texts = [
      '华为技术部的人',
      '华东👍',
      '华',
      '华丽',
      'martin jonesatorbit',
      'martinez',
      'zz\ud800',
      '',
      '饕餮',
      'martin jonesatorbit',
    ];
    const keys = new Map<NamedKind, readonly string[]>();
    for (const kind of ['account', 'contact', 'member'] as const)
      keys.set(
        kind,
        (await startingWith(kind, '', 100_000)).map(({ key }) => key),
      );
    const found = await reached(texts);
    expect([...found.keys()]).toEqual([...new Set(texts)]);
    for (const [text, reach] of found) {
      for (const kind of ['account', 'contact', 'member'] as const) {
        const begun = (keys.get(kind) ?? []).filter((key) => text.startsWith(key)).map(({ length }) => length);
        expect(reach[kind], text).toBeGreaterThanOrEqual(Math.max(0, ...begun));
        const some = text.slice(0, reach[kind]);
        expect(
          keys.get(kind)?.some((key) => key.startsWith(some)),
          text,
        ).toBe(true);
      }
    }
    expect(found.get('martin jonesatorbit')?.contact).toBe(12);
    expect(found.get('martinez')?.member).toBe(6);
    expect(await reached([])).toEqual(new Map());
    const many = Array.from({ length: 2100 }, (_, i) => `华为技术 ${i}`);
    expect([...(await reached(many)).values()].every(({ contact }) => contact >= 4)).toBe(true);
  });

  it('finds candidates for a typo by beginning and length', async () => {
    const { account } = await seed(the());
    const contacts = ['typo', 'typos', 'typoses', 'tipo', 'xtypo', 'ty👍o'].map((name) =>
      aContact(account.id, { name }),
    );
    await write(the(), async (r) => {
      for (const contact of contacts) await r.insert('contact', contact);
    });
    const found = await the().views.names.like('contact', ['ty', 't', 'ti'], 4, 5);
    expect(found.map(({ key }) => key).sort()).toEqual(['tipo', 'typo', 'typos', 'ty👍o'].sort());
    expect(found.every(({ whole }) => whole)).toBe(true);
  });

  it('follows changes of the name, and keeps archived accounts', async () => {
    const { member, account } = await seed(the());
    const { equal } = the().views.names;
    const renamed = { ...account, name: `New ${account.id}`, archived: true };
    await write(the(), (r) => r.update('account', renamed));
    expect(await equal('account', [account.name.toLowerCase()])).toEqual([]);
    expect(ids(await equal('account', [renamed.name.toLowerCase()]))).toEqual([account.id]);
    const gone = aMember({ name: `Gone ${member.id}` });
    await write(the(), (r) => r.insert('member', gone));
    await write(the(), (r) => r.remove('member', gone.id));
    expect(await equal('member', [gone.name.toLowerCase()])).toEqual([]);
  });
}
