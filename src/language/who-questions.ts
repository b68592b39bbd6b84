import { accountOfChannel } from './channel-account.ts';
import { anyOf } from './explained.ts';
import { type Sentence, soleId } from './sentence.ts';
import type { LanguageContext, RawArguments } from './types.ts';

/** Groups of people a question can be after, by its words; the first that fits counts. */
const GROUPS: readonly (readonly [filter: string, words: RegExp])[] = [
  ['opposed', /反对|抵触|怀疑我们|不支持|作对|\b(?:oppos\w*|against|resists?|blocks?|blocking|doubts?)\b/],
  ['supporters', /支持|赞成|挺我们|站在我们|\b(?:supports?|for us|on our side|in favou?r|champions?)\b/],
  [
    'deciders',
    /说了算|决定|拍板|做主|作主|决策|审批|签字|\b(?:decides?|decision[- ]makers?|makes? the decision|calls? the shots|approves?|signs? off)\b/,
  ],
  ['key-people', /关键人|\bkey (?:people|persons?|contacts?)\b/],
  ['unlinked', /没联系|不认识|没接触|\b(?:don't|do not|haven't) (?:know|met|spoken)/],
  ['gone', /离职|走了|调走|\b(?:left|gone)\b/],
];

const DEPARTMENTS: readonly (readonly [department: string, words: RegExp])[] = [
  ['purchasing', /采购|\b(?:purchasing|procurement|buying)\b/],
  ['finance', /财务|\bfinance\b/],
  ['technology', /技术|研发|\b(?:technology|tech|engineering|r&d)\b/],
  ['production', /生产|\bproduction\b/],
  ['marketing', /市场|\bmarketing\b/],
  ['logistics', /物流|\blogistics\b/],
  ['operations', /运营|\boperations\b/],
  ['business', /商务/],
  ['quality', /质量|品质|\bquality\b/],
  ['legal', /法务|\blegal\b/],
  ['administration', /行政|前台|\badministration\b/],
  ['executive', /高层|高管|\b(?:executives?|top management|the top)\b/],
];

/** Questions of this kind alone that name no account: which one is meant is asked. */
const ALONE = new RegExp(
  '^(?:请问)?(?:(?:现在)?(?:都)?(?:有)?谁(?:在)?(?:反对|支持)(?:着)?我们|谁(?:说了算|拍板|做主|作主|做决定|决定)|谁认识谁|谁跟谁熟|关键人(?:是谁|有谁|有哪些)|' +
    '(?:采购|财务|技术|生产|市场|物流|运营|商务|质量|法务|行政|高层)谁(?:最)?熟)[?呢啊]*$' +
    '|^who (?:knows whom?|decides|(?:opposes|supports|is against|is for) us|are the key people)\\s*[?.!]*$',
);

const ASKS_HAN = /谁|哪些人|哪位|什么人|关键人/;
const ASKS_ENGLISH = /\b(?:who|whom|key people|key contacts|which people)\b/;
/** Questions about the one touch, not about the people. */
const ABOUT_TOUCH = /上次|最近一次|最后一次|\blast\b/;
const KNOWS =
  /熟|认识|了解|关系好|联系人|有谁|有哪些|组织|\b(?:knows?|in touch|do we know|is there|are there|works? (?:at|in|for)|contacts?)\b/;

/** All that such a question may say beside its account. */
const OF_CHANNEL = anyOf(
  ASKS_HAN,
  ASKS_ENGLISH,
  KNOWS,
  ...[...GROUPS, ...DEPARTMENTS].map(([, words]) => words),
  /最|里面|现在|目前|部门?|\b(?:all|there|do|we|does|the|are|is|best|whom|for|now|people|person|team|department)\b/,
);

/** "谁在华为反对我们", "who decides at Orbit", "华为财务谁熟", "who knows whom at Northwind": the org map, narrowed to what is asked. */
export function readWho(sentence: Sentence, context: LanguageContext): RawArguments | undefined {
  const { folded, accounts } = sentence;
  if (!(ASKS_HAN.test(folded) || ASKS_ENGLISH.test(folded)) || ABOUT_TOUCH.test(folded)) return undefined;
  const [named] = accounts;
  const account = accountOf(sentence, context);
  if (account === undefined && !ALONE.test(folded.trim())) return undefined;
  // Words inside the account's own name say nothing: 中国移动采购中心.
  const rest = named
    ? folded.slice(0, named.start) + ' '.repeat(named.end - named.start) + folded.slice(named.end)
    : folded;
  const group = GROUPS.find(([, words]) => words.test(rest))?.[0];
  const department = DEPARTMENTS.find(([, words]) => words.test(rest))?.[0];
  const filter = group ?? department;
  if (filter === undefined && !KNOWS.test(rest)) return undefined;
  const [day] = sentence.past;
  return {
    ...(account === undefined ? {} : { account }),
    ...(filter === undefined ? {} : { filter }),
    ...(day ? { at: day.day ?? day.text } : {}),
  };
}

function accountOf(sentence: Sentence, context: LanguageContext): string | undefined {
  const [named] = sentence.accounts;
  if (!named) return accountOfChannel(sentence, context, OF_CHANNEL);
  return soleId(named) === undefined ? named.text : `#${named.ids[0]}`;
}
