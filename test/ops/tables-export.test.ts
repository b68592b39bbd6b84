import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTable } from '../../src/ops/tables/export-table.ts';
import { WRITTEN } from '../../src/ops/tables/fields.ts';
import { headerIn, recogniseHeaders } from '../../src/ops/tables/headers.ts';
import { readTable } from '../../src/ops/tables/read-table.ts';
import { tableTemplate } from '../../src/ops/tables/template.ts';
import { cellOf, listOf, tableWords } from '../../src/ops/tables/words.ts';
import type { Store } from '../../src/ports/store.ts';
import { TABLE_KINDS } from '../../src/ports/transfer.ts';
import { imported, options } from '../fixtures/tables/tables.ts';
import { contents, createStores, fullBook, loaded } from './books.ts';

const stores = createStores();
const LANGUAGES = ['zh', 'en'] as const;
const FORMATS = ['csv', 'xlsx'] as const;
const CASES = TABLE_KINDS.flatMap((kind) =>
  LANGUAGES.flatMap((language) => FORMATS.map((format) => [kind, language, format] as const)),
);
const { nameKey } = options;

let store: Store;
beforeAll(async () => {
  store = await stores.open();
  await loaded(store, fullBook());
});
afterAll(() => stores.close());

const exported = (from: Store, kind: (typeof TABLE_KINDS)[number], language: 'zh' | 'en', format: 'csv' | 'xlsx') =>
  exportTable(from.views, kind, language, format, { now: options.now, zone: options.zone, nameKey });

describe('an exported table', () => {
  it.each(CASES)('%s in %s as %s changes nothing when it comes back', async (kind, language, format) => {
    const bytes = await exported(store, kind, language, format);
    const before = await contents(store);
    const { plan, done, columns } = await imported(store, { bytes, name: `x.${format}` });
    expect([columns.kind, columns.ignored]).toEqual([kind, []]);
    const odd = plan.rows.filter(
      ({ verdict, remarks }) => verdict !== 'same' || remarks.some(({ code }) => code !== 'book'),
    );
    expect(odd).toEqual([]);
    expect(plan.rows.length).toBeGreaterThan(0);
    expect(done?.ok).toBe(true);
    expect(await contents(store)).toEqual(before);
  });

  it.each(FORMATS)('fills an empty book so that it exports the same, as %s', async (format) => {
    const other = await stores.open();
    await loaded(other, { members: fullBook().members });
    for (const kind of TABLE_KINDS) {
      const bytes = await exported(store, kind, 'zh', format);
      const { done, plan } = await imported(other, { bytes, name: `x.${format}` });
      expect([kind, done?.ok, plan.rows.filter(({ verdict }) => verdict !== 'new')]).toEqual([kind, true, []]);
      expect(Buffer.from(await exported(other, kind, 'en', 'csv')).toString()).toBe(
        Buffer.from(await exported(store, kind, 'en', 'csv')).toString(),
      );
    }
  });

  it('begins with the mark of UTF-8', async () => {
    expect([...(await exported(store, 'shares', 'zh', 'csv')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('a template', () => {
  it.each(CASES)(
    '%s in %s as %s has our headers and an example that can be imported',
    async (kind, language, format) => {
      const fresh = await stores.open();
      const us = { name: 'W', function: 'sales', role: 'admin', timeZone: 'Asia/Shanghai', language: 'zh' };
      await loaded(fresh, { members: ['wang@example.com', 'ann@example.com'].map((email) => ({ ...us, email })) });
      const order =
        kind === 'accounts' ? [kind] : kind === 'contacts' ? ['accounts', kind] : ['accounts', 'contacts', kind];
      for (const each of order as (typeof kind)[]) {
        const bytes = await tableTemplate(each, language, format);
        const result = await imported(fresh, { bytes, name: `x.${format}` });
        expect([result.columns.kind, result.columns.ignored]).toEqual([each, []]);
        expect([each, result.plan.rows]).toEqual([each, [{ line: 2, verdict: 'new', reasons: [], remarks: [] }]]);
      }
    },
  );
});

describe('headers and words', () => {
  it.each(TABLE_KINDS)('what we write over %s is read as that', async (kind) => {
    for (const language of LANGUAGES) {
      const fields = WRITTEN[kind];
      const cells = fields.map((field) => headerIn(language, kind, field));
      const found = recogniseHeaders([{ line: 1, cells }]);
      expect([found?.kind, found?.ignored]).toEqual([kind, []]);
      expect(fields.map((field) => found?.places.get(field)?.[0])).toEqual(fields.map((_, place) => place));
    }
  });

  it('every word we write is read as what it says', () => {
    for (const words of Object.values(tableWords)) {
      for (const key of words.keys) {
        for (const language of LANGUAGES)
          expect(
            (words.find as (text: string) => unknown)(
              (words.say as (key: string, language: string) => string)(key, language),
            ),
          ).toBe(key);
      }
    }
  });

  it('lists come back from a cell, whatever signs are in them', () => {
    for (const list of [['a', 'b'], ['甲、乙'], ['a; b', 'c'], []]) {
      for (const language of LANGUAGES) expect(listOf(cellOf(list, language))).toEqual(list);
    }
  });

  it('a file without any header of ours is refused, saying what was seen', async () => {
    const read = await readTable(Buffer.from('foo,bar\n1,2\n'), 'x.csv');
    expect(read.ok && recogniseHeaders(read.table.rows)).toBe(null);
  });
});
