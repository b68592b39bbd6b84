import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, defused } from '../../src/ops/tables/csv.ts';
import { describeReason } from '../../src/ops/tables/describe.ts';
import { readTable } from '../../src/ops/tables/read-table.ts';
import type { Reason } from '../../src/ops/tables/reason.ts';
import type { Table } from '../../src/ops/tables/table.ts';
import { writeTable } from '../../src/ops/tables/write-table.ts';
import { archiveOf } from '../../src/ops/tables/zip.ts';
import { gb18030, sheetOf, workbookOf } from '../fixtures/tables/files.ts';

async function read(bytes: Uint8Array | string, name = 'table.csv'): Promise<Table> {
  const result = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.table;
}

async function faultOf(bytes: Uint8Array | string, name = 'table.csv'): Promise<Reason | undefined> {
  const result = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  const fault = result.ok ? undefined : result.faults[0];
  if (fault !== undefined) {
    for (const language of ['zh', 'en'] as const)
      expect(describeReason(fault, language)).not.toMatch(/undefined|“”|""/);
  }
  return fault;
}

const cellsOf = (table: Table) => table.rows.map(({ cells }) => cells);
const linesOf = (table: Table) => table.rows.map(({ line }) => line);
const CHINESE = '客户名称,负责人\r\n华宇科技有限公司,王磊\r\n';
const READ = [
  ['客户名称', '负责人'],
  ['华宇科技有限公司', '王磊'],
];

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(CHINESE), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${CHINESE}`), 'utf-8'],
    ['GB18030', gb18030(CHINESE), 'gb18030'],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${CHINESE}`, 'utf16le'), 'utf-16le'],
  ])('reads %s', async (_, bytes, encoding) => {
    const table = await read(bytes);
    expect([table.encoding, cellsOf(table)]).toEqual([encoding, READ]);
  });

  it('refuses lines in two encodings, naming the rarer ones', async () => {
    const mixed = Buffer.concat([
      Buffer.from(CHINESE),
      gb18030('上海星河贸易有限公司,李娜\r\n'),
      Buffer.from('甲,乙\r\n'),
    ]);
    expect(await faultOf(mixed)).toEqual({ code: 'two-encodings', lines: [3], encodings: ['GB18030', 'UTF-8'] });
    const other = Buffer.concat([gb18030(CHINESE), gb18030(CHINESE), Buffer.from('客户,乙\r\n')]);
    expect(await faultOf(other)).toEqual({ code: 'two-encodings', lines: [5], encodings: ['UTF-8', 'GB18030'] });
    const marked = Buffer.concat([Buffer.from(`\uFEFF${CHINESE}`), gb18030('客户,乙\r\n')]);
    expect(await faultOf(marked)).toMatchObject({ code: 'two-encodings', lines: [3] });
  });

  it('refuses lines in neither', async () => {
    const bytes = Buffer.concat([Buffer.from(CHINESE), Buffer.from([0x61, 0xff, 0xff, 0x0a])]);
    expect(await faultOf(bytes)).toEqual({ code: 'unreadable-text', lines: [3] });
  });

  it('takes a line that both could have written for the encoding of the others', async () => {
    // 模版 in GB18030 is also two letters of UTF-8.
    const table = await read(Buffer.concat([gb18030(CHINESE), gb18030('模版,王\r\n'), gb18030('模版,x\r\n')]));
    expect(cellsOf(table).slice(2)).toEqual([
      ['模版', '王'],
      ['模版', 'x'],
    ]);
  });
});

