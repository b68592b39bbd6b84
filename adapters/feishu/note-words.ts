import type { Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';

/** Said in a group when an answer could be shown there to nobody but all, and so went to the asker's own conversation with us. */
export const ANSWERED_APART: Readonly<Record<Language, string>> = {
  zh: '这条内容只给提问的人看，我已经私聊回复了。',
  en: 'This is for whoever asked only: I have answered in our own conversation.',
};

/** Said in a group to whoever can be answered neither by a card that they alone see nor in a conversation with us. */
export const UNREACHED: Readonly<Record<Language, string>> = {
  zh: '这条内容只给提问的人看，可是我没法私聊你：你不在本应用的可用范围内，或者停用了我。请找管理员，然后再问一次。',
  en: 'This is for whoever asked only, and I cannot write to you: the app is not available to you, or you have stopped it. See an administrator, then ask again.',
};

/** Said instead of a message that Feishu takes in no look, least of all by its own words. */
export const UNSHOWN: Readonly<Record<Language, Reply>> = {
  zh: unshown(
    '这条消息没能显示',
    '飞书没有收下它的内容，里面可能有企业限制的词。请到网页控制台查看，或换个说法再问我。',
  ),
  en: unshown(
    'This message could not be shown',
    'Feishu did not take what it says: it may hold words your organisation restricts. Look on the console page, or ask me in other words.',
  ),
};

function unshown(title: string, text: string): Reply {
  return { title, tone: 'warning', audience: 'outsiders', blocks: [{ kind: 'text', text }] };
}
