import { describe, expect, it } from 'vitest';
import { commandNamed } from '../../src/commands/registry.ts';
import { commandLabel, toldCall } from '../../src/commands/told-call.ts';
import type { Language } from '../../src/domain/vocabulary.ts';

const visit = { account: '华为', contacts: ['张伟', '陈总'], kind: 'visit', date: '2026-11-20', note: 'visit' };
const ours = { account: 'Northwind', owner: 'tom', backup: 'gone', team: ['wang', 'tom'] };
const nameOf = (key: string) => ({ tom: 'Tom Lee', wang: '王芳' })[key] ?? key;
const putOff = { action: 'snooze', letter: 'nudges/01abc/2026-11-23', item: 1, until: '2026-11-30' };

describe('a call that was made', () => {
  it.each<[string, Language, object, string]>([
    ['log', 'zh', visit, '记录：华为 · 张伟 · 陈总 · 拜访 · 2026年11月20日星期五 · visit'],
    ['log', 'en', visit, 'log：华为 · 张伟 · 陈总 · visit · Fri, 20 Nov 2026 · visit'],
    ['order', 'zh', { account: 'Northwind', amount: 45 }, '订单：Northwind · 45'],
    ['account', 'en', ours, 'account：Northwind · Tom Lee · gone · 王芳 · Tom Lee'],
    ['log', 'zh', { account: 'tom', members: ['tom'], note: 'wang' }, '记录：tom · Tom Lee · wang'],
    ['level', 'zh', { contact: '张伟', level: 3, member: 'wang' }, '层次：张伟 · 3 · 王芳'],
    ['nudges', 'zh', putOff, '提醒：推后 · 2026年11月30日星期一'],
    ['forgotten', 'zh', { account: 'Northwind', date: '2026-02-31' }, 'forgotten：Northwind · 2026-02-31'],
  ])('of %s is told in %s', (name, language, input, expected) => {
    const command = commandNamed(name);
    const told = toldCall(command, input as Record<string, unknown>, language, nameOf);
    expect(`${commandLabel(command, name, language)}：${told}`).toBe(expected);
  });

  it('is cut to a line', () => {
    expect(toldCall(undefined, { note: 'x'.repeat(1000) }, 'en', nameOf)).toHaveLength(300);
  });
});
