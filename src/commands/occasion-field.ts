import { FESTIVALS } from '../domain/vocabulary.ts';
import { en } from '../i18n/en/index.ts';
import { zh } from '../i18n/zh/index.ts';
import { foldText } from '../language/characters.ts';
import { type Field, parsed } from './fields.ts';
import type { OccasionKey } from './occasion-words.ts';
import { textField } from './plain-fields.ts';

const KEYS: readonly OccasionKey[] = [...FESTIVALS, 'birthday'];
/** Other names people use. */
const ALSO: readonly (readonly [string, OccasionKey])[] = [
  ['新年', 'new-year'],
  ['new years day', 'new-year'],
  ['过年', 'spring'],
  ['chinese new year', 'spring'],
  ['lunar new year', 'spring'],
  ['五一', 'labour'],
  ['labor day', 'labour'],
  ['may day', 'labour'],
  ['十一', 'national'],
  ['tomb-sweeping day', 'qingming'],
  ['xmas', 'christmas'],
];
const bare = (text: string): string =>
  foldText(text)
    .replace(/[’']/g, '')
    .trim()
    .replace(/(?:节|日| festival| day)$/u, '');
const BY_NAME: ReadonlyMap<string, OccasionKey> = new Map([
  ...KEYS.flatMap((key) =>
    [key, en.words.festival[key], zh.words.festival[key]].map((name) => [bare(name), key] as const),
  ),
  ...ALSO.map(([name, key]) => [bare(name), key] as const),
]);

/** Everything a festival is called, folded: 中秋节, 中秋, mid-autumn festival, mid-autumn. */
export function festivalNames(key: OccasionKey): readonly string[] {
  const names = [key, en.words.festival[key], zh.words.festival[key]].map(foldText);
  const others = ALSO.flatMap(([name, of]) => (of === key ? [name] : []));
  return [...new Set([...names, ...names.map((name) => name.replace(/节$| festival$/u, '')), ...others])];
}

/** What something was given or said for: a festival or a birthday by its key, whichever way it was written; else as it stands. */
export function occasionField(): Field<string, false> {
  const text = textField(100);
  return {
    ...text,
    async parse(raw, scope) {
      const read = await text.parse(raw, scope);
      return read.ok ? parsed(BY_NAME.get(bare(read.value)) ?? read.value) : read;
    },
  };
}
