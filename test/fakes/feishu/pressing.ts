import { answerPress } from './callbacks.ts';
import { type Control, controlsIn, fieldsIn } from './controls.ts';
import type { Deliver, Via } from './delivery.ts';
import { handedIn } from './filling.ts';
import type { Gesture } from './gestures.ts';
import { newId } from './identifiers.ts';
import { isRecord, type Json } from './json.ts';
import { actionEvent, eventPayload } from './payloads.ts';
import type { People } from './people.ts';
import type { Message, Person, State } from './state.ts';

/** A press, and what became of it. */
export interface PressMade extends Gesture {
  readonly toast: { readonly type: string; readonly content: string } | null;
  /** Whether another card stands there now. */
  readonly isReplaced: boolean;
  /** What the client tells the person went wrong (feishu-cards/card-callback-communication, error codes of the client): 200341, 200671 …; null: nothing. */
  readonly code: number | null;
  /** Of a button that is a link: where it leads; nothing was delivered. */
  readonly opened: string | null;
}

export interface Pressing {
  /** Presses the button with this label or name. Of a form: hands it in as it stands. */
  press(user: string, messageId: string | undefined, what: string, via?: Via): Promise<PressMade>;
  /**
   * Fills a form in, by label or name, and hands it in with the button named `button`, or the first that does. Values as people see
   * them: texts, an option by its text, days as `2026-11-30`, true and false. Throws what the client would not let the person do:
   * a required field empty, no such option, too long a text.
   */
  submit(
    user: string,
    messageId: string | undefined,
    values?: Readonly<Record<string, unknown>>,
    via?: Via & { readonly button?: string },
  ): Promise<PressMade>;
  /** Fills a single input outside of a form. */
  choose(user: string, messageId: string | undefined, what: string, value: unknown, via?: Via): Promise<PressMade>;
}

const TWO_WEEKS_MS = 14 * 86_400_000;

export interface PressingParts {
  readonly state: State;
  readonly people: People;
  readonly deliver: Deliver;
}

export function createPressing({ state, people, deliver }: PressingParts): Pressing {
  const act = async (user: Person, message: Message, action: Json, via: Via): Promise<PressMade> => {
    if (!state.seed.callbacks.includes('card.action.trigger')) return unanswered(200340);
    const token = newId('c-');
    const pressed = { token, message: message.id, user: user.openId, at: state.now(), isAnswered: false, updates: 0 };
    state.presses.set(token, pressed);
    const payload = eventPayload(state, 'card.action.trigger', actionEvent(state, message, user, token, action));
    const delivered = await deliver(payload, via);
    pressed.isAnswered = true;
    const header = payload['header'] as Json;
    return {
      ...delivered,
      payload,
      eventId: String(header['event_id']),
      opened: null,
      ...answerPress(state, pressed, delivered),
    };
  };
  const cardOf = (user: Person, messageId: string | undefined): { message: Message; card: Json } => {
    const message = people.seen(user, messageId);
    if (message.card === null) throw new Error(`the message ${messageId} is no card`);
    if (state.now() - message.createdAt > TWO_WEEKS_MS) throw new Error('a card can be pressed for 14 days');
    return { message, card: message.card };
  };

  const submit = (user: Person, message: Message, card: Json, control: Control, values: Known, via: Via) => {
    const fields = fieldsIn(card).filter(({ form }) => form === control.submits);
    const form = handedIn(fields, values, user.timeZone);
    const named = control.name === null ? {} : { name: control.name };
    return act(user, message, { tag: 'button', value: control.value ?? {}, ...named, form_value: form }, via);
  };

  return {
    press: async (who, messageId, what, via = {}) => {
      const user = people.person(who);
      const { message, card } = cardOf(user, messageId);
      const control = controlOf(card, what);
      if (control.isDisabled) throw new Error(`“${what}” is disabled`);
      if (control.submits !== null) return submit(user, message, card, control, {}, via);
      if (control.value === null && control.url !== null) return { ...unanswered(null), opened: control.url };
      const named = control.name === null ? {} : { name: control.name };
      return act(user, message, { tag: 'button', value: control.value ?? {}, ...named }, via);
    },
    submit: async (who, messageId, values = {}, { button, ...via } = {}) => {
      const user = people.person(who);
      const { message, card } = cardOf(user, messageId);
      const all = controlsIn(card).filter(({ submits }) => submits !== null);
      const control =
        button === undefined ? all[0] : all.find(({ label, name }) => label === button || name === button);
      if (control === undefined)
        throw new Error(`nothing hands in a form here${button === undefined ? '' : ` as ${button}`}`);
      return submit(user, message, card, control, values, via);
    },
    choose: async (who, messageId, what, value, via = {}) => {
      const user = people.person(who);
      const { message, card } = cardOf(user, messageId);
      const field = fieldsIn(card).find(({ label, name, form }) => form === null && [label, name].includes(what));
      if (field === undefined) throw new Error(`there is no “${what}”`);
      const filled = Object.values(handedIn([field], { [what]: value }, user.timeZone))[0];
      const [callback] = ((field.element['behaviors'] ?? []) as readonly Json[]).map((one) => one['value']);
      const key = field.tag === 'input' ? 'input_value' : field.tag === 'checker' ? 'checked' : 'option';
      const action = { tag: field.tag, name: field.name, value: isRecord(callback) ? callback : {} };
      return act(user, message, { ...action, [Array.isArray(filled) ? 'options' : key]: filled }, via);
    },
  };
}

type Known = Readonly<Record<string, unknown>>;

function controlOf(card: Json, what: string): Control {
  const all = controlsIn(card);
  const found = all.find(({ label }) => label === what) ?? all.find(({ name }) => name === what);
  if (found !== undefined) return found;
  throw new Error(`there is no “${what}”; there are ${all.map(({ label }) => label).join(', ') || 'none'}`);
}

const unanswered = (code: number | null): PressMade => ({
  eventId: null,
  payload: null,
  ack: null,
  status: null,
  latencyMs: 0,
  error: code === null ? null : `code ${code}`,
  fault: null,
  toast: null,
  isReplaced: false,
  code,
  opened: null,
});
