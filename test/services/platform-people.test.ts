import { describe, expect, it } from 'vitest';
import { openAssistant } from '../../src/compose.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Profile } from '../../src/services/platform-people.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { smallBook } from '../fixtures/small-book.ts';
import { DAY, MORNING, memberIn, openBook, press, profile, replyIn, T } from './people-met.ts';

const withBook = closedAfterEach(openBook);

describe('somebody who is in the book', () => {
  it('is known by the e-mail address, whatever its case, and from then on by the account', async () => {
    const { meet, identities } = await withBook(smallBook());
    const first = await meet({ email: ' Wang@EXAMPLE.com ' });
    expect(first).toMatchObject({ kind: 'member', isNew: true, member: { key: 'wang' } });
    expect(await meet({ email: 'other@example.com' })).toMatchObject({ isNew: false, member: { key: 'wang' } });
    const [identity, ...others] = await identities();
    expect(others).toEqual([]);
    expect(identity).toMatchObject({ tenant: T, externalId: 'U1', memberId: memberIn(first).id });
  });

  it('is found by a key that is an e-mail address', async () => {
    const book = smallBook();
    const { meet } = await withBook({
      ...book,
      members: [...book.members, { ...book.members[3], key: 'li@example.com', name: '李雷' }],
    });
    expect(memberIn(await meet({ email: 'LI@example.com' })).name).toBe('李雷');
  });

  it('is nobody who has an address that is only the key of somebody with another', async () => {
    const book = smallBook();
    const li = { ...book.members[3], key: 'li@example.com', email: 'lilei@example.com', name: '李雷' };
    const { meet, members } = await withBook(
      { ...book, members: [...book.members, li] },
      { ADMIN_EMAILS: 'li@example.com' },
    );
    const before = (await members()).length;
    expect(await meet({ externalId: 'U1', email: 'li@example.com' })).toMatchObject({ why: 'stranger' });
    expect(await members()).toHaveLength(before);
    expect(memberIn(await meet({ externalId: 'U2', email: 'lilei@example.com' })).name).toBe('李雷');
  });

  it('is who has the address, before whoever has it as a key', async () => {
    const book = smallBook();
    const desk = { ...book.members[3], key: 'li@example.com', name: 'Front desk' };
    const li = { ...book.members[3], key: 'lilei', name: '李雷' };
    const { meet, memberOf, store } = await withBook({ ...book, members: [...book.members, desk, li] });
    const known = await memberOf('lilei');
    await store.transaction({ command: 'member', input: {}, memberId: null, at: MORNING }, (repositories) =>
      repositories.update('member', { ...known, email: 'li@example.com' }),
    );
    expect(memberIn(await meet({ email: 'li@example.com' })).name).toBe('李雷');
  });

  it.each(['\u212aeeper@example.com', 'keeper@ex\u0130mple.com'])(
    'is not who has an address that only looks like theirs in small letters: %s',
    async (email) => {
      const { meet, members } = await withBook(smallBook(), { ADMIN_EMAILS: 'keeper@example.com' });
      const before = (await members()).length;
      expect(await meet({ email })).toMatchObject({ kind: 'refused', why: 'no-email' });
      expect(await members()).toHaveLength(before);
    },
  );

  it('is one in each workspace', async () => {
    const { people, identities } = await withBook(smallBook());
    await people.recognise('slack', 'T1', profile({ email: 'wang@example.com' }));
    await people.recognise('slack', 'T2', profile({ email: 'wang@example.com' }));
    expect((await identities()).map(({ tenant }) => tenant).sort()).toEqual(['T1', 'T2']);
  });

  it('is noted once when two processes meet them at the same moment', async () => {
    const kam = await withBook(smallBook(), { ADMIN_EMAILS: 'new@example.com' });
    const other = await openAssistant(kam.assistant.config, () => MORNING);
    try {
      const both = [kam.people, other.people];
      for (const email of ['wang@example.com', 'new@example.com']) {
        const met = await Promise.all(
          [...both, ...both].map((people) => people.recognise('slack', T, profile({ externalId: email, email }))),
        );
        expect(new Set(met.map((one) => memberIn(one).id)).size).toBe(1);
        expect(met.filter((one) => one.kind === 'member' && one.isNew)).toHaveLength(1);
      }
      expect(await kam.identities()).toHaveLength(2);
      expect((await kam.members()).filter(({ email }) => email === 'new@example.com')).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('stands in the audit as done by nobody, so that nobody takes it back by accident', async () => {
    const { meet, ask, store } = await withBook(smallBook());
    await meet({ email: 'wang@example.com', timeZone: 'Europe/Paris' });
    const [change] = await store.views.recentChanges(1);
    expect(change).toMatchObject({ command: 'member', memberId: null, input: { action: 'join', platform: 'slack' } });
    const rows = await store.views.changeRows(change?.id ?? '');
    expect(rows.map(({ kind }) => kind)).toEqual(['identity', 'member']);
    expect((await ask('undo')).error.code).toBe('conflict');
  });
});

describe('zone and language', () => {
  const CASES: readonly {
    readonly what: string;
    /** What the platform tells, one time after the other, with what is typed in between. */
    readonly steps: readonly (Partial<Profile> | string)[];
    readonly zone: string;
    readonly language: string;
  }[] = [
    {
      what: 'follow the platform for whoever has the organisation’s',
      steps: [{ timeZone: 'Europe/Paris', language: 'en' }],
      zone: 'Europe/Paris',
      language: 'en',
    },
    {
      what: 'stay when the platform tells of none',
      steps: [{}],
      zone: 'Asia/Shanghai',
      language: 'zh',
    },
    {
      what: 'follow every move',
      steps: [
        { timeZone: 'Europe/Paris' },
        { timeZone: 'Asia/Tokyo' },
        { timeZone: 'America/New_York', language: 'en' },
      ],
      zone: 'America/New_York',
      language: 'en',
    },
    {
      what: 'stay what somebody chose, wherever they travel',
      steps: [
        { timeZone: 'Europe/Paris', language: 'en' },
        'me zone=Asia/Tokyo language=zh',
        { timeZone: 'Asia/Dubai', language: 'en' },
      ],
      zone: 'Asia/Tokyo',
      language: 'zh',
    },
    {
      what: 'follow again whoever chose what the platform tells',
      steps: [
        { timeZone: 'Europe/Paris' },
        'me zone=Asia/Tokyo',
        { timeZone: 'Asia/Tokyo' },
        { timeZone: 'Asia/Dubai' },
      ],
      zone: 'Asia/Dubai',
      language: 'zh',
    },
    {
      what: 'are not lost when the platform stops telling',
      steps: [{ timeZone: 'Europe/Paris' }, {}, { timeZone: 'Asia/Dubai' }],
      zone: 'Asia/Dubai',
      language: 'zh',
    },
    {
      what: 'are not what no zone is called',
      steps: [{ timeZone: '<!channel>' }, { timeZone: 'Mars/Olympus' }],
      zone: 'Asia/Shanghai',
      language: 'zh',
    },
  ];

  it.each(CASES)('$what', async ({ steps, zone, language }) => {
    const { meet, ok } = await withBook(smallBook());
    for (const step of steps) {
      if (typeof step === 'string') await ok(step);
      else await meet({ email: 'wang@example.com', ...step });
    }
    expect(memberIn(await meet({ ...(steps.at(-1) as object) }))).toMatchObject({ timeZone: zone, language });
    expect((await ok('me')).data.timeZone).toBe(zone);
  });

  it('are the book’s own for whoever has another than the organisation', async () => {
    const book = smallBook();
    const members = book.members.map((one) => (one.key === 'tom' ? { ...one, email: 'tom@example.com' } : one));
    const { meet } = await withBook({ ...book, members });
    const tom = memberIn(await meet({ email: 'tom@example.com', timeZone: 'Asia/Shanghai', language: 'zh' }));
    expect(tom).toMatchObject({ timeZone: 'America/New_York', language: 'en' });
  });

  it('cause no change when nothing is new', async () => {
    const { meet, store } = await withBook(smallBook());
    const told = { email: 'wang@example.com', timeZone: 'Europe/Paris', language: 'en' } as const;
    await meet(told);
    const before = await store.views.recentChanges(100);
    await meet(told);
    expect(await store.views.recentChanges(100)).toEqual(before);
  });
});

describe('somebody who is not in the book', () => {
  it('is refused, and told whom to ask', async () => {
    const { meet, members } = await withBook(smallBook());
    const before = await members();
    expect(await meet({ email: 'who@example.com' })).toEqual({ kind: 'refused', why: 'stranger', ask: ['郭总'] });
    expect(await members()).toEqual(before);
  });

  it('is an admin when ADMIN_EMAILS says so, on an empty book too', async () => {
    const { meet, people } = await withBook(
      { version: 1, members: [], accounts: [] },
      { ADMIN_EMAILS: 'Boss@example.com', KAM_LANGUAGE: 'en' },
    );
    const met = await meet({ email: 'boss@EXAMPLE.com', name: '  Ann\n Lee ', timeZone: 'Europe/London' });
    expect(met).toMatchObject({ kind: 'member', isNew: true });
    expect(memberIn(met)).toMatchObject({
      ...{ key: 'boss@example.com', email: 'boss@example.com', name: 'Ann Lee', role: 'admin', state: 'active' },
      ...{ timeZone: 'Europe/London', language: 'en' },
    });
    expect(await people.recognise('slack', T, profile({ externalId: 'U2', email: 'b@example.com' }))).toEqual({
      ...{ kind: 'refused', why: 'stranger', ask: ['Ann Lee'] },
    });
  });

  it('becomes a viewer where the workspace may join, and an admin makes them a member', async () => {
    const { meet, ok, press: pressed, lettersTo } = await withBook(smallBook());
    await ok('settings key=join value=workspace', 'boss');
    const met = await meet({ email: 'li@example.com', name: '李<!channel>雷' });
    expect(met).toMatchObject({ kind: 'member', isNew: true });
    expect(memberIn(met)).toMatchObject({ role: 'viewer', name: '李<!channel>雷', key: 'li@example.com' });
    const [letter, ...others] = await lettersTo('boss');
    expect(others).toEqual([]);
    if (!letter) throw new Error('no letter');
    expect(letter).toMatchObject({ kind: 'notice', platform: 'console' });
    expect(replyIn(letter).title).toContain('李<!channel>雷');
    const { makeMember } = messagesIn('zh').people;
    expect((await pressed(press(replyIn(letter), makeMember), 'li@example.com')).ok).toBe(false);
    expect((await pressed(press(replyIn(letter), makeMember), 'boss')).ok).toBe(true);
    expect(memberIn(await meet({}))).toMatchObject({ role: 'member' });
  });

  it('is out at once when an admin says they do not belong here', async () => {
    const { meet, ok, press: pressed, lettersTo } = await withBook(smallBook());
    await ok('settings key=join value=workspace', 'boss');
    await meet({ email: 'li@example.com', name: '李雷' });
    const [letter] = await lettersTo('boss');
    if (!letter) throw new Error('no letter');
    expect((await pressed(press(replyIn(letter), messagesIn('zh').people.notOurs), 'boss')).ok).toBe(true);
    expect(await meet({})).toMatchObject({ kind: 'refused', why: 'left' });
  });

  it('does not become a second of somebody whose address nobody has noted yet', async () => {
    const { meet, ok } = await withBook(smallBook());
    await ok('settings key=join value=workspace', 'boss');
    expect(await meet({ email: 'zl@example.com', name: ' 赵 岚' })).toMatchObject({ why: 'stranger' });
    await ok('member zhao email=zl@example.com', 'boss');
    expect(memberIn(await meet({ email: 'zl@example.com', name: '赵岚' })).key).toBe('zhao');
  });

  it('is called by the address when the platform tells no name', async () => {
    const { meet } = await withBook(smallBook(), { ADMIN_EMAILS: 'a@example.com' });
    expect(memberIn(await meet({ email: 'a@example.com', name: ' \u200b ' })).name).toBe('a@example.com');
  });

  const UNREADABLE = [null, '', '   ', 'not an address', '@', 'a b@example.com'];
  it.each(UNREADABLE)('is told so when the address is %j', async (email) => {
    const { meet, ok } = await withBook(smallBook());
    expect(await meet({ email })).toMatchObject({ why: 'no-email' });
    await ok('settings key=join value=workspace', 'boss');
    expect(await meet({ email })).toMatchObject({ why: 'no-email' });
  });

  it.each(['guest', 'bot', 'elsewhere', 'gone'] as const)(
    'who is %s is refused, even with an address of the book',
    async (standing) => {
      const { meet, ok, identities } = await withBook(smallBook(), { ADMIN_EMAILS: 'boss@example.com' });
      await ok('settings key=join value=workspace', 'boss');
      for (const email of ['wang@example.com', 'boss@example.com', 'who@example.com', null]) {
        expect(await meet({ email, standing })).toEqual({ kind: 'refused', why: standing, ask: ['郭总'] });
      }
      expect(await identities()).toEqual([]);
    },
  );

  it('who was a member and is a guest by now is refused', async () => {
    const { meet } = await withBook(smallBook());
    await meet({ email: 'wang@example.com' });
    expect(await meet({ standing: 'guest' })).toMatchObject({ why: 'guest' });
  });
});

describe('whether somebody may read along', () => {
  const CASES: readonly (readonly [string, Partial<Profile>, boolean])[] = [
    ['who is known', { externalId: 'UWANG' }, true],
    ['whose address is in the book', { email: 'BOSS@example.com' }, true],
    ['whom nobody knows', { email: 'who@example.com' }, false],
    ['without an address', {}, false],
    ['who is known, as a guest', { externalId: 'UWANG', standing: 'guest' }, false],
    ['an app', { standing: 'bot' }, false],
    ['of elsewhere', { email: 'wang@example.com', standing: 'elsewhere' }, false],
  ];

  it('is told without writing anything', async () => {
    const { meet, people, store, ok, clock } = await withBook(smallBook());
    await meet({ externalId: 'UWANG', email: 'wang@example.com' });
    const identities = await store.views.all('identity');
    for (const [who, fields, may] of CASES) {
      expect([who, await people.mayRead('slack', T, profile(fields))]).toEqual([who, may]);
    }
    await ok('settings key=join value=workspace', 'boss');
    expect(await people.mayRead('slack', T, profile({ email: 'who@example.com' }))).toBe(true);
    await ok('member wang state=left', 'boss');
    clock.now += DAY;
    expect(await people.mayRead('slack', T, profile({ externalId: 'UWANG' }))).toBe(false);
    expect(await store.views.all('identity')).toEqual(identities);
  });
});

describe('a second account with the address of a member', () => {
  it('is refused while the first is open, and the admins are told once a day', async () => {
    const { meet, people, identities, lettersTo, clock } = await withBook(smallBook());
    await meet({ externalId: 'U1', email: 'wang@example.com' });
    const second = { externalId: 'U2', name: 'Wang <F>', email: 'WANG@example.com' };
    expect(await people.mayRead('slack', T, profile(second))).toBe(false);
    for (let i = 0; i < 3; i++) expect(await meet(second)).toEqual({ kind: 'refused', why: 'taken', ask: ['郭总'] });
    expect((await identities()).map(({ externalId }) => externalId)).toEqual(['U1']);
    const [letter, ...others] = await lettersTo('boss');
    expect(others).toEqual([]);
    expect(JSON.stringify(letter && replyIn(letter))).toMatch(/王芳.*Wang <F>.*wang@example\.com/s);
    clock.now += DAY;
    await meet(second);
    expect(await lettersTo('boss')).toHaveLength(2);
    // In another workspace, and on another platform, there is no first one.
    expect(memberIn(await people.recognise('slack', 'T2', profile(second))).key).toBe('wang');
    expect(memberIn(await people.recognise('feishu', T, profile(second))).key).toBe('wang');
  });

  it('of an admin by ADMIN_EMAILS is refused as well', async () => {
    const { meet, members } = await withBook(smallBook(), { ADMIN_EMAILS: 'new@example.com' });
    await meet({ externalId: 'U1', email: 'new@example.com' });
    const before = (await members()).length;
    expect(await meet({ externalId: 'U2', email: 'new@example.com' })).toMatchObject({ why: 'taken' });
    expect(await members()).toHaveLength(before);
  });

  it('becomes the member when an admin says that it is the same person, and no other is', async () => {
    const { meet, identities, lettersTo, press: pressed } = await withBook(smallBook());
    const second = { externalId: 'U2', email: 'wang@example.com' };
    await meet({ externalId: 'U1', email: 'wang@example.com' });
    await meet(second);
    const [letter] = await lettersTo('boss');
    if (!letter) throw new Error('no letter');
    const same = press(replyIn(letter), messagesIn('zh').people.sameOne('王芳'));
    expect(await pressed(same, 'wang')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await meet(second)).toMatchObject({ why: 'taken' });
    expect((await pressed(same, 'boss')).ok).toBe(true);
    expect(await pressed(same, 'boss')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await meet(second)).toMatchObject({ isNew: true, member: { key: 'wang' } });
    expect(await meet({ externalId: 'U1', email: 'wang.old@example.com' })).toMatchObject({ why: 'stranger' });
    expect((await identities()).map(({ externalId }) => externalId)).toEqual(['U2']);
  });

  it('is one of two that come at the same moment', async () => {
    const kam = await withBook(smallBook());
    const other = await openAssistant(kam.assistant.config, () => MORNING);
    try {
      const met = await Promise.all(
        [kam.people, other.people].map((people, index) =>
          people.recognise('slack', T, profile({ externalId: `U${index}`, email: 'wang@example.com' })),
        ),
      );
      expect(met.map((one) => (one.kind === 'member' ? 'member' : one.why)).sort()).toEqual(['member', 'taken']);
      expect(await kam.identities()).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});
