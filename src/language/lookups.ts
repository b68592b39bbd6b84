import { type Sentence, soleId } from './sentence.ts';
import type { LanguageContext, Mention, RawArguments, Understanding } from './types.ts';

/** Stand for the names of an account and of a contact in the patterns below. */
const ACCOUNT = '\u0001';
const CONTACT = '\u0002';
const LONGEST = 80;

const NOW = '(?:最近|现在|目前|当前|这边|那边|近来)*';
/** 华为, 看看华为; 华为谁负责, "who owns Acme": its record says so. */
const OF_ACCOUNT = new RegExp(
  `^(?:(?:给我)?(?:看看|看一?下|查一?下|查查|查看|打开)?${ACCOUNT}(?:的?(?:资料|信息|档案))?` +
    `|(?:谁|哪位)(?:在|是)?(?:负责|管着?|跟进|对接)(?:着)?${ACCOUNT}(?:的)?|${ACCOUNT}(?:现在|目前)?(?:是|由|归)?(?:谁|哪位)(?:在)?(?:负责|管着?|跟进|对接)(?:的)?|${ACCOUNT}的?(?:负责人|客户经理)(?:是谁)?` +
    `|(?:show me |show |open |look up )?${ACCOUNT}|who (?:owns|handles|manages|looks after|runs|covers|is (?:responsible for|in charge of|on)) (?:the )?${ACCOUNT}(?: account| team)?` +
    `|(?:who's|who is) (?:the )?(?:owner|account manager|kam) (?:of|for|at) ${ACCOUNT})$`,
);
/** 华为现在啥情况, "what's up with Acme". */
const HOW_IT_STANDS = new RegExp(
  `^(?:${ACCOUNT}${NOW}的?(?:是)?(?:啥|什么|怎么个?)(?:情况|状况|进展|样)|${ACCOUNT}${NOW}(?:怎么样|咋样|怎样|如何)|${ACCOUNT}${NOW}的?(?:最新)?(?:情况|状况|进展)(?:如何|怎么样)?` +
    `|(?:what's|whats|what is) (?:up|new|happening|going on) (?:with|at) ${ACCOUNT}|(?:how's|hows|how is) ${ACCOUNT}|${ACCOUNT} status|status (?:of|at|on) ${ACCOUNT}|(?:any )?updates? on ${ACCOUNT})$`,
);
/** 张伟, 张伟的生日是哪天, "Ada's number". */
const OF_CONTACT = new RegExp(
  `^(?:(?:${ACCOUNT}的?)?${CONTACT}(?:是谁|喜欢什么|忌讳什么|(?:的)?(?:电话|手机|手机号|邮箱|邮件地址|联系方式|生日|职务|喜好|爱好|忌讳|资料|信息)(?:号码?)?(?:是)?(?:多少|什么|哪天|几号|几月几号)?)?` +
    `|(?:(?:who's|who is|what does|what is|what's|when is|when's) )?${CONTACT}(?:'s? (?:email|e-mail|number|phone|phone number|birthday|details|title|role)| like)?(?: (?:at|from|of) ${ACCOUNT})?)$`,
);

const SPAN =
  '(今天|明天|这周|本周|这星期|下周|下星期|这个?月|本月|下个?月|最近|近期|today|tomorrow|this week|next week|this month|next month|soon|upcoming|coming up)';
const WHO = '(?:有?谁|有?哪些人|有?哪位|有人)';
/** 下周谁过生日, 本月要送什么礼, "any birthdays next week": the greetings of so many days. */
const GREETINGS = new RegExp(
  `^(?:${SPAN}?${WHO}?${SPAN}?(?:要|有)?过?生日|${SPAN}?(?:有)?(?:什么|哪些|啥)?节日${SPAN}?|${SPAN}?(?:有)?(?:什么|哪些|啥)节日|${SPAN}?(?:我们?)?(?:需?要|该)?(?:给谁|给哪些人|给哪些客户)?(?:送|准备)(?:什么|哪些|啥)?礼物?` +
    `|(?:whose|who has (?:an? )?|who have |any|what|which)? ?birthdays?(?: (?:is|are|do we have))? ?${SPAN}?|${SPAN} birthdays|(?:what |any |which )?(?:gifts?|festivals|holidays)(?: (?:are|do we have))? ${SPAN}|${SPAN} (?:gifts|festivals))$`,
);
const DAYS: ReadonlyMap<string, number> = new Map([
  ...['今天', 'today'].map((word) => [word, 1] as const),
  ...['明天', 'tomorrow'].map((word) => [word, 2] as const),
  ...['这周', '本周', '这星期', 'this week'].map((word) => [word, 7] as const),
  ...['下周', '下星期', 'next week'].map((word) => [word, 14] as const),
  ...['这个月', '这月', '本月', 'this month'].map((word) => [word, 31] as const),
  ...['下个月', '下月', 'next month'].map((word) => [word, 62] as const),
]);
const WAITING =
  /^(?:(?:现在|最近)?(?:有)?(?:哪些|什么|哪个)?(?:客户|人|谁)(?:都)?该(?:去)?(?:联系|拜访|跟进)(?:一下)?|该(?:去)?(?:联系|拜访)(?:谁|哪些客户|哪些人|哪个客户)|(?:哪些客户|谁)?(?:好久|很久|太久)没(?:有)?(?:联系|拜访|跟进)(?:过)?的?(?:客户)?(?:有哪些|有谁|是哪些)?|who should i (?:call|contact|visit|see)(?: next| today)?|who(?: else)? (?:is|are) overdue|which (?:accounts|clients|customers) (?:are overdue|need (?:a call|attention|a visit)))$/;
