import { afterEach, describe, expect, it } from 'vitest';
import { PEOPLE } from '../fakes/feishu/seed.ts';
import { bookOfAddresses } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

let one: FeishuAssistant;
afterEach(() => one.close());

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  /** What the READMEs promise whoever starts with nothing. */
  it('with nothing but an address a first /kam 记录 takes three gestures', async () => {
    const book = { version: 1, members: [], accounts: [] };
    one = await openInFeishu(transport, { book, settings: { ADMIN_EMAILS: 'wang@example.com' } });
    const { double, via, settled } = one;
    await double.say('wang', '/kam 新增客户 北方云', via);
    await double.say('wang', '/kam 记录 昨天拜访北方云李敏，聊了预算，下周三给方案', via);
    await settled();
    const asked = double.dms('wang').at(-1);
    expect(await double.press('wang', asked?.id, '把 李敏 加到 北方云', via)).toMatchObject({ isReplaced: true });
    await settled();
    const { data } = await one.ok('timeline 北方云', 'wang@example.com');
    expect(data.interactions).toEqual([
      expect.objectContaining({ kind: 'visit', contacts: ['李敏'], note: expect.stringMatching(/预算/) }),
    ]);
    expect(data.interactions[0].nextSteps).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('greets whoever opens the conversation once, with buttons that work', async () => {
    one = await openInFeishu(transport);
    const { double, via, settled } = one;
    await double.enter('wang', via);
    await settled();
    await double.enter('wang', via);
    await settled();
    const [card, ...more] = double.dms('wang');
    expect(more).toEqual([]);
    expect(card?.shows).toContain('你好');
    expect(await double.press('wang', card?.id, '首页', via)).toMatchObject({ error: null, isReplaced: false });
    await settled();
    expect(double.dms('wang')).toHaveLength(2);
    await double.enter('tom', via);
    await settled();
    expect(double.dms('tom')[0]?.shows).toContain('Hello');
    expect(double.violations()).toEqual([]);
  });

  it('takes somebody without an address for who they are elsewhere, once they say so there', async () => {
    const people = { vera: { ...PEOPLE.vera, email: null } };
    one = await openInFeishu(transport, { seed: { people } });
    const { double, via, settled, assistant } = one;
    const before = (await assistant.store.views.all('member')).length;
    await double.say('vera', '/kam link', via);
    await settled();
    const code = /\d{4} \d{4}/.exec(double.dms('vera').at(-1)?.shows ?? '')?.[0] ?? '';
    await one.ok(`link ${code}`, 'vera');
    expect(await one.press({ command: 'link', args: { code, sure: true } }, 'vera')).toMatchObject({ ok: true });
    await double.say('vera', 'what stage is Northwind?', via);
    await settled();
    expect(double.dms('vera').at(-1)?.shows).toContain('Northwind');
    expect(await assistant.store.views.all('member')).toHaveLength(before);
    expect(double.violations()).toEqual([]);
  });

  it('knows by their mobile number whoever has no address there', async () => {
    const book = bookOfAddresses();
    const members = book.members.map((one) => (one.key === 'wang' ? { ...one, mobile: '138 0000 0001' } : one));
    const people = { wang: { ...PEOPLE.wang, email: null } };
    one = await openInFeishu(transport, { book: { ...book, members }, seed: { people } });
    const { double, via, settled } = one;
    await double.say('wang', '华为现在什么阶段？', via);
    await settled();
    expect(double.dms('wang').at(-1)?.shows).toContain('华为技术有限公司');
  });

  it('tells whoever it cannot tell by an address which scope of Feishu is missing', async () => {
    const people = { nora: { ...PEOPLE.nora, email: null } };
    one = await openInFeishu(transport, { seed: { people } });
    const { double, via, settled } = one;
    await double.say('nora', '你好', via);
    await settled();
    const refused = double.dms('nora').at(-1)?.shows;
    expect(refused).toContain('contact:user.email:readonly');
    expect(refused).not.toContain('users:read');
  });

  it('tells whoever it does not know so when they open the conversation, once', async () => {
    one = await openInFeishu(transport);
    const { double, via, settled } = one;
    await double.enter('nora', via);
    await double.enter('nora', via);
    await settled();
    expect(double.dms('nora').map(({ shows }) => shows)).toEqual([expect.stringContaining('郭总')]);
  });
});
