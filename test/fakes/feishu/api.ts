import type { IncomingHttpHeaders } from 'node:http';
import type { Body } from './body.ts';
import { paramsOf } from './faults.ts';
import { newId } from './identifiers.ts';
import type { Json } from './json.ts';
import { Refusal } from './refusal.ts';
import { APPLICATION_ROUTES } from './routes/applications.ts';
import { AUTH_ROUTES } from './routes/auth.ts';
import { CARD_ROUTES } from './routes/cards.ts';
import { CHAT_ROUTES } from './routes/chats.ts';
import { CONTACT_ROUTES } from './routes/contacts.ts';
import { type Asked, invalidField, needScope, type Route } from './routes/define-route.ts';
import { EDIT_ROUTES } from './routes/edits.ts';
import { FILE_ROUTES } from './routes/files.ts';
import { MESSAGE_ROUTES } from './routes/messages.ts';
import { READ_ROUTES } from './routes/reads.ts';
import { SLASH_ROUTES } from './routes/slash-commands.ts';
import type { State } from './state.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly json: Json | null;
  /** Of a file. */
  readonly bytes: Buffer | null;
  readonly outcome: string;
}

export interface ApiRequest {
  readonly method: string;
  /** From `/open-apis/` on. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

const ROUTES: readonly Route[] = [
  ...AUTH_ROUTES,
  ...MESSAGE_ROUTES,
  ...EDIT_ROUTES,
  ...READ_ROUTES,
  ...FILE_ROUTES,
  ...CHAT_ROUTES,
  ...CARD_ROUTES,
  ...CONTACT_ROUTES,
  ...SLASH_ROUTES,
  ...APPLICATION_ROUTES,
];

/** Answers a call of the open API: who calls, with what scope, with what arguments, then the call itself. */
export function callApi(state: State, request: ApiRequest): ApiAnswer {
  const logId = newId('').slice(0, 20);
  try {
    const { route, params } = routeFor(request);
    if (!route.isOpen) checkToken(state, request.headers.authorization);
    const { body, query } = request;
    if (body.isBroken) throw new Refusal(9499, 'Bad Request: invalid request body');
    needScope(state, route.scopes);
    checkNeeds(route, query, body.fields);
    noteExtra(state, route, body.fields);
    const asked: Asked = { state, params, query, body: body.fields, file: body.file };
    const answer = route.answer(asked);
    if ('bytes' in answer) return { status: 200, json: null, bytes: answer.bytes as Buffer, outcome: '0' };
    const json = { code: 0, msg: 'success', ...(route.isFlat ? answer : { data: answer }) };
    return { status: 200, json, bytes: null, outcome: '0' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...refused(error, logId), bytes: null };
  }
}

export function refused(refusal: Refusal, logId: string): { status: number; json: Json; outcome: string } {
  const { code, message, status, details } = refusal;
  return { status, json: { code, msg: message, error: { log_id: logId, ...details } }, outcome: String(code) };
}

function routeFor({ method, path }: ApiRequest): { route: Route; params: Readonly<Record<string, string>> } {
  for (const route of ROUTES) {
    const params = route.method === method ? paramsOf(route.path, path) : null;
    if (params !== null) return { route, params };
  }
  throw new Refusal(404, `404 page not found: ${method} ${path}`, 404);
}

/** Tokens and the app itself (api-call-guide, generic error codes). */
function checkToken(state: State, authorization: string | undefined): void {
  if (authorization === undefined || authorization === '') {
    throw new Refusal(
      99991661,
      'Missing access token for authorization. Please make sure the request carries a token.',
    );
  }
  const token = /^Bearer (.+)$/.exec(authorization)?.[1] ?? '';
  if (token.startsWith('u-')) {
    throw new Refusal(99991668, 'Invalid access token for authorization: user access token not support.');
  }
  if (!token.startsWith('t-')) {
    throw new Refusal(99991671, "Invalid access token for authorization. It must start with 't-' or 'u-'.");
  }
  const until = state.tokens.get(token);
  if (until === undefined || until <= state.now()) {
    throw new Refusal(
      99991663,
      'Invalid access token for authorization. Please make a test attempt with the correct token.',
    );
  }
  if (state.seed.isAppDisabled) throw new Refusal(99991662, 'app is not in use');
}

function checkNeeds(route: Route, query: Readonly<Record<string, string>>, body: Json): void {
  for (const name of route.needs.query) {
    if ((query[name] ?? '') === '') throw invalidField(name, `${name} is required`);
  }
  for (const name of route.needs.body) {
    if (body[name] === undefined || body[name] === '') throw invalidField(name, `${name} is required`);
  }
}

function noteExtra(state: State, { method, path, takes }: Route, body: Json): void {
  for (const name of Object.keys(body)) {
    if (takes?.includes(name) === false) state.violations.push(`${method} ${path}: no such argument: ${name}`);
  }
}
