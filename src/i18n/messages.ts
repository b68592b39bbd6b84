import type { Language } from '../domain/vocabulary.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** Everything the assistant says. Chinese must say all that English says, or it does not compile. */
export type Messages = typeof en;

const catalogues: Readonly<Record<Language, Messages>> = { en, zh };

export function messagesIn(language: Language): Messages {
  return catalogues[language];
}
