import { BOT_SCOPES, BOT_USER, CHANNELS, EVENTS, type SeededUser, type SlackSeed, USERS } from './seed.ts';

export type Json = Record<string, unknown>;

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  isArchived: boolean;
  readonly isExtShared: boolean;
  /** Of a direct conversation: with whom. */
  readonly user: string | null;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** User id of who wrote it. */
  readonly author: string;
  text: string;
  blocks: readonly Json[] | null;
  metadata: Json | null;
  readonly threadTs: string | null;
  /** Of a private note: who alone sees it. */
  readonly visibleTo: string | null;
  readonly files: readonly Json[];
  readonly clientMsgId: string | null;
  /** Whether links in it may unfold into previews. */
  readonly mayUnfurl: boolean;
  edits: number;
  isDeleted: boolean;
}

export interface ViewRecord {
  readonly id: string;
  hash: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  view: Json;
  /** What stands in its inputs: `values[block_id][action_id]`. */
  values: Record<string, Record<string, Json>>;
  isOpen: boolean;
  updates: number;
}

export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly at: number;
  /** `ok`, Slack's error code, `http 500`, `reset`. */
  readonly outcome: string;
}

export interface Trigger {
  readonly user: string;
  readonly at: number;
  /** Of a gesture in a modal: the view to push onto. */
  readonly viewId: string | null;
  isUsed: boolean;
}

/** The workspace of the double, as it stands. */
export interface State {
  readonly seed: Required<Omit<SlackSeed, 'users' | 'channels'>>;
  readonly users: Map<string, SeededUser>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly ephemerals: Message[];
  /** Open modals of each user, the bottom one first. */
  readonly modals: Map<string, ViewRecord[]>;
  readonly homes: Map<string, ViewRecord>;
  readonly triggers: Map<string, Trigger>;
  readonly prompts: { channel: string; threadTs: string | null; title: string | null; prompts: readonly Json[] }[];
  readonly statuses: { channel: string; threadTs: string | null; status: string }[];
  readonly calls: Call[];
  /** What the app did that Slack forgives but should not happen. */
  readonly violations: string[];
  isTokenRevoked: boolean;
  /** Scopes of the bot token whose call is being answered. */
  granted: readonly string[];
  /** Further bot tokens, with fewer scopes. */
  readonly narrowTokens: Map<string, readonly string[]>;
  /** When the newest message was written, in microseconds. */
  lastMicros: number;
  /** The base of every address the double gives out; set when it listens. */
  origin: string;
  now(): number;
  advance(ms: number): void;
  /** Another number on every call. */
  next(): number;
}

export function createState(seed: SlackSeed): State {
  let skew = 0;
  let counter = 0;
  const clock = seed.now ?? Date.now;
  const users = Object.values({ ...USERS, ...seed.users });
  const channels = Object.values({ ...CHANNELS, ...seed.channels });
  return {
    seed: {
      scopes: seed.scopes ?? BOT_SCOPES,
      appScopes: seed.appScopes ?? ['connections:write'],
      events: seed.events ?? EVENTS,
      command: seed.command ?? { name: '/kam', shouldEscape: true },
      hasHomeTab: seed.hasHomeTab ?? true,
      hasMessagesTab: seed.hasMessagesTab ?? true,
      isAgent: seed.isAgent ?? true,
      hasSocketMode: seed.hasSocketMode ?? true,
      now: clock,
      patienceMs: seed.patienceMs ?? 3_000,
      burst: seed.burst ?? null,
    },
    users: new Map([OUR_BOT, ...users].map((one) => [one.id, one])),
    channels: new Map(
      channels.map((one) => [one.id, { ...one, members: new Set(one.members), user: null } satisfies Channel]),
    ),
    messages: [],
    ephemerals: [],
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    prompts: [],
    statuses: [],
    calls: [],
    violations: [],
    isTokenRevoked: false,
    granted: seed.scopes ?? BOT_SCOPES,
    narrowTokens: new Map(),
    lastMicros: 0,
    origin: '',
    now: () => clock() + skew,
    advance: (ms) => {
      skew += ms;
    },
    next: () => {
      counter += 1;
      return counter;
    },
  };
}

const OUR_BOT: SeededUser = {
  id: BOT_USER,
  name: 'KAM Assistant',
  email: null,
  timeZone: 'UTC',
  locale: 'en-US',
  kind: 'bot',
  team: USERS.boss.team,
  isDeleted: false,
  isAdmin: false,
};
