import type { gifts as en } from '../en/gifts.ts';
import { han } from './spaced.ts';

/** 礼品与宴请：送了什么，规定怎么说。 */
export const gifts: typeof en = {
  title: (whose, year, count) => `${whose}，${year} 年：礼品与宴请 ${count} 次`,
  mine: '我的客户',
  none: '没有记录。',
  column: {
    on: '日期',
    receiver: '收受人',
    what: '类型',
    value: '价值',
    occasion: '事由',
    giver: '赠送人',
    approval: '审批',
  },
  byReceiver: '按收受人',
  byOccasion: '按事由',
  byYear: '按自然年',
  noOccasion: '未说明事由',
  noValue: '未说明价值',
  sum: (amount, count, apart) => `${amount}（${count} 次）${apart === '' ? '' : `，另有 ${apart} 未设汇率`}`,
  approval: { asked: '待审批', approved: '已批准', refused: '未批准' },
  rule: {
    'state-council-20-1988':
      '国务院令第20号（1988年）第二、三条：国内公务活动中不得赠送和接受礼品，并点明了以节日、生日为名的做法。可改为问候、电话或拜访。',
    'zhongbanfa-1995-7': '国有企业领导人员适用中办发〔1995〕7号。送任何东西之前，请先问合规。',
    unset: '这类对象还没有设定限额，系统不会自行假定。',
  },
  limits: (perGift, perYear) =>
    `管理员设定的限额（每位收受人）：${[
      ...(perGift === null ? [] : [`每次 ${perGift}`]),
      ...(perYear === null ? [] : [`每年 ${perYear}`]),
    ].join('，')}。`,
  recipient: (recipientClass) => `对象性质：${recipientClass}。`,
  noClass: (account) =>
    han`还没有说明${account}属于哪类对象。可以说：客户 "${account}" 对象性质=民营（或外资、国有、政府）。`,
  ownRule: (rule) => `对方自己的规定：${rule}`,
  setLimit: (key) => `请管理员设定：设置 ${key} 500`,
  setCurrency: '暂时无法比较金额。请管理员先设定币种：设置 gift-currency CNY',
  needsCurrency: '还要设定币种才会生效：设置 gift-currency CNY',
  needsRate: (currency) => `没有 ${currency} 的汇率，无法与限额比较。请管理员设定：设置 gift-rates ${currency} 7.2`,
  needsValue: '没有价值就无法与限额比较。请撤销后补上金额。',
  unclearYear: '今年之前送出的有的没有价值或汇率，无法核对全年限额。',
  verdict: {
    allowed: '在限额之内。',
    'ask-first': '请先问：没有记录表明这样可以。',
    'needs-approval': '已记录，并标为待审批。',
  },
  over: {
    class: '对这类对象，未经批准不得赠送。',
    gift: '超过了单次限额。',
    year: '超过了全年限额。',
    unset: '没有可以比较的限额。',
  },
  asked: (who) => han`已请${who}审批。`,
  anAdmin: '管理员',
  notLegal: '以上不是法律意见。',
  approvalsTitle: (count) => (count === 0 ? '没有待审批的礼品' : `待审批的礼品：${count} 项`),
  approvalLine: (what, account, receivers, givers, day) => `${what}，${account}：${givers} 送 ${receivers}，${day}`,
  button: { approve: '批准', refuse: '不批准', approvals: '待审批', ledger: '台账' },
  approved: (account) => `已批准：${account}`,
  refused: (account) => `未批准：${account}`,
  decidedBy: (who, day, reason) => `${who}，${day}${reason === null ? '' : `：${reason}`}`,
  decided: (state, who) => han`${who}已经处理过（${state}）。请先撤销那一次。`,
  gone: '这项申请已经不在簿中。',
  ownGift: '自己送的礼品不能由自己审批，请其他经理或管理员来定。',
  notManager: (owner) => han`只有${owner}的上级或管理员可以审批。`,
};
