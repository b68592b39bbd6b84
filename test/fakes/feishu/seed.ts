import { seededId } from './identifiers.ts';

/** Who somebody is in the organisation of the double. */
export interface SeededPerson {
  readonly openId: string;
  /** `null`: the app is not told it. */
  readonly unionId: string | null;
  readonly userId: string;
  readonly tenant: string;
  readonly name: string;
  readonly enName: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly kind: 'person' | 'bot';
  readonly timeZone: string;
  readonly isResigned: boolean;
  readonly isFrozen: boolean;
  /** Whether the app's availability range (可用范围) and contact range cover them. */
  readonly isInRange: boolean;
  /** Whether they stopped the bot. */
  readonly hasStopped: boolean;
}

export interface SeededChat {
  readonly id: string;
  readonly name: string;
  /** `topic`: a group of topics. */
  readonly kind: 'group' | 'topic';
  /** Open ids. */
  readonly members: readonly string[];
  readonly hasBot: boolean;
  /** Shared with people of other organisations. */
  readonly isExternal: boolean;
  readonly isDissolved: boolean;
  /** Only owner and managers may speak. */
  readonly isMuted: boolean;
  /** Whether the bot may mention everybody. */
  readonly mayMentionAll: boolean;
}

export const APP_ID = 'cli_a0b1c2d3e4f5a6b7';
export const APP_SECRET = 'kH7wq2ZrT9sXc4Vb1Nm8Lp5Yd3Gf6Ju0';
export const TENANT = '2f1e0d3c4b5a6978';
export const OTHER_TENANT = '9a8b7c6d5e4f3021';
export const BOT_NAME = 'KAM';
export const BOT_OPEN_ID = seededId('ou_', 'KAM');

function person(key: string, name: string, more: Partial<SeededPerson> = {}): SeededPerson {
  return {
    openId: seededId('ou_', key),
    unionId: seededId('on_', key),
    userId: seededId('', key).slice(0, 8),
    tenant: TENANT,
    name,
    enName: key,
    email: `${key}@example.com`,
    mobile: null,
    kind: 'person',
    timeZone: 'Asia/Shanghai',
    isResigned: false,
    isFrozen: false,
    isInRange: true,
    hasStopped: false,
    ...more,
  };
}

/** People by the keys and addresses of the small book, and one of each kind that is not let in. */
export const PEOPLE = {
  boss: person('boss', '郭总'),
  wang: person('wang', '王芳', { mobile: '+8613800000001' }),
  qian: person('qian', '钱进'),
  tom: person('tom', 'Tom Lee', { timeZone: 'America/New_York' }),
  vera: person('vera', 'Vera Gray', { timeZone: 'Europe/London' }),
  /** Of the organisation; no book knows her. */
  nora: person('nora', 'Nora Neu', { timeZone: 'Europe/Berlin' }),
  /** Of the organisation; the app is not made available to him. */
  outside: person('outside', '范围外', { isInRange: false }),
  stranger: person('stranger', 'Olga Other', { tenant: OTHER_TENANT, email: null, isInRange: false }),
  gone: person('gone', '葛离', { isResigned: true }),
  otherBot: person('otherBot', 'deploybot', { kind: 'bot', email: null }),
} as const;

function chat(key: string, name: string, members: readonly SeededPerson[], more: Partial<SeededChat> = {}): SeededChat {
  return {
    id: seededId('oc_', key),
    name,
    kind: 'group',
    members: members.map((one) => one.openId),
    hasBot: true,
    isExternal: false,
    isDissolved: false,
    isMuted: false,
    mayMentionAll: false,
    ...more,
  };
}
const STAFF = [PEOPLE.boss, PEOPLE.wang, PEOPLE.qian, PEOPLE.tom, PEOPLE.vera];

export const CHATS = {
  /** The staff of the small book and the assistant. */
  general: chat('general', '全员群', STAFF),
  huawei: chat('huawei', '华为项目组', [PEOPLE.boss, PEOPLE.wang]),
  /** Somebody of the organisation reads here whom no book knows. */
  mixed: chat('mixed', '跨部门', [PEOPLE.wang, PEOPLE.nora]),
  bots: chat('bots', '机器人', [PEOPLE.wang, PEOPLE.otherBot]),
  shared: chat('shared', 'Northwind 外部群', [PEOPLE.wang, PEOPLE.tom, PEOPLE.stranger], { isExternal: true }),
  topics: chat('topics', '话题群', [PEOPLE.wang, PEOPLE.boss], { kind: 'topic' }),
  /** Groups the assistant is not in. */
  elsewhere: chat('elsewhere', '别处', [PEOPLE.wang, PEOPLE.tom], { hasBot: false }),
  dissolved: chat('dissolved', '已解散', [PEOPLE.wang], { isDissolved: true }),
  muted: chat('muted', '公告', [PEOPLE.wang, PEOPLE.boss], { isMuted: true }),
} as const;

/** What the app asks for as adapters/feishu/app.json has it; a seed may name fewer. */
export const SCOPES: readonly string[] = [
  'application:app_slash_command:read',
  'application:app_slash_command:write',
  'application:application:patch',
  'application:application:self_manage',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.email:readonly',
  'contact:user.employee:readonly',
  'contact:user.phone:readonly',
  'im:chat.access_event.bot_p2p_chat:read',
  'im:chat.members:bot_access',
  'im:chat:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.p2p_msg:readonly',
  'im:message:readonly',
  'im:message:send_as_bot',
  'im:message:update',
  'im:resource',
  'tenant:tenant:readonly',
];

/** What the app subscribes to. */
export const EVENTS: readonly string[] = [
  'application.bot.menu_v6',
  'contact.user.deleted_v3',
  'contact.user.updated_v3',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'im.chat.disbanded_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.member.user.withdrawn_v1',
  'im.chat.updated_v1',
  'im.message.receive_v1',
];

export interface FeishuSeed {
  /** Added to, or in the place of, the people of the same key. */
  readonly people?: Readonly<Record<string, SeededPerson>>;
  readonly chats?: Readonly<Record<string, SeededChat>>;
  /** Granted to the app. */
  readonly scopes?: readonly string[];
  /** What the app is subscribed to: nothing else is delivered. */
  readonly events?: readonly string[];
  /** The other tab (回调): without `card.action.trigger` whoever presses is told 200340. */
  readonly callbacks?: readonly string[];
  /** `null`: what is delivered over HTTP is neither encrypted nor signed. */
  readonly encryptKey?: string | null;
  readonly isAppDisabled?: boolean;
  /** Whether the bot ability is on. */
  readonly isBot?: boolean;
  /** Data protection refuses messages with phone numbers and e-mail addresses (230028). */
  readonly blocksPrivate?: boolean;
  /** Words the organisation lets nobody send (230022). */
  readonly forbiddenWords?: readonly string[];
  /** The double's clock, in milliseconds: what it dates and ages things by. */
  readonly now?: () => number;
  /** How long a gesture waits for its answer, in milliseconds of real time. Feishu waits three seconds. */
  readonly patienceMs?: number;
  /** How many messages a chat takes at once, and as many a second after that (Feishu: 5); null: as many as come. */
  readonly burst?: number | null;
  /** How long after it was not acknowledged an event is delivered again, time after time, in milliseconds of real time. */
  readonly retryAfterMs?: readonly number[];
  /** What the gateway tells its clients. Seconds, as Feishu does. */
  readonly client?: {
    readonly reconnectCount?: number;
    readonly reconnectInterval?: number;
    readonly reconnectNonce?: number;
    readonly pingInterval?: number;
  };
}
