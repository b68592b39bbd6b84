import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('./print-assessments.ts', import.meta.url));

async function printedIn(zone: string): Promise<string> {
  const options = { env: { ...process.env, TZ: zone, LANG: 'C' }, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], options);
  return stdout;
}

test('law: the same answers whatever time zone the process runs in', async () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'UTC'];
  const [first, ...others] = await Promise.all(zones.map(printedIn));
  expect(first?.length).toBeGreaterThan(1000);
  for (const other of others) expect(other === first).toBe(true);
});
