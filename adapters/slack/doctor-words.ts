import type { Language } from '../../src/domain/vocabulary.ts';

/** What `kam doctor` says of Slack. `why`: Slack's own word, or what the network said. */
export interface DoctorWords {
  readonly token: (bot: string, team: string) => string;
  readonly tokenRefused: (why: string) => string;
  readonly notBot: string;
  readonly unreachable: (why: string) => string;
  readonly otherwise: (why: string) => string;
  readonly scopes: (count: number) => string;
  /** `lacking`: each with what does not work without it. */
  readonly scopesLacking: (lacking: string) => string;
  /** Of those no token of ours can ask. */
  readonly events: (needed: string) => string;
  readonly socket: string;
  readonly socketRefused: (why: string) => string;
  readonly socketScope: string;
  readonly socketOff: string;
  readonly http: (path: string) => string;
  readonly secretShape: string;
  readonly clock: (seconds: number) => string;
  readonly clockOff: (seconds: number) => string;
  readonly clockFatal: (seconds: number) => string;
}

export const DOCTOR_WORDS: Readonly<Record<Language, DoctorWords>> = {
  en: {
    token: (bot, team) => `Slack knows SLACK_BOT_TOKEN: @${bot} in the workspace ${team}.`,
    tokenRefused: (why) =>
      `Slack does not take SLACK_BOT_TOKEN (${why}). Copy the Bot User OAuth Token from OAuth & Permissions of the app into it; if there is none, install the app to the workspace first.`,
    notBot:
      'SLACK_BOT_TOKEN is not the token of a bot. Copy the Bot User OAuth Token, which begins with xoxb-, from OAuth & Permissions of the app into it.',
    unreachable: (why) =>
      `${why}. Look at the network of this machine, at SLACK_API_URL if it is set, and at proxies on the way.`,
    otherwise: (why) => `Slack could not be asked: ${why}`,
    scopes: (count) => `The app has all ${count} scopes of manifest.yml.`,
    scopesLacking: (lacking) =>
      `The app lacks scopes: ${lacking}. Put manifest.yml into App Manifest of the app anew, then install the app to the workspace once more.`,
    events: (needed) =>
      `Events: which the app is subscribed to cannot be asked from here. With the app made from manifest.yml there is nothing to do; else compare Event Subscriptions of the app: ${needed}.`,
    socket: 'Socket Mode: Slack takes SLACK_APP_TOKEN and gives a connection.',
    socketRefused: (why) =>
      `Slack does not take SLACK_APP_TOKEN (${why}). Make an app-level token with the scope connections:write under Basic Information of the app, and set it.`,
    socketScope:
      'SLACK_APP_TOKEN lacks the scope connections:write. Make an app-level token that has it under Basic Information of the app, and set that.',
    socketOff:
      'Socket Mode is switched off in the app. Switch it on under Socket Mode, or take SLACK_APP_TOKEN away and set SLACK_SIGNING_SECRET.',
    http: (path) =>
      `HTTP: Slack must reach ${path} of the public listener at the address in the app's settings. That cannot be seen from here: save the Request URL under Event Subscriptions, and Slack tries it at once.`,
    secretShape:
      'SLACK_SIGNING_SECRET does not look like one: it is 32 digits and letters from a to f. Copy the Signing Secret from Basic Information of the app; it is neither the Client Secret nor the Verification Token.',
    clock: (seconds) => `The clock and that of Slack are ${seconds} s apart.`,
    clockOff: (seconds) =>
      `The clock here is ${seconds} s away from that of Slack. Switch on time synchronisation (NTP): from 300 s on, every request of Slack over HTTP is refused.`,
    clockFatal: (seconds) =>
      `The clock here is ${seconds} s away from that of Slack. Set it right, by time synchronisation (NTP): as it is, every request of Slack over HTTP is refused, and reminders come at the wrong time.`,
  },
  zh: {
    token: (bot, team) => `Slack 认得 SLACK_BOT_TOKEN：工作区 ${team} 里的 @${bot}。`,
    tokenRefused: (why) =>
      `Slack 不接受 SLACK_BOT_TOKEN（${why}）。请把应用 OAuth & Permissions 页的 Bot User OAuth Token 复制过来；如果那里没有，先把应用安装到工作区。`,
    notBot:
      'SLACK_BOT_TOKEN 不是机器人的令牌。请把应用 OAuth & Permissions 页以 xoxb- 开头的 Bot User OAuth Token 复制过来。',
    unreachable: (why) => `连不上 Slack：${why}。请检查本机网络、途中的代理，以及 SLACK_API_URL（如果设置了）。`,
    otherwise: (why) => `没能问到 Slack：${why}`,
    scopes: (count) => `应用拥有 manifest.yml 要求的全部 ${count} 项权限。`,
    scopesLacking: (lacking) =>
      `应用缺少权限：${lacking}。请把 manifest.yml 重新填入应用的 App Manifest 页，再把应用重新安装到工作区。`,
    events: (needed) =>
      `事件：应用订阅了哪些事件，从这里查不到。应用是用 manifest.yml 建的就不用管；否则请对照应用的 Event Subscriptions 页：${needed}。`,
    socket: 'Socket Mode：Slack 接受 SLACK_APP_TOKEN，可以建立连接。',
    socketRefused: (why) =>
      `Slack 不接受 SLACK_APP_TOKEN（${why}）。请在应用的 Basic Information 页生成带 connections:write 权限的 App-Level Token 并填上。`,
    socketScope:
      'SLACK_APP_TOKEN 缺少 connections:write 权限。请在应用的 Basic Information 页生成带此权限的 App-Level Token 并填上。',
    socketOff:
      '应用没有打开 Socket Mode。请在应用的 Socket Mode 页打开，或者去掉 SLACK_APP_TOKEN，改设 SLACK_SIGNING_SECRET。',
    http: (path) =>
      `HTTP：Slack 必须能访问应用里填写的地址，也就是对外监听的 ${path}。从这里看不出能否访问：在 Event Subscriptions 页保存 Request URL 时，Slack 会当场试一次。`,
    secretShape:
      'SLACK_SIGNING_SECRET 看起来不对：它是 32 个数字和 a 到 f 的字母。请复制应用 Basic Information 页的 Signing Secret，而不是 Client Secret 或 Verification Token。',
    clock: (seconds) => `本机时钟与 Slack 相差 ${seconds} 秒。`,
    clockOff: (seconds) =>
      `本机时钟与 Slack 相差 ${seconds} 秒。请打开时间同步（NTP）：差到 300 秒，Slack 经 HTTP 发来的请求会全部被拒绝。`,
    clockFatal: (seconds) =>
      `本机时钟与 Slack 相差 ${seconds} 秒。请用时间同步（NTP）校正：现在 Slack 经 HTTP 发来的请求会全部被拒绝，提醒的时间也会出错。`,
  },
};
