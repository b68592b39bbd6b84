import type { preferences as en } from '../en/preferences.ts';

const DAYS = '一二三四五六日';

/** 每个人希望怎样收到提醒。 */
export const preferences: typeof en = {
  nudges: '每日提醒',
  workdays: '工作日',
  holidays: '放假日历',
  platform: '发到',
  daily: (time) => `每天 ${time}`,
  off: '已关闭',
  china: '中国',
  none: '不放公共假期',
  anywhere: '能找到的地方',
  platforms: { console: '控制台', slack: 'Slack', feishu: '飞书' },
  weekdays: (days) => days.map((day) => `周${DAYS.charAt(day - 1)}`).join('、'),
  notTime: (label, typed) => `“${typed}”不是“${label}”能用的时间。试试 09:00、8:30 或 关。`,
  notWorkdays: (label, typed) => `看不懂“${label}”里的“${typed}”。试试 1-5、周一至周五。`,
  notCalendar: (label, typed) => `没有“${typed}”的放假安排（${label}）。可以说 中国、无，或国家代码如 US、DE。`,
};
