import type {
  PageAnswer,
  PageCall,
  PageContent,
  PageName,
  PagePlace,
  PagePlaceId,
  PagePlaces,
  PagePosted,
  PageRefusal,
  PageWant,
  PageWords,
} from './protocol.ts';
import { state } from './state.ts';

export type Sent =
  | { readonly kind: 'answered'; readonly answer: PageAnswer }
  /** The router did not see it, or nobody knows whether it did; `message` says so in the reader's language. */
  | { readonly kind: 'failed'; readonly message: string; readonly isSignedOut: boolean };

const failed = (message: string, isSignedOut = false): Sent => ({ kind: 'failed', message, isSignedOut });

/** Says who this page was opened as: a browser has one cookie, and somebody may have signed in beside it. */
const asMember = (): Record<string, string> => (state.member === null ? {} : { 'Kam-Member': state.member.id });

/** As the member this page was opened as. Where the browser is somebody else by now, so becomes the page. */
export async function fetchAs(path: string, options: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...options, headers: { ...asMember(), ...options.headers } });
  if (response.status === 409 && (await readJson<PageRefusal>(response.clone()))?.error.code === 'other-member') {
    location.reload();
  }
  return response;
}

const post = (path: string, body: unknown): Promise<Response> =>
  fetchAs(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** Where a message is said, and what of a tap is seen there. */
export interface SaidIn {
  readonly place: PagePlaceId;
  readonly said: string | null;
  /** Its own: sent again after a broken connection, it is answered and not done again. */
  readonly id: string;
}

/** Sends one message; never rejects. */
export async function sendMessage(content: PageContent, want: PageWant = 'html', saidIn?: SaidIn): Promise<Sent> {
  let response: Response;
  try {
    const { place = 'dm', said, id } = saidIn ?? {};
    response = await post('/api/messages', {
      ...content,
      language: document.documentElement.lang,
      want,
      ...(id === undefined ? {} : { id }),
      ...(place === 'dm' ? {} : { place, said: said ?? '' }),
    });
  } catch {
    return failed(state.ui.unreachable);
  }
  if (response.status === 401) return failed(state.ui.signedOut, true);
  const body = await readJson<PageAnswer | PageRefusal>(response);
  if (body !== undefined && 'html' in body) return { kind: 'answered', answer: body };
  return failed(body?.error.message ?? state.ui.failed);
}

/** Asks a command for what the page draws itself; undefined when it cannot be had now. */
export async function askFor<Data>(call: PageCall): Promise<Data | undefined> {
  const sent = await sendMessage({ call }, 'data');
  return sent.kind === 'answered' && sent.answer.ok ? (sent.answer.data as Data) : undefined;
}

/** The page's words and commands; undefined when they cannot be had now. */
export const fetchWords = (): Promise<PageWords | undefined> => read<PageWords>('/api/words');

/** Whether the server itself says that this link is no longer good; not when it cannot be reached. */
export async function isSignedOut(): Promise<boolean> {
  try {
    return (await fetchAs('/api/words')).status === 401;
  } catch {
    return false;
  }
}

/** Names that what is being typed may become. */
export async function fetchNames(typed: string, signal: AbortSignal): Promise<readonly PageName[]> {
  return (await read<readonly PageName[]>(`/api/names?typed=${encodeURIComponent(typed)}`, signal)) ?? [];
}

export async function signOut(): Promise<boolean> {
  try {
    return (await fetchAs('/api/sign-out', { method: 'POST' })).ok;
  } catch {
    return false;
  }
}

/** The places at the side, each with how much there is unread; undefined when they cannot be had now. */
export const fetchPlaces = (): Promise<PagePlaces | undefined> => read<PagePlaces>('/api/places');

/** What was said in a place after that position, or without one the latest. */
export async function fetchPosted(
  place: PagePlaceId,
  after: number | undefined,
): Promise<readonly PagePosted[] | undefined> {
  const query = after === undefined ? '' : `?after=${after}`;
  return read<readonly PagePosted[]>(`/api/places/${encodeURIComponent(place)}/messages${query}`);
}

/** Tells the server how far a place was read; it is no harm when that does not arrive. */
export async function tellRead(place: PagePlaceId, position: number): Promise<void> {
  try {
    await post(`/api/places/${encodeURIComponent(place)}/read`, { position });
  } catch {
    // Told with the next one.
  }
}

/** A new channel, or why there is none. */
export async function addChannel(name: string): Promise<PagePlace | { readonly problem: string }> {
  try {
    const response = await post('/api/places', { name });
    const body = await readJson<PagePlace | PageRefusal>(response);
    if (body !== undefined && 'id' in body) return body;
    return { problem: body?.error.message ?? state.ui.failed };
  } catch {
    return { problem: state.ui.unreachable };
  }
}

/** The demo's: this browser goes on as somebody else. */
export async function speakAs(member: string): Promise<boolean> {
  try {
    return (await post('/api/speak-as', { member })).ok;
  } catch {
    return false;
  }
}

async function read<Body>(path: string, signal?: AbortSignal): Promise<Body | undefined> {
  try {
    const response = await fetchAs(path, signal === undefined ? {} : { signal });
    return response.ok ? await readJson<Body>(response) : undefined;
  } catch {
    return undefined;
  }
}

async function readJson<Body>(response: Response): Promise<Body | undefined> {
  try {
    return (await response.json()) as Body;
  } catch {
    return undefined;
  }
}
