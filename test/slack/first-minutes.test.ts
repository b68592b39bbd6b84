import { afterEach, expect, it } from 'vitest';
import { openInSlack, type SlackAssistant } from './opening.ts';

let one: SlackAssistant;
afterEach(() => one.close());

/** What the READMEs promise whoever starts with nothing. */
it.each([
  [
    'tom',
    'add account Northwind',
    'log met Ada Lovelace at Northwind yesterday, talked about the budget, send the quote by next Wednesday',
    'Add Ada Lovelace to Northwind',
    { kind: 'meeting', contacts: ['Ada Lovelace'], note: /budget/ },
  ],
  [
    'wang',
    '新增客户 北方云',
    '记录 昨天拜访北方云李敏，聊了预算，下周三给方案',
    '把 李敏 加到 北方云',
    { kind: 'visit', contacts: ['李敏'], note: /预算/ },
  ],
] as const)('with nothing but the address of %s a first /kam log takes three gestures', async (...row) => {
  const [user, account, log, add, interaction] = row;
  const book = { version: 1, members: [], accounts: [] };
  one = await openInSlack('socket', { book, settings: { ADMIN_EMAILS: `${user}@example.com` } });
  const { double, via, settled } = one;
  await double.slash(user, 'general', account, via);
  await double.slash(user, 'general', log, via);
  await settled();
  const asked = double.ephemerals(user).at(-1);
  await double.press(user, asked as never, add, via);
  await settled();
  const [name = ''] = account.split(' ').slice(-1);
  const { data } = await one.ok(`timeline ${name}`, `${user}@example.com`);
  expect(data.interactions).toEqual([
    expect.objectContaining({ ...interaction, note: expect.stringMatching(interaction.note) }),
  ]);
  expect(data.interactions[0].nextSteps).toHaveLength(1);
  expect(double.violations()).toEqual([]);
});
