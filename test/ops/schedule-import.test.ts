import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { importSchedule } from '../../src/ops/import-schedule.ts';
import type { Store } from '../../src/ports/store.ts';
import { createIds } from '../../src/services/ids.ts';
import { changeId, nameKeys } from '../contract/store.opening.ts';

const ICS = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20270206',
  'DTEND;VALUE=DATE:20270209',
  'SUMMARY:春节 休',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20270220',
  'SUMMARY:Working day',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kam-schedule-'));
  store = await openStore({ url: `file:${join(folder, 'kam.db')}`, nameKeys, newId: changeId });
  await store.migrate();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const take = (text: string, dryRun = false) =>
  importSchedule(store, text, { now: 1, newId: createIds(), language: 'en', dryRun });
const days = async () => (await store.views.all('holiday')).map(({ calendar, on, isOff }) => [calendar, on, isOff]);

describe('a schedule of days off on the command line', () => {
  it('is taken over as a change of the operator, once', async () => {
    expect(await take(ICS)).toEqual({ ok: true, lines: ['Imported for china: 4 days, 2027', '2027: 4 days'] });
    expect((await days()).sort()).toEqual([
      ['china', '2027-02-06', true],
      ['china', '2027-02-07', true],
      ['china', '2027-02-08', true],
      ['china', '2027-02-20', false],
    ]);
    expect(await store.views.recentChanges(1)).toMatchObject([{ command: 'holidays', memberId: null }]);
    expect(await take(ICS)).toEqual({ ok: true, lines: ['It is in the book like this already.'] });
  });

  it('is only looked at in a dry run', async () => {
    expect(await take(ICS, true)).toEqual({ ok: true, lines: ['Imported for china: 4 days, 2027'] });
    expect(await days()).toEqual([]);
  });

  it('is refused whole, by the lines that are wrong', async () => {
    const wrong = ICS.replace('20270209', '20270201');
    expect(await take(wrong)).toMatchObject({
      ok: false,
      lines: [expect.any(String), expect.stringMatching(/^Line 3:/)],
    });
    expect(await days()).toEqual([]);
  });
});
