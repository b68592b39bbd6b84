import { expect, test } from 'vitest';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderModal } from '../../adapters/slack/render-form.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { EVERY_BLOCK } from '../fixtures/every-block.ts';
import { readBlocks, readView } from '../slack/reading.ts';
import { rendererContract } from './renderer.ts';

const timeZone = 'Asia/Shanghai';

/** The message, and each form as the modal that its button opens. */
function shown(reply: Reply, language: Language) {
  const message = renderMessage(reply, { language, timeZone, letterKey: 'reply/1', isDaily: false });
  const context = { language, timeZone, title: reply.title, opened: { kind: 'home' }, at: null, iteration: 0 } as const;
  const modals = reply.blocks.flatMap((block) => (block.kind === 'form' ? [renderModal(block, context)] : []));
  return { message, modals };
}

rendererContract('Slack', {
  raw: (reply, language) => JSON.stringify(shown(reply, language)),
  read(raw) {
    const { message, modals } = JSON.parse(raw) as ReturnType<typeof shown>;
    return [readBlocks(message.blocks), ...modals.map((modal) => readView({ ...modal }))].join('\n');
  },
  tableRows: SLACK_LIMITS.tableRows,
  hasForms: true,
});

test('the whole of a reply as it is read in Slack', () => {
  const { message, modals } = shown(EVERY_BLOCK, 'en');
  expect(readBlocks(message.blocks).split('\n')).toEqual([
    ' Northwind is in stable cooperation',
    'Share 45 % as of Sat, 21 Nov 2026, 14:30, said by Wang Li; see the offer or say /kam stage',
    'Based on four visits',
    'Owner: Wang Li',
    'Step: 2 · basic',
    'Channel: {#C024BE91L}',
    'Condition | Holds | Days',
    'Regular visits | ✓ | 3',
    '关键人支持 | ✗ | 120',
    '',
    ' contacts.vcf (12 KB), in our direct messages',
    'Undo Undo the visit? Why',
    'Amount: Not a number',
    'Fill in…',
    'Or type: /kam log Northwind Ada visit: phase two',
    'Share over time',
  ]);
  expect(modals.map((modal) => readView({ ...modal }).split('\n'))).toEqual([
    [
      'Fill in',
      'Northwind is in stable cooperation',
      'Contact',
      'A full name',
      'Ada',
      'Note',
      '',
      'first',
      'second',
      '{warning} Not a number',
      'Amount',
      '',
      'abc',
      'Due',
      '',
      '2026-11-25',
      'Kind',
      '',
      'Visit Call',
      'Signals',
      '',
      'Extras Price pressure',
      'Answered',
      '',
      'Answered',
      'Book',
      '',
      '',
      'Record it',
    ],
  ]);
});
