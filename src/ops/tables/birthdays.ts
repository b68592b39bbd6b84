import { isDay } from '../../domain/days.ts';
import type { Birthday } from '../../domain/records.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { type DayOrder, readDay } from './days.ts';

/** Reads a birthday in words this folder does not know, 八月十五. */
export type ParseBirthday = (text: string) => Birthday | null;

const LUNAR = /农历|阴历|旧历|lunar/i;
const LEAP = /闰|leap/i;
const WITH_YEAR = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const WITHOUT_YEAR = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;

/** 1985-04-12, 04-12, 4月12日, 农历1985-08-15, lunar leap 04-15. */
export function readBirthday(cell: string, order: DayOrder | null, parseBirthday?: ParseBirthday): Birthday | null {
  const text = cell.normalize('NFKC').trim();
  const isLunar = LUNAR.test(text);
  const leap = LEAP.test(text);
  const bare = text.replace(/农历|阴历|旧历|公历|阳历|lunar|solar|leap|闰/gi, '').trim();
  const [, year, month, day] = WITH_YEAR.exec(bare) ?? ['', undefined, ...(WITHOUT_YEAR.exec(bare)?.slice(1) ?? [])];
  if (month === undefined || day === undefined) return parseBirthday?.(text) ?? solar(text, order);
  const born = { month: Number(month), day: Number(day), year: year === undefined ? null : Number(year), leap };
  if (isLunar) return { calendar: 'lunar', ...born };
  // Without a year any will do, so one that has a 29 February.
  const written = [year ?? '2000', month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isDay(written) && !leap ? { calendar: 'solar', ...born } : null;
}

function solar(text: string, order: DayOrder | null): Birthday | null {
  const read = readDay(text, order);
  if (typeof read === 'string') return null;
  const [year, month, day] = read.at.slice(0, 10).split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return { calendar: 'solar', year, month, day, leap: false };
}

export function birthdayCell({ calendar, year, month, day, leap }: Birthday, language: Language): string {
  const parts = [month, day].map((part) => String(part).padStart(2, '0'));
  const written = [...(year === null ? [] : [String(year).padStart(4, '0')]), ...parts].join('-');
  if (calendar === 'solar') return written;
  return language === 'zh' ? `农历${leap ? '闰' : ''}${written}` : `lunar ${leap ? 'leap ' : ''}${written}`;
}