describe('CSV', () => {
  it.each([',', ';', '\t'])('finds out what parts the cells: %j', async (sign) => {
    const table = await read(`a${sign}b${sign}c\n"1${sign}2; , \t"${sign}2${sign}3\n`);
    expect(cellsOf(table)).toEqual([
      ['a', 'b', 'c'],
      [`1${sign}2; , \t`, '2', '3'],
    ]);
  });

  it('numbers rows by the line they begin at, over blank lines and breaks inside cells', async () => {
    const table = await read('a,b\r\n\r\n"x\r\ny",1\n,\n2,"5"" pipe"\r3,5" pipe');
    expect(linesOf(table)).toEqual([1, 3, 6, 7]);
    expect(cellsOf(table).slice(1)).toEqual([
      ['x\r\ny', '1'],
      ['2', '5" pipe'],
      ['3', '5" pipe'],
    ]);
  });

  it('heeds a first line that says what parts the cells', async () => {
    const table = await read('sep=;\r\na;b,c\r\n1;2\r\n');
    expect([linesOf(table), cellsOf(table)[0]]).toEqual([
      [2, 3],
      ['a', 'b,c'],
    ]);
  });

  it('says where a quotation mark is never closed', async () => {
    expect(await faultOf('a,b\n1,2\n3,"4\n5,6\n')).toEqual({ code: 'quote-open', line: 3 });
  });

  it('marks formulas and reads what only looks like one', async () => {
    const { rows } = await read('a,b\n=SUM(A1:A9),1\n"=""00123""",=_=\n');
    expect(rows.map(({ cells, fault }) => [cells, fault?.code])).toEqual([
      [['a', 'b'], undefined],
      [['=SUM(A1:A9)', '1'], 'formula'],
      [['00123', '=_='], undefined],
    ]);
  });

  it('reads back what it wrote, with nothing in it that a spreadsheet would run', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '+86 138', '-5', '@x', "'=x", "''@y", "'quoted'", '\t=1'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('k'), cell, cell), { minLength: 2, maxLength: 5 }),
        async (rows) => {
          for (const text of rows.flat()) expect(defused(text)).not.toMatch(/^[=+@\t\r-]/);
          expect(cellsOf(await read(csvOf(rows)))).toEqual(rows.map((row) => [...row]));
        },
      ),
    );
  });
});

describe('workbooks', () => {
  it('reads back what it wrote: texts, days, numbers', async () => {
    const rows = [
      ['=1+1', { day: '2026-11-03' }, 42.5, null],
      [' a\nb ', { day: '1985-01-01' }, 0.1 + 0.2, '00123'],
    ];
    const table = await read(await writeTable(['a', 'b', 'c', 'd'], rows, 'xlsx'), 'table.xlsx');
    expect(cellsOf(table)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['=1+1', '2026-11-03', '42.5', ''],
      [' a\nb ', '1985-01-01', '0.3', '00123'],
    ]);
  });

  it('keeps the numbers of rows, marks formulas and reads percentages as such', async () => {
    const { rows } = await read(
      workbookOf(
        sheetOf(
          '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>b</t></is></c></row>' +
            '<row r="5"><c r="A5"><v>0.355</v></c><c r="B5" s="1"><v>0.355</v></c></row>' +
            '<row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row>',
        ),
      ),
      'x.xlsx',
    );
    expect(rows.map(({ line, cells, fault }) => [line, cells, fault?.value])).toEqual([
      [2, ['a', 'b'], undefined],
      [5, ['0.355', '35.5%'], undefined],
      [7, ['2', ''], 'A7'],
    ]);
  });

  it('refuses what unpacks too large, whatever it declares', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    const honest = workbookOf(bomb, { packed: true, declared: 200 * 1024 * 1024 });
    const lying = workbookOf(bomb, { packed: true, declared: 1000 });
    expect(bomb.length).toBeLessThan(300_000);
    expect((await faultOf(honest, 'x.xlsx'))?.code).toBe('unpacks-too-large');
    expect((await faultOf(lying, 'x.xlsx'))?.code).toBe('unpacks-too-large');
  });

  it('refuses rows and columns far out', async () => {
    const far = workbookOf(sheetOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'));
    expect(await faultOf(far, 'x.xlsx')).toMatchObject({ code: 'too-many-rows', line: 1048576 });
    const wide = workbookOf(sheetOf('<row r="9000"><c r="XFD9000"><v>1</v></c></row>'));
    expect(await faultOf(wide, 'x.xlsx')).toMatchObject({ code: 'too-many-cells', line: 9000 });
  });

  it('refuses what is no workbook', async () => {
    const zip = archiveOf(new Map([['word/document.xml', Buffer.from('<a/>')]]));
    expect((await faultOf(zip, 'x.xlsx'))?.code).toBe('damaged-workbook');
    expect((await faultOf(zip.subarray(0, 40), 'x.xlsx'))?.code).toBe('damaged-workbook');
    expect((await faultOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'x.xls'))?.code).toBe('old-workbook');
    expect((await faultOf('%PDF-1.7', 'x.pdf'))?.code).toBe('unknown-format');
    expect((await faultOf('', 'x.csv'))?.code).toBe('empty-file');
    expect((await faultOf('\n\n', 'x.csv'))?.code).toBe('empty-file');
  });

  it('survives any damage', async () => {
    const whole = Buffer.from(await writeTable(['a', 'b'], [['1', 2]], 'xlsx'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        expect(typeof (await readTable(damaged, 'x.xlsx')).ok).toBe('boolean');
      }),
    );
  });
});
