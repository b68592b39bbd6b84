import { compareText } from '../../domain/order.ts';
import type { Level } from '../../domain/records.ts';
import { prevailing } from '../../domain/traits.ts';
import { INTERPERSONAL_LEVELS, type Language } from '../../domain/vocabulary.ts';
import { byKey, levelKey } from '../book/match.ts';
import type { BookContact } from '../book/schema.ts';
import type { Cells } from './cells.ts';
import { cellOf, tableWords } from './words.ts';

type Stated = NonNullable<BookContact['levels']>;

/** Who of ours, how deep, and from which day on where that is said: `wang 3`, `ann@example.com: 4 (2026-05-01)`, `王芳 兴趣爱好`. */
const ONE = /^(.+?)[\s:：=]+(\S+?)\s*(?:[(（@]\s*([^()（）]+?)\s*[)）]?)?$/u;

/** Reads how deep ours stand with a contact; `undefined` when the cell says nothing. */
export function readLevels(cells: Cells): Stated | undefined {
  const stated = cells.list('levels')?.map((text) => readLevel(text, cells));
  return stated?.filter((one) => one !== undefined);
}

function readLevel(text: string, cells: Cells): Stated[number] | undefined {
  // Longer than a name, a level and a day can be.
  const [, member = '', word = '', day] = text.length > 400 ? [] : (ONE.exec(text.normalize('NFKC')) ?? []);
  const level = levelOf(word);
  if (level === undefined) {
    return cells.refuse('invalid-level', 'levels', { value: text });
  }
  const on = day === undefined ? undefined : cells.day('levels', day);
  return { member: member.trim(), level, ...(on === undefined ? {} : { on }) };
}

function levelOf(word: string): Stated[number]['level'] | undefined {
  const key = tableWords.level.find(word);
  const figure = key === undefined ? Number(/^l?([1-5])级?$/i.exec(word)?.[1]) : INTERPERSONAL_LEVELS.indexOf(key) + 1;
  return figure >= 1 ? (figure as Stated[number]['level']) : undefined;
}

/** Everything ours ever said of it, so that `readLevels` finds it again. */
export function levelsCell(levels: readonly Level[], keyOf: (memberId: string) => string, language: Language): string {
  const stated = [...byKey(levels, levelKey, prevailing).values()]
    .map(({ memberId, level, on }) => ({ member: keyOf(memberId), level, on }))
    .sort((a, b) => compareText(a.member, b.member) || compareText(a.on ?? '', b.on ?? ''));
  return cellOf(
    stated.map(({ member, level, on }) => `${member} ${level}${on === null ? '' : ` (${on})`}`),
    language,
  );
}
