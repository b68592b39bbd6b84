import { byId, make } from './elements.ts';
import type { PagePlaceId, PagePosted } from './protocol.ts';
import { dayText, language, say, state } from './state.ts';

/** One thing said and what came of it. */
export interface Turn {
  readonly id: string;
  wait(): void;
  /** Shows a reply's HTML, escaped by the server. `isPrivate`: in a channel, where others see other answers. */
  answer(html: string, isPrivate?: boolean): HTMLElement;
  fail(message: string, retry: (() => void) | null): void;
}

/** Pixels left above a turn that is scrolled to. */
const MARGIN = 16;

const frame = byId('log', HTMLElement);
const scroll = byId('scroll', HTMLElement);
/** A log for each place that was looked at; but for one they are hidden. */
const logs = new Map<PagePlaceId, { readonly element: HTMLElement; scrollTop: number | null }>();
let current: PagePlaceId | null = null;

/** Shows the log of a place; false when it is the first time, so that it is still empty. */
export function showLog(place: PagePlaceId): boolean {
  const before = current === null ? undefined : logs.get(current);
  if (before !== undefined) {
    before.scrollTop = isAtEnd() ? null : scroll.scrollTop;
    before.element.hidden = true;
  }
  const isKnown = logs.has(place);
  const log = logOf(place);
  current = place;
  log.hidden = false;
  scroll.scrollTop = logs.get(place)?.scrollTop ?? scroll.scrollHeight;
  return isKnown;
}

/** Whether a place was looked at, so that what is new there belongs into its log. */
export const hasLog = (place: PagePlaceId): boolean => logs.has(place);

function logOf(place: PagePlaceId): HTMLElement {
  const known = logs.get(place);
  if (known !== undefined) return known.element;
  const element = make('div', 'log');
  element.setAttribute('role', 'log');
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('aria-label', state.ui.conversation);
  element.dataset['label'] = 'conversation';
  element.hidden = true;
  frame.append(element);
  logs.set(place, { element, scrollTop: null });
  return element;
}

export interface Placed {
  readonly id: string;
  readonly place: PagePlaceId;
  /** What was said; null where the page itself asked. */
  readonly said: string | null;
  readonly at: number;
  /** Told again from before a reload: nobody's eyes are moved and no screen reader repeats it. */
  readonly isOld?: boolean;
}

/** Adds a turn to its place's log: what I say right, what is answered left. */
export function addTurn({ id, place, said, at, isOld = false }: Placed): Turn {
  const turn = make('div', 'turn');
  turn.dataset['turn'] = id;
  if (said !== null) turn.append(mine(said, at));
  const slot = make('div', 'slot');
  turn.append(slot);
  insert(turn, place, at);
  const show = (): void => {
    if (!isOld && place === current) scrollTo(turn);
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
    answer(html, isPrivate = false) {
      slot.replaceChildren(make('span', 'unseen', `${state.ui.assistant}: `), fromServer(html));
      if (isPrivate) slot.append(make('p', 'only-you', say('onlyYou')));
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

/** What is kept on the server: said by a colleague, or by the assistant unasked. One that stands there already is drawn anew. */
export function addPosted(place: PagePlaceId, { id, at, isMine, by, said, html }: PagePosted): void {
  const log = logOf(place);
  const turn = make('div', 'turn');
  turn.dataset['posted'] = id;
  if (said !== null && isMine) turn.append(mine(said, at));
  else if (said !== null) turn.append(theirs(by ?? '', said, at));
  if (html !== null) {
    const slot = make('div', 'slot');
    slot.append(make('span', 'unseen', `${state.ui.assistant}: `), fromServer(html));
    turn.append(slot);
  }
  const there = log.querySelector(`[data-posted="${CSS.escape(id)}"]`);
  if (there !== null) {
    turn.dataset['at'] = String(at);
    there.replaceWith(turn);
    return;
  }
  const wasAtEnd = place === current && isAtEnd();
  insert(turn, place, at);
  // Who is reading further up stays there.
  if (wasAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

function mine(said: string, at: number): HTMLElement {
  const bubble = make('div', 'mine');
  bubble.title = timeText(at);
  bubble.append(make('span', 'unseen', `${state.ui.you}: `), make('span', 'said', said));
  return bubble;
}

function theirs(by: string, said: string, at: number): HTMLElement {
  const bubble = make('div', 'theirs');
  bubble.title = timeText(at);
  bubble.append(make('bdi', 'who', by), make('span', 'unseen', ': '), make('span', 'said', said));
  return bubble;
}

function fromServer(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
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
  const wasAtEnd = current === 'dm' && isAtEnd();
  insert(line, 'dm', Date.now());
  if (wasAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

/** A quiet word about a place, in its log. */
export function addNote(place: PagePlaceId, text: string): void {
  insert(make('p', 'line', text), place, Date.now());
}

const isAtEnd = (): boolean => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

/** In the order of time; nearly always that is the end. */
function insert(element: HTMLElement, place: PagePlaceId, at: number): void {
  const log = logOf(place);
  element.dataset['at'] = String(at);
  let last = log.lastElementChild;
  while (last instanceof HTMLElement && Number(last.dataset['at'] ?? 0) > at) last = last.previousElementSibling;
  const isEnd = last === log.lastElementChild;
  if (last === null) log.prepend(element);
  else last.after(element);
  if (isEnd) addDay(element, at);
  else drawDays(log);
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

const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { ...zone(), dateStyle: 'short' }).format(at);

/** A line between two days, and before an older one that comes first. */
function addDay(element: HTMLElement, at: number): void {
  const before = element.previousElementSibling;
  const day = dayOf(at);
  const isSame = before instanceof HTMLElement && dayOf(Number(before.dataset['at'])) === day;
  if (isSame || (before === null && day === dayOf(Date.now()))) return;
  const line = make('p', 'day', dayText(day));
  line.dataset['at'] = String(at);
  element.before(line);
}

function drawDays(log: HTMLElement): void {
  for (const line of log.querySelectorAll('.day')) line.remove();
  for (const element of [...log.children]) {
    if (element instanceof HTMLElement) addDay(element, Number(element.dataset['at']));
  }
}

/** The first words to somebody new; they are kept nowhere. */
export function greet(name: string, isDemo: boolean): void {
  const card = make('article', 'reply');
  card.append(
    make('h2', 'reply-title', say('hello', { who: name })),
    make('p', 'text', say(isDemo ? 'helloDemo' : 'helloNew')),
  );
  const turn = make('div', 'turn');
  turn.append(card);
  insert(turn, 'dm', Date.now());
}
