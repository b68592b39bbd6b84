import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { weightOf } from '../../../src/domain/nudges/weights.ts';
import { NUDGE_RULES, type NudgeRule } from '../../../src/domain/vocabulary.ts';

const LEADS: { readonly [R in NudgeRule]?: readonly (number | string)[] } = {
  birthday: [7, 1, 0],
  festival: [14, 3, 0],
  'next-step-due': [-1, 0, 1, 3, 7],
  'touch-overdue': ['decision', 'management', 'operation'],
};

test('the table of the method has every rule, with its weights', () => {
  const told = new Map<string, readonly number[]>();
  const method = readFileSync(new URL('../../../docs/method.md', import.meta.url), 'utf8');
  const section = method.slice(method.indexOf('## §15'), method.indexOf('## §16'));
  for (const line of section.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const rules = [...(cells[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, rule]) => rule ?? '');
    const weights = [...(cells[4] ?? '').matchAll(/\d+/g)].map(Number);
    if (cells.length !== 6 || rules.length === 0 || cells[2] === '') continue;
    for (const [n, rule] of rules.entries()) told.set(rule, rules.length === 1 ? weights : weights.slice(n, n + 1));
  }
  const kept = NUDGE_RULES.map((rule) => [rule, (LEADS[rule] ?? ['']).map((lead) => weightOf(rule, lead))]);
  expect(Object.fromEntries(kept)).toEqual(
    Object.fromEntries([...told].filter(([rule]) => (NUDGE_RULES as readonly string[]).includes(rule))),
  );
});
