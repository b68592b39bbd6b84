import { byId, make } from './elements.ts';
import { commandMatches, isWhole, type Match, nameMatches, typedCommand } from './matches.ts';
import type { PageCommand } from './protocol.ts';
import { say } from './state.ts';
import { fetchNames } from './transport.ts';

export interface Completion {
  /** The commands of the reader's language. */
  commands: readonly PageCommand[];
  /** Opens, narrows or closes the list by what is typed. */
  update(): void;
  /** Whether the key was the list's. */
  takeKey(event: KeyboardEvent): boolean;
  close(): void;
}

/** More than there are commands; the list scrolls. */
const SHOWN = 60;
/** Between a key and the question it raises. */
const PAUSE_MS = 90;

/**
 * A listbox over the input line: arrows move, Tab takes, Escape closes; Enter takes what is chosen. Of commands the first is
 * chosen at once; of names none, so that Enter still sends what was typed. The input keeps the focus.
 */
export function createCompletion(field: HTMLTextAreaElement, onTaken: () => void): Completion {
  const list = byId('completion', HTMLUListElement);
  const count = byId('completion-count', HTMLElement);
  let open: readonly Match[] = [];
  /** −1: none is chosen yet. */
  let active = -1;
  let asking = new AbortController();
  let timer = 0;

  function draw(): void {
    list.hidden = open.length === 0;
    // A text field has no word for an open list: it is told how many there are.
    count.textContent = open.length === 0 ? '' : say('suggestions', { n: open.length });
    list.replaceChildren(...open.map(optionOf));
    if (open[active] === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `completion-${active}`);
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }

  function optionOf(match: Match, at: number): HTMLElement {
    const option = make('li', 'option');
    option.id = `completion-${at}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', String(at === active));
    option.append(make('span', 'option-word', match.word), make('span', 'option-summary', match.summary));
    // Before the field loses the focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      take(match);
    });
    return option;
  }

  function set(matches: readonly Match[], chosen = -1): void {
    if (matches.length === 0 && open.length === 0) return;
    open = matches;
    active = chosen;
    draw();
  }

  function take(match: Match | undefined): void {
    if (match === undefined) return;
    const { text, caret } = match.take(field.value, field.selectionStart);
    field.value = text;
    field.setSelectionRange(caret, caret);
    close();
    field.focus();
    onTaken();
  }

  function close(): void {
    asking.abort();
    clearTimeout(timer);
    set([]);
  }

  function move(by: number): true {
    const from = active === -1 && by < 0 ? 0 : active;
    active = (from + by + open.length) % open.length;
    draw();
    return true;
  }

  /** A command typed to its end wants no second Enter: the same one sends it. */
  function takeWithEnter(): boolean {
    const begun = typedCommand(field.value);
    const isDone = begun !== undefined && isWhole(completion.commands, begun);
    take(open[active]);
    return !isDone;
  }

  function askNames(): void {
    asking.abort();
    clearTimeout(timer);
    const before = field.value.slice(0, field.selectionStart);
    // Only at the end of a word is one being typed.
    if (before.trim() === '' || /^[\p{L}\p{N}]/u.test(field.value.slice(field.selectionStart))) {
      set([]);
      return;
    }
    const question = new AbortController();
    asking = question;
    timer = setTimeout(async () => {
      const names = await fetchNames(before.slice(-60), question.signal);
      if (!question.signal.aborted) set(nameMatches(names, before));
    }, PAUSE_MS);
  }

  /** What each key does while the list is open; whether it was the list's. */
  const KEYS: Readonly<Record<string, (event: KeyboardEvent) => boolean>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open[active] !== undefined && takeWithEnter(),
    Escape() {
      close();
      return true;
    },
    Tab({ shiftKey }) {
      if (!shiftKey) take(open[active] ?? open[0]);
      return !shiftKey;
    },
  };
  const completion: Completion = {
    commands: [],
    update() {
      const begun = typedCommand(field.value);
      if (begun === undefined) return askNames();
      asking.abort();
      clearTimeout(timer);
      set(commandMatches(completion.commands, begun).slice(0, SHOWN), 0);
    },
    takeKey: (event) => open.length > 0 && (KEYS[event.key]?.(event) ?? false),
    close,
  };
  return completion;
}
