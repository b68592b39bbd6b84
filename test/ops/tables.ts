import Database from 'better-sqlite3';
import { Client } from 'pg';

/** Every row of every table but what the database notes about itself, in an order that is the same everywhere. */
export type Tables = Readonly<Record<string, readonly string[]>>;

const isOurs = (table: string) =>
  table !== 'meta' && table !== 'kam_migrations' && !table.startsWith('__') && !table.startsWith('sqlite_');

function settled(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** What is really in the database behind a store, read past the store. */
export async function tablesOf(url: string): Promise<Tables> {
  return url.startsWith('file:') ? sqliteTables(url.slice('file:'.length)) : postgresTables(url);
}

function sqliteTables(file: string): Tables {
  const database = new Database(file, { readonly: true });
  try {
    const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    const tables = names.filter(isOurs).sort();
    return Object.fromEntries(tables.map((name) => [name, settled(database.prepare(`SELECT * FROM "${name}"`).all())]));
  } finally {
    database.close();
  }
}

async function postgresTables(url: string): Promise<Tables> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const tables: Record<string, readonly string[]> = {};
    for (const { name } of rows) {
      if (isOurs(name)) tables[name] = settled((await client.query(`SELECT * FROM "${name}"`)).rows);
    }
    return tables;
  } finally {
    await client.end();
  }
}
