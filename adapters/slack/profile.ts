import type { UsersInfoResponse } from '@slack/web-api';
import type { Profile } from '../../src/services/platform-people.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** The one account that says it is no bot and is one. */
const SLACKBOT = 'USLACKBOT';

/** A user as Slack describes them, seen from the workspace (team) we are installed in. */
export function toProfile(user: User, team: string): Profile {
  const { id = '', profile = {}, tz, locale, name } = user;
  const names = [profile.real_name, user.real_name, profile.display_name, name];
  return {
    externalId: id,
    // Somebody else's address can be claimed until it is confirmed: then Slack says `false`. It does not always say anything (in its
    // own examples of users it does not, and the field is optional in its types), and where it does not nobody could ever come in.
    // So silence is no objection; an address that is in use is in no case taken over (`planJoin`).
    email: user.is_email_confirmed === false ? null : (profile.email ?? null),
    name: names.find((one) => one !== undefined && one.trim() !== '') ?? id,
    timeZone: tz ?? null,
    // Those who read Slack in neither language read English rather than Chinese.
    language: locale === undefined ? null : /^zh\b/i.test(locale) ? 'zh' : 'en',
    standing: standingOf(user, team),
  };
}

/**
 * Somebody Slack tells nothing of. That is no word of a closed account: of those it says `deleted`, and goes on telling of them. It is
 * what we hear of everybody with the token of another workspace, and nobody is to lose their place in the book by that.
 */
export function unknownProfile(externalId: string): Profile {
  return { externalId, email: null, name: externalId, timeZone: null, language: null, standing: 'elsewhere' };
}

function standingOf(user: User, team: string): Profile['standing'] {
  if (user.deleted === true) return 'gone';
  if (user.is_bot === true || user.id === SLACKBOT) return 'bot';
  // In an organisation one account belongs to several workspaces.
  const isOurs = user.team_id === team || user.enterprise_user?.teams?.includes(team) === true;
  if (user.is_stranger === true || !isOurs) return 'elsewhere';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'full';
}
