import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDays, parseDay, type When } from '../../src/language/find-days.ts';

/** A Saturday. */
const today = '2026-11-21';
const past: When = { today, bias: 'past' };
const future: When = { today, bias: 'future' };

type Row = readonly [text: string, ...expected: readonly string[]];

function told(text: string, when: When): readonly string[] {
  return findDays(text, when).map(({ text: words, day, time }) => `${words}=${day}${time === null ? '' : ` ${time}`}`);
}

function table(title: string, when: When, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
      expect(told(text, when)).toEqual(expected);
    });
  });
}

table('Chinese, looking back', past, [
  ['今天拜访华为张伟', '今天=2026-11-21'],
  ['今日与李总通话', '今日=2026-11-21'],
  ['今早去了中兴', '今早=2026-11-21'],
  ['今晚和客户吃饭', '今晚=2026-11-21'],
  ['昨天拜访华为张伟，聊了二期预算', '昨天=2026-11-20'],
  ['昨日回访', '昨日=2026-11-20'],
  ['11.18拜访华为张伟', '11.18=2026-11-18'],
  ['20261118 拜访华为张伟', '20261118=2026-11-18'],
  ['11.18万的合同'],
  ['3.1版发布'],
  ['20261118号合同'],
  ['昨儿见了张伟', '昨儿=2026-11-20'],
  ['昨个儿见了张伟', '昨个儿=2026-11-20'],
  ['今儿个去了华为', '今儿个=2026-11-21'],
  ['前儿去了华为', '前儿=2026-11-19'],
  ['以前儿科用过'],
  ['昨晚8点和王总吃饭', '昨晚8点=2026-11-20 20:00'],
  ['前天电话', '前天=2026-11-19'],
  ['大前天发了报价', '大前天=2026-11-18'],
  ['明天开会', '明天=2026-11-22'],
  ['后天去北京', '后天=2026-11-23'],
  ['大后天演示', '大后天=2026-11-24'],
  ['後天見', '後天=2026-11-23'],
  ['刚才和张总通了电话', '刚才=2026-11-21'],
  ['周一拜访了华为', '周一=2026-11-16'],
  ['星期五拜访了华为', '星期五=2026-11-20'],
  ['礼拜天吃饭', '礼拜天=2026-11-15'],
  ['周六在客户现场', '周六=2026-11-21'],
  ['週三拜訪', '週三=2026-11-18'],
  ['上周五拜访了华为', '上周五=2026-11-13'],
  ['上上周三去过', '上上周三=2026-11-04'],
  ['上个星期二', '上个星期二=2026-11-10'],
  ['本周四给了方案', '本周四=2026-11-19'],
  ['这周三开会', '这周三=2026-11-18'],
  ['下周三给方案', '下周三=2026-11-25'],
  ['下下周一签约', '下下周一=2026-11-30'],
  ['下周一下午3点见', '下周一下午3点=2026-11-23 15:00'],
  ['上周五下午两点半拜访', '上周五下午两点半=2026-11-13 14:30'],
  ['从下周一起驻场', '下周一=2026-11-23'],
  ['下周一起吃饭', '下周=2026-11-23'],
  ['上周一直在跟进', '上周=2026-11-09'],
  ['下周一定给方案', '下周=2026-11-23'],
  ['本周二期预算', '本周=2026-11-16'],
  ['上周三次拜访', '上周=2026-11-09'],
  ['上周日本客户来访', '上周=2026-11-09'],
  ['三周一次的例会'],
  ['每周一例会'],
  ['每周三上午例会'],
  ['上周拜访了', '上周=2026-11-09'],
  ['上周末吃饭', '上周末=2026-11-14'],
  ['周末吃饭', '周末=2026-11-21'],
  ['3天前拜访', '3天前=2026-11-18'],
  ['三天前拜访', '三天前=2026-11-18'],
  ['两周前', '两周前=2026-11-07'],
  ['两个星期前', '两个星期前=2026-11-07'],
  ['半个月前见过', '半个月前=2026-11-06'],
  ['两个月前签的', '两个月前=2026-09-21'],
  ['一个半月前', '一个半月前=2026-10-06'],
  ['半年前', '半年前=2026-05-21'],
  ['一年前', '一年前=2025-11-21'],
  ['一年半之前', '一年半之前=2025-05-21'],
  ['十五天前', '十五天前=2026-11-06'],
  ['两小时前通话', '两小时前=2026-11-21'],
  ['半个小时前通话', '半个小时前=2026-11-21'],
  ['一个月后复盘', '一个月后=2026-12-21'],
  ['3天后给方案', '3天后=2026-11-24'],
  ['三天内给方案', '三天内=2026-11-24'],
  ['两周之内回复', '两周之内=2026-12-05'],
  ['5个工作日内答复', '5个工作日内=2026-11-27'],
  ['11月3日拜访', '11月3日=2026-11-03'],
  ['11月3号拜访', '11月3号=2026-11-03'],
  ['11 月 3 日拜访', '11 月 3 日=2026-11-03'],
  ['十一月三日拜访', '十一月三日=2026-11-03'],
  ['十二月二十五号聚餐', '十二月二十五号=2025-12-25'],
  ['１１月３日拜访', '１１月３日=2026-11-03'],
  ['3号拜访', '3号=2026-11-03'],
  ['25号拜访', '25号=2026-10-25'],
  ['31号拜访', '31号=2026-10-31'],
  ['二十日拜访', '二十日=2026-11-20'],
  ['二十号拜访', '二十号=2026-11-20'],
  ['11月3-5日出差', '11月3-5日=2026-11-03'],
  ['周五前给报价', '周五=2026-11-27'],
  ['年底前给方案', '年底=2026-12-31'],
  ['3日拜访了', '3日=2026-11-03'],
  ['2026年11月3日签约', '2026年11月3日=2026-11-03'],
  ['二〇二六年十一月三日签约', '二〇二六年十一月三日=2026-11-03'],
  ['26年3月8日', '26年3月8日=2026-03-08'],
  ['去年12月3日', '去年12月3日=2025-12-03'],
  ['明年1月5日', '明年1月5日=2027-01-05'],
  ['今年3月8号', '今年3月8号=2026-03-08'],
  ['上个月20号', '上个月20号=2026-10-20'],
  ['下个月5号', '下个月5号=2026-12-05'],
  ['本月5号', '本月5号=2026-11-05'],
  ['上个月底', '上个月底=2026-10-31'],
  ['月初见过', '月初=2026-11-01'],
  ['去年年底', '去年年底=2025-12-31'],
  ['10月底', '10月底=2026-10-31'],
  ['2026-11-03拜访', '2026-11-03=2026-11-03'],
  ['2026/11/3拜访', '2026/11/3=2026-11-03'],
  ['2026.11.3拜访', '2026.11.3=2026-11-03'],
  ['11/3拜访', '11/3=2026-11-03'],
  ['11-3拜访华为', '11-3=2026-11-03'],
  ['2026-11-03 15:30 拜访', '2026-11-03 15:30=2026-11-03 15:30'],
  ['2026-11-03T09:05 拜访', '2026-11-03T09:05=2026-11-03 09:05'],
  ['11月13日（周五）拜访', '11月13日（周五）=2026-11-13'],
  ['周五，11月13日拜访', '周五，11月13日=2026-11-13'],
  ['昨天下午拜访', '昨天下午=2026-11-20'],
  ['昨天下午3点拜访', '昨天下午3点=2026-11-20 15:00'],
  ['昨天上午10点半拜访', '昨天上午10点半=2026-11-20 10:30'],
  ['今天晚上8点', '今天晚上8点=2026-11-21 20:00'],
  ['今天15：30开会', '今天15：30=2026-11-21 15:30'],
  ['3点15分开会', '3点15分=2026-11-21 15:15'],
  ['下午三点一刻见', '下午三点一刻=2026-11-21 15:15'],
  ['昨天下午3点到5点开会', '昨天下午3点到5点=2026-11-20 15:00'],
  ['昨天拜访张伟，下周三给方案', '昨天=2026-11-20', '下周三=2026-11-25'],
  ['周一到周五出差', '周一=2026-11-16', '周五=2026-11-20'],
]);

