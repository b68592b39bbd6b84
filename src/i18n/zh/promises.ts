import type { promises as en } from '../en/promises.ts';
import { han } from './spaced.ts';

/** 承诺台账：我方欠的、对方欠的。 */
export const promises: typeof en = {
  scope: { mine: '我的', team: '团队' },
  side: { ours: '我方欠', theirs: '对方欠' },
  state: { open: '未了', done: '已兑现', broken: '已放弃' },
  title: (scope, account, count, overdue) =>
    `${scope === 'mine' ? '我的待办' : scope === 'team' ? '团队待办' : `${account} 的承诺`}：${count} 项未了${overdue === 0 ? '' : `，其中 ${overdue} 项已逾期`}`,
  past: (state, count) => (state === 'done' ? `已兑现的承诺：${count} 项` : `已放弃的承诺：${count} 项`),
  none: '没有未了的承诺：记录在案的都已兑现或放弃。',
  nonePast: '没有这样的记录。',
  theyOwe: '对方欠',
  line: (what, account, by, when) =>
    `${account === null ? '' : `${account}：`}${what}（${by}${when === '' ? '' : `，${when}`}）`,
  due: (day, overdue) => `${day}前${overdue === 0 ? '' : `，逾期 ${overdue} 天`}`,
  keptOn: (day) => `${day}兑现`,
  brokenOn: (day) => `${day}放弃`,
  noted: (what) => `已记下承诺：${what}`,
  done: (what) => `已兑现：${what}`,
  moved: (what, day) => `改到${day}：${what}`,
  gaveUp: (what) => `已放弃：${what}`,
  reopened: (what) => `重新列为未了：${what}`,
  button: { done: '完成', move: '改期', broken: '放弃', reopen: '重新打开' },
  sureBroken: '它会记为没有兑现的承诺，确定吗？',
  which: (typed) => `“${typed}”对得上不止一项承诺，是哪一项？`,
  unknown: (typed) => `没有找到像“${typed}”的承诺。说“待办”看看有哪些未了，或者加上客户名。`,
  gone: '这项承诺已经不在簿中。',
  settled: (what, how) => `“${what}”已经了结：${how}。请先重新打开。`,
  isOpen: (what) => `“${what}”本来就未了。`,
  notPast: (day) => `${day}已经过去，请选今天或以后的日子。`,
  notYours: (account) => han`只有承诺的人，或者可以写入${account}的人，才能改动这项承诺。`,
};
