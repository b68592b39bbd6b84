import type { PageAnswer, PageCall, PageContent, PageName, PageRefusal, PageWant, PageWords } from './protocol.ts';
import { state } from './state.ts';

export type Sent =
  | { readonly kind: 'answered'; readonly answer: PageAnswer }
  /** The router did not see it, or nobody knows whether it did; `message` says so in the reader's language. */
  | { readonly kind: 'failed'; readonly message: string; readonly isSignedOut: boolean };

const failed = (message: string, isSignedOut = false): Sent => ({ kind: 'failed', message, isSignedOut });

/** Sends one message; never rejects. */
export async function sendMessage(content: PageContent, want: PageWant = 'html'): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch('/api/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...content, language: document.documentElement.lang, want }),
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
    return (await fetch('/api/words')).status === 401;
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
    return (await fetch('/api/sign-out', { method: 'POST' })).ok;
  } catch {
    return false;
  }
}

async function read<Body>(path: string, signal?: AbortSignal): Promise<Body | undefined> {
  try {
    const response = await fetch(path, signal === undefined ? {} : { signal });
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