table('Chinese, looking forward', future, [
  ['周三给方案', '周三=2026-11-25'],
  ['周六给方案', '周六=2026-11-28'],
  ['本周六给方案', '本周六=2026-11-21'],
  ['本周五给方案', '本周五=2026-11-20'],
  ['周日前', '周日=2026-11-22'],
  ['周末前给方案', '周末=2026-11-20'],
  ['下周末', '下周末=2026-11-28'],
  ['11月3日前回款', '11月3日=2027-11-03'],
  ['11月21日回款', '11月21日=2026-11-21'],
  ['3号给方案', '3号=2026-12-03'],
  ['31号给方案', '31号=2026-12-31'],
  ['3日前给方案', '3日=2026-12-03'],
  ['月底给方案', '月底=2026-11-30'],
  ['本月底前给方案', '本月底=2026-11-30'],
  ['下月底给方案', '下月底=2026-12-31'],
  ['年底签约', '年底=2026-12-31'],
  ['明年年初签约', '明年年初=2027-01-01'],
  ['季度末签约', '季度末=2026-12-31'],
  ['下季度末签约', '下季度末=2027-03-31'],
  ['12月中旬', '12月中=2026-12-15'],
  ['下周给方案', '下周=2026-11-23'],
  ['下个月给方案', '下个月=2026-12-01'],
  ['明天上午九点给报价', '明天上午九点=2026-11-22 09:00'],
]);

