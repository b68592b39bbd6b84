import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../src/commands/registry.ts';
import type { Form, Input } from '../../src/reply/reply.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
const ids = new Map<string, string>();
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
  const { views } = kam.assistant.store;
  for (const { id, name } of [...(await views.all('account')), ...(await views.all('contact'))])
    ids.set(name, `#${id}`);
});
afterAll(() => kam.close());

const huawei = (): string => ids.get('华为技术有限公司') ?? '';
async function handle(content: Content, as = 'wang'): Promise<Answer> {
  const member = await kam.assistant.store.views.memberByKey(as);
  const { router } = kam.assistant;
  return router.handle({ memberId: member?.id ?? null, platform: 'slack', place: 'dm', content, at: Date.parse(NOW) });
}
async function formOf(
  form: { args: Record<string, unknown>; from?: string; command?: string },
  as?: string,
): Promise<Form> {
  const answer = await handle({ form: { command: 'log', ...form } }, as);
  const [block] = answer.reply.blocks;
  if (!answer.ok || block?.kind !== 'form') throw new Error(JSON.stringify(answer));
  return block;
}
const inputOf = (form: Form, name: string): Input | undefined => form.inputs.find((one) => one.name === name);
const send = (form: Form, filled: Record<string, unknown> = {}, as?: string): Promise<Answer> => {
  const values = form.inputs.flatMap(({ name, value, reference }) => {
    const sent = reference ?? value;
    return sent === undefined ? [] : [[name, sent] as const];
  });
  return handle(
    { call: { command: form.command, args: { ...form.kept, ...Object.fromEntries(values), ...filled } } },
    as,
  );
};

describe('the form of a log', () => {
  it('asks for what a log is made of, nothing more', async () => {
    const form = await formOf({ args: {} });
    expect(form.inputs.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['account', 'line', true],
      ['contacts', 'line', false],
      ['kind', 'choice', true],
      ['date', 'date', false],
      ['note', 'lines', false],
      ['nextSteps', 'lines', false],
    ]);
    expect(inputOf(form, 'account')).toMatchObject({ lookup: 'account' });
    expect(inputOf(form, 'account')).not.toHaveProperty('reference');
  });

  it('offers the people of the account once it is known, and sends back the account itself, not its name', async () => {
    for (const account of [huawei(), '华为', 'Huawei']) {
      const form = await formOf({ args: { account, contacts: [ids.get('张伟')] } });
      expect(inputOf(form, 'account')).toMatchObject({ value: '华为技术有限公司', reference: huawei() });
      expect(inputOf(form, 'contacts')).toMatchObject({ type: 'choices', value: [ids.get('张伟')] });
      expect(inputOf(form, 'contacts')?.choices?.map(({ label }) => label)).toEqual(['张伟', '李会计', '陈总']);
    }
  });

  it('keeps what was typed of an account or a person nobody knows, and offers to add the person', async () => {
    expect(inputOf(await formOf({ args: { account: '华威' } }), 'account')).toMatchObject({ value: '华威' });
    const form = await formOf({ args: { account: huawei(), contacts: ['张伟', '李四'], kind: 'call' } });
    expect(inputOf(form, 'contacts')?.value).toEqual([ids.get('张伟')]);
    expect(inputOf(form, 'contacts')?.choices?.at(-1)).toEqual({
      value: '+李四',
      label: '把 李四 加到 华为技术有限公司',
    });
    const ticked = await formOf({ args: { account: huawei(), contacts: [ids.get('张伟'), '+李四'] } });
    expect(inputOf(ticked, 'contacts')?.value).toEqual([ids.get('张伟'), '+李四']);
    expect(inputOf(await formOf({ args: { contacts: ['张伟', '李四'] } }), 'contacts')?.value).toBe('张伟、李四');
  });

  it('is filled with what a text tells, and logs that when it is sent', async () => {
    const from = '记录 昨天拜访华为张伟，聊了二期预算，下周三给方案';
    const form = await formOf({ args: {}, from });
    expect(Object.fromEntries(form.inputs.map(({ name, value }) => [name, value]))).toMatchObject({
      account: '华为技术有限公司',
      contacts: [ids.get('张伟')],
      kind: 'visit',
      date: '2026-11-20',
      nextSteps: '给方案 2026-11-25',
    });
    const sent = await send(form);
    expect(sent).toMatchObject({
      ok: true,
      understood: { input: { contacts: ['张伟'], nextSteps: [{ what: '给方案', due: '2026-11-25', by: 'wang' }] } },
    });
    await kam.ok('撤销');
  });

  it('says what is wrong at its field, with the rest as it was typed', async () => {
    const sent = await send(await formOf({ args: {} }), {
      account: huawei(),
      contacts: [ids.get('张伟')],
      kind: 'call',
      date: '2026-12-24',
      note: '聊了预算',
      nextSteps: '给方案 2026-11-25\n对方：图纸',
    });
    const [form] = sent.reply.blocks;
    if (sent.ok || form?.kind !== 'form') throw new Error('no form');
    expect(inputOf(form, 'date')?.problem).toContain('2026年12月24日');
    expect(form.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['account', '华为技术有限公司'],
      ['contacts', [ids.get('张伟')]],
      ['kind', 'call'],
      ['date', '2026-12-24'],
      ['note', '聊了预算'],
      ['nextSteps', '给方案 2026-11-25\n对方：图纸'],
    ]);
  });
});

