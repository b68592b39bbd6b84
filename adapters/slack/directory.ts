import type { WebClient } from '@slack/web-api';
import type { Readers } from '../../src/chat/hearers.ts';
import { inTurns } from '../../src/chat/in-turns.ts';
import { createRecall } from '../../src/chat/recall.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Profile } from '../../src/services/platform-people.ts';
import { codeOf, toSlackFault } from './errors.ts';
import { toProfile, unknownProfile } from './profile.ts';

/** Where we are installed. */
interface Place {
  readonly team: string;
  readonly botUser: string;
}

export interface DirectoryParts {
  readonly ask: WebClient;
  /** `null` while that is not known. */
  readonly workspace: () => Place | null;
  readonly now: () => Instant;
  readonly log: Log;
}

/** The people and channels of the workspace, remembered for minutes. */
export interface Directory {
  /** Rejects while Slack cannot be asked and nothing is remembered. */
  profileOf(user: string): Promise<Profile>;
  /** The people in a channel, without ourselves and other apps. Never rejects. */
  readersOf(channel: string): Promise<Readers>;
  /** Something changed about a user: they are asked about anew. */
  userChanged(user: string): void;
  /** Somebody joined or left a channel, or it became another kind of channel. */
  channelChanged(channel: string): void;
}

/** The users in a channel; `null`: it cannot be told. */
type Users = readonly string[] | 'not-there' | null;

const REMEMBERED_MS = 5 * 60_000;
/** Of what could not be told. */
const UNTOLD_MS = 60_000;
/** In larger channels nobody knows who reads. */
const MOST_READERS = 200;

export function createDirectory({ ask, workspace, now, log }: DirectoryParts): Directory {
  const profiles = createRecall<Profile>({ now, keptMs: () => REMEMBERED_MS, most: 5000 });
  const channels = createRecall<Users>({
    now,
    keptMs: (users) => (users === null || users === 'not-there' ? UNTOLD_MS : REMEMBERED_MS),
    most: 1000,
  });

  function placeOrThrow(): Place {
    const place = workspace();
    if (place === null) throw new Error('Slack has not said yet which workspace this is');
    return place;
  }

  const profileOf = (user: string): Promise<Profile> =>
    profiles.get(user, async () => {
      const { team } = placeOrThrow();
      try {
        const { user: found, response_metadata: about } = await ask.users.info({ user, include_locale: true });
        warnOfEmail(about?.scopes);
        return found === undefined ? unknownProfile(user) : toProfile(found, team);
      } catch (error) {
        if (!UNSEEN.includes(codeOf(error) ?? ''))
          throw new Error(`Slack does not tell of a user: ${toSlackFault(error).text}`);
        return unknownProfile(user);
      }
    });

  let isWarned = false;
  function warnOfEmail(scopes: readonly string[] | undefined): void {
    if (isWarned || scopes === undefined || scopes.includes('users:read.email')) return;
    isWarned = true;
    log.warn(
      'Slack: the app lacks the scope users:read.email, so nobody can be recognised by e-mail. Add it under OAuth & Permissions, and install the app once more',
    );
  }

  async function usersIn(channel: string): Promise<Users> {
    const { botUser } = placeOrThrow();
    const { channel: found } = await ask.conversations.info({ channel });
    // Where the assistant is not in, nothing is said to all anyway.
    if (found === undefined || found.is_member === false || found.is_archived === true) return 'not-there';
    if (OUTSIDE.some((flag) => found[flag] === true)) return null;
    const limit = MOST_READERS + 2;
    const { members = [], response_metadata: more } = await ask.conversations.members({ channel, limit });
    const users = members.filter((user) => user !== botUser);
    return users.length > MOST_READERS || (more?.next_cursor ?? '') !== '' ? null : users;
  }

  const untold = (error: unknown): null => {
    log.warn('who reads a Slack channel could not be told', { why: toSlackFault(error).text });
    return null;
  };

  /** Private channels we are not in are not told of. */
  const unread = (error: unknown): Users => (codeOf(error) === 'channel_not_found' ? 'not-there' : untold(error));

  return {
    profileOf,
    async readersOf(channel) {
      const users = await channels.get(channel, () => usersIn(channel).catch(unread));
      if (users === 'not-there') return { kind: 'not-there' };
      const people = users && (await inTurns(users, profileOf).catch(untold));
      if (people === null) return { kind: 'unknown' };
      return { kind: 'known', profiles: people.filter(({ standing }) => standing !== 'bot' && standing !== 'gone') };
    },
    userChanged: (user) => profiles.forget(user),
    channelChanged: (channel) => channels.forget(channel),
  };
}

/** Flags of a channel that people of other workspaces or organisations read, or may before long. */
const OUTSIDE = ['is_ext_shared', 'is_pending_ext_shared', 'is_org_shared'] as const;
/** Of those we may not see, Slack says one of these. */
const UNSEEN: readonly string[] = ['user_not_found', 'users_not_found', 'user_not_visible'];