table('Chinese words that are no day', past, [
  ['聊了二期预算'],
  ['一期项目300元'],
  ['三方会议，一起去'],
  ['一号工程'],
  ['3号楼会议室'],
  ['去了A3号机房'],
  ['今日头条的预算'],
  ['聊了3点建议'],
  ['涨了3.5%'],
  ['Q3预算300万'],
  ['第3天前台'],
  ['12月份预算'],
  ['3-5人团队'],
  ['一天一个价'],
  ['版本2.0上线'],
  ['24/7 支持'],
  ['完成了1/3'],
  ['电话13800138000'],
  ['三年前瞻'],
]);

table('days that do not exist', past, [
  ['2月30日拜访', '2月30日=null'],
  ['13月1日拜访', '13月1日=null'],
  ['11月31号', '11月31号=null'],
  ['2026-02-30 visit', '2026-02-30=null'],
  ['2026年2月29日', '2026年2月29日=null'],
  ['met on Feb 30', 'Feb 30=null'],
  ['met on 31 November', '31 November=null'],
  ['2026-13-45', '2026-13-45=null'],
  ['visit on 2/30', '2/30=null'],
]);

table('English, looking back', past, [
  ['met Alice today', 'today=2026-11-21'],
  ['Yesterday visited Northwind', 'Yesterday=2026-11-20'],
  ['met Bob yday', 'yday=2026-11-20'],
  ["met Bob y'day", "y'day=2026-11-20"],
  ['met Bob yest.', 'yest=2026-11-20'],
  ['met Bob Weds', 'Weds=2026-11-18'],
  ['met Bob last wk', 'last wk=2026-11-09'],
  ['coffee with Bob this am', 'this am=2026-11-21'],
  ['the day before yesterday we met', 'the day before yesterday=2026-11-19'],
  ['tomorrow we meet', 'tomorrow=2026-11-22'],
  ['dinner last night', 'last night=2026-11-20'],
  ['dinner last night at 8', 'last night at 8=2026-11-20 20:00'],
  ['yesterday at 5 sites', 'yesterday=2026-11-20'],
  ['tonight at 8', 'tonight at 8=2026-11-21 20:00'],
  ['will send it by Friday', 'Friday=2026-11-27'],
  ['report by end of month', 'end of month=2026-11-30'],
  ['met Wed.', 'Wed=2026-11-18'],
  ['workshop Nov 3-5', 'Nov 3-5=2026-11-03'],
  ['trip 11/3-11/5', '11/3=2026-11-03'],
  ['this morning I called Bob', 'this morning=2026-11-21'],
  ['called Bob yesterday afternoon', 'yesterday afternoon=2026-11-20'],
  ['yesterday at 3pm met Bob', 'yesterday at 3pm=2026-11-20 15:00'],
  ['at 3:30 pm yesterday', '3:30 pm yesterday=2026-11-20 15:30'],
  ['met at 15:30', '15:30=2026-11-21 15:30'],
  ['lunch yesterday at noon', 'yesterday at noon=2026-11-20 12:00'],
  ['visited last Friday', 'last Friday=2026-11-20'],
  ['visited last Saturday', 'last Saturday=2026-11-14'],
  ['visited last Mon', 'last Mon=2026-11-16'],
  ['visited on Monday', 'Monday=2026-11-16'],
  ['visited on Sat', 'Sat=2026-11-21'],
  ['this Thursday we met', 'this Thursday=2026-11-19'],
  ['next Wednesday we meet', 'next Wednesday=2026-11-25'],
  ['Friday last week', 'Friday last week=2026-11-13'],
  ['last week Friday', 'last week Friday=2026-11-13'],
  ['last week', 'last week=2026-11-09'],
  ['2 days ago', '2 days ago=2026-11-19'],
  ['two weeks ago', 'two weeks ago=2026-11-07'],
  ['a week ago', 'a week ago=2026-11-14'],
  ['a couple of days ago', 'a couple of days ago=2026-11-19'],
  ['3 months ago', '3 months ago=2026-08-21'],
  ['a year ago', 'a year ago=2025-11-21'],
  ['two hours ago', 'two hours ago=2026-11-21'],
  ['a fortnight ago', 'a fortnight ago=2026-11-07'],
  ['Met Bob on Nov 12', 'Nov 12=2026-11-12'],
  ['Met Bob on Nov. 12th, 2025', 'Nov. 12th, 2025=2025-11-12'],
  ['12 November', '12 November=2026-11-12'],
  ['12th of November 2025', '12th of November 2025=2025-11-12'],
  ['November 25', 'November 25=2025-11-25'],
  ['the twelfth of November', 'twelfth of November=2026-11-12'],
  ['May 5 visit', 'May 5=2026-05-05'],
  ['Friday, Nov 13', 'Friday, Nov 13=2026-11-13'],
  ['Nov 12 at 3pm', 'Nov 12 at 3pm=2026-11-12 15:00'],
  ['2026-11-12', '2026-11-12=2026-11-12'],
  ['11/12', '11/12=2026-11-12'],
  ['25/12/2025', '25/12/2025=2025-12-25'],
  ['11/12/2025', '11/12/2025=2025-11-12'],
  ['on the 5th we met', '5th=2026-11-05'],
  ['last month', 'last month=2026-10-01'],
  ['met yesterday, send the quote by next Wednesday', 'yesterday=2026-11-20', 'next Wednesday=2026-11-25'],
  ['yesterday 3pm-4pm workshop', 'yesterday 3pm-4pm=2026-11-20 15:00'],
  ['“Yesterday” met Bob', 'Yesterday=2026-11-20'],
]);

