import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { MOST_ROWS } from '../../src/ops/tables/table.ts';

const MEASURE = fileURLToPath(new URL('../fixtures/tables/measure.ts', import.meta.url));
const MOST_MEGABYTES = 500;
const folder = mkdtempSync(join(tmpdir(), 'kam-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a process of its own makes of a file of so many rows, and the most memory it had for that. */
async function measured(task: 'csv' | 'xlsx' | 'plan' | 'accounts', rows: number) {
  const run = async (flags: readonly string[], ...more: string[]) => {
    const args = [...flags, '--import', import.meta.resolve('tsx'), MEASURE, task, folder, String(rows), ...more];
    return (await promisify(execFile)(process.execPath, args)).stdout;
  };
  await run([], 'write');
  // As the program itself is started (bin/kam.mjs), and with a heap in which it must do: how lazily garbage is collected on a busy
  // machine is not what is measured.
  return JSON.parse(await run(['--semi-space-growth-factor=1', '--max-old-space-size=380']));
}

describe('a file as large as can be', () => {
  it('of a million rows as CSV is refused with the row that is too many', async () => {
    const { fault, megabytes } = await measured('csv', 1_000_000);
    expect(fault).toEqual({ code: 'too-many-rows', line: MOST_ROWS + 1, most: MOST_ROWS });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  it('of a million rows as a workbook is refused', async () => {
    const { fault, megabytes } = await measured('xlsx', 1_000_000);
    expect(fault).toMatchObject({ code: 'unpacks-too-large' });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  it('of as many rows as are taken is read from a workbook', async () => {
    const { rows, megabytes } = await measured('xlsx', MOST_ROWS);
    expect(rows).toBe(MOST_ROWS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  it('of as many new accounts as rows are taken is brought in', async () => {
    const { counts, megabytes } = await measured('accounts', MOST_ROWS);
    expect(counts).toEqual({ new: MOST_ROWS - 1, changed: 0, same: 0, doubtful: 0, refused: 0 });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  it('of as many rows as are taken is previewed, all of them new', async () => {
    const { counts, megabytes } = await measured('plan', MOST_ROWS);
    expect(counts).toEqual({ new: MOST_ROWS - 1, changed: 0, same: 0, doubtful: 0, refused: 0 });
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });
});
