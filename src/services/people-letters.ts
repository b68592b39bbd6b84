import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import type { Identity, Instant, Member } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { Letter } from '../ports/queues.ts';
import type { Views } from '../ports/store.ts';
import type { Block, Button, Reply } from '../reply/reply.ts';
import type { Met } from './joining.ts';
import { adminsAmong, effectiveRole } from './permissions.ts';
import type { Profile } from './platform-people.ts';

type Address = Pick<Letter, 'platform' | 'tenant'>;

export interface PeopleLettersParts {
  readonly views: Views;
  readonly adminEmails: readonly string[];
  readonly now: () => Instant;
  /** Where a member is written to; `null`: nowhere. */
  readonly addressOf: (member: Member) => Promise<Address | null>;
}

/** What is told of people who come and go, to those who can do something about it and can be written to. */
export interface PeopleLetters {
  /** Those who are with us and admins. */
  admins(): Promise<readonly Member[]>;
  /** To the admins: somebody who is not in the book has joined as a viewer. */
  joined(member: Member, platform: Platform): Promise<readonly Letter[]>;
  /** To the admins: somebody the book says has left writes again, by an account with their address that is not known. One a day. */
  back(member: Member, platform: Platform, newAccount: Profile | null): Promise<readonly Letter[]>;
  /** To the admins: a second account has the address of this member. One a day for each account. */
  taken(whose: Taken, met: Met): Promise<readonly Letter[]>;
  /** To their manager, else to the admins: somebody's account was closed. */
  left(member: Member, platform: Platform): Promise<readonly Letter[]>;
}

interface Taken {
  readonly member: Member;
  /** What they are known by. */
  readonly by: Identity;
  readonly email: string;
}

export function createPeopleLetters({ views, adminEmails, now, addressOf }: PeopleLettersParts): PeopleLetters {
  const isHere = (member: Member): boolean => !hasLeft(member, dayOf(now(), member.timeZone));
  const admins = async (): Promise<readonly Member[]> =>
    adminsAmong(await views.all('member'), adminEmails).filter(isHere);

  async function lettersTo(
    readers: readonly Member[],
    letter: (reader: Member, address: Address) => Letter,
  ): Promise<readonly Letter[]> {
    const letters: Letter[] = [];
    for (const reader of readers) {
      const address = await addressOf(reader);
      if (address !== null) letters.push(letter(reader, address));
    }
    return letters;
  }

  async function left(member: Member, platform: Platform): Promise<readonly Letter[]> {
    const all = await views.accountsOf([member.id]);
    const accounts = all.filter(({ ownerId, archived }) => ownerId === member.id && !archived).map(({ name }) => name);
    const letter = (reader: Member, address: Address): Letter => {
      const isAdmin = effectiveRole(reader, adminEmails) === 'admin';
      return leftLetter({ reader, address, member, platform, at: now(), accounts, isAdmin });
    };
    const manager = member.managerId === null ? undefined : await views.get('member', member.managerId);
    const toManager = manager && isHere(manager) ? await lettersTo([manager], letter) : [];
    if (toManager.length > 0) return toManager;
    return lettersTo(
      (await admins()).filter(({ id }) => id !== member.id),
      letter,
    );
  }

  return {
    admins,
    left,
    joined: async (member, platform) =>
      lettersTo(await admins(), (admin, address) => joinedLetter({ admin, address, member, platform, at: now() })),
    back: async (member, platform, newAccount) =>
      lettersTo(await admins(), (admin, address) =>
        backLetter({ admin, address, member, platform, newAccount, at: now() }),
      ),
    taken: async (whose, { platform, profile }) =>
      lettersTo(await admins(), (admin, address) =>
        takenLetter({ ...whose, admin, address, platform, profile, at: now() }),
      ),
  };
}

interface Told {
  readonly address: Address;
  /** Whom it is about. */
  readonly member: Member;
  /** The platform they were met on. */
  readonly platform: Platform;
  readonly at: Instant;
}

/** Somebody who is not in the book has joined as a viewer: an admin says whether that is right. */
function joinedLetter({ admin, address, member, platform, at }: Told & { readonly admin: Member }): Letter {
  const { people, preferences } = messagesIn(admin.language);
  return noticeTo(admin, address, at, `joined/${member.id}`, {
    title: people.joined(member.name, preferences.platforms[platform]),
    blocks: [
      { kind: 'text', text: people.joinedAs(member.email ?? member.key) },
      buttons(
        { ...press(people.makeMember, member, { role: 'member' }), style: 'primary' },
        {
          ...press(people.notOurs, member, { state: 'left' }),
          style: 'danger',
          confirm: people.notOursAsk(member.name),
        },
      ),
    ],
  });
}