table('English, looking forward', future, [
  ['send the quote by Friday', 'Friday=2026-11-27'],
  ['by next Wednesday', 'next Wednesday=2026-11-25'],
  ['this Friday', 'this Friday=2026-11-27'],
  ['this Saturday', 'this Saturday=2026-11-21'],
  ['on Saturday', 'Saturday=2026-11-28'],
  ['in 3 days', 'in 3 days=2026-11-24'],
  ['within two weeks', 'within two weeks=2026-12-05'],
  ['in 5 business days', 'in 5 business days=2026-11-27'],
  ['next week', 'next week=2026-11-23'],
  ['the week after next', 'the week after next=2026-11-30'],
  ['next month', 'next month=2026-12-01'],
  ['by end of month', 'end of month=2026-11-30'],
  ['by the end of the quarter', 'the end of the quarter=2026-12-31'],
  ['end of next month', 'end of next month=2026-12-31'],
  ['end of year', 'end of year=2026-12-31'],
  ['by end of week', 'end of week=2026-11-27'],
  ['by EOD', 'EOD=2026-11-21'],
  ['end of January', 'end of January=2027-01-31'],
  ['by Nov 12', 'Nov 12=2027-11-12'],
  ['by Jan 5', 'Jan 5=2027-01-05'],
  ['the day after tomorrow', 'the day after tomorrow=2026-11-23'],
  ['tomorrow at 9:00', 'tomorrow at 9:00=2026-11-22 09:00'],
  ['3 weeks from now', '3 weeks from now=2026-12-12'],
  ['over the weekend', 'over the weekend=2026-11-21'],
  ['Monday next week', 'Monday next week=2026-11-23'],
]);

table('English words that are no day', past, [
  ['may I see the stage of Northwind'],
  ['the sun sat down'],
  ['met Sun Li'],
  ['wait a second'],
  ['call me now'],
  ['version 2.0 costs 3.5'],
  ['a Boeing 737'],
  ['Q3 budget'],
  ['for 3 days'],
  ['5 years of data'],
  ['2-3 weeks of work'],
  ['10-20 people'],
  ['3/4 of them'],
  ['a 4/5 rating'],
  ['24/7 support'],
  ['in March they decide'],
  ['may 5 people come'],
  ['every Monday'],
  ['march ahead'],
  ['share 42.5'],
  ['order 20261103'],
]);

