import type { Standing } from './card-rules/card.ts';
import { BOT_OPEN_ID } from './seed.ts';
import type { State } from './state.ts';

/** What the rules of cards ask of the organisation. */
export function standingIn(state: State, isEphemeral: boolean): Standing {
  return {
    isEphemeral,
    hasImage: (key) => state.files.get(key)?.type === 'image',
    hasPerson: (id) => id === BOT_OPEN_ID || state.people.has(id),
  };
}
