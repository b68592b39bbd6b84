import { REPLY_WORDS, type ReplyWords } from '../../src/chat/reply-words.ts';
import type { Language } from '../../src/domain/vocabulary.ts';

/** What the renderer itself says inside messages, modals and the home tab. */
export interface RenderWords extends ReplyWords {
  readonly cancel: string;
  readonly close: string;
  readonly loading: string;
  /** Titles of modals. */
  readonly form: string;
  readonly answer: string;
  readonly searchAccount: string;
  /** Choices that a list of Slack cannot hold. */
  readonly notListed: (labels: string) => string;
  readonly tooLongForm: string;
}

export const RENDER_WORDS: Readonly<Record<Language, RenderWords>> = {
  zh: {
    ...REPLY_WORDS.zh,
    cancel: '取消',
    close: '关闭',
    loading: '正在打开…',
    form: '填写',
    answer: 'KAM Assistant',
    searchAccount: '输入客户名称查找',
    notListed: (labels) => `未列出：${labels}`,
    tooLongForm: '这份表单的内容太长，这里打不开。请直接输入，或分成两次记录。',
  },
  en: {
    ...REPLY_WORDS.en,
    cancel: 'Cancel',
    close: 'Close',
    loading: 'Opening…',
    form: 'Fill in',
    answer: 'KAM Assistant',
    searchAccount: 'Type the name of an account',
    notListed: (labels) => `Not listed: ${labels}`,
    tooLongForm: 'There is too much in this form to open it here. Type it instead, or record it in two steps.',
  },
};
