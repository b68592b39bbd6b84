import { randomUUID } from 'node:crypto';
import { answeredChoices } from './block-kit/composition.ts';
import { isRecord } from './block-kit/rules.ts';
import { elementsOf } from './block-kit/surfaces.ts';
import type { Deliver, Delivered, Via } from './delivery.ts';
import { choice, filledIn } from './inputs.ts';
import { keep } from './methods/chat.ts';
import {
  actionPayload,
  globalShortcutPayload,
  mentionEvent,
  messageEvent,
  messageShortcutPayload,
  type Place,
  slashPayload,
  suggestionPayload,
} from './payloads.ts';
import type { People } from './people.ts';
import { Refusal } from './refusal.ts';
import { type ResponseUrls, respond } from './response-urls.ts';
import { BOT_USER } from './seed.ts';
import type { ShownMessage, ShownView } from './shown.ts';
import type { Envelope } from './socket-mode.ts';
import type { Channel, Json, Message, State } from './state.ts';
import { asCommandText, asSent } from './typed.ts';

/** A gesture that was made, and how it was answered. */
export interface Gesture extends Delivered {
  /** What was delivered; null: nothing, as the app is not subscribed to it. */
  readonly envelope: Envelope | null;
  readonly payload: Json;
  readonly triggerId: string | null;
  readonly responseUrl: string | null;
}

/** A sentence somebody wrote; `others`: further deliveries of the same one. */
export interface Said extends Gesture {
  readonly ts: string;
  readonly channel: string;
  readonly others: readonly Gesture[];
}

export interface Speaking extends Via {
  /** The message it is written beneath. */
  readonly thread?: string;
  /** Sent as it stands, not as a composer would send it. */
  readonly isRaw?: boolean;
  readonly files?: readonly Json[];
  /** Messages that are forwarded with it [T MessageAttachment]. */
  readonly attachments?: readonly Json[];
}

/** A message or view a gesture is made in; a test that has none of it fails there. */
export type Where = ShownMessage | ShownView | null | undefined;

export interface Gestures {
  /** `/kam TEXT`, typed in a channel (`dm`: in the conversation with the assistant). */
  slash(user: string, channel: string, text: string, via?: Via & { readonly isRaw?: boolean }): Promise<Gesture>;
  /** A sentence to the assistant alone. */
  dm(user: string, text: string, how?: Speaking): Promise<Said>;
  /** A sentence in a channel that mentions the assistant: before it, or where `@KAM` stands. */
  mention(user: string, channel: string, text: string, how?: Speaking): Promise<Said>;
  /** A sentence in a channel that does not mention it. */
  say(user: string, channel: string, text: string, how?: Speaking): Promise<Said>;
  /** Presses what has this label or action id. */
  press(user: string, where: Where, what: string, via?: Via): Promise<Gesture>;
  /** Chooses from a menu, fills an element that tells at once. */
  choose(user: string, where: Where, what: string, value: unknown, via?: Via): Promise<Gesture>;
  /** Types into a menu whose options the app gives; `options`: what it gave. */
  options(
    user: string,
    where: Where,
    what: string,
    query: string,
    via?: Via,
  ): Promise<Gesture & { readonly options: readonly Json[] }>;
  /** A shortcut on a message, or from anywhere (`on`: null). */
  shortcut(user: string, callbackId: string, on: ShownMessage | null | undefined, via?: Via): Promise<Gesture>;
}

/** Tells the app of an event of this name, as the manifest has it, if it is subscribed to it. */
export type Tell = (
  name: string,
  event: Json,
  via?: Via,
  more?: { readonly team?: string; readonly isExtShared?: boolean },
) => Promise<Gesture>;

export interface GestureParts {
  readonly state: State;
  readonly deliver: Deliver;
  readonly people: People;
  readonly tell: Tell;
  readonly responseUrls: ResponseUrls;
}

