import type { Deliver, Via } from './delivery.ts';
import { type Gesture, type Tell, toGesture, UNTOLD } from './gestures.ts';
import { newTs } from './identifiers.ts';
import { describeUser } from './methods/users.ts';
import { describeView } from './methods/views.ts';
import { eventPayload } from './payloads.ts';
import type { People } from './people.ts';
import { BOT_USER, type SeededUser, TEAM } from './seed.ts';
import type { Envelope } from './socket-mode.ts';
import type { State } from './state.ts';

export interface Redelivery extends Via {
  /** 1 to 3. */
  readonly attempt?: number;
  readonly reason?: string;
}

export interface Events {
  readonly tell: Tell;
  /** Somebody opens the app: its home tab, or the conversation with it. */
  openHome(user: string, via?: Via & { readonly tab?: 'home' | 'messages' }): Promise<Gesture>;
  /** Somebody's profile changes: zone, language, address, deactivation, becoming a guest. */
  changeUser(user: string, change: Partial<SeededUser>, via?: Via): Promise<Gesture>;
  /** Somebody joins a channel. */
  join(user: string, channel: string, via?: Via): Promise<Gesture>;
  /** The assistant is invited. */
  invite(channel: string, via?: Via): Promise<Gesture>;
  /** The bot token is revoked: it is told, and every further call is refused. */
  revoke(via?: Via): Promise<Gesture>;
  /** What Slack asks of a request URL before it sends anything there: the challenge back. */
  challenge(http: string): Promise<Gesture>;
  /**
   * The same event once more, as Slack sends it when it saw no ack: three times at most, with a number and a reason (docs
   * events-api). Commands and interactions are not sent again.
   */
  redeliver(gesture: Gesture, how?: Redelivery): Promise<Gesture>;
}

export function createEvents(state: State, deliver: Deliver, people: People): Events {
  const bring = async (envelope: Envelope, via: Via): Promise<Gesture> =>
    toGesture(envelope, await deliver(envelope, via));
  const events: Events = {
    tell: async (name, event, via = {}, more = {}) => {
      if (!state.seed.events.includes(name)) return { ...UNTOLD, payload: event };
      const payload = eventPayload(state, event, more);
      return await bring({ type: 'events_api', payload, acceptsResponse: false, retry: null }, via);
    },
    openHome: (who, via = {}) => {
      const user = people.user(who);
      const view = state.homes.get(user.id);
      return events.tell(
        'app_home_opened',
        {
          type: 'app_home_opened',
          user: user.id,
          channel: people.channel(user.id, null).id,
          tab: via.tab ?? 'home',
          event_ts: newTs(state),
          ...(view === undefined ? {} : { view: describeView(view) }),
        },
        via,
      );
    },
    changeUser: (who, change, via = {}) => {
      const user: SeededUser = { ...people.user(who), ...change };
      state.users.set(user.id, user);
      const event = { type: 'user_change', user: describeUser(user, state, true), cache_ts: 1, event_ts: newTs(state) };
      return events.tell('user_change', event, via);
    },
    join: (who, where, via = {}) => joined(people.user(who).id, where, via),
    invite: (where, via = {}) => joined(BOT_USER, where, via),
    revoke: async (via = {}) => {
      const event = { type: 'tokens_revoked', tokens: { oauth: [], bot: [BOT_USER] }, event_ts: newTs(state) };
      state.isTokenRevoked = true;
      return await events.tell('tokens_revoked', event, via);
    },
    challenge: (http) => {
      const payload = { token: 'verification-token', challenge: `challenge-${state.next()}`, type: 'url_verification' };
      return bring({ type: 'events_api', payload, acceptsResponse: true, retry: null }, { http });
    },
    redeliver: async (gesture, { attempt = 1, reason = 'http_timeout', ...via } = {}) => {
      const { envelope } = gesture;
      if (envelope?.type !== 'events_api') throw new Error('only events are delivered again');
      if (attempt < 1 || attempt > 3) throw new Error('an event is delivered again three times at most');
      return await bring({ ...envelope, retry: { attempt, reason } }, via);
    },
  };
  const joined = (id: string, where: string, via: Via): Promise<Gesture> => {
    const channel = people.channel(where, null);
    channel.members.add(id);
    const type = channel.kind === 'public' ? 'C' : 'G';
    const event_ts = newTs(state);
    return events.tell(
      'member_joined_channel',
      { type: 'member_joined_channel', user: id, channel: channel.id, channel_type: type, team: TEAM, event_ts },
      via,
    );
  };
  return events;
}
