import { type Block, type Reply, type Span, spans, type Text } from '../../src/reply/reply.ts';

/** The same with groups by the names their readers know them by: Feishu draws none by its id. */
export async function withGroupNames(reply: Reply, nameOf: (chat: string) => Promise<string>): Promise<Reply> {
  const chats = [...new Set(reply.blocks.flatMap(textsIn).flatMap(spans).flatMap(groupIn))];
  if (chats.length === 0) return reply;
  const names = new Map<string, string>();
  for (const chat of chats) names.set(chat, await nameOf(chat));
  const named = (text: Text): Text => spans(text).map((span): Span => names.get(groupIn(span)[0] ?? '') ?? span);
  return { ...reply, blocks: reply.blocks.map((block) => renamed(block, named)) };
}

const groupIn = (span: Span): readonly string[] =>
  typeof span === 'object' && 'channel' in span && span.platform === 'feishu' ? [span.channel] : [];

function textsIn(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'fields':
      return block.fields.map(({ value }) => value);
    case 'table':
      return block.rows.flat();
    default:
      return [];
  }
}

function renamed(block: Block, named: (text: Text) => Text): Block {
  switch (block.kind) {
    case 'text':
      return { ...block, text: named(block.text) };
    case 'fields':
      return { ...block, fields: block.fields.map(({ label, value }) => ({ label, value: named(value) })) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(named)) };
    default:
      return block;
  }
}
