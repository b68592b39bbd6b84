import type { people as en } from '../en/people.ts';
import { formatList } from '../format.ts';

const whom = (ask: readonly string[]): string => (ask.length === 0 ? '部署 KAM Assistant 的人' : ask.join(' 或 '));

export const people: typeof en = {
  refused: {
    stranger: (ask) =>
      ask.length === 0
        ? '我还不认识你。请部署 KAM Assistant 的人把你的邮箱写进 ADMIN_EMAILS，或把你加进来。'
        : `我还不认识你。请 ${whom(ask)} 用你在这里的邮箱把你加进来。`,
    'no-email': (ask) =>
      `我靠邮箱认人，但在这里看不到你的邮箱。请在个人资料里填写并确认邮箱；如果已经有了，请 ${whom(ask)} 允许应用读取邮箱（users:read.email）。`,
    guest: (ask) => `你是这里的访客，我只回答工作区的正式成员。需要什么请找 ${whom(ask)}。`,
    elsewhere: (ask) => `我只回答自己所属组织的人。需要什么请找 ${whom(ask)}。`,
    bot: () => '我只回答人，不回答其他应用。',
    gone: (ask) => `你在这里的账号已关闭。如有误请联系 ${whom(ask)}。`,
    left: (ask) => `客户簿里写着你已离开，所以我无法回答。如有误请联系 ${whom(ask)}。`,
  },
  joined: (name, platform) => `${name} 通过 ${platform} 加入了`,
  joinedAs: (email) => `客户簿里没有 ${email}。在你把对方设为成员之前，对方可以查看和提问，不能写入。`,
  makeMember: '设为成员',
  notOurs: '不是我们的人',
  notOursAsk: (name) => `之后 ${name} 什么都不能再看。`,
  back: (name, platform) => `${name} 又在 ${platform} 上找我了`,
  backWhy: '客户簿里写着此人已离开，所以在你确认其回来之前，我不作回答。',
  isBack: '确实回来了',
  left: (name, platform) => `${name} 的 ${platform} 账号已关闭`,
  leftMeans: '我把今天记为其最后一天，其访问权限已经结束。',
  owned: (name, accounts, count) =>
    count > accounts.length
      ? `${name} 负责 ${count} 个客户：${accounts.join('、')}等。`
      : `${name} 负责${formatList(accounts, 'zh')}。`,
  handOver: '请为每个客户指定新的负责人：',
  handOverAs: (account) => `客户 "${account}" 负责人=…`,
  stillHere: '仍在职',
  stillHereAsk: '如有误，请管理员说：',
  stillHereAs: (key) => `成员 ${key} 状态=在职`,
};
