import { describe, expect, it } from 'vitest';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Profile, Refused } from '../../src/services/platform-people.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { buttonsIn, DAY, MORNING, memberIn, openBook, press, profile, replyIn, T } from './people-met.ts';

const withBook = closedAfterEach(openBook);

describe('after an account was closed', () => {
  type Step =
    | { readonly meet: Partial<Profile>; readonly is: 'member' | Refused }
    | { readonly tell: Profile['standing'] }
    | { readonly admin: string }
    | { readonly days: number };
  const SAME = { externalId: 'U1' };
  const NEW = { externalId: 'U2', email: 'wang@example.com' };
  const CASES: readonly {
    readonly what: string;
    readonly steps: readonly Step[];
    readonly known: readonly string[];
  }[] = [
    {
      what: 'the same one, opened again that very day, waits for an admin, without any address too',
      steps: [{ meet: SAME, is: 'left' }, { admin: 'member wang state=active' }, { meet: SAME, is: 'member' }],
      known: ['U1'],
    },
    {
      what: 'the same one, opened again later, waits for an admin',
      steps: [
        { days: 3 },
        { tell: 'full' },
        { meet: SAME, is: 'left' },
        { admin: 'member wang state=active' },
        { meet: SAME, is: 'member' },
      ],
      known: ['U1'],
    },
    {
      what: 'a new one with the address waits for an admin, that very day too, and then stands for the old one',
      steps: [
        { meet: NEW, is: 'left' },
        { days: 1 },
        { meet: NEW, is: 'left' },
        { admin: 'member wang state=active' },
        { meet: NEW, is: 'member' },
        { meet: { ...SAME, email: 'old@example.com' }, is: 'stranger' },
      ],
      known: ['U2'],
    },
    {
      what: 'a new one is known at once where an admin said they are still with us, however often the end of the old is told',
      steps: [
        { admin: 'member wang state=active' },
        { tell: 'gone' },
        { days: 1 },
        { tell: 'gone' },
        { meet: NEW, is: 'member' },
      ],
      known: ['U2'],
    },
    {
      what: 'it gives no access though they are still with us',
      steps: [{ admin: 'member wang state=active' }, { meet: { ...SAME, standing: 'gone' }, is: 'gone' }],
      known: ['U1'],
    },
    {
      what: 'one opened again may be closed again',
      steps: [{ admin: 'member wang state=active' }, { tell: 'full' }, { tell: 'gone' }, { meet: SAME, is: 'left' }],
      known: ['U1'],
    },
    {
      what: 'of somebody whose leaving was known before, the next with the address is put before an admin',
      steps: [{ days: 1 }, { meet: NEW, is: 'left' }],
      known: ['U1'],
    },
  ];

  it.each(CASES)('$what', async ({ steps, known }) => {
    const kam = await withBook(smallBook());
    await kam.meet({ ...SAME, email: 'wang@example.com' });
    await kam.closeAccount();
    for (const step of steps) {
      if ('days' in step) kam.clock.now += step.days * DAY;
      else if ('admin' in step) await kam.ok(step.admin, 'boss');
      else if ('tell' in step) await kam.people.changed('slack', T, profile({ ...SAME, standing: step.tell }));
      else expect([step, ...(await metAs(step.meet, kam))]).toEqual([step, step.is, step.is === 'member']);
    }
    expect((await kam.identities()).map(({ externalId }) => externalId)).toEqual(known);
  });

  async function metAs(who: Partial<Profile>, { meet, people }: Awaited<ReturnType<typeof withBook>>) {
    const met = await meet(who);
    if (met.kind === 'member') expect(met.member.key).toBe('wang');
    return [met.kind === 'member' ? 'member' : met.why, await people.mayRead('slack', T, profile(who))];
  }

  it('nothing is written to it, and nobody is known by it', async () => {
    const { meet, closeAccount, store, ok, memberOf } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    expect((await store.views.memberByIdentity('slack', T, 'U1'))?.key).toBe('wang');
    await closeAccount();
    await ok('member wang state=active', 'boss');
    expect(await store.views.memberByIdentity('slack', T, 'U1')).toBeUndefined();
    const [known] = await store.views.identitiesOf((await memberOf('wang')).id);
    expect(known?.closedAt).toBe(MORNING);
  });

  it('which was told only after somebody left by the book, the manager hears nothing new', async () => {
    const { meet, closeAccount, ok, lettersTo, clock, identities } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await ok('member wang state=left', 'boss');
    clock.now += DAY;
    await closeAccount();
    expect(await lettersTo('zhao')).toEqual([]);
    expect(await identities()).toMatchObject([{ closedAt: clock.now }]);
  });
});

