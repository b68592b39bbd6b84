import type { KindMention } from './kind-words.ts';
import { matchesOf, overlaps, within } from './stretches.ts';
import type { Stretch } from './types.ts';

const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[ap]m)?';
const DATE = '(?:\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}[-/.月]\\d{1,2}[日号]?)?[ t]?';
/** What chats and mail programs put above words that are passed on. */
const HEADS: readonly RegExp[] = [
  // "Ada Byron 14:30" on a line of its own, and words under it
  new RegExp(`^[^\\n,.!?:]{1,40}[ \\t]${CLOCK}[ \\t]*$(?=\\n)`, 'gm'),
  // "[14:30] Ada: …", "2026-11-20 14:30 张伟: …"
  new RegExp(`^[ \\t]*[[(]?${DATE}${CLOCK}[\\])]?[ \\t]{0,3}-?[ \\t]{0,3}[^\\n:]{1,30}:(?=\\s)`, 'gm'),
  // "张伟 2026/11/20 14:30: …"
  new RegExp(`^[^\\n:]{1,40}[ \\t]${CLOCK}[ \\t]*:`, 'gm'),
  /^(?:from|发件人): ?[^\n]{1,200}\n(?:[^\n]{0,200}\n){0,3}?(?:sent|date|to|cc|subject|发送时间|日期|时间|收件人|主题):/gm,
  /^[ \t]*(?:-{2,} ?(?:forwarded|original|转发|原始)|\[转发|以下是?[^\n]{0,12}聊天记录)/gm,
];
const QUOTED_LINE = /^[ \t]*>[^\n]*/gm;
const QUOTED = /"[^"\n]{1,2000}"/g;

/**
 * Where a folded text gives the words of others: between quotation marks, behind `>`, and below the head of a message passed on.
 * A head with a word of `kinds` in it is no head but a report: 拜访张伟 14:30.
 */
export function quotationsIn(folded: string, kinds: readonly KindMention[]): readonly Stretch[] {
  const passedOn = HEADS.flatMap((head) => matchesOf(folded, head)).filter(
    (head) => !kinds.some((kind) => overlaps(kind, head)),
  );
  const first = Math.min(...passedOn.map(({ start }) => start));
  return [
    ...matchesOf(folded, QUOTED),
    ...matchesOf(folded, QUOTED_LINE),
    ...(passedOn.length > 0 ? [{ start: first, end: folded.length }] : []),
  ];
}

/** Kinds told in the person's own words. */
export function ownKinds(kinds: readonly KindMention[], quotations: readonly Stretch[]): readonly KindMention[] {
  return kinds.filter((kind) => !quotations.some((quotation) => within(kind, quotation)));
}
