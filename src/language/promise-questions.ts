import { type Sentence, soleId } from './sentence.ts';
import type { LanguageContext, RawArguments } from './types.ts';

/** Stands for the account's name in the patterns below. */
const NAME = '\u0001';
const MINE =
  /^(?:我的?(?:待办|承诺)(?:事项|清单)?|(?:列出|看看|查看)?(?:我的)?待办(?:事项|清单)?(?:有哪些|是什么)?|(?:我|我们)(?:都|还|现在|目前)*有(?:哪些|什么)(?:待办|承诺)(?:事项)?(?:没兑现|没完成|未了)?|my (?:promises|to-?dos?|to-?do list|open promises|commitments)|(?:show|list)(?: me)? my (?:promises|to-?dos?|to-?do list|commitments)|what (?:are|is) my (?:promises|to-?dos?|to-?do list|commitments))$/;
const I_OWE =
  /^(?:我(?:都|还|现在|目前)*(?:欠|答应了?|承诺了?|许诺了?)(?:过|了)?(?:谁|哪些人|哪些客户|别人|客户)?(?:什么|哪些事|哪些东西)|what do i (?:still )?owe(?: (?:anyone|anybody|people|whom))?|(?:what do i owe (?:and )?to whom)|what (?:have|did) i promise(?:d)?)$/;
const WE_OWE = new RegExp(
  `^(?:(?:我|我们|咱们)(?:都|还|现在|目前)*(?:欠|答应了?|承诺了?)(?:过|了)?${NAME}(?:的)?(?:什么|哪些事|哪些东西|哪些)|what do (?:we|i) (?:still )?owe (?:to )?${NAME}|what (?:have|did) (?:we|i) promised? (?:to )?${NAME})$`,
);
const THEY_OWE = new RegExp(
  `^(?:${NAME}(?:都|还|现在|目前)*(?:欠|答应了?|承诺了?)(?:过|了)?(?:我|我们|咱们)(?:的)?(?:什么|哪些事|哪些东西|哪些)|what (?:does|do) ${NAME} (?:still )?owe (?:to )?(?:us|me)|what (?:has|have|did) ${NAME} promised? (?:to )?(?:us|me))$`,
);
const AT = new RegExp(
  `^(?:${NAME}(?:还)?有(?:哪些|什么)(?:承诺|待办)(?:没兑现|没完成|未了)?|${NAME}的(?:待办|承诺)|(?:对|和|与)${NAME}的(?:待办|承诺)(?:有哪些)?|(?:what are the )?(?:open )?(?:promises|next steps|to-?dos) (?:at|with|for|to) ${NAME})$`,
);

/** In the channel of an account: 他们欠我们什么, "what do they owe us", "open promises". */
const THE_OTHERS = /他们|对方|客户|\b(?:they|them|the (?:client|customer|account))\b/;
const UNNAMED =
  /^(?:(?:还)?有(?:哪些|什么)(?:承诺|待办)(?:没兑现|没完成|未了)?|(?:what are the |our )?(?:open )?promises(?: here)?)$/;

/** "我欠谁什么", "what does Northwind owe us", "我的待办": promises asked for. Only where the whole sentence says so. */
export function readPromises(sentence: Sentence, { channelAccountId }: LanguageContext): RawArguments | undefined {
  const { folded, accounts } = sentence;
  if (folded.length > 120 || accounts.length > 1) return undefined;
  const [named] = accounts;
  if (named) {
    const account = soleId(named) === undefined ? named.text : `#${named.ids[0]}`;
    return promisesOf(account, tidy(folded.slice(0, named.start) + NAME + folded.slice(named.end)));
  }
  const plain = tidy(folded);
  if (MINE.test(plain)) return {};
  if (I_OWE.test(plain)) return { side: 'ours' };
  if (channelAccountId === undefined) return undefined;
  const account = `#${channelAccountId}`;
  return UNNAMED.test(plain) ? { account } : promisesOf(account, plain.replace(THE_OTHERS, NAME));
}

function promisesOf(account: string, plain: string): RawArguments | undefined {
  if (AT.test(plain)) return { account };
  if (THEY_OWE.test(plain)) return { account, side: 'theirs' };
  if (!WE_OWE.test(plain)) return undefined;
  const isMine = /^我(?!们)|\b(?:do|have|did) i\b/.test(plain);
  return { account, side: 'ours', ...(isMine ? { scope: 'mine' } : {}) };
}

function tidy(text: string): string {
  const plain = text
    .replace(/^\s*(?:请问|请|帮我|please )\s*/, '')
    .replace(/[\s.!?~]+$/, '')
    .replace(/[\s,]+/g, ' ')
    .trim();
  const isChinese = /\p{Script=Han}/u.test(plain);
  return isChinese ? plain.replaceAll(' ', '').replace(/[吧呀啊呢了]$/u, '') : plain;
}
