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
  readonly later: string;
  readonly otherMember: string;
  readonly noChannel: string;
  readonly onlySaid: string;
  readonly onlyAdmins: string;
  readonly channelName: string;
  readonly channelTaken: string;
  readonly choose: string;
  readonly optional: string;
  readonly required: string;
  readonly orTyped: string;
  readonly more: (shown: number, all: number) => string;
  readonly download: (name: string) => string;
  readonly noFile: string;
  readonly busy: string;
  readonly emptyFile: string;
  readonly wrongFileType: string;
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
    tooLarge: '内容太大：消息最多 200 KB，文件最多 20 MB。',
    unavailable: '暂时无法处理，请稍后重试。',
    later: '已收到，正在等前一条处理完。请稍后点“重试”查看结果，不会重复记录。',
    otherMember: '这个浏览器现在以另一个人的身份登录，请重新载入本页。',
    noChannel: '没有这个频道，请重新载入本页。',
    onlySaid: '已发到频道；其中没有要我做的事。',
    onlyAdmins: '只有管理员可以新建频道。',
    channelName: '请给频道起个名称，最多 60 个字符。',
    channelTaken: '已有同名频道，请换一个名称。',
    choose: '请选择…',
    optional: '选填',
    required: '必填',
    orTyped: '也可以直接输入：',
    more: (shown, all) => `显示 ${shown} / ${all} 条，其余未列出…`,
    download: (name) => `下载 ${name}`,
    noFile: '这个文件已不在这里：只保留半小时。请重新导出。',
    busy: '正在接收其他文件，请稍后重试。',
    emptyFile: '这个文件是空的。',
    wrongFileType: '文件须以 application/octet-stream 发送。',
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
    tooLarge: 'That is too large: 200 KB for a message, 20 MB for a file.',
    unavailable: 'That cannot be done right now. Please try again in a moment.',
    later: 'Received, and waiting for an earlier one. Retry in a moment to see the answer; nothing is recorded twice.',
    otherMember: 'This browser is signed in as somebody else now: load the page again.',
    noChannel: 'There is no such channel: load the page again.',
    onlySaid: 'Said in the channel; there was nothing for me to do in it.',
    onlyAdmins: 'Only an administrator can make a channel.',
    channelName: 'Give the channel a name, at most 60 characters.',
    channelTaken: 'There is a channel of that name already: choose another.',
    choose: 'Choose…',
    optional: 'optional',
    required: 'required',
    orTyped: 'Or in one line: ',
    more: (shown, all) => `${shown} of ${all}, more…`,
    download: (name) => `Download ${name}`,
    noFile: 'That file is no longer here: it is kept for half an hour. Ask for it again.',
    busy: 'Other files are being taken in right now. Try again in a moment.',
    emptyFile: 'This file is empty.',
    wrongFileType: 'A file must be sent as application/octet-stream.',
  },
};
