import type { Member } from '../../src/domain/records.ts';
import { nameKey } from '../../src/language/names.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { type Called, readInbound } from './inbound-text.ts';
import type { SlackParts } from './parts.ts';
import type { SlackSaid } from './payload.ts';
import { type Press, pressedIn } from './pressed.ts';

export type ContentParts = Pick<SlackParts, 'store' | 'directory' | 'workspace'>;

/** What was asked, as the router takes it; `old`: a button whose meaning is not to be found any more. */
export async function contentOf(said: SlackSaid, parts: ContentParts): Promise<Content | 'old'> {
  const { content, team } = said;
  if ('press' in content) return pressed(content.press, parts);
  if (!('text' in content)) return content;
  const text = await readInbound(content.text, parts.workspace()?.botUser ?? null, calledIn(team, parts));
  // Our name alone, or a file without a word.
  return { text: text === '' ? '/kam' : text };
}

async function pressed(press: Press, { store }: ContentParts): Promise<Content | 'old'> {
  if (press.kind === 'call') return { call: press.call };
  if (press.kind === 'share') return press.content;
  const at = press.at;
  const letter = at === null ? undefined : await store.outbox.byKey(at.letter);
  const { reply } = (letter?.payload ?? {}) as { readonly reply?: Reply };
  const found = reply === undefined || at === null ? null : pressedIn(reply, at);
  return found === null || 'kind' in found ? 'old' : { call: found };
}

/** Colleagues are called as the book knows them, everybody else as in Slack. */
export function calledIn(team: string, { store, directory }: ContentParts): Called {
  const { views } = store;
  const named = async (member: Member): Promise<string> => {
    const alike = await views.names.equal('member', [nameKey(member.name)]);
    return alike.length > 1 ? member.key : member.name;
  };
  return {
    async person(user) {
      const member = await views.memberByIdentity('slack', team, user);
      if (member) return named(member);
      const profile = await directory.profileOf(user).catch(() => null);
      const known = profile?.email == null ? undefined : await views.memberByKey(profile.email);
      if (known) return named(known);
      return profile === null || profile.name === user ? null : profile.name;
    },
    channel: async () => null,
  };
}
