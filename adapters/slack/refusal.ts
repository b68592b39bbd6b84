import { refusalFor } from '../../src/chat/link-code.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Recognised } from '../../src/services/platform-people.ts';
import type { SlackParts } from './parts.ts';

/** Somebody who is refused, and what they said in words that nobody else reads; `null`: nothing of the kind. */
export interface Refused {
  readonly team: string;
  readonly user: string;
  readonly said: string | null;
}

/**
 * What somebody is told who may not use the assistant: why, whom to ask, and how to be somebody known elsewhere; in the language and
 * zone Slack knows of them.
 */
export async function refusalOf(
  { team, user, said }: Refused,
  refused: Extract<Recognised, { readonly kind: 'refused' }>,
  { directory, organisation, linking }: Pick<SlackParts, 'directory' | 'organisation' | 'linking'>,
): Promise<{ readonly reply: Reply; readonly language: Language; readonly timeZone: string }> {
  const profile = await directory.profileOf(user).catch(() => null);
  const language = profile?.language ?? organisation.language;
  const timeZone = profile?.timeZone ?? organisation.timeZone;
  const stranger = {
    platform: 'slack',
    tenant: team,
    profile,
    text: said,
    isPrivate: said !== null,
    language,
  } as const;
  return { reply: await refusalFor(stranger, refused, linking), language, timeZone };
}
