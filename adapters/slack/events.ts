import type { EventBody, SlackEvent } from './bodies.ts';
import { toEventDelivery } from './deliveries.ts';
import type { Keep } from './keep-first.ts';
import type { Home, SlackParts } from './parts.ts';

export type EventParts = Pick<SlackParts, 'intake' | 'store' | 'workspace' | 'directory'> & {
  readonly home: Pick<Home, 'opened'>;
  /** The app was uninstalled, or its token withdrawn. */
  readonly onLost: (why: string) => void;
};

export interface Events {
  /** Keeps what is to be worked on; what it rejects with, Slack sends again. */
  readonly keep: Keep;
  /** Does what need not outlive a crash. */
  handle(event: SlackEvent, body: EventBody): Promise<void>;
}

/** What is done with the events of Slack. Those that are for nobody here are passed over: Slack stops sending what is refused. */
export function createEvents({ intake, store, workspace, directory, home, onLost }: EventParts): Events {
  /** Of people's profiles there is news all day; only of those we know it matters. */
  async function isOfInterest({ event }: EventBody, team: string): Promise<boolean> {
    if (event.type !== 'user_change') return true;
    const user = typeof event.user === 'object' ? (event.user.id ?? '') : '';
    directory.userChanged(user);
    return (await store.views.identity('slack', team, user)) !== undefined;
  }

  function isOurs({ tokens }: SlackEvent): boolean {
    return tokens?.bot?.includes(workspace()?.botUser ?? '') ?? false;
  }

  return {
    async keep(body) {
      const delivery = toEventDelivery(body, workspace());
      if (delivery !== null && (await isOfInterest(body, delivery.tenant))) await intake.accept(delivery);
    },
    async handle(event, body) {
      if (event.type === 'app_home_opened') {
        const team = workspace()?.team ?? body.team_id ?? '';
        await home.opened(team, event as unknown as Parameters<Home['opened']>[1]);
      } else if (event.type === 'app_uninstalled') {
        onLost('the app was uninstalled from the workspace. Install it again, and set SLACK_BOT_TOKEN anew');
      } else if (event.type === 'tokens_revoked' && isOurs(event)) {
        onLost('SLACK_BOT_TOKEN was revoked. Install the app again, and set SLACK_BOT_TOKEN anew');
      } else if (CHANNEL_EVENTS.has(event.type)) {
        const { channel } = event;
        directory.channelChanged((typeof channel === 'string' ? channel : channel?.id) ?? '');
      }
    },
  };
}

/** Others may read there by now. */
const CHANNEL_EVENTS: ReadonlySet<string> = new Set([
  'member_joined_channel',
  'member_left_channel',
  'channel_shared',
  'channel_unshared',
]);
