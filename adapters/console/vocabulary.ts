import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { PageVocabulary } from './page/protocol.ts';

/** The keys in answers' data as words, for what the page draws itself. */
export function vocabularyIn(language: Language): PageVocabulary {
  const { words, lists, forms, map } = messagesIn(language);
  const { attitude, contactState, cooperationStage, department, interactionKind, layer, procurementRole, step } = words;
  return {
    attention: lists.attention,
    attitude,
    contactState,
    cooperationStage,
    department,
    interactionKind,
    layer,
    procurementRole,
    step,
    shape: map.shape,
    action: { log: forms.log, share: forms.share, addContact: forms.addContact },
  };
}
