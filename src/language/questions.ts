import { findNumbers } from './amounts.ts';
import { accountOfChannel } from './channel-account.ts';
import { anyOf, isExplained } from './explained.ts';
import { findAccount } from './find-names.ts';
import { saysNothing } from './function-words.ts';
import { readPromises } from './promise-questions.ts';
import { type Sentence, soleId } from './sentence.ts';
import { untouched } from './stretches.ts';
import type { LanguageContext, RawArguments, Understanding } from './types.ts';
import { readWho } from './who-questions.ts';

const UNDO =
  /^(?:请|麻烦|帮我)?(?:撤销|撤回|撤消|回退|取消(?=刚|上|那|这))(?:掉|一下)?(?:我)?(?:刚才|刚刚|上面?|最后|那|这|前)?(?:的)?(?:那|这|一)?(?:一)?(?:条|次|个|步|笔)?(?:的)?(?:记录|操作|输入|内容|修改)?(?:吧|了)?$|^(?:请|麻烦|帮我)?(?:把)?(?:删(?:掉|除|了)?(?:刚才|刚刚|上面|最后|上|那)的?(?:那|这|一)?一?(?:条|次|个|笔)(?:记录)?|(?:刚才|刚刚|上面|最后|上)的?(?:那|这|一)?一?(?:条|次|个|笔)(?:记录)?(?:删(?:掉|除|了)|撤销|撤回|去掉))(?:吧|了)?$|^(?:please )?(?:delete|remove|cancel) (?:that|the last (?:one|entry|log|record)|my last (?:one|entry|log|record)|that last one)$|^(?:please )?(?:undo|revert|take back|take that back|scratch that)(?: (?:that|it|this|(?:the |my )?(?:last|previous) (?:one|entry|log|change|thing|command|record)|my last))?(?: please)?$/;
const HELP =
  /^(?:help|help me|\?|commands|usage|(?:please )?help(?: please)?|what can you do(?: for me)?|what do you do|how (?:do|does|can) (?:i|this|you|it) (?:use (?:this|you|it)|work)|what can i (?:say|ask|type)(?: here)?|帮助|求助|帮忙|命令|使用说明|使用帮助|说明|(?:你|您)?(?:都)?(?:会|能|可以)(?:做|干|帮我做)?(?:些)?什么|怎么用|(?:这个|你)?(?:该)?怎么使用|(?:你)?有(?:什么|哪些)功能)$/;
/** 不对，是李四; "make that Tuesday": it mends what was said before, which is not known here. */
const CORRECTION =
  /^(?:(?:哦|啊|唉|诶|抱歉|对不起|不好意思)\s?)?(?:不对|错了|不是|搞错|记错|写错|说错|弄错|打错|更正|纠正)(?:了|啦)?(?:[ ,]|$|是|应该|改|他|她|那)|^(?:应该|应当)是[^?]{1,20}$|^不是.{1,20}是.{1,20}$|^(?:改成|改为|换成)[^?]{1,20}$|^(?:no|nope|wrong|sorry|oops|correction|actually)(?: no)?(?: (?:it|that|this|i|he|she)(?:'s| was| is| meant)?| not| make)\b|^(?:oops|correction|my mistake|(?:that's|that is|this is) (?:wrong|not right|incorrect)|wrong (?:person|account|day|date|one))\b|^(?:sorry|wrong) .{1,40}\bnot\b|^(?:make|change|correct) (?:that|it)(?: to)? .{1,40}$|^(?:it|that) (?:was|should be|should have been) (?:on )?.{1,20}, not .{1,20}$/;
const ME = /^(?:who am i|whoami|我是谁|my (?:profile|account settings)|我的(?:资料|信息|设置))$/;

/** Requests that name nothing: take that back, help, who am I. */
export function readPlainRequest(folded: string): Understanding {
  if (folded.length > 80) return { kind: 'none' };
  const words = plainWords(folded);
  const plain = words === '' && folded.includes('?') ? '?' : words;
  if (UNDO.test(plain)) return command('undo', {});
  if (HELP.test(plain)) return command('help', {});
  return ME.test(plain) ? command('me', {}) : { kind: 'none' };
}

/** Whether a message that is nothing else mends something said before. */
export function isCorrection(folded: string): boolean {
  return folded.length <= 80 && CORRECTION.test(plainWords(folded));
}

function plainWords(folded: string): string {
  return folded
    .replace(/[\s.!?~]+$/, '')
    .trim()
    .replace(/[\s,]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/(?<=\p{Script=Han})[吧呀啊呢]$/u, '');
}

