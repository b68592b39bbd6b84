import { isRecord, type Json, recordsIn, textIn } from '../json.ts';
import { oneOf, type Problem, type Standing, typed, wrong } from './problem.ts';
import { plainProblems, textProblems } from './texts.ts';

/** What is wrong with a thing people fill in (interactive-components/input, select, date-picker). */
export function inputProblems(element: Json, standing: Standing, path: string): readonly Problem[] {
  const own = RULES[String(element['tag'])];
  return [
    ...typed(element, { name: 'string', required: 'boolean', disabled: 'boolean' }, path),
    ...plainProblems(element['placeholder'], standing, `${path}.placeholder`),
    ...plainProblems(element['label'], standing, `${path}.label`),
    ...(own?.(element, standing, path) ?? []),
  ];
}

type Rule = (element: Json, standing: Standing, path: string) => readonly Problem[];

const RULES: Readonly<Record<string, Rule>> = {
  input: (element, _, path) => textInput(element, path),
  select_static: (element, standing, path) => [
    ...options(element, standing, path),
    ...chosen(element, [element['initial_option']], path),
    ...indexed(element, path),
  ],
  multi_select_static: (element, standing, path) => [
    ...options(element, standing, path),
    ...chosen(element, Array.isArray(element['selected_values']) ? element['selected_values'] : [], path),
  ],
  date_picker: (element, _, path) => written(element['initial_date'], /^\d{4}-\d{2}-\d{2}$/, 'initial_date', path),
  picker_time: (element, _, path) => written(element['initial_time'], /^\d{2}:\d{2}$/, 'initial_time', path),
  picker_datetime: (element, _, path) =>
    written(element['initial_datetime'], /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'initial_datetime', path),
  checker: (element, standing, path) => [
    ...typed(element, { checked: 'boolean' }, path),
    ...(element['text'] === undefined ? [] : textProblems(element['text'], standing, `${path}.text`)),
  ],
};

const TYPES = ['text', 'multiline_text', 'password'];

function textInput(element: Json, path: string): readonly Problem[] {
  const { max_length: most = 1000, default_value: value = '' } = element;
  const isLength = Number.isInteger(most) && Number(most) >= 1 && Number(most) <= 1000;
  const isText = typeof value === 'string';
  return [
    ...(isLength ? [] : [wrong('max_length is not 1 to 1000', path)]),
    ...(isText && [...value].length <= Number(most) ? [] : [wrong('default_value is no text or too long', path)]),
    ...(isText && value.includes('\n') && element['input_type'] !== 'multiline_text'
      ? [wrong('default_value of more lines in an input of one', path)]
      : []),
    ...oneOf(element['input_type'], TYPES, 'input_type', path),
    ...oneOf(element['label_position'], ['top', 'left'], 'label_position', path),
  ];
}

/** Their values are unique texts. */
function options(element: Json, standing: Standing, path: string): readonly Problem[] {
  const all = element['options'];
  if (!Array.isArray(all) || all.length === 0 || !all.every(isRecord)) return [wrong('no options', path)];
  const values = all.map(({ value }) => value);
  const isUnique = new Set(values).size === values.length;
  return [
    ...(values.every((value) => textIn(value) !== '') ? [] : [wrong('an option without a value', path)]),
    ...(isUnique ? [] : [wrong('two options with the same value', path)]),
    ...all.flatMap((one, i) => textProblems(one['text'], standing, `${path}.options[${i}].text`, ['plain_text'])),
  ];
}

function chosen(element: Json, values: readonly unknown[], path: string): readonly Problem[] {
  const known = recordsIn(element['options']).map(({ value }) => value);
  const isWell = values.every((value) => value === undefined || known.includes(value));
  return isWell ? [] : [wrong('what is chosen is no option', path)];
}

/** Counted from 1. */
function indexed(element: Json, path: string): readonly Problem[] {
  const { initial_index: index } = element;
  if (index === undefined) return [];
  const isWell = Number.isInteger(index) && Number(index) >= 1 && Number(index) <= recordsIn(element['options']).length;
  return isWell ? [] : [wrong('initial_index is no option', path)];
}

function written(value: unknown, how: RegExp, name: string, path: string): readonly Problem[] {
  return value === undefined || how.test(textIn(value)) ? [] : [wrong(`${name} is not written so`, path)];
}
