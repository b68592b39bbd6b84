import { splitValue, typedValue } from '../../src/chat/long-value.ts';
import { fromCode, toCode } from '../../src/chat/pressed.ts';
import { isDay } from '../../src/domain/days.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type Input, unreachable } from '../../src/reply/reply.ts';
import type { CardElement, InputElement, PlainText, SelectOption } from './card.ts';
import { escapeMarkdown } from './escape.ts';
import type { AskedInput, InputKind, Standing } from './form-values.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { plain } from './plain.ts';
import type { RenderWords } from './render-words.ts';
import { boldLine } from './spans.ts';

/** An input as it stands in a form of a card. */
export interface DrawnInput {
  readonly elements: readonly CardElement[];
  readonly asked: readonly AskedInput[];
  readonly standing: Standing | null;
}

/** Names that no two inputs of a card share; for one part of an input. */
export type NewKey = (name: string) => string;

/** An input under its label, hint and problem; `null`: it cannot be asked for in a card. */
export function drawInput(input: Input, words: RenderWords, newKey: NewKey): DrawnInput | null {
  const control = controlOf(input, words);
  if (control === null) return null;
  const { kind, parts, standing = null } = control;
  const drawn = parts.map(({ element, joint }, at) => {
    const key = newKey(at === 0 ? input.name : `${input.name}_${at + 1}`);
    const asked: AskedInput = { key, name: input.name, kind, ...(joint === undefined ? {} : { joint }) };
    return { asked, element: { ...element, name: key, required: at === 0 && input.required } as InputElement };
  });
  return {
    elements: [labelOf(input, control.note), ...drawn.map(({ element }) => element)],
    asked: drawn.map(({ asked }) => asked),
    standing,
  };
}

type Unnamed<T> = T extends unknown ? Omit<T, 'name' | 'required'> : never;

/** What is typed or chosen with; several elements hold one long value between them. */
interface Control {
  readonly kind: InputKind;
  readonly parts: readonly { readonly element: Unnamed<InputElement>; readonly joint?: 'n' | 's' | 'e' }[];
  readonly standing?: Standing;
  /** Said beside the hint. */
  readonly note?: string;
}

const single = (kind: InputKind, element: Unnamed<InputElement>): Control => ({ kind, parts: [{ element }] });

function controlOf(input: Input, words: RenderWords): Control | null {
  switch (input.type) {
    case 'line':
    case 'number':
      return lookedUp(input, words);
    case 'lines':
      return textControl(input, true);
    case 'date':
      return dateControl(input, words);
    case 'choice':
    case 'choices':
      return choiceControl(input, words);
    case 'switch':
      return switchControl(input, words);
    case 'file':
      return input.isHandedIn ? null : textControl(input, true);
    default:
      return unreachable(input.type);
  }
}

/** Above the control, whatever it is, so that all look alike: the name with the mark of what is needed, the hint, what is wrong. */
function labelOf({ label, required, hint, problem }: Input, note: string | undefined): CardElement {
  const said = [hint, note].flatMap((one) =>
    one === undefined || printableLine(one) === '' ? [] : [printableLine(one)],
  );
  const needed = required ? " <font color='red'>&#42;</font>" : '';
  const lines = [
    `${boldLine(cut(printableLine(label) || '–', FEISHU_LIMITS.label)).markdown}${needed}`,
    ...(said.length === 0 ? [] : [coloured('grey', cut(said.join(' · '), FEISHU_LIMITS.hint))]),
    ...(problem === undefined || printableLine(problem) === ''
      ? []
      : [coloured('red', cut(printableLine(problem), FEISHU_LIMITS.problem))]),
  ];
  return { tag: 'markdown', content: lines.join('\n') };
}

const coloured = (colour: 'red' | 'grey', text: string): string =>
  `<font color='${colour}'>${escapeMarkdown(text)}</font>`;

function textControl(input: Input, isLong = false, placeholder?: PlainText): Control | null {
  const parts = splitValue(typedValue(input), FEISHU_LIMITS.inputText, FEISHU_LIMITS.inputParts);
  if (parts === null) return null;
  return {
    kind: 'text',
    parts: parts.map(({ text, joint }) => ({
      ...(parts.length === 1 ? {} : { joint }),
      element: {
        tag: 'input',
        width: 'fill',
        ...(isLong || parts.length > 1 || text.includes('\n')
          ? ({ input_type: 'multiline_text', rows: 3, auto_resize: true } as const)
          : ({ input_type: 'text' } as const)),
        max_length: FEISHU_LIMITS.inputText,
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(text === '' ? {} : { default_value: text }),
      },
    })),
  };
}

