import type { Language, Platform } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { Reply } from '../reply/reply.ts';
import type { Linking } from '../services/linking.ts';
import type { Profile, Recognised } from '../services/platform-people.ts';
import { commandTyped } from './command-words.ts';

export interface Stranger {
  readonly platform: Platform;
  readonly tenant: string;
  /** `null`: the platform tells nothing of them just now. */
  readonly profile: Profile | null;
  /** What they said, where it was words. */
  readonly text: string | null;
  /** Nobody else reads the answer. */
  readonly isPrivate: boolean;
  readonly language: Language;
}

type RefusedAs = Extract<Recognised, { readonly kind: 'refused' }>;

/**
 * What somebody is told who may not use the assistant: why, whom to ask, and, where they may be somebody known elsewhere, how to
 * say so. Whoever asks for it gets a code, never where others read.
 */
export async function refusalFor(
  { platform, tenant, profile, text, isPrivate, language }: Stranger,
  { why, ask }: RefusedAs,
  linking: Pick<Linking, 'begin'>,
): Promise<Reply> {
  const { people, linking: words } = messagesIn(language);
  const mayLink = profile?.standing === 'full' && (why === 'stranger' || why === 'no-email');
  if (mayLink && isPrivate && text !== null && asksToLink(text)) {
    const { code, minutes } = await linking.begin(platform, tenant, profile);
    return {
      title: words.code(code),
      audience: 'asker',
      blocks: [{ kind: 'text', text: words.codeHow(code, minutes) }],
    };
  }
  return {
    title: people.refused[why](ask, EMAIL_SCOPES[platform]),
    audience: 'asker',
    blocks: mayLink ? [{ kind: 'text', text: words.orLink, tone: 'quiet' }] : [],
  };
}

/** What an administrator lets the app read addresses by. */
const EMAIL_SCOPES: Readonly<Record<Platform, string>> = {
  console: '',
  slack: 'users:read.email',
  feishu: 'contact:user.email:readonly',
};

/** Whether somebody types the command `link`, in either language, with or without what follows it. */
export const asksToLink = (text: string): boolean => commandTyped(text).verb?.command.name === 'link';
