import { newId } from '../identifiers.ts';
import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { APP_ID, APP_SECRET, BOT_NAME, BOT_OPEN_ID, TENANT } from '../seed.ts';
import type { State } from '../state.ts';
import { defineRoute, type Route } from './define-route.ts';

const TOKEN_MS = 7_200_000;
/** A new one is only given while the old one has less than this left (authentication-management). */
const RENEW_MS = 1_800_000;

export const AUTH_ROUTES: readonly Route[] = [
  defineRoute('POST auth/v3/tenant_access_token/internal', {
    isOpen: true,
    isFlat: true,
    answer: ({ state, body }) => {
      // Wrong credentials are told with HTTP 200 (measured with node-sdk 1.74).
      if (body['app_id'] !== APP_ID) throw new Refusal(10003, 'invalid param', 200);
      if (body['app_secret'] !== APP_SECRET) throw new Refusal(10014, 'app secret invalid', 200);
      const { token, until } = tokenOf(state);
      return { msg: 'ok', tenant_access_token: token, expire: Math.ceil((until - state.now()) / 1000) };
    },
  }),
  defineRoute('GET bot/v3/info', {
    isFlat: true,
    answer: ({ state }): Json => {
      if (!state.seed.isBot) throw new Refusal(11205, 'app do not have bot');
      return {
        msg: 'ok',
        bot: { activate_status: 2, app_name: BOT_NAME, avatar_url: '', ip_white_list: [], open_id: BOT_OPEN_ID },
      };
    },
  }),
  defineRoute('GET tenant/v2/tenant/query', {
    scopes: ['tenant:tenant:readonly', 'tenant:tenant.product_assign_info:read'],
    answer: () => ({
      tenant: { name: '双城商贸', display_id: 'F000000001', tenant_tag: 0, tenant_key: TENANT, avatar: {} },
    }),
  }),
];

function tokenOf(state: State): { token: string; until: number } {
  const now = state.now();
  const good = [...state.tokens].find(([, until]) => until - now >= RENEW_MS);
  if (good !== undefined) return { token: good[0], until: good[1] };
  const fresh = { token: newId('t-g1'), until: now + TOKEN_MS };
  state.tokens.set(fresh.token, fresh.until);
  return fresh;
}
