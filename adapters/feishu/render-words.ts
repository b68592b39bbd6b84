import { REPLY_WORDS, type ReplyWords } from '../../src/chat/reply-words.ts';
import type { Language } from '../../src/domain/vocabulary.ts';

/** What the renderer itself says inside cards. */
export interface RenderWords extends ReplyWords {
  readonly choose: string;
  readonly isSo: string;
  readonly isNotSo: string;
  readonly nameAccount: string;
  /** Choices that are too many for a list. */
  readonly typeOne: (labels: string) => string;
  /** Cards take no files. */
  readonly noFile: string;
  /** Above what was filled in a form that is gone. */
  readonly typed: string;
}

export const RENDER_WORDS: Readonly<Record<Language, RenderWords>> = {
  zh: {
    ...REPLY_WORDS.zh,
    file: (named) => `${named}，已发到我们的私聊里`,
    choose: '请选择',
    isSo: '是',
    isNotSo: '否',
    nameAccount: '客户名称',
    typeOne: (labels) => `请输入其中一项：${labels}`,
    noFile: '飞书卡片里不能选择文件，请在网页控制台里上传，或用文字告诉我。',
    typed: '你填写的内容：',
  },
  en: {
    ...REPLY_WORDS.en,
    choose: 'Please choose',
    isSo: 'Yes',
    isNotSo: 'No',
    nameAccount: 'Name of an account',
    typeOne: (labels) => `Type one of: ${labels}`,
    noFile: 'A file cannot be chosen in a card. Hand it in on the web page of the console, or tell me in words.',
    typed: 'What you filled in:',
  },
};
