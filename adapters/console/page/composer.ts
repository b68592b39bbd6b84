import { createCompletion } from './completion.ts';
import { keepDraft, recallDraft } from './drafts.ts';
import { byId } from './elements.ts';
import type { PageCommand, PagePlaceId } from './protocol.ts';

export interface Composer {
  setCommands(commands: readonly PageCommand[]): void;
  /** Puts a text that could not be sent back, unless something else is being typed. */
  giveBack(text: string): void;
  /** Takes it out again once it was sent after all. */
  takeBack(text: string): void;
  isEmpty(): boolean;
  focus(): void;
  /** What was typed before a reload. */
  recall(said: readonly string[]): void;
  /** Goes on in another place, with the draft that was not sent there. */
  moveTo(place: PagePlaceId): void;
}

/** Where it does, measuring after each key would only cost a layout of the whole page. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** The input line: Enter sends, Shift+Enter breaks the line, Escape empties, arrows recall what was sent. */
export function createComposer(send: (text: string) => void): Composer {
  const form = byId('composer', HTMLFormElement);
  const field = byId('message', HTMLTextAreaElement);
  const completion = createCompletion(field, resize);
  const sent: string[] = [];
  /** What the arrows show: an index into `sent`, its length for the line being typed. */
  let recalled = 0;
  let place: PagePlaceId = 'dm';

  function resize(): void {
    if (!GROWS_BY_ITSELF) {
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight}px`;
    }
    keepDraft(place, field.value);
  }

  function put(text: string): void {
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    completion.close();
    resize();
  }

  function submit(): void {
    const text = field.value.trim();
    if (text === '') return;
    if (sent.at(-1) !== text) sent.push(text);
    recalled = sent.length;
    put('');
    send(text);
  }

  function recall(by: number): boolean {
    // Arrows move inside a text of one's own; only an empty or a recalled line is replaced.
    if (field.value !== '' && field.value !== sent[recalled]) return false;
    const next = recalled + by;
    if (next < 0 || next > sent.length) return false;
    recalled = next;
    put(sent[recalled] ?? '');
    return true;
  }

  function takesKey(event: KeyboardEvent): boolean {
    if (event.key === 'ArrowUp') return recall(-1);
    if (event.key === 'ArrowDown') return recall(1);
    if (event.key === 'Escape') put('');
    else if (event.key === 'Enter' && !event.shiftKey) submit();
    else return false;
    return true;
  }

  field.addEventListener('keydown', (event) => {
    // Enter that ends a composition belongs to the input method; Safari reports it late, with 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (completion.takeKey(event) || takesKey(event)) event.preventDefault();
  });
  field.addEventListener('input', (event) => {
    resize();
    if (!(event instanceof InputEvent && event.isComposing)) completion.update();
  });
  field.addEventListener('compositionend', () => completion.update());
  field.addEventListener('click', () => completion.close());
  field.addEventListener('blur', () => completion.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });

  return {
    setCommands(commands) {
      completion.commands = commands;
    },
    giveBack(text) {
      if (field.value === '') put(text);
    },
    takeBack(text) {
      if (field.value.trim() === text) put('');
    },
    isEmpty: () => field.value === '',
    focus: () => field.focus(),
    recall(said) {
      sent.unshift(...said);
      recalled = sent.length;
    },
    moveTo(next) {
      place = next;
      put(recallDraft(place));
    },
  };
}
