import { Refusal } from '../refusal.ts';
import { type SeededUser, TEAM, TEAM_DOMAIN } from '../seed.ts';
import type { Json, State } from '../state.ts';
import { defineMethod, flagArg, limitArg, type Method, paged, textArg } from './define-method.ts';

// Arguments, scopes and errors: [KIT] users.*, team.info.

export const USER_METHODS: Readonly<Record<string, Method>> = {
  'users.info': defineMethod({
    scopes: ['users:read'],
    needs: ['user'],
    takes: ['user', 'include_locale'],
    answer: (args, state) => {
      const user = state.users.get(String(args['user']));
      if (user === undefined) throw new Refusal('user_not_found');
      return { user: describeUser(user, state, flagArg(args, 'include_locale')) };
    },
  }),
  'users.list': defineMethod({
    scopes: ['users:read'],
    takes: ['limit', 'cursor', 'include_locale', 'team_id'],
    answer: (args, state) => {
      const { page, meta } = paged([...state.users.values()], args, limitArg(args, 1000, 1000));
      return { members: page.map((one) => describeUser(one, state, flagArg(args, 'include_locale'))), ...meta };
    },
  }),
  'users.lookupByEmail': defineMethod({
    scopes: ['users:read.email'],
    needs: ['email'],
    takes: ['email'],
    answer: (args, state) => {
      const email = textArg(args, 'email')?.toLowerCase();
      const user = [...state.users.values()].find((one) => one.email?.toLowerCase() === email && !one.isDeleted);
      if (user === undefined) throw new Refusal('users_not_found');
      return { user: describeUser(user, state, false) };
    },
  }),
  'team.info': defineMethod({
    scopes: ['team:read'],
    takes: ['team', 'domain'],
    answer: () => ({ team: { id: TEAM, name: 'KAM double', domain: TEAM_DOMAIN, email_domain: 'example.com' } }),
  }),
};

/** A user as `users.info` and `user_change` tell of them; the address only with users:read.email. */
export function describeUser(user: SeededUser, state: State, withLocale: boolean): Json {
  const { id, name, email, timeZone, locale, kind, team, isDeleted, isAdmin } = user;
  const profile = {
    real_name: name,
    display_name: name,
    ...(email !== null && state.granted.includes('users:read.email') ? { email } : {}),
    team,
  };
  const common = {
    id,
    team_id: team,
    name: id.toLowerCase(),
    deleted: isDeleted,
    profile,
    is_bot: kind === 'bot',
    updated: 1_700_000_000,
  };
  // Of somebody who was deactivated Slack tells neither zone nor role.
  if (isDeleted) return common;
  return {
    ...common,
    real_name: name,
    tz: timeZone,
    tz_label: timeZone,
    tz_offset: offsetOf(timeZone, state.now()),
    is_admin: isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: kind === 'guest' || kind === 'single-channel-guest',
    is_ultra_restricted: kind === 'single-channel-guest',
    is_app_user: false,
    ...(kind === 'stranger' ? { is_stranger: true } : {}),
    ...(withLocale ? { locale } : {}),
  };
}

/** Seconds from UTC there at that moment. */
function offsetOf(timeZone: string, at: number): number {
  const there = new Date(at).toLocaleString('sv-SE', { timeZone });
  return Math.round((Date.parse(`${there.replace(' ', 'T')}Z`) - at) / 1000);
}
