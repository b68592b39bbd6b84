import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { settingsOf, type Transport } from '../feishu/opening.ts';
import { type ChatProgram, startInChat } from '../fixtures/chat-program.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { run, sayAll, type Workplace } from '../fixtures/program.ts';

const LOG = '昨天拜访华为张伟，聊了二期预算';
const DAY_MS = 86_400_000;

const opened = closedAfterEach(
  async (transport: Transport, settings: Readonly<Record<string, string>> = {}): Promise<ChatProgram<FeishuDouble>> => {
    // Whole processes that have only just begun: how long they take is not what is looked at here.
    const double = await openFeishuDouble({ patienceMs: 60_000 });
    const path = transport === 'webhook' ? '/feishu/events' : null;
    return startInChat(double, { path, settings: { ...settingsOf(double, transport), ...settings } });
  },
);

const interactions = async (place: Workplace, account = '华为', as = 'wang') => {
  const [answer] = await sayAll([{ text: `timeline ${account}`, as }], place);
  return answer.data.interactions;
};

describe.each(['websocket', 'webhook'] as const)('the program in Feishu, over the %s', (transport) => {
  it('answers, stops when told, and says what it owes when it is started again', async () => {
    const one = await opened(transport);
    const { double, via, place } = one;
    await one.heard();
    expect((await double.say('wang', `/kam 记录 ${LOG}`, via)).error).toBeNull();
    await expect.poll(() => double.dms('wang').length).toBe(2);
    expect(await interactions(place)).toHaveLength(1);
    const answer = double.dms('wang').at(-1);
    expect(answer?.card).not.toBeNull();
    expect(await double.press('wang', answer?.id, '撤销', via)).toMatchObject({ error: null, isReplaced: true });
    expect(await interactions(place)).toEqual([]);

    // What is acknowledged is not lost, whatever becomes of the process right after.
    const said = await double.say('wang', { post: `今天给华为张伟打电话，说了报价` }, via);
    await one.kill();
    expect(said.error).toBeNull();
    await one.again();
    await expect.poll(() => double.dms('wang').length).toBe(4);
    expect(await interactions(place)).toHaveLength(1);

    expect(await one.stop()).toBe(0);
    await expect.poll(() => double.socket.connections()).toBe(0);
    expect(double.violations()).toEqual([]);
  });

  it('takes a form in once it is right, and says aloud only what all in a group may hear', async () => {
    const one = await opened(transport);
    const { double, via, place } = one;
    await one.heard();
    await double.say('wang', '/kam 记录', via);
    await expect.poll(() => double.dms('wang').length).toBe(2);
    const form = double.dms('wang').at(-1)?.id;
    const inTen = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);
    const before = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
    const values = { account: '华为', contacts: '张伟', kind: '拜访', note: '聊了二期预算', date: inTen };
    expect(await double.submit('wang', form, values, via)).toMatchObject({ error: null, isReplaced: true });
    expect(double.dms('wang').at(-1)?.shows).toContain('还没有到');
    expect(await interactions(place)).toEqual([]);
    expect(await double.submit('wang', form, { date: before }, via)).toMatchObject({ isReplaced: true });
    expect(double.dms('wang').at(-1)).toMatchObject({ id: form, shows: expect.stringContaining('已记录') });
    expect(await interactions(place)).toMatchObject([{ note: '聊了二期预算' }]);

    await double.say('wang', '华为什么阶段', { chat: 'shared', at: 'bot', ...via });
    const alone = () => [...double.ephemerals('wang'), ...double.dms('wang')].map(({ shows }) => shows).join('\n');
    await expect.poll(alone).toContain('华为技术有限公司：');
    expect(
      double
        .messages('shared')
        .map(({ shows }) => shows)
        .join(),
    ).not.toContain('华为技术');
    expect(double.violations()).toEqual([]);
  });

  it('tells the day and a digest, whose buttons work', async () => {
    const one = await opened(transport);
    const { double, via, place } = one;
    await one.heard();
    await double.say('wang', '摘要 这里 每天 09:00', { chat: 'huawei', at: 'bot', ...via });
    await expect.poll(() => double.messages('huawei').length).toBe(2);
    const due = new Date(Date.now() + 2 * DAY_MS);
    await double.say('wang', `${LOG}，${due.getMonth() + 1}月${due.getDate()}日给方案`, via);
    await expect.poll(() => double.dms('wang').length).toBe(2);
    // The first working day it is due or over it.
    const daily = () => double.dms('wang').find(({ controls }) => controls.some(({ label }) => label === '已处理'));
    for (let days = 2; days < 16 && daily() === undefined; days++) {
      const day = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
      expect(await run(['tick', '--at', `${day}T09:05:00+08:00`], place)).toMatchObject({ code: 0 });
    }
    expect(daily()?.shows).toContain('给方案');
    expect(double.messages('huawei').at(-1)?.shows).toContain('华为');
    expect(double.messages('huawei').length).toBeGreaterThan(2);
    const pressed = await double.press('wang', daily()?.id, '已处理', via);
    expect(pressed).toMatchObject({ error: null, code: null, isReplaced: false });
    const [answer] = await sayAll([{ text: 'timeline 华为', as: 'wang' }], place);
    expect(answer.data.promises.done).toHaveLength(1);
    expect(double.violations()).toEqual([]);
  });

  it('goes on with whoever could not be told something, and with everybody else', async () => {
    const one = await opened(transport);
    const { double, via } = one;
    await one.heard();
    double.fail('POST im/v1/messages', { code: 230034 });
    await double.say('wang', '帮助', via);
    await expect.poll(() => double.calls('POST im/v1/messages').length).toBe(1);
    await double.say('wang', '华为什么阶段', via);
    await double.say('tom', 'what stage is Northwind?', via);
    const told = (user: string) => double.dms(user).filter(({ isOurs }) => isOurs);
    await expect.poll(() => [told('wang').length, told('tom').length]).toEqual([1, 1]);
    expect(told('wang')[0]?.shows).toContain('华为技术有限公司');
  });

  it('speaks English with an organisation that does', async () => {
    const one = await opened(transport, { KAM_LANGUAGE: 'en' });
    const { double, via, place } = one;
    await one.heard();
    await double.say('tom', '/kam log called Alice Chen at Northwind yesterday, talked about the budget', via);
    await expect.poll(() => double.dms('tom').length).toBe(2);
    const answer = double.dms('tom').at(-1);
    expect(answer?.shows).toContain('Northwind');
    expect(answer?.shows).not.toMatch(/\p{Script=Han}/u);
    const { toast, isReplaced } = await double.press('tom', answer?.id, 'Undo', via);
    expect(isReplaced).toBe(true);
    expect(toast?.content).not.toMatch(/\p{Script=Han}/u);
    const notes = (await interactions(place, 'Northwind', 'tom')).map(({ note }: { note?: string }) => note);
    expect(notes).not.toContainEqual(expect.stringContaining('budget'));
  });
});

