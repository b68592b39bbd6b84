/** What Slack sends, as far as it is read here: signed, but of a version that may be newer than ours. */

export interface EventBody {
  readonly type: 'event_callback';
  readonly team_id?: string;
  readonly event_id?: string;
  readonly event: SlackEvent;
  readonly authorizations?: readonly { readonly team_id?: string | null; readonly user_id?: string }[];
}

export interface SlackEvent {
  readonly type: string;
  readonly subtype?: string;
  readonly channel?: string | { readonly id?: string };
  readonly channel_type?: string;
  readonly user?: string | SlackUser;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly client_msg_id?: string;
  readonly files?: readonly unknown[];
  /** Of what people write: messages that were forwarded, or quoted by a link. */
  readonly attachments?: readonly unknown[];
  /** Of `tokens_revoked`. */
  readonly tokens?: { readonly bot?: readonly string[] };
}

export interface SlackUser {
  readonly id?: string;
  readonly deleted?: boolean;
}

export interface CommandBody {
  readonly command: string;
  readonly text?: string;
  readonly response_url: string;
  readonly trigger_id: string;
  readonly user_id: string;
  readonly team_id: string;
  readonly channel_id: string;
}

/** A press, a shortcut or a modal: who made the gesture, and where. */
export interface GestureBody {
  readonly trigger_id?: string;
  /** Of a press: when it was made. */
  readonly actions?: readonly { readonly action_ts?: string }[];
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly channel?: { readonly id: string } | undefined;
  readonly message?: { readonly ts?: string; readonly thread_ts?: string } | undefined;
  readonly container?: {
    readonly message_ts?: string;
    readonly channel_id?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly view?: { readonly type?: string } | undefined;
  readonly response_url?: string | undefined;
}

export function isEventBody(body: unknown): body is EventBody {
  const { type, event } = (body ?? {}) as Partial<EventBody>;
  return type === 'event_callback' && typeof event === 'object' && event !== null && typeof event.type === 'string';
}
