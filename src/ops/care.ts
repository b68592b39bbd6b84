import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import { BackupError, type RestoreReport } from '../ports/care.ts';
import type { Store } from '../ports/store.ts';

export interface CareOutcome {
  readonly ok: boolean;
  readonly message: string;
}

/** A backup of the database as it is, of whichever version. */
export function backUp(
  store: Pick<Store, 'backup'>,
  file: string,
  replace: boolean,
  language: Language,
): Promise<CareOutcome> {
  return inWords(language, async () => {
    const { bytes } = await store.backup(file, { replace });
    return messagesIn(language).care.backedUp(file, megabytes(bytes));
  });
}

/** `restore` does it; this tells how it went. */
export function restoreFrom(
  file: string,
  restore: () => Promise<RestoreReport>,
  language: Language,
): Promise<CareOutcome> {
  return inWords(language, async () => {
    const { care } = messagesIn(language);
    const { kept, migrated } = await restore();
    return [
      care.restored(file),
      ...(migrated > 0 ? [care.broughtUpToDate(migrated)] : []),
      ...(kept === null ? [] : [care.kept(kept)]),
      care.eraseAgain,
    ].join('\n');
  });
}

async function inWords(language: Language, work: () => Promise<string>): Promise<CareOutcome> {
  try {
    return { ok: true, message: await work() };
  } catch (error) {
    if (error instanceof BackupError)
      return { ok: false, message: messagesIn(language).care.problems[error.problem](error.file) };
    throw error;
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;
