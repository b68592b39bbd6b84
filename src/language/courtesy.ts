/** A greeting or thanks and nothing else. */
type Courtesy = 'hello' | 'thanks';

const LONGEST = 80;

const ENGLISH_HELLO =
  /^(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:there|all|everyone|team|again|to you))*$/;
const HAN_HELLO = /^(?:(?:大家|各位|你们?|您)好|嗨|哈[喽啰罗]|在[吗么]|早|早安|(?:早上|上午|中午|下午|晚上)好)$/;
const ENGLISH_THANKS =
  /^(?:(?:ok|okay|great|perfect) )?(?:many )?(?:thanks|thank you|thank u|thx|cheers)(?: (?:a lot|a million|so much|very much|again|everyone|all|for (?:that|this|(?:your|the) help)))*$/;
const HAN_THANKS =
  /^(?:好的? ?|嗯 ?|ok ?)?(?:非常|十分|太)?(?:谢谢|感谢|多谢|谢了|谢啦|辛苦)(?:你们?|您|大家|各位)?[了啦]?$/;

/** What a folded message says that is nothing but kind: 你好, good morning, thanks. */
export function courtesyIn(folded: string): Courtesy | undefined {
  if (folded.length > LONGEST) return undefined;
  const words = folded
    .replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F|[\s~.,!?])+$/u, '')
    .replace(/[\s,]+/g, ' ')
    .trim()
    .replace(/^kam |(?: ?kam)$|(?<=[好嗨喽啰罗早]) ?[啊呀哈]$/g, '');
  if (ENGLISH_HELLO.test(words) || HAN_HELLO.test(words)) return 'hello';
  return ENGLISH_THANKS.test(words) || HAN_THANKS.test(words) ? 'thanks' : undefined;
}
