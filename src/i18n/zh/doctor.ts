import type { doctor as en } from '../en/doctor.ts';

export const doctor: typeof en = {
  oldNode: (version) => `Node ${version} 太旧：请安装 Node 20.19 或更新的版本。`,
  badClock: (now) => `时钟是 ${now}：请校正，否则所有提醒都会出错。`,
  configured: '所有设置都正确。',
  database: (engine) => `数据库正常（${engine}），结构已是最新。`,
  nobody: '客户簿里还没有人：请启动程序并打开它给出的地址，或导入一份客户簿。',
  digestsTold: (count) => `${count} 份摘要所在的地方助手都在。`,
  digestsRest: (count) => `${count} 份摘要暂停中：助手已经不在那里了。请重新邀请它，或关闭摘要：“摘要”会列出它们。`,
  noAdmin: '没有管理员：请在 ADMIN_EMAILS 中填写一个邮箱。',
  members: (count) => `${count} 位成员，其中有管理员。`,
};
