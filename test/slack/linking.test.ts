import { afterEach, describe, expect, it } from 'vitest';
import { openInSlack, type SlackAssistant } from './opening.ts';

let one: SlackAssistant;
afterEach(() => one.close());

describe('somebody Slack tells no known address of', () => {
  it('gets a code in private, says it where they are known, and is that member', async () => {
    one = await openInSlack('socket');
    const { double, via, settled } = one;
    await double.dm('nora', 'what stage is Northwind?', via);
    await settled();
    expect(double.messages('nora').at(-1)?.shows).toContain('say "link" to me here');

    await double.mention('nora', 'mixed', 'link', via);
    await settled();
    const beside = [...double.messages('mixed'), ...double.ephemerals('nora')].map(({ shows }) => shows).join('\n');
    expect(beside).not.toMatch(/\d{4} \d{4}/);

    await double.slash('nora', 'mixed', 'link', via);
    await settled();
    const [code] = /\d{4} \d{4}/.exec(double.ephemerals('nora').at(-1)?.shows ?? '') ?? [];
    expect(code).toBeDefined();
    expect(await one.press({ command: 'link', args: { code, sure: true } }, 'vera')).toMatchObject({ ok: true });

    await double.dm('nora', 'what stage is Northwind?', via);
    await settled();
    expect(double.messages('nora').at(-1)?.shows).toContain('Northwind');
    expect(double.violations()).toEqual([]);
  });

  it('is told of no code as a guest', async () => {
    one = await openInSlack('http');
    const { double, via, settled } = one;
    await double.slash('guest', 'guests', 'link', via);
    await settled();
    const told = double.ephemerals('guest').at(-1)?.shows ?? '';
    expect(told).toContain('You are a guest here');
    expect(told).not.toMatch(/\d{4} \d{4}|"link"/);
  });
});
