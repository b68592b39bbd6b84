import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/reply/reply.ts';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const EARLIER = '2026-11-10T18:00:00+08:00';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ask('今天拜访华为张伟，聊了二期，11月12日前给方案', { at: EARLIER });
  await kam.press(
    {
      command: 'log',
      args: {
        account: 'Northwind',
        contacts: ['Alice Chen'],
        kind: 'call',
        note: 'price',
        nextSteps: [
          { what: 'send the quote', due: '2026-11-27', by: 'me' },
          { what: 'send the drawings', by: 'me' },
          { what: 'name a date for the pilot', due: '2026-11-19', by: 'them' },
        ],
      },
    },
    'tom',
  );
});
afterEach(() => kam.close());

const items = ({ data }: Json): Json[] => data.items;
const whats = (answer: Json): string[] => items(answer).map(({ what }: Json) => what);
const call = (action: string, step: string, more: Readonly<Record<string, unknown>> = {}): Call => ({
  command: 'next',
  args: { action, step: `#${step}`, ...more },
});
async function first(as: string): Promise<Json> {
  const [item] = items(await kam.ok('next', as));
  return item;
}

describe('next', () => {
  it('lists what I owe and what they owe me, overdue first, then by day, undated last', async () => {
    const answer = await kam.ok('next', 'tom');
    expect(whats(answer)).toEqual(['name a date for the pilot', 'send the quote', 'send the drawings']);
    expect(items(answer)).toMatchObject([
      { account: 'Northwind', by: 'them', byName: null, due: '2026-11-19', overdueDays: 1, mayChange: true },
      { account: 'Northwind', by: 'tom', byName: 'Tom Lee', due: '2026-11-27', overdueDays: 0, doneOn: null },
      { due: null, overdueDays: null, brokenOn: null },
    ]);
    expect(answer.data).toMatchObject({ scope: 'mine', total: 3, overdue: 1 });
    expect(answer.text).toContain('1 day overdue');
    expect(whats(await kam.ok('待办'))).toEqual(['给方案']);
  });

  it('tells a manager of their reports, and nobody else’s to a member without any', async () => {
    expect(whats(await kam.ok('待办 团队', 'zhao'))).toEqual(['给方案']);
    expect(await kam.ask('next team', { as: 'tom' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(whats(await kam.ok('next team', 'boss'))).toHaveLength(4);
  });

  it('tells of one account, of one side of it, to whoever may see it', async () => {
    expect(whats(await kam.ok('next Northwind', 'wang'))).toHaveLength(3);
    expect(whats(await kam.ok('what does Northwind owe us', 'wang'))).toEqual(['name a date for the pilot']);
    expect(whats(await kam.ok('what do we owe Northwind?', 'vera'))).toEqual(['send the quote', 'send the drawings']);
    expect(items(await kam.ok('next Northwind', 'wang')).every(({ mayChange }: Json) => !mayChange)).toBe(true);
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect(await kam.ask('next Northwind', { as: 'wang' })).toMatchObject({ ok: false });
  });

  it('comes in pages', async () => {
    const page = (offset: number) => kam.press({ command: 'next', args: { limit: 2, offset } }, 'tom');
    const [one, two] = [await page(0), await page(2)];
    if (!one.ok || !two.ok) throw new Error('refused');
    expect([items(one).length, items(two).length]).toEqual([2, 1]);
    expect(JSON.stringify(one.reply)).toContain('"offset":2');
    expect(JSON.stringify(two.reply)).not.toContain('"offset":4');
  });
});

describe('what can be done about a promise', () => {
  it('done on a day said, and undone', async () => {
    const answer = await kam.ok('/kam next done quote 2026-11-20', 'tom');
    expect(items(answer)).toMatchObject([{ what: 'send the quote', doneOn: '2026-11-20', overdueDays: 0 }]);
    expect(answer.understood.input).toEqual({
      account: 'Northwind',
      action: 'done',
      step: 'send the quote',
      on: '2026-11-20',
    });
    expect(whats(await kam.ok('next', 'tom'))).not.toContain('send the quote');
    expect(whats(await kam.ok('/kam next state=done', 'tom'))).toEqual(['send the quote']);
    await kam.ok('undo', 'tom');
    expect(whats(await kam.ok('next', 'tom'))).toContain('send the quote');
  });

  it('theirs too, by a tap', async () => {
    const { id } = await first('tom');
    const answer = await kam.press(call('done', id), 'tom');
    // Where Northwind is it is still the 20th.
    expect(answer).toMatchObject({ ok: true, data: { items: [{ by: 'them', doneOn: '2026-11-20' }] } });
  });

  it('moved to a day to come; without one it asks', async () => {
    expect(items(await kam.ok('待办 改期 给方案 下周五'))).toMatchObject([{ due: '2026-11-27', overdueDays: 0 }]);
    const { id } = await first('wang');
    const asked = await kam.press(call('move', id));
    expect(asked).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    expect(JSON.stringify(asked.reply.blocks)).toContain('"name":"due","label":"期限"');
    expect(JSON.stringify(asked.reply.blocks)).toContain(`"kept":{"action":"move","step":"#${id}"}`);
    expect(await kam.press(call('move', id, { due: '2026-11-01' }))).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
  });

  it('given up, which is not kept; what is settled is opened first', async () => {
    expect(items(await kam.ok('/kam next broken 方案'))).toMatchObject([{ brokenOn: '2026-11-21', doneOn: null }]);
    expect(await kam.ok('next')).toMatchObject({ data: { items: [] } });
    expect((await kam.ok('accounts')).data.accounts[0]).toMatchObject({ overdue: 0 });
    const { data } = await kam.ok('timeline 华为');
    expect(data.promises).toMatchObject({ open: [], broken: [{ what: '给方案', brokenOn: '2026-11-21' }] });
    const { id } = data.promises.broken[0];
    expect(await kam.press(call('done', id))).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await kam.press(call('reopen', id))).toMatchObject({ ok: true, data: { items: [{ brokenOn: null }] } });
  });

  it('asks which one when words fit several, and guesses none that fits no words', async () => {
    const several = await kam.ask('/kam next done send', { as: 'tom' });
    expect(several).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(several.error.suggestions).toEqual(['Northwind: send the quote', 'Northwind: send the drawings']);
    expect(await kam.ask('/kam next done champagne', { as: 'tom' })).toMatchObject({ ok: false });
    expect(await kam.ask('报价发了')).toMatchObject({ ok: false, error: { code: 'not-understood' } });
  });

  it.each([
    ['wang', false], // Northwind is Tom's
    ['vera', false],
    ['zhao', false],
    ['boss', true],
  ])('%s may change a promise of Tom’s at Northwind: %s', async (as, may) => {
    const { id } = items(await kam.ok('next', 'tom'))[1];
    const answer = await kam.press(call('done', id), as);
    expect(answer.ok).toBe(may);
    if (!answer.ok) expect(answer.error.code).toBe('forbidden');
  });

  it('who promised may settle it, and take that back, though they may not write the account', async () => {
    await kam.press(
      {
        command: 'log',
        args: {
          account: 'Northwind',
          contacts: ['Bob Smith'],
          kind: 'call',
          nextSteps: [{ what: 'check the invoice', by: 'qian' }],
        },
      },
      'tom',
    );
    expect(items(await kam.ok('/kam next done invoice', 'qian'))).toMatchObject([{ doneOn: '2026-11-20' }]);
    await kam.ok('undo', 'qian');
    expect(whats(await kam.ok('next', 'qian'))).toContain('check the invoice');
  });
});
