import { byId, make } from './elements.ts';
import type { PageUi } from './protocol.ts';

/** One thing said and what came of it. */
export interface Turn {
  wait(): void;
  /** Shows a reply's HTML, escaped by the server. */
  answer(html: string): HTMLElement;
  fail(message: string, retry: () => void): void;
}

export interface Conversation {
  /** Adds a turn at the end; `said` is null where the page itself asked. */
  add(said: string | null, ui: PageUi): Turn;
}

/** Pixels left above a turn that is scrolled to. */
const MARGIN = 16;

/** The log of the page: what I say right, what is answered left. */
export function createConversation(): Conversation {
  const log = byId('log', HTMLElement);
  const scroll = byId('scroll', HTMLElement);

  function show(turn: HTMLElement): void {
    // Of a long answer the beginning is what one wants to see.
    const isTall = turn.offsetHeight > scroll.clientHeight;
    scroll.scrollTop = isTall ? turn.offsetTop - MARGIN : scroll.scrollHeight;
  }

  return {
    add(said, ui) {
      const turn = make('div', 'turn');
      if (said !== null) {
        const mine = make('div', 'mine');
        mine.append(make('span', 'unseen', `${ui.you}: `), make('span', 'said', said));
        turn.append(mine);
      }
      const slot = make('div', 'slot');
      turn.append(slot);
      log.append(turn);
      return {
        wait() {
          const pending = make('p', 'pending');
          pending.append(
            make('span', 'unseen', ui.pending),
            make('span', 'dot'),
            make('span', 'dot'),
            make('span', 'dot'),
          );
          slot.replaceChildren(pending);
          show(turn);
        },
        answer(html) {
          const template = document.createElement('template');
          template.innerHTML = html;
          slot.replaceChildren(make('span', 'unseen', `${ui.assistant}: `), template.content);
          show(turn);
          return slot;
        },
        fail(message, retry) {
          const notice = make('div', 'notice');
          notice.setAttribute('role', 'alert');
          const again = make('button', 'button', ui.retry);
          again.type = 'button';
          again.addEventListener('click', retry, { once: true });
          notice.append(make('p', '', message), again);
          slot.replaceChildren(notice);
          show(turn);
        },
      };
    },
  };
}
