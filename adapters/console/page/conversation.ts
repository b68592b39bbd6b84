import { byId, make } from './elements.ts';
import { dayText, language, say, state } from './state.ts';

/** One thing said and what came of it. */
export interface Turn {
  readonly id: string;
  wait(): void;
  /** Shows a reply's HTML, escaped by the server. */
  answer(html: string): HTMLElement;
  fail(message: string, retry: (() => void) | null): void;
}

/** Pixels left above a turn that is scrolled to. */
const MARGIN = 16;

const log = byId('log', HTMLElement);
const scroll = byId('scroll', HTMLElement);
let lastDay = '';

export interface Placed {
  readonly id: string;
  /** What was said; null where the page itself asked. */
  readonly said: string | null;
  readonly at: number;
  /** Told again from before a reload: nobody's eyes are moved and no screen reader repeats it. */
  readonly isOld?: boolean;
}

/** Adds a turn at the end of the log: what I say right, what is answered left. */
export function addTurn({ id, said, at, isOld = false }: Placed): Turn {
  addDay(at);
  const turn = make('div', 'turn');
  turn.dataset['turn'] = id;
  if (said !== null) {
    const mine = make('div', 'mine');
    mine.title = timeText(at);
    mine.append(make('span', 'unseen', `${state.ui.you}: `), make('span', 'said', said));
    turn.append(mine);
  }
  const slot = make('div', 'slot');
  turn.append(slot);
  log.append(turn);
  const show = (): void => {
    if (!isOld) scrollTo(turn);
  };
  return {
    id,
    wait() {
      const pending = make('p', 'pending');
      pending.append(
        make('span', 'unseen', state.ui.pending),
        make('span', 'dot'),
        make('span', 'dot'),
        make('span', 'dot'),
      );
      slot.replaceChildren(pending);
      show();
    },
    answer(html) {
      const template = document.createElement('template');
      template.innerHTML = html;
      slot.replaceChildren(make('span', 'unseen', `${state.ui.assistant}: `), template.content);
      show();
      return slot;
    },
    fail(message, retry) {
      const notice = make('div', 'notice');
      if (!isOld) notice.setAttribute('role', 'alert');
      notice.append(make('p', '', message));
      if (retry !== null) {
        const again = make('button', 'button', state.ui.retry);
        again.type = 'button';
        again.addEventListener('click', retry, { once: true });
        notice.append(again);
      }
      slot.replaceChildren(notice);
      show();
    },
  };
}

/** A quiet line about what somebody else did, with a button that shows the account. */
export function addLine(text: string, onShow: (() => void) | null): void {
  const line = make('p', 'line');
  line.append(make('span', '', text));
  if (onShow !== null) {
    const button = make('button', 'line-button', say('show'));
    button.type = 'button';
    button.addEventListener('click', onShow);
    line.append(' ', button);
  }
  const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  log.append(line);
  // Who is reading further up stays there.
  if (isAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

function scrollTo(turn: HTMLElement): void {
  // Of a long answer the beginning is what one wants to see.
  const isTall = turn.offsetHeight > scroll.clientHeight;
  scroll.scrollTop = isTall ? turn.offsetTop - MARGIN : scroll.scrollHeight;
}

/** After what is told again: its end is where one goes on. */
export function scrollToEnd(): void {
  scroll.scrollTop = scroll.scrollHeight;
}

const zone = (): { timeZone?: string } => (state.member === null ? {} : { timeZone: state.member.timeZone });

function timeText(at: number): string {
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...zone(), dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A line between two days. */
function addDay(at: number): void {
  const day = new Intl.DateTimeFormat('sv-SE', { ...zone(), dateStyle: 'short' }).format(at);
  if (day === lastDay) return;
  const isFirst = lastDay === '';
  lastDay = day;
  if (isFirst && log.childElementCount === 0 && day === today()) return;
  log.append(make('p', 'day', dayText(day)));
}

const today = (): string => new Intl.DateTimeFormat('sv-SE', { ...zone(), dateStyle: 'short' }).format(Date.now());
