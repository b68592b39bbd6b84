import type { Language } from '../domain/vocabulary.ts';
import { channelsSaid as enChannels } from './en/channels.ts';
import { en } from './en/index.ts';
import type { Room } from './rooms.ts';
import { channelsSaid as zhChannels } from './zh/channels.ts';
import { zh } from './zh/index.ts';

/** Everything the assistant says. Chinese must say all that English says, or it does not compile. */
export type Messages = typeof en;

const catalogues: Readonly<Record<Room, Readonly<Record<Language, Messages>>>> = {
  channel: { en, zh },
  group: {
    en: { ...en, channels: enChannels('group') },
    zh: { ...zh, channels: zhChannels('group') },
  },
};

/** `room`: what the reader calls a place where several speak (`roomOf`). */
export function messagesIn(language: Language, room: Room = 'channel'): Messages {
  return catalogues[room][language];
}
