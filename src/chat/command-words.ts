import { COMMANDS } from '../commands/registry.ts';
import { wordsOfCommands } from '../commands/words.ts';
import { plainText } from '../language/plain-text.ts';
import { prefixEnd, type Verb, verbAt } from '../language/typed-command.ts';

/** The words of every command, in both languages. */
export const COMMAND_WORDS = wordsOfCommands(COMMANDS);

/** The command a text begins with, `/kam` before it or not; undefined: none. `folded`: the text as its places are counted. */
export function commandTyped(text: string): { readonly folded: string; readonly verb: Verb | undefined } {
  const folded = plainText(text);
  return { folded, verb: verbAt(folded, prefixEnd(folded), COMMAND_WORDS) };
}
