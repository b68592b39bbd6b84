import { createDeliver, type Delivered, type Via, verifyUrl } from './delivery.ts';
import { createFaults, type Fault, isMeant } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createGestures, type Gestures } from './gestures.ts';
import type { Json } from './json.ts';
import { createPace } from './pace.ts';
import { createPeople } from './people.ts';
import { createPressing, type Pressing } from './pressing.ts';
import { readCard } from './reading/card.ts';
import { storeFile } from './routes/files.ts';
import { APP_ID, APP_SECRET, BOT_OPEN_ID, CHATS, type FeishuSeed, PEOPLE, TENANT } from './seed.ts';
import { listen } from './server.ts';
import { type ShownMessage, showMessage } from './shown.ts';
import { type Call, createState, directWith, type SlashCommand, type State, type Toast } from './state.ts';
import { createTeller, type Telling } from './telling.ts';

/**
 * A strict Feishu on the loopback: the open API, the long connection, gestures of people over it or as encrypted and signed posts, what
 * they then see, and faults. What Feishu refuses it refuses, with Feishu's code. Rules name where they come from: a page of
 * open.feishu.cn by its path (`im-v1/message/create`), the code of the SDK, an issue, or that it was measured.
 */
export interface FeishuDouble extends Gestures, Pressing {
  /** What `FEISHU_BASE_URL` is set to. */
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Empty: what is delivered is neither encrypted nor signed. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly botOpenId: string;
  readonly tenant: string;
  /** Open ids, union ids and chat ids by the keys of the seed. */
  readonly users: Readonly<Record<keyof typeof PEOPLE, string>>;
  readonly unions: Readonly<Record<keyof typeof PEOPLE, string>>;
  readonly chats: Readonly<Record<keyof typeof CHATS, string>>;
  readonly socket: Omit<Gateway, 'discover' | 'upgrade' | 'deliver' | 'close'>;
  /** Asks the app to prove that the address is its own (`url_verification`). */
  verify(http: string, via?: Via): Promise<Delivered & { readonly isProved: boolean }>;
  /** What stands in a chat, oldest first, private cards not among it. `as`: who reads. */
  messages(chat: string, as?: string): readonly ShownMessage[];
  /** What stands in somebody's conversation with the bot. */
  dms(user: string): readonly ShownMessage[];
  /** Private cards somebody sees, oldest first. */
  ephemerals(user: string): readonly ShownMessage[];
  /** Any message by its id, also one that is gone. */
  message(id: string): ShownMessage | null;
  /** What somebody was shown for their presses, oldest first; what went wrong by its code. */
  toasts(user: string): readonly Toast[];
  /** The words a person sees of a card. */
  read(card: Json): string;
  slashCommands(): readonly SlashCommand[];
  /** What the app changed of itself and has not published. */
  changes(): State['changes'];
  publications(): number;
  /** Calls that came in, of all paths or those that begin so (`im/v1/messages`), with `POST ` before it or not. */
  calls(path?: string): readonly Call[];
  /** Every delivery of an event, oldest first. */
  deliveries(): readonly Telling[];
  /** What the app did that Feishu lets pass but nobody should do. */
  violations(): readonly string[];
  /** A picture or file somebody sends. */
  store(type: 'image' | 'file', name: string, bytes: Buffer): string;
  /** The scopes that are granted from now on. */
  grant(scopes: readonly string[]): void;
  /** Whether data protection refuses phone numbers and e-mail addresses. */
  blockPrivate(isOn: boolean): void;
  /** All tokens that were given are worth nothing any more (99991663). */
  revokeTokens(): void;
  /** The next calls of a path go wrong (`createFaults`). */
  fail(path: string, fault: Fault, times?: number, when?: (body: Json) => boolean): void;
  /** Planned faults are forgotten. */
  heal(): void;
  /** Time passes in the double: messages, tokens and presses grow old. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export async function openFeishuDouble(seed: FeishuSeed = {}): Promise<FeishuDouble> {
  const state = createState(seed);
  const faults = createFaults();
  const gateway = createGateway(state);
  const server = await listen({ state, faults, gateway, pace: createPace(state) });
  const deliver = createDeliver(state, gateway);
  const people = createPeople(state, seed);
  const teller = createTeller(state, deliver);
  const idOf = (who: string): string => people.person(who).openId;
  const standing = (chat: string, reader: string | null): readonly ShownMessage[] =>
    state.messages
      .filter((one) => one.chat === chat && one.visibleTo === null && !one.isDeleted && !one.isRecalled)
      .map((one) => showMessage(one, state, reader));

  return {
    ...createGestures({ state, people, tell: teller.tell }, teller.told),
    ...createPressing({ state, people, deliver }),
    url: state.origin,
    appId: APP_ID,
    appSecret: APP_SECRET,
    encryptKey: state.seed.encryptKey ?? '',
    verificationToken: state.verificationToken,
    botOpenId: BOT_OPEN_ID,
    tenant: TENANT,
    users: byKey(PEOPLE, ({ openId }) => openId),
    unions: byKey(PEOPLE, ({ unionId }) => unionId ?? ''),
    chats: byKey(CHATS, ({ id }) => id),
    socket: gateway,
    verify: (http, via = {}) => verifyUrl(state, http, via),
    messages: (where, as) => standing(people.chat(where).id, as === undefined ? null : idOf(as)),
    dms: (who) => standing(directWith(state, idOf(who)).id, idOf(who)),
    ephemerals: (who) =>
      state.messages
        .filter((one) => one.visibleTo === idOf(who) && !one.isDeleted)
        .map((one) => showMessage(one, state, null)),
    message: (id) => {
      const found = state.messages.find((one) => one.id === id);
      return found === undefined ? null : showMessage(found, state, null);
    },
    toasts: (who) => state.toasts.filter(({ user }) => user === idOf(who)),
    read: (card) => readCard(card).text,
    slashCommands: () => [...state.commands.values()],
    changes: () => state.changes,
    publications: () => state.publications,
    calls: (path) => state.calls.filter((one) => path === undefined || isUnder(path, one)),
    deliveries: () => teller.tellings,
    violations: () => state.violations,
    store: (type, name, bytes) => storeFile(state, { type, name, bytes }),
    grant: (scopes) => {
      state.granted = scopes;
    },
    blockPrivate: (isOn) => {
      state.blocksPrivate = isOn;
    },
    revokeTokens: () => state.tokens.clear(),
    fail: faults.fail,
    heal: faults.clear,
    advance: state.advance,
    close: async () => {
      teller.stop();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function byKey<K extends string, T>(
  seeded: Readonly<Record<K, T>>,
  of: (one: T) => string,
): Readonly<Record<K, string>> {
  return Object.fromEntries(Object.entries<T>(seeded).map(([key, one]) => [key, of(one)])) as Record<K, string>;
}

function isUnder(wanted: string, { method, path }: Call): boolean {
  const [, verb, prefix = ''] = /^(?:([A-Z]+) )?\/?(?:open-apis\/)?(.*)$/.exec(wanted) ?? [];
  return (verb === undefined || verb === method) && (path.startsWith(prefix) || isMeant(wanted, method, path));
}
