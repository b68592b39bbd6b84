import { fileSize } from '../../src/reply/file-size.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { type Block, type Reply, unreachable } from '../../src/reply/reply.ts';
import type { Part } from './fit.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { buttonParts, type Drawing, linePart, quietPart } from './render-buttons.ts';
import { type FormRoom, formParts } from './render-form.ts';
import type { NewKey } from './render-inputs.ts';
import { linesTable, nativeTable } from './render-table.ts';
import { boldLine, joinLines, type Line, toLine } from './spans.ts';

/** The parts of a reply, in their order. */
export function replyParts(reply: Reply, drawing: Drawing, room: FormRoom): readonly Part[] {
  const newKey = createKeys();
  const tables = reply.blocks.flatMap(({ kind }, at) => (kind === 'table' ? [at] : [])).slice(0, FEISHU_LIMITS.tables);
  return reply.blocks.flatMap((block, at) =>
    blockParts(block, { at, drawing, room, newKey, hasTable: tables.includes(at) }),
  );
}

interface BlockPlace {
  readonly at: number;
  readonly drawing: Drawing;
  readonly room: FormRoom;
  readonly newKey: NewKey;
  /** Whether there is room for one more of Feishu's own tables. */
  readonly hasTable: boolean;
}

function blockParts(block: Block, { at, drawing, room, newKey, hasTable }: BlockPlace): readonly Part[] {
  const { words } = drawing;
  switch (block.kind) {
    case 'text':
      return [linePart(toLine(block.text, drawing), block.tone === 'quiet')];
    case 'fields':
      return block.fields.length === 0 ? [] : [fieldsPart(block.fields, drawing)];
    case 'table':
      return hasTable ? nativeTable(block, drawing, words) : linesTable(block, drawing, words);
    case 'buttons':
      return buttonParts(block.buttons, at, drawing);
    case 'form':
      return formParts(block, at, drawing, room, newKey);
    case 'picture':
      return [quietPart(toLine(block.alt, drawing))];
    case 'file':
      return [linePart(toLine(`📄 ${words.file(`${printableLine(block.name)} (${fileSize(block.size)})`)}`, drawing))];
    case 'divider':
      return [{ length: 0, isFixed: true, buttons: 0, draw: () => [{ kind: 'element', element: { tag: 'hr' } }] }];
    default:
      return unreachable(block);
  }
}

/** A line for each, in one paragraph. */
function fieldsPart(fields: Extract<Block, { kind: 'fields' }>['fields'], drawing: Drawing): Part {
  const lines = fields.flatMap(({ label, value }, at) => [
    toLine(at === 0 ? '' : '\n', drawing),
    ...labelLines(printableLine(label), drawing),
    toLine(value, drawing),
  ]);
  return linePart(joinLines(...lines));
}

/** Bold that ends in punctuation needs a space behind it: there it stands behind the colon. */
const labelLines = (label: string, drawing: Drawing): readonly Line[] =>
  /[\p{L}\p{N}]$/u.test(label)
    ? [boldLine(label), toLine(drawing.words.colon, drawing)]
    : [boldLine(`${label}${drawing.words.colon.trim()}`), toLine(' ', drawing)];

/** Names of inputs as they are in the form, where they can be and are not taken: each is there once on a card. */
function createKeys(): NewKey {
  const taken = new Set<string>();
  return (name) => {
    const stem = /^[A-Za-z]\w*$/.test(name) && name.length <= FEISHU_LIMITS.name ? name : 'input';
    let key = stem;
    for (let count = 2; taken.has(key); count += 1) key = `${stem}_${count}`;
    taken.add(key);
    return key;
  };
}
