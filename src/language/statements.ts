import { findAmounts } from './amounts.ts';
import { otherSideIn } from './channel-account.ts';
import { isExplained } from './explained.ts';
import { saysNothing } from './function-words.ts';
import { type Sentence, soleId } from './sentence.ts';
import { readShareFigures, shareFillers } from './share-figures.ts';
import { gapsIn, matchesOf, untouched } from './stretches.ts';
import type {
  AmountMention,
  CommandWords,
  FieldWords,
  LanguageContext,
  Mention,
  Stretch,
  Understanding,
} from './types.ts';

const LONGEST = 300;

/** Facts told without a command word: a share, an order, a level. Anything beside the fact and it is none. */
export function readStatement(sentence: Sentence, context: LanguageContext): Understanding {
  if (sentence.text.length > LONGEST || /\?\s*$|[吗呢]\s*$/.test(sentence.folded)) return { kind: 'none' };
  return (
    readShareFact(sentence, context) ?? readOrder(sentence, context) ?? readLevel(sentence, context) ?? { kind: 'none' }
  );
}

/** The account a fact is told of: named, or, in the channel of one where nobody is, that one. */
function accountOf(
  { accounts: [named], contacts }: Sentence,
  { channelAccountId }: LanguageContext,
): string | undefined {
  if (named) return reference(named);
  return channelAccountId === undefined || contacts.length > 0 ? undefined : `#${channelAccountId}`;
}

function readShareFact(sentence: Sentence, context: LanguageContext): Understanding | undefined {
  const account = accountOf(sentence, context);
  if (account === undefined || !/份额|占比|\bshare\b/.test(sentence.folded)) return undefined;
  const days = sentence.past;
  const figures = readShareFigures(sentence.text, [...sentence.accounts, ...days]);
  if (figures.values.percent === undefined && figures.values.low === undefined) return undefined;
  const said = [...figures.taken, ...shareFillers(sentence.folded), ...unnamed(sentence)];
  if (!isExplained(sentence, /$^/g, said)) return undefined;
  const day = days[0];
  return {
    kind: 'command',
    command: 'share',
    raw: { account, ...figures.values, ...(day ? { on: day.day ?? day.text } : {}) },
  };
}

/** Where no account is named: words for the other side. */
const unnamed = ({ accounts, folded }: Sentence): readonly Stretch[] =>
  accounts.length > 0 ? [] : otherSideIn(folded);

const ORDERED =
  /下(?:了)?(?:第一|首|一|个|新|大|小|笔|张)*(?:订单|单)(?:了)?|(?:新增|来了|签了|成交了?)(?:一?个|一?笔|一?张)?(?:订单|新单|大单)|采购了|订购了|订了|\b(?:ordered|placed (?:an?|the|their|its) (?:\w+ ){0,2}order(?: (?:of|for|worth))?|(?:new |first )?order from|sent (?:us )?(?:an?|the) order(?: (?:of|for|worth))?|bought)\b/;
const NOT_DONE =
  /要|将|会|打算|计划|准备|可能|没|不|未|取消|想|如果|说|应该|\b(?:will|would|might|may|not|never|if|plans?|going|cancel\w*|should|could|says?|said|want\w*|expect\w*)\b|'ll|n't/;

function readOrder(sentence: Sentence, context: LanguageContext): Understanding | undefined {
  const { folded } = sentence;
  const account = accountOf(sentence, context);
  const verb = ORDERED.exec(folded);
  if (account === undefined || !verb || NOT_DONE.test(folded.replace(verb[0], ''))) return undefined;
  const verbAt = { start: verb.index, end: verb.index + verb[0].length };
  const names = [...sentence.accounts, ...sentence.contacts, ...sentence.past, ...unnamed(sentence)];
  const amount = pickAmount(untouched(findAmounts(sentence.text), names));
  if (sentence.contacts.length > 0 || (!amount && sentence.past.length === 0)) return undefined;
  const product = productOf(sentence, [...names, verbAt, ...(amount ? [amount] : [])]);
  // "An order from Baidu": what nobody knows is no product there.
  const isFromOther = sentence.accounts.length === 0 && verb[0].endsWith('from') && product !== '';
  if (product === undefined || isFromOther) return undefined;
  const day = sentence.past[0];
  const order = context.commands.find((one) => one.name === 'order');
  return {
    kind: 'command',
    command: 'order',
    raw: {
      account,
      ...(day ? { on: day.day ?? day.text } : {}),
      ...(amount ? moneyFor(order, amount) : {}),
      ...(product === '' ? {} : { product }),
    },
  };
}

function pickAmount(amounts: readonly AmountMention[]): AmountMention | undefined {
  return amounts.find((one) => one.currency !== null) ?? amounts.at(-1);
}

/** As the command wants it: an amount with its currency in one, or in two fields. */
function moneyFor(order: CommandWords | undefined, { amount, currency }: AmountMention): Record<string, unknown> {
  const money = order?.fields.find((field) => field.type === 'money');
  if (money) return { [money.name]: { amount, currency } };
  return { amount, ...(currency === null ? {} : { currency }) };
}

const ORDER_WORDS =
  /金额|总额|共计?|合同|价值|元|块|订单|\b(?:worth|order|value|total|totall?ing|amount|for|of|yesterday)\b/g;

/** What was ordered, if the sentence says just that; undefined when it says more. */
function productOf(sentence: Sentence, known: readonly Stretch[]): string | undefined {
  const gaps = gapsIn({ start: 0, end: sentence.text.length }, [
    ...known,
    ...matchesOf(sentence.folded, ORDER_WORDS),
  ]).filter((gap) => !saysNothing(sentence.folded, gap));
  const [gap, more] = gaps;
  if (!gap) return '';
  const words = sentence.text
    .slice(gap.start, gap.end)
    .replace(/^[\s,;:的，：]+|[\s,;:.!，。！]+$/gu, '')
    .trim();
  const verb = ORDERED.exec(sentence.folded);
  if (more || gap.start < (verb?.index ?? 0) || words.length > 24 || /[,;.!?，。；！？]/u.test(words)) return undefined;
  return words;
}

const LEVEL_WORDS =
  /关系|已经|到了?|层次|层级|级|现在|目前|了|层面|\b(?:relationship|level|reached|at|is|my|our|now|are)\b/g;

function readLevel(sentence: Sentence, context: LanguageContext): Understanding | undefined {
  const [contact] = sentence.contacts;
  const field = context.commands.find((one) => one.name === 'level')?.fields.find((one) => one.name === 'level');
  if (!contact || !field || !/关系|层次|\b(?:relationship|level)\b/.test(sentence.folded)) return undefined;
  const level = levelIn(sentence, field);
  if (level === undefined) return undefined;
  const account = sentence.accountId === undefined ? {} : { account: `#${sentence.accountId}` };
  const [member] = sentence.members;
  const by = member ? { member: reference(member) } : {};
  return { kind: 'command', command: 'level', raw: { ...account, contact: reference(contact), ...by, level } };
}

/** The level whose word is all the sentence says beside the names. */
function levelIn(sentence: Sentence, field: FieldWords): string | undefined {
  const says = (word: string) => {
    const start = /\d/.test(word) ? -1 : sentence.folded.indexOf(word);
    return start !== -1 && isExplained(sentence, LEVEL_WORDS, [{ start, end: start + word.length }]);
  };
  return field.choices?.find(({ words }) => words.some(says))?.value;
}

function reference(mention: Mention): string {
  return soleId(mention) === undefined ? mention.text : `#${mention.ids[0]}`;
}
