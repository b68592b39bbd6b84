import { describe, expect, it } from 'vitest';
import { understand } from '../../src/language/understand.ts';
import { context } from './understanding-book.ts';

/** Today is Saturday, 2026-11-21. A row leaves out the note where it is the whole text, next steps and signals where there are none. */
const LOGS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [
    '昨天拜访华为张伟，聊了二期预算',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '聊了二期预算' },
  ],
  [
    '今天拜访了华为的张伟和李敏，谈了价格',
    { account: '#a-hw', contacts: ['#c-zw', '#c-lm'], kind: 'visit', date: '2026-11-21', note: '谈了价格' },
  ],
  ['我昨天拜访了华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  [
    '前天给华为张伟打电话，他说预算下来了',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'call', date: '2026-11-19', note: '他说预算下来了' },
  ],
  [
    '上周五和张伟吃饭，花了500元',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'meal',
      date: '2026-11-13',
      note: '花了500元',
      value: { amount: 500, currency: 'CNY' },
    },
  ],
  [
    '和华为张伟开会，讨论了二期方案，下周三给方案',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'meeting',
      note: '讨论了二期方案，下周三给方案',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    '昨天在华为见了张伟，答应下周三前发报价',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'meeting',
      date: '2026-11-20',
      note: '答应下周三前发报价',
      nextSteps: [{ what: '发报价', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    '今天跟张伟微信聊了合同条款，他没回复',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'message', date: '2026-11-21', answered: false },
  ],
  ['给张伟发了邮件，已回复', { account: '#a-hw', contacts: ['#c-zw'], kind: 'email', note: '已回复', answered: true }],
  [
    '中秋给华为张伟送了一盒月饼，价值300元',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'gift',
      value: { amount: 300, currency: 'CNY' },
      occasion: 'mid-autumn',
    },
  ],
  [
    '给李敏发了中秋祝福微信，没回',
    { account: '#a-hw', contacts: ['#c-lm'], kind: 'message', answered: false, occasion: 'mid-autumn' },
  ],
  ['昨天拜访华为李四', { account: '#a-hw', contacts: ['李四'], kind: 'visit', date: '2026-11-20' }],
  [
    '昨天拜访华为张伟和李四，聊了预算',
    { account: '#a-hw', contacts: ['#c-zw', '李四'], kind: 'visit', date: '2026-11-20', note: '聊了预算' },
  ],
  [
    '今天见了华为王总，谈了合作',
    { account: '#a-hw', contacts: ['王总'], kind: 'meeting', date: '2026-11-21', note: '谈了合作' },
  ],
  ['昨天拜访华为采购部，聊了流程', { account: '#a-hw', contacts: [], kind: 'visit', date: '2026-11-20' }],
  ['11月3日拜访华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-03' }],
  [
    '3天前拜访华为，聊了新项目',
    { account: '#a-hw', contacts: [], kind: 'visit', date: '2026-11-18', note: '聊了新项目' },
  ],
  [
    '拜访华为张伟，下周三给方案',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      note: '下周三给方案',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    '昨天王芳拜访了华为张伟',
    { account: '#a-hw', contacts: ['#c-zw'], members: ['#m-wf'], kind: 'visit', date: '2026-11-20' },
  ],
  // How is not told: the command asks.
  ['今天联系了张伟', { account: '#a-hw', contacts: ['#c-zw'], date: '2026-11-21' }],
  ['今天联系了张伟，聊了交付', { account: '#a-hw', contacts: ['#c-zw'], kind: 'meeting', date: '2026-11-21' }],
  [
    '昨天和王芳一起拜访华为张伟',
    { account: '#a-hw', contacts: ['#c-zw'], members: ['#m-me', '#m-wf'], kind: 'visit', date: '2026-11-20' },
  ],
  [
    '华为张伟来电，问交期，他们答应周五前付款',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'call',
      note: '问交期，他们答应周五前付款',
      nextSteps: [{ what: '付款', due: '2026-11-27', by: 'them' }],
    },
  ],
  ['昨天参加了华为的展会，见到张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'event', date: '2026-11-20' }],
  ['昨天给华为做了培训，张伟参加', { account: '#a-hw', contacts: ['#c-zw'], kind: 'training', date: '2026-11-20' }],
  ['今天给华为做了巡检，设备正常', { account: '#a-hw', contacts: [], kind: 'service', date: '2026-11-21' }],
  ['2月30日拜访华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2月30日' }],
  ['明天拜访华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-22' }],
  ['昨天拜访宏达，聊了合作', { account: '宏达', contacts: [], kind: 'visit', date: '2026-11-20', note: '聊了合作' }],
  ['昨天拜访华为Alice Chen', { account: '#a-hw', contacts: ['Alice Chen'], kind: 'visit', date: '2026-11-20' }],
  [
    '昨天张伟请我们吃晚饭，聊得不错',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'meal', date: '2026-11-20', note: '聊得不错' },
  ],
  [
    '昨天下午3点和华为张伟电话沟通了付款',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'call', date: '2026-11-20', time: '15:00' },
  ],
  [
    '拜访了中国移动陈静，对方希望下周三前给方案',
    {
      account: '#a-cm',
      contacts: ['#c-cj'],
      kind: 'visit',
      note: '对方希望下周三前给方案',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    '今天和张伟碰面。下一步：下周三给方案，周五前报价',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'meeting',
      date: '2026-11-21',
      note: '下一步：下周三给方案，周五前报价',
      nextSteps: [
        { what: '给方案', due: '2026-11-25', by: 'me' },
        { what: '报价', due: '2026-11-27', by: 'me' },
      ],
    },
  ],
  [
    '昨天拜访华为，张伟说要压价',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '张伟说要压价' },
  ],
  [
    '昨天拜访华为张伟、李敏，聊了付款',
    { account: '#a-hw', contacts: ['#c-zw', '#c-lm'], kind: 'visit', date: '2026-11-20', note: '聊了付款' },
  ],
  ['昨天去华为拜访张伟 聊了二期预算', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  [
    '11月10日，拜访华为张伟，约好下周二再谈',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      date: '2026-11-10',
      note: '约好下周二再谈',
      nextSteps: [{ what: '再谈', due: '2026-11-24', by: 'me' }],
    },
  ],
  [
    '昨天拜訪華為張偉，聊了預算',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '聊了預算' },
  ],
  [
    '张伟答应下周三给预算，昨天电话里说的',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'call',
      date: '2026-11-20',
      nextSteps: [{ what: '给预算', due: '2026-11-25', by: 'them' }],
    },
  ],
  [
    '昨天与华为张伟沟通，王芳下周三给方案',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'meeting',
      date: '2026-11-20',
      note: '王芳下周三给方案',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: '#m-wf' }],
    },
  ],
  [
    '今天上午和赵总拜访华为李敏',
    { account: '#a-hw', contacts: ['#c-lm'], members: ['#m-me', '#m-zz'], kind: 'visit', date: '2026-11-21' },
  ],
  [
    '昨天拜访北京的客户华为张伟，谈了合同',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' },
  ],
  ['11月3日拜访华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-03' }],
  [
    '昨天拜訪華為張偉，聊了預算',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '聊了預算' },
  ],
  [
    '昨天拜访华为张伟，聊了二期预算 signals=guarantee',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      date: '2026-11-20',
      note: '聊了二期预算',
      signals: ['guarantee'],
    },
  ],
  ['周五拜访了华为张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  [
    '昨天拜访华为张伟并约好下周三给方案',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      date: '2026-11-20',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'me' }],
    },
  ],
  [
    '拜访华为张伟 下周三给方案',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'me' }],
    },
  ],
  ['昨天与Northwind的Alice开会', { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', date: '2026-11-20' }],
  [
    '今天和 Alice 在 Northwind 开会，讨论 pricing',
    { account: '#a-nw', contacts: ['#c-ac'], kind: 'meeting', date: '2026-11-21', note: '讨论 pricing' },
  ],
  [
    'Visited 华为 张伟 yesterday, discussed phase 2',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: 'discussed phase 2' },
  ],
  [
    '给华为张伟送生日蛋糕，花了200块',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'gift',
      value: { amount: 200, currency: 'CNY' },
      occasion: 'birthday',
    },
  ],
  [
    '昨天到华为拜访了张伟，他对二期方案很感兴趣，要求我们下周五前提交报价',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      date: '2026-11-20',
      note: '他对二期方案很感兴趣，要求我们下周五前提交报价',
      nextSteps: [{ what: '提交报价', due: '2026-11-27', by: 'me' }],
    },
  ],
  [
    '今天给张伟打了电话，没人接',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'note', date: '2026-11-21', note: '没人接' },
  ],
  [
    '昨天拜访华为张伟：1）预算 2）交期',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '1）预算 2）交期' },
  ],
  [
    '昨天我们去华为开会，张伟、吴芳参加',
    { account: '#a-hw', contacts: ['#c-zw', '#c-wf'], kind: 'meeting', date: '2026-11-20' },
  ],
  ['华为的张伟昨天来访', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  ['今天微信问候了张伟', { account: '#a-hw', contacts: ['#c-zw'], kind: 'message', date: '2026-11-21' }],
  [
    '昨天拜访华为，见了新来的刘主任',
    { account: '#a-hw', contacts: ['刘主任'], kind: 'visit', date: '2026-11-20', note: '见了新来的刘主任' },
  ],
  [
    '昨天陪赵总拜访华为张伟',
    { account: '#a-hw', contacts: ['#c-zw'], members: ['#m-me', '#m-zz'], kind: 'visit', date: '2026-11-20' },
  ],
  [
    '昨天拜访华为，见了新来的刘主任',
    { account: '#a-hw', contacts: ['刘主任'], kind: 'visit', date: '2026-11-20', note: '见了新来的刘主任' },
  ],
  [
    '昨天拜访华为张伟，他问什么时候交货？',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '他问什么时候交货？' },
  ],
  [
    '昨天拜访华为张伟，他们计划明年3月投产',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: '他们计划明年3月投产' },
  ],
  ['昨天拜访华为张伟，聊了下周三的会议', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  [
    '昨天拜访华为张伟。张伟会尽快给我们反馈。下次带样品',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'visit',
      date: '2026-11-20',
      note: '张伟会尽快给我们反馈。下次带样品',
      nextSteps: [
        { what: '给我们反馈', by: 'them' },
        { what: '带样品', by: 'me' },
      ],
    },
  ],
  ['约了张伟下周三吃饭', { account: '#a-hw', contacts: ['#c-zw'], kind: 'meal', date: '2026-11-25' }],
  ['明天给华为张伟打电话', { account: '#a-hw', contacts: ['#c-zw'], kind: 'call', date: '2026-11-22' }],
  ['昨天和华为高层吃饭', { account: '#a-hw', contacts: [], kind: 'meal', date: '2026-11-20' }],
  ['昨天拜访华为深圳工厂', { account: '#a-hw', contacts: [], kind: 'visit', date: '2026-11-20' }],
  ['昨天在华为总部和方工开会', { account: '#a-hw', contacts: ['方工'], kind: 'meeting', date: '2026-11-20' }],
  ['今天跟华为项目组开会', { account: '#a-hw', contacts: [], kind: 'meeting', date: '2026-11-21' }],
  ['与中国移动陈静通话，未接', { account: '#a-cm', contacts: ['#c-cj'], kind: 'note', note: '未接' }],
  [
    '昨天拜访张伟，Northwind也想合作',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20', note: 'Northwind也想合作' },
  ],
  ['昨天和华为小王喝咖啡', { account: '#a-hw', contacts: ['小王'], kind: 'meal', date: '2026-11-20' }],
  [
    '今天华为老李打来电话，说合同没问题',
    { account: '#a-hw', contacts: ['#c-lm'], kind: 'call', date: '2026-11-21', note: '说合同没问题' },
  ],
  [
    '昨天拜访华为张伟 (电话: 138)，他说"再看看',
    { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' },
  ],
  [
    '昨日电话华为张伟，沟通了付款事宜，TODO：周五前发合同',
    {
      account: '#a-hw',
      contacts: ['#c-zw'],
      kind: 'call',
      date: '2026-11-20',
      note: '沟通了付款事宜，TODO：周五前发合同',
      nextSteps: [{ what: '发合同', due: '2026-11-27', by: 'me' }],
    },
  ],
];

