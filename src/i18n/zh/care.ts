import type { care as en } from '../en/care.ts';

export const care: typeof en = {
  backedUp: (file, megabytes) => `数据库已备份到 ${file}（${megabytes} MB）。`,
  restored: (file) => `数据库已恢复为 ${file} 中的内容。`,
  broughtUpToDate: (count) => `该备份来自较早的版本，已升级（${count} 步）。`,
  kept: (file) => `原来的内容保留在 ${file}，30 天后删除。`,
  eraseAgain: '在该备份之后被抹除的人又回到了客户簿里：请再次抹除。',
  problems: {
    exists: (file) => `${file} 已存在。请换一个文件名，或加上 --force。`,
    nothing: () => '数据库里还没有客户簿，没有可备份的内容。',
    'not-empty': (file) => `数据库里已有客户簿，因此没有恢复 ${file}。加上 --force 可替换它；原来的内容会保留一份。`,
    'in-use': () => '数据库正在使用中。请先停止所有使用该数据库的 KAM Assistant，再恢复。',
    'other-engine': (file) =>
      `${file} 来自另一种数据库。在 SQLite 和 PostgreSQL 之间，请用 kam export 和 kam import 转移客户簿。`,
    'not-a-backup': (file) => `${file} 不是 KAM Assistant 的备份。`,
    damaged: (file) => `${file} 已损坏或不完整，什么也没有恢复。请换一个备份。`,
    'newer-version': (file) => `${file} 由更新版本的 KAM Assistant 制作。请安装该版本或更新的版本。`,
  },
};
