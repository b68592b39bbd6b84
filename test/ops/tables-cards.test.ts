import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/ops/tables/read-table.ts';
import type { Reason } from '../../src/ops/tables/reason.ts';
import type { Table } from '../../src/ops/tables/table.ts';
import { gb18030 } from '../fixtures/tables/files.ts';

async function read(bytes: Uint8Array | string, name = 'table.csv'): Promise<Table> {
  const result = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.table;
}

async function faultOf(bytes: Uint8Array | string, name = 'table.csv'): Promise<Reason | undefined> {
  const result = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  return result.ok ? undefined : result.faults[0];
}

describe('visiting cards', () => {
  const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

  it('reads bytes of GB18030 without a charset, a row for each card with its line', async () => {
    const bytes = gb18030(card('VERSION:2.1', 'N:张;伟', 'ORG:华宇科技;采购部') + card('VERSION:2.1', 'FN:李静'));
    const { rows, encoding } = await read(bytes, 'x.vcf');
    expect([encoding, rows.map(({ line, cells }) => [line, ...cells.slice(0, 2)])]).toEqual([
      'gb18030',
      [
        [0, 'Contact name', 'Account name'],
        [1, '张伟', '华宇科技'],
        [6, '李静', ''],
      ],
    ]);
  });

  it('puts together a line broken inside a character', async () => {
    const line = Buffer.from('FN:张伟');
    const bytes = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\n'),
      line.subarray(0, 5),
      Buffer.from('\r\n '),
      line.subarray(5),
      Buffer.from('\r\nEND:VCARD\r\n'),
    ]);
    expect((await read(bytes, 'x.vcf')).rows[1]?.cells[0]).toBe('张伟');
  });

  it('keeps a semicolon that is part of the text, at its end too', async () => {
    const { rows } = await read(card('FN:Ann', 'ORG:Bits\\; Bobs\\;;Finance'), 'x.vcf');
    expect([rows[1]?.cells[1], rows[1]?.cells[3]]).toEqual(['Bits; Bobs;', 'Finance']);
  });

  it('leaves out the card inside a card, and refuses one that does not end', async () => {
    const inner = ['BEGIN:VCARD', 'FN:Assistant', 'END:VCARD'];
    expect((await read(card('FN:Ann', ...inner, 'EMAIL:a@b.example'), 'x.vcf')).rows[1]?.cells[0]).toBe('Ann');
    expect(await faultOf('BEGIN:VCARD\nFN:Ann\n', 'x.vcf')).toEqual({ code: 'damaged-cards', line: 1 });
  });

  it('refuses the card whose text is not what it says, naming the line', async () => {
    const { rows } = await read(card('FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=FF=FF'), 'x.vcf');
    expect(rows[1]?.fault).toEqual({ code: 'unreadable-text', lines: [2] });
  });
});
