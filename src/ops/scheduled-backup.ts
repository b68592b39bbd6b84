import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, instantOf } from '../domain/days.ts';
import type { Instant } from '../domain/records.ts';
import type { BackupSchedule } from '../ports/care.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

const NAME = /^kam-\d{4}-\d{2}-\d{2}\.backup$/;

/**
 * Backs up once a day, at the hour or as soon after it as the program runs, and removes the oldest beyond those kept. Which day
 * was seen to is told by the files themselves. Several copies of the program on one folder may both try: the second finds the
 * file there.
 */
export async function backUpWhenDue(
  store: Pick<Store, 'backup'>,
  { folder, time, keep }: BackupSchedule,
  { now, zone, log }: { readonly now: Instant; readonly zone: string; readonly log: Log },
): Promise<'done' | 'not-due'> {
  const day = dayOf(now, zone);
  if (now < instantOf(day, time, zone)) return 'not-due';
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `kam-${day}.backup`;
  if (readdirSync(folder).includes(name)) return 'not-due';
  const { bytes } = await store.backup(join(folder, name));
  const kept = readdirSync(folder)
    .filter((one) => NAME.test(one))
    .sort();
  const removed = kept.slice(0, Math.max(0, kept.length - keep));
  for (const one of removed) rmSync(join(folder, one), { force: true });
  log.info('backed up', { file: join(folder, name), bytes, removed: removed.length });
  return 'done';
}
