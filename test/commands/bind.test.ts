import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportBook } from '../../src/ops/book/export.ts';
import type { Block, Button, Form } from '../../src/reply/reply.ts';
import type { Answer, Content, Incoming } from '../../src/router/messages.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const HUAWEI = '华为技术有限公司';
const SLACK = { tenant: 'T0001', id: 'C0001' };

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

/** Something said in a Slack channel, to be answered there; `place: 'dm'`: privately. */
async function said(
  what: string | Content,
  as = 'wang',
  other: Partial<Pick<Incoming, 'place' | 'channel'>> = {},
): Promise<Answer> {
  const { store, router, now } = kam.assistant;
  const member = await store.views.memberByKey(as);
  return router.handle({
    memberId: member?.id ?? null,
    platform: 'slack',
    place: 'channel',
    channel: SLACK,
    content: typeof what === 'string' ? { text: what } : what,
    at: now(),
    ...other,
  });
}

async function done(what: string | Content, as = 'wang', other: Partial<Pick<Incoming, 'place' | 'channel'>> = {}) {
  const answer = await said(what, as, other);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer;
}

const inputOf = (answer: Answer) => answer.understood?.input ?? {};
const bound = () => kam.assistant.store.views.bindingOf('slack', SLACK.tenant, SLACK.id);
const blocksOf = <K extends Block['kind']>({ reply }: Answer, kind: K) =>
  reply.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const buttonsOf = (answer: Answer): readonly Button[] => blocksOf(answer, 'buttons').flatMap(({ buttons }) => buttons);
const formOf = (answer: Answer): Form | undefined => blocksOf(answer, 'form')[0];
const channelsShown = (answer: Answer) =>
  blocksOf(answer, 'fields')
    .flatMap(({ fields }) => fields)
    .find(({ label }) => ['Channels', '频道'].includes(label))?.value;

