import { inArray, sql } from 'drizzle-orm';
import type { Trait } from '../../src/domain/records.ts';
import { overList, type Queries } from '../queries.ts';
import type { Tables } from '../schema.ts';

/**
 * What is told of the contacts of many accounts, without who said it (`PlanState.traits`). Each account's come as one text: half of
 * what planning reads are these, and to make a row of each takes twice as long.
 */
export function createPlanTraits(queries: Queries, { traits }: Tables) {
  const { id, contactId, field, on, recordedAt, value } = traits;
  // What can have a space in it, or be none, comes last or as an empty text. JSON has no line end in it.
  const fields = [
    id,
    contactId,
    field,
    recordedAt,
    sql`coalesce(${on}, '')`,
    sql`coalesce(cast(${value} as text), 'null')`,
  ];
  const line = sql.join(fields, sql` || ' ' || `);
  const textOf = overList((ids, length) =>
    queries
      .select({ accountId: traits.accountId, text: sql<string>`string_agg(${line}, '\n')` })
      .from(traits)
      .where(inArray(traits.accountId, ids))
      .groupBy(traits.accountId)
      .prepare(`traits_text_${length}`),
  );
  return async (accountIds: readonly string[]): Promise<ReadonlyMap<string, readonly Trait[]>> => {
    const parse = createParse();
    const texts = await textOf(accountIds);
    return new Map(
      texts.map(({ accountId, text }) => [accountId, text.split('\n').map((each) => toTrait(each, accountId, parse))]),
    );
  };
}

type Parse = (json: string) => unknown;

/** Thousands of traits have a few dozen values between them. */
function createParse(): Parse {
  const known = new Map<string, unknown>();
  return (json) => {
    let value = known.get(json);
    if (value === undefined) {
      value = JSON.parse(json);
      known.set(json, value);
    }
    return value;
  };
}

function toTrait(line: string, accountId: string, parse: Parse): Trait {
  let from = 0;
  const next = () => {
    const to = line.indexOf(' ', from);
    const cell = line.slice(from, to);
    from = to + 1;
    return cell;
  };
  const id = next();
  const contactId = next();
  const field = next();
  const recordedAt = Number(next());
  const on = next() || null;
  const value = parse(line.slice(from));
  // As the database has it: the schema gives field and value their types, and text has none.
  return { id, accountId, contactId, field, value, on, authorId: null, source: null, recordedAt } as Trait;
}
