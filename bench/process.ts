import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BIN = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin');

/** Compiles the program where that is due: no start should pay for it. */
export function build(): void {
  execFileSync(process.execPath, [join(BIN, 'build.mjs')], { stdio: 'inherit' });
}

export interface StartUp {
  /** From spawning the process to its first answer, in milliseconds. */
  readonly firstAnswerMs: number;
  /** Resident memory after the first answer, and the most there was in the end; MB, `null` where the system does not say. */
  readonly rssMb: number | null;
  readonly peakRssMb: number | null;
}

/** Starts the compiled program on a database and says some lines to it, as `kam say --stdin --json` does. */
export async function startUp(file: string, lines: readonly object[]): Promise<StartUp> {
  const [first, ...rest] = lines.map((line) => `${JSON.stringify(line)}\n`);
  const start = performance.now();
  const child = spawn(process.execPath, [join(BIN, 'kam.mjs'), 'say', '--stdin', '--json'], {
    env: { ...process.env, DATABASE_URL: `file:${file}`, LOG_LEVEL: 'error' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<{ readonly ok: boolean }> => {
    const { value, done } = await answers.next();
    if (done) throw new Error('The program ended without an answer.');
    return JSON.parse(value);
  };
  child.stdin.write(first);
  if (!(await answer()).ok) throw new Error(`The program did not understand ${first}`);
  const firstAnswerMs = performance.now() - start;
  const rssMb = megabytes(child.pid, 'VmRSS');
  for (const line of rest) {
    child.stdin.write(line);
    await answer();
  }
  const peakRssMb = megabytes(child.pid, 'VmHWM');
  child.stdin.end();
  await once(child, 'close');
  return { firstAnswerMs, rssMb, peakRssMb };
}

/** Linux only. */
function megabytes(pid: number | undefined, field: string): number | null {
  try {
    const [, kib] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? null : Math.round(Number(kib) / 1024);
  } catch {
    return null;
  }
}
