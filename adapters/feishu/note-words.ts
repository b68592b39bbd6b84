import type { Language } from '../../src/domain/vocabulary.ts';

/** Said in a group when an answer could be shown there to nobody but all, and so went to the asker's own conversation with us. */
export const ANSWERED_APART: Readonly<Record<Language, string>> = {
  zh: '这条内容只给提问的人看，我已经私聊回复了。',
  en: 'This is for whoever asked only: I have answered in our own conversation.',
};
