import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import type { Answer } from '../../src/router/messages.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(smallBook());
});
afterAll(() => kam.close());

/** 郭总 is an admin, 赵岚 a manager, 王芳 and Tom Lee members, Vera a viewer. */
async function asked(as: string, command: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const member = await kam.assistant.store.views.memberByKey(as);
  return kam.assistant.router.handle({
    ...{ memberId: member?.id ?? null, platform: 'slack', place: 'dm', at: Date.parse(NOW) },
    content: { form: { command, args } },
  });
}

/** The inputs of the form that opens, or why none does. */
function opens(answer: Answer): readonly string[] | string {
  if (!answer.ok) return answer.error.code;
  const form = answer.reply.blocks.find(({ kind }) => kind === 'form');
  return form?.kind === 'form' ? form.inputs.map(({ name }) => name) : 'no form';
}

const HUAWEI = '华为技术有限公司';

describe('a form', () => {
  it.each<[who: string, command: string, args: Record<string, unknown>]>([
    ['vera', 'log', {}],
    ['vera', 'account', { action: 'add' }],
    ['vera', 'contact', { action: 'add', account: HUAWEI }],
    ['vera', 'share', { account: HUAWEI, percent: 60 }],
    ['vera', 'order', { account: HUAWEI, amount: '5000' }],
    ['vera', 'next', { action: 'move' }],
    ['vera', 'pin', { account: HUAWEI, value: '3' }],
    ['tom', 'pin', { account: HUAWEI, value: '3' }],
    ['tom', 'member', { action: 'add' }],
    ['zhao', 'member', { action: 'add' }],
    ['tom', 'contact', { action: 'erase', account: HUAWEI }],
    ['wang', 'holidays', { action: 'import' }],
  ])('does not open for %s who could never send it: %s %j', async (who, command, args) => {
    const answer = await asked(who, command, args);
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(answer.reply.blocks).toEqual([]);
    expect((await asked('boss', command, args)).ok).toBe(true);
  });

  it.each<[who: string, command: string, args: Record<string, unknown>, has: string[], hasNot: string[]]>([
    ['vera', 'share', {}, ['account'], ['percent']],
    ['wang', 'share', {}, ['account', 'percent'], []],
    ['vera', 'pin', {}, ['account'], ['value']],
    ['tom', 'pin', {}, ['account'], ['value']],
    ['zhao', 'pin', {}, ['account', 'value'], []],
    ['wang', 'account', { action: 'add' }, ['name'], []],
    // Whose account it is may still be chosen.
    ['tom', 'log', { account: HUAWEI }, ['account', 'note'], []],
    ['boss', 'member', { action: 'add' }, ['name'], []],
  ])('asks %s only for what they could send: %s %j', async (who, command, args, has, hasNot) => {
    const inputs = opens(await asked(who, command, args));
    expect(inputs).toEqual(expect.arrayContaining(has));
    for (const name of hasNot) expect(inputs).not.toContain(name);
  });

  it.each(COMMANDS.map(({ name }) => [name] as const))('of %s opens or is refused, for everybody', async (name) => {
    for (const who of ['boss', 'zhao', 'wang', 'vera']) {
      const answer = await asked(who, name);
      expect([who, answer.ok || answer.error.code === 'forbidden']).toEqual([who, true]);
    }
  });

  it('that would be refused is not offered to what is typed either', async () => {
    expect(await kam.ask('/kam account add', { as: 'vera' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await kam.ask('/kam add member', { as: 'wang' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await kam.ask('/kam account add', { as: 'wang' })).toMatchObject({ error: { code: 'missing-argument' } });
    expect(await kam.ask('/kam share', { as: 'vera' })).toMatchObject({ error: { code: 'missing-argument' } });
    expect(await kam.ask('/kam share Nowhere 60', { as: 'vera' })).toMatchObject({ error: { code: 'forbidden' } });
  });
});
