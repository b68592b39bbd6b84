import type { Account, Contact, Member } from '../domain/records.ts';
import { contactsOfVisible } from '../language/find-names.ts';
import { allowing, MOST_HITS, recordsOf } from '../language/name-search.ts';
import { nameKey } from '../language/names.ts';
import type { NameHit, Views } from '../ports/store.ts';
import { createPermissions, effectiveRole, type Permissions } from './permissions.ts';
import { readSettings } from './settings.ts';

/** A name that what is being typed may become. */
export interface Suggestion {
  readonly kind: 'account' | 'contact' | 'member';
  readonly name: string;
  /** Of a contact their account; of an account the alias that was typed. */
  readonly detail: string;
  /** How many UTF-16 units before the caret it replaces. */
  readonly replaces: number;
}

export type Suggest = (memberId: string, typed: string) => Promise<readonly Suggestion[]>;

/** The longest beginning of a name that is looked for, in UTF-16 units. */
const LONGEST = 24;
const SHOWN = 8;
const HAN = /\p{Script=Han}/u;

type Named = Account | Contact | Member;

/** Names beginning with the last words of a text, of accounts and people this member may see. */
export function createSuggest(views: Views, adminEmails: readonly string[]): Suggest {
  return async (memberId, typed) => {
    const member = await views.get('member', memberId);
    if (!member) return [];
    const { visibility } = await readSettings(views);
    const caller = { member, role: effectiveRole(member, adminEmails) };
    const permissions = await createPermissions(views, caller, visibility);
    for (const start of beginnings(typed)) {
      const found = await namesLike(start, views, permissions);
      if (found.length > 0) return found.slice(0, SHOWN);
    }
    return [];
  };
}

/** Stretches before the caret that may be the beginning of a name, longest first; one character only where a name is due. */
export function beginnings(typed: string): readonly string[] {
  const tail = /[^\n,.;:!?，。；：！？、“”"（）()]*$/u.exec(typed.slice(-LONGEST))?.[0] ?? '';
  const isAsked = /^[/／@]|[@＠]/u.test(typed);
  const all: string[] = [];
  for (let at = 0; at < tail.length; at++) {
    const start = tail.slice(at);
    if (!beginsWord(tail, at) || /^[\s@＠/／]/u.test(start)) continue;
    const least = isAsked ? 1 : 2;
    if (nameKey(start).length >= least) all.push(start);
  }
  return all;
}

/** A Latin word is taken from its beginning; a Chinese name may begin at any character. */
function beginsWord(text: string, at: number): boolean {
  const [before, here] = [text.charAt(at - 1), text.charAt(at)];
  return at === 0 || HAN.test(here) || !/[\p{L}\p{N}]/u.test(before) || HAN.test(before);
}

async function namesLike(start: string, views: Views, permissions: Permissions): Promise<readonly Suggestion[]> {
  const key = nameKey(start);
  const visible = (account: Account): boolean => !account.archived && permissions.maySee(account);
  const ofVisible = contactsOfVisible(views, visible);
  const hits = await Promise.all([
    views.names.startingWith('account', key, MOST_HITS),
    views.names.startingWith('contact', key, MOST_HITS),
    views.names.startingWith('member', key, MOST_HITS),
  ]);
  const replaces = start.length;
  const begun = begunWith(start, hits.flat());
  const accounts = await recordsOf(
    views,
    'account',
    hits[0],
    allowing((one) => begun(one) && visible(one)),
  );
  const contacts = await recordsOf(views, 'contact', hits[1], (all) => ofVisible(all.filter(begun)));
  const members = await recordsOf(
    views,
    'member',
    hits[2],
    allowing((one) => begun(one) && one.state !== 'left'),
  );
  const employers = await views.some(
    'account',
    contacts.map(({ accountId }) => accountId),
  );
  const nameOf = new Map(employers.map(({ id, name }) => [id, name]));
  const people = contacts.map(
    ({ name, accountId }): Suggestion => ({ kind: 'contact', name, detail: nameOf.get(accountId) ?? '', replaces }),
  );
  return [
    ...accounts.map(({ name, aliases }): Suggestion => {
      return { kind: 'account', name, detail: aliases[0] ?? '', replaces };
    }),
    ...people,
    ...members.map(({ name, key: handle }): Suggestion => ({ kind: 'member', name, detail: handle, replaces })),
  ];
}

/** The index finds any part of a name; of Latin letters nobody types one from its middle, but Han names by their pinyin. */
export function begunWith(start: string, hits: readonly NameHit[]): (one: Named) => boolean {
  const key = nameKey(start);
  const whole = new Set(hits.flatMap((hit) => (hit.whole ? [hit.id] : [])));
  return ({ id, name }) =>
    HAN.test(start) || whole.has(id) || name.split(/[^\p{L}\p{N}]+/u).some((word) => nameKey(word).startsWith(key));
}
