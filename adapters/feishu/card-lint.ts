import { isObject } from '../../src/chat/pressed.ts';
import { bytesOf, countElements } from './card.ts';
import { type Known, markdownTables, ownFaults, repeatedFaults, textFaults } from './element-lint.ts';
import { FEISHU_LIMITS } from './limits.ts';

/**
 * What Feishu would refuse in a card, in words for the log; none: it is fit to be sent. It looks at the card as the platform does, and
 * knows nothing of who made it: an element or property that is not written here is a fault.
 */
export function lintCard(card: unknown): readonly string[] {
  if (!isObject(card)) return ['the card is no object'];
  const faults: string[] = [...propertyFaults(card, CARD, 'card')];
  if (card['schema'] !== '2.0') faults.push('schema is not 2.0');
  const { config, header, body } = card;
  if (!isObject(config) || config['update_multi'] !== true) faults.push('config.update_multi is not true');
  if (isObject(config)) faults.push(...propertyFaults(config, CONFIG, 'config'));
  const title = isObject(header) ? header['title'] : undefined;
  faults.push(...textFaults(title, 'header.title'));
  const elements = isObject(body) && Array.isArray(body['elements']) ? body['elements'] : null;
  if (elements === null) return [...faults, 'body.elements is no list'];
  const seen: Seen = { names: [], ids: [], tables: 0 };
  for (const element of elements) faults.push(...elementFaults(element, { within: [], seen }));
  faults.push(...repeatedFaults(seen.names, 'name'), ...repeatedFaults(seen.ids, 'element_id'));
  if (seen.tables > FEISHU_LIMITS.tables) faults.push(`${seen.tables} tables`);
  const count = countElements(card);
  if (count > FEISHU_LIMITS.elements) faults.push(`${count} elements`);
  const bytes = bytesOf(card);
  if (bytes > FEISHU_LIMITS.cardBytes) faults.push(`${bytes} bytes`);
  return faults;
}

const CARD = ['schema', 'config', 'header', 'body', 'card_link'];
const CONFIG = ['update_multi', 'summary', 'enable_forward', 'width_mode', 'locales', 'style', 'streaming_mode'];
/** Properties besides `tag`, `element_id` and `margin`. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  markdown: ['content', 'text_size', 'text_align', 'icon'],
  div: ['text', 'icon', 'width'],
  hr: [],
  button: ['type', 'size', 'width', 'text', 'icon', 'confirm', 'disabled', 'behaviors', 'name', 'form_action_type'],
  column_set: ['flex_mode', 'horizontal_spacing', 'horizontal_align', 'background_style', 'columns'],
  column: [
    'width',
    'weight',
    'elements',
    'vertical_align',
    'vertical_spacing',
    'direction',
    'padding',
    'background_style',
  ],
  table: ['page_size', 'row_height', 'row_max_height', 'freeze_first_column', 'header_style', 'columns', 'rows'],
  form: ['name', 'elements', 'direction', 'padding', 'vertical_spacing', 'horizontal_spacing'],
  input: [
    ...['name', 'required', 'placeholder', 'default_value', 'width', 'max_length', 'input_type', 'rows', 'auto_resize'],
    ...['max_rows', 'label', 'label_position', 'disabled', 'behaviors', 'confirm'],
  ],
  select_static: [
    ...['name', 'required', 'placeholder', 'options', 'initial_option', 'initial_index', 'width', 'type', 'disabled'],
    'behaviors',
  ],
  multi_select_static: ['name', 'required', 'placeholder', 'options', 'selected_values', 'width', 'type', 'disabled'],
  date_picker: ['name', 'required', 'placeholder', 'initial_date', 'width', 'disabled', 'behaviors'],
};
const ANYWHERE = ['tag', 'element_id', 'margin'];
const INTERACTIVE = ['button', 'input', 'select_static', 'multi_select_static', 'date_picker'];
const CONTAINERS = ['form', 'column_set', 'column'];

interface Seen {
  readonly names: string[];
  readonly ids: string[];
  tables: number;
}

interface Standing {
  /** The tags it stands in. */
  readonly within: readonly string[];
  readonly seen: Seen;
}

function elementFaults(element: unknown, standing: Standing): readonly string[] {
  const tag = isObject(element) ? String(element['tag']) : '';
  const known = Object.hasOwn(ELEMENTS, tag) ? ELEMENTS[tag] : undefined;
  if (!isObject(element) || known === undefined) return [`unknown element ${tag}`];
  const { within, seen } = standing;
  if (tag === 'table') seen.tables += 1;
  if (tag === 'markdown') seen.tables += markdownTables(element['content']);
  const inside = CONTAINERS.includes(tag) ? [...within, tag] : within;
  return [
    ...propertyFaults(element, [...ANYWHERE, ...known], tag),
    ...nameFaults(element, tag, standing),
    ...placeFaults(tag, within),
    ...(inside.filter((one) => one !== 'column').length > FEISHU_LIMITS.nesting ? ['nested too deep'] : []),
    ...ownFaults(element, tag),
    ...childFaults(element, tag, { within: inside, seen }),
  ];
}

function nameFaults({ name, element_id: id }: Known, tag: string, { within, seen }: Standing): readonly string[] {
  if (id !== undefined) seen.ids.push(String(id));
  if (name !== undefined) seen.names.push(String(name));
  const isNamed = tag === 'form' || (within.includes('form') && INTERACTIVE.includes(tag));
  return [
    ...(id === undefined || /^[A-Za-z]\w{0,19}$/.test(String(id)) ? [] : [`element_id ${String(id)}`]),
    ...(isNamed && (typeof name !== 'string' || name === '') ? [`${tag} without a name`] : []),
  ];
}

function placeFaults(tag: string, within: readonly string[]): readonly string[] {
  if ((tag === 'form' || tag === 'table') && within.length > 0) return [`${tag} in ${within.at(-1)}`];
  return tag === 'multi_select_static' && !within.includes('form') ? ['multi_select_static outside a form'] : [];
}

function childFaults(element: Known, tag: string, standing: Standing): readonly string[] {
  const children = tag === 'column_set' ? element['columns'] : element['elements'];
  if (!CONTAINERS.includes(tag)) return [];
  if (!Array.isArray(children) || children.length === 0) return [`${tag} is empty`];
  const faults = children.flatMap((child) => elementFaults(child, standing));
  return tag === 'form' && !hasSubmit(element) ? [...faults, 'form without a button to submit'] : faults;
}

const hasSubmit = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasSubmit)
    : isObject(value) && (value['form_action_type'] === 'submit' || Object.values(value).some(hasSubmit));

const propertyFaults = (value: Known, known: readonly string[], where: string): readonly string[] =>
  Object.keys(value).flatMap((key) => (known.includes(key) ? [] : [`unknown property ${where}.${key}`]));
