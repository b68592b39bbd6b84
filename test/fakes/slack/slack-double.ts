import { createDeliver } from './delivery.ts';
import { createEvents, type Events } from './events.ts';
import { createFaults, type Fault } from './faults.ts';
import { createFiles } from './files.ts';
import { createGestures, type Gestures } from './gestures.ts';
import { createPace } from './pace.ts';
import { createPeople } from './people.ts';
import { createResponseUrls } from './response-urls.ts';
import { CHANNELS, type SlackSeed, TEAM, USERS } from './seed.ts';
import { listen } from './server.ts';
import { type ShownMessage, type ShownView, showMessage, showView } from './shown.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { type Call, createState, type Json, type State } from './state.ts';
import { createSubmitting, type Submitting } from './submitting.ts';
import { createWebApi } from './web-api.ts';

/**
 * A strict Slack on the loopback: Web API, Socket Mode, gestures of people over the socket or as signed POSTs, what they then see,
 * and faults. What Slack refuses it refuses, with Slack's error.
 */
export interface SlackDouble extends Gestures, Submitting, Omit<Events, 'tell'> {
  /** Ends in `/api/`: what `SLACK_API_URL` is set to. */
  readonly url: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Another bot token, with these scopes alone. */
  narrowToken(scopes: readonly string[]): string;
  readonly team: string;
  /** Ids by the keys of the seed. */
  readonly users: Readonly<Record<keyof typeof USERS, string>>;
  readonly channels: Readonly<Record<keyof typeof CHANNELS, string>>;
  readonly socket: Pick<SocketMode, 'connections' | 'whenConnected' | 'disconnect' | 'drop' | 'stall' | 'utter'>;
  /** Any event the app is subscribed to, as the manifest names it. */
  event: Events['tell'];
  /** What stands in a channel, oldest first; a person's key: in their conversation with the assistant. `as`: who reads. */
  messages(channel: string, as?: string): readonly ShownMessage[];
  /** Private notes somebody sees, oldest first. */
  ephemerals(user: string): readonly ShownMessage[];
  /** Somebody's open modals, the bottom one first. */
  modals(user: string): readonly ShownView[];
  /** Somebody's home tab; null: nothing was published. */
  home(user: string): ShownView | null;
  /** Suggested prompts, in the order they were set. */
  prompts(): State['prompts'];
  statuses(): State['statuses'];
  /** Calls that came in, of one method or of all; addresses of gestures as `response_url`, bytes of files as `upload`. */
  calls(method?: string): readonly Call[];
  /** What the app did that Slack lets pass but nobody should do. */
  violations(): readonly string[];
  /** The next calls of a method (`*`: any) go wrong. */
  fail(method: string, fault: Fault, times?: number, when?: (args: Json) => boolean): void;
  /** Planned faults are forgotten. */
  heal(): void;
  /** Time passes in the double: triggers and addresses grow old. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export async function openSlackDouble(seed: SlackSeed = {}): Promise<SlackDouble> {
  const state = createState(seed);
  const signingSecret = 'e6b1f0c2a95d4b83a7c9d0e1f2a3b4c5';
  const tokens = { bot: 'xoxb-000000000001-000000000002-double', app: 'xapp-1-A0KAMAPP1-000000000003-double' };
  const files = createFiles();
  const faults = createFaults();
  const sockets = createSocketMode(state);
  const responseUrls = createResponseUrls(state);
  const api = createWebApi(state, files, tokens, () => sockets.open());
  const server = await listen({ state, api, files, faults, pace: createPace(state), responseUrls, sockets, tokens });
  const deliver = createDeliver(state, sockets, signingSecret);
  const people = createPeople(state, seed);
  const { tell, ...events } = createEvents(state, deliver, people);
  const gestures = createGestures({ state, deliver, people, tell, responseUrls });
  const idOf = (who: string): string => people.user(who).id;

  return {
    ...gestures,
    ...createSubmitting(state, deliver, people),
    ...events,
    event: tell,
    url: `${state.origin}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    narrowToken: (scopes) => {
      const token = `xoxb-narrow-${state.narrowTokens.size}`;
      state.narrowTokens.set(token, scopes);
      return token;
    },
    team: TEAM,
    users: idsOf(USERS),
    channels: idsOf(CHANNELS),
    socket: sockets,
    messages: (where, as) => {
      const channel = people.channel(where, null);
      const reader = as === undefined ? null : idOf(as);
      return state.messages
        .filter((one) => one.channel === channel.id && !one.isDeleted)
        .map((one) => showMessage(one, state, reader));
    },
    ephemerals: (who) =>
      state.ephemerals
        .filter((one) => one.visibleTo === idOf(who) && !one.isDeleted)
        .map((one) => showMessage(one, state, null)),
    modals: (who) => (state.modals.get(idOf(who)) ?? []).map((one) => showView(one, state)),
    home: (who) => {
      const record = state.homes.get(idOf(who));
      return record === undefined ? null : showView(record, state);
    },
    prompts: () => state.prompts,
    statuses: () => state.statuses,
    calls: (method) => state.calls.filter((one) => method === undefined || one.method === method),
    violations: () => state.violations,
    fail: faults.fail,
    heal: faults.clear,
    advance: state.advance,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function idsOf<K extends string>(seeded: Readonly<Record<K, { readonly id: string }>>): Readonly<Record<K, string>> {
  const entries = Object.entries<{ readonly id: string }>(seeded).map(([key, { id }]) => [key, id]);
  return Object.fromEntries(entries) as Record<K, string>;
}
