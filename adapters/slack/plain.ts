import type { PlainTextElement } from '@slack/types';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';

/** A literal on one line where Slack takes plain text only; never empty, which it refuses. `:names:` of emoji stay as they were typed. */
export function plain(text: string, limit: number): PlainTextElement {
  const shown = cut(printableLine(text), limit);
  return { type: 'plain_text', text: shown === '' ? '–' : shown, emoji: false };
}
