/** Channels that are about one account. */
export const channels = {
  column: 'Channels',
  notHere: 'Say this in the channel that is to be about the account.',
  bound: (account: string) => `This channel is about ${account} now`,
  unnamed: 'What is said here is of that account unless another is named.',
  before: (account: string) => `Before, it was about ${account}.`,
  boundAlready: (account: string) => `This channel is about ${account} already`,
  unbound: (account: string) => `This channel is no longer about ${account}`,
  notBound: 'This channel is about no account',
  boundToOther: (named: string, account: string) => `This channel is not about ${named} but about ${account}.`,
  boundByOthers: (account: string, owner: string) =>
    `This channel is about ${account}, which you may not write to. Ask its owner, ${owner}, to untie it first.`,
  boundUnseen: 'This channel is about an account you may not see. Ask an administrator to untie it first.',
};