describe('on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('logs, takes back, and does once what it had acknowledged when it was killed', async () => {
    const one = await opened('websocket', { DATABASE_URL: await server.freshDatabase() });
    const { double, place } = one;
    await one.heard();
    expect((await double.say('wang', LOG)).error).toBeNull();
    await expect.poll(() => double.dms('wang').length).toBe(2);
    expect(await interactions(place)).toHaveLength(1);
    expect(await double.press('wang', double.dms('wang').at(-1)?.id, '撤销')).toMatchObject({ isReplaced: true });
    expect(await interactions(place)).toEqual([]);

    // Who says it is asked for first, and Feishu does not answer: so it is killed between keeping it and working on it.
    double.fail('contact/v3/users/:user_id', { slowMs: 60_000 }, 10);
    expect((await double.say('boss', LOG)).error).toBeNull();
    await one.kill();
    double.heal();
    expect(await interactions(place)).toEqual([]);
    await one.again();
    await expect.poll(() => double.dms('boss').length).toBe(2);
    expect(await interactions(place)).toHaveLength(1);
    expect(await one.stop()).toBe(0);
    expect(double.dms('boss')).toHaveLength(2);
    expect(double.violations()).toEqual([]);
  });
});

describe('what the program tells of itself', () => {
  it('is not ready with a secret Feishu does not take, says which, and goes on with everything else', async () => {
    const { page, readyz, place } = await opened('webhook', { FEISHU_APP_SECRET: 'wrong' });
    await expect.poll(readyz).toMatch(/^503 .*FEISHU_APP_SECRET/);
    expect((await page('/healthz')).status).toBe(200);
    expect((await page('/feishu/events', { method: 'POST', body: '{}' })).status).not.toBe(200);
    expect((await page('/')).status).toBe(404);
    expect(await interactions(place)).toEqual([]);
  });
});
