import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import type { PlainText } from './card.ts';

/** A literal on one line where Feishu reads nothing as markup; never empty. */
export function plain(text: string, limit: number): PlainText {
  return { tag: 'plain_text', content: cut(printableLine(text), limit) || '–' };
}
