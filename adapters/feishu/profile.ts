import type { Profile } from '../../src/services/platform-people.ts';
import type { Who } from './payload.ts';

/** A user of the address book (contact/v3/users), as far as it is read; what the app has no scope for is left out. */
export interface ContactUser {
  readonly union_id?: string;
  readonly open_id?: string;
  readonly name?: string;
  readonly en_name?: string;
  readonly nickname?: string;
  readonly email?: string;
  readonly enterprise_email?: string;
  /** With the mark of its country; people sign in by it. */
  readonly mobile?: string;
  readonly status?: {
    readonly is_resigned?: boolean;
    readonly is_exited?: boolean;
  };
}

/**
 * A user as Feishu describes them. The address book holds the people of our own organisation only, and tells no zone or language.
 * Whose account is suspended is still with us.
 */
export function toProfile(user: ContactUser, who: Who): Profile {
  const externalId = user.union_id ?? who.unionId ?? who.openId;
  const names = [user.name, user.nickname, user.en_name];
  const { is_resigned: isResigned, is_exited: isExited } = user.status ?? {};
  return {
    externalId,
    email: [user.email, user.enterprise_email].find((one) => one !== undefined && one !== '') ?? null,
    mobile: user.mobile === undefined || user.mobile === '' ? null : user.mobile,
    name: names.find((one) => one !== undefined && one.trim() !== '') ?? externalId,
    timeZone: null,
    language: null,
    standing: isResigned === true || isExited === true ? 'gone' : 'full',
  };
}

/** Somebody the address book tells nothing of. */
export function unknownProfile({ unionId, openId }: Who, standing: Profile['standing']): Profile {
  const externalId = unionId ?? openId;
  return { externalId, email: null, name: externalId, timeZone: null, language: null, standing };
}
