import type { channels as en } from '../en/channels.ts';

export const channels: typeof en = {
  column: '频道',
  notHere: '请在要绑定客户的频道里说这句话。',
  bound: (account) => `本频道已绑定${account}`,
  unnamed: '在这里说的事，没有点名别的客户时就是这个客户的。',
  before: (account) => `此前绑定的是${account}。`,
  boundAlready: (account) => `本频道已经绑定了${account}`,
  unbound: (account) => `本频道不再绑定${account}`,
  notBound: '本频道没有绑定客户',
  boundToOther: (named, account) => `本频道绑定的不是${named}，而是${account}。`,
  boundByOthers: (account, owner) => `本频道绑定的是${account}，您没有它的写入权限。请先让负责人${owner}解绑。`,
  boundUnseen: '本频道绑定的客户您看不到。请先让管理员解绑。',
};
