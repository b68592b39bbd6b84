import type { DEMO_PEOPLE } from './members.ts';

interface Line {
  readonly by: (typeof DEMO_PEOPLE)[number];
  readonly said: string;
  /** Milliseconds before the demo was opened. */
  readonly ago: number;
}

const MINUTE_MS = 60_000;

/** What is said in the demo's channel before anybody opens it. */
export const DEMO_CHANNEL: {
  readonly name: string;
  /** Who has asked for its daily digest. */
  readonly digestBy: Line['by'];
  readonly talk: readonly Line[];
} = {
  name: '大客户 KA',
  digestBy: 'zhou',
  talk: [
    { by: 'zhou', said: '早。这周先看鼎盛和华信科技，都有承诺过期了。', ago: 95 * MINUTE_MS },
    { by: 'chenjing', said: '收到，华信科技我今天约刘洋。', ago: 88 * MINUTE_MS },
    { by: 'emily', said: 'Morning from New York. Brightwater’s renewal is my first call today.', ago: 41 * MINUTE_MS },
  ],
};
