import { type Assistant, openAssistant } from './compose.ts';
import { type Config, parseConfig } from './config.ts';
import type { Told } from './tables.ts';

/** What a shell is told: 0 done, 1 refused or failed, 2 called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What went wrong, in words and without a stack trace. */
export const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const settings = (): Config => parseConfig(process.env);
/** One-off calls speak through their exit code and messages; only warnings belong beside them. */
export const quietly = (config: Config): Config => ({
  ...config,
  logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
});

/** Opens the assistant for one call and closes it, whatever becomes of it. */
export async function withAssistant<T>(work: (assistant: Assistant) => Promise<T>, now?: () => number): Promise<T> {
  const assistant = await openAssistant(quietly(settings()), now);
  try {
    return await work(assistant);
  } finally {
    await assistant.close();
  }
}

/** Says what became of a call: on standard output what was done, on standard error what was not. */
export async function tell({ ok, lines }: Told): Promise<ExitCode> {
  const text = `${lines.join('\n')}\n`;
  if (ok) await print(text);
  else process.stderr.write(text);
  return ok ? 0 : 1;
}

/** Says how it is called. */
export function misused(message: string): ExitCode {
  process.stderr.write(`${message}\n`);
  return 2;
}

/** Resolves once the text has left the process: what was acknowledged must not be lost in a buffer. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
