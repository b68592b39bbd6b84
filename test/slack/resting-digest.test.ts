import { expect, it } from 'vitest';
import { tick } from '../../src/tick.ts';
import { CHANNELS } from '../fakes/slack/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt } from '../fixtures/in-chat.ts';
import { openInSlack, type SlackAssistant, type Transport } from './opening.ts';

const opened = closedAfterEach(openInSlack);

/** A digest, whose book has something to tell, for a channel of this key, and an admin who can be written to. */
async function digestIn(channel: keyof typeof CHANNELS, transport: Transport) {
  const clock = clockAt('2026-11-20T12:00:00+08:00');
  const one = await opened(transport, { now: clock.now });
  const { double, settled, via, assistant } = one;
  await double.dm('boss', '帮助', via);
  await double.dm('wang', '昨天拜访华为张伟，聊了二期预算', via);
  // Set up where we are, and put where we are not: the double lets nobody remove us.
  await double.mention('wang', 'general', '摘要 这里 每天 09:00', via);
  await settled();
  const { store } = assistant;
  const [digest] = await store.views.all('digest');
  if (digest === undefined) throw new Error('no digest');
  const moved = { ...digest, channel: CHANNELS[channel].id };
  const change = { command: 'digest', input: {}, memberId: null, at: assistant.now() };
  await store.transaction(change, (repositories) => repositories.update('digest', moved));
  return { ...one, clock };
}
async function passAt({ assistant, clock, settled }: Awaited<ReturnType<typeof digestIn>>, at: string) {
  clock.set(at);
  await tick(assistant, assistant.now(), false);
  await settled();
}
const notes = ({ double }: SlackAssistant) =>
  double.messages('boss').filter(({ shows }) => shows.includes('我已经不在那里了'));
const failed = async ({ assistant }: SlackAssistant) =>
  (await assistant.store.outbox.inStates(['failed'], 10)).filter(({ kind }) => kind === 'digest').length;

it.each([
  ['elsewhere', 'socket'],
  ['elsewhere', 'http'],
  ['secret', 'socket'],
  ['old', 'socket'],
] as const)(
  'a digest of #%s, where we are not or nobody writes, rests and is tried once a day, over %s',
  async (where, transport) => {
    const one = await digestIn(where, transport);
    const { ok } = one;
    await passAt(one, '2026-11-23T09:05:00+08:00');
    await passAt(one, '2026-11-23T14:00:00+08:00');
    expect(await failed(one)).toBe(1);
    await passAt(one, '2026-11-24T09:05:00+08:00');
    expect(await failed(one)).toBe(2);
    expect(notes(one)).toHaveLength(1);
    expect((await ok('摘要', 'boss')).data.items).toMatchObject([{ isResting: true }]);
  },
);

it.each(['socket', 'http'] as const)('it goes on at once where we are invited, over %s', async (transport) => {
  const one = await digestIn('elsewhere', transport);
  const { double, via, settled, ok } = one;
  await passAt(one, '2026-11-23T09:05:00+08:00');
  expect(double.messages('elsewhere')).toEqual([]);
  await double.invite('elsewhere', via);
  await settled();
  const shown = double.messages('elsewhere').map(({ shows }) => shows);
  expect(shown).toEqual([expect.stringContaining('摘要')]);
  expect((await ok('摘要', 'boss')).data.items).toMatchObject([{ isResting: false }]);
});

it('it is switched off from the note', async () => {
  const one = await digestIn('elsewhere', 'socket');
  const { double, settled, ok } = one;
  await passAt(one, '2026-11-23T09:05:00+08:00');
  expect(notes(one)[0]?.shows).toContain('由王芳设置');
  await double.press('boss', notes(one)[0], '关闭这份摘要');
  await settled();
  expect((await ok('摘要', 'boss')).data.items).toEqual([]);
  expect(double.messages('boss').at(-1)?.shows).toContain('不再收到摘要');
});
