import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

/** Huawei by layer: 陈总 decides, 张伟 manages, 李会计 operates. Its share makes it strategic: 30/45, 14/21, 7/14 days. */
type Touched = [contact: string, kind: string, at: string];
function bookWith(...touches: Touched[]) {
  const book = smallBook();
  const [huawei] = book.accounts;
  Object.assign(huawei as object, { shares: [{ percent: 85, on: '2026-01-01' }] });
  book.interactions.push(
    ...touches.map(([contact, kind, at]) => ({
      account: '华为',
      contacts: [contact],
      members: ['wang'],
      kind,
      at,
      note: '',
      answered: false,
    })),
  );
  return book;
}

let kam: TestAssistant;
const open = async (...touches: Touched[]) => {
  kam = await openTestAssistant(bookWith(...touches));
};
afterEach(() => kam.close());

const rows = (answer: Json): readonly unknown[] =>
  answer.data.items.map(({ layer, colour, days, over }: Json) => [layer, colour, days, over]);

describe('overdue', () => {
  it.each([
    ['2026-10-22', []], // 30 days: not past the ideal
    ['2026-10-21', [['decision', 'yellow', 31, -14]]],
    ['2026-10-07', [['decision', 'yellow', 45, 0]]],
    ['2026-10-06', [['decision', 'red', 46, 1]]],
  ])('a decider met on %s', async (on, expected) => {
    await open(['陈总', 'visit', on], ['张伟', 'visit', '2026-11-20'], ['李会计', 'visit', '2026-11-20']);
    expect(rows(await kam.ok('待联系'))).toEqual(expected);
  });

  it('puts red first, the furthest past first, with last touch, days and what is allowed', async () => {
    await open(['陈总', 'visit', '2026-09-01'], ['张伟', 'visit', '2026-10-01'], ['李会计', 'visit', '2026-11-10']);
    const { data, text } = await kam.ok('待联系');
    expect(data).toMatchObject({ scope: 'mine', total: 3, red: 2, yellow: 1 });
    expect(data.items).toMatchObject([
      { layer: 'decision', colour: 'red', days: 81, ideal: 30, atMost: 45, over: 36, lastOn: '2026-09-01' },
      { layer: 'management', colour: 'red', days: 51, ideal: 14, atMost: 21, over: 30, contacts: ['张伟'] },
      { layer: 'operation', colour: 'yellow', days: 11, ideal: 7, atMost: 14, over: -3, owner: 'wang' },
    ]);
    expect(text).toContain('超期');
    const answer = await kam.answer('待联系');
    expect(JSON.stringify(answer.reply)).toContain('"command":"log"');
  });

  it('what was not answered counts for the operation layer only; never in touch counts from when they were entered', async () => {
    await open(
      ['陈总', 'message', '2026-11-20'],
      ['张伟', 'message', '2026-11-20'],
      ['李会计', 'message', '2026-11-20'],
    );
    // The book was imported today: nobody has waited longer than that.
    expect(rows(await kam.ok('待联系'))).toEqual([]);
    const later = await kam.ask('待联系', { at: '2027-03-01T12:00:00+08:00' });
    expect(later.data.items).toMatchObject([
      { layer: 'operation', lastOn: '2026-11-20', days: 101, over: 87 },
      { layer: 'management', lastOn: null, last: null, days: 100, over: 79 },
      { layer: 'decision', lastOn: null, days: 100, over: 55 },
    ]);
  });

  it('an account’s own cadence wins, layer by layer, until it is given up', async () => {
    await open(['陈总', 'visit', '2026-09-01'], ['张伟', 'visit', '2026-11-20'], ['李会计', 'visit', '2026-11-20']);
    const { data } = await kam.ok('/kam account 华为 联系周期="决策层 80/100"');
    expect(data.cadence).toEqual({ decision: { ideal: 80, atMost: 100 } });
    expect(rows(await kam.ok('待联系'))).toEqual([['decision', 'yellow', 81, -19]]);
    await kam.ok('/kam account 华为 cadence="operation 1/1"');
    expect((await kam.ok('account 华为')).data.cadence).toMatchObject({
      decision: { ideal: 80 },
      operation: { atMost: 1 },
    });
    await kam.ok('/kam account 华为 cadence=default');
    expect(rows(await kam.ok('待联系'))).toEqual([['decision', 'red', 81, 36]]);
    for (const wrong of ['decision 45/30', 'decision 0/3', 'boss 3/4', '30/45'])
      expect(await kam.ask(`/kam account 华为 cadence="${wrong}"`)).toMatchObject({ ok: false });
  });

  describe('whose', () => {
    beforeEach(() =>
      open(['陈总', 'visit', '2026-09-01'], ['张伟', 'visit', '2026-11-20'], ['李会计', 'visit', '2026-11-20']),
    );
    it.each([
      ['qian', 'overdue', 1], // on the team
      ['tom', 'overdue', 0],
      ['vera', 'overdue', 0],
      ['vera', 'overdue all', 1],
      ['zhao', 'overdue', 0],
      ['zhao', 'overdue team', 1],
      ['tom', 'overdue 华为', 1],
    ])('%s says %s: %i', async (as, text, count) => {
      expect((await kam.ok(text, as)).data.items).toHaveLength(count);
    });

    it('nobody sees accounts hidden from them, and who has no reports has no team', async () => {
      expect(await kam.ask('overdue team', { as: 'tom' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      await kam.ask('/kam settings visibility team', { as: 'boss' });
      expect((await kam.ok('overdue all', 'tom')).data.items).toEqual([]);
      expect(await kam.ask('overdue 华为', { as: 'tom' })).toMatchObject({ ok: false });
    });
  });
});
