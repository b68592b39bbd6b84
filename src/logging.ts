import { pino, stdSerializers } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './ports/log.ts';

/** Logs as JSON lines on standard error, so that standard output stays free for answers. Secrets never get here by key. */
export function createLog(level: Config['logLevel']): Log {
  const logger = pino(
    {
      level,
      base: null,
      serializers: { err: withoutParameters },
      redact: ['token', '*.token', 'password', '*.password', 'text', '*.text'],
    },
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

/**
 * A failed query's message ends with its parameters, which may hold what a person wrote. Whatever is told instead of an error is
 * written too: a line that cannot be written must not stop what it tells of.
 */
function withoutParameters(error: unknown): unknown {
  const cut = (text: string): string => text.replace(/\n?params:[\s\S]*?(?=\n {4}at |$)/g, '');
  if (!(error instanceof Error)) return typeof error === 'string' ? cut(error) : { type: typeof error };
  const { message, stack, ...rest } = stdSerializers.err(error);
  return { type: rest.type, message: cut(message), stack: cut(stack ?? '') };
}
