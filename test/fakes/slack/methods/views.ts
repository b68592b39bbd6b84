import { isRecord } from '../block-kit/rules.ts';
import { checkView } from '../block-kit/surfaces.ts';
import { newId, TRIGGER_MS } from '../identifiers.ts';
import { initialValues } from '../inputs.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { APP, BOT, TEAM } from '../seed.ts';
import type { Json, State, Trigger, ViewRecord } from '../state.ts';
import { identified } from './chat.ts';
import { defineMethod, type Method, textArg } from './define-method.ts';

// Errors and limits: [KIT] views.*; a stack holds three views [KIT push_limit_reached].

const VIEW = { view: 'invalid_arguments' };

export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': defineMethod({
    needs: ['view'],
    takes: ['trigger_id', 'interactivity_pointer', 'view'],
    json: VIEW,
    answer: (args, state) => {
      const { user } = redeem(state, args);
      const { view } = args;
      checkView(view, 'modal');
      isFree(state, view, null);
      const opened = openView(state, user, view, null);
      for (const one of state.modals.get(user) ?? []) one.isOpen = false;
      state.modals.set(user, [opened]);
      return { view: describeView(opened) };
    },
  }),
  'views.push': defineMethod({
    needs: ['view'],
    takes: ['trigger_id', 'interactivity_pointer', 'view'],
    json: VIEW,
    answer: (args, state) => {
      const { user, viewId } = redeem(state, args);
      const stack = state.modals.get(user) ?? [];
      if (viewId === null || !stack.some((one) => one.id === viewId)) throw new Refusal('not_found');
      return { view: describeView(pushView(state, user, args['view'])) };
    },
  }),
  'views.update': defineMethod({
    needs: ['view'],
    takes: ['view_id', 'external_id', 'hash', 'view'],
    json: VIEW,
    answer: (args, state) => {
      const { view_id: id, external_id: external, hash } = args;
      if (id === undefined && external === undefined) throw invalidArguments('missing required field: view_id');
      const open = [...state.modals.values()].flat();
      const record = open.find(
        (one) => one.id === id || (external !== undefined && one.view['external_id'] === external),
      );
      if (record === undefined) throw new Refusal('not_found');
      if (hash !== undefined && hash !== record.hash) throw new Refusal('hash_conflict');
      updateView(state, record, args['view'], 'modal');
      return { view: describeView(record) };
    },
  }),
  'views.publish': defineMethod({
    needs: ['user_id', 'view'],
    takes: ['user_id', 'view', 'hash'],
    json: VIEW,
    answer: (args, state) => {
      const user = textArg(args, 'user_id') ?? '';
      if (!state.seed.hasHomeTab) throw new Refusal('not_enabled');
      if (!state.users.has(user)) throw invalidArguments('user not found');
      const { view, hash } = args;
      checkView(view, 'home');
      const known = state.homes.get(user);
      if (hash !== undefined && hash !== known?.hash) throw new Refusal('hash_conflict');
      if (known !== undefined) updateView(state, known, view, 'home');
      const record = known ?? openView(state, user, view, null);
      state.homes.set(user, record);
      return { view: describeView(record) };
    },
  }),
};

/** A view as it stands in payloads and answers [B view/index.d.ts ViewOutput]. */
export function describeView(record: ViewRecord): Json {
  const { id, hash, rootId, previousId, view, values } = record;
  const isModal = view['type'] === 'modal';
  return {
    id,
    team_id: TEAM,
    app_id: APP,
    app_installed_team_id: TEAM,
    bot_id: BOT,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: isModal ? null : { type: 'plain_text', text: 'View Title', emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    state: { values },
    hash,
    root_view_id: rootId,
    previous_view_id: previousId,
  };
}

/** A view on top of those that are open, three at most. */
export function pushView(state: State, user: string, view: unknown): ViewRecord {
  const stack = state.modals.get(user) ?? [];
  if (stack.length >= 3) throw new Refusal('push_limit_reached');
  checkView(view, 'modal');
  isFree(state, view, null);
  const pushed = openView(state, user, view, stack.at(-1) ?? null);
  state.modals.set(user, [...stack, pushed]);
  return pushed;
}

/** Another content; what was typed stays in inputs whose block_id and action_id did not change [T Block.block_id]. */
export function updateView(state: State, record: ViewRecord, view: unknown, type: 'modal' | 'home'): void {
  checkView(view, type);
  isFree(state, view, record.id);
  const kept = record.values;
  record.view = { ...view, blocks: identified(state, view['blocks'] as readonly Json[]) };
  const fresh = initialValues(record.view);
  record.values = Object.fromEntries(
    Object.entries(fresh).map(([block, actions]) => [
      block,
      Object.fromEntries(
        Object.entries(actions).map(([action, value]) => {
          const before = kept[block]?.[action];
          return [action, before !== undefined && before['type'] === value['type'] ? before : value];
        }),
      ),
    ]),
  );
  record.hash = newHash(state);
  record.updates += 1;
}

function openView(state: State, user: string, view: Json, below: ViewRecord | null): ViewRecord {
  const id = newId(state, 'V');
  const kept = { ...view, blocks: identified(state, view['blocks'] as readonly Json[]) };
  return {
    id,
    hash: newHash(state),
    user,
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    view: kept,
    values: initialValues(kept),
    isOpen: true,
    updates: 0,
  };
}

const newHash = (state: State): string =>
  `${Math.floor(state.now() / 1000)}.${state.next().toString(36).padStart(8, 'h')}`;

/** Good once and for three seconds [KIT views.open]. */
function redeem(state: State, args: Json): Trigger {
  const id = textArg(args, 'trigger_id');
  if (id === null) throw invalidArguments('missing required field: trigger_id');
  const trigger = state.triggers.get(id);
  if (trigger === undefined) throw new Refusal('invalid_trigger_id');
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
  if (state.now() - trigger.at > TRIGGER_MS) throw new Refusal('expired_trigger_id');
  trigger.isUsed = true;
  return trigger;
}

/** An external id belongs to one view of the team [T BaseView.external_id]. */
function isFree(state: State, view: unknown, own: string | null): void {
  const external = isRecord(view) ? view['external_id'] : undefined;
  if (external === undefined || external === '') return;
  const known = [...[...state.modals.values()].flat(), ...state.homes.values()];
  if (known.some((one) => one.view['external_id'] === external && one.id !== own)) {
    throw new Refusal('duplicate_external_id');
  }
}