/** A name that stands for a record stays that record as long as nobody changes it. */
function lookedUp(input: Input, words: RenderWords): Control | null {
  const placeholder = input.lookup === 'account' ? plain(words.nameAccount, FEISHU_LIMITS.placeholder) : undefined;
  const text = textControl(input, false, placeholder);
  const shown = typedValue(input);
  if (text === null || input.reference === undefined || shown === '') return text;
  return { ...text, standing: { shown, reference: input.reference } };
}

/** A day from a calendar; one that is none stays to be mended. */
function dateControl(input: Input, words: RenderWords): Control | null {
  const value = typedValue(input);
  if (value !== '' && !isDay(value)) {
    const text = textControl(input);
    return text && { ...text, note: words.exampleDay };
  }
  const placeholder = plain(words.choose, FEISHU_LIMITS.placeholder);
  const initial = value === '' ? {} : { initial_date: value };
  return single('date', { tag: 'date_picker', width: 'fill', placeholder, ...initial });
}

function switchControl({ value }: Input, words: RenderWords): Control {
  const options = [
    { text: plain(words.isSo, FEISHU_LIMITS.optionText), value: 'true' },
    { text: plain(words.isNotSo, FEISHU_LIMITS.optionText), value: 'false' },
  ];
  return selectOne('switch', options, typeof value === 'boolean' ? (value ? 1 : 2) : 0, words);
}

/** `initial`: counted from 1; 0 is none. */
function selectOne(kind: InputKind, options: readonly SelectOption[], initial: number, words: RenderWords): Control {
  return single(kind, {
    tag: 'select_static',
    width: 'fill',
    placeholder: plain(words.choose, FEISHU_LIMITS.placeholder),
    options,
    ...(initial === 0 ? {} : { initial_index: initial }),
  });
}

function choiceControl(input: Input, words: RenderWords): Control | null {
  const options = optionsOf(input);
  if (options === null) return typedChoice(input, words);
  const values = new Set(typeof input.value === 'object' ? input.value : [typedValue(input)]);
  const isChosen = ({ value }: SelectOption): boolean => values.has(fromCode(value));
  if (input.type === 'choice') return selectOne('choice', options, options.findIndex(isChosen) + 1, words);
  const chosen = options.filter(isChosen).map(({ value }) => value);
  return single('choices', {
    tag: 'multi_select_static',
    width: 'fill',
    placeholder: plain(words.choose, FEISHU_LIMITS.placeholder),
    options,
    ...(chosen.length === 0 ? {} : { selected_values: chosen }),
  });
}

/** `null`: there are none, or more or longer ones than a list of Feishu takes. */
function optionsOf({ choices = [] }: Input): readonly SelectOption[] | null {
  const options = new Map<string, SelectOption>();
  for (const { value, label } of choices) {
    const code = toCode(value);
    if (code === '' || code.length > FEISHU_LIMITS.optionValue) return null;
    options.set(code, { text: plain(label === '' ? value : label, FEISHU_LIMITS.optionText), value: code });
  }
  return options.size === 0 || options.size > FEISHU_LIMITS.options ? null : [...options.values()];
}

/** Too many to be listed: they are typed, and what is chosen already stays what it is. */
function typedChoice(input: Input, words: RenderWords): Control | null {
  const { value, choices = [] } = input;
  const labels = new Map(choices.map((one) => [one.value, printableLine(one.label)]));
  const values = value === undefined || typeof value === 'boolean' ? [] : [value].flat().map(String);
  const shown = values.map((one) => labels.get(one) ?? one).join(', ');
  const text = textControl({ ...input, value: shown });
  if (text === null) return null;
  const few = cut([...labels.values()].join(', '), FEISHU_LIMITS.hint / 2);
  const reference = typeof value === 'object' ? values : (values[0] ?? '');
  return {
    ...text,
    ...(few === '' ? {} : { note: words.typeOne(few) }),
    ...(shown === '' ? {} : { standing: { shown: printableLine(shown), reference } }),
  };
}
