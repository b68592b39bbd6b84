import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

const opened = closedAfterEach(openInSlack);

const LOG = '昨天拜访华为张伟，聊了二期预算';

/** Notes on 华为 as the book has them. */
const notes = async ({ ok }: SlackAssistant): Promise<string[]> =>
  (await ok('timeline 华为')).data.interactions.flatMap(({ note }: { note?: string }) => note ?? []);

describe.each(['socket', 'http'] as const)('over %s', (transport) => {
  it('logs what a slash command says, and an undo takes the place of the answer', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const made = await double.slash('wang', 'general', LOG, via);
    expect(made).toMatchObject({ error: null, ack: null });
    await settled();
    const [note, ...more] = double.ephemerals('wang');
    expect(more).toEqual([]);
    expect(note?.shows).toContain('华为');
    expect(await notes(one)).toEqual([expect.stringContaining('二期预算')]);

    const pressed = await double.press('wang', note as never, '撤销', via);
    expect(pressed.error).toBeNull();
    await settled();
    const after = double.ephemerals('wang');
    expect(after).toHaveLength(1);
    expect(after[0]?.shows).toContain('已撤销');
    expect(await notes(one)).toEqual([]);
    expect(double.messages('general')).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('answers a sentence in the conversation, in its thread where it has one', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.dm('wang', LOG, via);
    await settled();
    const [, answer] = double.messages('wang');
    expect(answer?.shows).toContain('华为');
    await double.dm('wang', '华为现在什么阶段？', { ...via, thread: answer?.ts ?? '' });
    await settled();
    const all = double.messages('wang');
    expect(all).toHaveLength(4);
    expect(all[3]).toMatchObject({ threadTs: answer?.ts });
    // The undo takes the place of the answer it stood beneath.
    await double.press('wang', answer as never, '撤销', via);
    await settled();
    expect(double.messages('wang')).toHaveLength(4);
    expect(double.messages('wang')[1]?.shows).toContain('已撤销');
    expect(await notes(one)).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('answers a mention in the thread, for all where all may hear it', async () => {
    const { double, via, settled } = await opened(transport);
    const said = await double.mention('wang', 'general', '华为现在什么阶段？', via);
    await settled();
    const [, answer, ...more] = double.messages('general');
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ threadTs: said.ts });
    expect(answer?.shows).toContain('华为');
    expect(double.ephemerals('wang')).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it.each(['mixed', 'guests', 'shared'])(
    'says nothing of accounts to all in #%s, where others read',
    async (channel) => {
      const { double, via, settled } = await opened(transport);
      await double.mention('wang', channel, '华为现在什么阶段？', via);
      await settled();
      expect(double.messages(channel)).toHaveLength(1);
      const [note] = double.ephemerals('wang');
      expect(note?.shows).toContain('华为');
      expect(double.violations()).toEqual([]);
    },
  );

  it.each([
    ['nora', 'Ask 郭总'],
    ['guest', 'Ask 郭总'],
    ['stranger', 'Ask 郭总'],
  ])('refuses %s, alone, and tells whom to ask', async (who, ask) => {
    const { double, via, settled, assistant } = await opened(transport);
    const channel = who === 'nora' ? 'mixed' : who === 'guest' ? 'guests' : 'shared';
    const before = (await assistant.store.views.all('member')).length;
    await double.mention(who, channel, '华为现在什么阶段？', via);
    await settled();
    const [note, ...more] = double.ephemerals(who);
    expect(more).toEqual([]);
    expect(note?.shows).toContain(ask);
    expect(note?.shows).not.toContain('华为');
    expect(double.messages(channel)).toHaveLength(1);
    expect(await assistant.store.views.all('member')).toHaveLength(before);
  });

  it('acts once on an event that comes again, and on one post that comes as two', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    const said = await double.dm('wang', LOG, via);
    for (const attempt of [1, 2, 3]) expect((await double.redeliver(said, { attempt, ...via })).error).toBeNull();
    await settled();
    expect(await notes(one)).toHaveLength(1);
    expect(double.messages('wang')).toHaveLength(2);
    await double.redeliver(said, via);
    await settled();
    expect(double.messages('wang')).toHaveLength(2);
  });

  it('offers to share a private answer where all may hear it, and says it aloud once pressed', async () => {
    const { double, via, settled } = await opened(transport);
    await double.slash('wang', 'general', '阶段 华为', via);
    await settled();
    const [note] = double.ephemerals('wang');
    await Promise.all([1, 2].map(() => double.press('wang', note as never, '发到这里', via)));
    await settled();
    const [shared] = double.messages('general');
    expect(shared?.shows).toContain('华为');
    // Once, however often it is pressed; whoever presses it sees why.
    expect(double.messages('general')).toHaveLength(1);
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('已经发到这里');
    for (const channel of ['mixed', 'elsewhere', 'shared']) {
      await double.slash('wang', channel, '阶段 华为', via);
      await settled();
      expect(double.ephemerals('wang').at(-1)?.shows, channel).not.toContain('发到这里');
    }
    // What was written is not to be shared.
    await double.slash('wang', 'general', LOG, via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).not.toContain('发到这里');
    expect(double.violations()).toEqual([]);
  });
});
