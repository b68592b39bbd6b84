import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const counted = async () => (await kam.assistant.store.views.all('interaction')).length;

describe('a log', () => {
  it('is understood in absolute terms, kept, and answered with an undo button', async () => {
    const answer = await kam.answer('昨天拜访华为张伟，聊了二期预算，下周三给方案');
    expect(answer).toMatchObject({
      ok: true,
      understood: {
        command: 'log',
        input: {
          account: '华为技术有限公司',
          contacts: ['张伟'],
          members: ['wang'],
          kind: 'visit',
          date: '2026-11-20',
          nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'wang' }],
        },
      },
      data: { warnings: [] },
    });
    const json = await kam.ask('上次联系华为是什么时候');
    expect(json.data).toMatchObject({
      daysAgo: 1,
      interaction: { date: '2026-11-20', kind: 'visit', members: ['wang'] },
    });
    expect(json.data.interaction.note).toContain('二期预算');
    expect(json.text).toContain('2026年11月20日星期五');
    if (!answer.ok) throw new Error('refused');
    const button = answer.reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))[0];
    expect(button?.label).toBe('撤销');
    const before = await counted();
    const undone = await kam.press(button?.press ?? { command: '', args: {} });
    expect(undone).toMatchObject({ ok: true, data: { undone: { command: 'log', input: { date: '2026-11-20' } } } });
    // In the words of whoever reads it, not in those the book keeps.
    expect(undone.reply.title).toBe('已撤销：记录');
    expect(JSON.stringify(undone.reply.blocks)).toContain('拜访 · 2026年11月20日星期五');
    expect(await counted()).toBe(before - 1);
    expect(await kam.press(button?.press ?? { command: '', args: {} })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('takes the day from the speaker and counts it where the account is', async () => {
    // Half past midnight on the 22nd in Shanghai is still the 21st in New York.
    const at = '2026-11-22T00:30:00+08:00';
    const json = await kam.ask('今天拜访Northwind的Alice，聊了续约', { as: 'boss', at });
    expect(json).toMatchObject({ ok: true, understood: { input: { date: '2026-11-21', account: 'Northwind' } } });
    const last = await kam.ask('/kam last Northwind', { as: 'boss', at });
    expect(last.data).toMatchObject({ daysAgo: 0, interaction: { kind: 'visit' } });
    await kam.ask('undo', { as: 'boss', at });
  });

  it('keeps a time that was told', async () => {
    const json = await kam.ask('log met Alice at Northwind yesterday at 3pm, talked about the pilot', { as: 'tom' });
    expect(json).toMatchObject({
      ok: true,
      understood: { input: { date: '2026-11-19', time: '15:00', kind: 'meeting' } },
    });
    await kam.ask('undo', { as: 'tom' });
  });

  it('warns of a one-way message and of a day long past, and keeps both', async () => {
    const sent = await kam.ask('log emailed Alice at Northwind today, sent the brochure', { as: 'tom' });
    expect(sent).toMatchObject({ ok: true, understood: { input: { kind: 'email' } } });
    expect(sent.data.warnings).toHaveLength(1);
    const old = await kam.ask('log visited Alice at Northwind on 2025-03-03, first tour', { as: 'tom' });
    expect(old).toMatchObject({ ok: true, understood: { input: { date: '2025-03-03' } } });
    expect(old.data.warnings).toHaveLength(1);
    await kam.ask('undo', { as: 'tom' });
    await kam.ask('undo', { as: 'tom' });
  });

  it('offers to add a person nobody knows, and logs with them', async () => {
    const answer = await kam.answer('昨天拜访华为李四，聊了交付');
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-contact' } });
    const offer = answer.reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])).at(-1);
    expect(offer?.label).toContain('李四');
    const logged = await kam.press(offer?.press ?? { command: '', args: {} });
    expect(logged).toMatchObject({ ok: true, understood: { input: { contacts: ['李四'] } } });
    const undone = await kam.ask('撤销');
    expect(undone.ok).toBe(true);
    expect(await kam.ask('/kam 联系人 华为 李四')).toMatchObject({ ok: false, error: { code: 'unknown-contact' } });
  });
});

