import { nextCelebration } from '../calendar/birthdays.ts';
import { type FestivalOn, festivalSetsOf, festivalsBetween, isFestive } from '../calendar/festivals.ts';
import { addDays, daysBetween } from '../days.ts';
import { isErased } from '../erased.ts';
import { compareText } from '../order.ts';
import type { Account, Contact, Day } from '../records.ts';
import type { Occasion } from './greeting-facts.ts';

/** Greetings to one person within so many days are one (docs/method.md §15). */
export const ONE_GREETING_DAYS = 3;
/** Looked back so far to know with which occasion a run of close ones begins; no run is nearly as long. */
const RUN_DAYS = 28;

/** Occasions of one contact for which one greeting does, on the day of the first. */
export interface GreetingDue {
  readonly on: Day;
  /** In the order of their days; never empty. */
  readonly occasions: readonly Occasion[];
  readonly turns: number | null;
}

/** The festive days of an account's sets that may matter to greetings due from one day to another; the same for all its contacts. */
export function festiveDays(account: Account, zone: string, from: Day, to: Day): readonly FestivalOn[] {
  const sets = festivalSetsOf(account, zone);
  return festivalsBetween(sets, addDays(from, -RUN_DAYS), addDays(to, ONE_GREETING_DAYS)).filter(({ key }) =>
    isFestive(key),
  );
}

/**
 * The greetings to one contact due from one day to another: birthdays always, festivals only where `isMet` (everybody met is
 * greeted, nobody else), never one the contact opted out of, never to an erased person. Occasions within three days of the first
 * are one greeting.
 */
export function greetingsDue(
  contact: Contact,
  festivals: readonly FestivalOn[],
  isMet: boolean,
  from: Day,
  to: Day,
): readonly GreetingDue[] {
  if (isErased(contact)) return [];
  const found: (Occasion & { readonly turns: number | null })[] = [];
  if (isMet) {
    for (const { key, day } of festivals) if (!contact.optOut.includes(key)) found.push({ key, on: day, turns: null });
  }
  if (contact.birthday !== null) {
    const next = nextCelebration(contact.birthday, addDays(from, -RUN_DAYS));
    if (next !== null && next.on <= addDays(to, ONE_GREETING_DAYS))
      found.push({ key: 'birthday', on: next.on, turns: next.turns });
  }
  found.sort((a, b) => compareText(a.on, b.on) || compareText(a.key, b.key));
  return together(found).filter(({ on }) => on >= from && on <= to);
}

function together(occasions: readonly (Occasion & { readonly turns: number | null })[]): readonly GreetingDue[] {
  const runs: { on: Day; occasions: Occasion[]; turns: number | null }[] = [];
  for (const { key, on, turns } of occasions) {
    const run = runs.at(-1);
    if (run !== undefined && daysBetween(run.on, on) <= ONE_GREETING_DAYS) {
      run.occasions.push({ key, on });
      run.turns ??= turns;
    } else runs.push({ on, occasions: [{ key, on }], turns });
  }
  return runs;
}
