import type { Contact, RecordKind, Records } from '../domain/records.ts';
import type { AccountRecordKind, Views } from '../ports/store.ts';

/** Views for as long as one message is answered. */
export interface ReadingOnce {
  readonly views: Views;
  /** To be called after every write: what was read is asked for anew. */
  forget(): void;
}

/**
 * Asks for each record once: understanding, permissions and the command all look at the same few accounts and people. Besides
 * the time, everybody then sees the same of them, whatever others write meanwhile.
 */
export function readOnce(views: Views): ReadingOnce {
  /** Each as it is, or while it is being read. */
  const records = new Map<string, unknown>();
  const lists = new Map<string, Promise<readonly unknown[]>>();
  const keyOf = (kind: RecordKind, id: string) => `${kind} ${id}`;
  type Known<K extends RecordKind> = Records[K] | undefined | Promise<Records[K] | undefined>;
  const isKnown = (kind: RecordKind, id: string) => records.has(keyOf(kind, id));
  // What is kept under a kind is a record of that kind; TypeScript cannot follow that through `K`.
  const known = <K extends RecordKind>(kind: K, id: string) => records.get(keyOf(kind, id)) as Known<K>;
  const keep = <K extends RecordKind>(kind: K, id: string, record: Known<K>) => {
    records.set(keyOf(kind, id), record);
  };
  const ofAccount = async <K extends AccountRecordKind>(kind: K, accountId: string) => {
    const found = await views.ofAccount(kind, accountId);
    for (const record of found) keep(kind, record.id, record);
    return found;
  };
  const remembering: Pick<Views, 'get' | 'some' | 'ofAccount' | 'accountState'> = {
    get(kind, id) {
      if (!isKnown(kind, id)) keep(kind, id, views.get(kind, id));
      return Promise.resolve(known(kind, id));
    },
    async some(kind, ids) {
      const distinct = [...new Set(ids)];
      const unknown = distinct.filter((id) => !isKnown(kind, id));
      if (unknown.length > 0) {
        const reading = views.some(kind, unknown);
        const find = async (id: string) => (await reading).find((record) => record.id === id);
        for (const id of unknown) keep(kind, id, find(id));
      }
      const found = await Promise.all(distinct.map((id) => known(kind, id)));
      return found.filter((record) => record !== undefined);
    },
    ofAccount<K extends AccountRecordKind>(kind: K, accountId: string) {
      const reading = (lists.get(keyOf(kind, accountId)) ?? ofAccount(kind, accountId)) as Promise<
        readonly Records[K][]
      >;
      lists.set(keyOf(kind, accountId), reading);
      return reading;
    },
    async accountState(accountId, at) {
      const contacts = lists.get(keyOf('contact', accountId)) as Promise<readonly Contact[]> | undefined;
      return await views.accountState(accountId, at, await contacts);
    },
  };
  return {
    // Everything else as it is: to copy some dozens of questions takes longer than to ask one.
    views: Object.assign(Object.create(views) as Views, remembering),
    forget() {
      records.clear();
      lists.clear();
    },
  };
}
