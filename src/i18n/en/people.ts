import { formatList } from '../format.ts';

const whom = (ask: readonly string[]): string => (ask.length === 0 ? 'whoever runs KAM Assistant' : ask.join(' or '));

/** About people of chat platforms: who may speak with the assistant, who came and who went. `ask`: names of admins, or none. */
export const people = {
  refused: {
    stranger: (ask: readonly string[]) =>
      ask.length === 0
        ? 'I do not know you yet. Whoever runs KAM Assistant puts your e-mail address into ADMIN_EMAILS, or adds you.'
        : `I do not know you yet. Ask ${whom(ask)} to add you with the e-mail address you have here.`,
    'no-email': (ask: readonly string[]) =>
      `I know people by their e-mail address, and cannot see yours here. Set and confirm one in your profile; if you have one, ask ${whom(ask)} to let the app read it (users:read.email).`,
    guest: (ask: readonly string[]) =>
      `You are a guest here, and I only speak with full members of the workspace. Ask ${whom(ask)} for what you need.`,
    elsewhere: (ask: readonly string[]) =>
      `I only speak with people of the organisation I belong to. Ask ${whom(ask)} for what you need.`,
    bot: (_ask: readonly string[]) => 'I only speak with people, not with other apps.',
    gone: (ask: readonly string[]) => `Your account here is closed. Ask ${whom(ask)} if that is a mistake.`,
    left: (ask: readonly string[]) =>
      `The book says you have left, so I cannot answer. Ask ${whom(ask)} if that is a mistake.`,
  },
  joined: (name: string, platform: string) => `${name} has come in by ${platform}`,
  joinedAs: (email: string) =>
    `${email} is not in the book. They may look and ask, but write nothing, until you make them a member.`,
  makeMember: 'Make them a member',
  notOurs: 'Not one of us',
  notOursAsk: (name: string) => `${name} can then no longer look at anything.`,
  back: (name: string, platform: string) => `${name} writes to me on ${platform} again`,
  backWhy: 'The book says they have left, so I answer nothing until you say that they are back.',
  isBack: 'They are back',
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
