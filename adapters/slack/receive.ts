import type { App, BlockAction, ButtonAction, SlackShortcut, ViewSubmitAction } from '@slack/bolt';
import { parsePress } from '../../src/chat/pressed.ts';
import { bareCommand } from './bare-command.ts';
import type { CommandBody, EventBody, GestureBody, SlackEvent } from './bodies.ts';
import { teamOf, toCommandDelivery, toPressDelivery } from './deliveries.ts';
import { createEvents, type EventParts } from './events.ts';
import { parseActionId } from './input-ids.ts';
import { createKeep, languageOf } from './keep.ts';
import type { Keep } from './keep-first.ts';
import type { Home, Modals, OptionSource, Shortcuts, SlackParts, ViewPresses } from './parts.ts';
import { tell } from './tell.ts';
import { SLACK_WORDS } from './words.ts';

export interface Surfaces {
  readonly modals: Modals;
  readonly home: Home;
  readonly shortcuts: Shortcuts;
  readonly options: OptionSource;
  readonly presses: ViewPresses;
}

export type ReceiveParts = SlackParts & Surfaces & EventParts;

/** What is done with everything Slack sends, whichever way it comes. */
export interface Table {
  /** Keeps an event before it is acknowledged; what it rejects with, Slack sends again. */
  readonly keepEvent: Keep;
  /** Keeps a command, acknowledges it, and does what need not outlive a crash. `ack` says something to whoever typed it. */
  command(body: CommandBody, ack: (said: string | null) => Promise<void>): Promise<void>;
  /** Hands an app's gestures and events to their handlers. */
  register(app: App): void;
}

/** The one table of handlers for every transport. What is to be worked on is kept before it is acknowledged; nothing slow is done. */
export function createTable(parts: ReceiveParts): Table {
  const { workspace, log, modals, shortcuts, options, presses } = parts;
  const keep = createKeep(parts);
  const events = createEvents(parts);

  async function onPress(body: BlockAction, action: BlockAction['actions'][number], ack: () => Promise<void>) {
    const gesture = body as unknown as GestureBody;
    const press = parsePress(action.action_id, 'value' in action ? action.value : undefined);
    if (press === null) {
      await ack();
      return onOther(body, action.action_id);
    }
    if (modals.opensFor(press, body.view)) {
      await ack();
      return modals.open(body, action as ButtonAction);
    }
    if (body.view !== undefined) return presses.pressed(body, press, ack);
    const told = { user: gesture.user.id, responseUrl: gesture.response_url ?? null };
    const said = await keep({ delivery: toPressDelivery(gesture, press, workspace()), ...told });
    await ack();
    if (said !== null) await tell(told, said, parts);
  }

  /** Something chosen in an open form, or a button of another version of ours. */
  async function onOther(body: BlockAction, actionId: string): Promise<void> {
    if (parseActionId(actionId) !== null) return modals.changed(body);
    if (!actionId.startsWith('kam:')) return;
    if (body.view !== undefined) return presses.outdated(body);
    const { id: user } = body.user;
    const words = SLACK_WORDS[await languageOf(teamOf(body as unknown as GestureBody, workspace()), user, parts)];
    return tell({ user, responseUrl: body.response_url ?? null }, words.oldButton, parts);
  }

  async function onCommand(body: CommandBody, ack: (said: string | null) => Promise<void>): Promise<void> {
    const asked = bareCommand(body.text ?? '');
    if (asked !== null) {
      await ack(null);
      return modals.begin(body, asked);
    }
    const delivery = toCommandDelivery(body, workspace());
    await ack(await keep({ delivery, user: body.user_id, responseUrl: body.response_url }));
  }

  return {
    keepEvent: events.keep,
    command: onCommand,
    register(app) {
      // All commands, presses and so on in one place each: Bolt calls every listener that matches, and each would acknowledge.
      app.command(ANY, ({ command, ack }) =>
        onCommand(command as CommandBody, (said) => ack(said === null ? undefined : privately(said))),
      );
      app.action({ type: 'block_actions', action_id: ANY }, ({ body, action, ack }) => onPress(body, action, ack));
      app.view({ type: 'view_submission', callback_id: ANY }, async ({ body, ack }) => {
        const answer = await modals.submit(body as ViewSubmitAction);
        await (answer === undefined ? ack() : ack(answer));
      });
      app.shortcut(ANY, async ({ shortcut, ack }: { shortcut: SlackShortcut; ack: () => Promise<void> }) => {
        await ack();
        if (shortcut.type === 'message_action') await shortcuts.onMessage(shortcut);
        else await shortcuts.global(shortcut);
      });
      app.options(ANY, async ({ body, ack }) => {
        const found = await options.find(body).catch((error: unknown) => {
          log.warn('names could not be looked for', { error });
          return { options: [] };
        });
        await ack(found);
      });
      app.event(ANY, ({ event, body }) => events.handle(event as SlackEvent, body as EventBody));
      // What was not acknowledged by then is refused at once, rather than after three seconds.
      app.error((error) => Promise.reject(error));
    },
  };
}

const ANY = /^/;

/** An acknowledgement that says something to whoever typed a command, and to nobody else. */
export const privately = (text: string) => ({ response_type: 'ephemeral', text }) as const;
