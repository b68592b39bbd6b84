import { describe, expect, it } from 'vitest';
import { CHATS, PEOPLE } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const ASK = '华为现在什么阶段？';

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('answers a mention beneath it, for all where all may hear it', async () => {
    const { double, via, settled } = await opened(transport);
    const said = await double.say('wang', ASK, { chat: 'general', at: 'bot', ...via });
    await settled();
    const [, answer, ...more] = double.messages('general');
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ parent: said.messageId });
    expect(answer?.shows).toContain('华为');
    expect(double.ephemerals('wang')).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it.each(['mixed', 'shared'])('says nothing of accounts to all in %s, where others read', async (chat) => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', ASK, { chat, at: 'bot', ...via });
    await settled();
    for (const { shows } of double.messages(chat).slice(1)) expect(shows).not.toContain('华为技术');
    const alone = [...double.ephemerals('wang'), ...double.dms('wang')];
    expect(alone.map(({ shows }) => shows)).toEqual([expect.stringContaining('华为技术')]);
    for (const other of ['nora', 'stranger', 'tom']) expect(double.ephemerals(other)).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('answers in a group of topics in that topic', async () => {
    const { double, via, settled } = await opened(transport);
    const said = await double.say('wang', ASK, { chat: 'topics', at: 'bot', ...via });
    await settled();
    const [, answer] = double.messages('topics');
    expect(answer).toMatchObject({ thread: said.thread });
    expect(answer?.shows).toContain('华为');
    expect(double.violations()).toEqual([]);
  });

  it('answers apart where no card is for one reader alone, and says so there without saying what', async () => {
    const chats = { topics: { ...CHATS.topics, members: [PEOPLE.wang.openId, PEOPLE.nora.openId] } };
    const { double, via, settled } = await opened(transport, { seed: { chats } });
    await double.say('wang', ASK, { chat: 'topics', at: 'bot', ...via });
    await settled();
    expect(double.dms('wang').map(({ shows }) => shows)).toEqual([expect.stringContaining('华为技术')]);
    const [, note, ...more] = double.messages('topics');
    expect(more).toEqual([]);
    expect(note?.shows).not.toBe('');
    expect(note?.shows).not.toMatch(/华为|阶段/);
    expect(double.violations()).toEqual([]);
  });

  it('answers apart whoever asks where the group lets it say nothing', async () => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', ASK, { chat: 'muted', at: 'bot', ...via });
    await settled();
    expect(double.messages('muted')).toHaveLength(1);
    expect(double.dms('wang').map(({ shows }) => shows)).toEqual([expect.stringContaining('华为技术')]);
    expect(double.violations()).toEqual([]);
  });

  it.each([
    ['everybody', 'all'],
    ['somebody else', 'boss'],
    ['everybody and somebody else', ['all', 'boss']],
  ])('says nothing when %s is mentioned', async (_, at) => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', ASK, { chat: 'general', at: at as string, ...via });
    await settled();
    expect(double.messages('general')).toHaveLength(1);
    expect([...double.ephemerals('wang'), ...double.dms('wang')]).toEqual([]);
  });

  it('knows colleagues who are mentioned beside it', async () => {
    const { double, via, settled, ok } = await opened(transport);
    await double.say('wang', '@KAM 昨天和 @钱进 拜访华为张伟，聊了二期预算', {
      ...{ chat: 'huawei', at: ['bot', 'qian'] },
      ...via,
    });
    await settled();
    const { interactions } = (await ok('timeline 华为')).data;
    expect(interactions).toEqual([expect.objectContaining({ members: expect.arrayContaining(['qian', 'wang']) })]);
  });

  it.each([
    ['nora', 'mixed'],
    ['stranger', 'shared'],
  ])('refuses %s, alone, and tells whom to ask', async (who, chat) => {
    const { double, via, settled, assistant } = await opened(transport);
    const before = (await assistant.store.views.all('member')).length;
    await double.say(who, ASK, { chat, at: 'bot', ...via });
    await settled();
    for (const { shows } of double.messages(chat).slice(1)) expect(shows).not.toContain('华为技术');
    for (const { shows } of [...double.ephemerals(who), ...double.dms(who)]) expect(shows).not.toContain('华为技术');
    const told = [...double.ephemerals(who), ...double.dms(who)].map(({ shows }) => shows).join('\n');
    // Somebody of another organisation cannot be written to; what only they would see is all there is.
    if (who === 'nora' || told !== '') expect(told).toContain('郭总');
    expect(await assistant.store.views.all('member')).toHaveLength(before);
  });

  it('tells whoever it does not know how to say who they are', async () => {
    const { double, via, settled } = await opened(transport);
    await double.say('nora', ASK, via);
    await settled();
    const [, refused] = double.dms('nora');
    expect(refused?.shows).toContain('关联');
    await double.say('nora', '/kam link', via);
    await settled();
    const code = /\d{4} \d{4}/.exec(double.dms('nora').at(-1)?.shows ?? '')?.[0];
    expect(code).toBeDefined();
    await double.say('nora', `/kam link`, { chat: 'mixed', at: 'bot', ...via });
    await settled();
    expect(double.messages('mixed').at(-1)?.shows).not.toMatch(/\d{4} \d{4}/);
  });

  it('introduces itself once to a group', async () => {
    const { double, via, settled } = await opened(transport);
    await double.invite('elsewhere', via);
    await settled();
    const [said, ...more] = double.messages('elsewhere');
    expect(more).toEqual([]);
    expect(said?.shows).toContain('@KAM 绑定客户');
    await double.remove('elsewhere', via);
    await double.invite('elsewhere', via);
    await settled();
    expect(double.messages('elsewhere')).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it.each(['mixed', 'shared'])('names no account when it introduces itself in %s, where others read', async (chat) => {
    const { double, via, settled } = await opened(transport);
    await double.invite(chat, via);
    await settled();
    const [said] = double.messages(chat);
    expect(said?.shows).toContain('@KAM 帮助');
    expect(said?.shows).not.toMatch(/华为|客户/);
  });

  it('goes by the account a group is about, once it was told', async () => {
    const { double, via, settled } = await opened(transport);
    await double.say('wang', '绑定客户 华为', { chat: 'huawei', at: 'bot', ...via });
    await settled();
    await double.say('wang', '现在什么阶段？', { chat: 'huawei', at: 'bot', ...via });
    await settled();
    expect(double.messages('huawei').at(-1)?.shows).toContain('华为技术有限公司');
    expect(double.violations()).toEqual([]);
  });

  it('tells a digest to a group of members, and to no other', async () => {
    const one = await opened(transport);
    const { double, via, settled, assistant } = one;
    for (const chat of ['mixed', 'shared']) {
      await double.say('wang', '摘要 这里 每天 09:00', { chat, at: 'bot', ...via });
      await settled();
      const alone = [...double.ephemerals('wang'), ...double.dms('wang')].at(-1);
      expect(alone?.shows, chat).toContain('不能在这里发摘要');
    }
    expect(await assistant.store.views.all('digest')).toEqual([]);
    await double.say('wang', '摘要 这里 每天 09:00', { chat: 'huawei', at: 'bot', ...via });
    await settled();
    expect(await assistant.store.views.all('digest')).toMatchObject([
      { platform: 'feishu', tenant: double.tenant, every: 'day' },
    ]);
  });
});
