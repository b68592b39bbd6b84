import { expect, it } from 'vitest';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { last, loggedIn } from './modal-steps.ts';
import { openInSlack } from './opening.ts';

const opened = closedAfterEach(openInSlack);

/** A message of another channel, as Slack's own client forwards it. */
const FORWARDED = {
  ...{ is_msg_unfurl: true, is_share: true, channel_id: 'C0HUAWEI', ts: '1795000000.000100', author_name: '李娜' },
  ...{ text: '昨天拜访华为张伟，聊了二期预算', fallback: '[李娜]: 昨天拜访华为张伟，聊了二期预算' },
};

it.each(['socket', 'http'] as const)(
  'a message forwarded without a word is answered with how to keep it, over %s',
  async (transport) => {
    const one = await opened(transport);
    const { double, settled, via } = one;
    await double.dm('wang', '', { ...via, attachments: [FORWARDED] });
    await settled();
    expect(last(double.messages('wang')).shows).toContain('Log to account');
    await double.dm('tom', '', { ...via, attachments: [FORWARDED] });
    await settled();
    expect(last(double.messages('tom')).shows).toContain('nothing was recorded');
    expect(await loggedIn(one)).toEqual([]);
  },
);

it('with words beside it the words are answered', async () => {
  const one = await opened('socket');
  const { double, settled } = one;
  await double.dm('wang', '昨天拜访华为张伟，聊了二期预算', { attachments: [FORWARDED] });
  await settled();
  expect(last(double.messages('wang')).shows).toContain('已记录');
  expect(await loggedIn(one)).toHaveLength(1);
});
