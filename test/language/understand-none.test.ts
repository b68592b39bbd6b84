import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../src/language/understand.ts';
import { accounts, context } from './understanding-book.ts';

/** Neither command nor clear log: nothing may be written for these. */
const NOTHING: readonly string[] = [
  'hello Alice',
  '谢谢张伟',
  '讲个笑话',
  'tell me a joke',
  '报价发了',
  'the quote is sent',
  'we owe Northwind a lot',
  '华为欠我们一个人情',
  'next time I will bring the samples',
  'what do you owe me',
  '华为的服务很好',
  '张伟的电话是13800000000',
  '我们应该拜访华为',
  '拜访华为很重要',
  '提醒我下周三给张伟打电话',
  'remind me to call Alice next Wednesday',
  'Northwind met its targets in Q3',
  "Alice's email is alice@example.com",
  'Did we meet Alice yesterday?',
  '昨天谁拜访了华为',
  '谁昨天见了张伟？',
  '要不要去拜访华为？',
  'I should call Alice',
  'please send Alice an email',
  "Let's meet Alice tomorrow",
  'call Alice',
  'Call Alice at Northwind',
  'what a nice day',
  '今天天气不错',
  '昨天开会讨论了方案',
  'Had lunch',
  'yesterday',
  '我想拜访华为张伟',
  '帮我给张伟发邮件',
  '如果拜访华为，要带什么',
  '客户华为说预算砍了',
  '华为发布了新手机',
  "Northwind's stock is up",
  'I love Northwind',
  "couldn't reach Alice yesterday",
  'We never met Alice',
  '为什么张伟没回复',
  'why is Northwind upset?',
  'sharing is caring',
  'stage fright',
  'help me write an email to Alice',
  '上次拜访华为张伟，聊了预算',
  '周三给华为方案',
  'log in with my email',
  'order pizza',
  '我昨天很累',
  '<!channel> hello',
  "'; DROP TABLE accounts; --",
  '周五',
  'next week',
  '和华为的合作很愉快',
  '讨论华为的方案',
  'How do I call Alice?',
  '华为下周要下单50万',
  'Northwind might order 50k',
  'how are we doing with time',
  'what stage is the moon in?',
  '/kam blah',
  'ring',
];

const HOSTILE: readonly string[] = [
  '',
  ' \u3000\n',
  '\u0000',
  '\uD800',
  '\u202E拜访华为',
  '/kam log \u0000 <!channel> <script>alert(1)</script>',
  "/kam stage '; DROP TABLE accounts; --",
  '/kam 😀😀',
  '/kam =',
  '/kam --',
  '/kam log --',
  '/kam stage =华为',
  '"',
  '/kam share %%%%',
  '\uE001\uE002\uE003',
];

describe('what is no command', () => {
  it.each(NOTHING)('%s', async (text) => {
    expect(await understand(text, context)).toEqual({ kind: 'none' });
  });
});

describe('robustness', () => {
  it.each(HOSTILE)('%j does not throw', async (text) => {
    expect((await understand(text, context)).kind).toMatch(/^(?:command|unclear|none)$/);
  });

  it('keeps hostile content of a note as it was typed', async () => {
    const text = '昨天拜访华为张伟，<!channel> <b>x</b> \u202E😀 Robert"); DROP TABLE students;--';
    const read = await understand(text, context);
    expect(read).toMatchObject({ command: 'log', raw: { note: text.slice(text.indexOf('<!')) } });
  });

  it('never throws, whatever is typed', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ...[
          '/kam',
          'log',
          '记录',
          '阶段',
          '拜访',
          '华为',
          '张伟',
          'Alice',
          'Northwind',
          'met',
          '昨天',
          '下周三',
          '给方案',
          '"',
          '=',
          '--',
          '45%',
          '，',
          '。',
          '?',
        ],
        ...accounts.map((account) => account.name),
      ),
    );
    const sentence = fc
      .array(word, { maxLength: 14 })
      .chain((words) => fc.constantFrom(words.join(' '), words.join('')));
    await fc.assert(
      fc.asyncProperty(sentence, async (text) => {
        expect((await understand(text, context)).kind).toMatch(/^(?:command|unclear|none)$/);
      }),
      { numRuns: 400 },
    );
  });

  it('never loses a word of what was reported', async () => {
    const said = fc.array(
      fc.constantFrom('预算', '张伟', '很好', 'SAP', '二期', '下周三', '给方案', '，', '。', '(', '电话', ':'),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(said, async (words) => {
        const content = words.join('');
        const read = await understand(`/kam log 昨天拜访华为张伟，${content}`, context);
        const { note = '' } = read.kind === 'command' ? read.raw : {};
        for (const word of words.filter((one) => /预算|很好|SAP|二期|电话/.test(one)))
          expect(String(note)).toContain(word);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '昨天拜访华为张伟，聊了二期预算。'.repeat(625),
    'Met Alice at Northwind yesterday and discussed the price. '.repeat(172),
    '会给'.repeat(5000),
    'a'.repeat(10_000),
    `/kam share ${'40-55 '.repeat(1600)}`,
    `/kam stage ${'"'.repeat(9_990)}`,
  ])('reads ten thousand characters without losing itself in them (%#)', { timeout: 60_000 }, async (text) => {
    expect(await understand(text, context)).toBeDefined();
  });
});