describe('special days', () => {
  it.each<[string, When, string | null]>([
    ['明天', { today: '2026-12-31', bias: 'future' }, '2027-01-01'],
    ['1月1日', { today: '2026-12-31', bias: 'future' }, '2027-01-01'],
    ['昨天', { today: '2027-01-01', bias: 'past' }, '2026-12-31'],
    ['12月31日', { today: '2027-01-01', bias: 'past' }, '2026-12-31'],
    ['一年前', { today: '2028-02-29', bias: 'past' }, '2027-02-28'],
    ['2月29日', { today: '2026-11-21', bias: 'past' }, '2024-02-29'],
    ['Feb 29', { today: '2026-11-21', bias: 'future' }, '2028-02-29'],
    ['一个月后', { today: '2027-01-31', bias: 'future' }, '2027-02-28'],
    ['本周一', { today: '2026-11-22', bias: 'past' }, '2026-11-16'],
    ['下周一', { today: '2026-11-22', bias: 'future' }, '2026-11-23'],
    ['上周日', { today: '2026-11-23', bias: 'past' }, '2026-11-22'],
    ['周一', { today: '2026-11-23', bias: 'past' }, '2026-11-23'],
    ['周一', { today: '2026-11-23', bias: 'future' }, '2026-11-30'],
    ['next Monday', { today: '2026-11-22', bias: 'future' }, '2026-11-23'],
    ['last Monday', { today: '2026-11-23', bias: 'past' }, '2026-11-16'],
    ['this Friday', { today: '2026-11-23', bias: 'past' }, '2026-11-27'],
    ['月底', { today: '2026-11-30', bias: 'past' }, '2026-11-30'],
    ['月底', { today: '2026-11-21', bias: 'past' }, '2026-10-31'],
  ])('%s', (text, when, day) => {
    expect(parseDay(text, when)?.day).toBe(day);
  });

  it.each([
    ['两小时前', '01:30', '2026-11-20', '23:30'],
    ['30 minutes ago', '10:10', '2026-11-21', '09:40'],
    ['半小时后', '23:45', '2026-11-22', '00:15'],
  ])('%s at %s', (text, now, day, time) => {
    expect(parseDay(text, { ...past, now })).toMatchObject({ day, time });
  });
});

describe('parseDay', () => {
  it.each([
    ['2026-11-03', '2026-11-03'],
    ['20261103', '2026-11-03'],
    ['11.3', '2026-11-03'],
    ['11-3', '2026-11-03'],
    [' 昨天 ', '2026-11-20'],
    ['by Friday', '2026-11-27'],
    ['on Friday', '2026-11-20'],
    ['on Nov 12.', '2026-11-12'],
    ['月底前', '2026-11-30'],
    ['sat', '2026-11-21'],
    ['now', '2026-11-21'],
    ['11月3日15:30', '2026-11-03'],
    ['2026-02-30', null],
    ['13/45', null],
  ])('%s', (text, day) => {
    const mention = parseDay(text, past);
    expect(mention).not.toBeNull();
    expect(mention?.day).toBe(day);
    expect(text.slice(mention?.start, mention?.end)).toBe(mention?.text);
  });

  it.each(['', 'soon', '昨天拜访', 'yesterday and today', '3', 'abc', '2026', '300元', '11月'])(
    '%j is no day',
    (text) => {
      expect(parseDay(text, past)).toBeNull();
    },
  );
});

describe('whatever the text', () => {
  const words = fc.constantFrom(
    ...'昨天 上 下 周 三 一 日 月 年 前 后 号 3 11 2026 - / . : , ， last next Friday Nov may in days ago end of the q3 pm 点 半 \ud83d 😀 （ ）'.split(
      ' ',
    ),
    ' ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 25 }).map((all) => all.join('')),
  );
  it('mentions are in order, apart, and quote the text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(past, future), (given, when) => {
        let free = 0;
        for (const mention of findDays(given, when)) {
          expect(mention.start).toBeGreaterThanOrEqual(free);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.text).toBe(given.slice(mention.start, mention.end));
          expect(mention.day === null || /^\d{4}-\d{2}-\d{2}$/.test(mention.day)).toBe(true);
          expect(mention.time === null || /^\d{2}:\d{2}$/.test(mention.time)).toBe(true);
          free = mention.end;
        }
        expect(free).toBeLessThanOrEqual(given.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads ten thousand characters without losing itself in them', { timeout: 60_000 }, () => {
    for (const piece of ['昨天拜访', '3', '11月3日 ', 'last Friday ', '周', '上上', 'a ', '1.']) {
      findDays(piece.repeat(Math.ceil(10_000 / piece.length)), past);
    }
  });
});
