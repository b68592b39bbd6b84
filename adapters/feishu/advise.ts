import type { Instant } from '../../src/domain/records.ts';
import type { Log } from '../../src/ports/log.ts';
import type { FeishuFault } from './errors.ts';

/** An operator is told the same at most this often. */
const ADVISED_MS = 10 * 60_000;

/** Tells the operator what can be mended, now and then; hands the fault on. */
export function createAdviser(now: () => Instant, log: Log): (fault: FeishuFault) => FeishuFault {
  const advised = new Map<string, Instant>();
  return (fault) => {
    const isMendable = fault.kind === 'refused' && (fault.trouble === 'app' || fault.trouble === 'place');
    if (isMendable && now() - (advised.get(fault.text) ?? Number.NEGATIVE_INFINITY) >= ADVISED_MS) {
      advised.set(fault.text, now());
      log.warn(`Feishu: ${fault.text}`);
    }
    return fault;
  };
}
