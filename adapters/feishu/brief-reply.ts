import type { Reply } from '../../src/reply/reply.ts';
import { FEISHU_LIMITS } from './limits.ts';

/** Whether a toast says the whole of it. */
export const isBrief = ({ title, blocks }: Reply): boolean =>
  blocks.length === 0 && title.length <= FEISHU_LIMITS.toast;
