import { describe, expect, test } from 'vitest';
import { lintCard } from '../../adapters/feishu/card-lint.ts';
import { parseCardPress } from '../../adapters/feishu/card-press.ts';
import { readForm, type SubmittedForm, submittedCall, valuesDigest } from '../../adapters/feishu/form-values.ts';
import { FEISHU_LIMITS } from '../../adapters/feishu/limits.ts';
import { withTyped } from '../../adapters/feishu/refused-form.ts';
import { type CardContext, renderCard } from '../../adapters/feishu/render.ts';
import type { Form, Input, Reply } from '../../src/reply/reply.ts';
import { EVERY_INPUT } from '../fixtures/every-block.ts';
import { elementsOf, readCard } from './reading.ts';
import { untouched } from './untouched.ts';

const CONTEXT: CardContext = {
  language: 'en',
  timeZone: 'Asia/Shanghai',
  letterKey: null,
  isDaily: false,
  place: 'dm',
};
const formOf = (...inputs: Input[]): Form => ({ kind: 'form', command: 'log', submit: 'Send', kept: {}, inputs });
const inputOf = (more: Partial<Input>): Input => ({ name: 'x', label: 'X', type: 'line', required: false, ...more });
const replyOf = (...blocks: Reply['blocks']): Reply => ({ title: 'Log', audience: 'asker', blocks });

function draw(form: Form, context: Partial<CardContext> = {}) {
  const { card } = renderCard(replyOf(form), { ...CONTEXT, ...context });
  expect(lintCard(card)).toEqual([]);
  return card;
}

function handedIn(card: unknown, changed: Record<string, unknown> = {}): SubmittedForm {
  const form = readForm(untouched(card, changed));
  if (form === null) throw new Error('no form was handed in');
  return form;
}

/** What comes of an input that nobody touches. */
const kept = (more: Partial<Input>) => handedIn(draw(formOf(inputOf(more)))).values;
const first = (more: Partial<Input>, tag: string) => elementsOf(draw(formOf(inputOf(more))), tag)[0];
const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: `#${at}`, label: `Choice ${at}` }));

describe('a form in a card', () => {
  test('hands in everything it held, and what was kept with it', () => {
    const call = submittedCall(handedIn(draw(EVERY_INPUT)), null);
    expect(call).toEqual({
      command: 'log',
      args: {
        account: 'Northwind',
        odd: `"'<&`,
        contact: 'Ada',
        note: 'first\nsecond',
        amount: 'abc',
        due: '2026-11-25',
        kind: 'visit',
        signals: ['extras'],
        answered: true,
      },
    });
  });

  test('what is filled in wins, and what is emptied is left out', () => {
    const changed = { contact: 'Bob', note: '', due: '2026-12-01 +0800', answered: 'false', signals: [] };
    const { args } = submittedCall(handedIn(draw(EVERY_INPUT), changed), null) ?? {};
    expect(args).toMatchObject({ contact: 'Bob', due: '2026-12-01', answered: false });
    expect(args).not.toHaveProperty('note');
    expect(args).not.toHaveProperty('signals');
  });

  test.each([
    ['2024-04-01 +0800', '2024-04-01'],
    ['2024-04-01 -1100', '2024-04-01'],
    ['2024-04-01', '2024-04-01'],
    ['', undefined],
    [undefined, undefined],
    ['tomorrow', 'tomorrow'],
  ])('the day of %j is %j, wherever it was chosen', (given, day) => {
    const { values } = handedIn(draw(formOf(inputOf({ type: 'date' }))), { x: given });
    expect(values['x']).toBe(day);
  });

  test('a day stands in a calendar, and one that is none stays to be mended', () => {
    expect(first({ type: 'date', value: '2026-11-25' }, 'date_picker')).toMatchObject({ initial_date: '2026-11-25' });
    expect(first({ type: 'date', value: '2026-02-30' }, 'input')).toMatchObject({ default_value: '2026-02-30' });
    expect(kept({ type: 'date', value: '2026-02-30' })).toEqual({ x: '2026-02-30' });
  });

  test('a name that stands for a record stays that record until somebody changes it', () => {
    const form = formOf(inputOf({ name: 'account', lookup: 'account', value: 'Northwind (Paris)', reference: '#a1' }));
    const card = draw(form);
    expect(handedIn(card).values).toEqual({ account: '#a1' });
    expect(handedIn(card, { account: ' Northwind (Paris) ' }).values).toEqual({ account: '#a1' });
    expect(handedIn(card, { account: 'Northwind' }).values).toEqual({ account: 'Northwind' });
  });

  test.each([true, false, undefined])('a switch that is %j', (value) => {
    expect(kept({ type: 'switch', ...(value === undefined ? {} : { value }) })).toEqual(
      value === undefined ? {} : { x: value },
    );
  });

  test('what is needed has a mark, and Feishu asks for it', () => {
    expect(readCard(draw(formOf(inputOf({ label: 'Contact', required: true }))))).toContain('Contact *');
    expect(first({ required: true }, 'input')).toMatchObject({ required: true });
    expect(first({ required: false }, 'input')).toMatchObject({ required: false });
  });

  test.each([true, false])('a file is to be handed in elsewhere, and with it what needs one: %j', (required) => {
    const file = inputOf({ name: 'file', label: 'Book', type: 'file', isHandedIn: true, required });
    const card = draw(formOf(file, inputOf({})));
    expect(readCard(card)).toContain('Book: A file cannot be chosen in a card.');
    expect(elementsOf(card, 'form')).toHaveLength(required ? 0 : 1);
  });

  test('two forms of a card share no names', () => {
    const { card } = renderCard(replyOf(EVERY_INPUT, EVERY_INPUT), CONTEXT);
    expect(lintCard(card)).toEqual([]);
    expect(elementsOf(card, 'form')).toHaveLength(2);
    expect(handedIn(card).values).toMatchObject({ contact: 'Ada' });
  });

  test.each(['*', '__proto__', 'x'.repeat(200), '名字', '', 'constructor'])('an input called %j', (name) => {
    const { values } = handedIn(draw(formOf(inputOf({ name, value: 'said' }))));
    expect(Object.entries(values)).toEqual(name === '__proto__' ? [] : [[name, 'said']]);
  });
});

