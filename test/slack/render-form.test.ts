import type { InputBlock, KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  errorsOf,
  type InputState,
  submittedCall,
  type ViewState,
  valuesOf,
} from '../../adapters/slack/form-values.ts';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import {
  type ModalContext,
  parseMetadata,
  renderLoading,
  renderModal,
  renderNotice,
} from '../../adapters/slack/render-form.ts';
import { heading } from '../../adapters/slack/render-inputs.ts';
import type { Form, Input, Reply } from '../../src/reply/reply.ts';
import { checkView } from '../fakes/slack/block-kit/surfaces.ts';
import { EVERY_BLOCK, EVERY_INPUT } from '../fixtures/every-block.ts';
import { readBlocks, readView } from './reading.ts';

const CONTEXT: ModalContext = {
  language: 'en',
  timeZone: 'Asia/Shanghai',
  title: 'Log an interaction',
  opened: { kind: 'dm', channel: 'D1', ts: '1.000001', thread: null },
  at: null,
  iteration: 0,
};

const formOf = (...inputs: Input[]): Form => ({ kind: 'form', command: 'log', submit: 'Send', kept: {}, inputs });
const inputOf = (more: Partial<Input>): Input => ({ name: 'x', label: 'X', type: 'line', required: false, ...more });

function draw(form: Form, context: Partial<ModalContext> = {}) {
  const view = renderModal(form, { ...CONTEXT, ...context });
  checkView(view, 'modal');
  return view;
}
const inputsIn = (view: { readonly blocks: readonly unknown[] }): InputBlock[] =>
  (view.blocks as KnownBlock[]).filter((block) => block.type === 'input');
const elementOf = (more: Partial<Input>) => inputsIn(draw(formOf(inputOf(more))))[0]?.element;
const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: `#${at}`, label: `Choice ${at}` }));

/** What Slack would send in when nothing is touched. */
function untouched(view: { readonly blocks: readonly unknown[] }): ViewState {
  return Object.fromEntries(
    inputsIn(view).map((block) => {
      const { element } = block;
      const state: InputState = {
        type: element.type,
        value: 'initial_value' in element && typeof element.initial_value === 'string' ? element.initial_value : null,
        selected_date: 'initial_date' in element ? (element.initial_date ?? null) : null,
        selected_option: 'initial_option' in element ? (element.initial_option ?? null) : null,
        selected_options: 'initial_options' in element ? (element.initial_options ?? []) : [],
      };
      return [block.block_id ?? '', { [element.action_id ?? '']: state }];
    }),
  );
}

describe('the label of an input', () => {
  test.each([
    ['next steps', 'Next steps'],
    ['客户', '客户'],
    ['', ''],
  ])('%j stands as %j', (label, shown) => expect(heading(label)).toBe(shown));
});