export function createGestures({ state, deliver, people, tell, responseUrls }: GestureParts): Gestures {
  const interact = async (payload: Json, via: Via): Promise<Gesture> => {
    const envelope: Envelope = { type: 'interactive', payload, acceptsResponse: true, retry: null };
    return toGesture(envelope, await deliver(envelope, via));
  };

  const write = (user: string, channel: Channel, text: string, how: Speaking): Message => {
    if (!channel.members.has(user)) throw new Error(`${user} does not read in ${channel.name}`);
    const sent = how.isRaw === true ? text : asSent(text, state);
    const composed = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
    };
    return keep(state, channel, {
      author: user,
      text: sent,
      blocks: [composed],
      threadTs: how.thread ?? null,
      clientMsgId: randomUUID(),
      files: how.files ?? [],
    });
  };

  const speak = async (who: string, channel: Channel, text: string, how: Speaking): Promise<Said> => {
    const user = people.user(who);
    const message = write(user.id, channel, text, how);
    const kinds = { public: 'message.channels', private: 'message.groups', im: 'message.im' };
    const more = { team: user.team, isExtShared: channel.isExtShared };
    const isMention = channel.kind !== 'im' && message.text.includes(`<@${BOT_USER}>`) && channel.members.has(BOT_USER);
    const forwarded = how.attachments === undefined ? {} : { attachments: how.attachments };
    const told = [
      ...(isMention ? [tell('app_mention', { ...mentionEvent(message, user), ...forwarded }, how, more)] : []),
      tell(kinds[channel.kind], { ...messageEvent(message, channel, user), ...forwarded }, how, more),
    ];
    const [first, ...others] = (await Promise.all(told)).filter(({ envelope }) => envelope !== null);
    const { ts } = message;
    const heard = first ?? UNTOLD;
    return { ...heard, ts, channel: channel.id, others };
  };

  return {
    slash: async (who, where, text, via = {}) => {
      const user = people.user(who);
      const channel = people.channel(where, user.id);
      const responseUrl = responseUrls.open(user.id, channel.id, null);
      const sent = via.isRaw === true ? text : asCommandText(text, state);
      const payload = slashPayload(state, user, channel, sent, responseUrl);
      const envelope: Envelope = { type: 'slash_commands', payload, acceptsResponse: true, retry: null };
      const made = toGesture(envelope, await deliver(envelope, via));
      return { ...made, error: made.error ?? answerInAck(state, made.ack, user.id, channel.id) };
    },
    dm: (who, text, how = {}) => speak(who, people.channel(who, null), text, how),
    mention: async (who, where, text, how = {}) => {
      const channel = people.channel(where, null);
      // Slack asks who mentions it there whether to invite it, and tells the app nothing.
      if (!channel.members.has(BOT_USER)) throw new Error(`the assistant is not in ${channel.name}`);
      const isNamed = text.includes('@KAM') || text.includes(`<@${BOT_USER}>`);
      return await speak(who, channel, isNamed ? text : how.isRaw ? `<@${BOT_USER}> ${text}` : `@KAM ${text}`, how);
    },
    say: (who, where, text, how = {}) => speak(who, people.channel(where, null), text, how),
    press: async (who, where, what, via = {}) => {
      const user = people.user(who);
      const place = people.place(where, user.id);
      const { element, block } = elementIn(place, what);
      const { type, action_id: actionId, value, text, url } = element;
      if (type !== 'button') throw new Error(`${what} is a ${String(type)}: choose from it`);
      const action = { type, action_id: actionId, block_id: block['block_id'], text, value, url };
      return await interact(actionPayload(state, user, place, action, urlFor(responseUrls, user.id, place)), via);
    },
    choose: async (who, where, what, wanted, via = {}) => {
      const user = people.user(who);
      const place = people.place(where, user.id);
      const { element, block } = elementIn(place, what);
      const isOverflow = element['type'] === 'overflow';
      const filled = isOverflow
        ? { type: 'overflow', selected_option: choice(element, wanted) }
        : filledIn(element, wanted);
      const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
      if (place.kind === 'view' && !isOverflow) {
        const { values } = place.view;
        values[blockId] = { ...values[blockId], [actionId]: filled };
      }
      const action = { ...filled, action_id: actionId, block_id: blockId };
      return await interact(actionPayload(state, user, place, action, urlFor(responseUrls, user.id, place)), via);
    },
    options: async (who, where, what, query, via = {}) => {
      const user = people.user(who);
      const place = people.place(where, user.id);
      const { element, block } = elementIn(place, what);
      const least = Number(element['min_query_length'] ?? 3);
      // Slack asks only once that much is typed [T ExternalSelect.min_query_length].
      if ([...query].length < least) throw new Error(`${what} asks from ${least} characters on`);
      const asked = { block_id: block['block_id'], action_id: element['action_id'] };
      const made = await interact(suggestionPayload(state, user, place, asked, query), via);
      const wrong = made.error === null ? answeredChoices(made.ack, '') : [];
      const error = wrong.length === 0 ? made.error : `options are not valid: ${JSON.stringify(wrong)}`;
      return { ...made, error, options: wrong.length === 0 ? offered(made.ack) : [] };
    },
    shortcut: async (who, callbackId, on, via = {}) => {
      const user = people.user(who);
      if (on === null) return await interact(globalShortcutPayload(state, user, callbackId), via);
      const place = people.place(on, user.id);
      if (place.kind === 'view') throw new Error('a shortcut is on a message');
      const { message, channel } = place;
      const url = responseUrls.open(user.id, channel.id, null);
      return await interact(messageShortcutPayload(state, user, callbackId, message, channel, url), via);
    },
  };
}

