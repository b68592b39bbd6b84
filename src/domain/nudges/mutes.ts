import type { Day, Mute } from '../records.ts';
import type { NudgeRule } from '../vocabulary.ts';
import type { Nudge } from './nudge.ts';

/** What a mute looks at. */
interface About {
  readonly rule: NudgeRule;
  readonly subject: string;
}

/** What of a member silences a nudge on a day: its subject or the whole rule, for good or until a day to come. */
export function silenceOf(nudge: About, mutes: readonly Mute[], day: Day): Mute | undefined {
  return mutes.find((mute) => isAbout(mute, nudge) && (mute.until === null || day < mute.until));
}

/**
 * What a nudge is said under, and from when. One put off to a day is said again from that day on, under a key of its own, though
 * it was said before; whatever falls due only later is not touched by that.
 */
export function keyAfterSnooze(
  nudge: Pick<Nudge, 'key' | 'rule' | 'subject' | 'dueOn'>,
  mutes: readonly Mute[],
  day: Day,
): { readonly key: string; readonly dueOn: Day } {
  let again: Day = '';
  for (const mute of mutes) {
    if (mute.why !== 'snoozed' || mute.subject === null || mute.until === null || !isAbout(mute, nudge)) continue;
    if (mute.until <= day && mute.until > nudge.dueOn && mute.until > again) again = mute.until;
  }
  return again === '' ? nudge : { key: `${nudge.key}/${again}`, dueOn: again };
}

function isAbout({ rule, subject }: Mute, nudge: About): boolean {
  return rule === nudge.rule && (subject === null || subject === nudge.subject);
}
