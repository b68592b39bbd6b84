import fc from 'fast-check';
import type { Block, Form, Input, Reply, Span } from '../../src/reply/reply.ts';

/** Whatever people and commands may come up with, and more. */

const HOSTILE = [
  '<!channel>',
  '<@U123>',
  '<https://evil.example|bank>',
  '<at id=all></at> <at user_id="all">x</at>',
  '[bank](https://evil.example) www.evil.example',
  '1. one\n- two\n# three\n---',
  '*bold* _it_ ~no~ `code`',
  '> quoted\n> twice',
  ':smile: :+1:',
  '&lt;b&gt; &amp;amp;',
  '\u202eabc\u0000\ud800',
  '张伟（华为）',
  '👩‍👩‍👧‍👦🇨🇳é̂̃̄̅',
  `a${'\u0301'.repeat(200)}`,
  '"quoted" \\ {"c":1}',
  '',
  '   ',
  '\n\n',
] as const;

const long = fc
  .tuple(
    fc.constantFrom('x', '长', '👍', '&', '*', 'word ', 'line\n', '<'),
    fc.constantFrom(80, 301, 3001, 4000, 10_000),
  )
  .map(([unit, count]) => unit.repeat(count));

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: long },
);

const span: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  anyText.map((strong) => ({ strong })),
  anyText.map((code) => ({ code })),
  fc.record({
    link: anyText,
    href: fc.oneof(fc.webUrl(), anyText, fc.constant(`https://a.example/${'x'.repeat(4000)}`)),
  }),
  fc.record({ person: anyText, name: anyText }),
  fc.record({
    channel: fc.oneof(fc.constant('C024BE91L'), anyText),
    platform: fc.constantFrom('slack' as const, 'console' as const),
    name: anyText,
  }),
  fc.oneof(fc.constantFrom(Number.NaN, -1, 8.64e15, 1e18), fc.integer()).map((instant) => ({ instant })),
);
const text = fc.oneof(span, fc.array(span, { maxLength: 6 }));

const args = fc.dictionary(
  fc.constantFrom('account', 'note', 'item', '__proto__x'),
  fc.oneof(anyText, fc.jsonValue()),
  {
    maxKeys: 3,
  },
);
const button = fc.record(
  {
    label: anyText,
    press: fc.record({ command: fc.constantFrom('log', 'undo'), args }),
    style: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: anyText,
  },
  { requiredKeys: ['label', 'press'] },
);

const choices = fc.oneof(
  fc.array(fc.record({ value: anyText, label: anyText }), { maxLength: 6 }),
  fc
    .constantFrom(1, 5, 6, 10, 11, 100, 101, 1001)
    .map((count) => Array.from({ length: count }, (_, at) => ({ value: `#${at}`, label: `Choice ${at}` }))),
);
const input: fc.Arbitrary<Input> = fc.record(
  {
    name: fc.oneof(fc.stringMatching(/^[a-z]{1,8}$/), anyText),
    label: anyText,
    type: fc.constantFrom('line', 'lines', 'number', 'date', 'choice', 'choices', 'switch', 'file'),
    required: fc.boolean(),
    hint: anyText,
    value: fc.oneof(
      anyText,
      fc.constantFrom('2026-11-25', '2026-02-30', '#1'),
      fc.double(),
      fc.boolean(),
      fc.array(anyText, { maxLength: 4 }),
    ),
    choices,
    lookup: fc.constant('account' as const),
    isHandedIn: fc.boolean(),
    problem: anyText,
  },
  { requiredKeys: ['name', 'label', 'type', 'required'] },
);
export const anyForm: fc.Arbitrary<Form> = fc.record(
  {
    kind: fc.constant('form' as const),
    command: fc.constantFrom('log', 'contact'),
    submit: anyText,
    inputs: fc.oneof(
      { weight: 9, arbitrary: fc.array(input, { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(input, { minLength: 90, maxLength: 130, size: 'max' }) },
    ),
    kept: args,
    example: anyText,
  },
  { requiredKeys: ['kind', 'command', 'submit', 'inputs', 'kept'] },
);

const row = fc.array(text, { maxLength: 5 });
const table: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('table' as const),
  columns: fc.oneof(
    fc.array(
      fc.record(
        { label: anyText, align: fc.constantFrom('left' as const, 'right' as const) },
        { requiredKeys: ['label'] },
      ),
      { maxLength: 5 },
    ),
    fc.constant(Array.from({ length: 25 }, (_, at) => ({ label: `Column ${at}` }))),
  ),
  rows: fc.oneof(
    fc.array(row, { maxLength: 5 }),
    fc
      .tuple(fc.array(fc.constantFrom(...HOSTILE), { maxLength: 5 }), fc.constantFrom(98, 99, 100, 134))
      .map(([one, count]) => Array.from({ length: count }, () => one)),
  ),
});

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text, tone: fc.constantFrom('normal' as const, 'quiet' as const) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: anyText, value: text }), { maxLength: 12 }),
  }),
  table,
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.oneof(
      fc.array(button, { maxLength: 6 }),
      fc.array(button, { minLength: 24, maxLength: 60, size: 'max' }),
    ),
  }),
  anyForm,
  fc.record({ kind: fc.constant('picture' as const), alt: anyText, svg: fc.constant('<svg/>') }),
  fc.record({ kind: fc.constant('file' as const), id: anyText, name: anyText, size: fc.nat() }),
  fc.constant({ kind: 'divider' as const }),
);

export const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    title: anyText,
    tone: fc.constantFrom('neutral' as const, 'good' as const, 'warning' as const, 'danger' as const),
    audience: fc.constant('asker' as const),
    blocks: fc.oneof(
      { weight: 8, arbitrary: fc.array(anyBlock, { maxLength: 8 }) },
      { weight: 2, arbitrary: fc.array(anyBlock, { minLength: 40, maxLength: 60, size: 'max' }) },
      // Two hundred of the same few.
      {
        weight: 1,
        arbitrary: fc
          .array(anyBlock, { minLength: 2, maxLength: 4 })
          .map((some) => Array.from({ length: 200 }, (_, at) => some[at % some.length] as Block)),
      },
    ),
  },
  { requiredKeys: ['title', 'audience', 'blocks'] },
);
