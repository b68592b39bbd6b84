import type { ItemAnswer } from '../../src/chat/parts.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import type { Tone } from '../../src/reply/reply.ts';
import { FEISHU_LIMITS } from './limits.ts';
import type { CallbackAnswer } from './parts.ts';

type Toast = NonNullable<CallbackAnswer['toast']>;

const TYPES: Readonly<Record<Tone, Toast['type']>> = {
  neutral: 'info',
  good: 'success',
  warning: 'warning',
  danger: 'error',
};

/** What whoever pressed is told in a line: the title of the answer, as a refusal where it is one. Never empty. */
export function toastOf({ ok, reply }: Pick<ItemAnswer, 'ok' | 'reply'>): Toast {
  const type = TYPES[reply.tone ?? 'neutral'];
  const content = cut(printableLine(reply.title), FEISHU_LIMITS.toast) || '–';
  return { type: ok || type === 'error' ? type : 'warning', content };
}
