import type { Log } from '../../src/ports/log.ts';

interface SdkLogger {
  error(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  debug(...parts: unknown[]): void;
  trace(...parts: unknown[]): void;
}

const LONGEST = 200;

/**
 * What Feishu's library says, as far as an operator needs it: its own words. The requests and answers it would write beside them
 * hold what people wrote, and secrets; every failure comes to us as a value anyway.
 */
export function createSdkLogger(log: Log): SdkLogger {
  const said = (parts: readonly unknown[]): string =>
    parts.flat(2).map(harmless).filter(Boolean).join(' ').slice(0, LONGEST);
  return {
    error: (...parts) => log.debug('feishu library', { said: said(parts) }),
    warn: (...parts) => log.debug('feishu library', { said: said(parts) }),
    info: () => undefined,
    debug: () => undefined,
    trace: () => undefined,
  };
}

/** Short words stay; of an error its name and code; everything else may hold a request. */
function harmless(part: unknown): string {
  if (typeof part === 'string') return /[{[]/.test(part) || part.length > LONGEST ? '' : part;
  if (!(part instanceof Error)) return '';
  const { code } = part as NodeJS.ErrnoException;
  return code === undefined ? part.name : `${part.name} ${code}`;
}
