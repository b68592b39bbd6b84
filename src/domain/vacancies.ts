import type { AccountOn } from './account-on.ts';
import { daysBetween } from './days.ts';
import { groupBy } from './order.ts';
import type { Trait } from './records.ts';
import { runStart } from './trait-runs.ts';
import type { ContactOn } from './traits.ts';

/** A post somebody left and nobody we are linked with has taken over (docs/method.md §7). */
export interface Vacancy {
  readonly contact: ContactOn;
  /** The entry by which they went; without a date they went long ago. */
  readonly leaving: Trait | null;
  /** Who was named to follow them, in post or not. */
  readonly successor: ContactOn | null;
}

/** The posts open on the day, by contact. */
export function vacanciesOn(on: AccountOn): readonly Vacancy[] {
  if (on.contacts.every(({ inPost }) => inPost)) return [];
  const states = groupBy(
    on.state.traits.filter(({ field }) => field === 'state'),
    ({ contactId }) => contactId,
  );
  const contacts = new Map(on.contacts.map((each) => [each.contact.id, each]));
  const linked = new Set(on.active.map(({ contact }) => contact));
  const days = on.thresholds.vacancyDays;
  return on.contacts.flatMap((contact) => {
    if (contact.inPost) return [];
    // Not to be in post again up to that day: the first move counts, not the last.
    const leaving = runStart(states.get(contact.contact.id) ?? [], (value) => value !== 'in-post', on.moment.day);
    const since = leaving?.on ?? null;
    const successor = contacts.get(contact.contact.successorId ?? '') ?? null;
    const isRecent = since !== null && daysBetween(since, on.moment.day) < days;
    // An active link is with somebody in post.
    const isFilled = successor !== null && linked.has(successor);
    return isRecent || isFilled ? [] : [{ contact, leaving, successor }];
  });
}
