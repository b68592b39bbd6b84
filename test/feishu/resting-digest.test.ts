import { expect, it } from 'vitest';
import { examine } from '../../src/ops/doctor.ts';
import { tick } from '../../src/tick.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

/** A group that is told a digest, with something to tell, and an admin who can be written to. */
async function told(transport: 'websocket' | 'webhook') {
  const clock = clockAt('2026-11-20T12:00:00+08:00');
  const one = await opened(transport, { now: clock.now });
  const { double, settled, via } = one;
  await double.say('boss', '帮助', via);
  await double.say('wang', '昨天拜访华为张伟，聊了二期预算', via);
  await double.say('wang', '摘要 这里 每天 09:00', { chat: 'general', at: 'bot', ...via });
  await settled();
  return { ...one, clock };
}
/** One pass of the scheduler, and all that comes of it. */
async function passAt({ assistant, clock, settled }: Awaited<ReturnType<typeof told>>, at: string) {
  clock.set(at);
  await tick(assistant, assistant.now(), false);
  await settled();
}
const notes = ({ double }: FeishuAssistant) =>
  double.dms('boss').filter(({ shows }) => shows.includes('我已经不在那里了'));
/** What was said in the group, but for who we are. */
const digestsIn = ({ double }: FeishuAssistant) =>
  double.messages('general').filter(({ shows }) => !shows.includes('大家好'));
const failed = async ({ assistant }: FeishuAssistant) =>
  (await assistant.store.outbox.inStates(['failed'], 10)).map(({ kind }) => kind);
async function diagnosed({ assistant }: FeishuAssistant) {
  const findings = await examine({
    ...{ nodeVersion: 'v22.0.0', configProblem: null, language: 'zh', adminEmails: [] },
    openStore: async () => ({ ...assistant.store, close: async () => {} }),
    now: assistant.now,
    platforms: async () => [],
  });
  return findings.find(({ check }) => check === 'digests');
}

it.each(['websocket', 'webhook'] as const)(
  'a digest of a group we were removed from rests, is tried once a day, and goes on once we are invited, over the %s',
  async (transport) => {
    const one = await told(transport);
    const { double, via, ok, settled } = one;
    expect(await diagnosed(one)).toMatchObject({ status: 'ok' });
    await double.remove('general', via);
    await passAt(one, '2026-11-23T09:05:00+08:00');
    expect(await failed(one)).toEqual(['digest']);
    expect(notes(one)).toHaveLength(1);
    // The whole day nothing more, on the next once.
    await passAt(one, '2026-11-23T14:00:00+08:00');
    expect(await failed(one)).toEqual(['digest']);
    await passAt(one, '2026-11-24T09:05:00+08:00');
    expect(await failed(one)).toEqual(['digest', 'digest']);
    expect(notes(one)).toHaveLength(1);
    const listed = await ok('摘要', 'boss');
    expect(listed.data.items).toMatchObject([{ isResting: true }]);
    expect(await diagnosed(one)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('1 份摘要暂停中'),
    });
    const before = digestsIn(one).length;
    await double.invite('general', via);
    await settled();
    expect(
      digestsIn(one)
        .slice(before)
        .map(({ shows }) => shows),
    ).toEqual([expect.stringContaining('摘要')]);
    expect((await ok('摘要', 'boss')).data.items).toMatchObject([{ isResting: false }]);
    expect(await diagnosed(one)).toMatchObject({ status: 'ok' });
    // Removed once more, the admins are told once more.
    await double.remove('general', via);
    await passAt(one, '2026-11-25T09:05:00+08:00');
    expect(notes(one)).toHaveLength(2);
  },
);

it('it is switched off from the note, by an admin or whoever set it up alone, and that can be undone', async () => {
  const one = await told('websocket');
  const { double, ok, ask, settled } = one;
  await double.remove('general');
  await passAt(one, '2026-11-23T09:05:00+08:00');
  const [digest] = await one.assistant.store.views.all('digest');
  const off = `digest off digest=${digest?.id}`;
  expect(await ask(off, { as: 'tom' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await double.press('boss', notes(one)[0]?.id, '关闭这份摘要');
  await settled();
  expect((await ok('摘要', 'boss')).data.items).toEqual([]);
  await ok('撤销', 'boss');
  expect((await ok('摘要', 'boss')).data.items).toHaveLength(1);
});
