import type { Language } from '../../src/domain/vocabulary.ts';

/** What modals and shortcuts say of themselves. */
export interface ModalWords {
  /** The gesture took too long to reach us. */
  readonly notOpened: string;
  /** Slack does not let the app open it. */
  readonly notAllowed: string;
  /** What the form was about is not to be found any more. */
  readonly expired: string;
  readonly typed: string;
  readonly saving: string;
  readonly savingWhy: string;
  /** A file is on its way here; nothing is recorded yet. */
  readonly fetching: string;
  readonly fetchingWhy: string;
  /** Something pressed in a modal is answered elsewhere. */
  readonly passedOn: string;
  readonly notSaved: string;
  readonly needed: string;
  readonly oneOf: (names: string) => string;
  /** A person nobody knows can be added with the log that names them. */
  readonly orAdd: (name: string) => string;
  readonly fileTooLarge: (megabytes: number) => string;
  readonly fileNotRead: string;
  /** Under a message that is kept as a note. */
  readonly quoted: (author: string, when: string) => string;
  /** Files of such a message, by name. */
  readonly attached: (names: string) => string;
}

export const MODAL_WORDS: Readonly<Record<Language, ModalWords>> = {
  zh: {
    notOpened: '表单没能及时打开，请再试一次。',
    notAllowed: '现在打不开表单：Slack 不接受这个应用的请求。请告诉管理员查看日志。',
    expired: '这份表单放得太久，里面的内容已经找不到了。请重新打开，或直接输入。',
    typed: '你填写的内容：',
    saving: '正在保存…',
    savingWhy: '可以关掉这个窗口，结果会发消息告诉你。',
    fetching: '正在从 Slack 取文件…',
    fetchingWhy: '还没有保存。请先别关这个窗口，结果会显示在这里。',
    passedOn: '已收到。结果会发到“消息”标签页里。',
    notSaved: '现在没能保存。请再点一次发送，不会重复记录。',
    needed: '请填写这一项。',
    oneOf: (names) => `是不是：${names}？`,
    orAdd: (name) => `要新增此人，请写成 +${name}`,
    fileTooLarge: (megabytes) => `文件太大，最多 ${megabytes} MB。`,
    fileNotRead: '现在读不到这个文件，请稍后再试。',
    quoted: (author, when) => `—— ${author}，${when}`,
    attached: (names) => `附件（未保存）：${names}`,
  },
  en: {
    notOpened: 'The form did not open in time. Please try again.',
    notAllowed:
      'The form cannot be opened: Slack takes nothing from this app just now. Please tell an administrator to look at the log.',
    expired:
      'This form was open for too long, and what it was about is not to be found any more. Open it again, or type it.',
    typed: 'What you filled in:',
    saving: 'It is being saved…',
    savingWhy: 'You may close this; what became of it comes as a message.',
    fetching: 'The file is being fetched…',
    fetchingWhy: 'Nothing is saved yet. Leave this open: what becomes of it is shown here.',
    passedOn: 'Received. The answer comes in the Messages tab.',
    notSaved: 'It could not be saved just now. Send it once more: nothing is recorded twice.',
    needed: 'Please fill this in.',
    oneOf: (names) => `Did you mean ${names}?`,
    orAdd: (name) => `To add this person, write +${name}`,
    fileTooLarge: (megabytes) => `The file is too large: at most ${megabytes} MB.`,
    fileNotRead: 'The file cannot be read just now. Try again in a moment.',
    quoted: (author, when) => `— ${author}, ${when}`,
    attached: (names) => `Files (not kept): ${names}`,
  },
};
