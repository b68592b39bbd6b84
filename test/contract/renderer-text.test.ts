import { expect, test } from 'vitest';
import { renderText, TEXT_TABLE_ROWS } from '../../src/reply/render-text.ts';
import { EVERY_BLOCK } from '../fixtures/every-block.ts';
import { rendererContract } from './renderer.ts';

rendererContract('plain text', {
  raw: (reply, language) => renderText(reply, language, 'Asia/Shanghai'),
  read: (raw) => raw,
  tableRows: TEXT_TABLE_ROWS,
  hasForms: false,
});

test('the whole of a reply as lines', () => {
  expect(renderText(EVERY_BLOCK, 'en', 'America/New_York').split('\n')).toEqual([
    'Northwind is in stable cooperation',
    'Share 45 % as of Sat, 21 Nov 2026, 01:30, said by Wang Li; see the offer (https://example.com/offer?a=1&b=2) or say `/kam stage`',
    'Based on four visits',
    'Owner: Wang Li',
    'Step: 2 · basic',
    'Channel: #northwind',
    'Condition      | Holds | Days',
    'Regular visits | ✓     |    3',
    '关键人支持     | ✗     |  120',
    '———',
    'contacts.vcf (12 KB)',
    '[Undo] [Why]',
    'Please add:',
    '- Contact (required): A full name',
    '- Note',
    '- Amount: Not a number',
    '- Due',
    '- Kind (required) (one of: Visit / Call)',
    '- Signals (one of: Extras / Price pressure)',
    '- Answered',
    '- Book',
    'For example: /kam log Northwind Ada visit: phase two',
    'Share over time',
  ]);
});

test('a zone nobody knows is read as UTC rather than not at all', () => {
  const shown = renderText(
    { title: '', audience: 'asker', blocks: [{ kind: 'text', text: { instant: 0 } }] },
    'en',
    'Mars/X',
  );
  expect(shown).toBe('Thu, 1 Jan 1970, 00:00');
});
