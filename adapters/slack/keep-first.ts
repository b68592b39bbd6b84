import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Gate } from '../../src/chat/gate.ts';
import { type EventBody, isEventBody } from './bodies.ts';

/** Makes an event durable. What it rejects with, Slack sends again. */
export type Keep = (body: EventBody) => Promise<void>;

/**
 * A receiver whose events are acknowledged only once they are kept: Bolt acknowledges events before any listener or middleware
 * sees them. Nothing is taken in once the gate is closed; it is not acknowledged then, so that Slack gives it to another process.
 */
export function keepFirst(receiver: Receiver, keep: Keep, gate: Gate): Receiver {
  return {
    init: (app) => receiver.init(guarded(app, keep, gate)),
    start: (...options) => receiver.start(...options),
    stop: (...options) => receiver.stop(...options),
  };
}

/** Receivers use nothing of an app but `processEvent`. */
function guarded(app: App, keep: Keep, gate: Gate): App {
  const processEvent = (event: ReceiverEvent): Promise<void> => {
    if (!gate.isOpen) return Promise.reject(new Closing());
    return gate.pass(() => app.processEvent(keeping(event, keep)));
  };
  return new Proxy(app, {
    get: (target, name) => (name === 'processEvent' ? processEvent : Reflect.get(target, name)),
  });
}

function keeping(event: ReceiverEvent, keep: Keep): ReceiverEvent {
  const { body } = event;
  if (!isEventBody(body)) return event;
  return {
    ...event,
    ack: async (answer) => {
      await keep(body);
      await event.ack(answer);
    },
  };
}

/** The program is stopping. */
export class Closing extends Error {
  override readonly name = 'Closing';
  constructor() {
    super('the program is stopping and takes nothing more');
  }
}
