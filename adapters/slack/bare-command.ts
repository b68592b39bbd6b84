import { COMMAND_WORDS } from '../../src/chat/command-words.ts';
import { commandNamed } from '../../src/commands/registry.ts';
import { plainText } from '../../src/language/plain-text.ts';
import { prefixEnd, verbAt } from '../../src/language/typed-command.ts';
import type { Call } from '../../src/reply/reply.ts';

const ALONE: ReadonlySet<string> = new Set(COMMAND_WORDS.flatMap(({ words }) => words));

/**
 * A command typed with nothing behind it that cannot be carried out so: its form is the answer. An account alone it may lack: the
 * channel has one, perhaps.
 */
export function bareCommand(text: string): Call | null {
  const folded = plainText(text);
  const from = prefixEnd(folded);
  // Nearly all that is typed is more than a word, and somebody waits.
  if (!ALONE.has(folded.slice(from).trim().replace(/^\//, ''))) return null;
  const verb = verbAt(folded, from, COMMAND_WORDS);
  if (!verb) return null;
  const call: Call = { command: verb.command.name, args: verb.command.preset ?? {} };
  const lacking = commandNamed(call.command)?.lacks(call.args) ?? [];
  return lacking.some((name) => name !== 'account') ? call : null;
}
