import type { InteractionKind } from '../domain/vocabulary.ts';
import { gapsIn } from './stretches.ts';
import type { Stretch } from './types.ts';

/**
 * How much a word says that this kind of thing was done: `act` is a deed (拜访, called), `thing` its noun (电话, lunch), `meet` a
 * meeting in general, `talk` only that there were words (聊, discussed).
 */
type KindStrength = 'act' | 'thing' | 'meet' | 'talk';

export interface KindMention extends Stretch {
  readonly kind: InteractionKind;
  readonly strength: KindStrength;
  /** The words themselves, without what stands between them: 送 and 月饼 of 送了张伟两盒月饼. */
  readonly parts: readonly Stretch[];
}

type Row = readonly [InteractionKind, KindStrength, RegExp];

// Bounded gaps only ({0,16}?): an unbounded one would make a long text quadratic.
const CHINESE: readonly Row[] = [
  ['visit', 'act', /拜访|走访|拜会|到访|来访|登门|上门(?!维修|巡检|培训|安装|服务|送|维护|售后)/dg],
  ['visit', 'meet', /去了|去过|去(?=[了过]?趟)|跑了一?趟/dg],
  [
    'call',
    'act',
    /打(?:了|过|完|通)?(?:一?个|一?通|几个|一?次)?(?:视频|语音|微信)?电话|打来(?:了)?电话|来电话?(?!脑)|致电|回电话?|接到?(?:了)?电话|通(?:了|过|完)?(?:一?个|一?次)?(?:电话|话)(?!费)|电话会议?/dg,
  ],
  ['call', 'thing', /电话(?!号|会)/dg],
  [
    'meeting',
    'meet',
    /开(?:了|过|完)?(?:一?个|一?次|一?场)?([\p{Script=Han}a-z0-9]{0,4}?)会(?![员计展话见面])|会议|面谈|见(?:了|过)?(?:一?次)?面|碰(?:了|过)?(?:一?次|个)?(?:面|头)|会面|会见|约见|遇见|碰见|座谈|例会|谈判/dgu,
  ],
  ['meeting', 'meet', /(?<![意再看可常听罕少碰遇撞会预接约])见(?:到了?|了|过)?(?![解效谅识证状好闻面])/dg],
  [
    'meeting',
    'talk',
    /聊(?:天|聊|了|过|到|起|完|一聊|了聊)?(?:一下|一会儿?)?|(?<!面|座|会|洽)谈(?:了谈|一谈|了|过|到|起|妥|完|及)?(?!判|资)|沟通(?:了|过)?|交流(?:了|过)?|讨论(?:了|过)?|商量(?:了|过)?|洽谈(?:了|过)?|对接(?:了|过)?|汇报(?:了|过)?|演示(?:了|过)?|过了(?:一下|一遍|遍)|对了(?:一下|一遍)|碰了(?:一下)/dg,
  ],
  [
    'meal',
    'act',
    /(?:请([^,;.!?\n]{0,16})?)?吃(?:了|过|完|个)?(?:一?个|一?顿|一?次)?(?:简单的?|便)?(?:午|晚|早|中)?(?:饭|餐|火锅|烧烤|夜宵|烤鸭|海鲜|日料)|聚餐|宴请|请客|喝(?:了|过)?(?:一?杯|一?顿|一?次|点|个)?(?:咖啡|酒|下午茶|茶)|用餐|共进/dg,
  ],
  ['meal', 'thing', /午餐|晚餐|早餐|午饭|晚饭|早饭|饭局|晚宴|咖啡(?!机)|下午茶|酒局/dg],
  [
    'gift',
    'act',
    /(?:送|寄|带)(?:了|过|给|去|上|出)?([^,;.!?\n]{0,16}?)(?:月饼|茶叶|礼盒|礼品|礼物|伴手礼|小礼|贺礼|送礼|白酒|红酒|茅台|水果|鲜花|花篮|蛋糕|贺卡|粽子|大闸蟹|购物卡|台历|挂历|纪念品|[两一二三四五六七八九十几0-9](?:盒|瓶|箱|束|罐)(?:酒|花|茶|糖))|送(?:了|过)?(?:([^,;.!?\n]{0,10}?)一?份)?礼/dg,
  ],
  ['gift', 'thing', /礼物|礼品|礼盒/dg],
  [
    'message',
    'act',
    /(?:发|回|留|收到)(?:了|过|来|去)?(?:([^,;.!?\n]{0,8}?)的)?(?:一?条|一?个|几条|几个)?(?:微信|短信|消息|信息|语音|留言|祝福|私信|飞书|钉钉)|留言(?!板)|(?:在?微信|飞书|钉钉)(?:上|里)?(?:给|跟|和|问候|祝|告诉|联系|说|问|聊|沟通|回复)/dg,
  ],
  ['message', 'thing', /微信(?!号|群)|短信|消息|钉钉|飞书/dg],
  [
    'email',
    'act',
    /(?:发|回|收到|写|寄)(?:了|过|来|去)?(?:([^,;.!?\n]{0,8}?)的)?(?:一?封|一?个|几封)?(?:电子)?(?:邮件|电邮|email|e-mail)/dg,
  ],
  ['email', 'thing', /邮件|电邮/dg],
  [
    'event',
    'act',
    /(?:参加|出席|举办|组织|办)(?:了|过)?([^,;.!?\n]{0,16}?)(?:活动|展会|论坛|峰会|大会|发布会|年会|展览|沙龙)|参观(?:了|过)?/dg,
  ],
  ['event', 'thing', /活动|展会|论坛|峰会|发布会|年会|沙龙/dg],
  [
    'training',
    'act',
    /(?:做|开|办|搞|进行|组织|参加|完成|讲)(?:了|过)?(?:一?次|一?场|一?个|一?堂)?([^,;.!?\s]{0,6}?)培训|培训(?:了|过|完)/dg,
  ],
  ['training', 'thing', /培训/dg],
  [
    'service',
    'act',
    /(?:做|进行|完成|处理|提供|上门)(?:了|过|完)?(?:一?次)?([^,;.!?\s]{0,6}?)(?:售后|维修|巡检|保养|维护|上线支持|安装|调试|服务(?!器))|(?:维修|巡检|维护)(?:了|过|完|好)|修(?:好|完)了?/dg,
  ],
  ['service', 'thing', /售后|维修|巡检|上线支持|维护|服务(?!器|商)/dg],
  ['advice', 'act', /(?:提|给)(?:了|过|出)([^,;.!?\n]{0,12}?)建议|建议(?:了|过)|提醒(?:了|过)?(?!我)/dg],
  ['advice', 'thing', /建议(?!书)/dg],
  ['note', 'thing', /备注/dg],
];

