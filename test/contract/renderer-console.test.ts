import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../adapters/console/limits.ts';
import { renderReply } from '../../adapters/console/render.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { EVERY_BLOCK, EVERY_INPUT } from '../fixtures/every-block.ts';
import { rendererContract } from './renderer.ts';

const raw = (reply: Reply, language: Language = 'en'): string =>
  renderReply(reply, { language, timeZone: 'Asia/Shanghai', id: 'r1' });
const block = (...blocks: Block[]): string => raw({ title: 'T', audience: 'asker', blocks });

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Sound on our own output only, where `>` never stands bare inside an attribute; inline elements do not part words. */
const read = (html: string): string =>
  decoded(html.replace(/<\/?(?:strong|code|a|bdi|time)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' '));

rendererContract('console', { raw, read, tableRows: LIMITS.tableRows, hasForms: true });

describe('console markup', () => {
  test('only elements and attributes of ours, whatever was typed', () => {
    const literal = `"><script>alert(1)</script><a href='javascript:x' onclick="y">`;
    const html = block(
      { kind: 'text', text: literal },
      {
        kind: 'buttons',
        buttons: [{ label: literal, press: { command: literal, args: { literal } }, confirm: literal }],
      },
      { ...EVERY_INPUT, command: literal, kept: { literal } },
    );
    const names = new Set([...html.matchAll(/<([a-z0-9]+)/gi)].map((match) => match[1]));
    expect(names).not.toContain('script');
    expect(names).not.toContain('a');
    // What is left of each tag once its quoted attributes are taken out holds no quote.
    for (const [tag] of html.matchAll(/<[^>]*>/g)) {
      const bare = tag.replace(/ [a-z-]+="[^"<>]*"/g, '');
      expect(bare).toMatch(/^<\/?[a-z0-9]+(?: (?:novalidate|data-required|selected|checked))*>$/);
    }
  });

  test('a button carries its call unharmed', () => {
    const press = { command: 'log', args: { note: `"'<&>\u202e\u0000 张伟`, deep: { list: [1, true, null] } } };
    const html = block({ kind: 'buttons', buttons: [{ label: 'Go', press, confirm: 'Sure?' }] });
    expect(JSON.parse(decoded(/data-call="([^"]*)"/.exec(html)?.[1] ?? ''))).toEqual(press);
    expect(html).toContain('data-confirm="Sure?"');
  });

  test('tables have headers for columns and rows', () => {
    const html = raw(EVERY_BLOCK);
    expect(html).toContain('<th scope="col">Condition</th>');
    expect(html).toContain('<th scope="row">Regular visits</th>');
    expect(html).toContain('<td class="right">120</td>');
  });

  test('every control has a label, and a problem is tied to it', () => {
    const html = raw(EVERY_BLOCK);
    const labelled = new Set([...html.matchAll(/<label[^>]* for="([^"]+)"/g)].map((match) => match[1]));
    const controls = [...html.matchAll(/<(?:input|textarea|select)[^>]* id="([^"]+)"/g)].map((match) => match[1]);
    expect(controls.length).toBeGreaterThan(7);
    for (const id of controls) expect(labelled).toContain(id);
    const amount = /<input[^>]*name="amount"[^>]*>/.exec(html)?.[0] ?? '';
    const described = /aria-describedby="([^"]+)"/.exec(amount)?.[1] ?? 'none';
    expect(html).toContain(`id="${described}">Not a number</p>`);
    expect(amount).toContain('aria-invalid="true"');
    expect(amount).toContain('value="abc"');
    expect(JSON.parse(decoded(/data-kept="([^"]*)"/.exec(html)?.[1] ?? ''))).toEqual(EVERY_INPUT.kept);
  });

  test('values stand in their controls', () => {
    const html = raw(EVERY_BLOCK);
    expect(html).toContain('>\nfirst\nsecond</textarea>');
    expect(html).toContain('<option value="visit" selected>');
    expect(html).toMatch(/type="checkbox"[^>]*value="extras" checked/);
    expect(html).toMatch(/role="switch"[^>]* checked/);
    expect(html).toMatch(/<input type="date"[^>]*value="2026-11-25"/);
  });

  test('a date that is none stays readable', () => {
    const html = block({
      ...EVERY_INPUT,
      inputs: [{ name: 'on', label: 'On', type: 'date', required: true, value: '2026-02-30 or so' }],
    });
    expect(html).toMatch(/<input type="text"[^>]*value="2026-02-30 or so"/);
  });

  test('a drawing is an image, and a monstrous one its words', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const html = block({ kind: 'picture', alt: 'Map', svg });
    expect(html).toContain(`<img alt="Map" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`);
    expect(block({ kind: 'picture', alt: 'Map', svg: 'x'.repeat(LIMITS.svgLength) })).toContain('<img');
    expect(block({ kind: 'picture', alt: 'Map', svg: 'x'.repeat(LIMITS.svgLength + 1) })).not.toContain('<img');
  });

  test.each([
    ['fields', LIMITS.fields, (count: number): Block => ({ kind: 'fields', fields: labels(count).map(toField) })],
    ['buttons', LIMITS.buttons, (count: number): Block => ({ kind: 'buttons', buttons: labels(count).map(toButton) })],
    ['choices', LIMITS.choices, (count: number): Block => ({ ...EVERY_INPUT, inputs: [toInput(count)] })],
  ] as const)('%s: at the limit, and one more', (_, limit, make) => {
    expect(block(make(limit))).not.toContain('more…');
    expect(block(make(limit + 1))).toContain(`${limit} of ${limit + 1}, more…`);
  });

  test('a literal: at the limit, and one more', () => {
    const at = (length: number): string => read(block({ kind: 'text', text: 'x'.repeat(length) }));
    expect(at(LIMITS.spanLength)).not.toContain('…');
    expect(at(LIMITS.spanLength + 1)).toContain('x…');
  });
});

const labels = (count: number): string[] => Array.from({ length: count }, (_, at) => `label ${at}`);
const toField = (label: string): { label: string; value: string } => ({ label, value: 'v' });
const toButton = (label: string): { label: string; press: { command: string; args: Record<string, unknown> } } => ({
  label,
  press: { command: 'help', args: {} },
});
const toInput = (count: number): (typeof EVERY_INPUT)['inputs'][number] => ({
  name: 'kind',
  label: 'Kind',
  type: 'choice',
  required: true,
  choices: labels(count).map((label) => ({ value: label, label })),
});