describe('an account that is closed', () => {
  it('ends the access at once, and tells the manager what is left without an owner', async () => {
    const { meet, closeAccount, assistant, memberOf, lettersTo, clock } = await withBook(smallBook());
    const wang = memberIn(await meet({ email: 'wang@example.com' }));
    const token = await assistant.access.issue(wang.id, null, clock.now);
    expect(await assistant.access.memberOf(token)).toBeDefined();
    await closeAccount();
    await closeAccount();
    expect(await memberOf('wang')).toMatchObject({ state: 'left', leavesOn: '2026-11-20' });
    expect(await assistant.access.memberOf(token)).toBeUndefined();
    const [letter, ...others] = await lettersTo('zhao');
    expect(others).toEqual([]);
    expect(await lettersTo('boss')).toEqual([]);
    if (!letter) throw new Error('no letter');
    const words = JSON.stringify(replyIn(letter));
    expect(words).toContain('王芳');
    expect(words).toContain('华为技术有限公司');
    // An archived account needs no owner.
    expect(words).not.toContain('Old Mill');
    // Only an admin can say it is a mistake by a press.
    expect(buttonsIn(replyIn(letter))).toEqual([]);
    clock.now += DAY;
    expect(await meet({})).toMatchObject({ kind: 'refused', why: 'left' });
  });

  it('is told to the admins where there is no manager, and one of them can say it is a mistake', async () => {
    const {
      meet,
      closeAccount,
      press: pressed,
      lettersTo,
      memberOf,
      clock,
    } = await withBook(smallBook(), {
      ADMIN_EMAILS: 'vera@example.com',
    });
    await pressed({ command: 'member', args: { member: 'tom', email: 'tom@example.com' } }, 'boss');
    await pressed({ command: 'member', args: { member: 'vera', email: 'vera@example.com' } }, 'boss');
    await meet({ email: 'tom@example.com' });
    await closeAccount();
    const [letter] = await lettersTo('boss');
    const [english] = await lettersTo('vera');
    if (!letter || !english) throw new Error('no letter');
    expect(replyIn(letter).title).toBe(messagesIn('zh').people.left('Tom Lee', 'Slack'));
    expect(replyIn(english).title).toBe(messagesIn('en').people.left('Tom Lee', 'Slack'));
    clock.now += DAY;
    expect(await meet({})).toMatchObject({ why: 'left' });
    expect((await pressed(press(replyIn(letter), messagesIn('zh').people.stillHere), 'boss')).ok).toBe(true);
    expect(await memberOf('tom')).toMatchObject({ state: 'active' });
    expect(memberIn(await meet({})).key).toBe('tom');
  });

  it('of the last admin is told to nobody, and ends the access all the same', async () => {
    const { meet, closeAccount, memberOf } = await withBook(smallBook());
    await meet({ email: 'boss@example.com' });
    await closeAccount();
    expect(await memberOf('boss')).toMatchObject({ state: 'left' });
  });

  it('that nobody is known by changes nothing', async () => {
    const { closeAccount, members } = await withBook(smallBook());
    const before = await members();
    await closeAccount('U404');
    expect(await members()).toEqual(before);
  });

  it('keeps an earlier last day, and brings a later one forward', async () => {
    for (const [planned, kept] of [
      ['2026-11-30', '2026-11-20'],
      ['2026-11-20', '2026-11-20'],
    ] as const) {
      const { meet, closeAccount, memberOf, press: pressed } = await withBook(smallBook());
      await meet({ email: 'wang@example.com' });
      const args = { member: 'wang', state: 'leaving', leavesOn: planned };
      expect((await pressed({ command: 'member', args }, 'boss', '2026-11-19T12:00:00+08:00')).ok).toBe(true);
      await closeAccount();
      expect(await memberOf('wang')).toMatchObject({ state: 'left', leavesOn: kept });
    }
  });

  it('has the last day of now for whoever had left before and came back', async () => {
    const { meet, closeAccount, memberOf, ok, clock } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await closeAccount();
    await ok('member wang state=active', 'boss');
    await meet({});
    clock.now += 10 * DAY;
    await closeAccount();
    expect(await memberOf('wang')).toMatchObject({ state: 'left', leavesOn: '2026-11-30' });
  });

  it('has its last day by the calendar of whoever it belongs to', async () => {
    const { meet, closeAccount, ok, memberOf } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await ok('me zone=America/Los_Angeles');
    await closeAccount();
    expect(await memberOf('wang')).toMatchObject({ leavesOn: '2026-11-19' });
  });
});

