import type { InteractionKind, Language } from '../../domain/vocabulary.ts';
import { CHINESE_NOTES } from './notes/chinese.ts';
import { ENGLISH_NOTES } from './notes/english.ts';
import type { Theme } from './plan.ts';
import type { Random } from './random.ts';

/** Kinds of which one writes differently, whoever it was with; a visit or a meeting is about the matter at hand. */
const NOTED_KINDS = ['call', 'meal', 'message', 'email', 'event', 'training', 'service', 'advice', 'note'] as const;
type NotedKind = (typeof NOTED_KINDS)[number];

export interface Notes {
  readonly themes: Readonly<Record<Theme, readonly string[]>>;
  readonly kinds: Readonly<Record<NotedKind, readonly string[]>>;
  /** What may be added about how it went or goes on. */
  readonly endings: readonly string[];
}

export interface NotePile {
  draw(language: Language, theme: Theme, kind: InteractionKind): string;
}

const NOTES: Record<Language, Notes> = { zh: CHINESE_NOTES, en: ENGLISH_NOTES };
const WITH_ENDING = 0.4;

/** Notes in a mixed order, each used before any comes again. */
export function createNotePile(random: Random): NotePile {
  const piles = new Map<readonly string[], string[]>();
  const draw = (from: readonly string[]): string => {
    let pile = piles.get(from);
    if (pile === undefined || pile.length === 0) {
      pile = random.shuffled(from);
      piles.set(from, pile);
    }
    return pile.pop() ?? '';
  };
  return {
    draw(language, theme, kind) {
      const { themes, kinds, endings } = NOTES[language];
      const own = NOTED_KINDS.find((each) => each === kind);
      const note = draw(own === undefined ? themes[theme] : kinds[own]);
      if (own !== undefined || random.next() >= WITH_ENDING) return note;
      return language === 'zh' ? `${note}${draw(endings)}` : `${note} ${draw(endings)}`;
    },
  };
}
