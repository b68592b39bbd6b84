import { describe, expect, test } from 'vitest';
import { parseCardPress } from '../../adapters/feishu/card-press.ts';
import { readForm, submittedCall } from '../../adapters/feishu/form-values.ts';
import { isPrivate, maskPrivate, maskText } from '../../adapters/feishu/masks.ts';
import { renderCard } from '../../adapters/feishu/render.ts';
import { pressedIn } from '../../src/chat/pressed.ts';
import type { Form, Reply } from '../../src/reply/reply.ts';
import { elementsOf, readCard } from './reading.ts';
import { untouched } from './untouched.ts';

describe('what is masked', () => {
  test.each([
    ['13800138000', '138******00'],
    ['电话：138-0013-8000，', '电话：138-****-**00，'],
    ['+86 138 0013 8000', '+86 1** **** **00'],
    ['ada.lovelace@example.com', 'a***@***'],
    ['张伟<zw@华为.cn>', '张伟<z***@***>'],
    ['021-58881234', '021-******34'],
    ['+1 (415) 555-0132', '+1 (41*) ***-**32'],
  ])('%j is %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
    expect(isPrivate(text)).toBe(true);
    expect(isPrivate(masked)).toBe(false);
  });

  test.each([
    '2026-11-25',
    '2026年11月21日星期六 14:30',
    '1,380,013,800 元',
    'CHF 13800138.00',
    '1700000000000',
    '@张伟',
    'a @ b',
    '#m-1380013800',
    '45 %',
    'v1.2.3',
  ])('%j stays', (text) => expect(maskText(text)).toBe(text));
});

const FORM: Form = {
  kind: 'form',
  command: 'contact',
  submit: 'Save',
  kept: { contact: '#c1' },
  inputs: [
    { name: 'phone', label: 'Phone', type: 'line', required: false, value: '13800138000' },
    { name: 'title', label: 'Title', type: 'line', required: false, value: 'CFO' },
  ],
};
const REPLY: Reply = {
  title: 'Ada: 13800138000',
  audience: 'asker',
  blocks: [
    {
      kind: 'fields',
      fields: [{ label: 'E-mail', value: { link: 'ada@example.com', href: 'mailto:ada@example.com' } }],
    },
    { kind: 'table', columns: [{ label: 'Phone' }], rows: [['13800138000']] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Call 13800138000', press: { command: 'log', args: { note: 'Called 13800138000' } } },
        { label: 'Stage', press: { command: 'stage', args: {} } },
      ],
    },
    FORM,
  ],
};

describe('a masked reply', () => {
  const context = { language: 'en', timeZone: 'UTC', isDaily: false, place: 'dm', isMasked: true } as const;
  const { card } = renderCard(maskPrivate(REPLY), { ...context, letterKey: 'reply/1' });
  const carriedBy = (at: number): unknown => {
    const [behaviour] = (elementsOf(card, 'button')[at]?.['behaviors'] ?? []) as { value: unknown }[];
    return behaviour?.value;
  };

  test('shows no number and no address, and carries none', () => {
    expect(readCard(card)).toContain('Ada: 138******00');
    expect(readCard(card)).toContain('a***@***');
    expect(JSON.stringify(card)).not.toMatch(/13800138000|ada@example/);
  });

  test('its buttons do what they did', () => {
    const pressed = parseCardPress({ value: carriedBy(0) })?.press;
    expect(pressed).toMatchObject({ kind: 'letter' });
    expect(pressed?.kind === 'letter' && pressedIn(REPLY, pressed.at)).toMatchObject({
      args: { note: 'Called 13800138000' },
    });
    expect(parseCardPress({ value: carriedBy(1) })?.press).toMatchObject({ kind: 'call' });
  });

  test('its form keeps what it does not show', () => {
    const form = readForm(untouched(card, { title: 'CEO' }));
    expect(form?.kept).toBeNull();
    expect(form && submittedCall(form, FORM)).toEqual({
      command: 'contact',
      args: { contact: '#c1', phone: '13800138000', title: 'CEO' },
    });
  });

  test('without a letter, a button that would tell is only said', () => {
    const alone = renderCard(maskPrivate(REPLY), { ...context, letterKey: null }).card;
    expect(JSON.stringify(alone)).not.toMatch(/13800138000/);
    expect(readCard(alone)).toContain('type them instead: Call 138******00');
  });
});
