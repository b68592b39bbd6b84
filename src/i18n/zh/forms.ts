import type { forms as en } from '../en/forms.ts';

export const forms: typeof en = {
  submit: '发送',
  stepsHint: '每行一项，写上日期。对方欠的这样写：“对方：周五前给图纸”。',
  them: '对方',
  undo: '撤销',
  addPerson: (name, account) => `把 ${name} 加到 ${account}`,
  merge: (gone, stays) => `把 ${gone} 并入 ${stays}`,
  sure: '确定吗？',
  erase: (name) => `永久抹除 ${name}`,
  log: '记录一次互动',
  share: '记录份额',
  stage: '什么阶段？',
  addAccount: '添加第一个客户',
  addContact: '添加联系人',
  loadSample: '载入示例',
  importFile: '导入文件',
  book: '客户簿（JSON）',
  begin: '开始',
  firstRun: { name: '姓名', email: '邮箱', timeZone: '时区', language: '语言' },
};
