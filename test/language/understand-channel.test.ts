import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { wordsOfCommands } from '../../src/commands/words.ts';
import type { LanguageContext } from '../../src/language/types.ts';
import { understand } from '../../src/language/understand.ts';
import { context as direct } from './understanding-book.ts';

/** What is said in the channel of 华为, where people also talk with each other, unless a row says otherwise. Today is Saturday, 2026-11-21. */
const channelOf = (channelAccountId: string): LanguageContext => ({
  ...direct,
  commands: wordsOfCommands(COMMANDS),
  channelAccountId,
  isTalk: true,
});
const huawei = channelOf('a-hw');
const northwind = channelOf('a-nw');

type Raw = Readonly<Record<string, unknown>>;

const REPORTS: readonly (readonly [string, Raw])[] = [
  ['昨天拜访了张伟，聊了预算', { account: '#a-hw', contacts: ['#c-zw'], kind: 'visit', date: '2026-11-20' }],
  ['昨天拜访了赵强，聊了预算', { account: '#a-hw', contacts: ['赵强'], kind: 'visit', date: '2026-11-20' }],
  ['昨天拜访了客户，聊了预算', { account: '#a-hw', contacts: [], kind: 'visit', note: '聊了预算' }],
  ['上周五和张伟吃饭，花了500元', { account: '#a-hw', kind: 'meal', value: { amount: 500, currency: 'CNY' } }],
  ['给李敏发了中秋祝福微信，没回', { account: '#a-hw', contacts: ['#c-lm'], answered: false }],
  ['王芳昨天拜访了张伟', { account: '#a-hw', contacts: ['#c-zw'], members: ['#m-wf'] }],
  ['met Ada yesterday about budget', { account: '#a-hw', contacts: ['Ada'], kind: 'meeting', date: '2026-11-20' }],
  ['lunch with Ada on Friday', { account: '#a-hw', contacts: ['Ada'], kind: 'meal', date: '2026-11-20' }],
  ['had a call with the client about pricing', { account: '#a-hw', contacts: [], kind: 'call' }],
  // Somebody known elsewhere only is asked about, not followed there.
  ['昨天拜访了陈静，聊了预算', { account: '#a-hw', contacts: ['陈静'] }],
  ['met Alice yesterday about budget', { account: '#a-hw', contacts: ['Alice'] }],
  ['met Bob Jones yesterday about budget', { account: '#a-hw', contacts: ['Bob Jones'] }],
  // Another account that is named wins, whether anybody knows it or not.
  ['昨天拜访中国移动陈静，聊了预算', { account: '#a-cm', contacts: ['#c-cj'] }],
  ['met Alice at Northwind yesterday', { account: '#a-nw', contacts: ['#c-ac'] }],
  ['met Ada at Globex yesterday', { account: 'Globex', contacts: ['Ada'] }],
  ['昨天拜访了百度公司的李四，聊了预算', { account: '百度公司', contacts: ['李四'] }],
  ['昨天拜访了他们公司的李四，聊了预算', { account: '#a-hw', contacts: ['李四'] }],
];

const TYPED: readonly (readonly [string, string, Raw])[] = [
  ['/kam log 张伟 电话 聊了预算', 'log', { account: '#a-hw', contacts: ['#c-zw'], kind: 'call' }],
  ['/kam log 赵强 电话 聊了预算', 'log', { account: '#a-hw', contacts: ['赵强'], kind: 'call' }],
  ['/kam log Ada visit: phase two', 'log', { account: '#a-hw', contacts: ['Ada'], kind: 'visit', note: 'phase two' }],
  ['/kam log call Ada about the price', 'log', { account: '#a-hw', contacts: ['Ada'], kind: 'call' }],
  ['/kam log Northwind Alice visit: phase two', 'log', { account: '#a-nw', contacts: ['#c-ac'], kind: 'visit' }],
  ['/kam contact 张伟', 'contact', { account: '#a-hw', contact: '#c-zw' }],
  ['/kam contact 赵强', 'contact', { contact: '赵强' }],
  ['/kam 新增联系人 赵强 采购', 'contact', { action: 'add', name: '赵强', department: 'purchasing' }],
  ['/kam contact add Ada Lovelace finance', 'contact', { action: 'add', name: 'Ada Lovelace', department: 'finance' }],
  ['/kam contact Northwind Alice', 'contact', { account: '#a-nw', contact: '#c-ac' }],
  ['/kam level 张伟 3', 'level', { account: '#a-hw', contact: '#c-zw', level: '3' }],
  ['/kam fact integration 联合实验室', 'fact', { kind: 'integration', what: '联合实验室' }],
  ['/kam order 2026-11-01 50000 水泵', 'order', { on: '2026-11-01', product: '水泵' }],
  ['/kam share 45', 'share', { percent: 45 }],
  ['/kam share Northwind 45', 'share', { account: '#a-nw', percent: 45 }],
  ['/kam diff 2026-10-01', 'diff', { from: '2026-10-01' }],
  // Left to the fields, which know the channel as well.
  ['/kam stage', 'stage', {}],
  ['阶段', 'stage', {}],
  ['/kam timeline', 'timeline', {}],
  ['who decides', 'who', { filter: 'deciders' }],
  // Named, if only by a typo or by nobody's name.
  ['/kam stage Nortwind', 'stage', { account: 'Nortwind' }],
  ['/kam stage 百度', 'stage', { account: '百度' }],
  ['/kam order Globex 2026-11-01', 'order', { account: 'Globex' }],
  ['/kam account bind Northwind', 'account', { action: 'bind', account: '#a-nw' }],
  ['bind this channel Northwind', 'account', { action: 'bind', account: '#a-nw' }],
  ['/kam 客户 绑定 中国移动', 'account', { action: 'bind', account: '#a-cm' }],
  ['绑定客户 华为', 'account', { action: 'bind', account: '#a-hw' }],
  ['/kam account unbind', 'account', { action: 'unbind' }],
  ['客户 解绑', 'account', { action: 'unbind' }],
];

