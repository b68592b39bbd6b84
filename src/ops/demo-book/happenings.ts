import type { Day } from '../../domain/records.ts';
import { reachOf } from '../../domain/touches.ts';
import type { InteractionKind, Language } from '../../domain/vocabulary.ts';
import type { BookInteraction } from '../book/schema.ts';
import type { NotePile } from './note-pile.ts';
import type { AccountPlan, Theme, Tie, Told } from './plan.ts';
import type { Random } from './random.ts';
import { type Times, workdayUpTo } from './times.ts';

type Kinds = readonly [InteractionKind, ...InteractionKind[]];

/** How people of that kind are in touch; what stands twice is twice as likely. */
const KINDS: Record<Theme, Kinds> = {
  purchasing: ['visit', 'visit', 'call', 'call', 'meeting', 'message', 'email', 'meal'],
  finance: ['call', 'call', 'meeting', 'visit', 'email', 'message'],
  technology: ['visit', 'meeting', 'call', 'service', 'training', 'email', 'advice'],
  operations: ['visit', 'visit', 'service', 'service', 'training', 'call', 'message', 'note'],
  executive: ['meeting', 'visit', 'meal', 'call', 'event'],
  office: ['meeting', 'call', 'visit', 'email', 'event', 'note'],
};
/** The last time of a tie is a talk, so that it says for certain until when the two knew each other. */
const TALKS: Kinds = ['visit', 'call', 'meeting'];
const MET: ReadonlySet<InteractionKind> = new Set<InteractionKind>(['visit', 'call', 'meeting', 'meal']);
const ANSWERED = 0.75;
const TIMED = 0.4;

/** Everything that happened at one account, oldest first. */
export function happeningsOf(plan: AccountPlan, times: Times, random: Random, notes: NotePile): BookInteraction[] {
  const met = plan.ties.flatMap((tie) => meetings(tie, plan, times, random, notes));
  const told = (plan.told ?? []).map((one) => ({ ...one, at: dayFor(one, plan.language) }));
  const all: Told[] = [...met, ...told];
  all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return all.map((told) => ({ account: plan.account.name, ...told }));
}

/** People meet on working days; greetings go out on the day they are meant for. */
function dayFor({ kind, at }: Told, language: Language): Day {
  return MET.has(kind) ? workdayUpTo(at, language) : at;
}

function meetings(tie: Tie, { language }: AccountPlan, times: Times, random: Random, notes: NotePile): Told[] {
  const told: Told[] = [];
  let before: Day | null = null;
  for (let ago = tie.last; ago <= tie.since; ago += stride(tie.every, random)) {
    const isLast = ago === tie.last;
    const day = isLast && tie.isExact ? times.ago(ago) : workdayUpTo(times.ago(ago), language);
    // Days off push talks together; two on one day would be one.
    if (day === before) continue;
    before = day;
    const kind = random.pick(isLast ? TALKS : KINDS[tie.theme]);
    const isAnswerable = reachOf({ kind, answered: true }) !== reachOf({ kind, answered: false });
    told.push({
      contacts: [tie.theirs].flat(),
      members: [tie.ours].flat(),
      kind,
      at: isLast ? day : `${day}${timeOf(random)}`,
      note: notes.draw(language, tie.theme, kind),
      ...(isAnswerable ? { answered: random.next() < ANSWERED } : {}),
    });
  }
  return told;
}

function stride(every: number, random: Random): number {
  return Math.max(2, Math.round(every * (0.6 + random.next() * 0.8)));
}

function timeOf(random: Random): string {
  if (random.next() >= TIMED) return '';
  return `T${String(random.between(9, 17)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`;
}
