import type { FeishuFault, Trouble } from './errors.ts';

/**
 * What a code of Feishu comes to. `token`: it does not take the token, and a new one may do; `limited`: too much just now; `doubt`: it
 * may have been done.
 */
export type CodeKind = Trouble | 'token' | 'limited' | 'doubt';

interface Known {
  readonly kind: CodeKind;
  /** What it means, and what an administrator can do. */
  readonly advice?: string;
  /** The same in Chinese, of what stands in the way of setting the app up: all else is for the log. */
  readonly zh?: string;
}

/** The code of a missing scope: its advice is made of what the answer says (`scopeAdvice`). */
export const MISSING_SCOPE = 99991672;
/** The look of a card is refused, or somebody is pressing in it just now; the message tells which. */
export const CARD_REFUSED = 230099;
/** A reply cannot stand in a thread there. */
export const NO_THREAD: readonly number[] = [230071, 230072];
/** Of the address book: this user is outside the range that is open to the app. */
export const OUT_OF_RANGE = 41050;
/** Of the address book: there is no such user. */
export const NO_SUCH_USER = 41012;
/** Of the address book: the id is none of ours; that says nothing of whoever had it. */
export const STRANGE_IDS: readonly number[] = [99992351, 99992352, 99992353, 99992361];
/** Of a group: it is no more, or we are not in it. */
export const NOT_THERE: readonly number[] = [230002, 232006, 232009, 232011];

const SECRET: Known = {
  kind: 'app',
  advice:
    'Feishu does not take FEISHU_APP_ID and FEISHU_APP_SECRET. Copy App ID and App Secret from Credentials & Basic Info (凭证与基础信息) of the app, set both, and start again; an app of Lark needs FEISHU_BASE_URL=https://open.larksuite.com',
  zh: '飞书不接受 FEISHU_APP_ID 与 FEISHU_APP_SECRET。请从应用的“凭证与基础信息”复制 App ID 和 App Secret，填好两项后重新启动；Lark 的应用还要设 FEISHU_BASE_URL=https://open.larksuite.com',
};
const TOKEN: Known = {
  kind: 'token',
  advice: 'Feishu does not take the token it has just given. It may pass; if it stays so, look at the state of the app',
  zh: '飞书不接受它刚发的令牌。可能会自行恢复；如果一直这样，请查看应用状态',
};
const OFF: Known = {
  kind: 'app',
  advice:
    'the app is switched off in this organisation. An administrator can enable it in the admin console (管理后台)',
  zh: '应用在本企业已停用。管理员可以在管理后台启用',
};
const NO_BOT: Known = {
  kind: 'app',
  advice: 'the app has no bot. Add Bot under Features (添加应用能力), publish a version, and have it approved',
  zh: '应用没有机器人能力。请在“添加应用能力”里添加机器人，发布版本并通过审核',
};
const NOT_IN: Known = {
  kind: 'place',
  advice: 'the assistant is not in that group. Add it there: Settings, Bots (群设置 - 群机器人)',
};
const NO_CHAT: Known = { kind: 'gone', advice: 'there is no such group any more' };
const NO_MESSAGE: Known = { kind: 'gone', advice: 'that message is no more' };
const NO_READER: Known = { kind: 'gone', advice: 'the reader is no more' };
const BUSY: Known = { kind: 'doubt' };

/**
 * Feishu's codes of the calls made here (messages, ephemeral cards, files, groups, people, tokens), each once. What is not here is a
 * refusal nobody can do anything about.
 */
const CODES: Readonly<Record<number, Known>> = {
  10003: SECRET,
  10012: SECRET,
  10013: SECRET,
  10014: SECRET,
  10015: SECRET,
  99991661: TOKEN,
  99991663: TOKEN,
  99991664: TOKEN,
  99991665: TOKEN,
  99991668: TOKEN,
  99991671: TOKEN,
  99991662: OFF,
  99991673: OFF,
  [MISSING_SCOPE]: { kind: 'app' },
  99991676: {
    kind: 'app',
    advice: 'the app lacks a permission. Compare its scopes (权限管理) with the list, and publish it again',
    zh: '应用缺少权限。请对照清单核对“权限管理”，再发布一个版本',
  },
  99991401: {
    kind: 'app',
    advice:
      'Feishu does not take calls from this address. Add it to the IP allowlist (IP 白名单) under Security Settings of the app',
    zh: '飞书不接受来自本机地址的调用。请在应用的“安全设置 → IP 白名单”里加上它',
  },
  99991403: {
    kind: 'app',
    advice: 'the organisation has used up its calls of this month. A larger plan, or the next month, mends it',
    zh: '本企业这个月的接口调用次数已用完。升级版本，或等到下个月',
  },
  99991400: { kind: 'limited' },
  11232: { kind: 'limited' },
  230020: { kind: 'limited' },
  90217: { kind: 'limited' },
  1500: BUSY,
  2200: BUSY,
  90235: BUSY,
  // The first try of the same message is still under way.
  230049: BUSY,
  230001: { kind: 'content' },
  [CARD_REFUSED]: { kind: 'content' },
  230025: { kind: 'content' },
  230028: {
    kind: 'private',
    advice: 'the data protection of the organisation lets no phone numbers or e-mail addresses through',
  },
  230022: { kind: 'other', advice: 'the organisation does not let words of that message through' },
  230002: NOT_IN,
  232011: NOT_IN,
  230006: NO_BOT,
  11205: NO_BOT,
  232025: NO_BOT,
  230027: {
    kind: 'app',
    advice: 'the app lacks a permission for that. Compare its scopes (权限管理) with the list, and publish it again',
  },
  230013: {
    kind: 'place',
    advice:
      'the app is not available to that reader. Widen the availability (可用范围) under Version Management, publish, and have it approved',
  },
  230018: {
    kind: 'place',
    advice: 'the settings of that group do not let the assistant write. The owner of the group can',
  },
  230035: {
    kind: 'place',
    advice: 'the assistant may not write there. The owner of the group, or an administrator, can let it',
  },
  230019: { kind: 'gone', advice: 'that topic is no more' },
  230038: { kind: 'gone', advice: 'the reader belongs to another organisation' },
  230053: { kind: 'gone', advice: 'the reader has stopped the assistant' },
  230029: NO_READER,
  230034: NO_READER,
  230011: NO_MESSAGE,
  230110: NO_MESSAGE,
  232006: NO_CHAT,
  232009: NO_CHAT,
  // No message has such an id.
  99992354: NO_MESSAGE,
  // What stands there is no card.
  230054: { kind: 'content' },
  230031: { kind: 'other', advice: 'a message of more than 14 days ago cannot be changed' },
};

export const knownCode = (code: number): Known => CODES[code] ?? { kind: 'other' };

/** Whether a new token may do. */
export const isAboutToken = (fault: FeishuFault): boolean =>
  fault.kind === 'refused' && knownCode(fault.code).kind === 'token';
