import { ConflictError, StoreError, type StoreFault } from '../src/ports/store.ts';
import type { ToFault } from './hand-out.ts';

const FAULTS: readonly (readonly [RegExp, StoreFault])[] = [
  // SQLSTATE classes of the PostgreSQL manual, appendix A.
  [/^(?:08|28|3D|57P)/, 'unreachable'],
  [/^53100$/, 'full'],
  [/^25006$/, 'read-only'],
  [/^42501$/, 'read-only'],
  [/^(?:53300|55P03|40P01|40001)$/, 'busy'],
  [/^(?:XX00[12]|58030)$/, 'damaged'],
  // What the operating system says about the way there.
  [/^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT)$/, 'unreachable'],
];
/** The driver's own errors carry no code. */
const CUT_OFF =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|timeout expired/;

const TEXTS: Record<StoreFault, string> = {
  'newer-version': '',
  refused: '',
  'read-only': 'The database cannot be written by this user. Give it the rights to its tables and schema.',
  full: 'The disk of the database server is full, nothing was written. Make room there and try again.',
  busy: 'The database is too busy. Try again; if it goes on, look for a long transaction or too many connections.',
  damaged: 'The database reports that its files are damaged. Restore a backup.',
  unreachable:
    'The database cannot be reached. Check that it runs, and the address, user, password and database name in the URL.',
};

/** Errors of PostgreSQL as those of the port. The address is told to the log only as far as the driver tells it. */
export const postgresFaults: ToFault = (error, method) => {
  for (let source = error; source instanceof Error; source = source.cause) {
    if (source instanceof StoreError || source instanceof ConflictError) return error;
    const code = 'code' in source && typeof source.code === 'string' ? source.code : undefined;
    if (code?.startsWith('23')) return toConflict(code, source, method);
    const fault = code === undefined ? cutOff(source) : FAULTS.find(([pattern]) => pattern.test(code))?.[1];
    if (fault) return new StoreError(fault, `${TEXTS[fault]} (${code ?? source.message})`, { cause: source });
  }
  return error;
};

const cutOff = ({ message }: Error): StoreFault | undefined => (CUT_OFF.test(message) ? 'unreachable' : undefined);

function toConflict(code: string, cause: Error, method: string): unknown {
  if (code === '23505')
    return new ConflictError('duplicate', `There is such a record already (${cause.message}).`, { cause });
  if (code !== '23503') return cause;
  return method === 'remove'
    ? new ConflictError('referenced', 'Other records still refer to it.', { cause })
    : new ConflictError('missing', 'It refers to a record that is not there.', { cause });
}
