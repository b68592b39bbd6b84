import { COMMANDS, commandNamed } from '../../src/commands/registry.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';
import { plainText } from '../../src/language/plain-text.ts';
import { prefixEnd, verbAt } from '../../src/language/typed-command.ts';
import type { Call } from '../../src/reply/reply.ts';

const WORDS = wordsOfCommands(COMMANDS);

/**
 * A command typed with nothing behind it that cannot be carried out so: its form is the answer. An account alone it may lack: the
 * channel has one, perhaps.
 */
export function bareCommand(text: string): Call | null {
  const folded = plainText(text);
  const verb = verbAt(folded, prefixEnd(folded), WORDS);
  if (!verb || folded.slice(verb.end).trim() !== '') return null;
  const call: Call = { command: verb.command.name, args: verb.command.preset ?? {} };
  const lacking = commandNamed(call.command)?.lacks(call.args) ?? [];
  return lacking.some((name) => name !== 'account') ? call : null;
}