const QUESTIONS: readonly (readonly [string, string, Raw])[] = [
  ['what stage', 'stage', { account: '#a-hw' }],
  ['what stage are we at?', 'stage', { account: '#a-hw' }],
  ['现在什么阶段', 'stage', { account: '#a-hw' }],
  ['到哪一步了？', 'stage', { account: '#a-hw' }],
  ['咱们现在处于什么阶段？', 'stage', { account: '#a-hw' }],
  ['这个客户到什么阶段了', 'stage', { account: '#a-hw' }],
  ['how are we doing with them', 'stage', { account: '#a-hw' }],
  ['who do we know in finance?', 'who', { account: '#a-hw', filter: 'finance' }],
  ['who is for us?', 'who', { account: '#a-hw', filter: 'supporters' }],
  ['谁说了算', 'who', { account: '#a-hw', filter: 'deciders' }],
  ['谁反对我们', 'who', { account: '#a-hw', filter: 'opposed' }],
  ['采购谁熟？', 'who', { account: '#a-hw', filter: 'purchasing' }],
  ['份额多少', 'share', { account: '#a-hw' }],
  ['我们占多少份额？', 'share', { account: '#a-hw' }],
  ["what's our share", 'share', { account: '#a-hw' }],
  ['when did we last talk?', 'last', { account: '#a-hw' }],
  ['多久没联系了', 'last', { account: '#a-hw' }],
  ['上次见张伟', 'last', { account: '#a-hw', contact: '#c-zw' }],
  ['what do they owe us', 'next', { account: '#a-hw', side: 'theirs' }],
  ['他们欠我们什么', 'next', { account: '#a-hw', side: 'theirs' }],
  ['我们答应了他们什么', 'next', { account: '#a-hw', side: 'ours' }],
  ['open promises', 'next', { account: '#a-hw' }],
  ['our share is 45%', 'share', { account: '#a-hw', percent: 45 }],
  ['昨天下了一单，50万', 'order', { account: '#a-hw', on: '2026-11-20' }],
  ['they ordered 50 pumps yesterday for 20000 USD', 'order', { account: '#a-hw', product: '50 pumps' }],
  // Another account, or somebody of one.
  ['what stage is Northwind?', 'stage', { account: '#a-nw' }],
  ['what stage is Globex at', 'stage', { account: 'Globex' }],
  ['百度到什么阶段了', 'stage', { account: '百度' }],
  ['上次联系百度是什么时候', 'last', { account: '百度' }],
  ['when did we last see Alice?', 'last', { account: '#a-nw', contact: '#c-ac' }],
  // What concerns the asker stays theirs.
  ['我欠谁什么', 'next', { side: 'ours' }],
  ['待办', 'next', {}],
];

/** People also talk with each other. */
const TALK = [
  '昨天开会讨论了放假安排',
  'I called yesterday about the printer',
  '百度谁说了算',
  '百度份额45%',
  '百度昨天下了一单，50万',
  'who decides at Globex',
  "what is Globex's share",
  'new order from Globex worth 50k USD',
  'what stage is the deployment pipeline',
  'which step comes next in the deployment',
  'how are things with the printer',
  'log files are full',
  '绑定手机号',
  'thanks!',
  '好的，明天开会',
];

const exactly = (command: string, raw: Raw) => ({ kind: 'command', command, raw: expect.objectContaining(raw) });

describe('in the channel of an account', () => {
  it.each(REPORTS)('%s is a report', async (text, raw) => {
    expect(await understand(text, huawei)).toEqual(exactly('log', raw));
  });

  it.each([...TYPED, ...QUESTIONS])('%s is %s', async (text, command, raw) => {
    const understood = await understand(text, huawei);
    expect(understood).toEqual(exactly(command, raw));
    const account = understood.kind === 'command' ? understood.raw['account'] : 'none';
    expect(account).toBe(raw['account']);
  });

  it.each(TALK)('%s is nothing', async (text) => {
    expect(await understand(text, huawei)).toEqual({ kind: 'none' });
  });

  it('its own people are meant before namesakes', async () => {
    expect(await understand('met Alice yesterday about budget', northwind)).toEqual(
      exactly('log', { account: '#a-nw', contacts: ['#c-ac'] }),
    );
    expect(await understand('昨天拜访了张伟', northwind)).toEqual(
      exactly('log', { account: '#a-nw', contacts: ['张伟'] }),
    );
  });
});

describe('outside of one', () => {
  const elsewhere: LanguageContext = { ...direct, commands: huawei.commands };

  it.each([
    ['what stage', 'none'],
    ['份额多少', 'none'],
    ['when did we last talk?', 'none'],
    ['met Ada yesterday about budget', 'none'],
    ['昨天拜访了赵强，聊了预算', 'none'],
    ['他们欠我们什么', 'none'],
  ])('%s says too little', async (text, kind) => {
    expect(await understand(text, elsewhere)).toEqual({ kind });
  });

  it('whoever is known once brings the account along', async () => {
    expect(await understand('昨天拜访了张伟，聊了预算', elsewhere)).toEqual(
      exactly('log', { account: '#a-hw', contacts: ['#c-zw'] }),
    );
  });
});