const ENGLISH: readonly Row[] = [
  [
    'visit',
    'act',
    /\b(?:visited|visiting|(?:dropped|stopped|popped|went|came) (?:by|in|over)|went (?:out )?to see)\b/dg,
  ],
  ['visit', 'meet', /\b(?:went to|was at|were at)\b/dg],
  ['visit', 'thing', /\b(?:site )?visit\b/dg],
  [
    'call',
    'act',
    /\b(?:called(?! (?:off|out|it|for|themselves|itself))|phoned|telephoned|rang(?: up)?|skyped|zoomed|(?:had|hopped on|jumped on|got on) (?:an? )?(?:\w+ )?(?:video |phone |conference |zoom |quick )?call|was on the phone)\b/dg,
  ],
  ['call', 'thing', /\b(?:(?:phone|video|zoom|teams|conference) )?(?:call|phone)\b/dg],
  [
    'meeting',
    'meet',
    /\b(?:(?:ran|bumped) into(?! (?:an?|the|some|any|another|issues?|problems?|troubles?)\b)|met(?: up)?(?! (?:(?:its|their|the|our|all|every|his|her) )?(?:\w+ )?(?:targets?|goals?|deadlines?|expectations?|requirements?|quotas?|needs|criteria|kpis?)\b)|had (?:an? )?(?:\w+ )?(?:meeting|mtg|sync|1:1|catch-?up)|sat down|caught up|synced(?: up)?|saw)\b/dg,
  ],
  ['meeting', 'thing', /\b(?:meeting|mtg|meet|catch-?up|sync|1:1)\b/dg],
  [
    'meeting',
    'talk',
    /\b(?:discussed|discussion|spoke|spoken|talked|chatted|negotiated|presented|had (?:an? )?(?:\w+ )?(?:chat|talk|word))\b/dg,
  ],
  [
    'meal',
    'act',
    /\b(?:(?:had|grabbed) (?:an? )?(?:\w+ )?(?:working )?(?:lunch|dinner|breakfast|brunch|coffee|drinks|tea|meal|supper)|lunched|dined)\b/dg,
  ],
  ['meal', 'thing', /\b(?:lunch|dinner|breakfast|brunch|coffee|drinks|supper|meal)\b/dg],
  [
    'gift',
    'act',
    /\b(?:gave|sent|brought|delivered|bought|gifted)\b([^,;.!?\n]{0,40}?)\b(?:gifts?|presents?|mooncakes?|moon cakes?|hamper|bottles?|wine|flowers|chocolates?|gift card|fruit basket)\b|\bgifted\b/dg,
  ],
  ['gift', 'thing', /\b(?:gift|mooncakes)\b/dg],
  [
    'message',
    'act',
    /\b(?:texted|messaged|wechatt?ed|whatsapped|pinged|left (?:\w+ )?(?:a )?(?:voicemail|message))\b|\b(?:sent|got|received)\b([^,;.!?\n]{0,30}?)\b(?:text|message|wechat|whatsapp|sms|voicemail|greeting)\b/dg,
  ],
  ['message', 'thing', /\b(?:wechat|whatsapp|text message|text|message|sms)\b/dg],
  [
    'email',
    'act',
    /\b(?:e-?mailed|wrote (?:an e-?mail )?to)\b|\b(?:sent|got|received|wrote)\b([^,;.!?\n]{0,30}?)\b(?:e-?mail|mail)\b/dg,
  ],
  ['email', 'thing', /\be-?mail\b/dg],
  ['event', 'act', /\b(?:attended|exhibited)\b/dg],
  ['event', 'thing', /\b(?:event|trade (?:show|fair)|conference(?! call)|expo|webinar|summit|exhibition)\b/dg],
  [
    'training',
    'act',
    /\btrained\b|\b(?:ran|gave|held|delivered|did|had|completed)\b([^,;.!?\n]{0,24}?)\b(?:training|workshop)\b/dg,
  ],
  ['training', 'thing', /\b(?:training|workshop)\b/dg],
  [
    'service',
    'act',
    /\b(?:repaired|serviced|installed|fixed)\b|\b(?:did|completed|provided|performed)\b([^,;.!?\n]{0,24}?)\b(?:maintenance|service|inspection|repair|go-live support)\b/dg,
  ],
  ['service', 'thing', /\b(?:service|maintenance|repair|go-live support|inspection)\b/dg],
  ['advice', 'act', /\b(?:advised|gave (?:\w+ ){0,3}advice|warned)\b/dg],
  ['advice', 'thing', /\badvice\b/dg],
  ['note', 'thing', /\bnote\b/dg],
];

