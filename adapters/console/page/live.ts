import { byId } from './elements.ts';
import type { PageNews, PagePostedNews } from './protocol.ts';
import { say, state } from './state.ts';
import { read, write } from './storage.ts';
import { isSignedOut } from './transport.ts';

interface Listening {
  /** Connected; `isAgain`: after a break, in which anything may have happened. */
  readonly onHello: (isAgain: boolean) => void;
  readonly onNews: (news: PageNews) => void;
  readonly onPosted: (news: PagePostedNews) => void;
  readonly onSignedOut: () => void;
}

/** A restart takes a moment; what is over in that time is not worth a word. */
const GRACE_MS = 1200;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;
/** A browser opens only a few connections to one place: a tab nobody looks at gives its own back. */
const HIDDEN_MS = 60_000;

/** Follows what is recorded, for as long as the page is open; says when the server is away. */
export function listen({ onHello, onNews, onPosted, onSignedOut }: Listening): void {
  const sign = byId('link', HTMLElement);
  let source: EventSource | null = null;
  let wait = FIRST_RETRY_MS;
  let wasOpen = false;
  let grace = 0;
  let hiding = 0;

  function open(): void {
    source?.close();
    const query = new URLSearchParams({ after: read('news') ?? '', member: state.member?.id ?? '' });
    const stream = new EventSource(`/api/events?${query}`);
    source = stream;
    stream.addEventListener('hello', () => {
      wait = FIRST_RETRY_MS;
      clearTimeout(grace);
      grace = 0;
      sign.textContent = '';
      onHello(wasOpen);
      wasOpen = true;
    });
    stream.addEventListener('recorded', (event) => {
      write('news', event.lastEventId);
      onNews(JSON.parse(event.data) as PageNews);
    });
    stream.addEventListener('posted', (event) => onPosted(JSON.parse(event.data) as PagePostedNews));
    stream.addEventListener('signed-out', () => {
      stream.close();
      onSignedOut();
    });
    stream.addEventListener('error', () => {
      // Some answers make the browser give up; it is not to.
      stream.close();
      if (source !== stream) return;
      source = null;
      if (grace === 0) grace = setTimeout(() => (sign.textContent = say('reconnecting')), GRACE_MS);
      setTimeout(() => void tryAgain(), wait);
      wait = Math.min(wait * 1.5, LAST_RETRY_MS);
    });
  }

  async function tryAgain(): Promise<void> {
    if (await isSignedOut()) {
      sign.textContent = '';
      onSignedOut();
    } else reopen();
  }

  function reopen(): void {
    if (source === null && !document.hidden) open();
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (!document.hidden) reopen();
    else {
      hiding = setTimeout(() => {
        source?.close();
        source = null;
      }, HIDDEN_MS);
    }
  });
  window.addEventListener('online', reopen);
  open();
}
