import type { Language } from '../../src/domain/vocabulary.ts';

/** What `kam feishu setup` says. `why`: what Feishu, or the network, said. */
export interface SetupWords {
  readonly scopesHead: string;
  readonly grantHead: string;
  readonly byHandHead: string;
  readonly unreachable: (why: string) => string;
  readonly wouldApply: string;
  readonly bot: string;
  readonly scopes: string;
  readonly events: string;
  readonly callbacks: string;
  readonly encryption: string;
  readonly slash: string;
  /** What the bot says of itself before anything was said: at most 64 characters. */
  readonly started: { readonly zh_cn: string; readonly en_us: string };
  readonly applied: (what: string) => string;
  readonly notApplied: (what: string, why: string) => string;
  readonly slashCommands: (made: number, changed: number, removed: number, unchanged: number) => string;
  readonly foreign: (names: readonly string[]) => string;
  readonly addBot: (link: string) => string;
  readonly importScopes: (link: string) => string;
  readonly webhookTabs: (link: string, url: string | null) => string;
  readonly socketTabs: (link: string) => string;
  readonly eventList: (events: readonly string[], callbacks: readonly string[]) => string;
  readonly menu: (link: string) => string;
  readonly publish: (link: string) => string;
  readonly thenDoctor: string;
}

const STARTED = {
  zh_cn: '我记得你的大客户：拜访、承诺、份额、关系。试试：记录 / 阶段 / 待办',
  en_us: 'I remember your key accounts. Try: log, stage, next',
};
/** The name of any command does (`menuContent`); these are what people open first. */
const keys = 'kam_home kam_next kam_log kam_help';

export const SETUP_WORDS: Readonly<Record<Language, SetupWords>> = {
  zh: {
    scopesHead: '权限（权限管理 → 批量导入/导出权限 → 粘贴）：',
    grantHead: '或者用这个链接一次开通：',
    byHandHead: '需要在开发者后台手动完成：',
    unreachable: (why) => `没有做任何改动。${why}`,
    wouldApply: '试运行：不写入任何配置。',
    bot: '机器人能力',
    scopes: '权限',
    events: '事件订阅',
    callbacks: '回调订阅',
    encryption: '加密策略',
    slash: '斜杠命令',
    started: STARTED,
    applied: (what) => `✓ ${what}：已写入应用的草稿配置，发布后生效`,
    notApplied: (what, why) => `! ${what}：应用还不能自己写入，请手动完成，或解决后再运行一次。原因：${why}`,
    slashCommands: (made, changed, removed, unchanged) =>
      `斜杠命令：新增 ${made}，修改 ${changed}，删除 ${removed}，不变 ${unchanged}；大约五分钟后可见`,
    foreign: (names) => `这些斜杠命令已被别人登记，没有改动：${names.join('、')}`,
    addBot: (link) => `在“添加应用能力”里添加“机器人”：${link}`,
    importScopes: (link) => `开通权限，等管理员批准：${link}`,
    webhookTabs: (link, url) =>
      `在“事件与回调”的两个页签“事件配置”和“回调配置”里都选“将事件/回调发送至开发者服务器”，地址填 ${url ?? 'https://你的域名/feishu/events（再运行一次并加上 --url https://你的域名，就能自动写入）'}，并在“加密策略”里填 FEISHU_ENCRYPT_KEY 与 FEISHU_VERIFICATION_TOKEN：${link}`,
    socketTabs: (link) =>
      `先用 npm start 启动本程序，再在“事件与回调”的两个页签“事件配置”和“回调配置”里都选“使用长连接接收”并保存（只有长连接在线时才能保存）：${link}`,
    eventList: (events, callbacks) => `核对两个页签的订阅。事件：${events.join('、')}。回调：${callbacks.join('、')}`,
    menu: (link) => `可选：机器人自定义菜单，“推送事件”的事件 ID 可用 ${keys}：${link}`,
    publish: (link) => `创建版本、选好可用范围并发布，等管理员审核；权限、事件、机器人的改动发布后才生效：${link}`,
    thenDoctor: '发布后再运行一次本命令：权限生效后才能登记斜杠命令。最后用 npm run kam -- doctor 检查。',
  },
  en: {
    scopesHead: 'Scopes (Permissions & Scopes, Batch import/export, paste):',
    grantHead: 'Or grant them all by this link:',
    byHandHead: 'To be done by hand in the developer console:',
    unreachable: (why) => `Nothing was changed. ${why}`,
    wouldApply: 'Dry run: no settings are written.',
    bot: 'Bot',
    scopes: 'Scopes',
    events: 'Events',
    callbacks: 'Callbacks',
    encryption: 'Encryption strategy',
    slash: 'Slash commands',
    started: STARTED,
    applied: (what) => `✓ ${what}: written into the draft of the app, in force once a version is published`,
    notApplied: (what, why) =>
      `! ${what}: the app could not write this itself; do it by hand, or mend why and run this again: ${why}`,
    slashCommands: (made, changed, removed, unchanged) =>
      `Slash commands: ${made} made, ${changed} changed, ${removed} removed, ${unchanged} as they were; to be seen in about five minutes`,
    foreign: (names) => `Slash commands of these names are somebody else's, and were left alone: ${names.join(', ')}`,
    addBot: (link) => `Under Add Features, add Bot: ${link}`,
    importScopes: (link) => `Grant the scopes and have them approved: ${link}`,
    webhookTabs: (link, url) =>
      `Under Events & Callbacks, in both tabs, Event Configuration and Callback Configuration, choose to send to the developer's server at ${url ?? 'https://YOUR-HOST/feishu/events (run this once more with --url https://YOUR-HOST to have it written)'}, and put FEISHU_ENCRYPT_KEY and FEISHU_VERIFICATION_TOKEN under Encryption Strategy: ${link}`,
    socketTabs: (link) =>
      `Start this program (npm start), then under Events & Callbacks choose the long connection in both tabs, Event Configuration and Callback Configuration, and save (it can be saved only while the connection is up): ${link}`,
    eventList: (events, callbacks) =>
      `Compare what both tabs subscribe to. Events: ${events.join(', ')}. Callbacks: ${callbacks.join(', ')}`,
    menu: (link) => `If you like, a custom menu of the bot; event IDs for "push event" are ${keys}: ${link}`,
    publish: (link) =>
      `Create a version, choose its availability, publish it and have it approved; scopes, events and the bot are in force only then: ${link}`,
    thenDoctor:
      'Once it is published run this again: slash commands can be registered only then. Check with npm run kam -- doctor.',
  },
};
