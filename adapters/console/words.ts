import type { Language } from '../../src/domain/vocabulary.ts';
import type { PageUi } from './page/protocol.ts';

/** What the server itself says: on refusal pages, in API errors and inside rendered replies. */
interface ServerWords {
  readonly wrongHost: string;
  readonly wrongOrigin: string;
  readonly signIn: string;
  readonly notFound: string;
  readonly wrongMethod: string;
  readonly wrongType: string;
  readonly notJson: string;
  readonly wrongShape: string;
  readonly tooLarge: string;
  readonly unavailable: string;
  readonly choose: string;
  readonly optional: string;
  readonly required: string;
  readonly orTyped: string;
  readonly more: (shown: number, all: number) => string;
}

/** The words of the page in each language. */
export const PAGE_UI: Readonly<Record<Language, PageUi>> = {
  zh: {
    product: 'KAM 助手',
    conversation: '对话',
    inputLabel: '消息',
    placeholder: '记一次拜访，或问一个客户…',
    keys: 'Enter 发送 · Shift+Enter 换行 · / 命令',
    send: '发送',
    you: '我',
    assistant: '助手',
    pending: '正在处理…',
    commands: '命令',
    unreachable: '没有连上助手，这条消息可能没有送达。请确认助手正在运行，然后重试。',
    failed: '没有处理成功，请重试。',
    signedOut: '登录链接已失效。请管理员发送“/kam member 你的名字 console”，再用新链接打开本页。',
    retry: '重试',
    confirm: '请确认',
    goOn: '继续',
    cancel: '取消',
    required: '请填写这一项。',
    notANumber: '请填写数字，例如 12 或 12.5。',
    notADate: '请填写日期，例如 2026-11-21。',
    fileTooLarge: '文件太大，最多 20 MB。',
    fileUnreadable: '这个文件无法按 UTF-8 文本读取。',
    scripts: '本页需要启用 JavaScript。',
  },
  en: {
    product: 'KAM Assistant',
    conversation: 'Conversation',
    inputLabel: 'Message',
    placeholder: 'Log a visit, or ask about an account…',
    keys: 'Enter sends · Shift+Enter new line · / commands',
    send: 'Send',
    you: 'Me',
    assistant: 'Assistant',
    pending: 'Working on it…',
    commands: 'Commands',
    unreachable:
      'The assistant could not be reached, and this may not have arrived. Check that it is running, then try again.',
    failed: 'That did not work. Please try again.',
    signedOut:
      'Your link is no longer valid. Ask an admin for “/kam member YOUR NAME console” and open this page with the new link.',
    retry: 'Try again',
    confirm: 'Please confirm',
    goOn: 'Go on',
    cancel: 'Cancel',
    required: 'Please fill this in.',
    notANumber: 'Please give a number, such as 12 or 12.5.',
    notADate: 'Please give a date, such as 2026-11-21.',
    fileTooLarge: 'The file is too large: 20 MB at most.',
    fileUnreadable: 'This file cannot be read as UTF-8 text.',
    scripts: 'This page needs JavaScript.',
  },
};

export const SERVER_WORDS: Readonly<Record<Language, ServerWords>> = {
  zh: {
    wrongHost: '这个地址不是本控制台的地址。请用启动时打印的链接打开，或在 CONSOLE_URL 中设置对外地址。',
    wrongOrigin: '请求来自其他网站，已拒绝。',
    signIn: '登录链接无效或已失效，请用新的链接打开控制台。',
    notFound: '没有这个页面。',
    wrongMethod: '这个地址不支持该请求方式。',
    wrongType: '请求须为 application/json。',
    notJson: '请求不是有效的 JSON。',
    wrongShape: '请求须为 {"text":"…"} 或 {"call":{"command":"…","args":{…}}}。',
    tooLarge: '内容太大：消息最多 200 KB，文件最多 25 MB。',
    unavailable: '暂时无法处理，请稍后重试。',
    choose: '请选择…',
    optional: '选填',
    required: '必填',
    orTyped: '也可以直接输入：',
    more: (shown, all) => `显示 ${shown} / ${all} 条，其余未列出…`,
  },
  en: {
    wrongHost:
      'This address is not one of the console’s own. Open the link printed at start, or name the public address in CONSOLE_URL.',
    wrongOrigin: 'The request came from another site and was refused.',
    signIn: 'Your link is not valid, or no longer. Open the console with a new one.',
    notFound: 'There is nothing here.',
    wrongMethod: 'This address does not take that kind of request.',
    wrongType: 'The request must be application/json.',
    notJson: 'The request is not valid JSON.',
    wrongShape: 'The request must be {"text":"…"} or {"call":{"command":"…","args":{…}}}.',
    tooLarge: 'That is too large: 200 KB for a message, 25 MB for a file.',
    unavailable: 'That cannot be done right now. Please try again in a moment.',
    choose: 'Choose…',
    optional: 'optional',
    required: 'required',
    orTyped: 'Or in one line: ',
    more: (shown, all) => `${shown} of ${all}, more…`,
  },
};