describe('limits of inputs', () => {
  const most = FEISHU_LIMITS.inputText;

  const words = 'Seven days, 七天。\n'.repeat(500);
  test.each([
    ['x'.repeat(most), 1],
    ['x'.repeat(most + 1), 2],
    [words.slice(0, 4000), 5],
    ['长'.repeat(most * FEISHU_LIMITS.inputParts), FEISHU_LIMITS.inputParts],
  ])('a long text comes back whole (%#)', (text, inputs) => {
    const value = text.replace(/\s$/, '.');
    const card = draw(formOf(inputOf({ type: 'lines', value })));
    expect(elementsOf(card, 'input')).toHaveLength(inputs);
    expect(handedIn(card).values).toEqual({ x: value });
  });

  test('a longer one is not asked for, and goes along', () => {
    const value = 'x'.repeat(most * FEISHU_LIMITS.inputParts + 1);
    const card = draw(formOf(inputOf({ name: 'note', label: 'Note', value }), inputOf({ name: 'y' })));
    expect(readCard(card)).toContain('No room here for: Note.');
    expect(submittedCall(handedIn(card), null)?.args).toEqual({ note: value });
  });

  test.each([1, FEISHU_LIMITS.options])('%i choices are a list', (count) => {
    const card = draw(formOf(inputOf({ type: 'choice', choices: choices(count), value: `#${count - 1}` })));
    expect(elementsOf(card, 'select_static')[0]).toMatchObject({ initial_index: count });
    expect(handedIn(card).values).toEqual({ x: `#${count - 1}` });
  });

  test('more choices are typed, and what is chosen stays what it is', () => {
    const card = draw(
      formOf(inputOf({ type: 'choices', choices: choices(FEISHU_LIMITS.options + 1), value: ['#3', '#5'] })),
    );
    expect(readCard(card)).toContain('Type one of: Choice 0, Choice 1,');
    expect(elementsOf(card, 'input')[0]).toMatchObject({ default_value: 'Choice 3, Choice 5' });
    expect(handedIn(card).values).toEqual({ x: ['#3', '#5'] });
    expect(handedIn(card, { x: 'Choice 4' }).values).toEqual({ x: 'Choice 4' });
  });

  test('inputs there is no room for are named, and go along', () => {
    const inputs = Array.from({ length: 90 }, (_, at) => inputOf({ name: `n${at}`, label: `L${at}`, value: `v${at}` }));
    const card = draw(formOf(...inputs), { letterKey: 'reply/1' });
    expect(readCard(card)).toMatch(/No room here for: L\d+/);
    const asked = handedIn(card).asked.length;
    expect(asked).toBeGreaterThan(40);
    const { args = {} } = submittedCall(handedIn(card), formOf(...inputs)) ?? {};
    expect(Object.keys(args)).toHaveLength(90);
  });

  test('what is kept and too long for the button stands in the letter', () => {
    const form: Form = {
      ...formOf(inputOf({ name: 'day', type: 'date' })),
      kept: { note: '长'.repeat(FEISHU_LIMITS.formValue) },
    };
    const submitted = handedIn(draw(form, { letterKey: 'reply/1' }), { day: '2026-11-25 +0800' });
    expect(submitted).toMatchObject({ kept: null, at: { letter: 'reply/1', block: 0, button: null } });
    expect(submittedCall(submitted, form)).toEqual({ command: 'log', args: { ...form.kept, day: '2026-11-25' } });
    expect(submittedCall(submitted, null)).toBeNull();
  });

  test('without a letter it goes along in the button', () => {
    const form: Form = { ...formOf(inputOf({ name: 'day', type: 'date' })), kept: { note: '长'.repeat(4000) } };
    expect(submittedCall(handedIn(draw(form)), null)?.args).toEqual(form.kept);
  });
});

