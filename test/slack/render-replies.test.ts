import type { KnownBlock } from '@slack/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderMessage } from '../../adapters/slack/render.ts';
import { renderModal } from '../../adapters/slack/render-form.ts';
import { renderHome } from '../../adapters/slack/render-home.ts';
import { COMMANDS } from '../../src/commands/registry.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Answer, Content } from '../../src/router/messages.ts';
import { checkMessageBlocks, checkView } from '../fakes/slack/block-kit/surfaces.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { livePartsIn, readBlocks, readMrkdwn } from './reading.ts';

const ACCOUNT = '<!channel> & *Söhne*';
const CONTACT = '_Ada_ <@U123> `x`';
const NOTE = 'Phase two: <https://evil.example|the bank> & *more* 二期预算。\n> '.repeat(100).slice(0, 4000).trim();

const member = { function: 'sales', timeZone: 'Asia/Shanghai', language: 'en', role: 'admin' };
const BOOK = {
  version: 1,
  members: [{ key: 'wang', email: 'wang@example.com', name: '<!here> *Wang*', ...member }],
  accounts: [
    {
      name: ACCOUNT,
      aliases: ['Soehne'],
      owner: 'wang',
      shares: [{ percent: 45, on: '2026-08-20', source: '<!everyone> *finance*' }],
      contacts: [
        {
          name: CONTACT,
          department: 'purchasing',
          layer: 'management',
          roles: ['buyer'],
          tastes: '<@U999>',
          levels: [{ member: 'wang', level: 3 }],
        },
      ],
    },
  ],
  interactions: [
    {
      account: ACCOUNT,
      contacts: [CONTACT],
      members: ['wang'],
      kind: 'visit',
      at: '2026-11-19',
      note: NOTE,
      nextSteps: [{ what: '*Send* <!channel> the offer', by: 'wang', due: '2026-11-20' }],
    },
  ],
};

let kam: TestAssistant;
beforeAll(async () => {
  kam = await openTestAssistant(BOOK);
});
afterAll(() => kam.close());

async function ask(content: Content, language: 'zh' | 'en'): Promise<Answer> {
  const wang = await kam.assistant.store.views.memberByKey('wang');
  const memberId = wang?.id ?? null;
  return kam.assistant.router.handle({
    memberId,
    platform: 'slack',
    place: 'dm',
    content,
    language,
    at: Date.parse(NOW),
  });
}

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

const everyCommand = COMMANDS.flatMap(({ name }) =>
  (['zh', 'en'] as const).map((language) => [name, language] as const),
);

describe('a customer of an ill name', () => {
  test.each(everyCommand)('in what %s answers (%s)', async (command, language) => {
    const wanted = command === 'undo' ? {} : { account: 'Soehne', name: 'Soehne' };
    const { reply } = await ask({ call: { command, args: wanted } }, language);
    const shown = read(reply, language);
    expect(shown).toContain(reply.title);
    if (renderText(reply, language, 'UTC').includes(ACCOUNT)) expect(shown).toContain(ACCOUNT);
    read((await ask({ form: { command, args: wanted } }, language)).reply, language);
  });

  test('and a note of 4,000 characters, as they were written', async () => {
    const { reply } = await ask({ call: { command: 'last', args: { account: 'Soehne' } } }, 'en');
    const shown = read(reply, 'en');
    expect(shown).toContain(NOTE);
    expect(shown).toContain(ACCOUNT);
    expect(shown).toContain(CONTACT);
  });

  test('recorded anew', async () => {
    const args = { account: 'Soehne', contacts: [CONTACT], kind: 'visit', date: '2026-11-20', note: NOTE };
    const { reply, ok } = await ask({ call: { command: 'log', args } }, 'en');
    expect(ok).toBe(true);
    const shown = read(reply, 'en');
    expect(shown).toContain(ACCOUNT);
    expect(shown).toContain(CONTACT);
  });
});
