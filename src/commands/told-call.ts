import { isDay } from '../domain/days.ts';
import type { Language } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Command, Understood } from './define-command.ts';
import type { Choice } from './fields.ts';

/** What those who speak this language call a command; one that is no more goes by its name. */
export function commandLabel(command: Command | undefined, name: string, language: Language): string {
  return (language === 'zh' ? command?.text.zh.aliases[0] : undefined) ?? name;
}

/**
 * What was understood of a call, in one line: choices and days as they are called in this language, and members, whom it has by
 * their keys, as `nameOf` calls them (`member-names.ts`).
 */
export function toldCall(
  command: Command | undefined,
  input: Understood,
  language: Language,
  nameOf: (key: string) => string,
): string {
  const told = Object.entries(input).filter(([field]) => !OF_BUTTONS.has(field));
  const parts = told.flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => {
      if (typeof one === 'number') return [String(one)];
      if (typeof one !== 'string') return [];
      const { type, choices } = command?.fields[field] ?? {};
      return [type === 'member' || type === 'members' ? nameOf(one) : toldValue(one, choices, language)];
    }),
  );
  return parts.join(' · ').slice(0, LINE_MAX);
}

/** What a button carries to say what it is about: it tells a reader nothing. */
const OF_BUTTONS: ReadonlySet<string> = new Set(['letter', 'item', 'change', 'link']);
/** In UTF-16 units: it says which call it was, and no more. */
const LINE_MAX = 300;

function toldValue(value: string, choices: readonly Choice[] = [], language: Language): string {
  if (isDay(value)) return formatDay(value, language);
  const words = choices.find((choice) => choice.value === value)?.words ?? [];
  return (language === 'zh' ? words.find((word) => /\p{Script=Han}/u.test(word)) : undefined) ?? value;
}
