import type { Holiday } from '../../domain/records.ts';

/** The statutory days off of a country in some years, by its two-letter code; none for a code nobody knows. */
export type CountryDaysOff = (country: string, years: readonly number[]) => Promise<readonly Holiday[]>;

/** From date-holidays, which is large: loaded when the first reader abroad is to be told something. */
export function createCountryDaysOff(): CountryDaysOff {
  const known = new Map<string, readonly Holiday[]>();
  return async (country, years) => {
    const found: Holiday[] = [];
    for (const year of years) {
      const name = `${country} ${year}`;
      const days = known.get(name) ?? (await daysOffOf(country, year));
      known.set(name, days);
      found.push(...days);
    }
    return found;
  };
}

async function daysOffOf(country: string, year: number): Promise<readonly Holiday[]> {
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(country);
  // Without this an unknown code answers for no country at all, silently.
  if (!(country in calendar.getCountries())) return [];
  return calendar
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date, name }) => {
      const on = date.slice(0, 10);
      return { id: `${country} ${on}`, calendar: country, on, isOff: true, name };
    });
}