describe('people who took part', () => {
  it.each([
    ['张伟', ['张伟']],
    ['张伟+李会计', ['张伟', '李会计']],
    ['张伟 + 李会计、陈总', ['张伟', '李会计', '陈总']],
    ['张伟、+李四', ['张伟', '李四']],
    ['+李四，+王五', ['李四', '王五']],
    // Of somebody who is there nobody is added a second time.
    ['+张伟', ['张伟']],
    [
      ['+张伟', '李会计'],
      ['张伟', '李会计'],
    ],
  ])('%j', async (contacts, names) => {
    const before = (await kam.assistant.store.views.all('contact')).length;
    const sent = await send(await formOf({ args: { account: huawei(), kind: 'call', note: 'x' } }), { contacts });
    expect(sent).toMatchObject({ ok: true, understood: { input: { contacts: names } } });
    const fresh = names.filter((name) => !['张伟', '李会计', '陈总'].includes(name));
    expect((await kam.assistant.store.views.all('contact')).length - before).toBe(fresh.length);
    await kam.ok('撤销');
  });
});

describe('promises, a line each', () => {
  it.each([
    ['给方案', [{ what: '给方案', by: 'wang' }]],
    ['给方案 2026-11-25', [{ what: '给方案', due: '2026-11-25', by: 'wang' }]],
    [
      '周五前给方案\n\n  \n对方：图纸 12月1日',
      [
        { what: '给方案', due: '2026-11-27', by: 'wang' },
        { what: '图纸', due: '2026-12-01', by: 'them' },
      ],
    ],
    ['them: the drawings by 2026-12-01', [{ what: 'the drawings', due: '2026-12-01', by: 'them' }]],
    ['tom: call the lawyer', [{ what: 'call the lawyer', by: 'tom' }]],
    ['预算：三期', [{ what: '预算：三期', by: 'wang' }]],
    ['准备 2026-12-24 的会 2026-12-20', [{ what: '准备 2026-12-24 的会', due: '2026-12-20', by: 'wang' }]],
  ])('%j', async (nextSteps, expected) => {
    const sent = await send(await formOf({ args: { account: huawei(), kind: 'note', note: 'x', nextSteps } }));
    expect(sent).toMatchObject({ ok: true });
    if (!sent.ok) return;
    expect(sent.understood.input['nextSteps']).toEqual(expected);
    await kam.ok('撤销');
  });

  it('stand in a form so that they are read back as they were', async () => {
    const words = ['send the quote', '给方案', '预算：三期', 'them: all', 'tom: x', '价格', 'a & b <c>', '"q"'];
    const step = fc.record({
      what: fc.constantFrom(...words),
      by: fc.constantFrom('me', 'them', 'tom', 'qian'),
      due: fc.option(fc.constantFrom('2026-11-25', '2027-02-28'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const form = await formOf({ args: { account: huawei(), nextSteps: steps } });
        const again = await formOf({ args: { account: huawei(), nextSteps: inputOf(form, 'nextSteps')?.value } });
        expect(inputOf(again, 'nextSteps')?.value).toBe(inputOf(form, 'nextSteps')?.value);
        const sent = await send(form, { kind: 'note', note: 'x' });
        if (!sent.ok) throw new Error(sent.error.message);
        expect(sent.understood.input['nextSteps']).toEqual(
          steps.map(({ what, by, due }) => ({ what, ...(due ? { due } : {}), by: by === 'me' ? 'wang' : by })),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('the form of a way to call a command', () => {
  // 郭总 reads Chinese, Tom English.
  it.each([
    ['account', 'boss', '新增客户', ['name']],
    ['account', 'tom', 'Add an account', ['name']],
    ['contact', 'tom', 'Add a contact', ['account', 'name']],
    ['member', 'boss', '新增成员', ['name', 'email']],
  ] as const)('%s, for %s: asks for nothing that would be there already', async (command, as, title, names) => {
    const { reply } = await handle({ form: { command, args: { action: 'add' } } }, as);
    expect(reply.title).toBe(title);
    expect((await formOf({ command, args: { action: 'add' } }, as)).inputs.map(({ name }) => name)).toEqual(names);
  });
});

describe('what a button’s call still lacks', () => {
  it.each([
    ['log', { account: '#1' }, ['kind']],
    ['log', { contacts: ['#2'], kind: 'visit' }, []],
    ['log', { account: '#1', kind: 'visit' }, ['contacts']],
    ['log', { account: '#1', kind: 'note' }, []],
    ['next', { action: 'move', step: '#3' }, ['due']],
    ['next', { action: 'done', step: '#3' }, []],
    ['next', {}, []],
    ['account', { action: 'add' }, ['name']],
    ['stage', { account: '#1' }, []],
    ['home', {}, []],
  ] as const)('%s %j', (name, args, lacking) => {
    expect(commandNamed(name)?.lacks(args)).toEqual(lacking);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s: whatever the arguments are, it throws nothing, and its form asks for what is lacking',
    async (name, command) => {
      for (const args of [{}, { action: 'nonsense' }, { account: 7, kind: [], what: null }]) command.lacks(args);
      const form = await formOf({ command: name, args: {} }, 'boss');
      expect(form.inputs.map((one) => one.name)).toEqual(expect.arrayContaining([...command.lacks({})]));
    },
  );
});
