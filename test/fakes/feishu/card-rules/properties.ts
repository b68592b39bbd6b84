// The properties of each component of card JSON 2.0 (card-json-v2-components). Every one takes these as well.
export const EVERYWHERE = ['tag', 'element_id', 'margin'];

const LAYOUT = ['direction', 'padding', 'vertical_spacing', 'horizontal_spacing', 'vertical_align', 'horizontal_align'];
const ACTING = ['behaviors', 'confirm', 'disabled', 'disabled_tips', 'hover_tips'];
const INPUT = ['name', 'required', 'width', ...ACTING];
const SELECT = [...INPUT, 'type', 'placeholder', 'options'];

export const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  div: ['width', 'text', 'fields', 'icon'],
  plain_text: ['content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines', 'icon'],
  markdown: ['content', 'i18n_content', 'text_size', 'text_align', 'icon'],
  hr: [],
  img: ['img_key', 'alt', 'title', 'corner_radius', 'scale_type', 'size', 'transparent', 'preview'],
  person: ['user_id', 'size', 'show_avatar', 'show_name', 'style'],
  person_list: ['persons', 'size', 'lines', 'show_avatar', 'show_name', 'drop_invalid_user_id', 'icon'],
  chart: ['chart_spec', 'aspect_ratio', 'color_theme', 'height', 'preview'],
  table: ['columns', 'rows', 'page_size', 'row_height', 'row_max_height', 'freeze_first_column', 'header_style'],
  button: ['text', 'type', 'size', 'width', 'icon', 'name', 'required', 'form_action_type', ...ACTING],
  input: [
    ...INPUT,
    'placeholder',
    'default_value',
    'max_length',
    'input_type',
    'show_icon',
    'rows',
    'auto_resize',
    'max_rows',
    'label',
    'label_position',
  ],
  select_static: [...SELECT, 'initial_option', 'initial_index'],
  multi_select_static: [...SELECT, 'selected_values'],
  select_person: [...SELECT, 'initial_option'],
  multi_select_person: [...SELECT, 'selected_values'],
  date_picker: [...INPUT, 'placeholder', 'initial_date', 'value'],
  picker_time: [...INPUT, 'placeholder', 'initial_time', 'value'],
  picker_datetime: [...INPUT, 'placeholder', 'initial_datetime', 'value'],
  checker: [...ACTING, 'name', 'checked', 'text', 'overall_checkable', 'button_area', 'checked_style', 'padding'],
  overflow: [...ACTING, 'width', 'options', 'value'],
  column_set: ['columns', 'flex_mode', 'horizontal_spacing', 'horizontal_align', 'background_style', 'action'],
  column: ['elements', 'width', 'weight', 'background_style', 'action', ...LAYOUT],
  form: ['name', 'elements', 'confirm', ...LAYOUT],
  collapsible_panel: ['elements', 'expanded', 'header', 'border', 'background_color', ...LAYOUT],
  interactive_container: [
    'elements',
    'width',
    'height',
    'background_style',
    'has_border',
    'border_color',
    'corner_radius',
    ...ACTING,
    ...LAYOUT,
  ],
};
