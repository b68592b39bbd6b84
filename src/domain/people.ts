import type { AccountOn } from './account-on.ts';
import { dayOf, daysBetween } from './days.ts';
import { isStale } from './interpersonal-level.ts';
import { isActive, type Link } from './links.ts';
import type { Moment } from './moment.ts';
import { groupBy } from './order.ts';
import type { Contact, Day, Trait, TraitField } from './records.ts';
import { type ContactOn, hasBegun, later, prevailing } from './traits.ts';
import type { InterpersonalLevel } from './vocabulary.ts';

/** A contact with all we hold about them on a day (docs/method.md §6). */
export interface PersonOn extends ContactOn {
  readonly keyPerson: boolean;
  /** The best level anyone of ours has stated; `null`: none. */
  readonly bestLevel: InterpersonalLevel | null;
  /** Ours with an active link, by id. */
  readonly activeLinks: readonly string[];
  /** Stated levels, by member. */
  readonly levels: readonly LevelView[];
  /** What holds on the day, a view for each thing ever told. */
  readonly views: readonly View[];
  /** Colleagues' attitudes side by side where they differ, the newest, which counts, first; empty where they agree. */
  readonly conflict: readonly View[];
}

/** Who said what about a person, when, and how old that is by now. */
type View = Trait & {
  /** Days since the date it was given, without one since it was recorded. */
  readonly ageDays: number;
  readonly isFaded: boolean;
};

interface LevelView {
  readonly memberId: string;
  readonly level: InterpersonalLevel;
  readonly on: Day | null;
  readonly isStale: boolean;
}

const FIELDS = ['department', 'layer', 'roles', 'attitude', 'weight', 'state'] as const satisfies readonly TraitField[];

/** Everyone, in post or not, by id. */
export function whoOn(on: AccountOn): readonly PersonOn[] {
  const { moment, thresholds, keyPeople } = on;
  const told = groupBy(
    on.state.traits.filter((trait) => hasBegun(trait, moment.day)),
    ({ contactId }) => contactId,
  );
  const linksOf = groupBy(on.links, ({ contact }) => contact);
  const keys = new Set(keyPeople);
  const view = (trait: Trait) => viewOn(trait, moment, thresholds.staleViewDays);
  return on.contacts.map((contact) => {
    const traits = told.get(contact.contact.id) ?? [];
    const links = linksOf.get(contact) ?? [];
    const levels = links.flatMap((link) => levelView(link, moment.day, thresholds.staleLevelDays));
    return {
      ...contact,
      keyPerson: keys.has(contact),
      bestLevel: levels.reduce<InterpersonalLevel | null>(
        (best, { level }) => (level > (best ?? 0) ? level : best),
        null,
      ),
      activeLinks: links.filter(isActive).map(({ member }) => member.id),
      levels,
      views: FIELDS.flatMap((field) => latest(traits.filter((trait) => trait.field === field))).map(view),
      conflict: conflictOf(traits.filter((trait) => trait.field === 'attitude')).map(view),
    };
  });
}

/** A person as others than the account's own people, and channels, may see them (§18). */
export function hidePersonal(person: PersonOn): PersonOn {
  const contact: Contact = { ...person.contact, tastes: null, taboos: null, birthday: null };
  return { ...person, contact, bestLevel: null, levels: [] };
}

function levelView(link: Link, day: Day, staleLevelDays: number): readonly LevelView[] {
  if (link.level === null) return [];
  const { level, on } = link.level;
  return [{ memberId: link.member.id, level, on, isStale: isStale(link, day, staleLevelDays) }];
}

/** A view is as old as its date, without one as its record, and of no age where that came after the day asked about. */
function viewOn(trait: Trait, { day, zone }: Moment, staleViewDays: number): View {
  const ageDays = Math.max(0, daysBetween(trait.on ?? dayOf(trait.recordedAt, zone), day));
  return { ...trait, ageDays, isFaded: ageDays > staleViewDays };
}

/** The latest attitude of each who has told one, if they are not all the same. What is not signed is one voice. */
function conflictOf(attitudes: readonly Trait[]): readonly Trait[] {
  const voices = [...groupBy(attitudes, ({ authorId }) => authorId).values()]
    .flatMap(latest)
    .filter(({ value }) => value !== null);
  return new Set(voices.map(({ value }) => value)).size > 1 ? voices.sort((a, b) => later(b, a)) : [];
}

function latest(traits: readonly Trait[]): readonly Trait[] {
  const held = traits.reduce<Trait | undefined>(prevailing, undefined);
  return held === undefined ? [] : [held];
}
