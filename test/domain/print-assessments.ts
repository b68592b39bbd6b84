import fc from 'fast-check';
import { endOf, momentAt } from '../../src/domain/moment.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { ZONE } from './account-builder.ts';
import { accounts, TODAY } from './any-account.ts';

/** Run by process-time-zone.test.ts in processes of different time zones: what they print must be the same. */
const answers = fc
  .sample(accounts, { numRuns: 40, seed: 42 })
  .flatMap((book) => [
    assessStage(book, endOf(TODAY, ZONE), DEFAULT_THRESHOLDS),
    assessStage(book, momentAt(Date.parse(`${TODAY}T03:30:00Z`), 'America/New_York'), DEFAULT_THRESHOLDS),
  ]);
process.stdout.write(JSON.stringify(answers));
