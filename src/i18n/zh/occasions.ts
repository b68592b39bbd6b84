import type { occasions as en } from '../en/occasions.ts';
import { han } from './spaced.ts';

const inDays = (days: number): string =>
  days === 0 ? '今天' : days === 1 ? '明天' : days > 0 ? `还有 ${days} 天` : `${-days} 天前`;

/** 将到的节日和生日：问候谁、由谁去、怎么做。 */
export const occasions: typeof en = {
  title: (days, count) => `今后 ${days} 天：${count === 0 ? '没有要问候的人' : `${count} 次问候`}`,
  none: '这些天里没有节日，也没有联系过的人过生日。',
  noAccounts: '没有归你负责的客户。说“节日 全部”可看所有人的。',
  remembrance: (festival, day) => `${festival}，${day}：追思的日子，不建议任何喜庆的问候。`,
  head: (what, day, days) => `${what} · ${day}（${inDays(days)}）`,
  turning: (what, years) => `${what}，满 ${years} 岁`,
  line: (account, contact, who) => `${account}：${contact}${who === null ? '' : ` ← ${who}`}`,
  lastYear: (way, who, day) => `去年：${who}，${way}，${day}`,
  planned: (way, who) => `已安排：${who}，${way}`,
  isDone: '已完成',
  rule: (accounts, rule) => `${accounts}：${rule}`,
  plannedTitle: (what, contact, way) => `已安排：${what}，${contact}，${way}`,
  doneTitle: (what, contact) => `已完成并记录：${what}，${contact}`,
  dropped: (what, contact) => `已取消安排：${what}，${contact}`,
  note: (festival) => `${festival}问候`,
  notDue: (contact, what) =>
    han`今后一年里没有要为${contact}做的${what ?? '节日或生日'}问候：还没见过面、本人谢绝、已经离开，或那天不宜喜庆。`,
  notPlanned: (contact) => han`还没有人安排问候${contact}。`,
  alreadyDone: (contact, what) => han`${what}已经问候过${contact}。`,
  noGift: (account) => han`不为${account}安排礼物。`,
  button: {
    plan: (way) => `安排${way}`,
    done: '完成',
    drop: '取消安排',
    ledger: '礼品台账',
  },
  scope: { mine: '我的', team: '团队', all: '全部' },
};
