import type { Delivery } from '../../src/ports/queues.ts';
import type { FeishuEvent, PressBody } from './bodies.ts';
import { idOf } from './content.ts';
import {
  type OurEvent,
  objectIn,
  textIn,
  toInvitedDelivery,
  toMenuDelivery,
  toMessageDelivery,
  toMetDelivery,
  toUserDelivery,
  whoIn,
} from './deliveries.ts';
import type { Handed, WhenHanded } from './handed.ts';
import type { CallbackAnswer, FeishuParts } from './parts.ts';

export type TableParts = Pick<FeishuParts, 'config' | 'app' | 'intake' | 'store' | 'directory' | 'log'> & {
  /** Answers a press within 2.5 s, and is told what became of the answer; never rejects. */
  readonly press: (body: PressBody, whenHanded: Promise<Handed>) => Promise<CallbackAnswer>;
};

/** What is done with everything Feishu sends, whichever way it comes. */
export interface Table {
  /**
   * What to answer with, `null` for an event: it is kept, or not for us. What it rejects with, Feishu is to send again. `whenHanded`:
   * whether the answer arrived; absent, nobody knows.
   */
  handle(event: FeishuEvent, whenHanded?: WhenHanded): Promise<CallbackAnswer | null>;
}

type Handler = (from: OurEvent) => Promise<CallbackAnswer | null>;
/** Of what is answered with more than that it is kept. */
type Answerer = (from: OurEvent, whenHanded: WhenHanded) => Promise<CallbackAnswer | null>;

/** The one table of handlers for both transports. What is to be worked on is kept before it is acknowledged; nothing slow is done. */
export function createTable({ config, app, intake, store, directory, log, press }: TableParts): Table {
  const keeping =
    (toDelivery: (from: OurEvent) => Delivery | null): Handler =>
    async (from) => {
      const delivery = toDelivery(from);
      if (delivery !== null) await intake.accept(delivery);
      return null;
    };

  const keepMessage = keeping(toMessageDelivery);
  const keepInvited = keeping(toInvitedDelivery);

  /** Others may read there by now. */
  const chatChanged: Handler = async ({ event }) => {
    directory.chatChanged(textIn(event['chat_id']) ?? '');
    return null;
  };

  /** Of people's accounts there is news all day; only of those we know it matters. */
  const userChanged =
    (isDeleted: boolean): Handler =>
    async (from) => {
      const who = whoIn(from.event['object'], from.tenant);
      if (who === null) return null;
      const { openId, unionId } = who;
      for (const id of [openId, unionId]) if (id !== null) directory.userChanged(id);
      if ((await store.views.identity('feishu', from.tenant, idOf(who))) === undefined) return null;
      return keeping((known) => toUserDelivery(known, isDeleted))(from);
    };

  const pressed: Answerer = async (from, whenHanded) => {
    const body = toPressBody(from);
    if (body !== null) return press(body, whenHanded());
    log.warn('a press came from Feishu without telling who pressed or what');
    return {};
  };

  const handlers: ReadonlyMap<string, Answerer> = new Map<string, Answerer>([
    ['im.message.receive_v1', keepMessage],
    ['card.action.trigger', pressed],
    ['application.bot.menu_v6', keeping(toMenuDelivery)],
    ['im.chat.access_event.bot_p2p_chat_entered_v1', keeping((from) => toMetDelivery(from, false))],
    ['p2p_chat_create', keeping((from) => toMetDelivery(from, true))],
    [
      'im.chat.member.bot.added_v1',
      async (from) => {
        await chatChanged(from);
        return keepInvited(from);
      },
    ],
    ['contact.user.updated_v3', userChanged(false)],
    ['contact.user.deleted_v3', userChanged(true)],
    ...CHAT_EVENTS.map((type) => [type, chatChanged] as const),
  ]);

  return {
    async handle(event, whenHanded = async () => 'unsure') {
      const { type, appId, from } = openEvent(event, app());
      const handler = handlers.get(type);
      if (handler === undefined) {
        log.debug('an event of Feishu that nothing here asks for', { type });
        return null;
      }
      if (appId !== config.appId) {
        log.warn('an event of another app came from Feishu: is FEISHU_APP_ID the app it was set up in?', { appId });
        return null;
      }
      return handler(from, whenHanded);
    },
  };
}

const CHAT_EVENTS = [
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.member.user.withdrawn_v1',
  'im.chat.updated_v1',
  'im.chat.disbanded_v1',
];

/** What all events have; the oldest ones have it elsewhere. */
function openEvent(given: FeishuEvent, app: ReturnType<FeishuParts['app']>) {
  const header = objectIn(given.header);
  // A sample in the documents has the context of a press beside its event (card-callback-communication.md).
  const event = { context: given.context, ...objectIn(given.event) } as OurEvent['event'];
  const appId = textIn(header['app_id']) ?? textIn(event['app_id']) ?? '';
  const tenant = app?.tenant ?? textIn(header['tenant_key']) ?? textIn(event['tenant_key']) ?? '';
  const eventId = textIn(header['event_id']) ?? textIn(given.uuid) ?? '';
  const from: OurEvent = { appId, tenant, eventId, botOpenId: app?.botOpenId ?? null, event };
  return { type: textIn(header['event_type']) ?? textIn(event['type']) ?? '', appId, from };
}

function toPressBody({ tenant, eventId, event }: OurEvent): PressBody | null {
  const operator = objectIn(event['operator']);
  const who = whoIn(operator, textIn(operator['tenant_key']));
  const { action } = event;
  if (who === null || typeof action !== 'object' || action === null) return null;
  const context = objectIn(event['context']);
  const at = (name: string): string => textIn(context[name]) ?? textIn(event[name]) ?? '';
  return { tenant, eventId, who, message: at('open_message_id'), chat: at('open_chat_id'), action };
}
