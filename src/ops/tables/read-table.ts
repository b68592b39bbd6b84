import { readCsv } from './csv.ts';
import { LARGEST_FILE, type ReadTable, type Table, TableRefusal } from './table.ts';
import { readVcards } from './vcard.ts';
import { readXlsx } from './xlsx.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What workbooks were before 2007, and what one with a password is. */
const OLD = [0xd0, 0xcf, 0x11, 0xe0];
const OTHERS = /\.(?:pdf|docx?|pptx?|png|jpe?g|zip|ods|numbers|xlsb)$/i;

/** Reads a table from a file: CSV or TSV, a workbook (XLSX), or visiting cards (vCard). What it is, its bytes say before its name. */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<ReadTable> {
  try {
    const table = await readerOf(bytes, fileName)(bytes);
    if (table.rows.length === 0) return { ok: false, faults: [{ code: 'empty-file' }] };
    return { ok: true, table };
  } catch (error) {
    if (error instanceof TableRefusal) return { ok: false, faults: [error.reason] };
    throw error;
  }
}

function readerOf(bytes: Uint8Array, fileName: string): (bytes: Uint8Array) => Promise<Table> {
  const startsWith = (start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);
  if (bytes.length === 0) throw new TableRefusal({ code: 'empty-file' });
  if (bytes.length > LARGEST_FILE) {
    throw new TableRefusal({ code: 'file-too-large', most: LARGEST_FILE / 1024 / 1024 });
  }
  if (startsWith(OLD)) throw new TableRefusal({ code: 'old-workbook' });
  if (startsWith(ZIP) && !/\.(?:ods|docx|pptx|numbers|xlsb)$/i.test(fileName)) return readXlsx;
  if (OTHERS.test(fileName) || startsWith(ZIP)) throw new TableRefusal({ code: 'unknown-format' });
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  if (/^(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD/i.test(head) || /\.vcf$/i.test(fileName)) return readVcards;
  return readCsv;
}
