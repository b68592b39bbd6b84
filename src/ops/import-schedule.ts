import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { NewId } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { putHolidays } from '../services/holiday-book.ts';
import { parseHolidayFile } from '../services/holiday-file.ts';

export interface ScheduleOptions {
  readonly now: number;
  readonly newId: NewId;
  readonly language: Language;
  readonly dryRun: boolean;
}

/** A schedule of days off from the command line: all of it or nothing, told in lines. China's, unless the file names another. */
export async function importSchedule(
  store: Store,
  text: string,
  { now, newId, language, dryRun }: ScheduleOptions,
): Promise<{ readonly ok: boolean; readonly lines: readonly string[] }> {
  const { holidays: said } = messagesIn(language);
  const read = parseHolidayFile(text);
  if (!read.ok) {
    const lines = read.problems.map(({ line, fault, text: what }) => said.badLine(line, said.fault[fault](what)));
    return { ok: false, lines: [said.bad, ...lines] };
  }
  const { days } = read;
  const calendar = read.calendar ?? 'china';
  const years = [...new Set(days.map(({ on }) => Number(on.slice(0, 4))))];
  const title = said.imported(calendar, days.length, years.join(', '));
  if (dryRun) return { ok: true, lines: [title] };
  const input = { action: 'import', calendar, years, days: days.length };
  const { value, changeId } = await store.transaction(
    { command: 'holidays', input, memberId: null, at: now },
    (repositories) => putHolidays(calendar, days, repositories, newId),
  );
  const lines = value.map(({ year, before, after }) => said.replaced(year, before, after));
  return { ok: true, lines: changeId === null ? [said.unchanged] : [title, ...lines] };
}