const STAGE_HAN =
  /(?:什么|哪个|哪一个?|第几|几)个?(?:合作|关系)?(?:阶段|台阶|步骤?)|(?:到|在|处于|走到)了?(?:哪一?步|哪个?阶段|哪一?阶段)|(?:阶段|台阶)(?:是|到|在)?了?(?:什么|多少|如何|怎么样|怎样|哪)|关系(?:到了?|现在|目前)?(?:怎么样|如何|怎样|什么程度|哪一?步)/;
const STAGE_HAN_SHORT = /(?:阶段|台阶)\s*(?:[?呢]|$)/;
const STAGE_ENGLISH =
  /\b(?:what|which)(?:'s| is| was| are)?(?: the| our)?(?: current| cooperation| relationship)* (?:stage|step)\b|\bwhere (?:do|are|did|were) we (?:stand |standing )?(?:with|at|on)\b|\b(?:how(?:'s| is| was)) (?:our|the) relationship (?:with|at)\b/;
const HOW_ARE_WE =
  /\bhow (?:are|is|were|was|do|did) (?:we|things|it|our account|everything) (?:doing |going |standing |stand )?(?:with|at)\b|\b(?:what's|what is) the status (?:of|with|at)\b|\bhow(?:'s| is| was) .{2,60}? (?:doing|going|coming along)\b/;
const STAGE_WORDS =
  /合作|关系|现在|目前|当前|如今|咱们|我们|阶段|台阶|处于|客户|请问|问一下|查一下|看看|那|\b(?:stage|step|now|currently|current|right|the|relationship|cooperation|account|customer|please|tell|me)\b/g;

/** All that a question for the stage may say beside its account. */
const STAGE_ALONE = anyOf(
  STAGE_HAN,
  STAGE_HAN_SHORT,
  STAGE_ENGLISH,
  STAGE_WORDS,
  /\b(?:how|are|we|doing|standing|do|stand|with|at)\b/,
);

/** Questions about an account: its stage, its share, the last touch. */
export async function readQuestion(sentence: Sentence, context: LanguageContext): Promise<Understanding> {
  if (sentence.text.length > 400) return { kind: 'none' };
  const owed = readPromises(sentence, context);
  if (owed) return command('next', owed);
  const last = await readLast(sentence, context);
  if (last) return command('last', last);
  const people = readWho(sentence, context);
  if (people) return command('who', people);
  const stage = await readStage(sentence, context);
  if (stage) return command('stage', stage);
  const share = await readShareQuestion(sentence, context);
  return share ? command('share', share) : { kind: 'none' };
}

async function readStage(sentence: Sentence, context: LanguageContext): Promise<RawArguments | undefined> {
  const { folded } = sentence;
  const asked = STAGE_HAN.test(folded) || STAGE_ENGLISH.test(folded);
  const loose = HOW_ARE_WE.test(folded) || (STAGE_HAN_SHORT.test(folded) && isExplained(sentence, STAGE_WORDS));
  if (!asked && !loose) return undefined;
  const account =
    accountIn(sentence) ??
    (asked ? await typedAccount(sentence, context, STAGE_SUBJECT) : undefined) ??
    accountOfChannel(sentence, context, STAGE_ALONE);
  if (account === undefined) return undefined;
  const day = sentence.past[0];
  return { account, ...(day ? { at: day.day ?? day.text } : {}) };
}

const STAGE_SUBJECT: readonly RegExp[] = [
  /\b(?:stage|step) (?:is|are we at with|are we in with|was|has|did|does|of|for|with)\s+(?<name>[^?.!,]{2,60}?)(?:\s+(?:at|in|on|now|currently|reach(?:ed)?|right now|these days|today))*\s*[?.!]*$/,
  /\brelationship (?:with|at) (?<name>[^?.!,]{2,60}?)\s*[?.!]*$/,
  /^(?:请问|那|问一下|查一下)?\s*(?<name>[^?,.!\s]{2,30}?)\s*(?:客户)?(?:现在|目前|当前|的|处于|合作|关系|是|到|在|走到|属于)*了?(?:第几|什么|哪个?|哪一个?|几)个?(?:合作|关系)?(?:阶段|台阶|步)/,
];
const LAST_SUBJECT: readonly RegExp[] = [
  /\b(?:with|to|see|saw|visit|visited|call|called|meet|met|contact|contacted|at|of|email)\s+(?<name>[^?.!,]{2,60}?)\s*[?.!]*$/,
  /(?:联系|拜访|见|和|跟|与|给)\s*(?<name>[^?,.!\s]{2,20}?)\s*(?:是|在)?(?:什么时候|何时|哪天|几号|见面|沟通|联系|打电话)/,
];
const SHARE_SUBJECT: readonly RegExp[] = [
  /\bshare (?:of wallet )?(?:do we have |have we got |did we have )?(?:at|with|of|in|is|for)\s+(?<name>[^?.!,]{2,60}?)\s*[?.!]*$/,
  /(?:在|^)\s*(?<name>[^?,.!\s]{2,30}?)(?:那里|那边)?(?:的|占)*(?:钱包)?份额/,
];
const PRONOUNS =
  /^(?:it|this|that|they|them|we|us|he|she|him|her|you|everyone|anyone|的|它|他|她|他们|我们|你|这个?|那个?|现在|目前|客户|合作|关系|the .*|an? .*|this .*|that .*)$/;

