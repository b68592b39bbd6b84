import {
  anId,
  anyText,
  choices,
  confirm,
  eitherChoices,
  isAmong,
  markedOption,
  option,
  overflowOption,
  plain,
  url,
} from './composition.ts';
import { richText } from './rich-text.ts';
import { all, byType, flag, integer, isRecord, list, oneOf, type Rule, shape, string, when } from './rules.ts';

// Fields and lengths: [T] block-elements.d.ts and extensions.d.ts, [SB] limits.json.

type Fields = Record<string, Rule>;

const PLACEHOLDER: Fields = { placeholder: plain(150) };
const FOCUS: Fields = { focus_on_load: flag };
const CONFIRM: Fields = { confirm };
const DISPATCH: Fields = {
  dispatch_action_config: shape(
    {},
    { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
  ),
};
const MOST: Fields = { max_selected_items: integer(1, Number.MAX_SAFE_INTEGER) };
const MENU: Fields = { ...PLACEHOLDER, ...FOCUS, ...CONFIRM };
const TYPED: Fields = { ...PLACEHOLDER, ...FOCUS, ...DISPATCH };

const element = (required: Fields, optional: Fields = {}, also?: Rule): Rule =>
  shape({ type: string(), ...required }, { action_id: anId, ...optional }, also);

const label = { accessibility_label: string({ max: 75 }) };
const style = oneOf('primary', 'danger');
const day = string({ like: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ });
const minute = string({ like: /^([01]\d|2[0-3]):[0-5]\d$/ });
const many = list(anId, 0, 100);
const filter = shape(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);
const feedback = shape({ text: plain(75), value: string({ max: 2000 }) }, label);

/** An address or a file of Slack's own, not both [T SlackFile, SB image-url-and-slack-file]. */
export const imageSource: Fields = {
  image_url: string({ max: 3000, like: /^https?:/ }),
  slack_file: shape(
    {},
    { id: anId, url: url() },
    when((value) => (value['id'] === undefined) === (value['url'] === undefined), 'needs either id or url'),
  ),
};
export const oneImageSource: Rule = when(
  (value) => (value['image_url'] === undefined) === (value['slack_file'] === undefined),
  'needs either image_url or slack_file',
);

const fitsLengths = when((value) => {
  const { initial_value: initial, min_length: min = 0, max_length: max = 3000 } = value;
  const length = typeof initial === 'string' ? [...initial].length : null;
  return Number(min) > Number(max) || (length !== null && length > Number(max));
}, 'min_length, max_length and initial_value do not fit together');

const fitsRange = when(
  ({ min_value: min, max_value: max }) => min !== undefined && max !== undefined && Number(min) > Number(max),
  'min_value is above max_value',
);

const ELEMENTS: Readonly<Record<string, Rule>> = {
  button: element(
    { text: plain(75) },
    { value: string({ min: 0, max: 2000 }), url: url(), style, ...CONFIRM, ...label },
  ),
  checkboxes: element(
    { options: list(markedOption, 1, 10) },
    { initial_options: list(markedOption, 1, 10), ...CONFIRM, ...FOCUS },
    isAmong('initial_options'),
  ),
  radio_buttons: element(
    { options: list(markedOption, 1, 10) },
    { initial_option: markedOption, ...CONFIRM, ...FOCUS },
    isAmong('initial_option'),
  ),
  overflow: element({ options: list(overflowOption, 1, 5) }, CONFIRM),
  datepicker: element({}, { initial_date: day, ...MENU }),
  timepicker: element({}, { initial_time: minute, timezone: string(), ...MENU }),
  datetimepicker: element({}, { initial_date_time: integer(1_000_000_000, 9_999_999_999), ...CONFIRM, ...FOCUS }),
  static_select: element(
    {},
    { ...choices, initial_option: option, ...MENU },
    all(eitherChoices, isAmong('initial_option')),
  ),
  multi_static_select: element(
    {},
    { ...choices, initial_options: list(option, 1, 100), ...MENU, ...MOST },
    all(eitherChoices, isAmong('initial_options')),
  ),
  external_select: element({}, { initial_option: option, min_query_length: integer(0, 1000), ...MENU }),
  multi_external_select: element(
    {},
    { initial_options: list(option, 1, 100), min_query_length: integer(0, 1000), ...MENU, ...MOST },
  ),
  users_select: element({}, { initial_user: anId, ...MENU }),
  multi_users_select: element({}, { initial_users: many, ...MENU, ...MOST }),
  conversations_select: element(
    {},
    { initial_conversation: anId, default_to_current_conversation: flag, response_url_enabled: flag, filter, ...MENU },
  ),
  multi_conversations_select: element(
    {},
    { initial_conversations: many, default_to_current_conversation: flag, filter, ...MENU, ...MOST },
  ),
  channels_select: element({}, { initial_channel: anId, response_url_enabled: flag, ...MENU }),
  multi_channels_select: element({}, { initial_channels: many, ...MENU, ...MOST }),
  plain_text_input: element(
    {},
    {
      initial_value: string({ min: 0, max: 3000 }),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
      ...TYPED,
    },
    fitsLengths,
  ),
  number_input: element(
    { is_decimal_allowed: flag },
    { initial_value: string(), min_value: string(), max_value: string(), ...TYPED },
    fitsRange,
  ),
  email_text_input: element({}, { initial_value: string(), ...TYPED }),
  url_text_input: element({}, { initial_value: string(), ...TYPED }),
  rich_text_input: element(
    {},
    { initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100), ...TYPED },
  ),
  file_input: element({}, { filetypes: list(string(), 1, 100), max_files: integer(1, 10) }),
  feedback_buttons: element({ positive_button: feedback, negative_button: feedback }),
  icon_button: element(
    { icon: string(), text: plain() },
    { value: string({ max: 2000 }), visible_to_user_ids: list(anId, 1, 10), ...CONFIRM, ...label },
  ),
};

const CHOSEN = [
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
];
const WRITTEN = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'file_input'];

const image: Rule = shape({ type: string(), alt_text: string({ max: 2000 }) }, imageSource, oneImageSource);

/** [T] ActionsBlockElement. */
export const inActions = byType(ELEMENTS, [...CHOSEN, 'button', 'overflow', 'datetimepicker', 'rich_text_input']);
/** [T] SectionBlockAccessory. */
export const asAccessory = byType({ ...ELEMENTS, image }, [...CHOSEN, 'button', 'overflow', 'image']);
/** [T] InputBlockElement. */
export const asInput = byType(ELEMENTS, [...CHOSEN, ...WRITTEN, 'datetimepicker', 'rich_text_input']);
/** [T] ContextBlockElement; texts there up to 2000 characters (docs context-block). */
export const inContext: Rule = (value, at) =>
  isRecord(value) && value['type'] === 'image' ? image(value, at) : anyText(2000)(value, at);
export const inContextActions = byType(ELEMENTS, ['feedback_buttons', 'icon_button']);
export const inCard = byType(ELEMENTS, ['button']);
export const anImage = byType({ image });
