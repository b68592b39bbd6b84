import type { Where } from './gestures.ts';
import { directWith } from './methods/conversations.ts';
import type { Place } from './payloads.ts';
import { CHANNELS, type SeededUser, type SlackSeed, USERS } from './seed.ts';
import type { ShownMessage } from './shown.ts';
import type { Channel, State } from './state.ts';

/** Who and where is meant by what a test writes. Throws where there is none. */
export interface People {
  /** By key of the seed or by id. */
  user(who: string): SeededUser;
  /** By key, id or name; a person's key or id, or `dm` with the person beside it: the conversation with the assistant. */
  channel(where: string, asker: string | null): Channel;
  /** What is shown there now, for one who can see it. */
  place(shown: Where, user: string): Place;
}

export function createPeople(state: State, seed: SlackSeed): People {
  const userKeys = new Map(Object.entries({ ...USERS, ...seed.users }));
  const channelKeys = new Map(Object.entries({ ...CHANNELS, ...seed.channels }));
  const userOf = (who: string): SeededUser | undefined => state.users.get(userKeys.get(who)?.id ?? who);
  const people: People = {
    user: (who) => {
      const user = userOf(who);
      if (user === undefined) throw new Error(`nobody is called ${who}`);
      return user;
    },
    channel: (where, asker) => {
      const id = channelKeys.get(where)?.id ?? where;
      const known = state.channels.get(id) ?? [...state.channels.values()].find((one) => one.name === where);
      if (known !== undefined) return known;
      if (where === 'dm' && asker !== null) return directWith(state, asker);
      return directWith(state, people.user(where).id);
    },
    place: (shown, user) => {
      if (shown === null || shown === undefined) throw new Error('there is no such message or view');
      return 'hash' in shown ? viewPlace(state, shown.id, user) : messagePlace(state, shown, user);
    },
  };
  return people;
}

function viewPlace(state: State, id: string, user: string): Place {
  const home = state.homes.get(user);
  const view = [...(state.modals.get(user) ?? []), ...(home === undefined ? [] : [home])].find((one) => one.id === id);
  if (view === undefined) throw new Error(`${user} does not see the view ${id} any more`);
  return { kind: 'view', view };
}

function messagePlace(state: State, shown: ShownMessage, user: string): Place {
  const all = [...state.messages, ...state.ephemerals];
  const message = all.find((one) => one.ts === shown.ts && one.channel === shown.channel && !one.isDeleted);
  const channel = state.channels.get(shown.channel);
  if (message === undefined || channel === undefined) throw new Error(`the message ${shown.ts} is gone`);
  const isSeen = message.visibleTo === null ? channel.members.has(user) : message.visibleTo === user;
  if (!isSeen) throw new Error(`${user} does not see the message ${shown.ts}`);
  return { kind: 'message', message, channel };
}