/** An account named in a clear question that nobody knows: its words, so that the answer can suggest others. */
async function typedAccount(
  sentence: Sentence,
  context: LanguageContext,
  patterns: readonly RegExp[],
): Promise<string | undefined> {
  for (const pattern of patterns) {
    const match = pattern.exec(sentence.folded);
    const { name: words = '' } = match?.groups ?? {};
    const name = words.trim();
    if (!match || name === '' || PRONOUNS.test(name) || isOurs(name, context)) continue;
    const start = match.index + match[0].indexOf(name);
    const typed = sentence.text.slice(start, start + name.length);
    if (/^[\p{Lu}\p{N}]/u.test(typed)) return typed;
    const found = await findAccount(context.views, typed, (account) => context.visible(account));
    if (found.kind === 'one') return `#${found.it.id}`;
    if (found.kind === 'many' || found.suggestions.length > 0 || /^\p{Script=Han}{2,16}$/u.test(typed)) return typed;
  }
  return undefined;
}

/** In the channel of an account 我们占多少份额 and 咱们什么阶段 name no other. */
function isOurs(name: string, { channelAccountId }: LanguageContext): boolean {
  return channelAccountId !== undefined && /^(?:我们|咱们?|我方|双方)/.test(name);
}

function accountIn(sentence: Sentence): string | undefined {
  const named = sentence.accounts[0];
  if (named) return soleId(named) === undefined ? named.text : `#${named.ids[0]}`;
  return sentence.accountId === undefined ? undefined : `#${sentence.accountId}`;
}

const SHARE_HAN = /(?:份额|占比|钱包)/;
const ASKS_HAN = /多少|几成|百分之几|怎么样|如何|什么|[?吗呢]\s*$/;
const SHARE_ENGLISH = /\b(?:what|how much|how big|which)\b[^.!]{0,40}\bshare\b|\bshare\b[^.!]{0,60}\?\s*$/;
const SHARE_WORDS =
  /份额|占比|钱包|现在|目前|当前|我们|咱们|请问|查一下|看看|有|占|\b(?:share|wallet|our|current|now)\b/g;

