import type { home as en } from '../en/home.ts';

export const home: typeof en = {
  title: (day, due, ahead, risks) =>
    `${day}：${[
      due === 0 ? '没有到期的事' : `到期 ${due} 件`,
      ...(ahead === 0 ? [] : [`临近 ${ahead} 件`]),
      ...(risks === 0 ? [] : [`风险 ${risks} 项`]),
    ].join('，')}`,
  section: {
    promises: '承诺',
    waiting: '等我们联系',
    greetings: '待问候',
    followUps: '待跟进',
    risks: '风险',
    accounts: '我的客户（按阶段）',
    teamAccounts: '团队客户（按阶段）',
    team: '我的团队',
  },
  head: (section, count) => `${section} · ${count}`,
  quietDay: '没有到期的事，也没有人等得太久。',
  marked: '▲ 上面有它的事',
  noAccounts: '还没有你的客户。',
  more: (count) => `还有 ${count} 项`,
  button: {
    accounts: '客户一览',
    everybodys: '全部客户',
    teamPromises: '团队的承诺',
    teamWaiting: '等团队联系的',
  },
  owned: (account, owner) => `${account}（${owner}）`,
  column: { who: '谁', accounts: '客户', overdue: '逾期承诺', waiting: '等得太久', risks: '风险' },
};
