import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('store.child.ts', import.meta.url));

/** Starts `store.child.ts` on a task. */
export function startChild(task: string, url: string): ChildProcess {
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), CHILD, task, url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** All a process says until it ends. Throws with what it complained about when it fails. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  let complaints = '';
  child.stdout?.on('data', (part) => {
    output += part;
  });
  child.stderr?.on('data', (part) => {
    complaints += part;
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The process ended with ${code}: ${complaints}`);
  return output.trim();
}
