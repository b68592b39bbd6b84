import type { Delivery } from '../../src/ports/queues.ts';
import type { FeishuEvent } from './bodies.ts';
import { idOf } from './content.ts';
import { menuContent } from './menu.ts';
import type { FeishuNotice, FeishuPayload, FeishuSaid, Mention, Origin, Who, Written } from './payload.ts';

/** An event that is ours, with what all of them have. */
export interface OurEvent {
  readonly appId: string;
  /** The organisation we are installed in. */
  readonly tenant: string;
  readonly eventId: string;
  /** `null` until Feishu has told who we are. */
  readonly botOpenId: string | null;
  readonly event: NonNullable<FeishuEvent['event']>;
}

type Made = Delivery | null;

/**
 * A message as it is kept until it is worked on; `null`: nothing of it is kept. Of groups only what mentions us, whatever else we
 * might be shown there; of programs nothing, ourselves least of all.
 */
export function toMessageDelivery(from: OurEvent): Made {
  const sender = objectIn(from.event['sender']);
  const message = objectIn(from.event['message']);
  const who = whoIn(sender['sender_id'], textIn(sender['tenant_key']));
  const [id, chat, chatType] = [
    textIn(message['message_id']),
    textIn(message['chat_id']),
    textIn(message['chat_type']),
  ];
  if (who === null || id === null || chat === null || sender['sender_type'] !== 'user') return null;
  if (who.openId === from.botOpenId) return null;
  const written = writtenIn(message);
  if (chatType !== 'p2p' && !mayMeanUs(written, from.botOpenId)) return null;
  const content = { message: written };
  const said: FeishuSaid = { tenant: from.tenant, who, content, from: originOf(message, { id, chat, chatType }) };
  // Known by its own id alone: however often and under whatever event it comes, that is the same (im-v1/message/events/receive.md).
  return deliveryOf(from, `message:${id}`, who, said);
}

/** As long as it is not known who we are, any bot may be. */
function mayMeanUs({ mentions }: Written, botOpenId: string | null): boolean {
  return mentions.some(({ openId, isBot }) => (botOpenId === null ? isBot !== false : openId === botOpenId));
}

function originOf(
  message: Readonly<Record<string, unknown>>,
  { id, chat, chatType }: { readonly id: string; readonly chat: string; readonly chatType: string | null },
): Origin {
  if (chatType === 'p2p') return { kind: 'dm', chat, message: id };
  const topic = textIn(message['thread_id']);
  // In a group of topics everything stands in one; an answer there names the message it began with, and not always the topic.
  const root = chatType === 'topic_group' ? (textIn(message['root_id']) ?? id) : null;
  return { kind: 'group', chat, message: id, thread: topic ?? root };
}

function writtenIn(message: Readonly<Record<string, unknown>>): Written {
  const mentions = Array.isArray(message['mentions']) ? message['mentions'] : [];
  return {
    type: textIn(message['message_type']) ?? '',
    content: textIn(message['content']) ?? '',
    mentions: mentions.flatMap(mentionIn),
  };
}

function mentionIn(value: unknown): readonly Mention[] {
  const mention = objectIn(value);
  const id = objectIn(mention['id']);
  const key = textIn(mention['key']);
  if (key === null) return [];
  const type = textIn(mention['mentioned_type']);
  return [
    {
      key,
      openId: textIn(id['open_id']),
      unionId: textIn(id['union_id']),
      name: textIn(mention['name']) ?? '',
      ...(type === null ? {} : { isBot: type === 'bot' }),
    },
  ];
}

/** An item of our menu was tapped. */
export function toMenuDelivery(from: OurEvent): Made {
  const who = whoIn(objectIn(from.event['operator'])['operator_id'], from.tenant);
  const key = textIn(from.event['event_key']);
  if (who === null || key === null) return null;
  return eventDelivery(from, who, { tenant: from.tenant, who, content: menuContent(key), from: { kind: 'menu' } });
}

/**
 * Somebody opened their conversation with us. It is told each time; only that nothing was ever said there makes it a first meeting, and
 * that is kept once, under whichever of the two events tells of it.
 */
export function toMetDelivery(from: OurEvent, isNewChat: boolean): Made {
  const { event, tenant, appId } = from;
  const who = whoIn(event['operator_id'] ?? event['user'] ?? event['operator'], tenant);
  if (who === null || (!isNewChat && textIn(event['last_message_id']) !== null)) return null;
  const met: FeishuNotice = { notice: 'met', tenant, who, isFirst: true };
  return { ...eventDelivery(from, who, met), alsoKnownAs: [`${appId}:met:${who.openId}`] };
}

/** We were taken into a group. */
export function toInvitedDelivery(from: OurEvent): Made {
  const { event, tenant } = from;
  const who = whoIn(event['operator_id'], textIn(event['operator_tenant_key']) ?? tenant);
  const chat = textIn(event['chat_id']);
  if (who === null || chat === null) return null;
  return eventDelivery(from, who, { notice: 'invited', tenant, who, chat });
}

/** Something about somebody's account is another than before. */
export function toUserDelivery(from: OurEvent, isDeleted: boolean): Made {
  const { event, tenant } = from;
  const user = objectIn(event['object']);
  const who = whoIn(user, tenant);
  if (who === null) return null;
  const status = objectIn(user['status']);
  const isGone = isDeleted || status['is_resigned'] === true || status['is_exited'] === true;
  return eventDelivery(from, who, { notice: 'user-changed', tenant, who, isGone });
}

/** Somebody as events name them; `null`: not to be told who. */
export function whoIn(value: unknown, tenant: string | null): Who | null {
  const ids = objectIn(value);
  const openId = textIn(ids['open_id']);
  return openId === null ? null : { openId, unionId: textIn(ids['union_id']), tenant };
}

export const objectIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** `null` for an empty one. */
export const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const eventDelivery = (from: OurEvent, who: Who, payload: FeishuPayload): Delivery =>
  deliveryOf(from, `event:${from.eventId}`, who, payload);

/** One person's messages are worked on in the order they came. Two of our apps may be told of the same. */
const deliveryOf = ({ appId, tenant }: OurEvent, key: string, who: Who, payload: FeishuPayload): Delivery => ({
  platform: 'feishu',
  tenant,
  deliveryKey: `${appId}:${key}`,
  conversation: idOf(who),
  payload,
});
