import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { NestedTransactionError, type Repositories } from '../../src/ports/store.ts';
import { aMember, anAccount, newId } from '../fixtures/records.ts';
import type { TheStore } from './store.contract.ts';
import { about, write } from './store.opening.ts';

export function transactionsContract(the: TheStore): void {
  const isThere = async (id: string) => (await the().views.get('member', id)) !== undefined;

  it('takes back every write when the work throws', async () => {
    const member = aMember();
    const changes = await the().views.allChanges();
    const work = async (r: Repositories) => {
      await r.insert('member', member);
      await pause(5);
      await r.insert('account', anAccount(member.id));
      throw new Error('boom');
    };
    await expect(write(the(), work)).rejects.toThrow('boom');
    expect(await isThere(member.id)).toBe(false);
    expect(await the().views.names.equal('member', [member.name.toLowerCase()])).toEqual([]);
    expect(await the().views.allChanges()).toEqual(changes);
  });

  it('takes back every write when the database refuses one, even where the work passes over it', async () => {
    const member = aMember();
    const work = async (r: Repositories) => {
      await r.insert('member', member);
      await r.insert('account', anAccount('nobody')).catch(() => undefined);
    };
    await expect(write(the(), work)).rejects.toMatchObject({ name: 'ConflictError', reason: 'missing' });
    expect(await isThere(member.id)).toBe(false);
  });

  it('waits for writes nobody waited for', async () => {
    const [first, second] = [aMember(), aMember()];
    await write(the(), async (r) => {
      void r.insert('member', first);
    });
    expect(await isThere(first.id)).toBe(true);
    const failing = write(the(), async (r) => {
      await Promise.all([r.insert('member', second), r.insert('account', anAccount('nobody')), r.remove('member', '')]);
    });
    await expect(failing).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await isThere(second.id)).toBe(false);
  });

  it('keeps overlapping transactions apart and shows the views committed rows only', async () => {
    const [slow, quick] = [aMember(), aMember()];
    const [hasWritten, mayFail] = [gate(), gate()];
    const failing = write(the(), async (r) => {
      await r.insert('member', slow);
      expect(await r.get('member', slow.id)).toEqual(slow);
      hasWritten.open();
      await mayFail.passed;
      throw new Error('late');
    });
    const failed = expect(failing).rejects.toThrow('late');
    const succeeding = write(the(), async (r) => {
      expect(await r.get('member', slow.id)).toBeUndefined();
      await r.insert('member', quick);
    });
    await hasWritten.passed;
    expect(await isThere(slow.id)).toBe(false);
    mayFail.open();
    await failed;
    await succeeding;
    expect(await isThere(slow.id)).toBe(false);
    expect(await isThere(quick.id)).toBe(true);
  });

  it('loses no update of many at once', async () => {
    const member = aMember({ mobile: '0' });
    await write(the(), (r) => r.insert('member', member));
    const increment = () =>
      write(the(), async (r) => {
        const found = await r.get('member', member.id);
        await pause(1);
        await r.update('member', { ...member, mobile: String(Number(found?.mobile) + 1) });
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect((await the().views.get('member', member.id))?.mobile).toBe('20');
  });

  it('refuses to nest, and only while the outer one lasts', async () => {
    const nest = () => write(the(), () => write(the(), async () => 1));
    await expect(nest()).rejects.toBeInstanceOf(NestedTransactionError);
    for (const other of [() => the().rezone(() => 0), async () => void (await the().migrate()), () => the().close()]) {
      await expect(write(the(), other)).rejects.toBeInstanceOf(NestedTransactionError);
    }
    let later: Promise<unknown> | undefined;
    await write(the(), async () => {
      later = pause(20).then(() => write(the(), async () => 1));
    });
    await expect(later).resolves.toMatchObject({ value: 1 });
  });

  it('lets the repositories be used no longer than the transaction', async () => {
    const member = aMember();
    const { value: kept } = await write(the(), async (r) => ({ r, insert: r.insert, names: r.names }));
    await expect(kept.r.insert('member', member)).rejects.toThrow('over');
    await expect(kept.insert('member', member)).rejects.toThrow('over');
    await expect(kept.names.equal('member', ['a'])).rejects.toThrow('over');
    expect(await isThere(member.id)).toBe(false);
  });

  it('returns what the work returned, and goes on after failures', async () => {
    await expect(write(the(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const id = newId();
    const recorded = await the().transaction(about(), async () => id);
    expect(recorded).toEqual({ value: id, changeId: null });
  });
}

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}
