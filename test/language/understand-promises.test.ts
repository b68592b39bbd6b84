import { describe, expect, it } from 'vitest';
import { understand } from '../../src/language/understand.ts';
import { context } from './understanding-book.ts';

/** Today is Saturday, 2026-11-21. A sentence that is nothing but a promise: what is promised, by when, to which contact if one is named. */
const PROMISES: readonly (readonly [text: string, account: string, what: string, due: string, contact?: string])[] = [
  ['下周三前给华为报价', '#a-hw', '给华为报价', '2026-11-25'],
  ['下周三之前给华为报价。', '#a-hw', '给华为报价', '2026-11-25'],
  ['下周三给华为方案', '#a-hw', '给华为方案', '2026-11-25'],
  ['周五前回复张伟', '#a-hw', '回复张伟', '2026-11-27', '#c-zw'],
  ['明天答复张伟交期的事', '#a-hw', '答复张伟交期的事', '2026-11-22', '#c-zw'],
  ['我周五前要给华为发合同', '#a-hw', '给华为发合同', '2026-11-27'],
  ['我得在周五前把图纸发给张伟', '#a-hw', '把图纸发给张伟', '2026-11-27', '#c-zw'],
  ['我要周五给华为方案', '#a-hw', '给华为方案', '2026-11-27'],
  ['今天要给华为报价', '#a-hw', '给华为报价', '2026-11-21'],
  ['12月4日前向华为提交标书', '#a-hw', '向华为提交标书', '2026-12-04'],
  ['我们必须在11月30日之前答复华为', '#a-hw', '答复华为', '2026-11-30'],
  ['2026年12月10日前给华为的张伟寄样品', '#a-hw', '给华为的张伟寄样品', '2026-12-10', '#c-zw'],
  ['2月31日前给华为报价', '#a-hw', '给华为报价', '2月31日'],
  ['send Northwind the quote by Wednesday', '#a-nw', 'send Northwind the quote', '2026-11-25'],
  ['Send Northwind the quote by Wednesday.', '#a-nw', 'Send Northwind the quote', '2026-11-25'],
  ['send the quote to Northwind by next Friday', '#a-nw', 'send the quote to Northwind', '2026-11-27'],
  ['I need to send Alice Chen the drawings by Dec 4', '#a-nw', 'send Alice Chen the drawings', '2026-12-04', '#c-ac'],
  ['we have to reply to Bob Smith by Friday', '#a-nw', 'reply to Bob Smith', '2026-11-27', '#c-bs'],
  ['by Friday I must send Northwind the revised offer', '#a-nw', 'send Northwind the revised offer', '2026-11-27'],
  ['tomorrow, send Alice the paper', '#a-nw', 'send Alice the paper', '2026-11-22', '#c-ac'],
  ['reply to Alice about the pilot by Nov 30', '#a-nw', 'reply to Alice about the pilot', '2026-11-30', '#c-ac'],
  ['send Northwind the quote today', '#a-nw', 'send Northwind the quote', '2026-11-21'],
  ["I've got to get back to Alice by Wednesday", '#a-nw', 'get back to Alice', '2026-11-25', '#c-ac'],
  ['share the roadmap with Orbit Labs by 2026-12-01', '#a-ol', 'share the roadmap with Orbit Labs', '2026-12-01'],
  ['send Northwind the quote by 31 Feb', '#a-nw', 'send Northwind the quote', '31 Feb'],
];

