import { otherSideIn } from './channel-account.ts';
import { type ReadOptions, readSentence, type Sentence } from './sentence.ts';
import type { LanguageContext, Stretch } from './types.ts';

export interface ReportOptions extends ReadOptions {
  /** The same text, read already. */
  readonly sentence?: Sentence;
}

/** In the channel of an account a report without one is of that account: whoever is known elsewhere only is asked about. */
export async function readOfChannel(
  text: string,
  context: LanguageContext,
  options: ReportOptions,
): Promise<{ readonly sentence: Sentence; readonly isOfChannel: boolean }> {
  const sentence = options.sentence ?? (await readSentence(text, context, options));
  const { channelAccountId: accountId } = context;
  const isOfChannel =
    accountId !== undefined &&
    options.accountId === undefined &&
    sentence.accounts.length === 0 &&
    sentence.accountId !== accountId;
  return { sentence: isOfChannel ? await readSentence(text, context, { accountId }) : sentence, isOfChannel };
}

/** People talk in a channel of much that is no report: one tells of somebody. */
export function speaksOfSomebody({ foreigners, folded }: Sentence, strangers: readonly Stretch[]): boolean {
  return foreigners.length > 0 || strangers.length > 0 || otherSideIn(folded).length > 0;
}
