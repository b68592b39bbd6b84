import type { Who } from './payload.ts';

/** What Feishu sends, as far as it is used here. Whatever comes is read defensively: all of it may be missing. */
export interface FeishuEvent {
  /** `2.0`; absent in the oldest events, which have no header. */
  readonly schema?: string;
  readonly header?: {
    readonly event_id?: string;
    readonly event_type?: string;
    readonly token?: string;
    readonly app_id?: string;
    readonly tenant_key?: string;
  };
  readonly event?: Readonly<Record<string, unknown>>;
  readonly context?: unknown;
  /** Of an event without a header: its id. */
  readonly uuid?: string;
  /** Of an event without a header, and of a `url_verification`. */
  readonly token?: string;
  readonly type?: string;
  readonly challenge?: string;
}

/** A press of a card, or a form handed in: what is needed of `card.action.trigger`. */
export interface PressBody {
  /** The organisation we are installed in. */
  readonly tenant: string;
  readonly eventId: string;
  readonly who: Who;
  /** The card's message and chat; empty where Feishu does not tell them. */
  readonly message: string;
  readonly chat: string;
  readonly action: CardAction;
}

/** What was pressed (card-callback-communication.md). */
export interface CardAction {
  readonly tag?: string;
  readonly name?: string;
  /** As our button carries it. */
  readonly value?: unknown;
  /** Whatever stood in the form, by the names of its inputs. */
  readonly form_value?: Readonly<Record<string, unknown>>;
  readonly input_value?: string;
  readonly option?: string;
  readonly options?: readonly string[];
  readonly checked?: boolean;
  readonly timezone?: string;
}