/** Negations, questions, conditions, others' words and plans, what is past or not sure, touches that are planned. */
const NOT_PROMISES: readonly string[] = [
  '周五给华为方案',
  '今天给华为报价',
  '昨天给华为报价',
  '周五前给华为报价了',
  '周五前不给华为报价',
  '周五前别给华为报价',
  '周五前没法给华为报价',
  '周五前给华为报价吗',
  '周五前给华为报价？',
  '要不要周五前给华为报价',
  '谁周五前给华为报价',
  '如果周五前给华为报价',
  '要是周五前给华为报价就好了',
  '想周五前给华为报价',
  '“周五前给华为报价”',
  '张伟说周五前给华为报价',
  '张伟要我们周五前给报价',
  '华为周五前给我们报价',
  '让王芳周五前给华为报价',
  '王芳要周五前给华为报价',
  '请周五前给华为报价',
  '提醒我周五前给华为报价',
  '别忘了周五前给华为报价',
  '周五前给小米报价',
  '周五前给宏达报价',
  '周五前给报价',
  '给华为报价',
  '下周给华为报价',
  '下个月给华为报价',
  '周五前给华为面子',
  '周五前给华为报价，他们很急',
  '周五前给华为和中国移动报价',
  '周五到下周三前给华为报价',
  "don't send Northwind the quote by Wednesday",
  'never send Northwind the quote by Wednesday',
  'send Northwind the quote by Wednesday?',
  'should we send Northwind the quote by Wednesday',
  'do I have to send Northwind the quote by Friday',
  'if I send Northwind the quote by Friday',
  'send Northwind the quote by Friday or they leave',
  'I should send Northwind the quote by Friday',
  'I might have to send Northwind the quote by Friday',
  'I want to send Northwind the quote by Friday',
  '"send Northwind the quote by Wednesday"',
  'Alice said send Northwind the quote by Wednesday',
  'Alice has to send us the order by Friday',
  'Tom Lee has to send Northwind the quote by Friday',
  'tell Tom Lee to send Northwind the quote by Friday',
  'get Northwind to send the quote by Friday',
  'remind me to send Northwind the quote by Friday',
  'please send Northwind the quote by Friday',
  'sent Northwind the quote by Wednesday',
  'send Northwind the quote by last Friday',
  'send Northwind the quote',
  'send Northwind the quote next week',
  'send the quote by Wednesday',
  'send Acme the quote by Wednesday',
  'send Alice and Dora Jones the quote by Friday',
  'I have to call Alice by Friday',
  'send Alice an email by Friday',
  'they need to send Northwind the quote by Friday',
];

describe('a promise alone', () => {
  it.each(PROMISES)('%s', async (text = '', account, what, due, contact) => {
    const raw = { action: 'add', account, ...(contact ? { contact } : {}), what, due };
    expect(await understand(text, context)).toEqual({ kind: 'command', command: 'next', raw });
  });

  it.each(NOT_PROMISES)('is none: %s', async (text) => {
    const read = await understand(text, context);
    expect(read.kind === 'command' && read.command === 'next' && read.raw['action'] === 'add').toBe(false);
  });

  it('is left alone where people talk with each other', async () => {
    expect(await understand('send Northwind the quote by Wednesday', { ...context, isTalk: true })).toEqual({
      kind: 'none',
    });
  });
});

/** Behind a report; what falls due today is a promise, what happened today is none. */
const STEPS: readonly (readonly [text: string, what: string | null])[] = [
  ['昨天拜访华为张伟，聊了二期，今天给方案', '给方案'],
  ['记录 昨天拜访华为张伟，今天给方案', '给方案'],
  ['昨天拜访华为张伟，我今天把方案发给他', '把方案发给他'],
  ['昨天拜访华为张伟，今晚发合同', '发合同'],
  ['昨天拜访华为张伟，今天给了方案', null],
  ['昨天拜访华为张伟，今天发现方案有问题', null],
  ['昨天拜访华为张伟，今天给方案他们没收', null],
  ['昨天拜访华为张伟，今天客户回复说同意', null],
  ['昨天拜访华为张伟，今天上午给方案', null],
  ['昨天拜访华为张伟，今天打电话确认', null],
  ['今天拜访华为张伟，给方案', null],
  ['met Alice Chen at Northwind yesterday, send the quote today', 'send the quote'],
  ['log met Alice Chen at Northwind yesterday, send the quote today', 'send the quote'],
  ['met Alice Chen at Northwind yesterday, and call her back today', 'call her back'],
  ['met Alice Chen at Northwind yesterday. Send her the drawings today.', 'Send her the drawings'],
  ['met Alice Chen at Northwind yesterday, sent the quote today', null],
  ["met Alice Chen at Northwind yesterday, today's call was fine", null],
  ['met Alice Chen at Northwind yesterday, call today went well', null],
  ['met Alice Chen at Northwind today, discussed the quote', null],
];

describe('a promise due today', () => {
  it.each(STEPS)('%s', async (text, what) => {
    const read = await understand(text, context);
    expect(read).toMatchObject({
      command: 'log',
      raw: { nextSteps: what === null ? [] : [{ what, due: '2026-11-21', by: 'me' }] },
    });
  });
});
