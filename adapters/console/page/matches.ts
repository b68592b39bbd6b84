import type { PageCommand, PageName } from './protocol.ts';
import { say } from './state.ts';

/** One line of the list over the input: what it is called, what it is, and what becomes of the text when it is taken. */
export interface Match {
  readonly word: string;
  readonly summary: string;
  readonly take: (text: string, caret: number) => { readonly text: string; readonly caret: number };
}

/** What of a command has been typed: `/st`, `/kam st`; undefined once it is complete or nothing of the kind. */
export function typedCommand(text: string): string | undefined {
  return /^[/／](?:kam\s+)?(\S*)$/iu.exec(text)?.[1]?.toLowerCase();
}

/** Whether a command has been typed to its end. */
export function isWhole(commands: readonly PageCommand[], typed: string): boolean {
  return commands.some(({ name, words }) => [name, ...words].some((word) => word.toLowerCase() === typed));
}

/** Commands that begin with what is typed, else those whose summary has it. */
export function commandMatches(commands: readonly PageCommand[], typed: string): readonly Match[] {
  const asked = typed === 'kam' ? '' : typed;
  return fitting(commands, asked).map((command) => {
    const word = wordOf(command, asked);
    const text = `/kam ${word} `;
    return { word, summary: command.summary, take: () => ({ text, caret: text.length }) };
  });
}

function fitting(commands: readonly PageCommand[], typed: string): readonly PageCommand[] {
  const first = commands.filter(({ name, words }) => [name, ...words].some((word) => begins(word, typed)));
  return first.length > 0 ? first : commands.filter(({ summary }) => summary.toLowerCase().includes(typed));
}

const begins = (word: string, typed: string): boolean => word.toLowerCase().startsWith(typed);

/** The word to write: the one being typed, else the reader's own (in Chinese, one in Han), else the first. */
function wordOf({ name, words }: PageCommand, typed: string): string {
  const isOwn = (word: string): boolean => /\p{Script=Han}/u.test(word) === (document.documentElement.lang === 'zh');
  const ordered = [...words.filter(isOwn), ...words, name];
  return ordered.find((word) => begins(word, typed)) ?? ordered[0] ?? name;
}

const KIND = { account: 'account', contact: 'contact', member: 'colleague' } as const;

/** Names that the text before the caret may become, but for one that stands there in full. */
export function nameMatches(names: readonly PageName[], before: string): readonly Match[] {
  return names
    .filter(({ name }) => !before.endsWith(name))
    .map(({ kind, name, detail, replaces }) => ({
      word: name,
      summary: detail === '' || kind === 'account' ? say(KIND[kind]) : `${say(KIND[kind])} · ${detail}`,
      take: (text, caret) => {
        const kept = text.slice(0, caret - replaces).replace(/[@＠]$/, '');
        const after = text.slice(caret);
        // Words of Latin letters are parted by spaces; Chinese goes on without.
        const space =
          /[\p{L}\p{N}]$/u.test(name) && !/\p{Script=Han}/u.test(name.slice(-1)) && !/^\s/.test(after) ? ' ' : '';
        const head = `${kept}${name}${space}`;
        return { text: head + after, caret: head.length };
      },
    }));
}
