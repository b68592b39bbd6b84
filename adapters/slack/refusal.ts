import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Recognised } from '../../src/services/platform-people.ts';
import type { SlackParts } from './parts.ts';

/** What somebody is told who may not use the assistant: why, and whom to ask; in the language and zone Slack knows of them. */
export async function refusalOf(
  user: string,
  { why, ask }: Extract<Recognised, { readonly kind: 'refused' }>,
  { directory, organisation }: Pick<SlackParts, 'directory' | 'organisation'>,
): Promise<{ readonly reply: Reply; readonly language: Language; readonly timeZone: string }> {
  const profile = await directory.profileOf(user).catch(() => null);
  const language = profile?.language ?? organisation.language;
  const timeZone = profile?.timeZone ?? organisation.timeZone;
  const reply: Reply = { title: messagesIn(language).people.refused[why](ask), audience: 'asker', blocks: [] };
  return { reply, language, timeZone };
}
