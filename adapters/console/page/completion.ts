import { byId, make } from './elements.ts';
import type { PageCommand } from './protocol.ts';

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

/** What of a command has been typed: `/st`, `/kam st`; undefined once it is complete or nothing of the kind. */
function typedCommand(text: string): string | undefined {
  return /^[/／](?:kam\s+)?(\S*)$/iu.exec(text)?.[1]?.toLowerCase();
}

/** The word to write: the one being typed, else the reader's own (in Chinese, one in Han), else the first. */
function wordOf({ name, words }: PageCommand, typed: string): string {
  const isOwn = (word: string): boolean => /\p{Script=Han}/u.test(word) === (document.documentElement.lang === 'zh');
  const ordered = [...words.filter(isOwn), ...words, name];
  return ordered.find((word) => word.toLowerCase().startsWith(typed)) ?? ordered[0] ?? name;
}

function matching(commands: readonly PageCommand[], typed: string): PageCommand[] {
  if (typed === 'kam') return [...commands];
  const begins = (command: PageCommand): boolean =>
    [command.name, ...command.words].some((word) => word.toLowerCase().startsWith(typed));
  const mentions = (command: PageCommand): boolean => command.summary.toLowerCase().includes(typed);
  const first = commands.filter(begins);
  return first.length > 0 ? first : commands.filter(mentions);
}

/** A listbox over the input line: arrows move, Enter or Tab takes, Escape closes. The input keeps the focus. */
export function createCompletion(field: HTMLTextAreaElement, onTaken: () => void): Completion {
  const list = byId('completion', HTMLUListElement);
  let open: readonly PageCommand[] = [];
  let active = 0;
  let typed = '';

  function draw(): void {
    list.hidden = open.length === 0;
    list.replaceChildren(
      ...open.map((command, at) => {
        const option = make('li', 'option');
        option.id = `completion-${at}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', String(at === active));
        option.append(
          make('span', 'option-word', wordOf(command, typed)),
          make('span', 'option-summary', command.summary),
        );
        // Before the field loses the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(command);
        });
        return option;
      }),
    );
    if (open.length === 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `completion-${active}`);
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }

  function set(commands: readonly PageCommand[], asTyped = ''): void {
    open = commands;
    typed = asTyped === 'kam' ? '' : asTyped;
    active = 0;
    draw();
  }

  function take(command: PageCommand): void {
    field.value = `/kam ${wordOf(command, typed)} `;
    set([]);
    field.focus();
    onTaken();
  }

  function move(by: number): true {
    active = (active + by + open.length) % open.length;
    draw();
    return true;
  }

  const completion: Completion = {
    commands: [],
    update() {
      const begun = typedCommand(field.value);
      set(begun === undefined ? [] : matching(completion.commands, begun).slice(0, SHOWN), begun);
    },
    takeKey(event) {
      const command = open[active];
      if (command === undefined) return false;
      if (event.key === 'ArrowDown') return move(1);
      if (event.key === 'ArrowUp') return move(-1);
      if (event.key === 'Escape') {
        set([]);
        return true;
      }
      if (event.key !== 'Tab' && event.key !== 'Enter') return false;
      // A command typed to its end wants no second Enter.
      const isWhole = [command.name, ...command.words].some((word) => word.toLowerCase() === typed);
      take(command);
      return event.key === 'Tab' || !isWhole;
    },
    close: () => set([]),
  };
  return completion;
}
