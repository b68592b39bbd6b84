import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const tokenOf = ({ data }: Json): string => new URL(data.url).searchParams.get('token') ?? '';
const owner = async (token: string): Promise<string | undefined> => (await kam.assistant.access.memberOf(token))?.key;

describe('console links', () => {
  it('are listed and revoked one by one', async () => {
    const first = tokenOf(await kam.ok('/kam member tom console', 'boss'));
    const second = tokenOf(await kam.ask('/kam member tom console', { as: 'boss', at: '2026-11-21T13:00:00+08:00' }));
    const { data, text } = await kam.ok('/kam member tom links', 'boss');
    expect(data.links.map(({ createdAt }: Json) => createdAt)).toEqual([
      '2026-11-21T05:00:00.000Z',
      '2026-11-21T04:00:00.000Z',
    ]);
    expect(text).not.toContain(first);
    const revoked = await kam.press(
      { command: 'member', args: { member: 'tom', action: 'revoke', link: data.links[1].id } },
      'boss',
    );
    expect(revoked.ok).toBe(true);
    expect([await owner(first), await owner(second)]).toEqual([undefined, 'tom']);
    expect((await kam.ok('/kam 成员 tom 链接列表', 'boss')).data.links).toHaveLength(1);
  });

  it('one’s own may be revoked by oneself, another’s by admins only', async () => {
    await kam.ok('/kam member tom console', 'boss');
    const { data } = await kam.ok('/kam member tom links', 'tom');
    const [link] = data.links;
    const call = { command: 'member', args: { member: 'tom', action: 'revoke', link: link.id } };
    expect(await kam.press(call, 'wang')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await kam.ask('/kam member tom links', { as: 'wang' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await kam.press(call, 'tom')).toMatchObject({ ok: true });
    expect(await kam.press(call, 'tom')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('of one member are not revoked as another’s, nor is what is no console link', async () => {
    await kam.ok('/kam member tom console', 'boss');
    const { data } = await kam.ok('/kam member tom links', 'boss');
    const as = (member: string) => ({
      command: 'member',
      args: { member, action: 'revoke', link: data.links[0].id },
    });
    expect(await kam.press(as('wang'), 'wang')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await kam.press(as('wang'), 'boss')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await kam.ok('/kam member tom links', 'boss')).data.links).toHaveLength(1);
  });

  it('are not told in a channel', async () => {
    const answer = await kam.ask('/kam member boss links', { as: 'boss', at: NOW, channel: 'team' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
