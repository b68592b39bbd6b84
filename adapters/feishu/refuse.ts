import { refusalFor } from '../../src/chat/link-code.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Answered } from '../../src/services/intake.ts';
import type { Recognised } from '../../src/services/platform-people.ts';
import { isBrief } from './brief-reply.ts';
import { wordsOf } from './content.ts';
import { type PressAnswer, toLetter } from './letters.ts';
import type { FeishuParts } from './parts.ts';
import type { FeishuSaid, Who } from './payload.ts';
import { isDirect } from './placing.ts';
import { routeOf } from './routing.ts';

/** Later it would come out of the blue. In milliseconds. */
const REFUSAL_MS = 3_600_000;

type RefusalParts = Pick<FeishuParts, 'directory' | 'organisation' | 'linking'>;
type RefuseParts = RefusalParts & Pick<FeishuParts, 'app' | 'now' | 'store' | 'waiting'>;
type Refusal = Extract<Recognised, { readonly kind: 'refused' }>;

/**
 * Tells somebody who may not use the assistant so, alone, whom to ask, and how to be somebody known elsewhere. Programs are told
 * nothing: they might answer.
 */
export async function refuse(
  item: InboxItem,
  said: FeishuSaid,
  refused: Refusal,
  parts: RefuseParts,
): Promise<Answered> {
  const { who, from, tenant } = said;
  const text = await wordsOf(said, parts);
  if (refused.why === 'bot' || text === 'not-for-us') return { answer: null };
  const spoken = await refusalOf({ tenant, who, text, isPrivate: isDirect(from) }, refused, parts);
  const isShown = isBrief(spoken.reply) && parts.waiting.take(item.deliveryKey);
  const going = { openId: who.openId, isAloud: false, isInPlace: false, isShared: false, share: null };
  const letter = toLetter(
    { ...spoken, route: routeOf(from, going) },
    // Nobody of ours; the route says where it goes.
    {
      ...{ item, tenant, destination: `user:${who.openId}`, memberId: null },
      ...{ dedupeKey: `reply/${item.id}`, lastsMs: REFUSAL_MS, heldSince: isShown ? parts.now() : undefined },
    },
  );
  const answer: PressAnswer = { ok: false, ...spoken, isSent: !isShown, letter: letter.dedupeKey, isInPlace: false };
  return { answer, letters: [letter] };
}

interface Refused {
  readonly tenant: string;
  readonly who: Who;
  /** What they said, where it was words. */
  readonly text: string | null;
  readonly isPrivate: boolean;
}

/** What somebody is told who may not use the assistant, in the language and zone Feishu knows of them. */
export async function refusalOf(
  { tenant, who, text, isPrivate }: Refused,
  refused: Refusal,
  { directory, organisation, linking }: RefusalParts,
) {
  const profile = await directory.profileOf(who);
  const language = profile.language ?? organisation.language;
  const timeZone = profile.timeZone ?? organisation.timeZone;
  const stranger = { platform: 'feishu', tenant, profile, text, isPrivate, language } as const;
  return { reply: await refusalFor(stranger, refused, linking), language, timeZone };
}