describe('what is refused writes nothing', () => {
  const cases: readonly (readonly [string, string, string, string?])[] = [
    ['an unknown account', 'log visited Globex today, talked about price', 'unknown-account', 'tom'],
    ['an ambiguous account', '/kam stage North', 'ambiguous-account', 'tom'],
    ['an archived account named in part', '/kam stage Old', 'unknown-account'],
    ['a log to an archived account', '/kam log account="Old Mill" contacts="Dan Old" kind=visit note=hi', 'conflict'],
    ['a contact of another account', '昨天拜访华为Alice Chen，聊了预算', 'unknown-contact'],
    ['a viewer who writes', 'log visited Alice at Northwind today, tour', 'forbidden', 'vera'],
    ['a member who writes to another’s account', 'log visited Alice at Northwind today, tour', 'forbidden', 'wang'],
    ['a share below 0', '/kam share 华为 -1', 'invalid-argument'],
    ['a share over 100', '/kam share 华为 100.01', 'invalid-argument'],
    ['a share that is no number', '/kam share 华为 percent=abc', 'invalid-argument'],
    ['a share with three decimals', '/kam share 华为 12.345', 'invalid-argument'],
    ['half a range', '/kam share 华为 45 low=40', 'invalid-argument'],
    ['a range the wrong way round', '/kam share 华为 45 low=50 high=60', 'invalid-argument'],
    ['a day that does not exist', '/kam log 华为 张伟 拜访 date=2026-02-30 note=hi', 'invalid-argument'],
    ['a promise until a day that does not exist', '昨天拜访华为张伟，2月31日前给方案', 'invalid-argument'],
    ['the same in English', 'met Alice at Northwind, quote by 31 Feb', 'invalid-argument', 'tom'],
    ['the same of theirs', '昨天拜访华为张伟，对方11月31日前给图纸', 'invalid-argument'],
    ['a visit on a day that does not exist', '2月30日拜访华为张伟，聊了预算', 'invalid-argument'],
    ['an order on one', '华为2月31日下单50万', 'invalid-argument'],
    ['a share of nobody, said twice', 'share share 45', 'missing-argument'],
    ['a day to come', '明天拜访华为张伟', 'invalid-argument'],
    ['a time to come', '/kam log 华为 张伟 拜访 date=2026-11-21 time=23:59 note=hi', 'invalid-argument'],
    ['no contact', '/kam log 华为 拜访 note=hi', 'missing-argument'],
    ['a joke', '今天天气真好', 'not-understood'],
    ['an order by a viewer', '/kam order Northwind 2026-01-01 100 USD', 'forbidden', 'vera'],
    ['a pin by a member', '/kam pin 华为 step 3 reason=x until=2026-12-31', 'forbidden'],
    ['a setting by a member', '/kam settings active-days 120', 'forbidden'],
    ['a new member by a member', '/kam member add Ann email=ann@example.com', 'forbidden'],
    ['an account by a viewer', '/kam account add Globex', 'forbidden', 'vera'],
    ['an unknown argument', '/kam share 华为 45 colour=red', 'invalid-argument'],
    ['an open quotation mark', '/kam share 华为 45 source="finance', 'invalid-argument'],
  ];
  it.each(cases)('%s', async (_, text = '', code = '', as = 'wang') => {
    const { views } = kam.assistant.store;
    const before = (await views.allChanges()).length;
    expect(await kam.ask(text, { as })).toMatchObject({ ok: false, error: { code } });
    expect((await views.allChanges()).length).toBe(before);
  });
});

describe('hostile text', () => {
  const hostile = [
    '<!channel> <script>alert(1)</script> & <b>',
    "'); DROP TABLE interactions; --",
    'nul \u0000 bidi \u202E txt \u2066 lone \uD800 end',
    '😀👨‍👩‍👧‍👦 emoji',
    `x${'长'.repeat(9_990)}`,
  ];
  it.each(hostile)('is kept as text (%#)', async (note) => {
    const json = await kam.ask(`/kam log 华为 张伟 拜访 ${note}`);
    expect(json.ok).toBe(true);
    const kept: string = json.data.interaction.note;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is asserted
    expect(kept).not.toMatch(/[\u0000\u202A-\u202E\u2066-\u2069]/);
    expect(Buffer.from(kept).toString()).toBe(kept);
    expect((await kam.ask('撤销')).ok).toBe(true);
  });

  it('over the longest note is refused, not cut', async () => {
    expect(await kam.ask(`/kam log 华为 张伟 拜访 ${'字'.repeat(20_500)}`)).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
  });
});
