import { describeProblem } from '../book/problems.ts';
import type { Reason, ReasonCode } from './reason.ts';

const at = (r: Reason) => (r.column === undefined ? '' : `“${r.column}”列：`);
const value = (r: Reason) => (r.value === undefined || r.value === '' ? '这里' : `“${r.value}”`);
const lines = (r: Reason) => (r.lines ?? []).join('、');
const names = (r: Reason) => (r.names ?? []).map((name) => `“${name}”`).join('、');

export const reasonsZh: Readonly<Record<ReasonCode, (reason: Reason) => string>> = {
  'empty-file': () => '文件里没有任何数据。',
  'unknown-format': () => '认不出这种文件。请另存为 CSV（UTF-8）、XLSX 或 vCard（.vcf）。',
  'old-workbook': () => '这是旧版 Excel（.xls）或加了密码的文件。请去掉密码，另存为 .xlsx 或 CSV。',
  'file-too-large': (r) => `文件超过 ${r.most} MB，请拆成几份再导入。`,
  'too-many-rows': (r) => `到第 ${r.line} 行已超过 ${r.most} 行的上限，请拆成几份再导入。`,
  'too-many-cells': (r) => `到第 ${r.line} 行单元格已超过 ${r.most} 个，请删去多余的列，或拆成几份。`,
  'two-encodings': (r) =>
    `文件里混有两种编码：第 ${lines(r)} 行是 ${r.encodings?.[0]}，其余是 ${r.encodings?.[1]}。请整份另存为 UTF-8。`,
  'unreadable-text': (r) =>
    r.lines === undefined
      ? `文件自称是 ${r.encodings?.[0]}，但读不出来。请另存为 UTF-8。`
      : `第 ${lines(r)} 行既不是 UTF-8 也不是 GB18030，读不出来。请另存为 UTF-8。`,
  'quote-open': (r) => `第 ${r.line} 行开始的引号没有闭合，请补上或删去。`,
  'row-too-long': (r) => `第 ${r.line} 行过长，多半是引号没有闭合，请核对。`,
  'damaged-workbook': () => '这个 XLSX 文件已损坏，请用 Excel 或 WPS 打开后重新保存。',
  'locked-workbook': () => '这个 XLSX 文件有密码，请去掉密码再导入。',
  'unpacks-too-large': (r) => `文件解压后超过 ${r.most} MB，未予读取。请拆成几份，或另存为 CSV。`,
  'no-sheet': () => '这个工作簿里没有工作表。',
  'damaged-cards': (r) => `第 ${r.line} 行开始的名片没有结束（缺少 END:VCARD）。`,
  'no-headers': (r) => `认不出表头（看到：${names(r)}）。表头须在第 1 或第 2 行；可先下载模板对照。`,
  'wrong-column-count': (r) => `有 ${r.found} 列，表头是 ${r.expected} 列，多半是逗号或引号放错了。`,
  formula: (r) => `${value(r)}是公式，算出来的值可能已过时。请复制后“粘贴为数值”再导入。`,
  missing: (r) => `${at(r)}缺少内容，请补上。`,
  'missing-owner': (r) => `${r.value ? `“${r.value}”` : '这一行'}没有负责人，请补上，或在导入时指定默认负责人。`,
  'unknown-member': (r) => `我方没有“${r.value}”这位成员。请写成员的邮箱、标识或全名。`,
  'ambiguous-member': (r) => `我方不止一位“${r.value}”，请写邮箱或标识。`,
  'unknown-account': (r) =>
    `没有客户“${r.value}”。请先导入客户，或改正名称${r.names?.length ? `（相近的有${names(r)}）` : ''}。`,
  'ambiguous-account': (r) => `“${r.value}”可能指不止一个客户，请写全名或 KAM 编号。`,
  'not-yours': (r) => `客户“${r.value}”不由你负责，这一行不能由你导入。`,
  'not-yours-to-state': (r) => `“${r.value}”与人的层次，只能由本人、其上级或管理员来说。`,
  'unknown-contact': (r) => `这个客户没有联系人“${r.value}”。请先导入联系人，或改正姓名。`,
  'ambiguous-contact': (r) => `这个客户不止一位“${r.value}”，请写 KAM 编号。`,
  'invalid-day': (r) => `${at(r)}${value(r)}不是存在的日期，请写成 2026-11-03。`,
  'unclear-day': (r) => `${at(r)}${value(r)}分不清哪个是月、哪个是日，请写成 2026-11-03。`,
  'invalid-time': (r) => `${at(r)}${value(r)}不是时间，请写成 14:30。`,
  'invalid-birthday': (r) => `${at(r)}${value(r)}不是生日，请写成 1985-04-12、04-12 或 农历08-15。`,
  'invalid-level': (r) =>
    `${at(r)}${value(r)}不是层次。请写我方成员和 1 到 5：ann@example.com 3，或 ann@example.com 3 (2026-05-01)。`,
  'invalid-number': (r) => `${at(r)}${value(r)}不是数字。`,
  'out-of-range': (r) =>
    r.most === undefined
      ? `${at(r)}${value(r)}不能小于 ${r.found}。`
      : `${at(r)}${value(r)}不在 ${r.found} 到 ${r.most} 之间。`,
  'invalid-currency': (r) => `${at(r)}${value(r)}不是币种，请写三个字母，如 CNY、USD。`,
  'not-a-choice': (r) => `${at(r)}不认识${value(r)}，可填：${r.allowed?.[0] ?? ''}。`,
  contradiction: (r) =>
    `与第 ${lines(r)} 行矛盾（此处 ${r.value}）。同一对象只能有一种说法；若是同名的两人，请加 KAM 编号列。`,
  'not-won': (r) => `${at(r)}${value(r)}还不是成交，只有成交的才算订单。`,
  'not-done': (r) => `${at(r)}${value(r)}表示还没有做，只导入已发生的往来。`,
  'similar-contact': (r) => `“${r.value}”与这个客户已有的${names(r) || '联系人'}很像。是同一个人，还是另一个？`,
  'similar-account': (r) => `“${r.value}”与已有的${names(r) || '客户'}很像。是同一个客户，还是另一个？`,
  'nobody-met': () => '没有写见了谁。可作为备注导入（不算一次往来），或补上联系人。',
  'word-left-out': (r) => `${at(r)}不认识${value(r)}，此项未导入${r.allowed?.[0] ? `；可填：${r.allowed[0]}` : ''}。`,
  'owner-kept': (r) => `联系人的负责人是“${r.value}”，客户的负责人仍是${names(r)}。`,
  book: (r) => (r.problem === undefined ? '' : describeProblem({ ...r.problem, path: lastOf(r.problem.path) }, 'zh')),
};

function lastOf(path: string): string {
  return /([a-zA-Z]+)$/.exec(path)?.[1] ?? '';
}
