import type { Language } from '../../src/domain/vocabulary.ts';

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
