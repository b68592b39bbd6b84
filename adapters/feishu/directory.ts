import { inTurns } from '../../src/chat/in-turns.ts';
import { createRecall } from '../../src/chat/recall.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Profile } from '../../src/services/platform-people.ts';
import { createAddressBook, type Known } from './address-book.ts';
import type { FeishuClient } from './client.ts';
import { type Group, groupOf } from './groups.ts';
import type { Directory, FeishuApp } from './parts.ts';
import type { Who } from './payload.ts';
import { toProfile, unknownProfile } from './profile.ts';

export interface DirectoryParts {
  readonly client: FeishuClient;
  /** `null` while that is not known. */
  readonly app: () => FeishuApp | null;
  readonly now: () => Instant;
  readonly log: Log;
}

const REMEMBERED_MS = 5 * 60_000;
/** Of what could not be told. */
const UNTOLD_MS = 60_000;

/** Users are remembered by the id they were asked for. */
export function createDirectory({ client, app, now, log }: DirectoryParts): Directory {
  const users = createRecall<Known>({ now, keptMs: () => REMEMBERED_MS, most: 5000 });
  const groups = createRecall<Group | null>({
    now,
    keptMs: (group) => (group === null || group.readers === 'not-there' ? UNTOLD_MS : REMEMBERED_MS),
    most: 1000,
  });
  const ask = createAddressBook(client, log);
  /** By open id, or by union id where only that is known (`on_…`). */
  const userOf = (id: string): Promise<Known> => users.get(id, () => ask(id));

  function appOrThrow(): FeishuApp {
    const found = app();
    if (found === null) throw new Error('Feishu has not said yet who we are');
    return found;
  }

  async function profileOf(who: Who): Promise<Profile> {
    const { tenant } = appOrThrow();
    if (who.tenant !== null && tenant !== null && who.tenant !== tenant) return unknownProfile(who, 'elsewhere');
    const known = await userOf(who.openId);
    if (known === 'nobody') return unknownProfile(who, 'gone');
    // The address book may be closed to us; that they are ours the event says.
    if (known === 'unseen')
      return unknownProfile(who, who.tenant !== null && who.tenant === tenant ? 'full' : 'elsewhere');
    return toProfile(known, who);
  }

  async function askedGroup(chat: string): Promise<Group> {
    const asked = await groupOf(client, chat, appOrThrow().tenant);
    if (!asked.ok) throw new Error(asked.fault.text);
    return asked.data;
  }
  const groupAt = (chat: string): Promise<Group | null> => groups.get(chat, () => askedGroup(chat).catch(untold));

  const untold = (error: unknown): null => {
    log.warn('who reads a group of Feishu could not be told', { why: error instanceof Error ? error.message : '' });
    return null;
  };

  return {
    profileOf,
    async readersOf(chat) {
      const readers = (await groupAt(chat))?.readers ?? null;
      if (readers === 'not-there') return { kind: 'not-there' };
      if (readers === null || readers === 'outside') return { kind: 'unknown' };
      const profiles = await inTurns(readers, profileOf).catch(untold);
      if (profiles === null) return { kind: 'unknown' };
      return { kind: 'known', profiles: profiles.filter(({ standing }) => standing !== 'gone') };
    },
    async nameOf(chat, { openId }) {
      const group = await groupAt(chat);
      const isReader = Array.isArray(group?.readers) && group.readers.some((reader: Who) => reader.openId === openId);
      return isReader && group.name !== '' ? group.name : null;
    },
    userChanged: (openId) => users.forget(openId),
    chatChanged: (chat) => groups.forget(chat),
  };
}