describe('a form that is refused', () => {
  const typed = () => handedIn(draw(EVERY_INPUT), { contact: 'Ada', due: '2031-01-01 +0800', note: 'long ago' });

  test('is there once more, with what was typed and what is wrong', () => {
    const refused = formOf(
      inputOf({ name: 'due', label: 'Due', type: 'date', problem: 'That day is too far away' }),
      inputOf({ name: 'note', label: 'Note', type: 'lines' }),
      inputOf({ name: 'contact', label: 'Contact', value: 'Ada Lovelace' }),
    );
    const reply: Reply = { ...replyOf(refused), tone: 'warning' };
    const { card } = renderCard(withTyped(reply, typed(), 'en'), CONTEXT);
    expect(lintCard(card)).toEqual([]);
    expect(readCard(card)).toContain('Due\nThat day is too far away\nPlease choose 2031-01-01');
    expect(handedIn(card).values).toEqual({ due: '2031-01-01', note: 'long ago', contact: 'Ada Lovelace' });
  });

  test('what it keeps and is too long for a button is still found in its letter', () => {
    const form: Form = { ...formOf(inputOf({ name: 'day', type: 'date' })), kept: { note: '长'.repeat(20_000) } };
    const once = handedIn(draw(form, { letterKey: 'reply/1' }), { day: '2031-01-01 +0800' });
    const { card } = renderCard(withTyped(replyOf(form), once, 'en'), { ...CONTEXT, letterKey: 'reply/2' });
    expect(lintCard(card)).toEqual([]);
    const again = handedIn(card, { day: '2026-11-20 +0800' });
    expect(again.at).toEqual({ letter: 'reply/2', block: 0, button: null });
    expect(submittedCall(again, form)?.args).toEqual({ ...form.kept, day: '2026-11-20' });
  });

  test('where buttons carry it along, these are there', () => {
    const buttons = [{ label: 'Ada Lovelace', press: { command: 'log', args: { contact: '#1' } } }];
    const { card } = renderCard(withTyped(replyOf({ kind: 'buttons', buttons }), typed(), 'en'), CONTEXT);
    expect(elementsOf(card, 'button')).toHaveLength(1);
    expect(readCard(card)).not.toContain('long ago');
  });

  test('else what was typed can be copied', () => {
    const { card } = renderCard(withTyped(replyOf(), typed(), 'en'), CONTEXT);
    expect(readCard(card)).toContain('What you filled in:');
    expect(readCard(card)).toContain('long ago');
  });
});

describe('what comes in', () => {
  test('the same values are the same digest, others are another', () => {
    const card = draw(EVERY_INPUT);
    const [one, two, other] = [{}, {}, { contact: 'Bob' }].map((changed) => valuesDigest(handedIn(card, changed)));
    expect(one).toBe(two);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[\w-]{22}$/);
  });

  const value = { a: 'kam:call:1.0', v: '{"c":"undo","a":{"change":"7"}}', p: 'group' };

  test('a press, and where its card stands', () => {
    expect(parseCardPress({ tag: 'button', value })).toEqual({
      press: { kind: 'call', call: { command: 'undo', args: { change: '7' } }, isDaily: false },
      place: 'group',
    });
  });

  test.each([
    null,
    'x',
    {},
    { value: null },
    { value: 'kam:call' },
    { value: { ...value, p: 'nowhere' } },
    { value: { ...value, v: '{' } },
    { value: { ...value, a: 'theirs:1' } },
    { value: { a: 'kam:submit:1', v: '{}', p: 'dm' } },
  ])('%j is no press of ours', (action) => {
    expect(parseCardPress(action)).toBeNull();
    expect(readForm(action)).toBeNull();
  });

  test('a form is no press, and a press no form', () => {
    expect(parseCardPress(untouched(draw(EVERY_INPUT)))).toBeNull();
    expect(readForm({ tag: 'button', value })).toBeNull();
  });

  test('nobody fills in what was not asked', () => {
    const { values } = handedIn(draw(formOf(inputOf({ name: 'x' }))), { x: 'said', account: 'theirs', owner: 'me' });
    expect(values).toEqual({ x: 'said' });
  });
});
