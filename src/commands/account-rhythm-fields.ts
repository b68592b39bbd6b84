import { FESTIVAL_SETS, isFestivalSet } from '../domain/calendar/festivals.ts';
import type { Account, Cadence } from '../domain/records.ts';
import { LAYERS, type Layer } from '../domain/vocabulary.ts';
import { en } from '../i18n/en/index.ts';
import type { Messages } from '../i18n/messages.ts';
import { zh } from '../i18n/zh/index.ts';
import { foldText } from '../language/characters.ts';
import { type Field, parsed, problem } from './fields.ts';
import { toList } from './plain-fields.ts';

/** What an account says of its own, or `null` where it goes by the defaults again. */
export interface Own<T> {
  readonly own: T | null;
}

const isDefault = (typed: string): boolean => ['default', '默认'].includes(typed);
const isNone = (typed: string): boolean => ['none', '无', '不要'].includes(typed);

/** Sets of festivals by name; `none`: no festival at all; `default`: by the account's time zone. */
export function festivalSetsField(): Field<Own<readonly string[]>, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const typed = toList(raw).map((one) => foldText(String(one)).trim().replaceAll(' ', '-'));
      if (typed.length === 1 && isDefault(typed[0] ?? '')) return parsed({ own: null });
      if (typed.length === 1 && isNone(typed[0] ?? '')) return parsed({ own: [] });
      const unknown = typed.find((one) => !isFestivalSet(one));
      const sets = Object.keys(FESTIVAL_SETS);
      if (unknown === undefined && typed.length > 0) return parsed({ own: [...new Set(typed)] });
      return problem(
        'invalid-argument',
        context.messages.errors.notChoice(label, unknown ?? '', [...sets, 'none', 'default']),
        sets,
      );
    },
    describe: ({ own }) => own ?? 'default',
    input: async () => ({ type: 'line' }),
  };
}

/** The longest that makes sense between two touches, in days. */
const LONGEST = 730;
const LAYER_WORDS: ReadonlyMap<string, Layer> = new Map(
  LAYERS.flatMap((layer) =>
    [layer, en.words.layer[layer], zh.words.layer[layer], zh.words.layer[layer].replace('层', '')].map(
      (word) => [word, layer] as const,
    ),
  ),
);

/** Days between touches by layer, ideal and at most: "decision 30/45, management 14/21"; `default`: by the cooperation stage. */
export function cadenceField(): Field<Own<NonNullable<Account['cadence']>>, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const typed = foldText(String(raw)).trim();
      if (isDefault(typed)) return parsed({ own: null });
      const own: { [L in Layer]?: Cadence } = {};
      for (const part of typed.split(/[,;、]/).map((one) => one.trim())) {
        const [, word = '', ideal, atMost] = /^(\D+?)[\s:=]*(\d{1,3})\s*[/-]\s*(\d{1,3})$/.exec(part) ?? [];
        const layer = LAYER_WORDS.get(word.trim());
        const cadence = { ideal: Number(ideal), atMost: Number(atMost) };
        const isFit = cadence.ideal >= 1 && cadence.ideal <= cadence.atMost && cadence.atMost <= LONGEST;
        if (layer === undefined || !isFit)
          return problem('invalid-argument', context.messages.errors.notCadence(label, part));
        own[layer] = cadence;
      }
      return parsed({ own });
    },
    describe: ({ own }) => own ?? 'default',
    input: async () => ({ type: 'line' }),
  };
}

/** An account's own cadence in words, layer by layer; `null`: it has none. */
export function cadenceText({ cadence }: Account, { messages }: { readonly messages: Messages }): string | null {
  if (cadence === null) return null;
  const told = LAYERS.flatMap((layer) => {
    const own = cadence[layer];
    return own ? [`${messages.words.layer[layer]} ${own.ideal}/${own.atMost}`] : [];
  });
  return told.join(messages.answers.separator);
}
