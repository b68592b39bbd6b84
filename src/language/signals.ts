import type { Signal } from '../domain/vocabulary.ts';
import { plainText } from './plain-text.ts';

/** Words of the five buying signals (docs/method.md §10), those only that hardly mean anything else. */
const WORDS: readonly (readonly [Signal, RegExp])[] = [
  [
    'repeat-question',
    /(?:又|再次|再三|反复|还是|一直)(?:在)?(?:问|确认|提到|追问)|\b(?:asked|asks|asking|confirmed?|raised) (?:\w+ ){0,4}again\b|\bonce again asked\b|\bkeeps? asking\b/,
  ],
  [
    'price-pressure',
    /压价|砍价|(?:再|还要|能不能|能否|要求|希望)(?:再)?(?:便宜|降价|降点|让利|优惠点|让点)|底价|\b(?:push(?:ed|es|ing)?|press(?:ed|es|ing)?|haggl\w+|beat(?:ing)?)\b[^,;.!?\n]{0,24}\b(?:price|prices|pricing|us down)\b|\b(?:lower|better|best) price\b|\bprice pressure\b/,
  ],
  [
    'guarantee',
    /(?:要求|希望|想要|需要)[^,;.!?\n]{0,10}(?:保证|担保|写进合同|写入合同|承诺函)|写[进入](?:到)?合同|质保|\bguarantees?\b|\bwarrant(?:y|ies)\b|\bin (?:the )?contract\b[^,;.!?\n]{0,16}\bpromis\w+|\bassurances?\b/,
  ],
  [
    'new-question',
    /(?:新|另外|还)(?:提|问)(?:了|出|起)?[^,;.!?\n]{0,12}(?:付款方式|交期|交货|安装|培训|验收|合同条款|付款|售后)|(?:怎么|如何)(?:付款|签合同|下单|验收)|什么时候(?:能|可以)?(?:交货|到货|发货|安装)|\basked (?:about|how|when)\b[^,;.!?\n]{0,24}\b(?:payment|delivery|deliver|installation|install|contract|acceptance|order)\b/,
  ],
  [
    'extras',
    /(?:要|送|搭|加|给)(?:点|些|个)?(?:赠品|赠送|折扣|返点|返利|小礼品)|(?:今天|现在|当场)[^,;.!?\n]{0,8}(?:折扣|优惠)|\b(?:asked|asks|wants?|wanted|requested)\b[^,;.!?\n]{0,24}\b(?:discount|freebies?|extras?|throw in|for free|bonus|rebate)\b/,
  ],
];

/** Buying signals that the words of a note speak of, in the order of the method. To be confirmed by a person. */
export function spotSignals(note: string): readonly Signal[] {
  const folded = plainText(note);
  return WORDS.filter(([, words]) => words.test(folded)).map(([signal]) => signal);
}
