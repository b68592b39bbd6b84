import { type Json, recordsIn, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { APP_ID, BOT_NAME } from '../seed.ts';
import type { State } from '../state.ts';
import { type Asked, defineRoute, invalidField, type Route } from './define-route.ts';

const PATCH = ['application:application:patch'];
const SELF = ['application:application:self_manage', 'admin:app.info:readonly'];

/** What an app may tell and change of itself (application-v6, application-v7). */
export const APPLICATION_ROUTES: readonly Route[] = [
  defineRoute('GET application/v6/scopes', {
    answer: ({ state }) => ({
      scopes: state.granted.map((scope_name) => ({ scope_name, grant_status: 1, scope_type: 'tenant' })),
    }),
  }),
  defineRoute('GET application/v6/applications/:id', {
    scopes: SELF,
    needs: { query: ['lang'] },
    answer: ({ state, params }) => {
      checkSelf(params['id'], ['me', APP_ID]);
      return { app: appToWire(state) };
    },
  }),
  defineRoute('PATCH application/v7/applications/:id/config', {
    scopes: PATCH,
    answer: (asked) => {
      checkConfig(asked.body);
      return changed(asked, 'config');
    },
  }),
  defineRoute('PATCH application/v7/applications/:id/ability', {
    scopes: PATCH,
    answer: (asked) => changed(asked, 'ability'),
  }),
  defineRoute('PATCH application/v7/applications/:id/base', {
    scopes: PATCH,
    answer: (asked) => changed(asked, 'base'),
  }),
  defineRoute('POST application/v7/applications/:id/publish', {
    scopes: PATCH,
    answer: ({ state, params }) => {
      checkSelf(params['id'], [APP_ID]);
      if (state.changes.length === 0) throw new Refusal(210504, 'nothing has changed since the last version');
      state.changes.splice(0);
      state.publications += 1;
      return { version_id: `oav_${state.publications}`, version: `1.0.${state.publications}` };
    },
  }),
];

/** With its own token an app reaches itself alone. */
function checkSelf(id: string | undefined, allowed: readonly string[]): void {
  if (!allowed.includes(id ?? '')) throw new Refusal(210502, 'an app may only read and change itself');
}

function changed({ state, params, body }: Asked, kind: string): Json {
  checkSelf(params['id'], [APP_ID]);
  state.changes.push({ kind, body });
  return {};
}

function checkConfig(body: Json): void {
  const strategy = (body['event_and_callback_encrypt_strategy'] ?? {}) as Json;
  for (const name of ['encryption_key', 'verification_token']) {
    if (textIn(strategy[name]).length > 32) throw invalidField(name, 'the max len is 32');
  }
  const event = (body['event'] ?? {}) as Json;
  const type = event['subscription_type'];
  if (type !== undefined && type !== 'webhook' && type !== 'websocket') {
    throw invalidField('event.subscription_type', 'options: [webhook,websocket]');
  }
  if (type === 'webhook' && textIn(event['request_url']) === '') throw invalidField('event.request_url', 'is required');
  const scopes = recordsIn(((body['scope'] ?? {}) as Json)['add_scopes']);
  for (const { scope_name: name, token_type: token } of scopes) {
    if (textIn(name) === '' || !['tenant', 'user'].includes(textIn(token)))
      throw invalidField('scope.add_scopes', 'invalid');
  }
}

function appToWire(state: State): Json {
  return {
    app_id: APP_ID,
    app_name: BOT_NAME,
    description: '',
    status: state.seed.isAppDisabled ? 0 : 1,
    scene_type: 0,
    primary_language: 'zh_cn',
    online_version_id: `oav_${state.publications}`,
    scopes: state.granted.map((scope) => ({ scope, description: scope, level: 1, token_types: ['tenant'] })),
    event: { subscription_type: 'websocket', subscribed_events: state.seed.events },
    callback: { callback_type: 'websocket', subscribed_callbacks: state.seed.callbacks },
  };
}
