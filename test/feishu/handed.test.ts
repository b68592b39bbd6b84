import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHanding, type Handing } from '../../adapters/feishu/handed.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('what became of an answer', () => {
  const rows: readonly [what: string, act: (handing: Handing) => Promise<unknown>, became: string][] = [
    ['handed over in time', (handing) => handing.sent(), 'over'],
    ['handed over, and nothing broke', (handing) => handing.sent(() => false), 'over'],
    ['handed over, and the connection broke', (handing) => handing.sent(() => true), 'unsure'],
    ['never handed over', async (handing) => handing.lost(), 'lost'],
    ['handed over so late that its way may take too long', (handing) => wait(2900, () => handing.sent()), 'unsure'],
    ['handed over when nobody waited any more', (handing) => wait(3001, () => handing.sent()), 'lost'],
    [
      'handed over, and gone afterwards',
      async (handing) => {
        const sent = handing.sent();
        await vi.advanceTimersByTimeAsync(600);
        handing.lost();
        await sent;
      },
      'over',
    ],
  ];
  it.each(rows)('%s', async (_, act, became) => {
    const handing = createHanding();
    const handed = handing.whenHanded();
    const acted = act(handing);
    await vi.advanceTimersByTimeAsync(10_000);
    await acted;
    expect(await handed).toBe(became);
  });

  it('is not watched where nobody asks: that of a message', async () => {
    const handing = createHanding();
    await handing.sent();
    expect(vi.getTimerCount()).toBe(0);
  });
});

async function wait(ms: number, act: () => Promise<unknown>): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await act();
}
