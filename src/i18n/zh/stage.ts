import type { Day } from '../../domain/records.ts';
import type { Department, MemberFunction } from '../../domain/vocabulary.ts';
import type { stage as en } from '../en/stage.ts';
import { formatDay, formatNumber } from '../format.ts';
import { han } from './spaced.ts';
import { words } from './words.ts';

const day = (on: Day): string => formatDay(on, 'zh');
const dept = (key: Department | MemberFunction | null): string =>
  key === null ? '对方' : key === 'executive' ? words.department[key] : `${words.department[key]}部门`;
const someone = (name: string | null, otherwise: string): string => name ?? otherwise;

export const stage: typeof en = {
  title: (account, cooperation, step, name) => `${account}：${cooperation}；关系台阶 ${step}（${name}）`,
  label: {
    share: '钱包份额',
    cooperation: '合作阶段',
    step: '关系台阶',
    level: '人际层次',
    grid: '网格',
    pinned: '经理判断',
    asOf: '截至',
  },
  shareFigure: ({ percent, low, high, ceiling }) => {
    const range = low === null || high === null ? '' : `（${formatNumber(low, 'zh')}–${formatNumber(high, 'zh')}）`;
    return `${formatNumber(percent, 'zh')}%${range}${ceiling === null ? '' : `，最多可达 ${formatNumber(ceiling, 'zh')}%`}`;
  },
  shareOn: (figure, on, source) => `${figure}，${day(on)}${source === null ? '' : `，${source}`}`,
  askShare: (account) => han`${account}的份额从未记录，未知不等于 0。它在我们这一类的采购中，有多少给了我们？`,
  uncertain: (account, a, b, border) => {
    if (border === null) return han`是${a}还是${b}？问一句就能定：我们在${account}的份额到底是多少？`;
    const asked = border === 0 ? '究竟有没有供货' : `的份额有没有到 ${border}%`;
    return han`是${a}还是${b}？问一句就能定：我们在${account}${asked}？`;
  },
  step: (step, name) => `${step}/5，${name}`,
  level: (row, name) => (name === null ? `${row}：尚未陈述` : `${row}/5，${name}`),
  levelHidden: '仅客户团队可见',
  grid: (column, row, reading) =>
    row === null ? `第 ${column} 列` : `第 ${column} 列，第 ${row} 行：${reading ?? ''}`,
  reading: {
    'off-grid': '两者之一还是 0。',
    balanced: '业务与人情相称。',
    'near-balanced': '业务与人情大致相称。',
    'person-dependent': '人情走在组织前面：这位同事一走，客户也会走。请让更多同事加入。',
    impersonal: '业务走在人情前面：请在关键人身上投入。',
  },
  nextStep: (step, name) => `要到台阶 ${step}（${name}）：`,
  held: (step, name) => `台阶 ${step}（${name}）成立，因为：`,
  top: '已是最高台阶。',
  staleLevels: (names) => `以下层次久未有往来印证：${names}。`,
  plays: '这个阶段该做的事',
  condition: {
    'first-order': '有首单，或份额大于 0',
    departments: '与足够多的部门有活跃联系',
    'other-department': '其中有采购、市场、高层以外的部门',
    pairs: '有足够多的对口组合（我方职能对对方部门）',
    'executive-pair': '高层对高层',
    'key-people': '有在任的关键人，且与每一位都有活跃联系',
    integration: '有融合事项在执行',
    'share-known': '份额已知',
    'share-grown': '份额达到 80%，或比一年前提高',
    alliance: '有联盟事项在执行',
  },
  play: {
    'entry-point': '等待并发现切入点：新产品、年度评审、人事变动、现有供应商出问题',
    'key-people-found': '找到关键人：内线、组织图、每个人的角色和权重',
    'good-terms': '与所有影响采购的人保持良好关系',
    trust: '与有决定权的人建立信任',
    'technical-breakthrough': '技术突破：证明对方看重的指标，或参与制定标准',
    net: '织网：让关系不系于任何一个人',
    'raised-expectations': '提高客户对供应商的期望',
    chances: '创造取胜的机会；只靠低价和账期留不住人',
    defence: '防住第二供应商',
    widening: '扩展到更多部门和产品',
    'yearly-review': '每年共同评审',
    'joint-planning': '高层共同规划',
    'pooled-resources': '资源共用',
    'early-warning': '份额一有下滑就预警',
  },
  evidence: {
    link: (member, contact, department, on) =>
      `${member} – ${contact}${department === null ? '' : `（${words.department[department]}）`}，${day(on)}`,
    contact: (contact, department) =>
      `${contact}${department === null ? '' : `（${words.department[department]}）`}，没有活跃联系`,
    order: (on, product) => `${day(on)}的订单${product === null ? '' : `，${product}`}`,
    share: (percent, on) => `${day(on)}为 ${formatNumber(percent, 'zh')}%`,
    fact: (what, from) => `${what}，自${day(from)}`,
  },
  move: {
    renew: (member, contact, on, daysAgo) =>
      han`${member}与${contact}上次交谈是${day(on)}，已过 ${String(daysAgo)} 天：请${member}再约${contact}。`,
    meet: (department, contact, member, lastOn) => {
      const about = department === null ? (contact ?? '对方') : dept(department);
      const since =
        lastOn === null ? han`我方还没有人与${about}谈过` : han`我方自${day(lastOn)}以来没有人与${about}谈过`;
      return han`${since}：请${member ?? ''}约${contact ?? han`${dept(department)}的人`}。`;
    },
    pair: (own, department, member, contact, via) =>
      han`让我方${words.department[own]}与对方${words.department[department]}对口：${via === null ? '' : han`由${via}`}把${someone(member, han`我方${words.department[own]}的同事`)}介绍给${someone(contact, han`对方${words.department[department]}的人`)}。`,
    executives: (member, contact, via, lastOn) =>
      han`${lastOn === null ? '双方高层还没有见过面' : han`双方高层上次见面是${day(lastOn)}`}：${via === null ? '' : han`请${via}`}安排${someone(member, '我方一位高层')}与${someone(contact, '对方一位高层')}会面。`,
    recordDepartment: (names) => han`请说明他们在哪个部门：${names}。`,
    findKeyPerson: (contact, member) =>
      han`还不知道谁说了算：请${someone(member, '负责人')}向${someone(contact, '对方联系人')}打听谁决定，并记下来。`,
    firstOrder: (contact, member) =>
      han`拿下第一张小订单：请${someone(member, '负责人')}向${someone(contact, '对方')}提议试用。若已有订单，请记下来。`,
    askShare: (contact, member) =>
      han`请${someone(member, '负责人')}向${someone(contact, '对方')}了解同类采购总额，并记录份额。`,
    growShare: (percent, above, since, contact, member) =>
      han`份额为 ${formatNumber(percent, 'zh')}%，${day(since)}为 ${formatNumber(above, 'zh')}%：请${someone(member, '负责人')}与${someone(contact, '对方')}找出可增加的产品或部门。`,
    integration: (contact, member) =>
      han`提议更紧密的合作（联合开发、定制或升级）：${someone(member, '负责人')}与${someone(contact, '对方技术部门')}。`,
    alliance: (contact, member) =>
      han`探讨联盟（联合产品、合资等）：${someone(member, '我方高层')}与${someone(contact, '对方高层')}。`,
  },
};
