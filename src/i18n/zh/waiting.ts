import type { waiting as en } from '../en/waiting.ts';

/** 谁等我们等得超过了联系周期。 */
export const waiting: typeof en = {
  scope: { mine: '我的', team: '团队', all: '全部' },
  title: (red, yellow) =>
    red + yellow === 0 ? '没有等得太久的' : `待联系：${red} 项超过最长间隔，${yellow} 项超过理想间隔`,
  colour: { red: '超期', yellow: '该联系了', green: '正常' },
  days: (days, isNever) => (isNever ? `从未联系，入簿 ${days} 天` : `${days} 天`),
  allowed: (ideal, atMost) => `理想 ${ideal} 天，最长 ${atMost} 天`,
  last: (day) => `上次 ${day}`,
  log: (account) => `记录：${account}`,
  none: '这里每个客户的每一层都按时联系过。',
  noAccounts: '没有归你负责的客户。说“待联系 全部”可看所有人的。',
  oneWay: '决策层和管理层只算有来有往的联系。',
};
