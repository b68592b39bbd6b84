import { isRecord } from './block-kit/rules.ts';
import type { Deliver, Via } from './delivery.ts';
import { type Gesture, toGesture } from './gestures.ts';
import { fieldsIn, filledIn, isEmpty } from './inputs.ts';
import { pushView, updateView } from './methods/views.ts';
import { closedPayload, submissionPayload } from './payloads.ts';
import type { People } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Json, State, ViewRecord } from './state.ts';

/** A modal that was sent in; `errors`: what stands at its fields now, by block id. */
export interface Submitted extends Gesture {
  readonly errors: Readonly<Record<string, string>>;
}

export interface Submitting {
  /** Types into the fields of an open modal: by label, block id or action id. */
  fill(user: string, viewId: string | undefined, values: Readonly<Record<string, unknown>>): void;
  /** Fills it and sends it in. Throws what the client would not let the person do: a required field empty, no such option. */
  submit(
    user: string,
    viewId: string | undefined,
    values?: Readonly<Record<string, unknown>>,
    via?: Via,
  ): Promise<Submitted>;
  /** Closes it without sending it in; null where the app did not ask to be told. */
  dismiss(user: string, viewId: string | undefined, via?: Via): Promise<Gesture | null>;
}

export function createSubmitting(state: State, deliver: Deliver, people: People): Submitting {
  const openOf = (user: string, viewId: string | undefined): ViewRecord => {
    const found = (state.modals.get(user) ?? []).find((one) => one.id === viewId);
    if (found === undefined) throw new Error(`${user} has no open modal ${viewId}`);
    return found;
  };
  const fill = (view: ViewRecord, values: Readonly<Record<string, unknown>>): void => {
    const fields = fieldsIn(view.view);
    for (const [name, input] of Object.entries(values)) {
      const field = fields.find(({ block, blockId, actionId }) => [blockId, actionId, labelOf(block)].includes(name));
      if (field === undefined) {
        throw new Error(`no field “${name}”; there are ${fields.map(({ block }) => labelOf(block)).join(', ')}`);
      }
      const { blockId, actionId, element } = field;
      view.values[blockId] = { ...view.values[blockId], [actionId]: filledIn(element, input) };
    }
  };
  return {
    fill: (who, viewId, values) => fill(openOf(people.user(who).id, viewId), values),
    submit: async (who, viewId, values = {}, via = {}) => {
      const user = people.user(who);
      const view = openOf(user.id, viewId);
      if (view.view['submit'] === undefined) throw new Error('this modal has nothing to send it in with');
      fill(view, values);
      const empty = fieldsIn(view.view).find(
        ({ block, blockId, actionId }) =>
          block['type'] === 'input' && block['optional'] !== true && isEmpty(view.values[blockId]?.[actionId]),
      );
      if (empty !== undefined) throw new Error(`the client asks for “${labelOf(empty.block)}” first`);
      const payload = submissionPayload(state, user, view);
      const envelope = { type: 'interactive', payload, acceptsResponse: true, retry: null } as const;
      const made = toGesture(envelope, await deliver(envelope, via));
      if (made.error !== null) return { ...made, errors: {} };
      try {
        return { ...made, errors: settle(state, user.id, view, made.ack) };
      } catch (error) {
        if (error instanceof Refusal) return { ...made, errors: {}, error: `the answer is not valid: ${error.code}` };
        throw error;
      }
    },
    dismiss: async (who, viewId, via = {}) => {
      const user = people.user(who);
      const view = openOf(user.id, viewId);
      const isAll = view.view['clear_on_close'] === true;
      take(state, user.id, isAll ? 'all' : view);
      if (view.view['notify_on_close'] !== true) return null;
      const payload = closedPayload(user, view, isAll);
      const envelope = { type: 'interactive', payload, acceptsResponse: true, retry: null } as const;
      return toGesture(envelope, await deliver(envelope, via));
    },
  };
}

/** What an ack does with the modal (docs modals): nothing closes it, `errors` keep it, `update`, `push`, `clear`. */
function settle(state: State, user: string, view: ViewRecord, ack: unknown): Readonly<Record<string, string>> {
  const answer = isRecord(ack) ? ack : {};
  switch (answer['response_action']) {
    case 'errors':
      return errorsIn(view.view, answer['errors']);
    case 'update':
      updateView(state, view, answer['view'], 'modal');
      return {};
    case 'push':
      pushView(state, user, answer['view']);
      return {};
    case 'clear':
      take(state, user, 'all');
      return {};
    case undefined:
      if (Object.keys(answer).length > 0) throw new Refusal('invalid_arguments');
      take(state, user, view);
      return {};
    default:
      throw new Refusal('invalid_response_action');
  }
}

/** Errors belong to input blocks of the view; others Slack cannot show and tells the person that something went wrong. */
function errorsIn(view: Json, errors: unknown): Readonly<Record<string, string>> {
  const known = (view['blocks'] as readonly Json[])
    .filter(({ type }) => type === 'input')
    .map((one) => one['block_id']);
  if (!isRecord(errors) || Object.keys(errors).length === 0) throw new Refusal('no_errors_given');
  for (const [block, message] of Object.entries(errors)) {
    if (!known.includes(block)) throw new Refusal(`no_input_block_${block}`);
    if (typeof message !== 'string' || message === '') throw new Refusal(`no_message_for_${block}`);
  }
  return errors as Record<string, string>;
}

function take(state: State, user: string, which: ViewRecord | 'all'): void {
  const stack = state.modals.get(user) ?? [];
  const gone = which === 'all' ? stack : [which];
  for (const one of gone) one.isOpen = false;
  state.modals.set(
    user,
    stack.filter((one) => !gone.includes(one)),
  );
}

const labelOf = (block: Json): string => {
  const label = block['label'] ?? block['text'];
  return isRecord(label) ? String(label['text']) : '';
};
