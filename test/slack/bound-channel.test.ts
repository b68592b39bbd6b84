import { describe, expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { openInSlack, type SlackAssistant, type Transport } from './opening.ts';

const opened = closedAfterEach((transport: Transport) => openInSlack(transport));

const logged = async ({ ok }: SlackAssistant, account: string): Promise<string[]> =>
  (await ok(`timeline ${account}`, 'boss')).data.interactions.map(({ contacts }: { contacts: string[] }) =>
    contacts.join(),
  );

describe.each(['socket', 'http'] as const)('the channel of an account, over %s', (transport) => {
  it('is tied by a command, and what is said there need not name it', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.slash('wang', 'huawei', 'account bind 华为', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('本频道已绑定华为技术有限公司');

    await double.mention('wang', 'huawei', '昨天拜访了张伟，聊了预算', via);
    await double.slash('wang', 'huawei', 'log 李会计 电话 对账', via);
    await settled();
    expect([...(await logged(one, '华为'))].toSorted()).toEqual(['张伟', '李会计']);

    await double.slash('wang', 'huawei', 'stage', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('华为技术有限公司');
    await double.slash('wang', 'general', 'stage', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).toContain('还缺：客户');
    await double.dm('wang', '现在什么阶段？', via);
    await settled();
    expect(double.messages('wang').at(-1)?.shows).not.toContain('华为技术有限公司');
    expect(double.violations()).toEqual([]);
  });

  it('is shown with its account as Slack shows channels, and untied again', async () => {
    const { double, via, settled } = await opened(transport);
    await double.slash('wang', 'huawei', '客户 绑定 华为', via);
    await settled();
    await double.dm('wang', '客户 华为', via);
    await settled();
    const shown = double.messages('wang').at(-1);
    expect(JSON.stringify(shown?.blocks)).toContain(double.channels.huawei);
    await double.slash('wang', 'huawei', 'account unbind', via);
    await settled();
    await double.slash('wang', 'huawei', 'stage', via);
    await settled();
    expect(double.ephemerals('wang').at(-1)?.shows).not.toContain('华为技术有限公司');
    expect(double.violations()).toEqual([]);
  });

  it('asks about somebody known elsewhere only, and the tap decides', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.slash('boss', 'huawei', 'account bind 华为', via);
    await double.slash('boss', 'huawei', '昨天拜访了王芬，聊了预算', via);
    await settled();
    const asked = double.ephemerals('boss').at(-1);
    expect(asked?.shows).toContain('王芬');
    const pressed = await double.press('boss', asked as never, '王芬 (北京字节跳动科技有限公司)', via);
    expect(pressed.error).toBeNull();
    await settled();
    expect(await logged(one, '字节跳动')).toEqual(['王芬']);
    expect(await logged(one, '华为')).toEqual([]);
    expect(double.violations()).toEqual([]);
  });
});
