import { describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../src/commands/registry.ts';

const asks = (name: string, args: Readonly<Record<string, unknown>> = {}) => commandNamed(name)?.asks(args);

describe('a call that only asks', () => {
  it.each([
    ['stage', { account: '#a' }, true],
    ['accounts', { scope: 'all' }, true],
    ['next', { scope: 'team' }, true],
    ['next', { action: 'done', step: '#s' }, false],
    ['festivals', { days: 14 }, true],
    ['festivals', { action: 'plan', contact: '#c' }, false],
    ['gift', { action: 'approvals' }, true],
    ['gift', { action: 'approve', approval: 'x' }, false],
    ['gift', { account: '#a', value: 300 }, false],
    ['account', { account: '#a' }, true],
    ['account', { account: '#a', name: 'New' }, false],
    ['account', { action: 'add' }, false],
    ['log', { account: '#a' }, false],
    ['nudges', { action: 'done', letter: 'x', item: 0 }, false],
    ['link', {}, false],
    ['merge', {}, false],
  ] as const)('%s %j: %s', (name, args, is) => expect(asks(name, args)).toBe(is));

  it('is never one that takes something away', () => {
    const taking = COMMANDS.filter(({ effect }) => effect === 'destroy');
    expect(taking.length).toBeGreaterThan(0);
    for (const command of taking) expect([command.name, command.asks({})]).toEqual([command.name, false]);
  });
});
