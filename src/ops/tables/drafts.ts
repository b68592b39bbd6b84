import type { TableKind } from '../../ports/transfer.ts';
import type { BookAccount, BookContact, BookInteraction } from '../book/schema.ts';
import { Cells, type Parsers } from './cells.ts';
import { type DayOrder, orderOf, readClock } from './days.ts';
import type { TableField } from './fields.ts';
import type { Columns } from './headers.ts';
import { readLevels } from './levels.ts';
import type { Reason } from './reason.ts';
import type { TableFormat, TableRow } from './table.ts';
import { isWon, tableWords } from './words.ts';

/** What a row says of its account; people of ours as typed. */
export type AccountPart = Omit<Partial<BookAccount>, 'name' | 'contacts' | 'shares' | 'orders' | 'facts'>;
type Share = NonNullable<BookAccount['shares']>[number];
type Order = NonNullable<BookAccount['orders']>[number];
type Fact = NonNullable<BookAccount['facts']>[number];

/** What a row is about, beside its account. */
export type Item =
  | { readonly kind: 'accounts' }
  | { readonly kind: 'contacts'; readonly value: BookContact; readonly looseOwner: string | undefined }
  | { readonly kind: 'interactions'; readonly value: Omit<BookInteraction, 'account'> }
  | { readonly kind: 'shares'; readonly value: Share }
  | { readonly kind: 'orders'; readonly value: Order }
  | { readonly kind: 'facts'; readonly value: Fact };

/** A row as read by itself, before it is known whom it names. */
export interface Draft {
  readonly line: number;
  readonly account: string;
  readonly part: AccountPart;
  /** `null` when the row is refused already. */
  readonly item: Item | null;
  readonly refusals: Reason[];
  readonly doubts: Reason[];
  readonly remarks: Reason[];
}

const DAY_FIELDS: readonly TableField[] = ['date', 'nextDue', 'nextDone', 'until', 'birthday'];

/** Reads every row below the header. */
export function draftsOf(columns: Columns, format: TableFormat, parsers: Parsers): Draft[] {
  const orders = new Map(DAY_FIELDS.map((field) => [field, orderIn(columns, field)] as const));
  return columns.rows.map((row) => draftOf(columns, row, format, parsers, orders));
}

function orderIn({ places, rows }: Columns, field: TableField): DayOrder | null {
  const place = places.get(field)?.[0];
  return place === undefined ? null : orderOf(rows.map(({ cells }) => cells[place] ?? ''));
}

function draftOf(
  columns: Columns,
  row: TableRow,
  format: TableFormat,
  parsers: Parsers,
  orders: ReadonlyMap<TableField, DayOrder | null>,
): Draft {
  const cells = new Cells(columns, row.cells, parsers, orders);
  const { refusals, doubts, remarks } = cells;
  const fault = row.fault ?? (format === 'csv' ? countFault(row, columns) : undefined);
  // Cells that have moved sideways mean nothing.
  if (fault !== undefined)
    return { line: row.line, account: '', part: {}, item: null, refusals: [fault], doubts, remarks };
  const account = cells.needed('account') ?? '';
  const item = READERS[columns.kind](cells);
  return { line: row.line, account, part: partOf(cells, columns.kind), item, refusals, doubts, remarks };
}

function countFault({ cells }: TableRow, { headers }: Columns): Reason | undefined {
  const isPadded = cells.length > headers.length && cells.slice(headers.length).every((cell) => cell.trim() === '');
  if (cells.length === headers.length || isPadded) return undefined;
  return { code: 'wrong-column-count', expected: headers.length, found: cells.length };
}

function partOf(cells: Cells, kind: TableKind): AccountPart {
  return told({
    id: kind === 'accounts' ? cells.text('id') : undefined,
    aliases: cells.list('aliases'),
    kinds: cells.choices('kinds', tableWords.kinds),
    owner: cells.text('owner'),
    backup: cells.text('backup'),
    team: cells.list('team'),
    recipientClass: cells.choice('recipientClass', tableWords.recipientClass, true),
    recipientRule: cells.raw('recipientRule'),
    timeZone: cells.text('timeZone'),
    archived: cells.yesOrNo('archived'),
  });
}

const READERS: Readonly<Record<TableKind, (cells: Cells) => Item | null>> = {
  accounts: () => ({ kind: 'accounts' }),
  contacts: readContact,
  interactions: readInteraction,
  shares: readShare,
  orders: readOrder,
  facts: readFact,
};

