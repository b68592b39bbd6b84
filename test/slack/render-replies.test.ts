import type { KnownBlock } from '@slack/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderModal } from '../../adapters/slack/render-form.ts';
import { renderHome } from '../../adapters/slack/render-home.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { checkMessageBlocks, checkView } from '../fakes/slack/block-kit/surfaces.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { askedOf, EVERY_COMMAND, type IllNamed, NOTE, openIllNamed } from '../fixtures/ill-named.ts';
import { livePartsIn, readBlocks, readMrkdwn } from './reading.ts';

const ACCOUNT = '<!channel> & *Söhne*';
const CONTACT = '_Ada_ <@U123> `x`';
let book: IllNamed;
beforeAll(async () => {
  book = await openIllNamed('slack', ACCOUNT, CONTACT);
});
afterAll(() => book.close());

/** What must be so of any reply as a message; what is read of it. */
function read(reply: Reply, language: 'zh' | 'en'): string {
  const context = { language, timeZone: 'Asia/Shanghai' };
  const { text, blocks } = renderMessage(reply, { ...context, letterKey: 'reply/1', isDaily: false });
  checkMessageBlocks(blocks);
  checkView(renderHome(reply, context), 'home');
  for (const block of reply.blocks) {
    if (block.kind !== 'form') continue;
    checkView(
      renderModal(block, { ...context, title: reply.title, opened: { kind: 'home' }, at: null, iteration: 0 }),
      'modal',
    );
  }
  for (const live of [...livePartsIn(blocks), ...livePartsIn({ type: 'mrkdwn', text })])
    expect(live).toMatch(/^!date\^/);
  const plain = renderText(reply, language, context.timeZone);
  expect(readMrkdwn(text).replace(/…$/, '')).toBe(
    text.endsWith('…') ? plain.slice(0, readMrkdwn(text).length - 1) : plain,
  );
  return readBlocks(blocks as KnownBlock[]);
}

describe('a customer of an ill name', () => {
  test.each(EVERY_COMMAND)('in what %s answers (%s)', async (command, language) => {
    const wanted = askedOf(command);
    const { reply } = await book.ask({ call: { command, args: wanted } }, language);
    const shown = read(reply, language);
    expect(shown).toContain(reply.title);
    if (renderText(reply, language, 'UTC').includes(ACCOUNT)) expect(shown).toContain(ACCOUNT);
    read((await book.ask({ form: { command, args: wanted } }, language)).reply, language);
  });

  /** Commands leave traces: what is looked at by itself has a book of its own. */
  const opened = closedAfterEach(() => openIllNamed('slack', ACCOUNT, CONTACT));

  test('and a note of 4,000 characters, as they were written', async () => {
    const fresh = await opened();
    const { reply } = await fresh.ask({ call: { command: 'last', args: { account: 'Soehne' } } }, 'en');
    const shown = read(reply, 'en');
    expect(shown).toContain(NOTE);
    expect(shown).toContain(ACCOUNT);
    expect(shown).toContain(CONTACT);
  });

  test('recorded anew', async () => {
    const fresh = await opened();
    const args = { account: 'Soehne', contacts: [CONTACT], kind: 'visit', date: '2026-11-20', note: NOTE };
    const { reply, ok } = await fresh.ask({ call: { command: 'log', args } }, 'en');
    expect(ok).toBe(true);
    const shown = read(reply, 'en');
    expect(shown).toContain(ACCOUNT);
    expect(shown).toContain(CONTACT);
  });
});
