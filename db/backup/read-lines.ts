import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { BackupError } from '../../src/ports/care.ts';

/** The lines of a compressed file, as they are asked for. Throws `BackupError` where it is broken or breaks off. */
export async function* readLines(file: string): AsyncGenerator<string, undefined> {
  const source = createReadStream(file);
  const text = createGunzip();
  // `pipe` passes no errors on, and `readline` does so only sometimes.
  let failure: unknown;
  const fail = (error: Error) => {
    failure ??= error;
    text.destroy();
  };
  source.on('error', fail).pipe(text).on('error', fail);
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    failure ??= error;
  } finally {
    source.destroy();
    text.destroy();
  }
  if (failure) throw asBackupError(failure, file);
  return undefined;
}

function asBackupError(error: unknown, file: string): unknown {
  const isBroken = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  return isBroken ? new BackupError('damaged', file, { cause: error }) : error;
}
