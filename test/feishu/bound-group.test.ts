import { describe, expect, it } from 'vitest';
import { channelsSaid as enChannels } from '../../src/i18n/en/channels.ts';
import { channelsSaid as zhChannels } from '../../src/i18n/zh/channels.ts';
import { CHATS } from '../fakes/feishu/seed.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInFeishu, type Transport } from './opening.ts';

const opened = closedAfterEach((transport: Transport = 'websocket') => openInFeishu(transport));

describe.each(['websocket', 'webhook'] as const)('the group of an account, over the %s', (transport) => {
  it('is tied by a command, and called a group by everything that speaks of it', async () => {
    const { double, via, settled } = await opened(transport);
    const inGroup = { chat: 'huawei', at: 'bot', ...via };
    await double.say('wang', '绑定本群 华为', inGroup);
    await settled();
    const said = () => double.messages('huawei').at(-1)?.shows;
    expect(said()).toContain('本群已绑定华为技术有限公司');
    await double.say('wang', '摘要 这里 每天 09:00', inGroup);
    await settled();
    expect(said()).toContain('本群每个工作日 09:00 收到摘要');
    await double.say('wang', '解绑本群', inGroup);
    await settled();
    expect(said()).toContain('本群不再绑定华为技术有限公司');
    await double.say('wang', '绑定客户 华为', via);
    await double.say('tom', 'digest daily', via);
    await double.say('wang', '帮助', via);
    await settled();
    const all = [...double.dms('wang'), ...double.dms('tom'), ...double.messages('huawei')].filter((one) => one.isOurs);
    expect(all.length).toBe(6);
    expect(all.map(({ shows }) => shows).join('\n')).not.toMatch(/频道|channel/i);
    expect(double.violations()).toEqual([]);
  });
});

describe('the name of a group', () => {
  it('is told whoever is in it, and nobody else; where it is said it is this one', async () => {
    const { double, settled } = await opened();
    await double.say('wang', '摘要 这里 每天 09:00', { chat: 'huawei', at: 'bot' });
    await double.say('wang', '绑定客户 华为', { chat: 'huawei', at: 'bot' });
    await settled();
    for (const user of ['wang', 'qian', 'tom']) {
      await double.say(user, user === 'tom' ? 'digest' : '摘要');
      await double.say(user, '客户 华为');
    }
    await double.say('wang', '客户 华为', { chat: 'huawei', at: 'bot' });
    await settled();
    const told = (user: string) =>
      double
        .dms(user)
        .filter(({ isOurs }) => isOurs)
        .map(({ shows }) => shows);
    expect(told('wang')).toEqual([
      `有 1 个群收到摘要\n${CHATS.huawei.name} · 每个工作日 09:00：全部内容`,
      expect.stringContaining(`群：${CHATS.huawei.name}\n`),
    ]);
    expect(told('qian')).toEqual([expect.stringContaining('另一个群 · '), expect.stringContaining('群：另一个群\n')]);
    expect(told('tom')[0]).toBe('1 group gets a digest\nanother group · every working day at 09:00: everything');
    expect(double.messages('huawei').at(-1)?.shows).toContain('群：本群\n');
    expect(JSON.stringify([told('wang'), told('qian'), told('tom')])).not.toContain('oc_');
    expect(double.violations()).toEqual([]);
  });

  it('is not told before all of another group, whoever asks there', async () => {
    const { double, settled } = await opened();
    await double.say('wang', '绑定客户 华为', { chat: 'huawei', at: 'bot' });
    await double.say('wang', '客户 华为', { chat: 'general', at: 'bot' });
    await settled();
    const aloud = double.messages('general').at(-1);
    expect(aloud).toMatchObject({ isOurs: true, shows: expect.stringContaining('群：另一个群\n') });
    expect(JSON.stringify(double.messages('general'))).not.toContain(CHATS.huawei.name);
  });
});

describe.each([
  ['zh', zhChannels('group'), /频道/],
  ['en', enChannels('group'), /channel/i],
] as const)('what is said of groups in %s', (_, said, word) => {
  it.each(phrasesOf(said))('%s', (_path, phrase) => {
    expect(phrase).not.toMatch(word);
  });
});

/** Every phrase, with numbers and names where it asks for them. */
function phrasesOf(said: object, path = ''): [string, string][] {
  return Object.entries(said).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'object') return phrasesOf(value, `${path}${key}.`);
    return [[`${path}${key}`, typeof value === 'string' ? value : value(2, '华为')]];
  });
}
