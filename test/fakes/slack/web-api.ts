import type { IncomingHttpHeaders } from 'node:http';
import type { Files } from './files.ts';
import { CHAT_METHODS } from './methods/chat.ts';
import { CONVERSATION_METHODS } from './methods/conversations.ts';
import { defineMethod, type Method, missingScope } from './methods/define-method.ts';
import { ASSISTANT_METHODS, AUTH_METHODS } from './methods/other.ts';
import { USER_METHODS } from './methods/users.ts';
import { VIEW_METHODS } from './methods/views.ts';
import { invalidArguments, Refusal } from './refusal.ts';
import type { Json, State } from './state.ts';

export interface Tokens {
  readonly bot: string;
  readonly app: string;
}

export interface WebApi {
  /** What a call brings: Slack's answer, with the scopes that go into its headers. */
  call(
    name: string,
    fields: Json,
    headers: IncomingHttpHeaders,
  ): { readonly answer: Json; readonly scopes: readonly string[] };
  /** The arguments, those that are JSON read; what is no JSON as it is. */
  argsOf(name: string, fields: Json): Json;
}

/** The Web API: who calls, with which scopes, with which arguments, then the method itself. `openSocket` gives a socket's address. */
export function createWebApi(state: State, files: Files, tokens: Tokens, openSocket: () => string): WebApi {
  const methods: Readonly<Record<string, Method>> = {
    ...AUTH_METHODS,
    ...CHAT_METHODS,
    ...CONVERSATION_METHODS,
    ...USER_METHODS,
    ...VIEW_METHODS,
    ...ASSISTANT_METHODS,
    ...files.methods,
    'apps.connections.open': defineMethod({ token: 'app', answer: () => ({ url: openSocket() }) }),
  };
  const argsOf = (name: string, fields: Json): Json => {
    const json = methods[name]?.json ?? {};
    return Object.fromEntries(
      Object.entries(fields)
        .filter(([key]) => key !== 'token')
        .map(([key, value]) => [key, key in json && typeof value === 'string' ? (parsed(value) ?? value) : value]),
    );
  };
  const run = (name: string, fields: Json, headers: IncomingHttpHeaders): Json => {
    const method = methods[name];
    // An unknown method is one whose name the app has wrong [T generated methods].
    if (method === undefined) throw new Refusal('unknown_method', { req_method: name });
    checkToken(method, tokenOf(fields, headers), state, tokens);
    const args = argsOf(name, fields);
    checkArgs(name, method, args, state);
    checkImages(args, files);
    return method.answer(args, state);
  };
  return {
    argsOf,
    call: (name, fields, headers) => {
      const token = tokenOf(fields, headers) ?? '';
      const scopes = token === tokens.app ? state.seed.appScopes : (state.narrowTokens.get(token) ?? state.seed.scopes);
      state.granted = scopes;
      try {
        return { answer: { ok: true, ...run(name, fields, headers) }, scopes };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { answer: { ok: false, error: error.code, ...error.details }, scopes };
      } finally {
        state.granted = state.seed.scopes;
      }
    },
  };
}

function tokenOf(fields: Json, headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (typeof fields['token'] === 'string' ? fields['token'] : null);
}

/** [KIT] errors of every method: not_authed, invalid_auth, token_revoked, not_allowed_token_type, missing_scope. */
function checkToken(method: Method, token: string | null, state: State, tokens: Tokens): void {
  if (token === null) throw new Refusal('not_authed');
  const isBot = token === tokens.bot || state.narrowTokens.has(token);
  if (!isBot && token !== tokens.app) throw new Refusal('invalid_auth');
  if (isBot && state.isTokenRevoked) throw new Refusal('token_revoked');
  if (method.token === 'app') {
    if (token !== tokens.app) throw new Refusal('not_allowed_token_type');
    if (!state.seed.appScopes.includes('connections:write')) {
      throw new Refusal('missing_scope', { needed: 'connections:write', provided: state.seed.appScopes.join(',') });
    }
    return;
  }
  if (!isBot) throw new Refusal('not_allowed_token_type');
  for (const scope of method.scopes) {
    const refusal = missingScope(state, [scope]);
    if (refusal !== null) throw refusal;
  }
}

function checkArgs(name: string, method: Method, args: Json, state: State): void {
  const missing = method.needs.filter((key) => args[key] === undefined || args[key] === '');
  if (missing.length > 0) throw invalidArguments(...missing.map((key) => `missing required field: ${key}`));
  for (const [key, code] of Object.entries(method.json)) {
    if (typeof args[key] === 'string') throw new Refusal(code);
  }
  // Slack overlooks arguments it does not know; whoever sends them believes they do something.
  for (const key of Object.keys(args)) {
    if (!method.takes.includes(key) && key !== 'team_id') state.violations.push(`${name}: no such argument: ${key}`);
  }
}

/** A picture that is a file of Slack's must be there and be one it can show [T SlackFile]. */
function checkImages(args: Json, files: Files): void {
  const text = JSON.stringify([args['blocks'], args['view']]);
  for (const [, id = ''] of text.matchAll(/"slack_file":\{"id":"(\w+)"\}/g)) {
    if (!files.isImage(id)) throw new Refusal('invalid_blocks', { errors: ['invalid slack file'] });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
