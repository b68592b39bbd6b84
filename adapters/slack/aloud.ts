import type { Store } from '../../src/ports/store.ts';
import type { Answer } from '../../src/router/messages.ts';
import type { PlatformPeople } from '../../src/services/platform-people.ts';
import { readSettings } from '../../src/services/settings.ts';
import type { Directory } from './directory.ts';

export interface HearersParts {
  readonly directory: Pick<Directory, 'readersOf'>;
  readonly people: Pick<PlatformPeople, 'mayRead'>;
  readonly store: Pick<Store, 'views'>;
}

/** Who hears what is said to all in a channel. */
export interface Hearers {
  /** Whether everybody who reads there is one of ours, as far as can be told. Never rejects on what Slack says. */
  areMembers(team: string, channel: string): Promise<boolean>;
  /** Whether we read there at all, as far as can be told. Never rejects on what Slack says. */
  areWeThere(channel: string): Promise<boolean>;
  /** Whether an answer may be said there to all (docs/method.md §18). */
  mayHear(answer: Answer, team: string, channel: string): Promise<boolean>;
}

export function createHearers({ directory, people, store }: HearersParts): Hearers {
  async function areMembers(team: string, channel: string): Promise<boolean> {
    const readers = await directory.readersOf(channel);
    if (readers.kind !== 'known') return false;
    for (const profile of readers.profiles) {
      if (profile.standing !== 'full' || !(await people.mayRead('slack', team, profile))) return false;
    }
    return true;
  }
  return {
    areMembers,
    areWeThere: async (channel) => (await directory.readersOf(channel)).kind !== 'not-there',
    async mayHear({ ok, reply }, team, channel) {
      if (!ok || reply.audience === 'asker' || reply.audience === 'account-team') return false;
      if (reply.audience === 'outsiders') return true;
      const isOpenBook = (await readSettings(store.views)).visibility !== 'team';
      return isOpenBook && (await areMembers(team, channel));
    },
  };
}
