import type { Language } from '../../src/domain/vocabulary.ts';

/** What `kam doctor` says of Feishu. `why`: what Feishu, or the network, said. */
export interface DoctorWords {
  readonly refused: (why: string) => string;
  readonly bot: (name: string) => string;
  readonly noBot: string;
  readonly botNotInUse: (name: string) => string;
  readonly scopes: (count: number) => string;
  /** `lacking`: each with what does not work without it. */
  readonly scopesLacking: (lacking: string, link: string) => string;
  readonly scopesUntold: (why: string) => string;
  readonly subscriptions: string;
  readonly subscriptionsLacking: (lacking: string, link: string) => string;
  readonly subscriptionsUntold: (why: string | null, link: string) => string;
  readonly connection: string;
  readonly connectionRefused: (code: number) => string;
  readonly connectionUntold: (why: string) => string;
  readonly webhook: (path: string) => string;
  readonly notEncrypted: string;
  readonly clock: (seconds: number) => string;
  readonly clockOff: (seconds: number) => string;
}

/** What the gateway of the long connection says no with (`ws-client/enum.ts` of the SDK, and what others met). */
const GATEWAY: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  en: {
    1: 'the gateway is busy: it passes',
    403: 'the app may not use it: publish a version with the long connection',
    514: 'it does not take FEISHU_APP_ID and FEISHU_APP_SECRET',
    1000040350: 'there are too many connections of this app: stop other copies',
    1000040351:
      'the app belongs to the other platform: FEISHU_BASE_URL is https://open.feishu.cn for Feishu, https://open.larksuite.com for Lark',
  },
  zh: {
    1: '网关繁忙，会自行恢复',
    403: '应用不能使用长连接：请发布启用了长连接的版本',
    514: '不接受 FEISHU_APP_ID 与 FEISHU_APP_SECRET',
    1000040350: '这个应用的连接太多：请停掉其他副本',
    1000040351:
      '应用属于另一个平台：飞书的 FEISHU_BASE_URL 是 https://open.feishu.cn，Lark 的是 https://open.larksuite.com',
  },
};

export const DOCTOR_WORDS: Readonly<Record<Language, DoctorWords>> = {
  en: {
    refused: (why) => `Feishu cannot be used: ${why}`,
    bot: (name) => `Feishu knows FEISHU_APP_ID: the bot "${name}".`,
    noBot:
      'The app has no bot. Add Bot under Features (添加应用能力), publish a version, and have it approved; or run npm run kam -- feishu setup.',
    botNotInUse: (name) =>
      `The bot "${name}" is not in use in this organisation. Publish a version and have it approved, or enable the app in the admin console.`,
    scopes: (count) => `The app has all ${count} scopes of adapters/feishu/app.json.`,
    scopesLacking: (lacking, link) =>
      `The app lacks scopes: ${lacking}. Grant them at ${link} , then publish a version.`,
    scopesUntold: (why) => `Which scopes the app has could not be told: ${why}`,
    subscriptions: 'The app subscribes to every event and callback.',
    subscriptionsLacking: (lacking, link) =>
      `The app does not subscribe to: ${lacking}. Events and callbacks are two tabs; add them at ${link} , then publish a version.`,
    subscriptionsUntold: (why, link) =>
      `Whether the app subscribes to all events and callbacks cannot be told${why === null ? '' : ` (${why})`}. Compare both tabs with adapters/feishu/app.json at ${link}`,
    connection: 'Long connection: Feishu gives one.',
    connectionRefused: (code) =>
      `Feishu gives no long connection (code ${code}): ${GATEWAY.en[code] ?? 'look at the state of the app'}.`,
    connectionUntold: (why) =>
      `Feishu could not be asked for a long connection (${why}). Look at the network of this machine, at FEISHU_BASE_URL and at proxies; or set FEISHU_MODE=webhook.`,
    webhook: (path) => `Webhook: FEISHU_ENCRYPT_KEY is set; Feishu posts to https://YOUR-HOST${path} .`,
    notEncrypted:
      'FEISHU_ENCRYPT_KEY is not set, so what Feishu posts is not signed. Set an Encrypt Key under Events & Callbacks, and the same here.',
    clock: (seconds) => `The clock agrees with Feishu's within ${seconds} s.`,
    clockOff: (seconds) =>
      `The clock is ${seconds} s away from Feishu's. Let the machine keep its time by NTP (timedatectl set-ntp true).`,
  },
  zh: {
    refused: (why) => `飞书不可用：${why}`,
    bot: (name) => `飞书认识 FEISHU_APP_ID：机器人“${name}”。`,
    noBot:
      '应用没有机器人能力。请在“添加应用能力”里添加机器人，发布版本并通过审核；或运行 npm run kam -- feishu setup。',
    botNotInUse: (name) => `机器人“${name}”在本企业尚未启用。请发布版本并通过审核，或在管理后台启用应用。`,
    scopes: (count) => `应用具备 adapters/feishu/app.json 里的全部 ${count} 项权限。`,
    scopesLacking: (lacking, link) => `应用缺少权限：${lacking}。请在 ${link} 开通，然后发布版本。`,
    scopesUntold: (why) => `无法得知应用有哪些权限：${why}`,
    subscriptions: '应用订阅了全部事件和回调。',
    subscriptionsLacking: (lacking, link) =>
      `应用没有订阅：${lacking}。事件和回调在两个页签里，请在 ${link} 添加，然后发布版本。`,
    subscriptionsUntold: (why, link) =>
      `无法得知应用是否订阅了全部事件和回调${why === null ? '' : `（${why}）`}。请对照 adapters/feishu/app.json 核对两个页签：${link}`,
    connection: '长连接：飞书可以提供。',
    connectionRefused: (code) => `飞书不提供长连接（代码 ${code}）：${GATEWAY.zh[code] ?? '请查看应用状态'}。`,
    connectionUntold: (why) =>
      `无法向飞书申请长连接（${why}）。请检查本机网络、FEISHU_BASE_URL 和代理；或设 FEISHU_MODE=webhook。`,
    webhook: (path) => `回调地址：已设 FEISHU_ENCRYPT_KEY；飞书发送到 https://你的域名${path} 。`,
    notEncrypted:
      '没有设 FEISHU_ENCRYPT_KEY，飞书发来的内容没有签名。请在“事件与回调”的加密策略里设 Encrypt Key，并在这里填写同一个值。',
    clock: (seconds) => `时钟与飞书相差不到 ${seconds} 秒。`,
    clockOff: (seconds) => `时钟与飞书相差 ${seconds} 秒。请让本机用 NTP 校时（timedatectl set-ntp true）。`,
  },
};
