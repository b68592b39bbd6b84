import type { Content } from '../router/messages.ts';
import { commandTyped } from './command-words.ts';

/**
 * What something said concerns of the channel it is said in: `digest`, which will be told there from then on; `own`, anything else
 * that is kept for this channel; `null`, nothing of it.
 */
export function aboutChannel(content: Content): 'digest' | 'own' | null {
  const named = 'text' in content ? inText(content.text) : inCall('call' in content ? content.call : content.form);
  if (named === null) return null;
  if (named.command === 'digest') return named.starts ? 'digest' : 'own';
  return named.command === 'account' && (named.action === 'bind' || named.action === 'unbind') ? 'own' : null;
}

interface Named {
  readonly command: string;
  readonly action: unknown;
  /** A digest begins, or is told anew. */
  readonly starts: boolean;
}

const STARTS = ['daily', 'weekly'];

function inCall({
  command,
  args,
}: {
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}): Named {
  return { command, action: args['action'], starts: STARTS.includes(String(args['when'])) };
}

function inText(text: string): Named | null {
  const { folded, verb } = commandTyped(text);
  if (!verb) return null;
  const { name, preset = {}, fields } = verb.command;
  const rest = folded.slice(verb.end);
  const said = (field: string) =>
    fields.find((one) => one.name === field)?.choices?.find(({ words }) => words.some((word) => hasWord(rest, word)))
      ?.value;
  return {
    command: name,
    action: preset['action'] ?? said('action'),
    starts: STARTS.includes(String(preset['when'] ?? said('when'))),
  };
}

/** A Latin word stands by itself. */
function hasWord(text: string, word: string): boolean {
  return /[a-z]/.test(word) ? ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${word} `) : text.includes(word);
}
