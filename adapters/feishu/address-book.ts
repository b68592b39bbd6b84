import type { Log } from '../../src/ports/log.ts';
import type { Called, FeishuClient } from './client.ts';
import { MISSING_SCOPE, NO_SUCH_USER, OUT_OF_RANGE, STRANGE_IDS } from './codes.ts';
import type { FeishuFault } from './errors.ts';
import type { ContactUser } from './profile.ts';

/** Of a user: what the address book tells; `unseen`: it is not open to us; `nobody`: there is none. */
export type Known = ContactUser | 'unseen' | 'nobody';

/** Asks about a user by open id, or by union id (`on_…`); rejects while Feishu cannot be asked. What it lacks it says once. */
export function createAddressBook(client: FeishuClient, log: Log): (id: string) => Promise<Known> {
  const warned = new Set<string>();
  const warnOnce = (about: string): void => {
    if (warned.has(about)) return;
    warned.add(about);
    log.warn(`Feishu: ${about}`);
  };

  function warnOfMissing(user: ContactUser): void {
    if (user.email === undefined && user.enterprise_email === undefined) warnOnce(NO_EMAIL);
    if (user.status === undefined) warnOnce(NO_STATUS);
  }

  function unseen(fault: FeishuFault): Known {
    const code = fault.kind === 'refused' ? fault.code : 0;
    if (code === NO_SUCH_USER) return 'nobody';
    if (![OUT_OF_RANGE, MISSING_SCOPE, ...STRANGE_IDS].includes(code))
      throw new Error(`Feishu does not tell of a user: ${fault.text}`);
    if (code === OUT_OF_RANGE) warnOnce(RANGE);
    if (code === MISSING_SCOPE) warnOnce(fault.text);
    return 'unseen';
  }

  return async (id) => {
    const path = `/open-apis/contact/v3/users/${encodeURIComponent(id)}`;
    const params = { user_id_type: id.startsWith('on_') ? 'union_id' : 'open_id' };
    const asked: Called<{ readonly user?: ContactUser }> = await client.call({ method: 'GET', path, params });
    if (!asked.ok) return unseen(asked.fault);
    const { user } = asked.data;
    // Only what Feishu says it does not know is nobody: whoever is taken for gone loses their access.
    if (user === undefined) return 'unseen';
    warnOfMissing(user);
    return user;
  };
}

const NO_EMAIL =
  'no e-mail addresses are told, so nobody can be recognised by theirs. Add the scope contact:user.email:readonly, or let people link themselves';
const NO_STATUS =
  'it is not told who has left the organisation. Add the scope contact:user.employee:readonly, and publish the app again';
const RANGE =
  'somebody is outside the range of the address book that is open to the app, so they cannot be recognised by e-mail. Widen the contacts range (通讯录权限范围) of the app';
