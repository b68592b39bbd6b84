import { addNote, addPosted, hasLog, scrollToEnd, showLog } from './conversation.ts';
import { byId, make } from './elements.ts';
import type { PagePlace, PagePlaceId, PagePosted, PagePostedId, PagePostedNews } from './protocol.ts';
import { say, state } from './state.ts';
import { addChannel, fetchPlaces, fetchPosted, tellRead } from './transport.ts';

export interface Places {
  current(): PagePlaceId;
  /** Looks at another place. */
  open(place: PagePlaceId): void;
  /** What is shown already as an answer. */
  know(place: PagePlaceId, messages: readonly PagePostedId[]): void;
  /** Something was posted or changed. */
  take(news: PagePostedNews): void;
  /** Everything anew: which places there are, and what was missed in those that were looked at. */
  reload(): Promise<void>;
  /** In the words of now. */
  redraw(): void;
}

interface PlacesParts {
  /** A place is looked at for the first time: what this browser kept of it comes first. */
  readonly onFirst: (place: PagePlaceId) => void;
  readonly onMoved: (place: PagePlaceId) => void;
  /** Once all that is on its way has been answered: an answer may bring what would else be fetched. */
  readonly afterwards: (work: () => Promise<void>) => void;
}

/** The assistant and the channels at the side, and which of them is open; the address remembers it. */
export function createPlaces({ onFirst, onMoved, afterwards }: PlacesParts): Places {
  const list = byId('places', HTMLUListElement);
  const badge = byId('unread-badge', HTMLElement);
  const heading = byId('place-name', HTMLElement);
  let places: readonly PagePlace[] = [{ id: 'dm', name: '', unread: 0 }];
  let current: PagePlaceId = 'dm';
  /** Shown as the answer that brought them. */
  const known = new Set<string>();
  const shown = new Set<string>();
  /** Places whose latest messages are here. */
  const filled = new Set<PagePlaceId>();
  /** Up to where this page has a place, and up to where it told that it was read. */
  const last = new Map<PagePlaceId, number>();
  const told = new Map<PagePlaceId, number>();

  const nameOf = ({ id, name }: PagePlace): string => (id === 'dm' ? state.ui.assistant : `# ${name}`);
  const placeOf = (id: PagePlaceId): PagePlace | undefined => places.find((one) => one.id === id);

  function draw(): void {
    list.replaceChildren(...places.map(item));
    const unread = places.reduce((sum, one) => sum + one.unread, 0);
    badge.hidden = unread === 0;
    badge.textContent = String(unread);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${state.ui.product}`;
    const place = placeOf(current);
    heading.classList.toggle('is-dm', current === 'dm');
    heading.textContent = place === undefined ? '' : nameOf(place);
    const name = place?.name ?? '';
    byId('message', HTMLTextAreaElement).placeholder =
      current === 'dm' ? state.ui.placeholder : say('inChannel', { name });
    byId('add-channel', HTMLElement).hidden = !state.mayAddChannel;
  }

  function item(place: PagePlace): HTMLElement {
    const line = make('li', '');
    const button = make('button', 'place');
    button.type = 'button';
    button.dataset['place'] = place.id;
    if (place.id === current) button.setAttribute('aria-current', 'page');
    button.append(make('span', 'place-title', nameOf(place)));
    if (place.unread > 0) {
      const count = make('span', 'badge', String(place.unread));
      count.setAttribute('aria-hidden', 'true');
      button.append(count, make('span', 'unseen', say('unread', { n: place.unread })));
    }
    line.append(button);
    return line;
  }

  function setUnread(id: PagePlaceId, change: (unread: number) => number): void {
    places = places.map((one) => (one.id === id ? { ...one, unread: change(one.unread) } : one));
    draw();
  }

  /** Who looks at a place has read what is there. */
  function markRead(): void {
    if (document.hidden) return;
    const position = last.get(current) ?? 0;
    if (position > (told.get(current) ?? 0)) {
      told.set(current, position);
      void tellRead(current, position);
    }
    if (placeOf(current)?.unread !== 0) setUnread(current, () => 0);
  }

  const note = (place: PagePlaceId, position: number): void => {
    last.set(place, Math.max(position, last.get(place) ?? 0));
  };

  function show(place: PagePlaceId, found: readonly PagePosted[]): void {
    for (const one of found) {
      note(place, one.position);
      shown.add(one.id);
      if (!known.has(one.id)) addPosted(place, one);
    }
    if (place === current) markRead();
  }

  async function fill(place: PagePlaceId): Promise<void> {
    const isFirst = !filled.has(place);
    const found = await fetchPosted(place, isFirst ? undefined : last.get(place));
    if (found === undefined) return;
    filled.add(place);
    show(place, found);
    if (!isFirst || place === 'dm') return;
    if (found.length === 0) addNote(place, say('channelEmpty', { name: placeOf(place)?.name ?? '' }));
    if (place === current) scrollToEnd();
  }

  function open(place: PagePlaceId): void {
    current = place;
    const hash = place === 'dm' ? '' : `#channel=${encodeURIComponent(place)}`;
    if (location.hash !== hash) history.pushState(null, '', `${location.pathname}${hash}`);
    const isKnown = showLog(place);
    onMoved(place);
    if (!isKnown) onFirst(place);
    afterwards(() => fill(place));
    draw();
    markRead();
  }

  const wanted = (): PagePlaceId => {
    const id = /^#channel=(.+)$/.exec(location.hash)?.[1];
    return id === undefined ? 'dm' : decodeURIComponent(id);
  };

  async function reload(): Promise<void> {
    const found = await fetchPlaces();
    if (found === undefined) return;
    places = found.places;
    draw();
    const target = placeOf(wanted()) === undefined ? 'dm' : wanted();
    if (target !== current) open(target);
    for (const { id } of places) if (hasLog(id)) afterwards(() => fill(id));
  }

  function take(news: PagePostedNews): void {
    const { place, message, isMine } = news;
    if (placeOf(place) === undefined) void reload();
    else if (hasLog(place)) afterwards(() => (known.has(message) ? Promise.resolve() : bring(news)));
    else if (!isMine) setUnread(place, (unread) => unread + 1);
  }

  async function bring({ place, message, position, isMine }: PagePostedNews): Promise<void> {
    const isNew = !isMine && !shown.has(message);
    // One that is here already reads differently now.
    const found = await fetchPosted(place, Math.min(last.get(place) ?? 0, position - 1));
    if (found !== undefined) show(place, found);
    if (isNew && (place !== current || document.hidden)) setUnread(place, (unread) => unread + 1);
  }

  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    if (button?.dataset['place'] !== undefined) open(button.dataset['place']);
  });
  window.addEventListener('popstate', () => {
    const place = placeOf(wanted()) === undefined ? 'dm' : wanted();
    if (place !== current) open(place);
  });
  document.addEventListener('visibilitychange', markRead);
  offerChannel((place) => {
    places = [...places.filter(({ id }) => id !== place.id), place];
    open(place.id);
    void reload();
  });
  showLog('dm');

  return {
    current: () => current,
    open,
    know(place, messages) {
      for (const { id, position } of messages) {
        known.add(id);
        note(place, position);
      }
      if (place === current) markRead();
    },
    take,
    reload,
    redraw: draw,
  };
}

/** The little form that makes a channel; its button is there for admins. */
function offerChannel(onMade: (place: PagePlace) => void): void {
  const button = byId('add-channel', HTMLButtonElement);
  const form = byId('channel-form', HTMLFormElement);
  const name = byId('channel-name', HTMLInputElement);
  const problem = byId('channel-problem', HTMLElement);

  function toggle(isOpen: boolean): void {
    form.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    problem.textContent = '';
    if (isOpen) name.focus();
    else button.focus();
  }

  button.addEventListener('click', () => toggle(form.hidden !== false));
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    toggle(false);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const made = await addChannel(name.value);
    if ('problem' in made) {
      problem.textContent = made.problem;
      name.focus();
      return;
    }
    name.value = '';
    toggle(false);
    onMade(made);
  });
}