const ORDER: readonly KindStrength[] = ['act', 'thing', 'meet', 'talk'];

/** Every word in a folded text that tells a kind of interaction, in order; of two that overlap the longer, then the stronger. */
export function findKinds(folded: string): readonly KindMention[] {
  const found: KindMention[] = [];
  const rows = [...(/\p{Script=Han}/u.test(folded) ? CHINESE : []), ...(/[a-z]/.test(folded) ? ENGLISH : [])];
  for (const [kind, strength, pattern] of rows) {
    // Most words are not there, and that is found out cheapest so.
    if (folded.search(pattern) < 0) continue;
    for (const match of folded.matchAll(pattern)) {
      const stretch = { start: match.index, end: match.index + match[0].length };
      found.push({ kind, strength, ...stretch, parts: gapsIn(stretch, gapsOf(match)) });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end || ORDER.indexOf(a.strength) - ORDER.indexOf(b.strength));
  return withoutOverlaps(found);
}

/** Every group of these patterns is a gap. */
function gapsOf(match: RegExpExecArray): readonly Stretch[] {
  const gaps: Stretch[] = [];
  for (const range of match.indices?.slice(1) ?? []) {
    // Groups that took no part are undefined, whatever the type says.
    const [start, end] = (range as [number, number] | undefined) ?? [0, 0];
    if (end > start) gaps.push({ start, end });
  }
  return gaps;
}

function withoutOverlaps(sorted: readonly KindMention[]): readonly KindMention[] {
  const kept: KindMention[] = [];
  for (const one of sorted) {
    const last = kept.at(-1);
    if (last === undefined || one.start >= last.end) kept.push(one);
    else if (stronger(one, last)) kept[kept.length - 1] = one;
  }
  return kept;
}

function stronger(one: KindMention, other: KindMention): boolean {
  const by = ORDER.indexOf(other.strength) - ORDER.indexOf(one.strength);
  return by > 0 || (by === 0 && one.end - one.start > other.end - other.start);
}
