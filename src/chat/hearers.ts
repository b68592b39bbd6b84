import type { Platform } from '../domain/vocabulary.ts';
import type { Store } from '../ports/store.ts';
import type { Answer } from '../router/messages.ts';
import { createPermissions } from '../services/permissions.ts';
import type { PlatformPeople, Profile } from '../services/platform-people.ts';
import { readSettings } from '../services/settings.ts';

/** Who reads a channel beside us; `unknown`: it cannot be told, or somebody from outside may; `not-there`: we do not read it. */
export type Readers =
  | { readonly kind: 'known'; readonly profiles: readonly Profile[] }
  | { readonly kind: 'unknown' | 'not-there' };

export interface HearersParts {
  readonly platform: Platform;
  /** `readersOf` never rejects. */
  readonly directory: { readersOf(channel: string): Promise<Readers> };
  readonly people: Pick<PlatformPeople, 'mayRead'>;
  readonly store: Pick<Store, 'views'>;
}

/** Who hears what is said to all in a channel. */
export interface Hearers {
  /** Whether everybody who reads there is one of ours, as far as can be told. Never rejects on what the platform says. */
  areMembers(tenant: string, channel: string): Promise<boolean>;
  /** Whether we read there at all, as far as can be told. Never rejects on what the platform says. */
  areWeThere(channel: string): Promise<boolean>;
  /** Whether an answer may be said there to all (docs/method.md §18). */
  mayHear(answer: Answer, tenant: string, channel: string): Promise<boolean>;
  /** Whether everybody who reads there is one of ours and may see this account. Never rejects on what the platform says. */
  maySee(accountId: string, tenant: string, channel: string): Promise<boolean>;
}

export function createHearers({ platform, directory, people, store }: HearersParts): Hearers {
  async function areMembers(tenant: string, channel: string): Promise<boolean> {
    const readers = await directory.readersOf(channel);
    if (readers.kind !== 'known') return false;
    for (const profile of readers.profiles) {
      if (profile.standing !== 'full' || !(await people.mayRead(platform, tenant, profile))) return false;
    }
    return true;
  }
  /** While not everybody may see every account: whether each of these is known, and may see this one. */
  async function allSee(accountId: string, tenant: string, channel: string): Promise<boolean> {
    const { views } = store;
    const [account, readers] = [await views.get('account', accountId), await directory.readersOf(channel)];
    if (account === undefined || readers.kind !== 'known') return false;
    for (const { externalId } of readers.profiles) {
      const member = await views.memberByIdentity(platform, tenant, externalId);
      if (!member) return false;
      const permissions = await createPermissions(views, { member, role: member.role }, 'team');
      if (!permissions.maySee(account)) return false;
    }
    return true;
  }

  return {
    areMembers,
    areWeThere: async (channel) => (await directory.readersOf(channel)).kind !== 'not-there',
    async mayHear({ ok, reply }, tenant, channel) {
      if (!ok || reply.audience === 'asker' || reply.audience === 'account-team') return false;
      if (reply.audience === 'outsiders') return true;
      const isOpenBook = (await readSettings(store.views)).visibility !== 'team';
      return isOpenBook && (await areMembers(tenant, channel));
    },
    async maySee(accountId, tenant, channel) {
      if (!(await areMembers(tenant, channel))) return false;
      const isOpenBook = (await readSettings(store.views)).visibility !== 'team';
      return isOpenBook || (await allSee(accountId, tenant, channel));
    },
  };
}
