import { invalidArguments, Refusal } from '../refusal.ts';
import { inHome, inMessage, inModal } from './blocks.ts';
import { anId, plain } from './composition.ts';
import {
  type Fault,
  fault,
  flag,
  isRecord,
  lengthOf,
  list,
  oneOf,
  type Rule,
  repeated,
  shape,
  string,
} from './rules.ts';

/** 50 blocks in a message, 100 in a modal or the home tab; a view up to 250 kB [SKILL block-kit, KIT views.open]. */
const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
const VIEW_BYTES = 250_000;
/** All the text of a message's blocks together, each further block some 125 characters [bolt-js#2509, #2867; undocumented]. */
const BLOCKS_TEXT = 13_200;
const BLOCK_WEIGHT = 125;
/** The cells of a message's table [measured by others; undocumented]. */
const TABLE_TEXT = 10_000;
/** All markdown blocks of a message together [T, SKILL]. */
const MARKDOWN_TEXT = 12_000;

/** Refuses blocks that Slack would not take in a message, with Slack's error. */
export function checkMessageBlocks(blocks: unknown): asserts blocks is readonly Record<string, unknown>[] {
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  refuse('invalid_blocks', [
    ...list(inMessage, 0, MESSAGE_BLOCKS)(blocks, '/blocks'),
    ...identities(blocks, '/blocks'),
  ]);
  // [T] and docs table-block: one table per message.
  if (blocks.filter(({ type }) => type === 'table').length > 1) {
    throw new Refusal('invalid_attachments', { errors: ['only_one_table_allowed'] });
  }
  const marked = blocks.filter(({ type }) => type === 'markdown').reduce((sum, one) => sum + lengthOf(one.text), 0);
  const text = blocks.filter(({ type }) => type !== 'data_table').reduce((sum, one) => sum + textIn(one), 0);
  const written = text + BLOCK_WEIGHT * Math.max(0, blocks.length - 1);
  const tabled = blocks.filter(({ type }) => type === 'table').reduce((sum, one) => sum + textIn(one), 0);
  if (tabled > TABLE_TEXT) throw new Refusal('invalid_blocks', { errors: ['table is too large'] });
  if (marked > MARKDOWN_TEXT || written > BLOCKS_TEXT) throw new Refusal('msg_blocks_too_long');
}

/** Refuses a view that Slack would not open: `invalid_arguments` with what is wrong, or `view_too_large`. */
export function checkView(view: unknown, type: 'modal' | 'home'): asserts view is Record<string, unknown> {
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > VIEW_BYTES) throw new Refusal('view_too_large');
  const found = [...(type === 'modal' ? modal : home)(view, '/view'), ...submitFault(view)];
  const blocks = isRecord(view) && Array.isArray(view['blocks']) ? view['blocks'] : [];
  refuse('invalid_arguments', [...found, ...identities(blocks, '/view/blocks'), ...focusFault(blocks)]);
}

function refuse(code: string, found: readonly Fault[]): void {
  if (found.length === 0) return;
  const errors = found.map(({ says, pointer }) => `${says} [json-pointer:${pointer}]`);
  throw code === 'invalid_arguments'
    ? invalidArguments(...errors)
    : new Refusal(code, { errors, response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) } });
}

const BASE: Record<string, Rule> = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: anId,
  external_id: anId,
};
const viewBlocks = (rule: Rule): Rule => list(rule, 1, VIEW_BLOCKS);
/** Title, submit and close 24 characters [T views.d.ts]. */
const modal = shape(
  { type: oneOf('modal'), title: plain(24), blocks: viewBlocks(inModal) },
  { ...BASE, submit: plain(24), close: plain(24), clear_on_close: flag, notify_on_close: flag },
);
const home = shape({ type: oneOf('home'), blocks: viewBlocks(inHome) }, BASE);

/** `submit` is required where there is something to send in [T ModalView.submit]. */
function submitFault(view: unknown): readonly Fault[] {
  if (!isRecord(view) || view['type'] !== 'modal' || !Array.isArray(view['blocks'])) return [];
  const hasInput = view['blocks'].some((one) => isRecord(one) && one['type'] === 'input');
  return hasInput && view['submit'] === undefined ? fault('/view', 'missing required field: submit') : [];
}

/** Only one element may take the focus [T Focusable]. */
function focusFault(blocks: readonly unknown[]): readonly Fault[] {
  const focused = blocks.flatMap(elementsOf).filter((one) => one['focus_on_load'] === true);
  return focused.length > 1 ? fault('/view/blocks', 'only one element may have focus_on_load') : [];
}

/** A block id once in a message or view, an action id once in its block [T Block.block_id, Action.action_id]. */
function identities(blocks: readonly unknown[], at: string): readonly Fault[] {
  const ids = blocks.flatMap((one) => (isRecord(one) && typeof one['block_id'] === 'string' ? [one['block_id']] : []));
  return [
    ...repeated(ids).flatMap((id) => fault(at, `block_id already exists: ${id}`)),
    ...blocks.flatMap((block, index) => {
      const actions = elementsOf(block).flatMap(({ action_id: id }) => (typeof id === 'string' ? [id] : []));
      return repeated(actions).flatMap((id) => fault(`${at}/${index}`, `action_id already exists: ${id}`));
    }),
  ];
}

/** The interactive elements of a block. */
export function elementsOf(block: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(block)) return [];
  const { elements, accessory, element, actions, child_blocks: children, type } = block;
  const inside = Array.isArray(children) ? children.flatMap(elementsOf) : [];
  if (type === 'carousel' && Array.isArray(elements)) return elements.flatMap(elementsOf);
  const own = type === 'rich_text' ? [] : [elements, actions].flatMap((one) => (Array.isArray(one) ? one : []));
  return [...own, accessory, element, ...inside]
    .filter(isRecord)
    .filter((one) => INTERACTIVE.test(String(one['type'])));
}

const INTERACTIVE = /^(button|overflow|checkboxes|radio_buttons|feedback_buttons|icon_button|.*(select|picker|input))$/;

/** Characters in every `text` of it. */
function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textIn(one), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? lengthOf(one) : textIn(one)),
    0,
  );
}
