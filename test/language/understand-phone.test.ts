import { describe, expect, it } from 'vitest';
import { understand } from '../../src/language/understand.ts';
import { context } from './understanding-book.ts';

/** As people type and dictate on a phone, in a hurry. It is Saturday, 2026-11-21, ten in the morning. */
const HW = { account: '#a-hw', contacts: ['#c-zw'] };
const NW = { account: '#a-nw', contacts: ['#c-ac'] };
const YESTERDAY = { date: '2026-11-20' };

/** Whom, how and when a report tells of; where no date stands, it is of today. */
const REPORTS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['今天跟Alice过了一下demo，she is fine with the price', { ...NW, kind: 'meeting', date: '2026-11-21' }],
  ['嗯那个昨天呃去了一趟华为然后见到了张伟', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['然后就是昨天下午三点在华为跟张伟开了个会主要是聊价格', { ...HW, kind: 'meeting', ...YESTERDAY, time: '15:00' }],
  ['刚刚和张伟打完电话', { ...HW, kind: 'call', date: '2026-11-21' }],
  ['今早拜访了华为', { account: '#a-hw', contacts: [], kind: 'visit', date: '2026-11-21' }],
  ['昨儿见了张伟', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['昨个儿见了张伟', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['前儿见了张伟', { ...HW, kind: 'meeting', date: '2026-11-19' }],
  ['昨晚和张伟吃了个饭', { ...HW, kind: 'meal', ...YESTERDAY }],
  ['周三晚上和张伟吃饭', { ...HW, kind: 'meal', date: '2026-11-18' }],
  ['晚上和张伟吃了饭', { ...HW, kind: 'meal' }],
  ['11.18拜访华为张伟', { ...HW, kind: 'visit', date: '2026-11-18' }],
  ['去年12月1日拜访华为张伟', { ...HW, kind: 'visit', date: '2025-12-01' }],
  ['12月1日拜访了华为张伟', { ...HW, kind: 'visit', date: '2025-12-01' }],
  ['周五去拜访华为张伟', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['好久没见的张伟昨天来电话了', { ...HW, kind: 'call', ...YESTERDAY }],
  ['昨天没白跑，见到了张伟', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['昨天拜访华为张伟，没谈拢', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，项目取消了', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，交付推迟了', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，他下周不在', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，他有事先走了', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，没来得及聊预算', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，听说友商也去了', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天跟张伟聊了聊竞争对手的报价', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['张伟来电说他周五不在', { ...HW, kind: 'call' }],
  ['昨天给张伟打了电话，他没空详谈', { ...HW, kind: 'call', ...YESTERDAY }],
  ['昨天拜访华为张伟，资料在 https://example.com/a?b=c&value=5', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访张伟，看了 https://www.northwind.com/meeting', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟，他说“价格可以谈”', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['👍 昨天拜访了华为张伟 🎉', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为张伟 14:30\n聊了预算', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['给张伟发了微信祝福', { ...HW, kind: 'message' }],
  [
    '昨天拜访华为张伟约了吴芳下周吃饭',
    { ...HW, kind: 'visit', ...YESTERDAY, nextSteps: [{ what: '吴芳吃饭', due: '2026-11-23', by: 'me' }] },
  ],
  ['王芳：昨天拜访了华为张伟，聊了预算', { ...HW, kind: 'visit', ...YESTERDAY, members: ['#m-wf'] }],
  ['spoke to Alice yday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ["met Alice y'day re: renewal", { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['met Alice yest.', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['met Alice Weds', { ...NW, kind: 'meeting', date: '2026-11-18' }],
  ['met Alice on the 18th', { ...NW, kind: 'meeting', date: '2026-11-18' }],
  ['met Alice last wk', { ...NW, kind: 'meeting', date: '2026-11-09' }],
  ['caught up with Alice over coffee this am', { ...NW, kind: 'meal', date: '2026-11-21' }],
  ['had lunch w/ Alice last Fri', { ...NW, kind: 'meal', ...YESTERDAY }],
  ["quick sync w Alice today, she's ok w/ pricing", { ...NW, kind: 'meeting', date: '2026-11-21' }],
  ['had a gr8 mtg w/ Alice today', { ...NW, kind: 'meeting', date: '2026-11-21' }],
  ['ran into Alice at the airport yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['lunch with Alice on Friday', { ...NW, kind: 'meal', ...YESTERDAY }],
  ['Met Alice yesterday, no decision', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['Met Alice, the project was cancelled', { ...NW, kind: 'meeting' }],
  ['Called Alice, she was out of budget', { ...NW, kind: 'call' }],
  ['Called Alice, she was busy but we talked about price', { ...NW, kind: 'call' }],
  ['Called Alice, no answer on budget yet', { ...NW, kind: 'call' }],
  ['Met Alice later than planned', { ...NW, kind: 'meeting' }],
  ['As planned, met Alice yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['Met Alice yesterday and set up a meeting with Bob for Tuesday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ["met Alice's assistant yesterday", { account: '#a-nw', contacts: [], kind: 'meeting', ...YESTERDAY }],
  ['和张伟的秘书吃了饭', { account: '#a-hw', contacts: [], kind: 'meal' }],
  ["Alice's call yesterday was about price", { ...NW, kind: 'call', ...YESTERDAY }],
  // Another did not come, something else was called off, or the visit went on with somebody else.
  ['昨天去华为拜访，张伟不在，和李敏聊了预算', { account: '#a-hw', contacts: ['#c-lm'], kind: 'visit', ...YESTERDAY }],
  ['昨天拜访华为，没见到张伟，见了李敏', { account: '#a-hw', contacts: ['#c-lm'], kind: 'visit', ...YESTERDAY }],
  ['昨天去华为，张伟没在，见了李敏', { account: '#a-hw', contacts: ['#c-lm'], kind: 'meeting', ...YESTERDAY }],
  ["met Alice yesterday. Bob didn't show up", { ...NW, kind: 'meeting', ...YESTERDAY }],
  ["met Alice yesterday, Bob couldn't join", { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['met Alice yesterday, she cancelled the order', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['昨天和张伟开会，取消了旧合同', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['昨天拜访张伟，会议推迟了半小时才开始', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['昨天去华为见张伟，没见到吴芳', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['昨天拜访了华为，但是没谈成', { account: '#a-hw', contacts: [], kind: 'visit', ...YESTERDAY }],
  ['Alice declined the offer at the meeting yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['Alice refused to sign when I met her yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['almost two hours on the phone with Alice yesterday', { ...NW, kind: 'call', ...YESTERDAY }],
  ['nearly missed the train but met Alice yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['Alice mentioned over coffee yesterday that budget is cut', { ...NW, kind: 'meal', ...YESTERDAY }],
  ['competitor pricing came up when I met Alice yesterday', { ...NW, kind: 'meeting', ...YESTERDAY }],
  ['昨天参加竞品分析会见了张伟', { ...HW, kind: 'meeting', ...YESTERDAY }],
  ['昨天和王芳同行拜访华为张伟', { ...HW, kind: 'visit', ...YESTERDAY, members: ['#m-me', '#m-wf'] }],
  ['忘了说昨天拜访了华为张伟', { ...HW, kind: 'visit', ...YESTERDAY }],
  ['we heard back from Alice yesterday by email', { ...NW, kind: 'email', ...YESTERDAY }],
  ['3月1日拜访华为张伟，聊了预算', { ...HW, kind: 'visit', date: '2026-03-01' }],
  // A call nobody took is no contact, what was left on a machine an unanswered message.
  ['给张伟打了电话没接', { ...HW, kind: 'note' }],
  ['昨天给张伟打了三个电话都没打通', { ...HW, kind: 'note', ...YESTERDAY }],
  ["rang Alice but she didn't pick up", { ...NW, kind: 'note' }],
  ['Called Alice, no answer', { ...NW, kind: 'note' }],
  ["Called Alice's office, no one picked up", { ...NW, kind: 'note' }],
  ['Called Alice, left a voicemail', { ...NW, kind: 'message', answered: false }],
  ['给张伟打电话没人接，留了言', { ...HW, kind: 'message', answered: false }],
  // Which day is asked: it was not today.
  ['前几天拜访了华为张伟', { ...HW, kind: 'visit', date: '前几天' }],
  ['最近见了张伟', { ...HW, kind: 'meeting', date: '最近' }],
  ['met Alice recently', { ...NW, kind: 'meeting', date: 'recently' }],
  ['met Alice the other day', { ...NW, kind: 'meeting', date: 'the other day' }],
  // Still to come, which the command says.
  ['12月1日拜访华为张伟', { ...HW, kind: 'visit', date: '2026-12-01' }],
  ['lunch with Alice on Dec 1', { ...NW, kind: 'meal', date: '2026-12-01' }],
  ['明天要去拜访华为张伟', { ...HW, kind: 'visit', date: '2026-11-22' }],
  ['周一去拜访华为张伟', { ...HW, kind: 'visit', date: '2026-11-23' }],
  ['约了华为张伟下周三吃饭', { ...HW, kind: 'meal', date: '2026-11-25' }],
  ["I'm meeting Alice on Monday", { ...NW, kind: 'meeting', date: '2026-11-23' }],
  ["we're visiting Northwind on Thursday", { account: '#a-nw', contacts: [], kind: 'visit', date: '2026-11-26' }],
  ['Alice asked for a meeting on Monday', { ...NW, kind: 'meeting', date: '2026-11-23' }],
  ['lunch with Alice on Monday', { ...NW, kind: 'meal', date: '2026-11-23' }],
  // Two promises in one breath.
  [
    '昨天见了华为张伟答应下周三前给报价他们月底前给图纸',
    {
      ...HW,
      kind: 'meeting',
      ...YESTERDAY,
      nextSteps: [
        { what: '给报价', due: '2026-11-25', by: 'me' },
        { what: '给图纸', due: '2026-11-30', by: 'them' },
      ],
    },
  ],
  [
    '见了华为张伟他让我周三之前给报价然后他周五给答复',
    {
      ...HW,
      kind: 'meeting',
      nextSteps: [
        { what: '给报价', due: '2026-11-25', by: 'me' },
        { what: '给答复', due: '2026-11-27', by: 'them' },
      ],
    },
  ],
  [
    'met Alice yesterday, she will send the drawings by Friday and I owe her a quote by Wednesday',
    {
      ...NW,
      kind: 'meeting',
      ...YESTERDAY,
      nextSteps: [
        { what: 'send the drawings', due: '2026-11-27', by: 'them' },
        { what: 'a quote', due: '2026-11-25', by: 'me' },
      ],
    },
  ],
];

/** Behind `log` the same words are kept, but count as no contact; a plan is refused for its day; names alone are asked about. */
const TYPED: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["log didn't meet Alice at Northwind yesterday", { ...NW, kind: 'note', ...YESTERDAY }],
  ['/kam log 昨天去华为，张伟不在', { ...HW, kind: 'note', ...YESTERDAY }],
  ['记录 听说友商昨天拜访了华为张伟', { ...HW, kind: 'note', ...YESTERDAY }],
  ["/kam log I'm meeting Alice on Monday", { ...NW, kind: 'meeting', date: '2026-11-23' }],
  ['log lunch with Alice on Monday', { ...NW, kind: 'meal', date: '2026-11-16' }],
  ['记录 周一去拜访华为张伟', { ...HW, kind: 'visit', date: '2026-11-16' }],
  ['记录 给张伟打电话', { ...HW, kind: 'call' }],
  ['log Alice', { ...NW }],
  ['记录 华为', { account: '#a-hw', contacts: [] }],
  ['log Northwind note=ok', { account: '#a-nw', contacts: [], kind: 'note' }],
];

/** Nothing is written, and why can be said. */
const NOT_DONE: readonly (readonly [string, 'plan' | 'denied' | 'hearsay' | 'correction'])[] = [
  ['没有拜访华为', 'denied'],
  ['昨天没有见到华为张伟', 'denied'],
  ['昨天没见到张伟', 'denied'],
  ['没拜访华为', 'denied'],
  ['张伟昨天没来开会', 'denied'],
  ['张伟取消了昨天的会议', 'denied'],
  ['昨天和华为的会议推迟了', 'denied'],
  ['昨天和张伟开会，会议取消了', 'denied'],
  ['原定昨天拜访华为张伟，改期了', 'denied'],
  ['昨天去了华为，张伟不在', 'denied'],
  ['昨天请张伟吃饭，他没来', 'denied'],
  ['昨天请张伟吃饭，他没来，和李敏聊了聊预算', 'denied'],
  ['Alice cancelled, she cancelled our lunch yesterday', 'denied'],
  ['昨天忘了给张伟打电话', 'denied'],
  ['Alice declined our call yesterday', 'denied'],
  ['Alice refused to meet us yesterday', 'denied'],
  ['lunch with Alice yesterday, cancelled by Bob', 'denied'],
  ['nearly met Alice yesterday', 'denied'],
  ['差点见到张伟', 'denied'],
  ['张伟拒绝了我们的拜访', 'denied'],
  ['好久没见张伟了', 'denied'],
  ["didn't meet Alice", 'denied'],
  ["didn't call Alice", 'denied'],
  ['Alice cancelled our meeting yesterday', 'denied'],
  ['missed my call with Alice yesterday', 'denied'],
  ['our meeting with Alice yesterday was cancelled', 'denied'],
  ['The call with Alice got postponed to Thursday', 'denied'],
  ["yesterday's lunch with Alice fell through", 'denied'],
  ["it's been a month since I met Alice", 'denied'],
  ['nobody visited Northwind last month', 'denied'],
  ['neither Tom Lee nor I met Alice', 'denied'],
  ['hardly spoke to Alice yesterday', 'denied'],
  ['tried to call Alice yesterday', 'denied'],
  ['马上去见张伟', 'plan'],
  ['待会儿和张伟开会', 'plan'],
  ['给张伟打个电话', 'plan'],
  ['去见张伟', 'plan'],
  ['发邮件给张伟', 'plan'],
  ['让王芳去拜访张伟', 'plan'],
  ['等下给张伟打电话', 'plan'],
  ['准备去拜访华为张伟', 'plan'],
  ['今晚请张伟吃饭', 'plan'],
  ['今天晚上8点和华为张伟吃饭', 'plan'],
  ['昨天约了张伟下周三见面', 'plan'],
  ['dinner with Alice tonight', 'plan'],
  ['booked lunch with Alice for Thursday', 'plan'],
  ['meeting Alice this afternoon', 'plan'],
  ['张伟说：“昨天拜访了华为”', 'hearsay'],
  ['张伟说他们昨天内部开会了', 'hearsay'],
  ['张伟：我们昨天开会讨论了你们的方案', 'hearsay'],
  ['听说张伟昨天见了竞争对手', 'hearsay'],
  ['友商昨天请张伟吃饭', 'hearsay'],
  ['[转发] 王芳 2026/11/20 14:30：我昨天去了华为，见了张伟', 'hearsay'],
  ['张伟 11月20日 14:30\n我们昨天开会讨论了你们的方案\n王芳 11月20日 14:32\n好的收到', 'hearsay'],
  ['[14:30] 张伟: 昨天拜访了华为', 'hearsay'],
  ['> 昨天拜访了华为张伟', 'hearsay'],
  ['Alice said "we met Globex yesterday"', 'hearsay'],
  ['I heard Globex visited Northwind yesterday', 'hearsay'],
  ['a competitor visited Northwind yesterday', 'hearsay'],
  ['From: Alice Chen\nSent: Friday, November 20\nSubject: price\nHi Tom, thanks for the call yesterday.', 'hearsay'],
  ['不对，是李敏', 'correction'],
  ['不是张伟，是李敏', 'correction'],
  ['记错了，是昨天', 'correction'],
  ['改成昨天', 'correction'],
  ['make that Tuesday', 'correction'],
  ['no, it was Tuesday', 'correction'],
  ['sorry, Bob not Alice', 'correction'],
  ['oops', 'correction'],
];

const NOTHING: readonly string[] = [
  '下周三前给对方报价',
  'no news from Northwind',
  '今天没去华为',
  '如果明天拜访华为要带什么',
  '如果明天拜访华为，顺便聊一下预算',
  '“昨天拜访华为张伟”这条记录是谁写的',
  '昨天拜访华为的是谁',
  '昨天见过张伟没',
  '有没有人拜访过华为',
  'Vera met her yesterday?',
  'has Tom Lee met Alice',
  'https://www.northwind.com/visit',
  'Ran into a problem at Northwind',
  '👍',
  '好的',
  'ok',
];

/** A name alone, and short questions that a record or a list answers. */
const LOOKUPS: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['华为', 'account', { account: '#a-hw' }],
  ['Northwind', 'account', { account: '#a-nw' }],
  ['看看华为', 'account', { account: '#a-hw' }],
  ['谁管着华为', 'account', { account: '#a-hw' }],
  ['华为谁负责？', 'account', { account: '#a-hw' }],
  ['who owns Northwind?', 'account', { account: '#a-nw' }],
  ["who's the account manager for Northwind", 'account', { account: '#a-nw' }],
  ['张伟', 'contact', { contact: '#c-zw' }],
  ['Alice', 'contact', { contact: '#c-ac' }],
  ['张伟是谁', 'contact', { contact: '#c-zw' }],
  ['张伟的生日是哪天', 'contact', { contact: '#c-zw' }],
  ["Alice's number?", 'contact', { contact: '#c-ac' }],
  ['华为现在啥情况', 'stage', { account: '#a-hw' }],
  ['华为最近怎么样', 'stage', { account: '#a-hw' }],
  ["what's up with Northwind", 'stage', { account: '#a-nw' }],
  ['Northwind status', 'stage', { account: '#a-nw' }],
  ['下周谁过生日', 'festivals', { days: 14 }],
  ['谁下周过生日？', 'festivals', { days: 14 }],
  ['本月要送什么礼', 'festivals', { days: 31 }],
  ['any birthdays next week', 'festivals', { days: 14 }],
  ['最近有什么节日', 'festivals', {}],
  ['哪些客户该联系了', 'overdue', {}],
  ['who should I call', 'overdue', {}],
  ['我今天有什么安排', 'home', {}],
  ['what do I need to do today', 'home', {}],
  ["what's next", 'next', {}],
  ['删了刚才那条', 'undo', {}],
  ['delete that', 'undo', {}],
];

describe('typed on a phone', () => {
  it.each([...REPORTS, ...TYPED])('%s', async (text, expected) => {
    const read = await understand(text, context);
    const { note: _note, signals: _signals, ...raw } = read.kind === 'command' ? read.raw : {};
    expect(read).toMatchObject({ kind: 'command', command: 'log' });
    expect(raw).toEqual({ nextSteps: [], ...expected });
  });

  it.each(NOT_DONE)('%s is nothing: %s', async (text, why) => {
    expect(await understand(text, context)).toEqual({ kind: 'none', why });
    expect(await understand(text, { ...context, isTalk: true })).toEqual({ kind: 'none' });
  });

  it.each(NOTHING)('%s is nothing', async (text) => {
    expect(await understand(text, context)).toEqual({ kind: 'none' });
  });

  it.each(LOOKUPS)('%s is %s', async (text, command, raw) => {
    expect(await understand(text, context)).toMatchObject({ kind: 'command', command, raw });
  });

  it.each(LOOKUPS.filter(([, command]) => command !== 'undo'))('%s is nothing where people talk', async (text) => {
    expect(await understand(text, { ...context, isTalk: true })).toEqual({ kind: 'none' });
  });

  it('a share told by its figures is that share', async () => {
    const share = { account: '#a-hw', percent: 68, source: '客户告知' };
    expect(await understand('华为 份额=68 来源=客户告知', context)).toMatchObject({ command: 'share', raw: share });
    expect(await understand('华为份额=68', context)).toMatchObject({ command: 'share', raw: { percent: 68 } });
  });

  it.each([
    ['昨天拜访了华为和中国移动', ['a-cm']],
    ['今天先去了华为见张伟，再去中国移动见陈静', ['a-cm']],
    ['Met Alice at Northwind, then visited Orbit Labs', ['a-ol']],
    ['昨天和华为张伟聊了Northwind的项目', undefined],
    ['昨天拜访华为张伟，Northwind也想合作', undefined],
  ])('%s tells of one account and of %j', async (text, beside) => {
    const read = await understand(text, context);
    expect(read).toMatchObject({ command: 'log' });
    expect(read.kind === 'command' ? read.beside : null).toEqual(beside);
  });
});