describe('a channel', () => {
  it.each([
    'account bind 华为',
    '/kam account bind Huawei',
    '客户 绑定 华为',
    '/kam 绑定客户 华为',
    '/kam 客户 华为 绑定',
  ])('is tied to an account by %s, and untied by undo', async (line) => {
    const answer = await done(line);
    expect(answer).toMatchObject({
      data: { account: HUAWEI, platform: 'slack', channel: 'C0001' },
      reply: { title: `本频道已绑定${HUAWEI}`, tone: 'good', audience: 'members' },
    });
    expect(await bound()).toMatchObject({ channel: 'C0001', tenant: 'T0001' });
    const undo = buttonsOf(answer).find(({ label }) => label === '撤销');
    await done({ call: undo?.press ?? { command: '', args: {} } });
    expect(await bound()).toBeUndefined();
    expect(await said('/kam stage')).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
  });

  it('tied already says so, and writes nothing', async () => {
    await done('account bind 华为');
    const again = await done('account bind 华为');
    expect(again.reply.title).toBe(`本频道已经绑定了${HUAWEI}`);
    expect(buttonsOf(again)).toEqual([]);
  });

  it('tied to another gives way, saying which it was; undo brings it back', async () => {
    await done('account bind Northwind', 'tom');
    const replaced = await done('account bind 华为', 'boss');
    expect(replaced).toMatchObject({ data: { account: HUAWEI, before: 'Northwind' } });
    expect(JSON.stringify(replaced.reply.blocks)).toContain('此前绑定的是Northwind。');
    await done('撤销', 'boss');
    expect((await done('/kam stage', 'tom')).data).toMatchObject({ account: 'Northwind' });
  });

  it('is untied, and tied again by undo', async () => {
    await done('account bind 华为');
    const untied = await done('客户 解绑');
    expect(untied).toMatchObject({ data: { account: HUAWEI }, reply: { title: `本频道不再绑定${HUAWEI}` } });
    expect(await bound()).toBeUndefined();
    expect(await done('account unbind')).toMatchObject({ reply: { title: '本频道没有绑定客户' } });
    await done({ call: buttonsOf(untied)[0]?.press ?? { command: '', args: {} } });
    expect(await bound()).toBeDefined();
  });

  it('is not untied from what it is not tied to', async () => {
    await done('account bind 华为');
    expect(await said('account unbind "Northwind Traders"', 'boss')).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: `本频道绑定的不是Northwind Traders，而是${HUAWEI}。` },
    });
  });

  it('asks which account, where none is named', async () => {
    const asked = await said('account bind');
    expect(asked).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    expect(formOf(asked)?.kept).toMatchObject({ action: 'bind' });
  });

  it.each(['account bind 华为', 'account unbind'])('%s in private says where to say it', async (line) => {
    const refused = { ok: false, error: { code: 'invalid-argument', message: '请在要绑定客户的频道里说这句话。' } };
    expect(await kam.answer(line)).toMatchObject(refused);
    expect(await said(line, 'wang', { place: 'dm' })).toMatchObject(refused);
    expect(await bound()).toBeUndefined();
  });

  it('is not tied to an archived account', async () => {
    expect(await said('account bind "Old Mill"')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

describe('who may', () => {
  it.each([
    ['wang', true],
    ['qian', true],
    ['zhao', true],
    ['boss', true],
    ['tom', false],
    ['vera', false],
  ])('%s may tie a channel to 华为: %s', async (key, may) => {
    const answer = await said('/kam account bind Huawei', key);
    expect(answer.ok).toBe(may);
    if (!answer.ok) expect(answer.error.code).toBe('forbidden');
  });

  it('nobody takes it from an account they may not write', async () => {
    await done('account bind 华为');
    expect(await said('account bind Northwind', 'tom')).toMatchObject({
      ok: false,
      error: { code: 'forbidden', message: /华为技术有限公司.+王芳/ },
    });
    expect(await said('account unbind', 'tom')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect((await done('/kam stage')).data).toMatchObject({ account: HUAWEI });
  });

  it.each(['account bind 华为', 'account unbind'])('%s decides by what the channel is tied to then', async (line) => {
    await done('account bind 华为', 'boss');
    const { store } = kam.assistant;
    const { transaction } = store;
    // Another ties it to what the caller may not write, after their message was read.
    vi.spyOn(store, 'transaction').mockImplementationOnce(async (...given) => {
      await done('account bind Northwind', 'boss');
      return transaction(...given) as never;
    });
    expect(await said(line)).toMatchObject({
      ok: false,
      error: { code: 'forbidden', message: /Northwind.+Tom Lee/ },
    });
    expect((await done('/kam stage', 'boss')).data).toMatchObject({ account: 'Northwind' });
  });

  it('who may not see the account is told nothing of it, and their sentences are of nobody', async () => {
    await done('account bind 华为');
    await kam.ok('/kam settings visibility team', 'boss');
    for (const line of ['account bind Northwind', 'account unbind']) {
      const refused = await said(line, 'tom');
      expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      expect(JSON.stringify(refused)).not.toContain('华为');
    }
    expect(await said('what stage', 'tom')).toMatchObject({ ok: false, error: { code: 'not-understood' } });
    expect(await said('/kam stage', 'tom')).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
  });
});

describe('in the channel of an account', () => {
  beforeEach(async () => {
    await done('account bind 华为');
  });

  it.each([
    ['昨天拜访了张伟，聊了预算', { account: HUAWEI, contacts: ['张伟'], kind: 'visit', date: '2026-11-20' }],
    ['/kam log 张伟 电话 聊了预算', { account: HUAWEI, contacts: ['张伟'], kind: 'call' }],
    ['visited 李会计 yesterday', { account: HUAWEI, contacts: ['李会计'], kind: 'visit' }],
    ['昨天拜访Northwind的Alice', { account: 'Northwind', contacts: ['Alice Chen'] }],
  ])('%s is logged', async (line, input) => {
    expect(inputOf(await done(line, 'boss'))).toMatchObject(input);
  });

  it.each([
    ['what stage', 'stage'],
    ['现在什么阶段', 'stage'],
    ['/kam stage', 'stage'],
    ['/kam why', 'why'],
    ['who decides', 'who'],
    ['谁说了算', 'who'],
    ['/kam timeline', 'timeline'],
    ['/kam share', 'share'],
    ['/kam contact', 'contact'],
    ['/kam account', 'account'],
    ['/kam last 张伟', 'last'],
    ['/kam diff 2026-10-01', 'diff'],
    ['/kam 新增联系人 赵强 采购', 'contact'],
    ['/kam contact 张伟 title=总监', 'contact'],
    ['/kam level 张伟 4', 'level'],
    ['/kam account cadence="decision 30/45"', 'account'],
  ])('%s is of that account', async (line, command) => {
    const { understood } = await done(line);
    expect(understood).toMatchObject({ command, input: { account: HUAWEI } });
  });

  it('privately, too', async () => {
    const answer = await done('/kam stage', 'wang', { place: 'dm' });
    expect(answer.data).toMatchObject({ account: HUAWEI });
  });

  it('only there', async () => {
    const other = await said('/kam stage', 'wang', { channel: { ...SLACK, id: 'C0002' } });
    expect(other).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    const stranger = await said('/kam stage', 'wang', { channel: { ...SLACK, tenant: 'T0002' } });
    expect(stranger).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
  });

  it('a person nobody knows is offered to be added there, wherever the button is pressed', async () => {
    const asked = await said('昨天拜访了赵强，聊了预算');
    expect(asked).toMatchObject({ ok: false, error: { code: 'unknown-contact' } });
    const add = buttonsOf(asked).find(({ label }) => label.includes('赵强'));
    expect(add?.press.args).toMatchObject({ contacts: ['+赵强'] });
    const added = await kam.press(add?.press ?? { command: '', args: {} });
    expect(inputOf(added)).toMatchObject({ account: HUAWEI, contacts: ['赵强'] });
  });

  it('a person known elsewhere only is asked about: here, or there', async () => {
    const asked = await said('昨天拜访了王芬，聊了预算', 'boss');
    expect(asked).toMatchObject({ ok: false, error: { code: 'unknown-contact' } });
    const [there, here] = buttonsOf(asked);
    expect([there?.label, here?.label]).toEqual(['王芬 (北京字节跳动科技有限公司)', `把 王芬 加到 ${HUAWEI}`]);
    const pressed = await kam.press(there?.press ?? { command: '', args: {} }, 'boss');
    expect(inputOf(pressed)).toMatchObject({ account: '北京字节跳动科技有限公司', contacts: ['王芬'] });
  });

  it('its own people are meant before namesakes', async () => {
    await kam.ok('新增联系人 客户=Northwind 姓名=张伟', 'boss');
    expect(inputOf(await done('昨天拜访了张伟，聊了预算', 'boss'))).toMatchObject({ account: HUAWEI });
    expect(inputOf(await done('/kam last 张伟', 'boss'))).toMatchObject({ account: HUAWEI });
    expect(await kam.ask('昨天拜访了张伟，聊了预算', { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'ambiguous-contact' },
    });
  });

  it('a form has the account filled in, and its people to choose from', async () => {
    const missing = formOf(await said('昨天拜访了客户，聊了预算'));
    expect(missing?.inputs.find(({ name }) => name === 'account')).toMatchObject({ value: HUAWEI });
    expect(missing?.inputs.find(({ name }) => name === 'contacts')?.choices).toHaveLength(3);
    const opened = formOf(await said({ form: { command: 'log', args: {} } }));
    expect(opened?.inputs.find(({ name }) => name === 'account')).toMatchObject({ value: HUAWEI });
    const added = formOf(await said({ form: { command: 'account', args: { action: 'add' } } }));
    expect(added?.inputs.find(({ name }) => name === 'account')?.value).toBeUndefined();
  });

  it('what is not about an account stays so', async () => {
    expect((await done('/kam account add 新客户')).data).toMatchObject({ name: '新客户' });
    expect((await done('待办')).understood?.input).not.toHaveProperty('account');
    expect((await done('/kam help')).understood?.command).toBe('help');
  });
});

it('where there is no channel nothing is asked of it', async () => {
  const asked = vi.spyOn(kam.assistant.store.views, 'bindingOf');
  await kam.answer('昨天拜访了张伟，聊了预算');
  expect(asked).not.toHaveBeenCalled();
  await said('昨天拜访了张伟，聊了预算');
  expect(asked).toHaveBeenCalledTimes(1);
});

describe('the bound account', () => {
  it('shows its channels', async () => {
    const { store, now } = kam.assistant;
    const channel = { id: 'console-1', name: '华为项目', createdById: null, createdAt: now() };
    await store.conversations.addChannel(channel);
    await done('account bind 华为');
    await kam.answer('account bind 华为', { channel: channel.id });
    const shown = await kam.answer('客户 华为');
    expect(channelsShown(shown)).toEqual([
      { channel: 'C0001', platform: 'slack', name: '#C0001' },
      '、',
      { channel: 'console-1', platform: 'console', name: '#华为项目' },
    ]);
    expect(shown.ok && shown.data['channels']).toEqual([
      { platform: 'slack', channel: 'C0001' },
      { platform: 'console', channel: 'console-1' },
    ]);
    await store.conversations.removeChannel(channel.id);
    expect(channelsShown(await kam.answer('客户 华为'))).toEqual([
      { channel: 'C0001', platform: 'slack', name: '#C0001' },
    ]);
  });

  it('a channel of the console is as good', async () => {
    await kam.answer('account bind 华为', { channel: 'console-1' });
    const logged = await kam.answer('昨天拜访了张伟，聊了预算', { channel: 'console-1' });
    expect(inputOf(logged)).toMatchObject({ account: HUAWEI, contacts: ['张伟'] });
    const { store, router, now } = kam.assistant;
    const member = await store.views.memberByKey('wang');
    const channel = { tenant: '', id: 'console-1' };
    const asked = await router.handle({
      memberId: member?.id ?? '',
      platform: 'console',
      place: 'channel',
      channel,
      content: { text: '现在什么阶段' },
      at: now(),
    });
    expect(asked).toMatchObject({ ok: true, data: { account: HUAWEI } });
  });

  it('is archived with its channels, which say so, and restored with them', async () => {
    await done('account bind 华为');
    await done('/kam account 华为 archive');
    expect(await said('昨天拜访了张伟，聊了预算')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await done('/kam account restore');
    expect(inputOf(await done('昨天拜访了张伟，聊了预算'))).toMatchObject({ account: HUAWEI });
  });

  it('takes its channels along into another; undo brings them back', async () => {
    await done('account bind "Northwind Traders"', 'boss');
    await done('merge Northwind other="Northwind Traders"', 'boss');
    expect((await done('/kam stage', 'boss')).data).toMatchObject({ account: 'Northwind' });
    await done('undo', 'boss');
    expect((await done('/kam stage', 'boss')).data).toMatchObject({ account: 'Northwind Traders' });
  });

  it('cannot be taken back itself while a channel is tied to it', async () => {
    const added = await done('新增客户 北方云');
    await done('account bind 北方云');
    const undo = buttonsOf(added).find(({ label }) => label === '撤销');
    expect(await said({ call: undo?.press ?? { command: '', args: {} } })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('travels with a book', async () => {
    await done('account bind 华为');
    const { store } = kam.assistant;
    const book = await exportBook(store.views);
    const other = await openTestAssistant(book);
    try {
      expect(await other.assistant.store.views.bindingOf('slack', SLACK.tenant, SLACK.id)).toBeDefined();
    } finally {
      await other.close();
    }
  });
});
