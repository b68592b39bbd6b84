/** Where a promise begins inside a clause, in units of the clause. */
export interface Opening {
  /** What is promised starts here. */
  readonly from: number;
  /** Who promises stands before this. */
  readonly subjectEnd: number;
  /** A word of promise stood there, not just a day. */
  readonly marked: boolean;
}

const HAN_VERBS =
  '把|给|发(?!展|现|生|布会)|提交|提供|送|寄|交(?!流)|报(?!告会)|出(?=方案|报价|合同|报告)|安排|回复|反馈|确认|跟进|跟踪|联系|再|谈|聊|见|拜访|走访|上门|开会|约|签|付款?|打款|回款|到货|发货|交付|上线|演示|汇报|准备|整理|完成|讨论|沟通|去|来|带|请|做|定(?!位)|决定|答复|打电话|吃饭|测试|培训|验收|补|更新|下单|审批|评审|参观|催|问';
const ENGLISH_VERBS =
  'send|share|provide|deliver|call|meet|visit|follow|prepare|submit|review|schedule|arrange|sign|present|demo|quote|email|e-mail|get|give|check|confirm|reply|respond|come|finish|complete|discuss|talk|speak|update|introduce|invite|organi[sz]e|propose|order|pay|ship|install|train|test|bring|text|ring|phone|return|decide|set|draft|write|have|host|forward|clarify|be back|let|make|show|revert|book|try|start|kick|go|look|ask';

/** Something to do, in either language. Words are masked as in next-steps.ts. */
export const ACTION = new RegExp(`(?:${HAN_VERBS})|\\b(?:${ENGLISH_VERBS})\\b`);

/** So many words at the most: without an end, a text of nothing else would be read once for each of them. */
const FILL =
  '[\\uE001\\uE002\\uE003\\s]*(?:就|再|会|要|前|之前|内|我们?|他们?|您|你们?|一起|尽快){0,8}[\\uE001\\uE002\\s]*';
const SURE: readonly RegExp[] = [
  /下一步(?:是|计划|我们?|,|\s)*(?!的)|下步(?!的)|下次(?!的)|回头(?=给|发|把|再|联系|安排)/,
  /答应(?:了)?|承诺(?:了|会)*|约好了?|约定了?|约了|说好了?|讲好了?/,
  new RegExp(`(?:计划|打算)(?:于|在|明年)?(?=${FILL}(?:${HAN_VERBS}))`),
  /(?<!不|开|机|社|例|展|年|周)会(?:尽快|马上|在|把)*(?=给|发|提供|提交|安排|回复|反馈|联系|确认|跟进|寄|送来|再联系|再来|再给)/,
  /(?:待办|todo|to-do)\s*(?=\S)/,
  /\b(?:promised|agreed|offered|committed)(?: (?:me|us|them|him|her|\uE002+))?(?: that (?:he|she|they|we|i) (?:will|would))?(?: to(?= [a-z])| (?=an?\b|the\b|\uE001))/,
  new RegExp(`(?:\\bwill|'ll)(?: (?:also|then|now|soon|definitely))?(?= (?:${ENGLISH_VERBS})\\b)`),
  /\b(?:next step|follow-?up|to-?do)(?: is| will be)?(?: to)?\b(?=\s)|\bto (?=follow up\b)|\bfollow(?:ing)? up (?=\S)/,
];
/** Words that promise only with a day beside them. */
const WITH_A_DAY: readonly RegExp[] = [
  new RegExp(`(?:将(?!军)|(?<![开机社例展年周])会|要|需要|准备|得|必须|争取)(?=${FILL}(?:${HAN_VERBS}))`),
  new RegExp(
    `\\bowe (?:them|him|her|you|\\uE002+)(?= )|\\b(?:need(?:s|ed)? to|ha(?:s|ve) to|must|should|would|going to|plan(?:s|ning)? to|to)(?= (?:${ENGLISH_VERBS})\\b)`,
  ),
];

/** The first word of promise in a clause. `dated`: the clause names a day that is not past. */
export function findOpening(words: string, dated: boolean): Opening | undefined {
  let best: Opening | undefined;
  for (const pattern of dated ? [...SURE, ...WITH_A_DAY] : SURE) {
    const match = pattern.exec(words);
    if (!match || isDenied(words, match.index)) continue;
    if (best && best.subjectEnd <= match.index) continue;
    const keeps = /^follow/.test(match[0]) ? 0 : match[0].length;
    best = { from: match.index + keeps, subjectEnd: match.index, marked: true };
  }
  return best;
}

function isDenied(words: string, at: number): boolean {
  return /(?:没有?|不|未|\b(?:not|never|didn't|did not|don't|won't))\s*$/.test(words.slice(Math.max(0, at - 12), at));
}

/** Whether a clause tells of something past. */
export function hasPastMark(words: string): boolean {
  return (
    /了|过(?!来|去|年|节)|已经?/.test(words) ||
    /\b(?:sent|gave|was|were|had|did|made|got|met|called|visited|[a-z]+ed)\b/.test(words)
  );
}

/** Whether the words before a colon announce what comes next: 下一步：, next steps: */
export function isStepLabel(words: string): boolean {
  return /^(?:下一步(?:计划|工作)?|下步(?:计划)?|后续(?:计划|工作|跟进)?|待办(?:事项)?|todo|to-do|to do|(?:the )?next steps?|action items?|actions?|next|follow-? ?ups?)$/.test(
    words.trim(),
  );
}

const LEADING =
  /^(?:[\s,:;.!?，。：；！？-]+|答应了?|承诺了?|约好了?|约定了?|约了|说好了?|下一步(?:是)?|下次|计划|打算|我们?会|我们?|会(?=\p{Script=Han})|将|要(?!求)|前|之前|于|在(?=[给发提])|(?:and|then|i|we|they|she|he|will|'ll|to|promised|agreed|that|please)(?=\s|'ll))/iu;

/** What is promised without the words that promise it. */
export function stripOpenings(words: string): string {
  let rest = words;
  for (let turn = 0; turn < 8; turn++) {
    const match = LEADING.exec(rest);
    if (!match || match[0] === '') break;
    rest = rest.slice(match[0].length).trimStart();
  }
  return rest.replace(/[\s,;:.!?，。；：！？]+$/u, '').replace(/\s+(?:by|on|before|until|at|due)$/i, '');
}
