import { CONTAINERS, formOf, INPUTS, type Placed } from '../card-tree.ts';
import { isRecord, type Json, recordsIn, textIn } from '../json.ts';
import { inputProblems } from './inputs.ts';
import { CODES, oneOf, type Problem, type Standing, typed, unknownIn, wrong } from './problem.ts';
import { EVERYWHERE, PROPERTIES } from './properties.ts';
import { chartProblems, tableProblems } from './tables.ts';
import {
  behaviorProblems,
  confirmProblems,
  i18nProblems,
  markdownProblems,
  plainProblems,
  textProblems,
} from './texts.ts';

/** What is wrong with a component, what it holds aside. */
export function elementProblems(placed: Placed, standing: Standing): readonly Problem[] {
  const { element, tag, path } = placed;
  const known = PROPERTIES[tag];
  if (known === undefined || !Object.hasOwn(PROPERTIES, tag)) {
    return [
      {
        code: CODES.tag,
        what: `cards of schema V2 no longer support this capability, unsupported tag ${tag}, path: ${path}`,
      },
    ];
  }
  const id = element['element_id'];
  return [
    ...unknownIn(element, [...EVERYWHERE, ...known], path),
    ...(id === undefined || /^[A-Za-z]\w{0,19}$/.test(String(id)) ? [] : [wrong(`element_id ${String(id)}`, path)]),
    ...behaviorProblems(element['behaviors'], path),
    ...confirmProblems(element['confirm'], standing, path),
    ...(INPUTS.has(tag) ? inputProblems(element, standing, path) : []),
    ...(RULES[tag]?.(placed, standing) ?? []),
    ...childrenProblems(element, tag, path),
  ];
}

type Rule = (placed: Placed, standing: Standing) => readonly Problem[];

const RULES: Readonly<Record<string, Rule>> = {
  markdown: ({ element, path }, standing) => [
    ...(typeof element['content'] === 'string'
      ? markdownProblems(element['content'], standing, path)
      : [wrong('markdown without a content', path)]),
    ...i18nProblems(element, standing, path),
  ],
  plain_text: ({ element, path }, standing) => [
    ...(typeof element['content'] === 'string' ? [] : [wrong('a text without a content', path)]),
    ...i18nProblems(element, standing, path),
  ],
  div: ({ element, path }, standing) => {
    const fields = recordsIn(element['fields']);
    const hasWords = element['text'] !== undefined || fields.length > 0;
    return [
      ...(hasWords ? [] : [wrong('a div without a text', path)]),
      ...(element['text'] === undefined ? [] : textProblems(element['text'], standing, `${path}.text`)),
      ...fields.flatMap((one, i) => textProblems(one['text'], standing, `${path}.fields[${i}].text`)),
    ];
  },
  img: ({ element, path }, standing) => [
    ...(standing.hasImage(textIn(element['img_key']))
      ? []
      : [{ code: CODES.image, what: `invalid image key, path: ${path}` }]),
    ...textProblems(element['alt'], standing, `${path}.alt`, ['plain_text']),
  ],
  person: ({ element, path }, standing) =>
    standing.hasPerson(textIn(element['user_id']))
      ? []
      : [{ code: CODES.person, what: `invalid user id, path: ${path}` }],
  button: buttonProblems,
  overflow: ({ element, path }, standing) =>
    recordsIn(element['options']).flatMap((one, i) =>
      plainProblems(one['text'], standing, `${path}.options[${i}].text`),
    ),
  table: ({ element, path }, standing) => tableProblems(element, standing, path),
  chart: ({ element, path }) => chartProblems(element, path),
  column: ({ element, path }) => {
    const { weight, width } = element;
    const isWeight = weight === undefined || (Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= 5);
    const isWidth = width === undefined || width === 'auto' || width === 'weighted' || /^\d+px$/.test(String(width));
    return [...(isWeight ? [] : [wrong('weight is not 1 to 5', path)]), ...(isWidth ? [] : [wrong('width', path)])];
  },
  column_set: ({ element, path }) =>
    oneOf(element['flex_mode'], ['none', 'stretch', 'flow', 'bisect', 'trisect'], 'flex_mode', path),
  collapsible_panel: ({ element, path }, standing) => {
    const { header } = element;
    const problems = typed(element, { expanded: 'boolean' }, path);
    if (!isRecord(header)) return [...problems, wrong('a panel without a header', path)];
    const known = [
      'title',
      'icon',
      'icon_position',
      'icon_expanded_angle',
      'background_color',
      'width',
      'vertical_align',
      'padding',
    ];
    return [
      ...problems,
      ...unknownIn(header, known, `${path}.header`),
      ...(header['title'] === undefined
        ? []
        : textProblems(header['title'], standing, `${path}.header.title`, ['plain_text', 'markdown', 'lark_md'])),
    ];
  },
};

const BUTTONS = [
  ...[
    'default',
    'primary',
    'danger',
    'text',
    'primary_text',
    'danger_text',
    'primary_filled',
    'danger_filled',
    'laser',
  ],
];

function buttonProblems(placed: Placed, standing: Standing): readonly Problem[] {
  const { element, path } = placed;
  const text = isRecord(element['text']) ? textIn(element['text']['content']) : '';
  const action = element['form_action_type'];
  const doesSomething = element['behaviors'] !== undefined || action !== undefined;
  return [
    ...textProblems(element['text'], standing, `${path}.text`, ['plain_text']),
    ...([...text].length > 100 ? [wrong('the text of a button takes 100 characters', path)] : []),
    ...oneOf(element['type'], BUTTONS, 'type', path),
    ...oneOf(action, ['submit', 'reset'], 'form_action_type', path),
    ...(doesSomething ? [] : [wrong('a button without behaviors', path)]),
    ...(action !== undefined && formOf(placed) === null ? [wrong('form_action_type outside of a form', path)] : []),
    ...typed(element, { disabled: 'boolean', name: 'string' }, path),
  ];
}

/** Containers hold components. */
function childrenProblems(element: Json, tag: string, path: string): readonly Problem[] {
  if (!CONTAINERS.has(tag)) return [];
  const children = element[tag === 'column_set' ? 'columns' : 'elements'];
  if (!Array.isArray(children) || !children.every(isRecord)) return [wrong(`${tag} holds no list of components`, path)];
  const isColumns = tag !== 'column_set' || children.every((one) => one['tag'] === 'column');
  return isColumns ? [] : [wrong('a column_set holds columns', path)];
}