describe('something else that is told of somebody', () => {
  it('is followed without their saying anything', async () => {
    const { meet, people, memberOf, identities } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await people.changed('slack', T, profile({ timeZone: 'Europe/Paris', language: 'en' }));
    await people.changed('slack', T, profile({ standing: 'guest', timeZone: 'Asia/Tokyo' }));
    expect(await memberOf('wang')).toMatchObject({ timeZone: 'Europe/Paris', language: 'en', state: 'active' });
    expect(await identities()).toMatchObject([{ timeZone: 'Europe/Paris', language: 'en' }]);
  });

  it.each(['elsewhere', 'guest', 'bot'] as const)('ends nobody’s membership: %s', async (standing) => {
    const { meet, people, memberOf, identities } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await people.changed('slack', T, profile({ standing }));
    expect(await memberOf('wang')).toMatchObject({ state: 'active', leavesOn: null });
    expect(await identities()).toMatchObject([{ closedAt: null }]);
    expect(await meet({ standing })).toMatchObject({ why: standing });
    expect(await meet({})).toMatchObject({ member: { key: 'wang' } });
  });

  it('makes nobody known, and calls nobody back who left', async () => {
    const { meet, people, closeAccount, clock, identities, lettersTo, memberOf } = await withBook(smallBook());
    await people.changed('slack', T, profile({ email: 'wang@example.com' }));
    expect(await identities()).toEqual([]);
    await meet({ email: 'wang@example.com' });
    await closeAccount();
    clock.now += DAY;
    await people.changed('slack', T, profile({ timeZone: 'Europe/Paris' }));
    expect(await memberOf('wang')).toMatchObject({ state: 'left', timeZone: 'Asia/Shanghai' });
    expect(await lettersTo('boss')).toEqual([]);
  });
});

describe('somebody who left and writes again', () => {
  it('is refused, and the admins are told once a day until one says they are back', async () => {
    const { meet, closeAccount, lettersTo, press: pressed, clock } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    await closeAccount();
    clock.now += DAY;
    for (let i = 0; i < 3; i++) expect(await meet({})).toEqual({ kind: 'refused', why: 'left', ask: ['郭总'] });
    expect(await lettersTo('boss')).toHaveLength(1);
    clock.now += DAY;
    // With an account made anew too, which is said: it may be somebody else's by now.
    expect(await meet({ externalId: 'U2', name: 'Wu', email: 'wang@example.com' })).toMatchObject({ why: 'left' });
    const [letter, first, ...others] = await lettersTo('boss');
    expect(others).toEqual([]);
    if (!letter || !first) throw new Error('no letter');
    expect(JSON.stringify(replyIn(letter))).toContain('“Wu”（wang@example.com）');
    expect(JSON.stringify(replyIn(first))).not.toContain('没见过');
    expect((await pressed(press(replyIn(letter), messagesIn('zh').people.isBack), 'boss')).ok).toBe(true);
    expect(memberIn(await meet({})).key).toBe('wang');
    expect(await meet({ externalId: 'U2', email: 'wang@example.com' })).toMatchObject({ why: 'taken' });
  });
});

describe('what the refused are told', () => {
  const WHY: readonly Refused[] = ['stranger', 'no-email', 'guest', 'bot', 'elsewhere', 'gone', 'left', 'taken'];

  it.each(['zh', 'en'] as const)('names whom to ask, or says what to do, in %s', (language) => {
    const { refused } = messagesIn(language).people;
    for (const why of WHY) {
      if (why !== 'bot') expect(refused[why](['Ann', 'Bo'], 'read:email')).toContain('Ann');
      expect(refused[why]([], 'read:email')).not.toMatch(/undefined| {2}|：。|\(\)/);
    }
    expect(refused.stranger([])).toContain('ADMIN_EMAILS');
    expect(refused['no-email']([], 'read:email')).toContain('read:email');
  });
});
