/** Who somebody is in the workspace of the double. */
export interface SeededUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly timeZone: string;
  readonly locale: string;
  /** `stranger`: of another organisation, met in a shared channel. */
  readonly kind: 'full' | 'guest' | 'single-channel-guest' | 'bot' | 'stranger';
  readonly team: string;
  readonly isDeleted: boolean;
  readonly isAdmin: boolean;
}

export interface SeededChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private';
  /** User ids. */
  readonly members: readonly string[];
  readonly isArchived: boolean;
  /** Shared with another organisation. */
  readonly isExtShared: boolean;
}

export const TEAM = 'T0KAMTEAM';
export const OTHER_TEAM = 'T0OTHERORG';
export const APP = 'A0KAMAPP1';
export const BOT_USER = 'U0KAMBOT1';
export const BOT = 'B0KAMBOT1';
export const TEAM_DOMAIN = 'kam-double';

const user = (id: string, name: string, email: string | null, more: Partial<SeededUser> = {}): SeededUser => ({
  id,
  name,
  email,
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN',
  kind: 'full',
  team: TEAM,
  isDeleted: false,
  isAdmin: false,
  ...more,
});
const NEW_YORK = { timeZone: 'America/New_York', locale: 'en-US' };
const LONDON = { timeZone: 'Europe/London', locale: 'en-GB' };

/** People by the keys and addresses of the small book, and one of each kind that is not let in. */
export const USERS = {
  boss: user('U0BOSS001', '郭总', 'boss@example.com', { isAdmin: true }),
  wang: user('U0WANG001', '王芳', 'wang@example.com'),
  qian: user('U0QIAN001', '钱进', 'qian@example.com'),
  tom: user('U0TOM0001', 'Tom Lee', 'tom@example.com', NEW_YORK),
  vera: user('U0VERA001', 'Vera Gray', 'vera@example.com', LONDON),
  /** A full member of the workspace whom no book knows. */
  nora: user('U0NORA001', 'Nora Neu', 'nora@example.com', { timeZone: 'Europe/Berlin', locale: 'de-DE' }),
  guest: user('U0GUEST01', 'Gus Guest', 'gus@guest.example', { ...LONDON, kind: 'guest' }),
  visitor: user('U0VISIT01', 'Vic Visitor', 'vic@guest.example', { ...LONDON, kind: 'single-channel-guest' }),
  stranger: user('U0ELSE001', 'Olga Other', null, { ...NEW_YORK, kind: 'stranger', team: OTHER_TEAM }),
  otherBot: user('U0BOT0001', 'deploybot', null, { ...LONDON, kind: 'bot' }),
  gone: user('U0GONE001', 'Greta Gone', 'greta@example.com', { ...LONDON, isDeleted: true }),
} as const;

const channel = (
  id: string,
  name: string,
  members: readonly string[],
  more: Partial<SeededChannel> = {},
): SeededChannel => ({ id, name, kind: 'public', members, isArchived: false, isExtShared: false, ...more });
const STAFF = [USERS.boss.id, USERS.wang.id, USERS.qian.id, USERS.tom.id, USERS.vera.id];

export const CHANNELS = {
  /** The staff of the small book and the assistant. */
  general: channel('C0GENERAL', 'general', [...STAFF, BOT_USER]),
  /** A private channel the assistant is in. */
  huawei: channel('C0HUAWEI1', 'acct-huawei', [USERS.boss.id, USERS.wang.id, BOT_USER], { kind: 'private' }),
  /** Somebody of the workspace reads here whom no book knows. */
  mixed: channel('C0MIXED01', 'mixed', [USERS.wang.id, USERS.nora.id, BOT_USER]),
  guests: channel('C0GUESTS1', 'with-guests', [USERS.wang.id, USERS.guest.id, BOT_USER]),
  bots: channel('C0BOTS001', 'with-bots', [USERS.wang.id, USERS.otherBot.id, BOT_USER]),
  shared: channel('C0SHARED1', 'ext-northwind', [USERS.wang.id, USERS.tom.id, USERS.stranger.id, BOT_USER], {
    isExtShared: true,
  }),
  /** Channels the assistant is not in. */
  elsewhere: channel('C0ELSEWH1', 'elsewhere', [USERS.wang.id, USERS.tom.id]),
  secret: channel('C0SECRET1', 'secret', [USERS.boss.id, USERS.wang.id], { kind: 'private' }),
  old: channel('C0OLD0001', 'old', [USERS.wang.id, BOT_USER], { isArchived: true }),
} as const;

/** What the manifest asks for; a seed may name fewer. */
export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];

/** What the manifest subscribes to. */
export const EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_shared',
  'channel_unshared',
  'member_joined_channel',
  'member_left_channel',
  'message.im',
  'tokens_revoked',
  'user_change',
];

export interface SlackSeed {
  /** Added to, or in the place of, the users of the same key. */
  readonly users?: Readonly<Record<string, SeededUser>>;
  readonly channels?: Readonly<Record<string, SeededChannel>>;
  readonly scopes?: readonly string[];
  /** Of the app-level token. */
  readonly appScopes?: readonly string[];
  /** What the app is subscribed to: nothing else is delivered. */
  readonly events?: readonly string[];
  readonly command?: { readonly name: string; readonly shouldEscape: boolean };
  readonly hasHomeTab?: boolean;
  readonly hasMessagesTab?: boolean;
  /** Whether the app has the agent view. */
  readonly isAgent?: boolean;
  readonly hasSocketMode?: boolean;
  /** The double's clock, in milliseconds: what it dates and ages things by. */
  readonly now?: () => number;
  /** How long a gesture waits for its ack, in milliseconds of real time. Slack waits three seconds. */
  readonly patienceMs?: number;
  /** How many messages a channel takes at once, and one a second after that; null: as many as come. */
  readonly burst?: number | null;
}
