import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a copy is told. */
export interface ChatWorkerOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly epoch: number;
  readonly speed: number;
  /** How far its clock is ahead beside that. */
  readonly aheadMs?: number;
}

/** A copy of the program that is started again whenever it ends. */
export interface Copy {
  /** Where it takes deliveries over HTTP; `null`: not yet. */
  address(): string | null;
  /** `next`: what it is told from now on when it starts again. */
  kill(next?: ChatWorkerOptions): Promise<void>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

const WORKER = fileURLToPath(new URL('chat-worker.ts', import.meta.url));

/** `path`: at which its public listener takes deliveries. */
export function keepAlive(first: ChatWorkerOptions, path: string): Copy {
  let told = first;
  let child: ChildProcess;
  let port: number | null = null;
  let isClosed = false;
  const startOne = (): void => {
    port = null;
    child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), WORKER, JSON.stringify(told)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('ready ')) port = Number(line.slice(6));
    });
    child.once('exit', () => {
      port = null;
      if (!isClosed) startOne();
    });
  };
  const end = async (): Promise<void> => {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
  };
  const ready = async (): Promise<void> => {
    while (port === null) await pause(20);
  };
  startOne();
  return {
    address: () => (port === null ? null : `http://127.0.0.1:${port}${path}`),
    kill(next = told) {
      told = next;
      return end();
    },
    ready,
    async close() {
      isClosed = true;
      await end();
    },
  };
}
