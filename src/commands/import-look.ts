import type { TableLook } from '../ports/transfer.ts';
import type { Block, Button, Call } from '../reply/reply.ts';
import { buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';

type Press = (more: {
  readonly agreed?: string;
  readonly doubtful?: string;
  readonly refused?: string;
  readonly action?: string;
}) => Call;

/** What a table would do: what was recognised, the counts, the rows one should look at, and what to do with it now. */
export function lookBlocks(look: TableLook, press: Press, { messages }: CommandContext): readonly Block[] {
  const { tables, transfer } = messages;
  const { new: fresh, changed, same, doubtful, refused } = look.counts;
  const isNothing = look.ready && fresh + changed === 0;
  return [
    say([{ strong: tables.counts(fresh, changed, same, doubtful, refused) }]),
    quiet(tables.recognised(tables.kind[look.kind])),
    ...(look.otherSheets.length === 0 ? [] : [quiet(transfer.sheets(look.otherSheets.join(', ')))]),
    ...look.problems.map((problem) => say(problem)),
    ...rowsTable(look, messages),
    headersTable(look, messages),
    quiet(isNothing ? transfer.nothingToDo : look.ready ? transfer.nothingYet : transfer.inTheWay),
    ...buttons(...buttonsOf(look, isNothing, press, messages)),
  ];
}

/** The same for programs. */
export function lookData({ kind, counts, headers, rows, telling, problems, ready }: TableLook) {
  return { kind, counts: { ...counts }, headers, rows, telling, problems, ready };
}

function rowsTable({ rows, telling }: TableLook, { tables, transfer }: CommandContext['messages']): readonly Block[] {
  if (rows.length === 0) return [];
  const { line, verdict, why } = transfer.column;
  const table: Block = {
    kind: 'table',
    columns: [{ label: line, align: 'right' }, { label: verdict }, { label: why }],
    rows: rows.map((row) => [String(row.line), transfer.verdict[row.verdict], row.why]),
  };
  return telling > rows.length ? [table, quiet(tables.more(telling - rows.length))] : [table];
}

function headersTable({ headers }: TableLook, { transfer }: CommandContext['messages']): Block {
  return {
    kind: 'table',
    columns: [{ label: transfer.column.header }, { label: transfer.column.meaning }],
    rows: headers.map(({ header, meaning }) => [header, meaning ?? transfer.notTaken]),
  };
}

function buttonsOf(
  { counts, ready, mark }: TableLook,
  isNothing: boolean,
  press: Press,
  { transfer }: CommandContext['messages'],
): readonly Button[] {
  const { new: fresh, changed, doubtful, refused } = counts;
  const all: Button[] = [];
  if (ready && !isNothing) {
    all.push({ label: transfer.doIt(fresh + changed), style: 'primary', press: press({ agreed: mark }) });
  }
  if (!ready && refused > 0) all.push({ label: transfer.skipRefused(refused), press: press({ refused: 'skip' }) });
  if (!ready && doubtful > 0) {
    for (const how of ['same', 'new', 'skip'] as const) {
      all.push({ label: transfer.doubtful[how](doubtful), press: press({ doubtful: how }) });
    }
  }
  return [...all, { label: transfer.leave, press: press({ action: 'leave' }) }];
}
