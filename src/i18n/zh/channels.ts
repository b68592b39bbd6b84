import type { channelsSaid as en } from '../en/channels.ts';
import type { Room } from '../rooms.ts';

const ROOMS: Readonly<Record<Room, string>> = { channel: '频道', group: '群' };

export const channelsSaid = (kind: Room): ReturnType<typeof en> => {
  const room = ROOMS[kind];
  return {
    column: room,
    notHere: `请在要绑定客户的${room}里说这句话。`,
    bound: (account) => `本${room}已绑定${account}`,
    unnamed: '在这里说的事，没有点名别的客户时就是这个客户的。',
    before: (account) => `此前绑定的是${account}。`,
    boundAlready: (account) => `本${room}已经绑定了${account}`,
    unbound: (account) => `本${room}不再绑定${account}`,
    notBound: `本${room}没有绑定客户`,
    boundToOther: (named, account) => `本${room}绑定的不是${named}，而是${account}。`,
    boundByOthers: (account, owner) => `本${room}绑定的是${account}，你没有它的写入权限。请先让负责人${owner}解绑。`,
    boundUnseen: `本${room}绑定的客户你看不到。请先让管理员解绑。`,
    digest: {
      set: (when, what) => `本${room}${when} 收到摘要：${what}。`,
      told: (when, what) => `${when}：${what}`,
      off: `本${room}不再收到摘要。`,
      none: `本${room}没有摘要。发“摘要 这里 每天 09:00”来设置。`,
      noneAnywhere: `没有${room}收到摘要。在${room}里发“摘要 这里 每天 09:00”来设置。`,
      notHere: `请在要接收摘要的${room}里说这句话。`,
      notYours: '在这里只有设置它的人或管理员可以关闭它。',
      count: (count) => `有 ${count} 个${room}收到摘要`,
    },
  };
};

export const channels = channelsSaid('channel');