function readContact(cells: Cells): Item | null {
  const name = cells.text('contact') ?? fullName(cells) ?? cells.needed('contact');
  const phones = [...new Set(cells.all('phone').map((phone) => phone.trim()))];
  const value = told({
    id: cells.text('id'),
    name: name ?? '',
    title: cells.text('title'),
    department: cells.choice('department', tableWords.department, true),
    layer: cells.choice('layer', tableWords.layer, true),
    roles: cells.choices('roles', tableWords.roles, true),
    attitude: cells.choice('attitude', tableWords.attitude),
    weight: cells.number('weight', 0, 100),
    state: cells.choice('state', tableWords.state),
    email: cells.text('email'),
    phone: phones.length === 0 ? undefined : phones.join(' / '),
    birthday: cells.birthday(),
    tastes: cells.raw('tastes'),
    taboos: cells.raw('taboos'),
    levels: readLevels(cells),
  });
  return name === undefined ? null : { kind: 'contacts', value, looseOwner: cells.text('contactOwner') };
}

function fullName(cells: Cells): string | undefined {
  const [family = '', given = ''] = [cells.text('lastName'), cells.text('firstName')];
  const name = /\p{Script=Han}/u.test(family + given) ? `${family}${given}` : `${given} ${family}`.trim();
  return name === '' ? undefined : name;
}

function readInteraction(cells: Cells): Item | null {
  const at = momentOf(cells);
  const kind = cells.needed('kind') === undefined ? undefined : cells.choice('kind', tableWords.kind);
  if (cells.yesOrNo('done') === false) cells.refuse('not-done', 'done', { value: cells.text('done') ?? '' });
  const [subject, text] = [cells.text('subject'), cells.raw('note')];
  const note =
    subject === undefined || subject === text?.trim() ? (text ?? subject ?? '') : [subject, text].join('\n').trim();
  const money = cells.money();
  if (money?.currency === null) cells.refuse('missing', 'currency');
  if (at === undefined || kind === undefined) return null;
  const value = told({
    id: cells.text('id'),
    contacts: cells.list('people') ?? [],
    members: cells.list('members') ?? [],
    kind,
    at,
    note,
    answered: cells.yesOrNo('answered'),
    occasion: cells.text('occasion'),
    signals: cells.choices('signals', tableWords.signals),
    value: money?.currency == null ? undefined : { amount: money.amount, currency: money.currency },
    nextSteps: stepsOf(cells),
  });
  return { kind: 'interactions', value };
}

function momentOf(cells: Cells): string | undefined {
  const at = cells.needed('date') === undefined ? undefined : cells.moment('date');
  const time = cells.text('time');
  if (at === undefined || time === undefined || at.length > 10) return at;
  const clock = readClock(time);
  return clock === null ? cells.refuse('invalid-time', 'time', { value: time }) : `${at}T${clock}`;
}

/** One step to a line, with its days and its debtor in the same line of their own cells. */
function stepsOf(cells: Cells): BookInteraction['nextSteps'] | undefined {
  const linesOf = (field: TableField) => cells.raw(field)?.split(/\r\n|\n|\r/) ?? [];
  const [dues, debtors, kept] = [linesOf('nextDue'), linesOf('nextBy'), linesOf('nextDone')];
  const steps = linesOf('nextStep').map((what, index) => {
    const [due, doneOn] = [dues[index]?.trim() || undefined, kept[index]?.trim() || undefined];
    return told({
      what: what.trim(),
      due: due && cells.day('nextDue', due),
      by: debtors[index]?.trim() || undefined,
      doneOn: doneOn && cells.day('nextDone', doneOn),
    });
  });
  const said = steps.filter(({ what }) => what !== '');
  return said.length === 0 ? undefined : said;
}

function readShare(cells: Cells): Item | null {
  const percent = cells.needed('percent') === undefined ? undefined : cells.number('percent', 0, 100);
  const on = cells.needed('date') === undefined ? undefined : cells.day('date');
  const [low, high, ceiling] = (['low', 'high', 'ceiling'] as const).map((field) => cells.number(field, 0, 100));
  if (percent === undefined || on === undefined) return null;
  return { kind: 'shares', value: told({ percent, on, low, high, ceiling, source: cells.raw('source') }) };
}

function readOrder(cells: Cells): Item | null {
  const won = cells.text('won');
  if (won !== undefined && !isWon(won)) return cells.refuse('not-won', 'won', { value: won }) ?? null;
  const on = cells.needed('date') === undefined ? undefined : cells.day('date');
  const money = cells.money();
  if (on === undefined) return null;
  const { amount, currency } = money ?? {};
  return {
    kind: 'orders',
    value: told({ on, amount, currency: currency ?? undefined, product: cells.raw('product') }),
  };
}

function readFact(cells: Cells): Item | null {
  const kind = cells.needed('kind') === undefined ? undefined : cells.choice('kind', tableWords.factKind);
  const what = cells.needed('what');
  const from = cells.needed('date') === undefined ? undefined : cells.day('date');
  const to = cells.day('until');
  if (kind === undefined || what === undefined || from === undefined) return null;
  return { kind: 'facts', value: told({ kind, what, from, to }) };
}

type Told<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** What a cell does not say stays as it is. */
function told<T extends object>(values: T): Told<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Told<T>;
}