const SHARE_ALONE = anyOf(SHARE_WORDS, ASKS_HAN, /\b(?:what|what's|how|much|big|which|do|have|got|did)\b/);

async function readShareQuestion(sentence: Sentence, context: LanguageContext): Promise<RawArguments | undefined> {
  const { folded } = sentence;
  const asks = (SHARE_HAN.test(folded) && ASKS_HAN.test(folded)) || SHARE_ENGLISH.test(folded);
  const bare = SHARE_HAN.test(folded) && isExplained(sentence, SHARE_WORDS);
  if (!asks && !bare) return undefined;
  const names = [...sentence.accounts, ...sentence.past, ...sentence.contacts];
  if (untouched(findNumbers(sentence.text), names).length > 0) return undefined;
  const account =
    accountIn(sentence) ??
    (asks && /份额|\bshare\b/.test(folded) ? await typedAccount(sentence, context, SHARE_SUBJECT) : undefined) ??
    accountOfChannel(sentence, context, SHARE_ALONE);
  return account === undefined ? undefined : { account };
}

const TOUCHED =
  '联系|见|拜访|走访|沟通|聊|谈|打电话|通话|电话|接触|碰面|吃饭|拜会|来往|互动|回访|交流|发邮件|发微信|开会|去|往来';
const LAST_HAN = new RegExp(
  `(?:上次|上一次|最近一次|最后一次|最近)[^,;!]{0,40}?(?:${TOUCHED}|互动|记录)[^,;!]{0,30}?(?:什么时候|何时|哪天|几时|几号|多久|是谁|[?吗呢]\\s*$)` +
    `|(?:什么时候|何时|哪天)[^,;!]{0,20}?(?:最后|最近|上次)[^,;!]{0,20}?(?:${TOUCHED})|(?:多久|多长时间|多少天|几天)(?:没有?|未)[^,;!]{0,20}?(?:${TOUCHED})|(?:没|未)(?:${TOUCHED})[^,;!]{0,16}?(?:多久|几天|多少天)`,
);
const LAST_HAN_BARE = new RegExp(
  `(?:上次|上一次|最近一次|最后一次)[^,;!]{0,40}?(?:${TOUCHED})|(?:上次|上一次|最近一次|最后一次)的?(?:接触|联系|互动)`,
);
const LAST_ENGLISH =
  /\bwhen (?:did|have|was|were|had)\b[^.!]{0,60}\blast\b|\bwhen (?:was|is) (?:the|our|my) last\b|\bhow long (?:has it been |is it |ago )?(?:since|did we last|did i last)\b|\bhow (?:many days|long) (?:has it been |is it )?since\b|\bwho last (?:spoke|talked|met|called|visited|contacted|saw)\b/;
const LAST_ENGLISH_BARE =
  /^(?:(?:what|which) was |show me |tell me )?(?:the |our |my )?(?:last|latest|most recent) (?:contact|touch|visit|meeting|call|interaction|talk|conversation|touchpoint|email|message|lunch|dinner)\b/;
const LAST_WORDS = new RegExp(
  `上次|上一次|最近一次|最后一次|最近|${TOUCHED}|面|记录|是|什么时候|何时|哪天|\\b(?:last|latest|most|recent|contact|touch|visit|meeting|call|interaction|talk|conversation|touchpoint|email|message|lunch|dinner|what|which|show|tell)\\b`,
  'g',
);

const LAST_ALONE = anyOf(
  LAST_WORDS,
  /多久|多长时间|时间|多少天|几天|几时|几号|没有?|未|谁|最后|\b(?:when|did|have|was|were|had|how|long|has|been|since|ago|days|many|who|spoke|spoken|speak|talked|met|meet|called|visited|contacted|saw|see|time|we|i)\b/,
);

async function accountOfLast(
  sentence: Sentence,
  context: LanguageContext,
  asked: boolean,
): Promise<string | undefined> {
  const named = accountIn(sentence);
  if (named !== undefined || sentence.contacts.length > 0) return named;
  const typed = asked ? await typedAccount(sentence, context, LAST_SUBJECT) : undefined;
  return typed ?? accountOfChannel(sentence, context, LAST_ALONE);
}

async function readLast(sentence: Sentence, context: LanguageContext): Promise<RawArguments | undefined> {
  const { folded } = sentence;
  const asked = LAST_HAN.test(folded) || LAST_ENGLISH.test(folded);
  const bare =
    (LAST_HAN_BARE.test(folded) || LAST_ENGLISH_BARE.test(folded)) &&
    sentence.past.length === 0 &&
    isExplained(sentence, LAST_WORDS);
  if (!asked && !bare) return undefined;
  const contact = sentence.contacts[0];
  const account = await accountOfLast(sentence, context, asked);
  if (account === undefined && contact === undefined) return undefined;
  const member = memberIn(sentence, context.memberId);
  return {
    ...(account === undefined ? {} : { account }),
    ...(contact ? { contact: soleId(contact) === undefined ? contact.text : `#${contact.ids[0]}` } : {}),
    ...(member === undefined ? {} : { member }),
  };
}

function memberIn(sentence: Sentence, self: string): string | undefined {
  const member = sentence.members[0];
  if (member) return soleId(member) === undefined ? member.text : `#${member.ids[0]}`;
  const mine = /\b(?:did i|have i|i (?:last|spoke|talked|met|saw|called|visited)|my last)\b|(?<!帮|告诉|问)我(?!们)/;
  return mine.test(sentence.folded) ? `#${self}` : undefined;
}

function command(name: string, raw: RawArguments): Understanding {
  return { kind: 'command', command: name, raw };
}

/** Whether a text has nothing in it at all. */
export function isBlank(folded: string): boolean {
  return (
    folded.trim() === '' ||
    (folded.length < 40 && saysNothing(folded, { start: 0, end: folded.length }) && !folded.includes('?'))
  );
}
