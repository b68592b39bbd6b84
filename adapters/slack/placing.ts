import { COMMANDS } from '../../src/commands/registry.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';
import { plainText } from '../../src/language/plain-text.ts';
import { prefixEnd, verbAt } from '../../src/language/typed-command.ts';
import type { Content, Incoming } from '../../src/router/messages.ts';
import type { Origin } from './payload.ts';

/** Where something was said, as the core sees it. `isShared`: it is asked again to be said aloud. */
export function placeOf(
  team: string,
  from: Origin,
  content: Content,
  isShared: boolean,
): Pick<Incoming, 'place' | 'channel'> {
  const origin = from.kind === 'form' ? from.opened : from;
  if (origin.kind === 'home' || origin.channel === null || isDirect(origin.channel)) return { place: 'dm' };
  const channel = { tenant: team, id: origin.channel };
  const isAloud = origin.kind === 'mention' || (origin.kind === 'press' && !origin.isEphemeral);
  const place = isAloud || isShared || aboutChannel(content) !== null ? 'channel' : 'dm';
  return { place, channel };
}

/** Direct conversations, between whomever. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

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

const WORDS = wordsOfCommands(COMMANDS);
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
  const folded = plainText(text);
  const verb = verbAt(folded, prefixEnd(folded), WORDS);
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
