import { anId, anyText, mrkdwn, plain } from './composition.ts';
import {
  anImage,
  asAccessory,
  asInput,
  imageSource,
  inActions,
  inCard,
  inContext,
  inContextActions,
  oneImageSource,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { byType, flag, list, oneOf, type Rule, shape, string, when } from './rules.ts';
import { dataTable, table } from './tables.ts';

// Fields and lengths: [T] blocks.d.ts, [SB] limits.json. A workflow button, a video and the blocks of a running task
// (task_card, plan) are nothing an app for customers sends; here they are unknown.

type Fields = Record<string, Rule>;
const block = (required: Fields, optional: Fields = {}, also?: Rule): Rule =>
  shape({ type: string(), ...required }, { block_id: anId, ...optional }, also);

const SIMPLE: Readonly<Record<string, Rule>> = {
  actions: block({ elements: list(inActions, 1, 25) }),
  context: block({ elements: list(inContext, 1, 10) }),
  divider: block({}),
  header: block({ text: plain(150) }),
  image: block({ alt_text: string({ max: 2000 }) }, { title: plain(2000), ...imageSource }, oneImageSource),
  input: block({ label: plain(2000), element: asInput }, { hint: plain(2000), optional: flag, dispatch_action: flag }),
  rich_text: richText,
  section: block(
    {},
    { text: anyText(3000), fields: list(anyText(2000), 1, 10), accessory: asAccessory, expand: flag },
    when((value) => value['text'] === undefined && value['fields'] === undefined, 'needs text or fields'),
  ),
  table,
};

const card: Rule = block(
  {},
  {
    hero_image: anImage,
    icon: anImage,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(inCard, 1, 3),
  },
  when(
    (value) => ['hero_image', 'title', 'actions', 'body'].every((one) => value[one] === undefined),
    'needs a hero_image, title, body or actions',
  ),
);

const container: Rule = block(
  { child_blocks: list(byType(SIMPLE), 1, 10) },
  {
    title: plain(150),
    rich_text_title: richText,
    subtitle: anyText(150),
    width: oneOf('narrow', 'standard', 'wide', 'full'),
    icon: anImage,
    is_collapsible: flag,
    default_collapsed: flag,
    has_header_divider: flag,
  },
  when((value) => value['title'] === undefined && value['rich_text_title'] === undefined, 'needs a title'),
);

const BLOCKS: Readonly<Record<string, Rule>> = {
  ...SIMPLE,
  alert: block({ text: anyText(200) }, { level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  card,
  carousel: block({ elements: list(byType({ card }), 1, 10) }),
  container,
  context_actions: block({ elements: list(inContextActions, 1, 5) }),
  data_table: dataTable,
  markdown: block({ text: string({ max: 12_000 }) }),
};

const EVERYWHERE = Object.keys(SIMPLE).filter((type) => type !== 'table');
const IN_MESSAGES = ['table', 'data_table', 'card', 'carousel', 'container', 'context_actions', 'markdown'];

/** What may stand in a message; an alert may not [docs.rs slack-web-api: modals only]. `file` cannot be sent by apps [T]. */
export const inMessage = byType(BLOCKS, [...EVERYWHERE, ...IN_MESSAGES]);
/** Tables, markdown and the agents' blocks are for messages [SKILL block-kit, SB modal-invalid-block-surface]. */
export const inModal = byType(BLOCKS, [...EVERYWHERE, 'alert']);
export const inHome = byType(BLOCKS, EVERYWHERE);
