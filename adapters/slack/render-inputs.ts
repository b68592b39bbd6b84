import type { InputBlock, InputBlockElement, KnownBlock, PlainTextOption } from '@slack/types';
import { inGroups } from '../../src/chat/fit.ts';
import { type Joint, splitValue, typedValue } from '../../src/chat/long-value.ts';
import { fromCode, toCode } from '../../src/chat/pressed.ts';
import { isDay } from '../../src/domain/days.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type Input, unreachable } from '../../src/reply/reply.ts';
import { type InputKind, toActionId, toBlockId } from './input-ids.ts';
import { toLabels } from './labels.ts';
import { SLACK_LIMITS } from './limits.ts';
import { plain } from './plain.ts';
import type { RenderWords } from './render-words.ts';

/** Where an input stands: its place in the form, and how often its modal was drawn anew. */
export interface InputPlace {
  readonly at: number;
  readonly iteration: number;
  readonly words: RenderWords;
}

/** An input as blocks of a modal, its problem above it; `null`: it cannot be asked for there. */
export function inputBlocks(input: Input, place: InputPlace): readonly KnownBlock[] | null {
  const control = controlOf(input, place);
  const actionId = control === null ? null : toActionId(control.kind, input.name);
  if (control === null || actionId === null) return null;
  const { elements } = control;
  const blocks = elements.map(({ element, joint }, part): InputBlock => {
    const tail = elements.length > 1 ? place.words.part(part + 1, elements.length) : '';
    const hints = part === 0 ? [input.hint, control.note].filter((hint) => hint !== undefined && hint !== '') : [];
    return {
      type: 'input',
      block_id: toBlockId({ iteration: place.iteration, at: place.at, part, joint }),
      label: plain(`${cut(heading(input.label), SLACK_LIMITS.label - tail.length)}${tail}`, SLACK_LIMITS.label),
      // A box that is not ticked is an answer.
      optional: part > 0 || !input.required || input.type === 'switch',
      // Slack tells of a choice at once where it is asked to.
      ...(input.refines && control.kind === 'account' ? { dispatch_action: true } : {}),
      element: { ...element, action_id: actionId },
      ...(hints.length === 0 ? {} : { hint: plain(hints.join(' · '), SLACK_LIMITS.hint) }),
    };
  });
  return [...problemBlocks(input), ...blocks];
}

function problemBlocks({ problem }: Input): readonly KnownBlock[] {
  if (problem === undefined || printableLine(problem) === '') return [];
  const { text } = plain(problem, SLACK_LIMITS.error);
  return [
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: ':warning:' },
        { type: 'plain_text', text, emoji: false },
      ],
    },
  ];
}

/** What is typed or chosen with; several elements hold one long value between them. */
interface Control {
  readonly kind: InputKind;
  readonly elements: readonly { readonly element: InputBlockElement; readonly joint: Joint }[];
  /** Said beside the hint. */
  readonly note?: string;
}

const single = (kind: InputKind, element: InputBlockElement, note?: string): Control => ({
  kind,
  elements: [{ element, joint: 'e' }],
  ...(note === undefined ? {} : { note }),
});

function controlOf(input: Input, { words }: InputPlace): Control | null {
  switch (input.type) {
    case 'line':
    case 'number':
      return input.lookup === 'account' ? accountControl(input, words) : textControl(input);
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
      return input.isHandedIn ? single('file', { type: 'file_input', max_files: 1 }) : textControl(input, true);
    default:
      return unreachable(input.type);
  }
}

function textControl(input: Input, isLong = false): Control | null {
  const parts = splitValue(typedValue(input), SLACK_LIMITS.inputText, SLACK_LIMITS.inputParts);
  if (parts === null) return null;
  return {
    kind: 'text',
    elements: parts.map(({ text, joint }) => ({
      joint,
      element: {
        type: 'plain_text_input',
        multiline: isLong || parts.length > 1 || text.includes('\n'),
        max_length: SLACK_LIMITS.inputText,
        ...(text === '' ? {} : { initial_value: text }),
      },
    })),
  };
}

/** A day from a calendar; one that is none stays to be mended. */
function dateControl(input: Input, words: RenderWords): Control | null {
  const value = typedValue(input);
  if (value === '') return single('date', { type: 'datepicker' });
  if (isDay(value)) return single('date', { type: 'datepicker', initial_date: value });
  const text = textControl(input);
  return text && { ...text, note: words.exampleDay };
}

