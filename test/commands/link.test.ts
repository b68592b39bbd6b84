import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asksToLink, refusalFor } from '../../src/chat/link-code.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { createPlatformPeople, type Profile, type Refused } from '../../src/services/platform-people.ts';
import { openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

const TENANT = 'T1';
const MINUTE = 60_000;
let clock: { now: number };
let kam: TestAssistant;
beforeEach(async () => {
  clock = { now: Date.parse('2026-11-21T12:00:00+08:00') };
  kam = await openTestAssistant(smallBook(), {}, () => clock.now);
});
afterEach(() => kam.close());

const profile = (fields: Partial<Profile> = {}): Profile => ({
  externalId: 'on_1',
  email: null,
  name: '王芳',
  timeZone: null,
  language: null,
  standing: 'full',
  ...fields,
});

function people() {
  const { store, organisation, newId, now, log, speaking } = kam.assistant;
  return createPlatformPeople({ store, organisation, newId, now, log, addressOf: speaking.addressOf });
}

const meet = (fields: Partial<Profile> = {}) => people().recognise('feishu', TENANT, profile(fields));

/** What somebody nobody knows is told who says this. */
async function told(text: string | null, fields: Partial<Profile> = {}, more: { isPrivate?: boolean } = {}) {
  const refused = await meet(fields);
  if (refused.kind !== 'refused') throw new Error('they are known');
  const stranger = { platform: 'feishu', tenant: TENANT, profile: profile(fields), language: 'en' } as const;
  return refusalFor({ ...stranger, text, isPrivate: true, ...more }, refused, kam.assistant.linking);
}

const codeIn = ({ title }: Reply): string | null => /\d{4} \d{4}/.exec(title)?.[0] ?? null;
const code = async (fields: Partial<Profile> = {}): Promise<string> => {
  const found = codeIn(await told('/kam link', fields));
  if (found === null) throw new Error('no code');
  return found;
};
const confirm = (typed: string, as = 'wang') => kam.press({ command: 'link', args: { code: typed, sure: true } }, as);

describe('somebody nobody knows', () => {
  it.each(['/kam link', '关联', '/kam 关联身份', '／kam　关联', 'link', '/关联', 'Link'])(
    'gets a code for %s',
    async (said) => {
      expect(asksToLink(said)).toBe(true);
      expect(codeIn(await told(said))).not.toBeNull();
    },
  );

  it.each(['hello', 'what stage is Northwind', 'the link between them', '/kam stage 华为', ''])(
    'is told how to for "%s"',
    async (said) => {
      const reply = await told(said);
      expect(codeIn(reply)).toBeNull();
      expect(renderText(reply, 'en', 'UTC')).toContain('say "link" to me here');
    },
  );

  it('gets none where others read', async () => {
    expect(codeIn(await told('link', {}, { isPrivate: false }))).toBeNull();
  });

  it.each<[Partial<Profile>, Refused]>([
    [{ standing: 'elsewhere' }, 'elsewhere'],
    [{ standing: 'guest' }, 'guest'],
    [{ standing: 'gone' }, 'gone'],
    [{ standing: 'bot' }, 'bot'],
  ])('gets none as %o', async (fields) => {
    const reply = await told('link', fields);
    expect(codeIn(reply)).toBeNull();
    expect(reply.blocks).toEqual([]);
  });
});

describe('link', () => {
  it('asks who that is before anything is written, and makes one person one member', async () => {
    const given = await code();
    const asked = await kam.answer(`link ${given}`);
    expect(asked).toMatchObject({ ok: true, data: { asked: { platform: 'feishu', name: '王芳' } } });
    expect((await meet()).kind).toBe('refused');
    expect(await confirm(given)).toMatchObject({ ok: true, data: { linked: { platform: 'feishu' } } });
    expect(await meet()).toMatchObject({ kind: 'member', member: { key: 'wang' }, isNew: false });
    expect((await kam.answer('link')).ok && (await kam.ok('link')).data.accounts).toEqual([
      { platform: 'feishu', isOpen: true },
    ]);
  });

  it.each([
    (digits: string) => digits.replace(' ', ''),
    (digits: string) => digits.replace(' ', '-'),
    (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    (digits: string) => digits.replace(' ', '　'),
  ])('takes the code as it is typed %#', async (typed) => {
    expect(await kam.answer(`关联 ${typed(await code())}`)).toMatchObject({
      ok: true,
      data: { asked: { name: '王芳' } },
    });
  });

  it.each(['00000000', '1234', 'abc', '123456789'])('does not know %s', async (typed) => {
    expect(await kam.ask(`/kam link ${typed}`)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  });

  it('takes a code once, for a quarter of an hour, and only the latest of an account', async () => {
    const first = await code();
    const second = await code();
    expect(await confirm(first)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    clock.now += 15 * MINUTE;
    expect(await confirm(second)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    const third = await code();
    expect(await confirm(third)).toMatchObject({ ok: true });
    expect(await confirm(third, 'tom')).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  });

  it('gives a member no second account on a platform, nor an account a second member', async () => {
    const [one, other] = [await code(), await code({ externalId: 'on_2' })];
    await confirm(one);
    // Neither asked whether it is theirs, nor taken for them.
    expect(await kam.ask(`link ${other}`)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await confirm(other)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await meet({ externalId: 'on_2' })).kind).toBe('refused');
    expect(await confirm(other, 'tom')).toMatchObject({ ok: true });
    expect(await meet({ externalId: 'on_2' })).toMatchObject({ kind: 'member', member: { key: 'tom' } });
  });

  it('takes the place of an account that was closed', async () => {
    await confirm(await code());
    await kam.assistant.store.transaction({ command: 'test', input: {}, memberId: null, at: clock.now }, async (r) => {
      const known = await r.identity('feishu', TENANT, 'on_1');
      if (known) await r.update('identity', { ...known, closedAt: clock.now });
    });
    expect(await confirm(await code({ externalId: 'on_2' }))).toMatchObject({ ok: true });
    expect(await meet({ externalId: 'on_2' })).toMatchObject({ kind: 'member', member: { key: 'wang' } });
  });

  it('can be taken back', async () => {
    await confirm(await code());
    expect(await kam.ask('undo')).toMatchObject({ ok: true });
    expect((await meet()).kind).toBe('refused');
  });

  it('says nothing of a code in a channel, and keeps none in the audit', async () => {
    const given = await code();
    expect(await kam.ask(`link ${given}`, { channel: 'sales' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    await confirm(given);
    const changes = JSON.stringify(await kam.ok('changes', 'boss'));
    expect(changes).not.toContain(given);
    expect(changes).not.toContain(given.replace(' ', ''));
  });
});

describe('a mobile number', () => {
  const numbered = async (mobiles: Readonly<Record<string, string>>) => {
    await kam.close();
    const book = smallBook();
    const members = book.members.map((one) => ({ ...one, mobile: mobiles[one.key] }));
    kam = await openTestAssistant({ ...book, members: JSON.parse(JSON.stringify(members)) }, {}, () => clock.now);
  };

  it.each(['+8613800138000', '13800138000', '+86 138-0013-8000', '008613800138000', '１３８００１３８０００'])(
    'is somebody as %s',
    async (told) => {
      await numbered({ wang: '+86 138 0013 8000' });
      expect(await meet({ mobile: told })).toMatchObject({ kind: 'member', member: { key: 'wang' }, isNew: true });
    },
  );

  it('of two members is nobody, and of nobody a stranger', async () => {
    await numbered({ wang: '13800138000', tom: '+8613800138000' });
    expect(await meet({ mobile: '13800138000' })).toMatchObject({ kind: 'refused', why: 'stranger' });
    expect(await meet({ mobile: '13900139000' })).toMatchObject({ kind: 'refused', why: 'no-email' });
    expect(await meet({ mobile: '110' })).toMatchObject({ kind: 'refused', why: 'no-email' });
  });
});
