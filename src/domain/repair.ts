import type { AccountOn } from './account-on.ts';
import { inPost, introducer, promising } from './approach.ts';
import { distance, functionFacing } from './counterparts.ts';
import { freshest } from './links.ts';
import { by, compareText, firstBy } from './order.ts';
import { WORTH_MEETING } from './people-moves.ts';
import type { Member } from './records.ts';
import { coverOf, DIAMOND, reachOfTies, shapeKey, type Tie, tieOf } from './shape.ts';
import type { ContactOn } from './traits.ts';
import { type Department, LAYERS, type Layer, type MemberFunction } from './vocabulary.ts';

/** Who of ours should be introduced to whom, and by whom. Ids are `null` where the records name nobody fit. */
export interface Introduction {
  readonly function: MemberFunction;
  readonly memberId: string | null;
  /** Where the contact sits; of one yet to be found, where to look. */
  readonly department: Department | null;
  readonly layer: Layer | null;
  readonly contactId: string | null;
  /** Who of ours makes the introduction, or asks the next one for it; the member themselves where they know that person. */
  readonly viaMemberId: string | null;
  /** Who of theirs makes it, where nobody of ours knows the contact. */
  readonly viaContactId: string | null;
}

/**
 * The introductions that turn a bow-tie or bridge into a diamond (docs/method.md §7), in the order to make them: while the cut
 * is below three each one raises it by one, after that each reaches a department or layer still missing. None where there is
 * no tie to start from.
 */
export function repairOf(on: AccountOn): readonly Introduction[] {
  const plan: Introduction[] = [];
  let ties: readonly Tie[] = on.active.map(tieOf);
  for (;;) {
    const shape = shapeKey(ties, coverOf(ties).size);
    if (shape === 'none' || shape === 'diamond') return plan;
    const { member, contact } = nextPair(on, ties);
    plan.push({ ...seatsOf(member, contact), ...via(on, member, contact) });
    ties = [...ties, tieBetween(member, contact, plan.length)];
  }
}

/** One of ours, or the function somebody should be found in. */
type Ours = Member | { readonly id: null; readonly function: MemberFunction };
/** One of theirs, or the seat somebody should be found in. */
type Theirs = ContactOn | { readonly contact: null; readonly department: Department; readonly layer: Layer | null };
interface Pair {
  readonly member: Ours;
  readonly contact: Theirs;
}

/** What a tie more is to bring, and between whom it would. */
interface Wanted {
  /** Whether it must raise the cut. */
  readonly cut: boolean;
  readonly department: (department: Department | null) => boolean;
  readonly layer: (layer: Layer | null) => boolean;
  readonly members: readonly Member[];
  readonly contacts: readonly ContactOn[];
  /** Functions of ours that have a tie already. */
  readonly functions: ReadonlySet<MemberFunction>;
}

/**
 * Best is a contact who opens most of what is missing, then one of ours who is their counterpart, then the likeliest contact.
 * People on record come before people to be found.
 */
function nextPair(on: AccountOn, ties: readonly Tie[]): Pair {
  const wanted = wantedBeyond(on, ties);
  const likeliest = promising(on);
  const pairs = wanted.contacts.map((contact) => ({ contact, ...bestMember(wanted, contact) }));
  const best = firstBy(
    pairs,
    by(
      (a, b) => opens(wanted, b.contact) - opens(wanted, a.contact),
      (a, b) => a.strangeness - b.strangeness,
      (a, b) => likeliest(a.contact, b.contact),
    ),
  );
  return best ?? pairToFind(wanted);
}

/** An active link more raises the cut when no smallest cover holds either of its two people (`smallestCover`). */
function wantedBeyond(on: AccountOn, ties: readonly Tie[]): Wanted {
  const cover = coverOf(ties);
  const { departments, layers } = reachOfTies(ties);
  const cut = cover.size < DIAMOND.cut;
  const [ours, theirs] = [new Set(ties.map((tie) => tie.memberId)), new Set(ties.map((tie) => tie.contactId))];
  const wanted: Wanted = {
    cut,
    department: (each) => departments.size < DIAMOND.departments && each !== null && !departments.has(each),
    layer: (each) => layers.size < DIAMOND.layers && each !== null && !layers.has(each),
    members: on.ours.filter(({ id }) => !cut || !ours.has(id) || cover.spareLeft.has(id)),
    contacts: inPost(on).filter(({ contact: { id } }) => !cut || !theirs.has(id) || cover.spareRight.has(id)),
    functions: new Set(on.ours.filter(({ id }) => ours.has(id)).map((member) => member.function)),
  };
  return cut ? wanted : { ...wanted, contacts: wanted.contacts.filter((contact) => opens(wanted, contact) > 0) };
}