function accountControl(input: Input, words: RenderWords): Control | null {
  const name = printableLine(typedValue(input));
  const value = toCode(input.reference ?? name);
  if (name.length > SLACK_LIMITS.optionText || value.length > SLACK_LIMITS.optionValue) return textControl(input);
  return single('account', {
    type: 'external_select',
    min_query_length: 1,
    placeholder: plain(words.searchAccount, SLACK_LIMITS.placeholder),
    ...(name === '' ? {} : { initial_option: { text: plain(name, SLACK_LIMITS.optionText), value } }),
  });
}

function switchControl({ label, value }: Input, words: RenderWords): Control {
  const option = {
    text: plain(printableLine(label) === '' ? words.yes : label, SLACK_LIMITS.optionText),
    value: 'true',
  };
  return single('switch', {
    type: 'checkboxes',
    options: [option],
    ...(value === true ? { initial_options: [option] } : {}),
  });
}

function choiceControl(input: Input, words: RenderWords): Control | null {
  const { options, lost } = optionsOf(input);
  const labels = cut(lost.join(', '), SLACK_LIMITS.hint / 2);
  const note = lost.length === 0 ? undefined : words.notListed(labels);
  if (options.length === 0) {
    const text = textControl(input);
    return text && { ...text, ...(note === undefined ? {} : { note }) };
  }
  const values = new Set(typeof input.value === 'object' ? input.value : [typedValue(input)]);
  const chosen = options.filter(({ value }) => values.has(fromCode(value ?? ''))).slice(0, SLACK_LIMITS.options);
  const element =
    input.type === 'choices' ? manyElement(options, chosen) : oneElement(options, chosen[0], input.required);
  return single(input.type === 'choices' ? 'choices' : 'choice', element, note);
}

/** The choices Slack can show, and the labels of those it cannot. */
function optionsOf({ choices = [] }: Input): {
  readonly options: readonly PlainTextOption[];
  readonly lost: readonly string[];
} {
  const once = choices.filter(({ value }, at) => choices.findIndex((other) => other.value === value) === at);
  const isTaken = ({ value }: (typeof choices)[number]): boolean => {
    const code = toCode(value);
    return code !== '' && code.length <= SLACK_LIMITS.optionValue;
  };
  const taken = once.filter(isTaken).slice(0, SLACK_LIMITS.choices);
  const labels = toLabels(
    taken.map(({ value, label }) => (label === '' ? value : label)),
    SLACK_LIMITS.optionText,
  );
  return {
    options: taken.map(({ value }, at) => ({
      text: plain(labels[at] ?? '', SLACK_LIMITS.optionText),
      value: toCode(value),
    })),
    lost: once.filter((choice) => !taken.includes(choice)).map(({ label }) => printableLine(label)),
  };
}

function manyElement(options: readonly PlainTextOption[], chosen: readonly PlainTextOption[]): InputBlockElement {
  const initial = chosen.length === 0 ? {} : { initial_options: [...chosen] };
  return options.length <= SLACK_LIMITS.boxes
    ? { type: 'checkboxes', options: [...options], ...initial }
    : { type: 'multi_static_select', ...grouped(options), ...initial };
}

function oneElement(
  options: readonly PlainTextOption[],
  chosen: PlainTextOption | undefined,
  isRequired: boolean,
): InputBlockElement {
  const initial = chosen === undefined ? {} : { initial_option: chosen };
  // A radio button cannot be taken back once it is pressed.
  return isRequired && options.length <= SLACK_LIMITS.radios
    ? { type: 'radio_buttons', options: [...options], ...initial }
    : { type: 'static_select', ...grouped(options), ...initial };
}

/** A list takes so many options; more stand in groups, each named for its first and last. */
function grouped(options: readonly PlainTextOption[]) {
  if (options.length <= SLACK_LIMITS.options) return { options: [...options] };
  const half = Math.floor(SLACK_LIMITS.optionText / 2) - 2;
  return {
    option_groups: inGroups(options, SLACK_LIMITS.options).map((group) => ({
      label: plain(
        [group[0], group.at(-1)].map((option) => cut(option?.text.text ?? '', half)).join(' – '),
        SLACK_LIMITS.optionText,
      ),
      options: group,
    })),
  };
}

/** Fields are typed in small letters; above an input stands a heading. */
export const heading = (label: string): string => label.replace(/^[a-z]/, (first) => first.toUpperCase());
