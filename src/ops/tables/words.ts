import {
  ACCOUNT_KINDS,
  ATTITUDES,
  CONTACT_STATES,
  DEPARTMENTS,
  FACT_KINDS,
  INTERACTION_KINDS,
  INTERPERSONAL_LEVELS,
  LAYERS,
  type Language,
  PROCUREMENT_ROLES,
  RECIPIENT_CLASSES,
  SIGNALS,
} from '../../domain/vocabulary.ts';
import { messagesIn } from '../../i18n/messages.ts';

/** A closed list, with the words a table may use for each of its keys. */
export interface Words<K extends string = string> {
  readonly keys: readonly K[];
  readonly find: (text: string) => K | undefined;
  readonly say: (key: K, language: Language) => string;
}

type Group = keyof ReturnType<typeof messagesIn>['words'];

const fold = (word: string) =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

function wordsOf<K extends string>(keys: readonly K[], group: Group, more: Partial<Record<K, string>> = {}): Words<K> {
  const say = (key: K, language: Language) =>
    (messagesIn(language).words[group] as Readonly<Record<string, string>>)[key] ?? key;
  const byWord = new Map<string, K>();
  for (const key of keys) {
    const words = [key, say(key, 'zh'), say(key, 'en'), ...(more[key]?.split('|') ?? [])];
    for (const word of words) if (word !== '') byWord.set(fold(word), key);
  }
  return { keys, say, find: (text) => byWord.get(fold(text)) };
}

const DEPARTMENT_WORDS: Readonly<Record<(typeof DEPARTMENTS)[number], string>> = {
  purchasing: 'procurement|采购部|采购中心|供应链|供应链部|sourcing',
  finance: '财务部|财务中心|accounting',
  technology: 'tech|it|engineering|r&d|研发|研发部|技术部|技术中心|信息部|信息中心|信息技术部|it部|工程部',
  production: '生产部|制造|制造部|manufacturing',
  marketing: '市场部|营销部',
  logistics: '物流部|仓储|仓储部',
  operations: '运营部|运营中心',
  business: '商务部|业务部|commercial',
  quality: '质量部|品质|品质部|质检|质检部|qa',
  legal: '法务部|法律部',
  administration: '行政部|人事|人事部|人力资源|人力资源部|hr|humanresources|admin|办公室|综合部',
  executive: 'management|top|总经理室|总经办|总裁办|高管|管理层|董事会|c-level|board',
};

export const tableWords = {
  department: wordsOf(DEPARTMENTS, 'department', DEPARTMENT_WORDS),
  layer: wordsOf(LAYERS, 'layer', {
    decision: '决策|高层|decision maker',
    management: '管理|中层|executive',
    operation: '操作|执行层|基层|operational',
  }),
  roles: wordsOf(PROCUREMENT_ROLES, 'procurementRole', {
    decider: 'decision maker|决策人|决策|关键决策人',
    coach: '教练|champion|支持者',
    influencer: '影响人|关键影响人',
    user: 'end user|使用人',
    buyer: '采购人|采购',
    approver: '审批人|budget holder',
  }),
  attitude: wordsOf(ATTITUDES, 'attitude', {
    resist: '反对|opposes|against',
    doubt: '疑虑|doubtful|sceptical',
    accept: '认可',
    support: '赞成|supporter|拥护',
  }),
  state: wordsOf(CONTACT_STATES, 'contactState', { 'in-post': '在职|active', moved: '转岗', left: '已离职|inactive' }),
  kinds: wordsOf(ACCOUNT_KINDS, 'accountKind', {
    economic: '经济|经济型',
    important: '重要|重要型',
    group: '集团|集团型',
    strategic: '战略|战略型',
  }),
  recipientClass: wordsOf(RECIPIENT_CLASSES, 'recipientClass', {
    government: '政府|机关|事业单位',
    'state-owned': '国企|国有|央企',
    private: '民企|民营|私营|私企',
    foreign: '外企|外资|合资',
  }),
  kind: wordsOf(INTERACTION_KINDS, 'interactionKind', {
    visit: '上门拜访|见面拜访|面访|到访|site visit|in person',
    call: '打电话|电话沟通|电话拜访|通话|phone|phone call|logged call|call log',
    meeting: '会议|开会|线上会议|视频会议|meetings|event meeting',
    meal: '吃饭|宴请|lunch|dinner|聚餐',
    gift: '送礼|礼品',
    message: '微信|短信|发短信|发微信|wechat|sms|whatsapp|linkedin|linkedin message|消息',
    email: 'email|mail|发邮件|电子邮件|logged email|email logged|incoming email|list email',
    event: '展会|会展|活动',
    training: '培训会',
    service: '售后|上门服务|客户服务',
    note: '记录|其他|其它|other|notes',
  }),
  signals: wordsOf(SIGNALS, 'signal'),
  factKind: wordsOf(FACT_KINDS, 'factKind', { integration: '融合|一体化', alliance: '联盟|合资' }),
  level: wordsOf(INTERPERSONAL_LEVELS, 'level'),
} as const;

const YES = new Set(['是', '有', '已', '已完成', '完成', 'yes', 'y', 'true', '1', 'done', 'completed', '√', '✓', '对']);
const NO = new Set([
  '否',
  '无',
  '没有',
  '未',
  '未完成',
  'no',
  'n',
  'false',
  '0',
  'todo',
  'open',
  'notstarted',
  '×',
  '✗',
]);

export function yesOrNo(text: string): boolean | undefined {
  const word = fold(text);
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

const WON = new Set(['won', 'closedwon', '赢单', '已赢单', '成交', '已成交', 'true', '是', '已签约', 'yes']);

export function isWon(text: string): boolean {
  return WON.has(fold(text));
}

const PARTS = /[;；、]/;

/** Several values in one cell: a line each where there are lines, else parted by semicolons. */
export function listOf(text: string): string[] {
  const parts = text.includes('\n') ? text.split('\n') : text.split(PARTS);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Values in one cell, so that `listOf` finds them again. */
export function cellOf(values: readonly string[], language: Language): string {
  if (values.some((value) => PARTS.test(value))) return `${values.join('\n')}\n`;
  return values.join(language === 'zh' ? '；' : '; ');
}
