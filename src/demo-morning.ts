import type { Assistant } from './compose.ts';
import { addDays, dayOf, instantOf } from './domain/days.ts';
import type { Instant, Member } from './domain/records.ts';
import { tick } from './tick.ts';

/** A little after the hour at which people are told what the day holds. */
const TIME = '09:05';
/** The longest holidays end within. */
const DAYS_BACK = 12;

/**
 * Has the assistant say what it would have said on these people's last working morning, to them and to the channel that asked
 * for it, so that nobody opens an empty page. `setClock` makes the assistant live at that moment; `null`: now again.
 */
export async function speakThisMorning(
  assistant: Assistant,
  people: readonly Member[],
  setClock: (at: Instant | null) => void,
): Promise<void> {
  const now = assistant.now();
  const mornings = await Promise.all(people.map((member) => lastMorning(assistant, member, now)));
  const moments = [...new Set(mornings.flatMap((morning) => morning ?? []))].sort((a, b) => a - b);
  try {
    for (const at of moments) {
      setClock(at);
      await tick(assistant, at, false);
    }
  } finally {
    setClock(null);
  }
}

/** Undefined: there was nothing to tell them in all that time. */
async function lastMorning(
  { speaking }: Assistant,
  { id, timeZone }: Member,
  now: Instant,
): Promise<Instant | undefined> {
  for (let back = 0; back < DAYS_BACK; back++) {
    const at = instantOf(addDays(dayOf(now, timeZone), -back), TIME, timeZone);
    if (at > now) continue;
    const { members } = await speaking.plan(at, true);
    if (members.some(({ memberId, state }) => memberId === id && state === 'send')) return at;
  }
  return undefined;
}
