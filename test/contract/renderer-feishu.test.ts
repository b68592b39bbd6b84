import { expect, test } from 'vitest';
import { FEISHU_LIMITS } from '../../adapters/feishu/limits.ts';
import { renderCard } from '../../adapters/feishu/render.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { readCard } from '../feishu/reading.ts';
import { EVERY_BLOCK } from '../fixtures/every-block.ts';
import { rendererContract } from './renderer.ts';

const shown = (reply: Reply, language: Language) =>
  renderCard(reply, { language, timeZone: 'Asia/Shanghai', letterKey: 'reply/1', isDaily: false, place: 'dm' }).card;

rendererContract('Feishu', {
  raw: (reply, language) => JSON.stringify(shown(reply, language)),
  read: (raw) => readCard(JSON.parse(raw)),
  tableRows: FEISHU_LIMITS.tableRows,
  hasForms: true,
});

test('the whole of a reply as it is read in Feishu', () => {
  expect(readCard(shown(EVERY_BLOCK, 'en')).split('\n')).toEqual([
    'Northwind is in stable cooperation',
    'Share 45 % as of Sat, 21 Nov 2026, 14:30, said by Wang Li; see the offer or say /kam stage',
    'Based on four visits',
    'Owner: Wang Li',
    'Step: 2 · basic',
    'Channel: #northwind',
    'Condition | Holds | Days',
    'Regular visits | ✓ | 3',
    '关键人支持 | ✗ | 120',
    '',
    '📄 contacts.vcf (12 KB), in our direct messages',
    'Undo Undo the visit? Why',
    'Contact *',
    'A full name',
    'Ada',
    'Note',
    'first',
    'second',
    'Amount',
    'Not a number',
    'abc',
    'Due',
    'Please choose 2026-11-25',
    'Kind *',
    'Visit Call',
    'Signals',
    'Extras Price pressure',
    'Answered',
    'Yes No',
    'Book',
    '',
    'Record it',
    'Or type: /kam log Northwind Ada visit: phase two',
    'Share over time',
  ]);
});
