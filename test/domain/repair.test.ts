import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccountOn, accountOn } from '../../src/domain/account-on.ts';
import { endOf } from '../../src/domain/moment.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { type Introduction, repairOf } from '../../src/domain/repair.ts';
import { shapeOf } from '../../src/domain/shape.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { withHypothesis } from '../../src/domain/whatif.ts';
import { contact, member, state, touch, traits, ZONE } from './account-builder.ts';
import { accounts, TODAY } from './any-account.ts';

const NOW = endOf(TODAY, ZONE);

function look(book: AccountState): AccountOn {
  return accountOn(book, NOW, DEFAULT_THRESHOLDS);
}

/** The account after an introduction led to a meeting. Who was yet to be found is somebody new in that seat. */
function met(book: AccountState, step: Introduction, n: number): AccountState {
  const contactId = step.contactId ?? `found-${n}`;
  const isNew = step.contactId === null;
  const ours = book.members.find(({ id }) => id === step.memberId) ?? member(`ours-${n}`, step.function);
  const { department, layer } = step;
  const known = isNew
    ? {
        ...book,
        contacts: [...book.contacts, contact(contactId)],
        traits: [...book.traits, ...traits(contactId, { department, layer })],
      }
    : book;
  return withHypothesis(known, { kind: 'touch', member: ours, contactId }, NOW);
}

const book = (links: readonly (readonly [string, string])[], parts: Partial<AccountState> = {}) =>
  state({
    account: { ...state().account, teamIds: ['qian', 'zhao'] },
    members: [member('wang', 'sales'), member('qian', 'finance'), member('zhao', 'executive')],
    contacts: ['boss', 'buyer', 'clerk'].map((id) => contact(id)),
    traits: [
      ...traits('boss', { department: 'executive', layer: 'decision' }),
      ...traits('buyer', { department: 'purchasing', layer: 'management' }),
      ...traits('clerk', { department: 'finance', layer: 'operation' }),
    ],
    touches: links.map(([ours, theirs]) => touch(ours, theirs, TODAY)),
    ...parts,
  });

describe('introductions', () => {
  test('counterparts on record, by who of ours knows them', () => {
    const links = [
      ['wang', 'buyer'],
      ['wang', 'clerk'],
      ['wang', 'boss'],
    ] as const;
    const known = { viaMemberId: 'wang', viaContactId: null };
    expect(repairOf(look(book(links)))).toEqual([
      {
        function: 'executive',
        memberId: 'zhao',
        department: 'executive',
        layer: 'decision',
        contactId: 'boss',
        ...known,
      },
      {
        function: 'finance',
        memberId: 'qian',
        department: 'finance',
        layer: 'operation',
        contactId: 'clerk',
        ...known,
      },
    ]);
  });

  test('whom nobody knows yet, by a colleague of theirs, asked by who of ours knows that one', () => {
    const [first] = repairOf(look(book([['wang', 'buyer']])));
    expect(first).toMatchObject({ contactId: 'boss', memberId: 'zhao', viaMemberId: 'wang', viaContactId: 'buyer' });
  });

  test('their superior introduces before a colleague does, a colleague before anyone', () => {
    const contacts = [
      contact('clerk', { reportsToId: 'chief' }),
      ...['buyer', 'chief', 'mate'].map((id) => contact(id)),
    ];
    const links = ['buyer', 'mate', 'chief'].map((id) => ['wang', id] as const);
    const told = [
      ...book([]).traits,
      ...traits('mate', { department: 'finance' }),
      ...traits('chief', { department: 'legal' }),
    ];
    const by = (n: number) => {
      const plan = repairOf(look(book(links.slice(0, n), { contacts, traits: told })));
      return plan.find(({ contactId }) => contactId === 'clerk')?.viaContactId;
    };
    expect([1, 2, 3].map(by)).toEqual(['buyer', 'mate', 'chief']);
  });

  test('nobody of ours to spare: somebody in the function that faces them', () => {
    const alone = { account: state().account, members: [member('wang', 'sales')] };
    const links = ['buyer', 'clerk', 'boss'].map((id) => ['wang', id] as const);
    expect(repairOf(look(book(links, alone))).map((each) => [each.function, each.memberId, each.contactId])).toEqual([
      ['executive', null, 'boss'],
      ['finance', null, 'clerk'],
    ]);
  });

  test('nobody of theirs to spare: in which department and layer to look, through whom', () => {
    const links = ['wang', 'qian', 'zhao'].map((id) => [id, 'boss'] as const);
    const [first] = repairOf(look(book(links, { contacts: [contact('boss')] })));
    expect(first).toEqual({
      function: 'finance',
      memberId: 'qian',
      department: 'finance',
      layer: 'management',
      contactId: null,
      viaMemberId: 'qian',
      viaContactId: 'boss',
    });
  });

  test('none for a diamond, none where there is no tie', () => {
    const links = [
      ['wang', 'buyer'],
      ['qian', 'clerk'],
      ['zhao', 'boss'],
    ] as const;
    expect(repairOf(look(book(links)))).toEqual([]);
    expect(repairOf(look(book([])))).toEqual([]);
  });
});

test('law: while the cut is below three each introduction raises it by one, and all of them make a diamond', () => {
  fc.assert(
    fc.property(accounts, (any) => {
      let now = any;
      const before = shapeOf(look(any).active);
      const plan = repairOf(look(any));
      expect(plan.length === 0).toBe(before.key === 'none' || before.key === 'diamond');
      plan.forEach((step, n) => {
        const { cut } = shapeOf(look(now).active);
        now = met(now, step, n);
        if (cut < 3) expect(shapeOf(look(now).active).cut).toBe(cut + 1);
      });
      if (before.key !== 'none') expect(shapeOf(look(now).active).key).toBe('diamond');
      expect(plan.length).toBeLessThanOrEqual(7);
    }),
    { numRuns: 400 },
  );
});

test('law: who introduces is linked with whom they introduce to, or with who does', () => {
  fc.assert(
    fc.property(accounts, (any) => {
      const on = look(any);
      const isLinked = (ours: string | null, theirs: string | null) =>
        on.active.some(({ member: m, contact: c }) => m.id === ours && c.contact.id === theirs);
      for (const { contactId, viaMemberId, viaContactId, memberId } of repairOf(on)) {
        expect(isLinked(viaMemberId, viaContactId ?? contactId)).toBe(true);
        expect(viaContactId === null || viaContactId !== contactId).toBe(true);
        expect(memberId === null || on.ours.some(({ id }) => id === memberId)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
