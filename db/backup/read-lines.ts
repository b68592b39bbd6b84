import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { BackupError } from '../../src/ports/care.ts';

/** The lines of a compressed file, as they are asked for. Throws `BackupError` where it is broken or breaks off. */
export async function* readLines(file: string): AsyncGenerator<string, undefined> {
  const source = createReadStream(file);
  const text = createGunzip();
  // `pipe` passes no errors on, and `readline` takes no notice of them.
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    text.destroy();
  };
  source.on('error', fail).pipe(text).on('error', fail);
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  } finally {
    source.destroy();
    text.destroy();
  }
  if (failure) throw 'code' in failure && String(failure.code).startsWith('Z_') ? broken(failure, file) : failure;
  return undefined;
}

const broken = (cause: Error, file: string) => new BackupError('damaged', file, { cause });
