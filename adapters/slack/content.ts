import { nameInBook } from '../../src/chat/named-people.ts';
import { pressContent } from '../../src/chat/press-content.ts';
import type { Content } from '../../src/router/messages.ts';
import type { Profile } from '../../src/services/platform-people.ts';
import { type Called, readInbound } from './inbound-text.ts';
import type { SlackParts } from './parts.ts';
import type { SlackSaid } from './payload.ts';

export type ContentParts = Pick<SlackParts, 'store' | 'directory' | 'workspace'>;

/** What was asked, as the router takes it; `old`: a button whose meaning is not to be found any more. `reader`: the member who asks. */
export async function contentOf(said: SlackSaid, reader: string, parts: ContentParts): Promise<Content | 'old'> {
  const { content, team } = said;
  if ('press' in content) return pressContent(content.press, reader, parts.store.outbox);
  if (!('text' in content)) return content;
  const text = await readInbound(content.text, parts.workspace()?.botUser ?? null, calledIn(team, parts));
  // Our name alone, or a file without a word.
  return { text: text === '' ? '/kam' : text };
}

/** Colleagues are called as the book knows them, everybody else as in Slack. */
export function calledIn(tenant: string, { store, directory }: ContentParts): Called {
  return {
    async person(user) {
      const profile = () => directory.profileOf(user).catch(() => null);
      const known = { platform: 'slack', tenant, externalId: user, profile } as const;
      const name = await nameInBook(known, store.views);
      return name ?? toldName(await profile());
    },
    channel: async () => null,
  };
}

/** `null`: Slack tells none. */
const toldName = (profile: Profile | null): string | null =>
  profile === null || profile.name === profile.externalId ? null : profile.name;
