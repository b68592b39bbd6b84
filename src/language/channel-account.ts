import { isExplained } from './explained.ts';
import { findAccount } from './find-names.ts';
import type { Sentence } from './sentence.ts';
import { matchesOf } from './stretches.ts';
import type { FieldWords, LanguageContext, Stretch } from './types.ts';

/** The other side without a name: 对方, "the client", "with them", "here". */
const OTHER_SIDE =
  /本客户|这个?客户|该客户|客户|对方|他们家?|她们|人家|这边|这里|本频道|本群|\b(?:they|them|their|theirs|it|its|(?:the |this |our )?(?:account|client|customer)|(?:this |the )?channel)(?:'s)?\b/g;

/**
 * The account of the channel as a reference, for a sentence that names none. Only where these words and the small ones are all it
 * says: a word that nobody knows may name another account.
 */
export function accountOfChannel(
  sentence: Sentence,
  { channelAccountId }: LanguageContext,
  words: RegExp,
): string | undefined {
  if (channelAccountId === undefined || sentence.accounts.length > 0) return undefined;
  if (sentence.accountId !== undefined && sentence.accountId !== channelAccountId) return undefined;
  return isExplained(sentence, words, otherSideIn(sentence.folded)) ? `#${channelAccountId}` : undefined;
}

/** Where a folded text speaks of the other side without a name. */
export function otherSideIn(folded: string): readonly Stretch[] {
  return matchesOf(folded, OTHER_SIDE);
}

/** In the channel of an account words that name no other are for what comes after it: `contact Ada`, `fact "joint lab"`. */
export async function leavesAccount(
  { words, quoted }: { readonly words: string; readonly quoted: boolean },
  [first, next]: readonly FieldWords[],
  context: LanguageContext,
): Promise<boolean> {
  if (context.channelAccountId === undefined || first?.type !== 'account' || next === undefined) return false;
  if (next.type === 'number' || next.type === 'money') return /^\d[\d.,]*\S{0,3}$/.test(words);
  // A product, a reason: what is written like a name is likelier an account nobody knows.
  if (next.type === 'text' && next.name !== 'name' && !quoted && /^\p{Lu}/u.test(words)) return false;
  const found = await findAccount(context.views, words, (account) => context.visible(account));
  return found.kind === 'none' && found.suggestions.length === 0;
}
