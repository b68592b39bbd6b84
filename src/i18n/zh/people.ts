import type { people as en } from '../en/people.ts';
import { formatList } from '../format.ts';
import { spaced } from './spaced.ts';

const whom = (ask: readonly string[]): string => (ask.length === 0 ? '部署 KAM Assistant 的人' : ask.join(' 或 '));

export const people: typeof en = {
  refused: {
    stranger: (ask) =>
      ask.length === 0
        ? '我还不认识你。请部署 KAM Assistant 的人把你的邮箱写进 ADMIN_EMAILS，或把你加进来。'
        : `我还不认识你。请 ${whom(ask)} 用你在这里的邮箱把你加进来。`,
    'no-email': (ask, scope) =>
      `我靠邮箱认人，但在这里看不到你的邮箱。请在个人资料里填写并确认邮箱；如果已经有了，请 ${whom(ask)} 允许应用读取邮箱（${scope}）。`,
    guest: (ask) => `你是这里的访客，我只回答工作区的正式成员。需要什么请找 ${whom(ask)}。`,
    elsewhere: (ask) => `我只回答自己所属组织的人。需要什么请找 ${whom(ask)}。`,
    bot: () => '我只回答人，不回答其他应用。',
    gone: (ask) => `你在这里的账号已关闭。如有误请联系 ${whom(ask)}。`,
    left: (ask) => `客户簿里写着你已离开，所以我无法回答。如有误请联系 ${whom(ask)}。`,
    taken: (ask) =>
      `你在这里的邮箱属于一位同事，我认识的是这位同事的另一个账号，所以无法回答你。如果那是你自己以前的账号，请 ${whom(ask)} 解除它的关联。`,
  },
  joined: (name, platform) => `${name} 通过${spaced(platform)}加入了`,
  joinedAs: (email) => `客户簿里没有 ${email}。在你把对方设为成员之前，对方可以查看和提问，不能写入。`,
  makeMember: '设为成员',
  notOurs: '不是我们的人',
  notOursAsk: (name) => `之后 ${name} 什么都不能再看。`,
  back: (name, platform) => `${name} 又在${spaced(platform)}上找我了`,
  backBy: (account, email) =>
    `这是一个我没见过的账号：“${account}”（${email}）。如果邮箱已经换了人用，请给离开的人另记一个邮箱。`,
  backWhy: '客户簿里写着此人已离开，所以在你确认其回来之前，我不作回答。',
  isBack: '确实回来了',
  taken: (name, platform) => `${spaced(platform)}上又有一个账号用着 ${name} 的邮箱`.trimStart(),
  takenWhy: (account, email, name) =>
    `“${account}”（${email}）在找我。我认识的 ${name} 是那里的另一个账号，而且仍在使用，所以我没有回答这一个。`,
  sameOne: (name) => `就是 ${name}`,
  sameOneAsk: (name, platform) =>
    `${name} 现有的${spaced(platform)}账号将不再属于任何人，之后用这个邮箱来找我的人就是 ${name}，能看能改 ${name} 的一切。`,
  otherOne: '如果邮箱已经换了人用，请另记一个：',
  otherOneAs: (key) => `成员 ${key} 邮箱=…`,
  told: {
    join: '加入',
    leave: '账号已关闭',
    back: '离开后又来找我',
    profile: '时区或语言随平台更新',
    taken: '拒绝了第二个账号',
  },
  knownBy: (name, count) => (count === 0 ? `${name} 没有关联聊天账号` : `${name} 关联了 ${count} 个聊天账号`),
  knownByNote: '如果某个账号不再属于此人，或挡住了新账号，请解除它的关联。',
  since: (when) => `自 ${when}`,
  closedSince: (when) => `${when} 起已关闭`,
  release: (platform, account, since) => `解除 ${platform} ${account}（${since}）`,
  releaseAsk: (name, platform) =>
    `这个${spaced(platform)}账号将不再属于任何人。之后用 ${name} 的邮箱来找我的人就是 ${name}。`,
  released: (name, platform) => `已解除 ${name} 的${spaced(platform)}账号`,
  releasedAlready: '这个账号已经解除关联了。',
  nextBy: (email) => `之后用 ${email} 来找我的人，我就认作此人。`,
  nextNobody: (key) => `要有人能以此人的身份进来，请先记下邮箱：成员 ${key} 邮箱=…`,
  left: (name, platform) => `${name} 的${spaced(platform)}账号已关闭`,
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