describe('an input', () => {
  test.each([
    ['a line', { type: 'line' }, { type: 'plain_text_input', multiline: false, max_length: 3000 }],
    [
      'several lines',
      { type: 'lines', value: 'a\nb' },
      { type: 'plain_text_input', multiline: true, initial_value: 'a\nb' },
    ],
    ['a line with a break in it', { type: 'line', value: 'a\nb' }, { multiline: true, initial_value: 'a\nb' }],
    ['a number', { type: 'number', value: 45 }, { type: 'plain_text_input', initial_value: '45' }],
    ['a day', { type: 'date', value: '2026-11-25' }, { type: 'datepicker', initial_date: '2026-11-25' }],
    ['no day yet', { type: 'date' }, { type: 'datepicker' }],
    [
      'a day that is none',
      { type: 'date', value: '2026-02-30' },
      { type: 'plain_text_input', initial_value: '2026-02-30' },
    ],
    ['a day in words', { type: 'date', value: 'soon' }, { type: 'plain_text_input', initial_value: 'soon' }],
    ['few choices', { type: 'choice', required: true, choices: choices(5) }, { type: 'radio_buttons' }],
    ['few choices that may be left open', { type: 'choice', choices: choices(5) }, { type: 'static_select' }],
    ['more choices', { type: 'choice', required: true, choices: choices(6) }, { type: 'static_select' }],
    ['few of many', { type: 'choices', choices: choices(10) }, { type: 'checkboxes' }],
    ['more of many', { type: 'choices', choices: choices(11) }, { type: 'multi_static_select' }],
    ['no choices', { type: 'choice', choices: [], value: 'Ada' }, { type: 'plain_text_input', initial_value: 'Ada' }],
    ['a switch', { type: 'switch', value: true }, { type: 'checkboxes', initial_options: [{ value: 'true' }] }],
    ['a file', { type: 'file', isHandedIn: true }, { type: 'file_input', max_files: 1 }],
    ['a file as text', { type: 'file' }, { type: 'plain_text_input', multiline: true }],
    [
      'an account',
      { lookup: 'account', value: '华为', reference: '#a1' },
      { type: 'external_select', min_query_length: 1, initial_option: { text: { text: '华为' }, value: '#a1' } },
    ],
    ['no account yet', { lookup: 'account' }, { type: 'external_select' }],
  ] as const)('for %s', (_, input, element) => expect(elementOf(input as Partial<Input>)).toMatchObject(element));

  test.each([
    [SLACK_LIMITS.optionText, 'external_select'],
    [SLACK_LIMITS.optionText + 1, 'plain_text_input'],
  ])('for an account whose name has %i characters', (length, type) => {
    expect(elementOf({ lookup: 'account', value: 'x'.repeat(length) })).toMatchObject({ type });
  });

  test.each([
    [SLACK_LIMITS.options, 0],
    [SLACK_LIMITS.options + 1, 2],
    [SLACK_LIMITS.choices, 10],
  ])('for %i choices', (count, groups) => {
    const element = elementOf({ type: 'choice', choices: choices(count), value: `#${count - 1}` });
    expect(element).toMatchObject({ initial_option: { value: `#${count - 1}` } });
    expect((element as { option_groups?: unknown[] }).option_groups?.length ?? 0).toBe(groups);
  });

  test('says which choices it cannot list', () => {
    const [block] = inputsIn(
      draw(formOf(inputOf({ type: 'choice', choices: [...choices(2), { value: 'x'.repeat(76), label: 'Long' }] }))),
    );
    expect(block).toMatchObject({ hint: { text: 'Not listed: Long' }, element: { options: [{}, {}] } });
    expect(readBlocks(draw(formOf(inputOf({ type: 'choice', choices: choices(1001) }))).blocks)).toContain(
      'Not listed: Choice 1000',
    );
  });

  test('must be answered where it must, but a box may stay empty', () => {
    const optional = (more: Partial<Input>) => inputsIn(draw(formOf(inputOf(more))))[0]?.optional;
    expect(optional({ required: true })).toBe(false);
    expect(optional({})).toBe(true);
    expect(optional({ type: 'switch', required: true })).toBe(true);
  });

  test('has its problem above it, and a block of its own each time', () => {
    const form = formOf(inputOf({ problem: '*No* such day' }));
    expect(draw(form).blocks).toMatchObject([
      {
        type: 'context',
        elements: [{ text: ':warning:' }, { type: 'plain_text', text: '*No* such day', emoji: false }],
      },
      { type: 'input' },
    ]);
    const ids = [0, 1].map((iteration) => inputsIn(draw(form, { iteration }))[0]?.block_id);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test.each([3000, 3001, 4000, 12_000, 20_000])('holds a note of %i characters, and gives it back', (length) => {
    for (const unit of ['word ', '长', 'line\nline two ', 'x', 'x  y \n\n z', '👩‍👩‍👧‍👦']) {
      const note = unit
        .repeat(length)
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
      const view = draw(formOf(inputOf({ name: 'note', type: 'lines', value: note })));
      expect(inputsIn(view).length).toBe(note.length <= 3000 ? 1 : inputsIn(view).length);
      expect(valuesOf(untouched(view)).args['note']).toBe(note);
    }
  });
});

describe('a modal', () => {
  test('untouched gives back what was filled in, by type', () => {
    const view = draw(EVERY_INPUT);
    const metadata = parseMetadata(view.private_metadata);
    expect(metadata).toEqual({
      command: 'log',
      kept: EVERY_INPUT.kept,
      at: null,
      opened: CONTEXT.opened,
      iteration: 0,
    });
    expect(metadata && submittedCall(metadata, null, untouched(view))).toEqual({
      command: 'log',
      args: {
        ...EVERY_INPUT.kept,
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

  test('a name with anything in it comes back unharmed', () => {
    const name = `"'<&>\u202e\\ 张伟`;
    const value = 'a"<&>\\b';
    const view = draw(formOf(inputOf({ name, type: 'choice', value, choices: [{ value, label: 'A' }] })));
    expect(valuesOf(untouched(view)).args).toEqual({ [name]: value });
  });

  test('a box that is not ticked is a no, and a file is told by itself', () => {
    const view = draw(
      formOf(inputOf({ name: 'answered', type: 'switch' }), inputOf({ name: 'book', type: 'file', isHandedIn: true })),
    );
    const [first, second] = inputsIn(view);
    const state: ViewState = {
      [first?.block_id ?? '']: { [first?.element.action_id ?? '']: { type: 'checkboxes', selected_options: [] } },
      [second?.block_id ?? '']: {
        [second?.element.action_id ?? '']: { type: 'file_input', files: [{ id: 'F1', name: 'book.csv' }] },
      },
    };
    expect(valuesOf(state)).toEqual({ args: { answered: false }, files: { book: { id: 'F1', name: 'book.csv' } } });
  });

  test('a title at the limit, and one beyond', () => {
    const short = draw(formOf(inputOf({})), { title: 'x'.repeat(24) });
    expect(short).toMatchObject({ title: { text: 'x'.repeat(24) }, blocks: [{ type: 'input' }] });
    const long = draw(formOf(inputOf({})), { title: 'x'.repeat(25) });
    expect(long).toMatchObject({ title: { text: 'Fill in' }, blocks: [{ type: 'rich_text' }, { type: 'input' }] });
    expect(readView({ ...long })).toContain('x'.repeat(25));
  });

  test('what is kept at the limit goes along; beyond it stands in the letter', () => {
    const at = { letter: 'reply/1', block: 0, button: null };
    const keeping = (length: number): Form => ({ ...EVERY_INPUT, kept: { memo: 'x'.repeat(length) } });
    const bare = draw(keeping(0), { at }).private_metadata?.length ?? 0;
    const fits = draw(keeping(SLACK_LIMITS.metadata - bare), { at });
    expect(parseMetadata(fits.private_metadata)).toMatchObject({ kept: { memo: expect.any(String) } });

    const form = keeping(SLACK_LIMITS.metadata - bare + 1);
    const view = draw(form, { at });
    const metadata = parseMetadata(view.private_metadata);
    expect(metadata).toMatchObject({ kept: null, at });
    if (metadata === null) throw new Error('no metadata');
    expect(submittedCall(metadata, form, untouched(view))?.args).toMatchObject({ ...form.kept, contact: 'Ada' });
    expect(submittedCall(metadata, null, untouched(view))).toBeNull();
  });

  test('what was emptied is not taken from the letter again', () => {
    const at = { letter: 'reply/1', block: 0, button: null };
    const form = { ...formOf(inputOf({ name: 'note', value: 'old' })), kept: { big: 'x'.repeat(4000) } };
    const view = draw(form, { at });
    const [input] = inputsIn(view);
    const emptied = {
      [input?.block_id ?? '']: { [input?.element.action_id ?? '']: { type: 'plain_text_input', value: null } },
    };
    const metadata = parseMetadata(view.private_metadata);
    expect(metadata && submittedCall(metadata, form, emptied)?.args).toEqual(form.kept);
  });

  test.each([
    ['there is no letter', {}],
    ['it is no longer the form of its letter', { at: { letter: 'l', block: 0, button: null }, iteration: 1 }],
  ])('what is kept and too long is asked for where %s', (_, context) => {
    const note = 'x'.repeat(4000);
    const view = draw({ ...EVERY_INPUT, kept: { account: 'Northwind', note_in_full: note } }, context);
    const metadata = parseMetadata(view.private_metadata);
    expect(metadata?.kept).toEqual({ account: 'Northwind' });
    expect(metadata && submittedCall(metadata, null, untouched(view))?.args).toMatchObject({ note_in_full: note });
  });

  test('what cannot be carried at all is said instead', () => {
    const kept = { list: Array.from({ length: 600 }, () => 'long') };
    expect(readView({ ...draw({ ...EVERY_INPUT, kept }) })).toContain('There is too much in this form');
  });

  test('inputs at the limit of blocks, and more, which are named and go along', () => {
    const many = (count: number) =>
      formOf(
        ...Array.from({ length: count }, (_, at) => inputOf({ name: `i${at}`, label: `Input ${at}`, value: `v${at}` })),
      );
    expect(inputsIn(draw(many(98)))).toHaveLength(98);
    const view = draw(many(99));
    expect(readView({ ...view })).toContain('No room here for: Input 98.');
    const metadata = parseMetadata(view.private_metadata);
    expect(metadata && submittedCall(metadata, null, untouched(view))?.args).toMatchObject({ i0: 'v0', i98: 'v98' });
  });

  test('while it is made, and in its place', () => {
    for (const language of ['zh', 'en'] as const) checkView(renderLoading(language), 'modal');
    const notice = renderNotice(EVERY_BLOCK, 'en', 'Asia/Shanghai');
    checkView(notice, 'modal');
    expect(readView({ ...notice })).toContain('Northwind is in stable cooperation');
  });

  test.each(['', 'null', '{}', '{"c":"log"}', '{"c":1,"o":{}}', 'x'])('%j is no metadata of ours', (text) => {
    expect(parseMetadata(text)).toBeNull();
  });

  test('whatever is filled in comes back', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9000, size: 'max' });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
        const view = draw(formOf(...values.map((one, at) => inputOf({ name: `i${at}`, type: 'lines', value: one }))));
        const { args } = valuesOf(untouched(view));
        // What is not shown as it was typed is not typed again: control characters and the like.
        const texts = values
          .map((one, at) => [`i${at}`, one] as const)
          .filter(([, one]) => !/[\p{C}\u2028\u2029]/u.test(one));
        for (const [name, one] of texts) expect(args[name]).toBe(one);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe('problems of a refused form', () => {
  const refused = (...inputs: Input[]): Reply => ({
    title: 'Still missing: Note.',
    audience: 'asker',
    blocks: [formOf(...inputs)],
  });
  const shown = draw(
    formOf(inputOf({ name: 'on', type: 'date' }), inputOf({ name: 'note', type: 'lines', value: 'x'.repeat(4000) })),
  );
  const ids = inputsIn(shown).map((block) => block.block_id);

  test('stand at their inputs, of a long value at its first part', () => {
    const reply = refused(
      inputOf({ name: 'on', problem: 'No *such* day' }),
      inputOf({ name: 'note', problem: 'Too long' }),
    );
    expect(errorsOf(reply, shown)).toEqual({ [String(ids[0])]: 'No *such* day', [String(ids[1])]: 'Too long' });
  });

  test('what is missing is said where it is missing', () => {
    expect(errorsOf(refused(inputOf({ name: 'note', required: true })), shown)).toEqual({
      [String(ids[1])]: 'Still missing: Note.',
    });
    expect(errorsOf(refused(inputOf({ name: 'note', required: true, value: 'there' })), shown)).toBeNull();
  });

  test('one of an input that is not there has the modal drawn anew', () => {
    expect(
      errorsOf(refused(inputOf({ name: 'on', problem: 'x' }), inputOf({ name: 'account', problem: 'y' })), shown),
    ).toBeNull();
    expect(errorsOf({ title: 'No', audience: 'asker', blocks: [] }, shown)).toBeNull();
  });
});
