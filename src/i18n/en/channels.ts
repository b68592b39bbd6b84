import type { Room } from '../rooms.ts';

/** Channels, or groups, that are about one account or get a digest. */
export const channelsSaid = (room: Room) => ({
  column: room === 'group' ? 'Groups' : 'Channels',
  notHere: `Say this in the ${room} that is to be about the account.`,
  bound: (account: string) => `This ${room} is about ${account} now`,
  unnamed: 'What is said here is of that account unless another is named.',
  before: (account: string) => `Before, it was about ${account}.`,
  boundAlready: (account: string) => `This ${room} is about ${account} already`,
  unbound: (account: string) => `This ${room} is no longer about ${account}`,
  notBound: `This ${room} is about no account`,
  boundToOther: (named: string, account: string) => `This ${room} is not about ${named} but about ${account}.`,
  boundByOthers: (account: string, owner: string) =>
    `This ${room} is about ${account}, which you may not write to. Ask its owner, ${owner}, to untie it first.`,
  boundUnseen: `This ${room} is about an account you may not see. Ask an administrator to untie it first.`,
  digest: {
    set: (when: string, what: string) => `This ${room} gets a digest ${when}: ${what}.`,
    /** Of one among several, behind its name. */
    told: (when: string, what: string) => `${when}: ${what}`,
    off: `This ${room} gets no digest any more.`,
    none: `This ${room} gets no digest. "digest here daily 09:00" sets one up.`,
    noneAnywhere: `No ${room} gets a digest. Say "digest here daily 09:00" in one.`,
    notHere: `Say this in the ${room} that is to get the digest.`,
    notYours: 'Only whoever set it up, or an administrator, may switch it off from here.',
    count: (count: number) => (count === 1 ? `1 ${room} gets a digest` : `${count} ${room}s get a digest`),
  },
});

export const channels = channelsSaid('channel');
