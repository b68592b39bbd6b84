import type { holidays as en } from '../en/holidays.ts';

/** 放假安排。 */
export const holidays: typeof en = {
  title: (calendar, year, isPublished) => `${calendar} ${year} 年放假安排${isPublished ? '' : '：尚未公布'}`,
  source: {
    imported: '由管理员导入。',
    seeded: '随程序提供。',
    missing:
      '簿中还没有这一年的安排。在导入之前，按周一至周五上班，减去日期由历法或农历固定的法定假日；周末一律不上班。',
    country: '没有人导入过安排，按该国的法定假日。',
    none: '这份日历没有假日。',
  },
  years: (years) => `已有的年份：${years}。`,
  off: (from, to, days, name) =>
    `${from}${to === null ? '' : `至${to}`}${days > 1 ? `（${days} 天）` : ''}${name === '' ? '' : `：${name}`}`,
  worked: '周末上班（调休）',
  none: '没有放假记录。',
  import: '导入放假安排',
  calendar: '哪里的（china，或国家代码）',
  file: '文件（JSON、CSV 或 ICS）',
  paste: '或粘贴在这里',
  imported: (calendar, days, years) => `已导入 ${calendar}：${days} 天，${years}`,
  replaced: (year, before, after) => `${year} 年：${after} 天${before === 0 ? '' : `，替换原有 ${before} 天`}`,
  unchanged: '簿中已经是这样。',
  bad: '什么都没有导入。请改好这些行再发一次：',
  badLine: (line, what) => (line === 0 ? what : `第 ${line} 行：${what}`),
  more: (count) => `……另有 ${count} 处`,
  fault: {
    'no-day': (text) => `“${text}”不是日期，请写成 2027-02-06。`,
    order: (text) => `${text} 结束早于开始。`,
    long: (text) => `${text} 超过一个月，年份写对了吗？`,
    year: (text) => `${text} 不在 1990 年到 2100 年之间。`,
    twice: (text) => `${text} 既是休息日又是上班日。`,
    mark: (text) => `“${text}”看不出是休还是班。`,
    timed: (text) => `${text} 带有钟点，只收全天事件。`,
    repeated: (text) => `“${text}”按规则重复，请逐日列出。`,
    shape: (text) => `“${text}”不是放假安排里的内容。`,
    empty: (_text) => '里面没有日期。',
  },
  notCalendar: (typed) => `“${typed}”不能作日历名，请用 china 或国家代码，如 US。`,
  tooLarge: '一份放假安排只有几十行，这个文件大得多。',
};