/** Somebody the book says has left writes again: an admin says whether they are back, and whether it is they at all. */
function backLetter(told: Told & { readonly admin: Member; readonly newAccount: Profile | null }): Letter {
  const { admin, address, member, platform, at, newAccount } = told;
  const { people, preferences } = messagesIn(admin.language);
  const by = newAccount === null ? member.id : `${member.id}/${newAccount.externalId}`;
  const account: readonly Block[] =
    newAccount === null ? [] : [{ kind: 'text', text: people.backBy(newAccount.name, newAccount.email ?? '') }];
  return noticeTo(admin, address, at, `back/${by}/${dayOf(at, admin.timeZone)}`, {
    title: people.back(member.name, preferences.platforms[platform]),
    blocks: [
      ...account,
      { kind: 'text', text: people.backWhy },
      buttons({ ...press(people.isBack, member, { state: 'active' }), style: 'primary' }),
    ],
  });
}

/** A second account has a member's address: only an admin can tell whether it is the same person. */
function takenLetter(told: Told & Taken & Pick<Met, 'profile'> & { readonly admin: Member }): Letter {
  const { admin, address, at, member, platform, by, email, profile } = told;
  const { people, preferences } = messagesIn(admin.language);
  const where = preferences.platforms[platform];
  return noticeTo(admin, address, at, `taken/${by.id}/${profile.externalId}/${dayOf(at, admin.timeZone)}`, {
    title: people.taken(member.name, where),
    tone: 'warning',
    blocks: [
      { kind: 'text', text: people.takenWhy(profile.name, email, member.name) },
      buttons({
        ...press(people.sameOne(member.name), member, { action: 'unlink', link: by.id }),
        confirm: people.sameOneAsk(member.name, where),
      }),
      { kind: 'text', text: [people.otherOne, { code: people.otherOneAs(member.key) }], tone: 'quiet' },
    ],
  });
}

interface Left extends Told {
  readonly reader: Member;
  /** Names of the accounts they own. */
  readonly accounts: readonly string[];
  readonly isAdmin: boolean;
}

/** Somebody's account on a platform was closed: who looks after their accounts now? */
function leftLetter({ reader, address, member, platform, at, accounts, isAdmin }: Left): Letter {
  const { people, preferences } = messagesIn(reader.language);
  const [first] = accounts;
  const handOver: readonly Block[] =
    first === undefined
      ? []
      : [
          { kind: 'text', text: people.owned(member.name, accounts.slice(0, MOST_NAMED), accounts.length) },
          { kind: 'text', text: [people.handOver, { code: people.handOverAs(first) }], tone: 'quiet' },
        ];
  const mend: Block = isAdmin
    ? buttons(press(people.stillHere, member, { state: 'active' }))
    : { kind: 'text', text: [people.stillHereAsk, { code: people.stillHereAs(member.key) }], tone: 'quiet' };
  return noticeTo(reader, address, at, `left/${member.id}/${dayOf(at, member.timeZone)}`, {
    title: people.left(member.name, preferences.platforms[platform]),
    tone: 'warning',
    blocks: [{ kind: 'text', text: people.leftMeans }, ...handOver, mend],
  });
}

/** How many accounts are named; the rest is counted. */
const MOST_NAMED = 8;
const WORTH_MS = 14 * 24 * 3_600_000;

function noticeTo(
  reader: Member,
  { platform, tenant }: Address,
  at: Instant,
  about: string,
  reply: Omit<Reply, 'audience'>,
): Letter {
  const { language, timeZone } = reader;
  return {
    dedupeKey: `notice/${about}/${reader.id}`,
    kind: 'notice',
    platform,
    tenant,
    destination: `dm:${reader.id}`,
    memberId: reader.id,
    payload: { reply: { ...reply, audience: 'asker' }, language, timeZone },
    notBefore: at,
    notAfter: at + WORTH_MS,
  };
}

const buttons = (...all: readonly Button[]): Block => ({ kind: 'buttons', buttons: all });

const press = (label: string, { id }: Member, args: Readonly<Record<string, unknown>>): Button => ({
  label,
  press: { command: 'member', args: { member: `#${id}`, ...args } },
});