const TODAY =
  /^(?:(?:我)?(?:今天|今日)(?:我)?(?:要|该|需要|得)?(?:做|干|忙)(?:些)?(?:什么|啥)|(?:我)?(?:今天|今日)(?:我)?(?:都)?有(?:什么|哪些|啥)(?:安排|事|事情|要做的?)|what (?:do|should) i (?:need to |have to )?do today|what(?:'s| is) (?:on|up|there) (?:for )?(?:me )?today|what's on my plate)$/;
const OPEN_STEPS =
  /^(?:(?:我)?(?:还)?有(?:什么|哪些|啥)(?:要|需要|该)(?:跟进|做|办)的?(?:事|事情)?|what's next|what is next|what do i need to follow up(?: on)?)$/;

/** A name and nothing else, or a short question that one list or record answers. Nothing is written; where people talk it is theirs. */
export function readLookup(sentence: Sentence, { isTalk }: LanguageContext): Understanding {
  const { folded, accounts, contacts, members } = sentence;
  if (isTalk || folded.length > LONGEST || accounts.length > 1 || contacts.length > 1) return NONE;
  const [account, contact] = [accounts[0], contacts[0]];
  const plain = tidy(withMarks(folded, account, contact));
  if (account || contact) return ofNamed(plain, account, contact);
  return members.length === 0 ? ofLists(plain) : NONE;
}

function ofNamed(plain: string, account: Mention | undefined, contact: Mention | undefined): Understanding {
  const named = account === undefined ? {} : { account: reference(account) };
  if (contact) return OF_CONTACT.test(plain) ? command('contact', { ...named, contact: reference(contact) }) : NONE;
  if (OF_ACCOUNT.test(plain)) return command('account', named);
  return HOW_IT_STANDS.test(plain) ? command('stage', named) : NONE;
}

function ofLists(plain: string): Understanding {
  const greetings = GREETINGS.exec(plain);
  if (greetings && plain.length > 2) return command('festivals', daysIn(greetings));
  if (WAITING.test(plain)) return command('overdue', {});
  if (TODAY.test(plain)) return command('home', {});
  return OPEN_STEPS.test(plain) ? command('next', {}) : NONE;
}

const NONE: Understanding = { kind: 'none' };

function daysIn(match: RegExpExecArray): RawArguments {
  const days = match.slice(1).flatMap((span) => DAYS.get(span ?? '') ?? [])[0];
  return days === undefined ? {} : { days };
}

function withMarks(folded: string, account: Mention | undefined, contact: Mention | undefined): string {
  const marks = [
    ...(account ? [{ ...account, mark: ACCOUNT }] : []),
    ...(contact ? [{ ...contact, mark: CONTACT }] : []),
  ].sort((a, b) => b.start - a.start);
  return marks.reduce((text, { start, end, mark }) => text.slice(0, start) + mark + text.slice(end), folded);
}

function tidy(text: string): string {
  const plain = text
    .replace(/^\s*(?:@|请问|请|帮我|问一下|hey |so |please )+/, '')
    .replace(/[\s.!?~,]+$/, '')
    .replace(/[\s,]+/g, ' ')
    .trim();
  const isChinese = /\p{Script=Han}/u.test(plain) || !/[a-z]/.test(plain);
  return isChinese ? plain.replaceAll(' ', '').replace(/[吗吧呀啊呢了]+$/u, '') : plain;
}

function reference(mention: Mention): string {
  return soleId(mention) === undefined ? mention.text : `#${mention.ids[0]}`;
}

function command(name: string, raw: RawArguments): Understanding {
  return { kind: 'command', command: name, raw };
}
