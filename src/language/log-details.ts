import type { FESTIVALS, InteractionKind } from '../domain/vocabulary.ts';
import type { AmountMention } from './types.ts';

const NOT_ANSWERED =
  /没有?(?:回(?!款|头|来)|收到回|答复|反应|搭理)|未(?:回复|回信|答复|获回复)|还没回|不回|没人回|\b(?:no (?:reply|answer|response)|(?:not|never|hasn't|haven't|didn't|did not|has not) (?:yet )?(?:repl|answer|respon|hear)\w*|unanswered|without (?:a )?(?:reply|answer))/;
const ANSWERED =
  /回复了|已回复?|回信|回电|回了(?!家|趟|来|公司)|(?:收到|有)(?:了)?(?:[^,;.!?\n]{0,6})(?:回复|答复)|答复了|秒回|\b(?:replied|answered|responded|wrote back|texted back|got back|got (?:a )?reply)\b/;
const ONE_WAY: ReadonlySet<InteractionKind> = new Set(['message', 'email', 'gift']);

/** Whether a message, e-mail or gift was answered, if it is said. */
export function answeredIn(folded: string, kind: InteractionKind): boolean | undefined {
  if (!ONE_WAY.has(kind)) return undefined;
  if (NOT_ANSWERED.test(folded)) return false;
  return ANSWERED.test(folded) ? true : undefined;
}

/** What a gift or meal cost. A bare number counts only where the words around say that it is money. */
export function valueIn(
  folded: string,
  amounts: readonly AmountMention[],
): { readonly amount: number; readonly currency: string | null } | undefined {
  const sure = amounts.find((one) => one.currency !== null) ?? amounts.find((one) => isCost(folded, one));
  if (!sure) return undefined;
  const yuan = /[元块¥]/.test(folded.slice(Math.max(0, sure.start - 1), sure.end + 1));
  return { amount: sure.amount, currency: sure.currency ?? (yuan ? 'CNY' : null) };
}

function isCost(folded: string, { start, end }: AmountMention): boolean {
  const before = folded.slice(Math.max(0, start - 12), start);
  const around = folded.slice(Math.max(0, start - 1), end + 1);
  return (
    /[元块¥]/.test(around) ||
    /(?:花了?|人均|价值|共计?|总共|消费|\b(?:cost|costs|worth|spent|about|for|bill|value))\s*:?$/.test(before)
  );
}

type Occasion = (typeof FESTIVALS)[number] | 'birthday';

const OCCASIONS: readonly (readonly [Occasion, RegExp])[] = [
  ['birthday', /生日|\bbirthday\b/],
  ['mid-autumn', /中秋|月饼|\bmid-?autumn|\bmoon ?cakes?\b/],
  ['spring', /春节|过年|新春|拜年|\bspring festival\b|\b(?:chinese|lunar) new year\b|\bcny greetings?\b/],
  ['eve', /除夕|年三十/],
  ['lantern', /元宵|\blantern festival\b/],
  ['new-year', /元旦|新年|\bnew year/],
  ['labour', /劳动节|五一(?!\d)|\blabou?r day\b|\bmay day\b/],
  ['dragon-boat', /端午|粽子|\bdragon[- ]boat\b/],
  ['national', /国庆|\bnational day\b/],
  ['double-ninth', /重阳|\bdouble[- ]ninth\b/],
  ['teachers', /教师节|\bteachers'? day\b/],
  ['christmas', /圣诞|\bchristmas\b|\bxmas\b/],
  ['easter', /复活节|\beaster\b/],
  ['thanksgiving', /感恩节|\bthanksgiving\b/],
  ['diwali', /排灯节|\bdiwali\b/],
  ['qingming', /清明(?!上河)|\bqing ?ming\b|\btomb[- ]sweeping\b/],
];
const WITH_OCCASION: ReadonlySet<InteractionKind> = new Set(['gift', 'meal', 'message']);

/** The festival or birthday a gift, a meal or a message was for, by its words. */
export function occasionIn(folded: string, kind: InteractionKind): Occasion | undefined {
  if (!WITH_OCCASION.has(kind)) return undefined;
  return OCCASIONS.find(([, words]) => words.test(folded))?.[0];
}
