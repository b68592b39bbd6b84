import type { Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import type { Reply } from '../reply/reply.ts';

/** The console's own places for what is said unasked: a direct line to each member, and channels. */

/** `dm:MEMBER` (their id) or `channel:CHANNEL` (its id). */
export type Place = string;

export const dmOf = (memberId: string): Place => `dm:${memberId}`;
export const channelPlace = (channelId: string): Place => `channel:${channelId}`;

export interface Channel {
  readonly id: string;
  /** Unique without regard to case. */
  readonly name: string;
  readonly createdById: string | null;
  readonly createdAt: Instant;
}

/** What a message says, and for whom it is drawn. */
export interface Spoken {
  /** The member whose own words it has, as the reply's title; without one the assistant speaks. */
  readonly byId?: string;
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
}

export interface Message extends Spoken {
  readonly id: string;
  readonly place: Place;
  /** From 1 in each place, in the order of posting. */
  readonly position: number;
  readonly postedAt: Instant;
  /** Later than `postedAt` when another content was put in its place. */
  readonly updatedAt: Instant;
}

export interface Conversations {
  /** By name. */
  channels(): Promise<readonly Channel[]>;
  /** `false`: the name is taken. */
  addChannel(channel: Channel): Promise<boolean>;
  renameChannel(id: string, name: string): Promise<'done' | 'taken' | 'missing'>;
  /** With its messages. `false`: there is none. */
  removeChannel(id: string): Promise<boolean>;
  /**
   * Idempotent by `sendKey` within the place: a second one leaves the first as it is and returns it. `undefined`: the channel
   * is no more. A direct line needs nothing.
   */
  post(place: Place, sendKey: string, spoken: Spoken, at: Instant): Promise<Message | undefined>;
  /** Puts another content in a message's place. `false`: there is none. */
  replace(id: string, spoken: Spoken, at: Instant): Promise<boolean>;
  byKey(place: Place, sendKey: string): Promise<Message | undefined>;
  /** The last `limit` messages of a place before that position (or of all), oldest first. */
  latest(place: Place, limit: number, before?: number): Promise<readonly Message[]>;
  /** Posted after that position, oldest first. */
  after(place: Place, position: number, limit: number): Promise<readonly Message[]>;
  /** Of these places, posted or replaced at that instant or later, oldest change first: what whoever listens asks again and again. */
  changedSince(places: readonly Place[], at: Instant, limit: number): Promise<readonly Message[]>;
  /** How many messages of each of these places the member has not read; a place with none is left out. */
  unread(memberId: string, places: readonly Place[]): Promise<Readonly<Record<Place, number>>>;
  /** The member has read up to that position; never goes back. */
  markRead(memberId: string, place: Place, position: number, at: Instant): Promise<void>;
}