function opens(wanted: Wanted, { department, layer }: Pick<Theirs, 'department' | 'layer'>): number {
  return Number(wanted.department(department)) + Number(wanted.layer(layer));
}

/** The nearest counterpart on record; failing that somebody to be found, rather in a function that has no tie yet. */
function bestMember(
  wanted: Wanted,
  { department }: ContactOn,
): { readonly member: Ours; readonly strangeness: number } {
  const strangeness = (member: Member) =>
    department === null ? 2 : distance({ function: member.function, department });
  const member = firstBy(
    wanted.members,
    by<Member>(
      (a, b) => strangeness(a) - strangeness(b),
      (a, b) => compareText(a.id, b.id),
    ),
  );
  if (member !== undefined) return { member, strangeness: strangeness(member) };
  const facing = functionFacing(department ?? 'technology');
  return { member: { id: null, function: facing }, strangeness: wanted.functions.has(facing) ? 4 : 3 };
}

/** Nobody of theirs on record would do: in which department, and layer, somebody should be found, and for whom. */
function pairToFind(wanted: Wanted): Pair {
  const layer = LAYERS.find((each) => wanted.layer(each)) ?? null;
  const departments = WORTH_MEETING.filter((each) => wanted.department(each));
  const [first = 'technology', ...others] = departments.length > 0 ? departments : WORTH_MEETING;
  const seats = [first, ...others].flatMap((department) =>
    wanted.members.map((member) => ({ member, contact: { contact: null, department, layer } })),
  );
  const strangeness = ({ member, contact }: (typeof seats)[number]) =>
    distance({ function: member.function, department: contact.department });
  const best = firstBy(seats, (a, b) => strangeness(a) - strangeness(b));
  return (
    best ?? {
      member: { id: null, function: functionFacing(first) },
      contact: { contact: null, department: first, layer },
    }
  );
}

function seatsOf(
  member: Ours,
  { contact, department, layer }: Theirs,
): Omit<Introduction, 'viaMemberId' | 'viaContactId'> {
  return { function: member.function, memberId: member.id, department, layer, contactId: contact?.id ?? null };
}

/** Somebody of ours who knows the contact; else somebody of theirs whom we know: their superior or report, a colleague, anyone. */
function via(on: AccountOn, member: Ours, theirs: Theirs): Pick<Introduction, 'viaMemberId' | 'viaContactId'> {
  const viaMemberId = theirs.contact === null ? null : introducer(on, theirs);
  if (viaMemberId !== null) return { viaMemberId, viaContactId: null };
  const reports = ({ contact }: ContactOn) =>
    theirs.contact !== null && (contact.id === theirs.contact.reportsToId || contact.reportsToId === theirs.contact.id);
  const isColleague = ({ department }: ContactOn) => department !== null && department === theirs.department;
  const first = firstBy(
    on.active,
    by<(typeof on.active)[number]>(
      (a, b) => Number(reports(b.contact)) - Number(reports(a.contact)),
      (a, b) => Number(isColleague(b.contact)) - Number(isColleague(a.contact)),
      (a, b) => Number(b.member.id === member.id) - Number(a.member.id === member.id),
      freshest,
    ),
  );
  return { viaMemberId: first?.member.id ?? null, viaContactId: first?.contact.contact.id ?? null };
}

/** The tie as if the introduction had been made. People to be found are new ones: no id of a record has a space in it. */
function tieBetween(member: Ours, { contact, department, layer }: Theirs, n: number): Tie {
  return { memberId: member.id ?? `found ${n}`, contactId: contact?.id ?? `found ${n}`, department, layer };
}
