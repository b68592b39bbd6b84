import pg from 'pg';
import { BackupError } from '../../src/ports/care.ts';
import { type DumpedTable, readMark } from './dump-format.ts';
import { quoted, tablesThere } from './postgres-tables.ts';

/** How much is sent to the server at once. */
const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4_000_000;

/** Loads all rows into the tables, which are there and empty. Rows go to the server as they are, unread. */
export async function loadRows(client: pg.ClientBase, lines: AsyncIterable<string>, file: string): Promise<void> {
  const tables = new Map((await tablesThere(client)).map((table) => [table.name, table]));
  const loader = createLoader(client, file);
  let loaded = 0;
  let told: number | undefined;
  for await (const line of lines) {
    if (told !== undefined) throw new BackupError('damaged', file);
    if (line.startsWith('{')) {
      await loader.add(line);
      loaded += 1;
      continue;
    }
    await loader.flush();
    const mark = readMark(line, file);
    if ('rows' in mark) told = mark.rows;
    else loader.begin(matching(mark, tables.get(mark.name), file));
  }
  if (told !== loaded) throw new BackupError('damaged', file);
}

/** The dump was made on the very schema that was built for it. */
function matching(dumped: DumpedTable, there: DumpedTable | undefined, file: string): DumpedTable {
  const known = new Set(there?.columns);
  if (!there || dumped.columns.some((column) => !known.has(column))) throw new BackupError('damaged', file);
  return dumped;
}

function createLoader(client: pg.ClientBase, file: string) {
  let insert: string | undefined;
  let rows: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (rows.length === 0) return;
    if (insert === undefined) throw new BackupError('damaged', file);
    const batch = `[${rows.join(',')}]`;
    rows = [];
    characters = 0;
    try {
      await client.query(insert, [batch]);
    } catch (error) {
      // Classes of SQLSTATE: values that do not fit, rows that break a rule.
      const isWrong = error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');
      throw isWrong ? new BackupError('damaged', file, { cause: error }) : error;
    }
  };
  return {
    begin({ name, columns }: DumpedTable) {
      const list = columns.map(quoted).join(', ');
      insert = `INSERT INTO ${quoted(name)} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${quoted(name)}, $1::json)`;
    },
    async add(row: string) {
      rows.push(row);
      characters += row.length;
      if (rows.length >= ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE) await flush();
    },
    flush,
  };
}
