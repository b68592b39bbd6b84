import type { tables as en } from '../en/tables.ts';

export const tables: typeof en = {
  kind: { accounts: '客户', contacts: '联系人', interactions: '互动', shares: '份额', orders: '订单', facts: '事实' },
  record: {
    member: '成员',
    identity: '身份',
    account: '客户',
    contact: '联系人',
    trait: '联系人看法',
    level: '层次',
    interaction: '互动',
    nextStep: '下一步',
    share: '份额',
    order: '订单',
    fact: '事实',
    pin: '固定判断',
    taughtName: '习惯叫法',
    greeting: '节日问候',
    giftApproval: '礼品审批',
    mute: '静音',
    digest: '摘要',
    binding: '客户频道',
    preference: '提醒偏好',
    holiday: '放假安排',
    setting: '设置',
  },
  recognised: (kind) => `按${kind}表读取。`,
  ignored: (columns) => `未采用的列：${columns}。`,
  counts: (fresh, changed, same, doubtful, refused) =>
    `行数：新增 ${fresh}，修改 ${changed}，不变 ${same}，存疑 ${doubtful}，拒绝 ${refused}。`,
  more: (count) => `……另有 ${count} 行需要说明。`,
  preview: '什么也没有写入：这是预览，没有任何阻碍。',
  inTheWay:
    '什么也没有写入。请修正以上各行；或用 --skip-refused 跳过被拒的行，用 --doubtful new、same 或 skip 处理存疑的行。',
};
