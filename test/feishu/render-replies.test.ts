import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintCard } from '../../adapters/feishu/card-lint.ts';
import { type CardContext, renderCard } from '../../adapters/feishu/render.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { cardProblems } from '../fakes/feishu/card-rules/card.ts';
import { readCard as seenIn } from '../fakes/feishu/reading/card.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { askedOf, EVERY_COMMAND, type IllNamed, NOTE, openIllNamed, type Tongue } from '../fixtures/ill-named.ts';
import { linksIn, markdownIn, readCard } from './reading.ts';

const CONTEXT = { timeZone: 'Asia/Shanghai', letterKey: 'reply/1', isDaily: false } as const;
const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** What must be so of any reply as a card; what is read of it. */
function read(reply: Reply, language: Tongue): string {
  const cards = (['dm', 'group', 'ephemeral'] as const).map((place): CardContext => ({ ...CONTEXT, language, place }));
  const [shown = ''] = cards.map((context) => {
    const { card, text } = renderCard(reply, context);
    expect(lintCard(card)).toEqual([]);
    const standing = { isEphemeral: context.place === 'ephemeral', hasImage: () => false, hasPerson: () => false };
    expect(cardProblems(JSON.parse(JSON.stringify(card)), standing)).toEqual([]);
    const seen = seenIn(JSON.parse(JSON.stringify(card)));
    expect(seen).toMatchObject({ pings: [], links: [] });
    expect(squeezed(seen.text)).toContain(squeezed(reply.title));
    expect(markdownIn(card).flatMap(linksIn)).toEqual([]);
    expect(text.replaceAll('\u200b', '')).toBe(renderText(reply, language, CONTEXT.timeZone));
    return squeezed(readCard(card));
  });
  return shown;
}

describe.each([
  ['<!channel> & *Söhne*', '_Ada_ <@U123> `x`'],
  ['<at id=all></at>', '张伟（[a](https://evil.example)）'],
])('a customer of the ill name %s', (account, contact) => {
  let book: IllNamed;
  beforeAll(async () => {
    book = await openIllNamed('feishu', account, contact);
  });
  afterAll(() => book.close());

  test.each(EVERY_COMMAND)('in what %s answers (%s)', async (command, language) => {
    const args = askedOf(command);
    const { reply } = await book.ask({ call: { command, args } }, language);
    const shown = read(reply, language);
    expect(shown).toContain(squeezed(reply.title));
    if (renderText(reply, language, 'UTC').includes(account)) expect(shown).toContain(account);
    read((await book.ask({ form: { command, args } }, language)).reply, language);
  });

  /** Commands leave traces: what is looked at by itself has a book of its own. */
  const opened = closedAfterEach(() => openIllNamed('feishu', account, contact));

  test('and a note of 4,000 characters, as they were written', async () => {
    const fresh = await opened();
    const { reply } = await fresh.ask({ call: { command: 'last', args: { account: 'Soehne' } } }, 'en');
    const shown = read(reply, 'en');
    for (const expected of [NOTE, account, contact]) expect(shown).toContain(squeezed(expected));
  });

  test('recorded anew', async () => {
    const fresh = await opened();
    const args = { account: 'Soehne', contacts: [contact], kind: 'visit', date: '2026-11-20', note: NOTE };
    const { reply, ok } = await fresh.ask({ call: { command: 'log', args } }, 'en');
    expect(ok).toBe(true);
    const shown = read(reply, 'en');
    for (const expected of [account, contact]) expect(shown).toContain(expected);
  });
});
