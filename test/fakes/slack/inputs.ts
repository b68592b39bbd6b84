import { elementsOf } from './block-kit/surfaces.ts';
import type { Json } from './state.ts';

type Values = Record<string, Record<string, Json>>;

/** An element of a view that holds a value, and the block it stands in. */
export interface Field {
  readonly block: Json;
  readonly element: Json;
  readonly blockId: string;
  readonly actionId: string;
}

/** What a person can fill in or choose from, in blocks that have their ids. */
export function fieldsIn(view: Json): readonly Field[] {
  const blocks = Array.isArray(view['blocks']) ? (view['blocks'] as readonly Json[]) : [];
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => !['button', 'overflow', 'feedback_buttons', 'icon_button'].includes(String(type)))
      .map((element) => ({
        block,
        element,
        blockId: String(block['block_id']),
        actionId: String(element['action_id']),
      })),
  );
}

/** `state.values` of a view nobody touched yet [B view/index.d.ts ViewStateValue]. */
export function initialValues(view: Json): Values {
  const values: Values = {};
  for (const { element, blockId, actionId } of fieldsIn(view)) {
    values[blockId] = { ...values[blockId], [actionId]: initialValue(element) };
  }
  return values;
}

/** Under which name a kind of element keeps what was put in, and from which it takes what stands there at first. */
const NAMES: Readonly<Record<string, readonly [value: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  file_input: ['files', 'initial_files'],
};

function initialValue(element: Json): Json {
  const [name, initial] = namesOf(element);
  const nothing = /s$|files/.test(name) && name !== 'value' ? [] : null;
  return { type: element['type'], [name]: element[initial] ?? nothing, ...zoneOf(element) };
}

/** What somebody puts in, as `state.values` holds it; throws what their client would not let them do. */
export function filledIn(element: Json, input: unknown): Json {
  const [name] = namesOf(element);
  const kind = String(element['type']);
  if (/^selected_option/.test(name)) {
    const chosen = Array.isArray(input) ? input.map((one) => choice(element, one)) : choice(element, input);
    return { type: kind, [name]: chosen };
  }
  const value = kind === 'plain_text_input' ? typed(element, input) : input;
  return { type: kind, [name]: value ?? null, ...zoneOf(element) };
}

export function isEmpty(value: Json | undefined): boolean {
  const held = Object.entries(value ?? {}).filter(([key]) => key !== 'type' && key !== 'timezone');
  return held.every(([, one]) => one === null || one === '' || (Array.isArray(one) && one.length === 0));
}

/** An option by its value or by what is written on it; one from elsewhere only in a menu that is answered from elsewhere. */
export function choice(element: Json, wanted: unknown): Json | null {
  if (wanted === null) return null;
  const offered = optionsOf(element);
  const found = offered.find((one) => one['value'] === wanted || (one['text'] as Json)['text'] === wanted);
  if (found !== undefined) return found;
  if (String(element['type']).includes('external') && typeof wanted === 'object') return wanted as Json;
  const labels = offered.map((one) => String((one['text'] as Json)['text'])).join(', ');
  throw new Error(`no such option: ${JSON.stringify(wanted)}; there are ${labels}`);
}

function optionsOf({ options, option_groups: groups }: Json): readonly Json[] {
  if (Array.isArray(options)) return options;
  return Array.isArray(groups) ? (groups as readonly Json[]).flatMap((one) => one['options'] as readonly Json[]) : [];
}

/** A client lets nobody type more than `max_length`, or send fewer than `min_length`. */
function typed({ min_length: min = 0, max_length: max = 3000 }: Json, input: unknown): string | null {
  if (input === null || input === '') return null;
  const length = [...String(input)].length;
  if (length > Number(max) || length < Number(min)) throw new Error(`${length} characters do not fit ${min} to ${max}`);
  return String(input);
}

function namesOf(element: Json): readonly [string, string] {
  const names = NAMES[String(element['type'])];
  if (names === undefined) throw new Error(`nothing can be put into a ${String(element['type'])}`);
  return names;
}

const zoneOf = ({ type, timezone }: Json): Json =>
  type === 'timepicker' && timezone !== undefined ? { timezone } : {};
