import type { Stretch } from './types.ts';

// Longest first: what is left of a run after taking these out is content.
const CHINESE =
  /一起|一同|一次|一下|我们|咱们|刚刚|刚才|已经|那边|这边|之后|以后|进行|参加|其中|主要|客户|公司|大家|今日|专程|专门|顺便|了|过|在|和|与|跟|同|到|去|来|我|咱|的|给|及|对|向|又|也|已|个|通|次|趟|完|后|里|上|家|请|是|于|有|做|并|刚|把|下|再|处|间|点|时/g;
const ENGLISH =
  /^(?:i|we|i've|we've|have|has|had|a|an|the|with|at|to|and|in|on|from|of|my|our|us|for|was|were|just|also|by|over|via|this|that|who|there|here|together|both|again|then|up|out|quick|short|quickly|briefly|me|side|office|@|re|it|is|s|'s|today)$/;

/** Whether a stretch of folded text says nothing of its own: only signs and small words of either language. */
export function saysNothing(folded: string, stretch: Stretch): boolean {
  const rest = folded.slice(stretch.start, stretch.end).replace(CHINESE, ' ');
  if (!/[\p{L}\p{N}]/u.test(rest)) return true;
  return rest.split(/[^\p{L}\p{N}\p{M}'@]+/u).every((word) => word === '' || word === "'" || ENGLISH.test(word));
}

/** The words of a folded text that neither language spends on grammar alone, as typed. */
export function trimmedSmallWords(text: string): string {
  return text
    .replace(
      /^(?:(?:的|了|吗|呢|是|在|对|给|和|跟|与|请|请问|把|为|到|at|to|for|of|the|on|in|with|about|is|with)(?=\s|[^a-z]|$)\s*)+/i,
      '',
    )
    .replace(/(?:的|了|吗|呢|呀|啊|是|[\s,.!?:;，。！？：；])+$/u, '')
    .trim();
}
