import { afterEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/domain/records.ts';
import { demoBook } from '../../src/ops/demo-book/demo-book.ts';
import type { Button } from '../../src/reply/reply.ts';
import { tick } from '../../src/tick.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { judgeSpoken } from '../fixtures/judge-spoken.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { wordsOf } from '../fixtures/spoken.ts';

const HOUR = 3_600_000;
const open: TestAssistant[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** An assistant whose clock the test moves. */
async function at(moment: string, book: unknown, settings: Readonly<Record<string, string>> = {}) {
  const clock = { now: Date.parse(moment) };
  const kam = await openTestAssistant(book, settings, () => clock.now);
  open.push(kam);
  const pass = async (to: string | number = clock.now) => {
    clock.now = typeof to === 'number' ? to : Date.parse(to);
    return tick(kam.assistant, clock.now, false);
  };
  return { ...kam, clock, pass, iso: () => new Date(clock.now).toISOString() };
}
type Kam = Awaited<ReturnType<typeof at>>;

async function memberOf({ assistant }: Kam, key: string): Promise<Member> {
  const member = await assistant.store.views.memberByKey(key);
  if (!member) throw new Error(`no ${key}`);
  return member;
}

const messagesTo = async ({ assistant }: Kam, place: string) => assistant.store.conversations.latest(place, 1000);
const directTo = async (kam: Kam, key: string) => messagesTo(kam, `dm:${(await memberOf(kam, key)).id}`);

const demoAt = (moment: string) => demoBook({ now: Date.parse(moment) });

function buttonsOf(blocks: readonly { readonly kind: string }[]): readonly Button[] {
  return blocks.flatMap((block) =>
    block.kind === 'buttons' ? (block as unknown as { buttons: Button[] }).buttons : [],
  );
}

describe('the demo book spoken of for seven weeks, hour by hour', () => {
  // A Sunday here and a Saturday there: nobody is waiting for that day's message.
  const FROM = '2026-09-13T00:00:00Z';
  const DAYS = 49;

  it('tells nobody twice a day, on a day off, or anything twice; every festival is on its day', async () => {
    const kam = await at(FROM, demoAt(FROM));
    for (let hour = 0; hour < DAYS * 24; hour++) await kam.pass(Date.parse(FROM) + hour * HOUR);
    const { broken, messages, festivals } = await judgeSpoken(kam.assistant);
    expect(broken).toEqual([]);
    expect(messages).toBeGreaterThan(100);
    expect(festivals).toMatchObject({ 'mid-autumn': 1, national: 1, 'double-ninth': 1 });
  });
});

describe('a daily message', () => {
  it('is one each after two days down, and tells only what is still true', async () => {
    const kam = await at('2026-09-10T16:00:00Z', demoAt('2026-09-10T16:00:00Z'));
    for (let hour = 0; hour < 24; hour++) await kam.pass(Date.parse('2026-09-10T16:00:00Z') + hour * HOUR);
    const before = (await directTo(kam, 'chenjing')).length;
    await kam.pass('2026-09-16T10:30:00+08:00');
    await kam.pass('2026-09-16T11:30:00+08:00');
    expect((await directTo(kam, 'chenjing')).length).toBe(before + 1);
  });

  it('is neither two nor none for somebody who moves to another zone', async () => {
    const kam = await at('2026-09-14T00:00:00Z', demoAt('2026-09-14T00:00:00Z'));
    const run = async (from: string, hours: number) => {
      for (let hour = 0; hour < hours; hour++) await kam.pass(Date.parse(from) + hour * HOUR);
    };
    await run('2026-09-14T00:00:00Z', 48);
    await kam.ok('me zone=America/Los_Angeles', 'chenjing');
    await run('2026-09-16T00:00:00Z', 48);
    await kam.ok('me zone=Australia/Lord_Howe', 'chenjing');
    await run('2026-09-18T00:00:00Z', 24);
    const days = (await directTo(kam, 'chenjing')).map(({ postedAt }) => new Date(postedAt).toISOString());
    const keys = (await kam.assistant.store.outbox.ofMember((await memberOf(kam, 'chenjing')).id, 50)).map(
      ({ dedupeKey }) => dedupeKey.slice(-10),
    );
    expect(keys.sort()).toEqual(['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18']);
    expect(days.length).toBe(5);
  });

  it.each([
    ['America/New_York', '2027-03-15', '2027-03-15T13:00:00Z'],
    // 3 May is a holiday there.
    ['Africa/Cairo', '2027-05-04', '2027-05-04T06:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T22:00:00Z'],
  ])('comes at nine by the new clock after the clocks change in %s', async (zone, day, expected) => {
    const kam = await at(`${day}T00:00:00Z`, demoAt('2026-09-14T00:00:00Z'));
    await kam.ok(`me zone=${zone}`, 'emily');
    const start = Date.parse(`${day}T00:00:00Z`) - 4 * HOUR;
    for (let half = 0; half < 48; half++) await kam.pass(start + (half * HOUR) / 2);
    const said = await directTo(kam, 'emily');
    expect(said.map(({ postedAt }) => new Date(postedAt).toISOString())).toContain(new Date(expected).toISOString());
  });

  it('is written by nobody when it is only looked at', async () => {
    const kam = await at('2026-09-11T09:05:00+08:00', demoAt('2026-09-11T01:00:00Z'));
    const report = await tick(kam.assistant, kam.clock.now, true);
    expect(report.members.filter(({ state }) => state === 'send').length).toBeGreaterThan(3);
    expect((await kam.assistant.store.outbox.figures(kam.clock.now)).states).toMatchObject({ pending: 0, sent: 0 });
    expect(await directTo(kam, 'chenjing')).toEqual([]);
  });

  it('can be answered in place: seen to, put off, silenced, and taken back', async () => {
    const kam = await at('2026-09-11T09:05:00+08:00', demoAt('2026-09-11T01:00:00Z'));
    await kam.pass();
    const [message] = await directTo(kam, 'chenjing');
    const settle = buttonsOf(message?.reply.blocks ?? []).filter(({ press }) => press.command === 'nudges');
    const first = (action: string) => {
      const found = settle.find(({ press }) => press.args['action'] === action);
      if (!found) throw new Error(`no ${action}`);
      return found.press;
    };
    const read = async () =>
      wordsOf((await directTo(kam, 'chenjing'))[0]?.reply ?? { title: '', audience: 'asker', blocks: [] });
    const before = await read();
    const snoozed = await kam.press(first('snooze'), 'chenjing', kam.iso());
    expect(snoozed.ok).toBe(true);
    await expect.poll(read).toContain('再提醒');
    await kam.ok('undo', 'chenjing');
    const again = await kam.press(first('mute'), 'chenjing', kam.iso());
    expect(again.ok && again.reply.title).toBe('以后不再提醒。');
    await expect.poll(read).toContain('不再提醒');
    expect(await read()).not.toBe(before);
    // Somebody else's message is not theirs to settle.
    const other = await kam.press(first('mute'), 'lin', kam.iso());
    expect(other).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    // What is silenced is not scheduled any more.
    const listed = await kam.ok('提醒', 'chenjing');
    expect(listed.data.mutes.length).toBe(1);
  });

  it('tells again what was put off, once its day has come', async () => {
    const kam = await at('2026-09-11T09:05:00+08:00', demoAt('2026-09-11T01:00:00Z'));
    await kam.pass();
    const opposed = '黄文博 在决策中有分量';
    const [message] = await directTo(kam, 'chenjing');
    const blocks = message?.reply.blocks ?? [];
    const place = blocks.findIndex(
      (block) => block.kind === 'text' && wordsOf({ title: '', audience: 'asker', blocks: [block] }).includes(opposed),
    );
    const snooze = buttonsOf(blocks.slice(place, place + 3)).find(({ press }) => press.args['action'] === 'snooze');
    if (!snooze) throw new Error('the item can be put off');
    expect((await kam.press(snooze.press, 'chenjing', kam.iso())).ok).toBe(true);
    const told = async (day: string) => {
      await kam.pass(`${day}T09:05:00+08:00`);
      const said = await directTo(kam, 'chenjing');
      const letter = said.find(({ postedAt }) => postedAt === kam.clock.now);
      return letter === undefined ? '' : wordsOf(letter.reply);
    };
    for (const day of ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17'])
      expect(await told(day)).not.toContain(opposed);
    const after = [
      await told('2026-09-18'),
      await told('2026-09-20'),
      await told('2026-09-21'),
      await told('2026-09-22'),
    ];
    expect(after.filter((words) => words.includes(opposed)).length).toBe(1);
  });

  it('says what is still open when a promise is kept elsewhere', async () => {
    const kam = await at('2026-09-11T09:05:00+08:00', demoAt('2026-09-11T01:00:00Z'));
    await kam.pass();
    const read = async () =>
      wordsOf((await directTo(kam, 'chenjing'))[0]?.reply ?? { title: '', audience: 'asker', blocks: [] });
    expect(await read()).toContain('发二期书面方案和交期表');
    const done = await kam.ok('待办 完成 发二期书面方案和交期表', 'chenjing');
    expect(done.ok).toBe(true);
    await expect.poll(read).not.toContain('发二期书面方案和交期表');
    expect(await read()).toContain('✓ 华信科技');
  });

  it('is left out by whoever switched it off, and tells once a year that the days off are not known', async () => {
    const kam = await at('2027-01-04T09:05:00+08:00', demoAt('2027-01-03T01:00:00Z'));
    await kam.pass();
    await kam.pass('2027-01-05T09:05:00+08:00');
    const said = (await directTo(kam, 'chenjing')).map(({ reply }) => wordsOf(reply));
    expect(said.length).toBe(2);
    expect(said.filter((text) => text.includes('2027 年的放假安排')).length).toBe(1);
    const admin = (await directTo(kam, 'xu')).map(({ reply }) => wordsOf(reply));
    expect(admin.filter((text) => text.includes('放假安排')).length).toBe(1);
  });
});

describe('a digest', () => {
  const say = (kam: Kam, text: string, as = 'boss') => kam.ask(text, { as, at: kam.iso(), channel: 'team' });

  it('is set up, shown, told once a working day, told now, and switched off', async () => {
    const kam = await at('2026-11-18T15:00:00+08:00', smallBook());
    await kam.assistant.store.conversations.addChannel({ id: 'team', name: 'team', createdById: null, createdAt: 0 });
    await kam.ask('昨天拜访华为张伟，聊了二期预算，下周三给方案', { as: 'wang', at: '2026-11-18T10:00:00+08:00' });
    await kam.ask('order 华为 on=2026-11-18', { as: 'wang', at: '2026-11-18T11:00:00+08:00' });
    expect(await say(kam, '摘要')).toMatchObject({ ok: true, data: { items: [] } });
    const set = await say(kam, 'digest here daily 09:00');
    expect(set).toMatchObject({ ok: true, data: { items: [{ every: 'day', time: '09:00', channel: 'team' }] } });
    for (const hour of ['08:30', '09:00', '09:30', '12:00']) await kam.pass(`2026-11-19T${hour}:00+08:00`);
    const told = await messagesTo(kam, 'channel:team');
    expect(told.length).toBe(1);
    const words = wordsOf(told[0]?.reply ?? { title: '', audience: 'members', blocks: [] });
    expect(words).toContain('华为技术有限公司');
    expect(words).toContain('关系 0 → 1');
    expect(words).not.toContain('喝茶');
    // Saturday is a day off.
    await kam.pass('2026-11-21T09:30:00+08:00');
    expect((await messagesTo(kam, 'channel:team')).length).toBe(1);
    expect(await say(kam, 'digest now')).toMatchObject({ ok: true });
    expect(await say(kam, 'digest off')).toMatchObject({ ok: true, data: { items: [] } });
    await kam.pass('2026-11-23T09:30:00+08:00');
    expect((await messagesTo(kam, 'channel:team')).length).toBe(1);
  });

  it('is refused outside a channel, and to viewers', async () => {
    const kam = await at('2026-11-18T15:00:00+08:00', smallBook());
    expect(await kam.ask('digest daily 09:00', { as: 'wang' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
    expect(await say(kam, 'digest here daily 09:00', 'vera')).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await say(kam, 'digest here daily 25:00')).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  });

  it('tells a channel no more than whoever set it up may see', async () => {
    const kam = await at('2026-11-18T15:00:00+08:00', smallBook());
    await kam.assistant.store.conversations.addChannel({ id: 'team', name: 'team', createdById: null, createdAt: 0 });
    await kam.ok('/kam settings visibility team', 'boss');
    await say(kam, '摘要 这里 每天 09:00', 'wang');
    await kam.ask('visited Alice at Northwind today', { as: 'tom', at: '2026-11-18T16:00:00+08:00' });
    await kam.pass('2026-11-19T09:30:00+08:00');
    const told = (await messagesTo(kam, 'channel:team')).map(({ reply }) => wordsOf(reply)).join('\n');
    expect(told).not.toContain('Northwind');
  });
});
