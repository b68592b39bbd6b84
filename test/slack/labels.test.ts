import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLabels } from '../../adapters/slack/labels.ts';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { inputBlocks } from '../../adapters/slack/render-inputs.ts';
import { RENDER_WORDS } from '../../adapters/slack/render-words.ts';
import { printableLine } from '../../src/reply/printable.ts';

const LONG = 'Provincial Bureau of Water Resources Planning and Long Distance Conveyance Works, ';
const [NORTH, SOUTH] = [`${LONG}North`, `${LONG}South`];

describe('labels', () => {
  it.each([
    ['short ones as they are', ['North', 'South', 'North'], 20, ['North', 'South', 'North']],
    ['a long one cut at its end', ['Northern Division'], 10, ['Northern …']],
    ['long ones that begin alike by both ends', [NORTH, SOUTH], 21, ['Provincial…rks, North', 'Provincial…rks, South']],
    [
      'one that is alike at both ends by a number',
      ['aaaaaaaaXbbbbbbbb', 'aaaaaaaaYbbbbbbbb'],
      8,
      ['aa…b · 1', 'aa…b · 2'],
    ],
    ['on one line', ['a\nb\u202e'], 20, ['a b']],
    ['none', [], 20, []],
  ])('%s', (_, names, limit, expected) => {
    expect(toLabels(names, limit)).toEqual(expected);
  });

  it('keep different names different, and the same the same', () => {
    const name = fc.tuple(fc.constantFrom('', LONG), fc.string({ maxLength: 12 }), fc.constantFrom('', LONG, 'x'));
    const names = fc.array(
      name.map((parts) => parts.join('').trim()),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const labels = toLabels(all, SLACK_LIMITS.buttonText);
        expect(Math.max(0, ...labels.map(({ length }) => length))).toBeLessThanOrEqual(SLACK_LIMITS.buttonText);
        expect(new Set(labels).size).toBe(new Set(all.map(printableLine)).size);
      }),
    );
  });

  it('tell buttons apart', () => {
    const buttons = [NORTH, SOUTH].map((label) => ({ label, press: { command: 'stage', args: { account: label } } }));
    const reply = { title: 'Which?', audience: 'asker', blocks: [{ kind: 'buttons', buttons }] } as const;
    const { blocks } = renderMessage(reply, { language: 'en', timeZone: 'UTC', letterKey: 'x', isDaily: false });
    const [, actions] = blocks as unknown as { elements: { text: { text: string } }[] }[];
    expect(actions?.elements.map(({ text }) => text.text)).toEqual([
      expect.stringMatching(/ North$/),
      expect.stringMatching(/ South$/),
    ]);
  });

  it('tell choices apart', () => {
    const choices = [NORTH, SOUTH].map((label, at) => ({ label, value: `#${at}` }));
    const input = { name: 'contacts', label: 'Contacts', type: 'choices', required: true, choices } as const;
    const [block] = inputBlocks(input, { at: 0, iteration: 0, words: RENDER_WORDS.en }) ?? [];
    const { element } = block as unknown as { element: { options: { text: { text: string } }[] } };
    expect(element.options.map(({ text }) => text.text)).toEqual([
      expect.stringMatching(/ North$/),
      expect.stringMatching(/ South$/),
    ]);
  });
});
