import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
});
afterEach(() => kam.close());

const meet = (externalId: string, email: string | null = 'wang@example.com') =>
  kam.assistant.people.recognise('slack', 'T1', {
    ...{ externalId, email, name: 'Wang', timeZone: null, language: null, standing: 'full' },
  });

const ASKED = [
  '/kam member wang unlink',
  'unlink member wang',
  '成员 王芳 解除关联',
  '解除成员关联 王芳',
  '/kam 解除成员关联 王芳',
];

describe('chat accounts of a member', () => {
  it.each(ASKED)('are listed by: %s', async (asked) => {
    await meet('U1');
    await kam.ok('/kam member wang console', 'boss');
    const { understood, data } = await kam.ok(asked, 'boss');
    expect(understood).toMatchObject({ command: 'member', input: { member: 'wang', action: 'unlink' } });
    expect(data.links).toMatchObject([{ platform: 'slack', tenant: 'T1', externalId: 'U1', closedAt: null }]);
  });

  it('are released one by one, by admins only, after which the address is free', async () => {
    await meet('U1');
    const { data } = await kam.ok('/kam member wang unlink', 'boss');
    const release = { command: 'member', args: { member: 'wang', action: 'unlink', link: data.links[0].id } };
    for (const as of ['wang', 'vera', 'tom'])
      expect(await kam.press(release, as)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await meet('U2')).toMatchObject({ why: 'taken' });
    expect(await kam.press({ ...release, args: { ...release.args, member: 'tom' } }, 'boss')).toMatchObject({
      error: { code: 'conflict' },
    });
    const released = await kam.press(release, 'boss');
    expect(released).toMatchObject({ ok: true, data: { member: 'wang' } });
    expect(JSON.stringify(released)).toContain('wang@example.com');
    expect(await meet('U1', null)).toMatchObject({ why: 'no-email' });
    expect(await meet('U2')).toMatchObject({ member: { key: 'wang' } });
    expect((await kam.ok('/kam member tom unlink', 'boss')).data.links).toEqual([]);
  });

  it('are told in private only', async () => {
    const answer = await kam.ask('/kam member wang unlink', {
      ...{ as: 'boss', at: '2026-11-21T12:00:00+08:00', channel: 'team' },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('that are no chat accounts are not released so', async () => {
    await kam.ok('/kam member tom console', 'boss');
    const { data } = await kam.ok('/kam member tom links', 'boss');
    const args = { member: 'tom', action: 'unlink', link: data.links[0].id };
    expect(await kam.press({ command: 'member', args }, 'boss')).toMatchObject({ error: { code: 'conflict' } });
  });
});
