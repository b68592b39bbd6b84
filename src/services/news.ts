import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Instant } from '../domain/records.ts';
import type { Log } from '../ports/log.ts';
import type { Views } from '../ports/store.ts';
import { createPermissions, effectiveRole, type Permissions } from './permissions.ts';
import { readSettings } from './settings.ts';

/** That something was recorded, never what: whoever hears of it asks again as themselves. */
export interface NewsItem {
  readonly changeId: string;
  /** `null`: so much, or so long ago, that everything is to be looked at again. */
  readonly accountId: string | null;
}

export interface News {
  /**
   * Tells a member of each change in an account they may see, from now on or, where something was missed, from after that change.
   * Returns what ends it.
   */
  listen(memberId: string, after: string | null, tell: (item: NewsItem) => void): () => void;
  /** Something was recorded here; what other processes record is found within seconds. */
  look(): void;
  close(): void;
}

export interface NewsParts {
  readonly views: Views;
  /** Lower case. */
  readonly adminEmails: readonly string[];
  readonly log: Log;
  readonly now: () => Instant;
}

interface Listener {
  readonly memberId: string;
  readonly tell: (item: NewsItem) => void;
}

/** How often the book is asked while somebody listens, for what other processes write. */
const POLL_MS = 3000;
/** Changes looked at in one go; whoever missed more looks at everything. */
const WINDOW = 100;
/** A change in more accounts than this, an import, is told as one. */
const MANY = 20;

export function createNews({ views, adminEmails, log, now }: NewsParts): News {
  const listeners = new Set<Listener>();
  /** Of the latest changes those already told; ids of two processes need not commit in their order. */
  let told: ReadonlySet<string> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const look = (): void => {
    if (listeners.size === 0) return;
    looking = looking.then(tellNews).catch((error: unknown) => log.warn('news could not be told', { error }));
  };

  async function tellNews(): Promise<void> {
    const before = told;
    const recent = (await views.recentChanges(WINDOW)).map(({ id }) => id);
    told = new Set(recent);
    if (before === null) return;
    const fresh = recent.filter((id) => !before.has(id)).toReversed();
    const items = fresh.length === WINDOW ? [everything(fresh)] : await itemsOf(fresh);
    for (const listener of listeners) await tellOne(listener, items);
  }

  async function itemsOf(changeIds: readonly string[]): Promise<readonly NewsItem[]> {
    const items: NewsItem[] = [];
    for (const changeId of changeIds) {
      const accounts = await views.accountsChangedBy(changeId);
      if (accounts.length > MANY) items.push({ changeId, accountId: null });
      else items.push(...accounts.map((accountId) => ({ changeId, accountId })));
    }
    return items;
  }

  async function tellOne({ memberId, tell }: Listener, items: readonly NewsItem[]): Promise<void> {
    if (items.length === 0) return;
    const permissions = await permissionsOf(memberId);
    if (!permissions) return;
    for (const item of items) if (await maySee(item, permissions)) tell(item);
  }

  async function permissionsOf(memberId: string): Promise<Permissions | undefined> {
    const member = await views.get('member', memberId);
    if (!member || hasLeft(member, dayOf(now(), member.timeZone))) return undefined;
    const { visibility } = await readSettings(views);
    return createPermissions(views, { member, role: effectiveRole(member, adminEmails) }, visibility);
  }

  async function maySee({ accountId }: NewsItem, permissions: Permissions): Promise<boolean> {
    if (accountId === null) return true;
    const account = await views.get('account', accountId);
    // One that is gone (its adding was undone) tells nothing but that.
    return account === undefined || permissions.maySee(account);
  }

  async function catchUp(listener: Listener, after: string): Promise<void> {
    const recent = (await views.recentChanges(WINDOW)).map(({ id }) => id);
    const missed = recent.filter((id) => id > after).toReversed();
    await tellOne(listener, missed.length === WINDOW ? [everything(missed)] : await itemsOf(missed));
  }

  return {
    listen(memberId, after, tell) {
      const listener: Listener = { memberId, tell };
      listeners.add(listener);
      if (listeners.size === 1) {
        told = null;
        timer = setInterval(look, POLL_MS).unref();
      }
      look();
      if (after !== null) looking = looking.then(() => catchUp(listener, after)).catch(() => undefined);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
    look,
    close() {
      listeners.clear();
      clearInterval(timer);
    },
  };
}

const everything = (changeIds: readonly string[]): NewsItem => ({ changeId: changeIds.at(-1) ?? '', accountId: null });
