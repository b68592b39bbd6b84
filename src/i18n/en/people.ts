import { formatList } from '../format.ts';

const whom = (ask: readonly string[]): string => (ask.length === 0 ? 'whoever runs KAM Assistant' : ask.join(' or '));

/** About people of chat platforms: who may speak with the assistant, who came and who went. `ask`: names of admins, or none. */
export const people = {
  refused: {
    stranger: (ask: readonly string[]) =>
      ask.length === 0
        ? 'I do not know you yet. Whoever runs KAM Assistant puts your e-mail address into ADMIN_EMAILS, or adds you.'
        : `I do not know you yet. Ask ${whom(ask)} to add you with the e-mail address you have here.`,
    /** `scope`: what the platform calls the right to read addresses. */
    'no-email': (ask: readonly string[], scope: string) =>
      `I know people by their e-mail address, and cannot see yours here. Set and confirm one in your profile; if you have one, ask ${whom(ask)} to let the app read it (${scope}).`,
    guest: (ask: readonly string[]) =>
      `You are a guest here, and I only speak with full members of the workspace. Ask ${whom(ask)} for what you need.`,
    elsewhere: (ask: readonly string[]) =>
      `I only speak with people of the organisation I belong to. Ask ${whom(ask)} for what you need.`,
    bot: (_ask: readonly string[]) => 'I only speak with people, not with other apps.',
    gone: (ask: readonly string[]) => `Your account here is closed. Ask ${whom(ask)} if that is a mistake.`,
    left: (ask: readonly string[]) =>
      `The book says you have left, so I cannot answer. Ask ${whom(ask)} if that is a mistake.`,
    taken: (ask: readonly string[]) =>
      `The e-mail address you have here belongs to a colleague whom I know by another account, so I cannot answer. If that was your own, ask ${whom(ask)} to release it.`,
  },
  joined: (name: string, platform: string) => `${name} has come in by ${platform}`,
  joinedAs: (email: string) =>
    `${email} is not in the book. They may look and ask, but write nothing, until you make them a member.`,
  makeMember: 'Make them a member',
  notOurs: 'Not one of us',
  notOursAsk: (name: string) => `${name} can then no longer look at anything.`,
  back: (name: string, platform: string) => `${name} writes to me on ${platform} again`,
  backBy: (account: string, email: string) =>
    `It is an account I have not met before: "${account}" (${email}). If somebody else has the address now, note another one for whoever left.`,
  backWhy: 'The book says they have left, so I answer nothing until you say that they are back.',
  isBack: 'They are back',
  taken: (name: string, platform: string) => `A second ${platform} account has the address of ${name}`,
  takenWhy: (account: string, email: string, name: string) =>
    `"${account}" (${email}) writes to me. I know ${name} by another account there, which is open, so I answer nothing to this one.`,
  sameOne: (name: string) => `It is ${name}`,
  sameOneAsk: (name: string, platform: string) =>
    `Their present ${platform} account is then nobody's, and whoever next writes with the address is ${name} to me, with all that ${name} may see and do.`,
  otherOne: 'If somebody else has the address now, note another one: ',
  otherOneAs: (key: string) => `member ${key} email=…`,
  /** In the audit, of what a platform told of a person. */
  told: {
    join: 'came in',
    leave: 'account closed',
    back: 'wrote again after leaving',
    profile: 'zone or language followed',
    taken: 'second account refused',
  },
  knownBy: (name: string, count: number) =>
    count === 0
      ? `${name} is known by no chat account`
      : `${name} is known by ${count === 1 ? 'one chat account' : `${count} chat accounts`}`,
  knownByNote: 'Release one that is not theirs any more, or that stands in the way of a new one.',
  since: (when: string) => `since ${when}`,
  closedSince: (when: string) => `closed since ${when}`,
  release: (platform: string, account: string, since: string) => `Release ${platform} ${account}, ${since}`,
  releaseAsk: (name: string, platform: string) =>
    `This ${platform} account is then nobody's. Whoever next writes with the address of ${name} is ${name} to me.`,
  released: (name: string, platform: string) => `${name}: the ${platform} account was released`,
  releasedAlready: 'That account was released already.',
  nextBy: (email: string) => `Whoever writes to me with ${email} is known as them from then on.`,
  nextNobody: (key: string) => `Nobody can come in as them before an address is noted: member ${key} email=…`,
  left: (name: string, platform: string) => `The ${platform} account of ${name} was closed`,
  leftMeans: 'I take today for their last day with us. They have no more access.',
  owned: (name: string, accounts: readonly string[], count: number) =>
    count > accounts.length
      ? `${name} owns ${count} accounts: ${accounts.join(', ')} and ${count - accounts.length} more.`
      : `${name} owns ${formatList(accounts, 'en')}.`,
  handOver: 'Give each another owner: ',
  handOverAs: (account: string) => `account "${account}" owner=…`,
  stillHere: 'Still with us',
  stillHereAsk: 'If it is a mistake, an administrator says: ',
  stillHereAs: (key: string) => `member ${key} state=active`,
};
