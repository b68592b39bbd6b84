import type { doctor as en } from '../en/doctor.ts';

export const doctor: typeof en = {
  oldNode: (version) => `Node ${version} 太旧：请安装 Node 20.19 或更新的版本。`,
  badClock: (now) => `时钟是 ${now}：请校正，否则所有提醒都会出错。`,
  configured: '所有设置都正确。',
  database: (engine) => `数据库正常（${engine}），结构已是最新。`,
  nobody: '客户簿里还没有人：请启动程序并打开它给出的地址，或导入一份客户簿。',
  noAdmin: '没有管理员：请在 ADMIN_EMAILS 中填写一个邮箱。',
  members: (count) => `${count} 位成员，其中有管理员。`,
};
