import type { Resolved } from './entities.ts';
import type { Merged } from './merge.ts';

/** A book of what a table tells, and which rows each of its places comes from. */
export interface PartialBook {
  readonly book: { readonly accounts: readonly object[]; readonly interactions: readonly object[] };
  readonly rowsAt: ReadonlyMap<string, RowsAt>;
}

export interface RowsAt {
  readonly rows: readonly Resolved[];
  /** Those of them that are new or changed when the record is. */
  readonly telling: readonly Resolved[];
}

interface Block {
  readonly values: Record<string, unknown>;
  readonly contacts: Merged[];
  readonly shares: Merged[];
  readonly orders: Merged[];
  readonly facts: Merged[];
}

const LISTS = ['contacts', 'shares', 'orders', 'facts'] as const;

export function partialBook(records: readonly Merged[], owners: ReadonlyMap<string, string>): PartialBook {
  const blocks = new Map<string, { block: Block; record: Merged }>();
  const interactions: Merged[] = [];
  for (const record of records) {
    if (record.kind !== 'accounts') continue;
    const block = { values: accountValues(record, owners), contacts: [], shares: [], orders: [], facts: [] };
    blocks.set(record.target.key, { block, record });
  }
  for (const record of records) {
    if (record.kind === 'interactions') interactions.push(record);
    else if (record.kind !== 'accounts') blocks.get(record.target.key)?.block[record.kind].push(record);
  }
  const rowsAt = new Map<string, RowsAt>();
  const put = (path: string, { rows }: Merged) => rowsAt.set(path, { rows, telling: rows });
  const accounts = [...blocks.values()].map(({ block, record }, position) => {
    const path = `accounts[${position}]`;
    rowsAt.set(path, { rows: record.rows, telling: rowsOfAccount(record) });
    for (const list of LISTS) {
      for (const [index, its] of block[list].entries()) put(`${path}.${list}[${index}]`, its);
    }
    const lists = LISTS.filter((list) => block[list].length > 0);
    const inside = Object.fromEntries(lists.map((list) => [list, block[list].map(({ values }) => values)]));
    return { ...block.values, ...inside };
  });
  for (const [index, its] of interactions.entries()) put(`interactions[${index}]`, its);
  return {
    book: {
      accounts,
      interactions: interactions.map(({ target, values }) => ({
        account: target.existing?.id ?? target.name,
        ...values,
      })),
    },
    rowsAt,
  };
}

function accountValues({ key, target, values }: Merged, owners: ReadonlyMap<string, string>): Record<string, unknown> {
  const { existing, aliases, name } = target;
  const id = existing?.id ?? values['id'];
  // Found by its id it may bear a new name; found by its name it keeps the way that is written.
  const isRenamed = existing !== null && values['id'] === existing.id && values['name'] !== undefined;
  const known = Array.isArray(values['aliases']) ? values['aliases'] : (existing?.aliases ?? []);
  const taught = [...aliases].filter((alias) => !known.includes(alias)).sort();
  return {
    ...values,
    ...(id === undefined ? {} : { id }),
    name: isRenamed ? values['name'] : name,
    owner: owners.get(key),
    ...(taught.length === 0 ? {} : { aliases: [...known, ...taught] }),
  };
}

/** A row about something inside an account is new or changed by that; one of them tells what becomes of the account itself. */
function rowsOfAccount({ rows }: Merged): readonly Resolved[] {
  const isItself = rows.every(({ draft }) => draft.item?.kind === 'accounts');
  return isItself ? rows : rows.slice(0, 1);
}

/** The rows behind a place: of the record that stands there, or in which it stands. */
export function rowsBehind({ rowsAt }: PartialBook, path: string): RowsAt {
  for (let place = path; place !== ''; place = place.replace(/(?:\.[^.[\]]*|\[[^[\]]*\]|^[^.[\]]+)$/, '')) {
    const rows = rowsAt.get(place);
    if (rows !== undefined) return rows;
  }
  return { rows: [], telling: [] };
}
