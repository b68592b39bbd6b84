import type { Outbox, OutboxItem } from '../ports/queues.ts';
import type { Reply } from '../reply/reply.ts';
import type { Content } from '../router/messages.ts';
import { callOf, type InLetter, type Press, pressedIn } from './pressed.ts';

/**
 * What a press asks for, as the router takes it; `old`: its meaning is not to be found any more. `reader`: the member who pressed; what
 * was filled in into a form is for the member whose letter it stands in.
 */
export async function pressContent(
  press: Press,
  reader: string,
  outbox: Pick<Outbox, 'byKey'>,
): Promise<Content | 'old'> {
  if (press.kind === 'call') return { call: press.call };
  if (press.kind === 'share') return press.content;
  const letter = press.at === null ? undefined : await outbox.byKey(press.at.letter);
  const found = press.at === null ? null : standingAt(press.at, letter);
  if (press.kind === 'letter') return found === null || 'kind' in found ? 'old' : { call: found };
  if (found !== null && 'kind' in found && letter?.memberId === reader) return { form: callOf(found) };
  return press.call === null ? 'old' : { form: press.call };
}

function standingAt(at: InLetter, letter: OutboxItem | undefined) {
  const { reply } = (letter?.payload ?? {}) as { readonly reply?: Reply };
  return reply === undefined ? null : pressedIn(reply, at);
}
