import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const send = (schedule: string, more = {}, as = 'boss') =>
  kam.press({ command: 'holidays', args: { schedule, ...more } }, as) as Promise<Json>;
const shown = async (year: number): Promise<Json> => (await kam.ok(`假期 ${year}`)).data;

const DAYS = [
  { on: '2027-01-01', off: true, name: '元旦' },
  { on: '2027-02-05', off: true, name: '春节' },
  { on: '2027-02-06', off: true, name: '春节' },
  { on: '2027-02-14', off: false, name: '春节' },
];
const ICS = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270102
SUMMARY:元旦（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270205
DTEND;VALUE=DATE:20270207
SUMMARY:春
 节（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270214
SUMMARY:春节（班）
END:VEVENT
END:VCALENDAR
`;
const FILES: readonly (readonly [string, string])[] = [
  ['JSON', JSON.stringify({ calendar: 'china', days: DAYS })],
  [
    'JSON of holiday-cn',
    JSON.stringify({ year: 2027, days: DAYS.map(({ on, off, name }) => ({ name, date: on, isOffDay: off })) }),
  ],
  ['CSV with a header', 'date,name,type\n2027-01-01,元旦,休\n2027-02-05~2027-02-06,春节,休\n2027-02-14,春节,班\n'],
  ['CSV without one', '\uFEFF2027/1/1;元旦;off\r\n2027年2月5日 至 2027年2月6日;春节;off\r\n20270214;"春节";work\r\n'],
  ['ICS', ICS],
  ['ICS with CRLF', ICS.replaceAll('\n', '\r\n')],
];

describe('holidays', () => {
  it('shows what comes with the program, with the weekends that are worked', async () => {
    const data = await shown(2026);
    expect(data).toMatchObject({
      calendar: 'china',
      year: 2026,
      published: true,
      source: 'seeded',
      years: ['2002–2026'],
    });
    expect(data.items).toContainEqual({ on: '2026-10-01', off: true, name: '国庆节' });
    expect(data.items.some(({ off }: Json) => !off)).toBe(true);
    expect((await kam.ok('假期')).text).toContain('调休');
  });

  it('marks a year without data, and says what holds until then', async () => {
    const answer = await kam.ok('假期 2027');
    expect(answer.data).toMatchObject({ published: false, source: 'missing' });
    expect(answer.data.items).toContainEqual({ on: '2027-02-06', off: true, name: '春节' });
    expect(answer.data.items.every(({ off }: Json) => off)).toBe(true);
    expect(answer.text).toContain('尚未公布');
  });

  it('of other countries: nobody imported it, the statutory days hold', async () => {
    expect((await kam.ok('holidays', 'tom')).data).toMatchObject({ calendar: 'US', source: 'country', items: [] });
    expect((await kam.ok('/kam holidays 2026 calendar=德国')).data).toMatchObject({ calendar: 'DE' });
  });

  it.each(FILES)('takes %s over, whole, and gives it back on undo', async (_, text) => {
    const answer = await send(text);
    expect(answer).toMatchObject({
      ok: true,
      data: { calendar: 'china', items: DAYS, years: [{ year: 2027, after: 4 }] },
    });
    expect(await shown(2027)).toMatchObject({ published: true, source: 'imported', items: DAYS });
    expect((await shown(2027)).years).toEqual(['2002–2026', '2027']);
    await kam.ok('undo', 'boss');
    expect(await shown(2027)).toMatchObject({ published: false });
  });

  it('replaces a year by what comes later, and does nothing twice', async () => {
    await send(FILES[0]?.[1] ?? '');
    const again = await send(ICS);
    expect(again).toMatchObject({ ok: true, data: { years: [{ before: 4, after: 4 }] } });
    expect(JSON.stringify(again.reply)).not.toContain('"undo"');
    await send('2027-10-01,国庆,休');
    expect((await shown(2027)).items).toEqual([{ on: '2027-10-01', off: true, name: '国庆' }]);
  });

  it('takes days of December as part of the notice for the year after: the seed stays', async () => {
    await send('2026-12-31,元旦,休\n2027-01-01,元旦,休');
    const data = await shown(2026);
    expect(data).toMatchObject({ published: true, source: 'seeded' });
    expect(data.items).toContainEqual({ on: '2026-12-31', off: true, name: '元旦' });
    expect(data.items).toContainEqual({ on: '2026-10-01', off: true, name: '国庆节' });
  });

  it('another calendar is another schedule, and one may keep it', async () => {
    expect(await send('2027-07-01,Founders,off', { calendar: 'acme works' })).toMatchObject({ ok: true });
    expect(await shown(2027)).toMatchObject({ published: false });
    expect((await kam.ok('/kam me holidays="acme works"')).data.holidays).toBe('acme works');
    expect((await kam.ok('holidays 2027')).data).toMatchObject({ calendar: 'acme works', source: 'imported' });
  });

  it.each([
    ['2027-01-01,元旦,休\n2027-02-30,春节,休', '第 2 行', '2027-02-30'],
    ['date,name,type\n2027-01-01,元旦,maybe', '第 2 行', 'maybe'],
    ['2027-01-01,a,休\n2027-01-01,b,班', '第 2 行', '2027-01-01'],
    ['2027-02-06~2027-02-01,春节,休', '第 1 行', '结束早于开始'],
    ['2027-02-06~2028-02-12,春节,休', '第 1 行', '一个月'],
    [ICS.replace('DTSTART;VALUE=DATE:20270205', 'DTSTART:20270205T090000'), '第 9 行', '钟点'],
    [ICS.replace('DTSTART;VALUE=DATE:20270214', 'DTSTART;VALUE=DATE:20270214\nRRULE:FREQ=YEARLY'), '第 16 行', '重复'],
    ['[{"on":"2027-01-01"},{"name":"x"}]', '第 2 行', 'x'],
    ['{"no":1}', '', 'days'],
    ['BEGIN:VCALENDAR\nEND:VCALENDAR', '', '没有日期'],
  ])('names the line that is wrong and imports nothing: %j', async (text, line, what) => {
    const answer = await send(text);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(answer.error.message).toContain(line);
    expect(answer.error.message).toContain(what);
    expect(await shown(2027)).toMatchObject({ published: false });
  });

  it.each(['wang', 'zhao', 'vera'])('is imported by administrators only, not by %s', async (as) => {
    expect(await send('2027-01-01,元旦,休', {}, as)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await kam.ask('假期 导入', { as })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await kam.ask('假期 2027', { as })).toMatchObject({ ok: true });
  });

  it('comes by a form, with a file or pasted', async () => {
    const { reply } = await kam.answer('假期 导入', { as: 'boss' });
    const [form] = reply.blocks.filter(({ kind }) => kind === 'form');
    expect(form).toMatchObject({
      command: 'holidays',
      inputs: [{ name: 'calendar' }, { type: 'file' }, { type: 'lines' }],
    });
    const boss = await kam.assistant.store.views.memberByKey('boss');
    const bytes = new TextEncoder().encode(ICS);
    const kept = kam.assistant.transfers.keep(boss?.id ?? '', 'cn.ics', bytes);
    if (!kept) throw new Error('no place to hand a file in');
    expect(await kam.press({ command: 'holidays', args: { action: 'import', file: kept.id } }, 'boss')).toMatchObject({
      ok: true,
    });
    expect(await shown(2027)).toMatchObject({ items: DAYS });
    expect(await kam.press({ command: 'holidays', args: { file: 'nothing' } }, 'boss')).toMatchObject({ ok: false });
  });
});
