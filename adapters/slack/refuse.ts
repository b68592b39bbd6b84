import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { InboxItem, Letter } from '../../src/ports/queues.ts';
import type { Answered } from '../../src/services/intake.ts';
import type { Recognised } from '../../src/services/platform-people.ts';
import type { SlackParts } from './parts.ts';
import type { SlackSaid } from './payload.ts';
import { refusalOf } from './refusal.ts';
import { routeOf } from './routing.ts';

/** Later it would come out of the blue. In milliseconds. */
const REFUSAL_MS = 3_600_000;

/**
 * Tells somebody who may not use the assistant so, alone, whom to ask, and how to be somebody known elsewhere. Programs are told
 * nothing: they might answer.
 */
export async function refuse(
  item: InboxItem,
  { team, user, from, content }: SlackSaid,
  refused: Extract<Recognised, { readonly kind: 'refused' }>,
  parts: Pick<SlackParts, 'directory' | 'organisation' | 'linking' | 'waiting'>,
): Promise<Answered> {
  if (refused.why === 'bot') return { answer: null };
  const isAlone = from.kind === 'dm' || from.kind === 'command';
  const said = isAlone && 'text' in content ? content.text : null;
  const { reply, language, timeZone } = await refusalOf({ team, user, said }, refused, parts);
  const isShown = parts.waiting.take(item.deliveryKey);
  const answer: ItemAnswer = { ok: false, reply, language, timeZone, isSent: !isShown };
  const route = routeOf(from, { user, isAloud: false, isDone: false, isShared: false, share: null });
  const letter: Letter = {
    dedupeKey: `reply/${item.id}`,
    kind: 'reply',
    platform: 'slack',
    tenant: team,
    // Nobody of ours; the route says where it goes.
    destination: route.to === 'one' ? `user:${user}` : `channel:${route.channel}`,
    memberId: null,
    payload: { reply, language, timeZone, route },
    notBefore: item.receivedAt,
    notAfter: item.receivedAt + REFUSAL_MS,
  };
  return { answer, letters: isShown ? [] : [letter] };
}
