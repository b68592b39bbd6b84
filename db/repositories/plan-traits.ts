import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Trait } from '../../src/domain/records.ts';
import { overList, type Queries } from '../queries.ts';
import type { Tables } from '../schema.ts';

/**
 * What is told of the contacts of many accounts, without who said it (`PlanState.traits`). Each account's come as one text: half of
 * what planning reads are these, and to make a row of each takes twice as long.
 */
export function createPlanTraits(queries: Queries, { traits }: Tables) {
  const textOf = createTexts(queries, traits, 'traits_text', valueText(traits));
  return async (accountIds: readonly string[]): Promise<ReadonlyMap<string, readonly Trait[]>> => {
    const parse = createParse();
    const texts = await textOf(accountIds);
    return new Map(
      texts.map(({ accountId, text }) => [accountId, text.split('\n').map((each) => toTrait(each, accountId, parse))]),
    );
  };
}

/** All that is told of the contacts of one account, by id: read as for planning, with who said it behind a tab. */
export function createAccountTraits(queries: Queries, { traits }: Tables) {
  const { authorId, source } = traits;
  // JSON has no tab in it; what somebody typed may have anything.
  const oneLine = sql`replace(replace(${source}, '\\', '\\\\'), '\n', '\\n')`;
  const whole = sql`${valueText(traits)} || '\t' || coalesce(${authorId}, '') || coalesce(' ' || ${oneLine}, '')`;
  const textOf = createTexts(queries, traits, 'traits_whole', whole);
  return async (accountId: string): Promise<readonly Trait[]> => {
    const parse = createParse();
    const [found] = await textOf([accountId]);
    const lines = found?.text.split('\n') ?? [];
    return lines.map((line) => toWholeTrait(line, accountId, parse)).sort((a, b) => (a.id < b.id ? -1 : 1));
  };
}

type Traits = Tables['traits'];

const valueText = ({ value }: Traits) => sql`coalesce(cast(${value} as text), 'null')`;

/** What can have a space in it, or be none, comes last or as an empty text. JSON has no line end in it. */
function createTexts(queries: Queries, traits: Traits, name: string, last: SQL) {
  const { id, contactId, field, on, recordedAt } = traits;
  const line = sql.join([id, contactId, field, recordedAt, sql`coalesce(${on}, '')`, last], sql` || ' ' || `);
  return overList((ids, length) =>
    queries
      .select({ accountId: traits.accountId, text: sql<string>`string_agg(${line}, '\n')` })
      .from(traits)
      .where(inArray(traits.accountId, ids))
      .groupBy(traits.accountId)
      .prepare(`${name}_${length}`),
  );
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

function toWholeTrait(line: string, accountId: string, parse: Parse): Trait {
  const tab = line.indexOf('\t');
  const [authorId = '', source] = partedAt(line.slice(tab + 1), ' ');
  return {
    ...toTrait(line.slice(0, tab), accountId, parse),
    authorId: authorId || null,
    source: source?.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign)) ?? null,
  };
}

/** What stands before the mark, and what behind it where it is there at all. */
function partedAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
