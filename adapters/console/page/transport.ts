import type { PageAnswer, PageContent, PageRefusal, PageUi, PageWords } from './protocol.ts';

export type Sent =
  | { readonly kind: 'answered'; readonly answer: PageAnswer }
  /** The router did not see it, or nobody knows whether it did; `message` says so in the reader's language. */
  | { readonly kind: 'failed'; readonly message: string };

/** Sends one message; never rejects. */
export async function sendMessage(content: PageContent, language: string, ui: PageUi): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch('/api/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...content, language }),
    });
  } catch {
    return { kind: 'failed', message: ui.unreachable };
  }
  if (response.status === 401) return { kind: 'failed', message: ui.signedOut };
  const body = await readJson<PageAnswer | PageRefusal>(response);
  if (body !== undefined && 'html' in body) return { kind: 'answered', answer: body };
  return { kind: 'failed', message: body?.error.message ?? ui.failed };
}

/** The page's words and commands; undefined when they cannot be had now. */
export async function fetchWords(): Promise<PageWords | undefined> {
  try {
    const response = await fetch('/api/words');
    return response.ok ? await readJson<PageWords>(response) : undefined;
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
