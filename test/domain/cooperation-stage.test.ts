import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assessCooperation,
  checkShare,
  type ShareFigures,
  stageOfPercent,
} from '../../src/domain/cooperation-stage.ts';
import { COOPERATION_STAGES } from '../../src/domain/vocabulary.ts';
import { share } from './account-builder.ts';

describe('worked example 1', () => {
  test.each([
    [0, 'development'],
    [0.01, 'initial'],
    [45, 'initial'],
    [49.99, 'initial'],
    [50, 'stable'],
    [79.99, 'stable'],
    [80, 'strategic'],
    [100, 'strategic'],
  ] as const)('%d is %s', (percent, stage) => {
    expect(stageOfPercent(percent)).toBe(stage);
    expect(assessCooperation([share('2026-01-01', percent)], '2026-01-01').stage).toBe(stage);
  });

  test('none is unknown', () => {
    expect(assessCooperation([], '2026-01-01')).toEqual({ share: null, stage: 'unknown' });
  });

  test('45 in 40 to 55 is uncertain', () => {
    const entry = share('2026-01-01', 45, { low: 40, high: 55 });
    expect(assessCooperation([entry], '2026-01-01')).toEqual({
      share: entry,
      stage: 'uncertain',
      between: ['initial', 'stable'],
    });
  });

  test.each([100.01, -1])('%d is refused', (percent) => {
    expect(checkShare({ percent })).toContain('out-of-range');
  });
});

test.each<[ShareFigures, readonly string[]]>([
  [{ percent: 0 }, []],
  [{ percent: 0.07, low: 0.07, high: 0.07, ceiling: 0.07 }, []],
  [{ percent: 68, low: null, high: null, ceiling: 85 }, []],
  [{ percent: 68, low: 60, high: 70, ceiling: 70 }, []],
  [{ percent: 33.333 }, ['too-many-decimals']],
  [{ percent: Number.NaN }, ['out-of-range']],
  [{ percent: 50, low: 40 }, ['half-a-range']],
  [{ percent: 50, high: 60 }, ['half-a-range']],
  [{ percent: 50, low: 51, high: 60 }, ['low-above-percent']],
  [{ percent: 50, low: 40, high: 49 }, ['high-below-percent']],
  [{ percent: 50, low: 40, high: 60, ceiling: 59.99 }, ['above-ceiling']],
  [{ percent: 50, ceiling: 49 }, ['above-ceiling']],
  [{ percent: 50, ceiling: 101 }, ['out-of-range']],
])('%o: %o', (figures, problems) => {
  expect(checkShare(figures)).toEqual(problems);
});

test('the latest entry on or before the day holds; of one day, the last recorded', () => {
  const shares = [
    share('2026-03-01', 60),
    share('2026-01-01', 20),
    share('2026-02-01', 30, { id: 'b', recordedAt: 2 }),
    share('2026-02-01', 40, { id: 'a', recordedAt: 3 }),
  ];
  const on = (day: string) => assessCooperation(shares, day).share?.percent;
  expect(['2025-12-31', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map(on)).toEqual([
    undefined,
    20,
    40,
    40,
    60,
  ]);
});

test('a range within one stage is certain, and a ceiling moves nothing', () => {
  const entry = share('2026-01-01', 68, { low: 55, high: 79.99, ceiling: 85 });
  expect(assessCooperation([entry], '2026-01-01')).toEqual({ share: entry, stage: 'stable' });
});

test('law: a greater share is never a lower stage', () => {
  const percent = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);
  fc.assert(
    fc.property(percent, percent, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const rank = (each: number) => COOPERATION_STAGES.indexOf(stageOfPercent(each));
      expect(rank(low)).toBeLessThanOrEqual(rank(high));
      expect(checkShare({ percent: a })).toEqual([]);
    }),
  );
});
