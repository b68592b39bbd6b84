import { describe, expect, test } from 'vitest';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import { callOf, parsePress, pressedIn, toCallValue, toFormValue, toShareValue } from '../../src/chat/pressed.ts';
import type { Form, Reply } from '../../src/reply/reply.ts';
import { EVERY_BLOCK, EVERY_INPUT } from '../fixtures/every-block.ts';

/** What Slack takes as the value of a button. */
const MOST = SLACK_LIMITS.buttonValue;

const AT = { letter: 'reply/1', block: 2, button: 1 };

/** A call whose value is exactly so long. */
function callOfLength(length: number) {
  const call = (note: string) => ({ command: 'log', args: { note } });
  const bare = toCallValue(call(''), null, false, MOST)?.length ?? 0;
  return call('x'.repeat(length - bare));
}

describe('a button', () => {
  test('carries its call, whatever is in it', () => {
    const call = { command: 'log', args: { note: `"'<&>\u202e\u0000 张伟 \ud800`, deep: { list: [1, true, null] } } };
    const value = toCallValue(call, AT, false, MOST) ?? '';
    expect(value).not.toMatch(/[<>&\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
    expect(parsePress('kam:call:2.1', value)).toEqual({ kind: 'call', call, isDaily: false });
  });

  test('says whether it stands in a daily message', () => {
    const value = toCallValue({ command: 'undo', args: {} }, null, true, MOST) ?? '';
    expect(parsePress('kam:call:0.0', value)).toMatchObject({ isDaily: true });
  });

  test('at the limit carries it, beyond refers to its letter', () => {
    const fits = callOfLength(SLACK_LIMITS.buttonValue);
    expect(parsePress('kam:call:2.1', toCallValue(fits, AT, false, MOST) ?? '')).toMatchObject({ kind: 'call' });
    const tooLong = callOfLength(SLACK_LIMITS.buttonValue + 1);
    expect(parsePress('kam:call:2.1', toCallValue(tooLong, AT, true, MOST) ?? '')).toEqual({
      kind: 'letter',
      at: AT,
      isDaily: true,
    });
    expect(toCallValue(tooLong, null, false, MOST)).toBeNull();
  });

  test.each([
    ['kam:call:0.0', undefined],
    ['kam:call:0.0', ''],
    ['kam:call:0.0', 'null'],
    ['kam:call:0.0', '[]'],
    ['kam:call:0.0', '{"c":"undo"}'],
    ['kam:call:0.0', '{"c":"undo","a":[]}'],
    ['kam:call:0.0', '{"l":"reply/1"}'],
    ['kam:form:0', '{}'],
    ['kam:share', '{"s":{"call":{"command":1}}}'],
    ['kam:share', '{"s":"text"}'],
    ['else', '{"c":"undo","a":{}}'],
  ])('%s with %j is none of ours', (id, value) => expect(parsePress(id, value)).toBeNull());
});

describe('a button that opens a form', () => {
  const at = { letter: 'reply/1', block: 7, button: null };

  test('refers to the form as it was shown, and carries what is filled in, for when that is forgotten', () => {
    const press = parsePress('kam:form:7', toFormValue(EVERY_INPUT, at, false, MOST) ?? '');
    expect(press).toEqual({ kind: 'form', at, call: callOf(EVERY_INPUT), isDaily: false });
    expect(callOf(EVERY_INPUT).args).toMatchObject({
      account: 'Northwind',
      contact: 'Ada',
      amount: 'abc',
      answered: true,
    });
  });

  test('refers to it alone when it holds too much, and where there is no letter there is no way', () => {
    const form: Form = { ...EVERY_INPUT, kept: { memo: 'x'.repeat(2000) } };
    expect(parsePress('kam:form:7', toFormValue(form, at, true, MOST) ?? '')).toEqual({
      kind: 'form',
      at,
      call: null,
      isDaily: true,
    });
    expect(toFormValue(form, null, false, MOST)).toBeNull();
    expect(parsePress('kam:form:7', toFormValue(EVERY_INPUT, null, false, MOST) ?? '')).toMatchObject({ at: null });
  });
});

test('what was asked comes back to be asked aloud', () => {
  for (const content of [{ text: 'stage Northwind' }, { call: { command: 'stage', args: { account: '#1' } } }]) {
    expect(parsePress('kam:share', toShareValue(content, MOST) ?? '')).toEqual({ kind: 'share', content });
  }
  expect(toShareValue({ text: 'x'.repeat(2000) }, MOST)).toBeNull();
});

test('what a letter holds is found by its place', () => {
  const reply: Reply = EVERY_BLOCK;
  const block = (kind: string): number => reply.blocks.findIndex((one) => one.kind === kind);
  const found = (at: number, button: number | null) => pressedIn(reply, { letter: 'l', block: at, button });
  expect(found(block('buttons'), 0)).toEqual({ command: 'undo', args: { id: 'c1' } });
  expect(found(block('form'), null)).toBe(EVERY_INPUT);
  expect(found(block('buttons'), 9)).toBeNull();
  expect(found(block('buttons'), null)).toBeNull();
  expect(found(block('form'), 0)).toBeNull();
  expect(found(99, 0)).toBeNull();
});
