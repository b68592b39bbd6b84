import { pino } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './ports/log.ts';

/** Logs as JSON lines on standard error, so that standard output stays free for answers. Secrets never get here by key. */
export function createLog(level: Config['logLevel']): Log {
  const logger = pino(
    { level, base: null, redact: ['token', '*.token', 'password', '*.password', 'text', '*.text'] },
    pino.destination({ fd: 2, sync: true }),
  );
  const write =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details?: Readonly<Record<string, unknown>>): void =>
      details === undefined ? logger[severity](message) : logger[severity](withError(details), message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** pino shows an error in full only under the key `err`. */
function withError({ error, ...rest }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return error === undefined ? rest : { ...rest, err: error };
}
