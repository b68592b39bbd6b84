import type { Clause } from './clauses.ts';
import { type Sentence, soleId } from './sentence.ts';
import { overlaps, within } from './stretches.ts';
import type { Mention, Stretch } from './types.ts';

/** Whom of theirs a report says were met: `#id` of who is known, else the words. */
export function contactsOf(
  sentence: Sentence,
  clause: Clause | undefined,
  steps: readonly Stretch[],
  strangers: readonly Stretch[],
): readonly string[] {
  const named = sentence.contacts.filter((one) => !isOnlyBeside(sentence, one));
  const outside = named.filter((one) => !steps.some((step) => within(one, step)));
  const told = outside.length > 0 || strangers.length > 0 ? outside : named;
  // Who was only talked about was not met, as long as somebody was.
  const met = told.filter((one) => !isTopic(sentence, one) && !isArranged(sentence, one) && !isAbsent(sentence, one));
  const known = met.length > 0 ? met : told;
  const foreigners = sentence.foreigners.filter(
    (one) => clause !== undefined && within(one, clause) && !isTopic(sentence, one),
  );
  const all = [...known.map(toReference), ...foreigners.map((one) => ({ at: one.start, value: one.text }))];
  for (const one of strangers) {
    if (foreigners.some((other) => overlaps(one, other))) continue;
    all.push({ at: one.start, value: sentence.text.slice(one.start, one.end) });
  }
  return [...new Set(all.sort((a, b) => a.at - b.at).map((one) => one.value))];
}

function toReference(mention: Mention): { at: number; value: string } {
  return { at: mention.start, value: soleId(mention) === undefined ? mention.text : `#${mention.ids[0]}` };
}

/** 陈总的秘书, "Ada's assistant": somebody else of theirs was met. */
function isOnlyBeside({ folded }: Sentence, { end }: Stretch): boolean {
  return /^(?:的|他|她)?(?:秘书|助理|助手|司机|下属|手下|部下|同事|团队|领导|上级|老板|太太|夫人|爱人|老公|老婆|家人|孩子|接班人|继任)|^'s (?!(?:office|place|visit|call|meeting|lunch|dinner|message|email|e-mail|birthday|request|site|desk|side)\b)[a-z]+|^s' [a-z]+/.test(
    folded.slice(end, end + 24),
  );
}

const ARRANGING =
  /(?:约了?|安排|打算|计划|改天|下次|回头)[^,.;]{0,10}$|\b(?:set up|setting up|schedul\w+|arrang\w+|book(?:ed)?|plan(?:s|ned|ning)?|invit\w+|going to|will|to (?:call|meet|see|visit|introduce))\b[^,.;]{0,40}$/;

/** "Met Ada and set up a meeting with Raj": the meeting with Raj is still to come. */
function isArranged({ folded, kinds }: Sentence, mention: Stretch): boolean {
  const before = folded.slice(Math.max(0, mention.start - 60), mention.start);
  const at = ARRANGING.exec(before);
  return at !== null && kinds.some((kind) => kind.end <= mention.start - before.length + at.index);
}

/** 张伟不在，见了李敏; "Bob couldn't join". */
function isAbsent({ folded }: Sentence, { start, end }: Stretch): boolean {
  return (
    /^(?:却|又|也|都|刚好|正好|临时)*(?:不在|没在|没来(?!得?及)|没到(?!底)|没出现|没出席|没参加|请假)|^ (?:wasn't (?:there|in|around)|was not (?:there|in|around)|(?:couldn't|could not) (?:come|join|make it|attend)|(?:didn't|did not) (?:come|join|show(?: up)?|turn up|make it|attend))\b/.test(
      folded.slice(end, end + 24),
    ) ||
    /(?:没有?[见碰遇](?:到|着|上)|\b(?:did not|didn't) (?:see|meet|find|catch))\s*$/.test(
      folded.slice(Math.max(0, start - 16), start),
    )
  );
}

/** Talked about, not met: behind 聊了 or "about". */
export function isTopic(sentence: Sentence, mention: Stretch): boolean {
  const before = sentence.folded.slice(0, mention.start);
  return /(?:聊了?|谈了?|[谈聊说提问][到起及]|讨论了?|关于|说|\b(?:about|discussed|regarding|mentioned|concerning|of))\s*$/.test(
    before.slice(-16),
  );
}

/** Who of ours took part, the speaker among them unless a colleague did it alone; none where the speaker alone is meant. */
export function membersOf(
  sentence: Sentence,
  clause: Clause | undefined,
  told: Stretch | undefined,
  steps: readonly Stretch[],
  self: string,
): readonly string[] {
  const end = clause?.end ?? 0;
  const there = sentence.members.filter(
    (one) => one.start < end && !steps.some((step) => overlaps(step, one)) && !isTopic(sentence, one),
  );
  const others = [...new Set(there.map((one) => toReference(one).value))].filter((value) => value !== `#${self}`);
  if (others.length === 0) return [];
  return isColleaguesOwn(sentence, clause, told, there) ? others : [`#${self}`, ...others];
}

/** 赵岚昨天拜访了华为张伟: the colleague did it, and whoever tells of it was not there. */
function isColleaguesOwn(
  { folded, clauses }: Sentence,
  clause: Clause | undefined,
  told: Stretch | undefined,
  there: readonly Stretch[],
): boolean {
  const [first] = there;
  if (!clause || !told || !first || first.start >= told.start) return false;
  const head = clauses[clauses.indexOf(clause) - 1];
  // 王芳：昨天拜访了华为张伟
  if (head?.mark.startsWith(':') && first.start === head.start && first.end === head.end) return true;
  if (first.start < clause.start) return false;
  return !/我|和|跟|与|同|陪|带|一起|[&+]|\b(?:i|we|us|me|my|with|and|together)\b/.test(
    folded.slice(clause.start, told.start),
  );
}
