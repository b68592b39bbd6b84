import { newId, seededId } from './identifiers.ts';
import type { Json } from './json.ts';
import { CHATS, EVENTS, type FeishuSeed, PEOPLE, SCOPES, type SeededPerson } from './seed.ts';

export type Person = { -readonly [K in keyof SeededPerson]: SeededPerson[K] };

export interface Chat {
  readonly id: string;
  name: string;
  readonly kind: 'group' | 'topic' | 'p2p';
  /** Open ids, the bot of the double not among them. */
  readonly members: Set<string>;
  hasBot: boolean;
  isExternal: boolean;
  isDissolved: boolean;
  readonly isMuted: boolean;
  readonly mayMentionAll: boolean;
  /** Of a conversation with the bot: with whom. */
  readonly user: string | null;
}

export interface Mention {
  readonly key: string;
  readonly openId: string;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly chat: string;
  /** Open id of who wrote it. */
  readonly author: string;
  type: string;
  /** As it was sent: JSON. */
  content: string;
  /** Of an interactive message: what stands there now. */
  card: Json | null;
  readonly thread: string | null;
  readonly root: string | null;
  readonly parent: string | null;
  /** Of a private card: who alone sees it. */
  readonly visibleTo: string | null;
  readonly uuid: string | null;
  readonly mentions: readonly Mention[];
  readonly createdAt: number;
  updatedAt: number;
  edits: number;
  isDeleted: boolean;
  isRecalled: boolean;
}

export interface Call {
  readonly method: string;
  /** From `/open-apis/` on, without it; of the long connection `callback/ws/endpoint`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly at: number;
  /** `0`, Feishu's code, `http 500`, `reset`. */
  readonly outcome: string;
}

/** A press somebody made in a card: what its answer and its delayed update are held against. */
export interface Pressed {
  readonly token: string;
  readonly message: string;
  readonly user: string;
  readonly at: number;
  isAnswered: boolean;
  updates: number;
}

export interface Toast {
  readonly user: string;
  readonly message: string;
  readonly type: string;
  readonly content: string;
}

export interface SlashCommand {
  readonly id: string;
  command: string;
  description: Json;
  icon: Json | null;
}

export interface StoredFile {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The organisation of the double, as it stands. */
export interface State {
  readonly seed: Required<Omit<FeishuSeed, 'people' | 'chats' | 'client' | 'scopes' | 'blocksPrivate'>> & {
    readonly client: Required<NonNullable<FeishuSeed['client']>>;
  };
  readonly verificationToken: string;
  readonly people: Map<string, Person>;
  readonly chats: Map<string, Chat>;
  /** Private cards among them. */
  readonly messages: Message[];
  readonly files: Map<string, StoredFile>;
  readonly presses: Map<string, Pressed>;
  readonly toasts: Toast[];
  readonly commands: Map<string, SlashCommand>;
  readonly calls: Call[];
  /** What the app did that Feishu lets pass but nobody should do. */
  readonly violations: string[];
  /** What was asked of `application/v7`: applied with the next publish. */
  readonly changes: { readonly kind: string; readonly body: Json }[];
  publications: number;
  granted: readonly string[];
  blocksPrivate: boolean;
  /** Good tokens, each with the time it ends. */
  readonly tokens: Map<string, number>;
  /** The base of every address the double gives out; set when it listens. */
  origin: string;
  now(): number;
  advance(ms: number): void;
}

export function createState(seed: FeishuSeed): State {
  let skew = 0;
  const clock = seed.now ?? Date.now;
  const chats = Object.values({ ...CHATS, ...seed.chats });
  return {
    seed: {
      events: seed.events ?? EVENTS,
      callbacks: seed.callbacks ?? ['card.action.trigger'],
      encryptKey: seed.encryptKey === undefined ? 'dOuBlE-encrypt-Key' : seed.encryptKey,
      isAppDisabled: seed.isAppDisabled ?? false,
      isBot: seed.isBot ?? true,
      forbiddenWords: seed.forbiddenWords ?? [],
      now: clock,
      patienceMs: seed.patienceMs ?? 3_000,
      burst: seed.burst ?? null,
      retryAfterMs: seed.retryAfterMs ?? [],
      client: { reconnectCount: -1, reconnectInterval: 1, reconnectNonce: 0, pingInterval: 1, ...seed.client },
    },
    verificationToken: seededId('', 'verification-token'),
    people: new Map(Object.values({ ...PEOPLE, ...seed.people }).map((one) => [one.openId, { ...one }])),
    chats: new Map(chats.map((one) => [one.id, { ...one, members: new Set(one.members), user: null } satisfies Chat])),
    messages: [],
    files: new Map(),
    presses: new Map(),
    toasts: [],
    commands: new Map(),
    calls: [],
    violations: [],
    changes: [],
    publications: 0,
    granted: seed.scopes ?? SCOPES,
    blocksPrivate: seed.blocksPrivate ?? false,
    tokens: new Map(),
    origin: '',
    now: () => clock() + skew,
    advance: (ms) => {
      skew += ms;
    },
  };
}

/** The conversation of somebody with the bot, begun if it is the first time. */
export function directWith(state: State, openId: string): Chat {
  const known = [...state.chats.values()].find((one) => one.user === openId);
  if (known !== undefined) return known;
  const chat: Chat = {
    id: newId('oc_'),
    name: '',
    kind: 'p2p',
    members: new Set([openId]),
    hasBot: true,
    isExternal: false,
    isDissolved: false,
    isMuted: false,
    mayMentionAll: false,
    user: openId,
  };
  state.chats.set(chat.id, chat);
  return chat;
}

/** Writes a message of anybody. */
export function keep(
  state: State,
  message: Pick<Message, 'chat' | 'author' | 'type' | 'content'> & Partial<Message>,
): Message {
  const kept: Message = {
    id: newId('om_'),
    card: null,
    thread: null,
    root: null,
    parent: null,
    visibleTo: null,
    uuid: null,
    mentions: [],
    createdAt: state.now(),
    updatedAt: state.now(),
    edits: 0,
    isDeleted: false,
    isRecalled: false,
    ...message,
  };
  state.messages.push(kept);
  return kept;
}
