import type { ProblemCode, ProblemDetail } from './problem.ts';

type Say = (detail: ProblemDetail) => string;

const TYPES: Readonly<Record<string, string>> = {
  string: '带引号的文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '用 [ ] 括起来的列表',
  object: '用 { } 括起来的对象',
};

const value = (d: ProblemDetail): string => (d.value === undefined ? '这里的值' : `“${d.value}”`);

export const problemsZh: Readonly<Record<ProblemCode, Say>> = {
  'not-json': (d) => `这不是 JSON（${d.reason ?? '无法读取'}）。可先导出一份，看看正确的样子。`,
  'wrong-version': (d) => `不认识版本 ${d.value ?? '?'}，这里只支持 1。请更新 KAM Assistant，或重新导出。`,
  'unknown-key': (d) => `这里没有“${d.key ?? ''}”这个键。请改正拼写或删去。`,
  missing: () => '缺少这一项，请补上。',
  'wrong-type': (d) => `类型不对，请写成${TYPES[d.expected ?? ''] ?? '格式要求的样子'}。`,
  'not-a-choice': (d) => `${value(d)}不在可选范围内，请选其中之一：${d.allowed ?? ''}。`,
  'out-of-range': (d) =>
    d.maximum !== undefined ? `${value(d)}太大，最多 ${d.maximum}。` : `${value(d)}太小，至少 ${d.minimum ?? 0}。`,
  'too-many-decimals': (d) => `${value(d)}小数位太多，请保留两位。`,
  'too-long': (d) => `文字太长，最多 ${d.maximum ?? ''} 个字符。`,
  empty: () => '这里是空的，请至少填一个；只有备注（note）可以不填。',
  'invalid-day': (d) => `${value(d)}不是有效日期，请写成存在的 YYYY-MM-DD。`,
  'invalid-moment': (d) => `${value(d)}不是有效时间，请写日期 YYYY-MM-DD，或带时间如 2026-11-03T14:30:00+08:00。`,
  'invalid-zone': (d) => `${value(d)}不是时区，请写成如 Asia/Shanghai、Europe/London。`,
  'invalid-email': (d) => `${value(d)}不是邮箱地址，请改正或删去。`,
  'invalid-key': (d) => `${value(d)}不能用作成员标识，请换一个。`,
  'invalid-id': (d) => `${value(d)}不能用作编号，请去掉空格和控制字符。`,
  'invalid-currency': (d) => `${value(d)}不是币种，请写三个字母，如 CNY、USD。`,
  'invalid-birthday': () => '没有这样的日子，请核对月和日；只有农历生日才有闰月。',
  'invalid-text': () => '文字里有无法保存的字符，文件已损坏，请重新导出。',
  'ideal-above-most': () => '理想天数（ideal）大于最多天数（atMost），请对调或改正。',
  'half-a-range': () => 'low 与 high 要么都给，要么都不给。',
  'low-above-percent': (d) =>
    `low（${d.low ?? '?'}）高于 percent（${d.percent ?? '?'}），请改正其一，或把 low 与 high 设为 null。`,
  'high-below-percent': (d) =>
    `high（${d.high ?? '?'}）低于 percent（${d.percent ?? '?'}），请改正其一，或把 low 与 high 设为 null。`,
  'above-ceiling': (d) => `份额高于上限（${d.ceiling ?? '?'}），请改正其一，或把 ceiling 设为 null。`,
  'ends-before-start': () => '结束早于开始，请改正其中一个日期。',
  duplicate: (d) => `${value(d)}出现了两次，请只留一个；同一客户里同名的两个人须各有编号（id）。`,
  'unknown-member': (d) => `我方没有${value(d)}，请改正标识，或在 members 里加上此人。`,
  'unknown-account': (d) => `没有客户${value(d)}，请改正名称，或在 accounts 里加上。`,
  'unknown-contact': (d) => `这个客户没有联系人${value(d)}，请改正姓名，或在其 contacts 里加上。`,
  ambiguous: (d) => `${value(d)}可能指不止一个，请写全名或编号（id）。`,
  cycle: (d) => `从${value(d)}出发又绕回了同一个人，请断开这个圈。`,
  'not-yours': ({ value }) => `客户“${value}”不归你修改。`,
  conflict: () => '这个编号或标识已被占用，请删去编号或换一个。',
  'broken-reference': (d) => `引用了${value(d)}，但哪里都找不到。文件不完整，请重新导出。`,
  'weights-over-100': (d) => `在职联系人的权重合计 ${d.sum ?? '?'}，超过 100。已照常导入，请核对。`,
  'in-the-future': (d) => `${value(d)}在将来。已照常导入，请核对。`,
};