describe('reports in Chinese', () => {
  it.each(LOGS)('%s', async (text, expected) => {
    const raw = { note: text, nextSteps: [], signals: [], ...expected };
    expect(await understand(text, context)).toEqual({ kind: 'command', command: 'log', raw });
  });
});

/** What stands behind 昨天拜访华为张伟，聊了二期预算， and what of it is promised, until when, by whom. */
const PROMISED: readonly (readonly [string, string, string | undefined, string])[] = [
  ['对方11月22日前给图纸', '给图纸', '2026-11-22', 'them'],
  ['对方最晚11月22日前给图纸', '给图纸', '2026-11-22', 'them'],
  ['对方下周五之前会给图纸', '给图纸', '2026-11-27', 'them'],
  ['他们11月23日前提供图纸', '提供图纸', '2026-11-23', 'them'],
  ['客户那边下周五前提供图纸', '提供图纸', '2026-11-27', 'them'],
  ['甲方会在11月22日前给图纸', '给图纸', '2026-11-22', 'them'],
  ['张伟11月23日前给图纸', '给图纸', '2026-11-23', 'them'],
  ['华为方面下周五前给图纸', '给图纸', '2026-11-27', 'them'],
  ['对方要我们11月25日前给图纸', '给图纸', '2026-11-25', 'me'],
  ['对方11月25日前要我们给图纸', '给图纸', '2026-11-25', 'me'],
  ['对方让我们下周五前给图纸', '给图纸', '2026-11-27', 'me'],
  ['11月25日前给对方图纸', '给对方图纸', '2026-11-25', 'me'],
  ['我们11月25日前给对方图纸', '给对方图纸', '2026-11-25', 'me'],
  ['我方11月25日前给对方图纸', '给对方图纸', '2026-11-25', 'me'],
  ['给张伟11月25日前发图纸', '给张伟发图纸', '2026-11-25', 'me'],
  ['和张伟下周五前再谈', '和张伟再谈', '2026-11-27', 'me'],
  ['王芳下周五前给图纸', '给图纸', '2026-11-27', '#m-wf'],
  ['最晚下周五给图纸', '给图纸', '2026-11-27', 'me'],
  // Days there are none of stay as typed: the command says so.
  ['2月31日前给方案', '给方案', '2月31日', 'me'],
  ['2月30号要给方案', '给方案', '2月30号', 'me'],
  ['对方11月31日前给图纸', '给图纸', '11月31日', 'them'],
  ['13月5日再谈', '再谈', '13月5日', 'me'],
  ['方案2月31日前', '方案', '2月31日', 'me'],
];

describe('who promises, and until when', () => {
  it.each(PROMISED)('%s', async (clause, what, due, by) => {
    const read = await understand(`昨天拜访华为张伟，聊了二期预算，${clause}`, context);
    expect(read).toMatchObject({ command: 'log', raw: { date: '2026-11-20', nextSteps: [{ what, due, by }] } });
  });
});
