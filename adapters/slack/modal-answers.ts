import type { BlockAction } from '@slack/bolt';
import type { Press } from '../../src/chat/pressed.ts';
import { commandNamed } from '../../src/commands/registry.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Call } from '../../src/reply/reply.ts';
import { type Asked, formIn } from './modal-forms.ts';
import type { SlackParts } from './parts.ts';

/** The home tab or a modal a button stood in; undefined: it stood in a message. */
type PressedView = BlockAction['view'];

/**
 * A question pressed where no message stands: its answer in our conversation would be seen by nobody who looks at the home tab, so a
 * modal opens with it. What writes takes the way of everything that is recorded first; what hands over a file needs a message.
 */
export function questionIn(press: Press, view: PressedView): Call | null {
  if (view === undefined || press.kind !== 'call') return null;
  const { call } = press;
  return commandNamed(call.command)?.asks(call.args) === true && call.command !== 'export' ? call : null;
}

/** The answer to a question; nothing is recorded of it. */
export async function answerOf(
  call: Call,
  member: Member,
  { router, now }: Pick<SlackParts, 'router' | 'now'>,
): Promise<Asked> {
  const { reply, language, timeZone } = await router.handle({
    memberId: member.id,
    platform: 'slack',
    place: 'dm',
    content: { call },
    at: now(),
  });
  return { form: formIn(reply), reply, language, timeZone };
}