export function toGesture(envelope: Envelope, delivered: Delivered): Gesture {
  const { payload } = envelope;
  const text = (key: string): string | null => (typeof payload[key] === 'string' ? payload[key] : null);
  return { ...delivered, envelope, payload, triggerId: text('trigger_id'), responseUrl: text('response_url') };
}

/** Of what the app is not subscribed to. */
export const UNTOLD: Gesture = {
  envelope: null,
  payload: {},
  triggerId: null,
  responseUrl: null,
  ack: null,
  status: null,
  latencyMs: 0,
  error: null,
};

/** A button by its label or action id, and the block it stands in. */
function elementIn(place: Place, what: string): { readonly element: Json; readonly block: Json } {
  const blocks = place.kind === 'view' ? (place.view.view['blocks'] as readonly Json[]) : (place.message.blocks ?? []);
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const labelOf = ({ block, element }: { block: Json; element: Json }): unknown => {
    const label = element['text'] ?? element['placeholder'] ?? block['label'];
    return isRecord(label) ? label['text'] : undefined;
  };
  const found = all.find((one) => one.element['action_id'] === what) ?? all.find((one) => labelOf(one) === what);
  if (found !== undefined) return found;
  throw new Error(`there is no “${what}”; there are ${all.map((one) => String(labelOf(one))).join(', ') || 'none'}`);
}

const urlFor = (urls: ResponseUrls, user: string, place: Place): string | null =>
  place.kind === 'view' ? null : urls.open(user, place.channel.id, place.message);

/** A command may be answered in its ack: a text, or a message like those of the response_url. What is wrong with it; null: nothing. */
function answerInAck(state: State, ack: unknown, user: string, channel: string): string | null {
  if (ack === null) return null;
  try {
    respond({ user, channel, original: null }, typeof ack === 'string' ? { text: ack } : (ack as Json), state);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return `the answer is not valid: ${error.code}`;
    throw error;
  }
}

function offered(ack: unknown): readonly Json[] {
  if (!isRecord(ack)) return [];
  const { options, option_groups: groups } = ack;
  if (Array.isArray(options)) return options;
  return Array.isArray(groups) ? groups.flatMap((one) => one.options) : [];
}
