import { CHATS, type FeishuSeed, PEOPLE } from './seed.ts';
import { type Chat, directWith, type Message, type Person, type State } from './state.ts';

/** Who and where is meant by what a test writes. Throws where there is none. */
export interface People {
  /** By key of the seed or by open id. */
  person(who: string): Person;
  /** By key, id or name; a person's key or open id: their conversation with the bot. */
  chat(where: string): Chat;
  /** A message somebody can see. */
  seen(user: Person, messageId: string | undefined): Message;
}

export function createPeople(state: State, seed: FeishuSeed): People {
  const personKeys = new Map(Object.entries({ ...PEOPLE, ...seed.people }));
  const chatKeys = new Map(Object.entries({ ...CHATS, ...seed.chats }));
  const people: People = {
    person: (who) => {
      const found = state.people.get(personKeys.get(who)?.openId ?? who);
      if (found === undefined) throw new Error(`nobody is called ${who}`);
      return found;
    },
    chat: (where) => {
      const id = chatKeys.get(where)?.id ?? where;
      const known = state.chats.get(id) ?? [...state.chats.values()].find((one) => one.name === where && where !== '');
      return known ?? directWith(state, people.person(where).openId);
    },
    seen: (user, messageId) => {
      const found = state.messages.find((one) => one.id === messageId);
      if (found === undefined) throw new Error(`there is no message ${messageId}`);
      if (found.isDeleted || found.isRecalled) throw new Error(`the message ${messageId} is gone`);
      const isMember = state.chats.get(found.chat)?.members.has(user.openId) === true;
      const isSeen = isMember && (found.visibleTo === null || found.visibleTo === user.openId);
      if (!isSeen) throw new Error(`${user.name} does not see the message ${messageId}`);
      return found;
    },
  };
  return people;
}
