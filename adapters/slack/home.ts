import type { Account, Member } from '../../src/domain/records.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { NewsItem } from '../../src/services/news.ts';
import { membersBelow } from '../../src/services/permissions.ts';
import { toSlackFault } from './errors.ts';
import type { Home, SlackParts } from './parts.ts';
import { suggestPrompts } from './prompts.ts';
import { type PublishParts, publishHome } from './publish-home.ts';

type HomeParts = PublishParts & Pick<SlackParts, 'news' | 'store'>;

/** What changes in quick succession is shown once. In milliseconds. */
const DEBOUNCE_MS = 1000;
/** Whoever opened their home longer ago looks at something else by now; when they open it again it is made anew. */
const LATELY_MS = 30 * 60_000;
/** So many homes at most are kept up to date. */
const MOST_READERS = 500;

/** Somebody who opened their home lately. */
interface Reader {
  readonly team: string;
  readonly user: string;
  seenAt: number;
  hash: string | null;
  /** What they did there last, as long as it stands above the rest. */
  said: Reply | null;
  timer: NodeJS.Timeout | undefined;
  /** One after another, so that what is read last is what stands there last. */
  turn: Promise<void>;
  /** Ends hearing of what others record. */
  silence: (() => void) | null;
}

/** The home tab: made when it is opened, and anew when something on it may have changed while somebody may be looking at it. */
export function createHome(parts: HomeParts): Home {
  const { store, log, now, news, recognise } = parts;
  /** The one seen longest ago first. */
  const readers = new Map<string, Reader>();
  const keyOf = (team: string, user: string): string => `${team} ${user}`;
  const isKept = ({ team, user }: Reader): boolean => readers.has(keyOf(team, user));
  const isLate = ({ seenAt }: Reader): boolean => now() - seenAt > LATELY_MS;

  function seen(team: string, user: string): Reader {
    const key = keyOf(team, user);
    const known = readers.get(key);
    const reader: Reader = known ?? {
      ...{ team, user, seenAt: 0, hash: null, said: null, timer: undefined },
      ...{ turn: Promise.resolve(), silence: null },
    };
    reader.seenAt = now();
    readers.delete(key);
    readers.set(key, reader);
    for (const one of readers.values()) if (readers.size > MOST_READERS || isLate(one)) forget(one);
    return reader;
  }

  function forget(reader: Reader): void {
    clearTimeout(reader.timer);
    reader.silence?.();
    reader.silence = null;
    readers.delete(keyOf(reader.team, reader.user));
  }

  function publish(reader: Reader): Promise<void> {
    clearTimeout(reader.timer);
    reader.timer = undefined;
    reader.turn = reader.turn.then(async () => {
      const { hash, againMs } = await publishHome(reader, parts, (member) => hear(reader, member));
      reader.hash = hash;
      if (againMs !== null && isKept(reader)) later(reader, againMs);
    });
    return reader.turn;
  }

  /** Before it is read, so that nothing recorded meanwhile is missed. */
  function hear(reader: Reader, member: Member | null): void {
    if (member !== null && isKept(reader)) {
      reader.silence ??= news.listen(member.id, null, (item) => void onNews(reader, member, item));
      return;
    }
    reader.silence?.();
    reader.silence = null;
  }

  function later(reader: Reader, ms: number): void {
    if (isLate(reader)) forget(reader);
    else reader.timer ??= setTimeout(() => void publish(reader), ms);
  }

  async function onNews(reader: Reader, member: Member, item: NewsItem): Promise<void> {
    try {
      if (reader.timer === undefined && (await concerns(member, item, store))) later(reader, DEBOUNCE_MS);
    } catch (error) {
      log.warn('whether a change concerns somebody’s home could not be read', { error });
    }
  }

  async function opened(team: string, user: string, hash: string | undefined): Promise<void> {
    const reader = seen(team, user);
    reader.hash = hash ?? null;
    reader.said = null;
    await publish(reader);
  }

  return {
    async opened(team, event) {
      const { user, channel, tab } = event;
      if (tab === 'home') return opened(team, user, (event.view as { readonly hash?: string } | undefined)?.hash);
      try {
        const recognised = await recognise(team, user);
        if (recognised.kind === 'member') await suggestPrompts(channel, recognised.member.language, parts);
      } catch (error) {
        log.warn('who opened the conversation could not be asked', { why: toSlackFault(error).text });
      }
    },
    touched(team, user, said) {
      if (said === null) {
        const reader = readers.get(keyOf(team, user));
        if (reader !== undefined) later(reader, DEBOUNCE_MS);
        return;
      }
      // Known or not: it may have been opened before the program was started.
      const reader = seen(team, user);
      reader.said = said;
      void publish(reader);
    },
    async close() {
      const open = [...readers.values()];
      for (const reader of open) forget(reader);
      await Promise.all(open.map(({ turn }) => turn));
    },
  };
}

/** Whether something that was recorded may show on this member's home: it is their own doing, or about an account of theirs. */
async function concerns(
  { id }: Member,
  { changeId, accountId }: NewsItem,
  { views }: HomeParts['store'],
): Promise<boolean> {
  if (accountId === null || (await views.change(changeId))?.memberId === id) return true;
  const account = await views.get('account', accountId);
  // One that is gone may have been theirs.
  if (account === undefined) return true;
  const people = peopleOf(account);
  if (people.includes(id)) return true;
  const below = membersBelow(await views.all('member'), id);
  return people.some((one) => below.has(one));
}

const peopleOf = ({ ownerId, backupId, teamIds }: Account): readonly string[] => [
  ownerId,
  ...(backupId === null ? [] : [backupId]),
  ...teamIds,
];
