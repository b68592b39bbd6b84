import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanText } from '../../src/language/characters.ts';
import { exportCards } from '../../src/ops/tables/export-cards.ts';
import type { Store } from '../../src/ports/store.ts';
import { imported, MEMBERS, options } from '../fixtures/tables/tables.ts';
import { createStores, fullBook, loaded } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());
const { nameKey, now, zone } = options;

async function cards(store: Store, language: 'zh' | 'en' = 'zh', more: object = {}): Promise<string> {
  return Buffer.from(await exportCards(store.views, language, { now, zone, nameKey, ...more })).toString();
}

async function storeWith(book: object): Promise<Store> {
  const store = await stores.open();
  await loaded(store, book);
  return store;
}

/** One account with these people, as a book. */
const bookOf = (contacts: readonly object[], account = '华宇科技') => ({
  members: MEMBERS,
  accounts: [{ name: account, owner: 'wang', contacts }],
});

/** Properties of all cards, line breaks inside them undone. */
const properties = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);

describe('contacts as visiting cards', () => {
  it('have what an address book shows, and what only we read under names of our own', async () => {
    const store = await storeWith(
      bookOf([
        {
          id: 'c1',
          name: '张伟',
          title: '采购总监',
          department: 'purchasing',
          email: 'zw@example.com',
          phone: '+86 138 0013 8000 / 010-5555 0101',
          state: 'left',
          birthday: { calendar: 'lunar', month: 8, day: 15 },
          tastes: '普洱；茶',
        },
        { id: 'c2', name: 'Jane van Dyk', birthday: { calendar: 'solar', month: 4, day: 2, year: 1985 } },
        { id: 'c3', name: 'Omar', birthday: { calendar: 'solar', month: 2, day: 29 } },
      ]),
    );
    expect(properties(await cards(store))).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//KAM Assistant//EN',
      'UID:kam:c2',
      'FN:Jane van Dyk',
      'N:Dyk;Jane van;;;',
      'ORG:华宇科技',
      'BDAY:1985-04-02',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//KAM Assistant//EN',
      'UID:kam:c3',
      'FN:Omar',
      'N:;Omar;;;',
      'ORG:华宇科技',
      'BDAY:--02-29',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//KAM Assistant//EN',
      'UID:kam:c1',
      'FN:张伟',
      'N:;张伟;;;',
      'ORG:华宇科技;采购',
      'TITLE:采购总监',
      'TEL;TYPE=CELL:+86 138 0013 8000',
      'TEL;TYPE=WORK:010-5555 0101',
      'X-KAM-PHONE:+86 138 0013 8000 / 010-5555 0101',
      'EMAIL;TYPE=INTERNET:zw@example.com',
      'X-KAM-STATE:left',
      'X-KAM-BIRTHDAY:lunar 08-15',
      'NOTE:农历08-15',
      'X-KAM-TASTES:普洱；茶',
      'END:VCARD',
    ]);
  });

  it('leave out what is personal where it may not go, and people who were erased', async () => {
    const person = {
      name: '张伟',
      birthday: { calendar: 'solar', month: 4, day: 2 },
      tastes: 'tea',
      taboos: 'golf',
      phone: '1',
    };
    const store = await storeWith(bookOf([person, { name: '▮▮' }]));
    const text = await cards(store, 'en', { personal: async () => false });
    expect(text).not.toMatch(/BDAY|tea|golf|X-KAM-(?:BIRTHDAY|TASTES|TABOOS)|▮/);
    expect(text).toContain('TEL;TYPE=WORK:1\r\n');
  });

  it('break lines at 75 octets, never inside a character', async () => {
    const store = await storeWith(
      bookOf([{ name: '张伟', title: `${'采购🏸'.repeat(15)}x`, tastes: 'é'.repeat(300) }]),
    );
    const text = await cards(store);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
    }
    expect(properties(text)).toContain(`TITLE:${'采购🏸'.repeat(15)}x`);
    expect(properties(text)).toContain(`X-KAM-TASTES:${'é'.repeat(300)}`);
  });

  it('of the full book change nothing when they come back', async () => {
    const store = await storeWith(fullBook());
    const { plan } = await imported(store, { name: 'x.vcf', bytes: Buffer.from(await cards(store)) });
    expect(plan.rows.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'same', 'same', 'same']);
  });
});

/** Texts with everything that means something in a card, trimmed and cleaned as the book keeps them. */
const signs = fc.constantFrom(
  ...'\\;,:=\n\t"\' ',
  'END:VCARD',
  'BEGIN:VCARD\n',
  'X-KAM-TABOOS:x',
  '\\n',
  '农历',
  '🏸',
  'é',
);
const kept = (longest: number) =>
  fc
    .array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 8 })
    .map((parts) => cleanText(parts.join('')).trim())
    .filter((text) => text !== '' && text.length <= longest);
const line = (longest: number) =>
  kept(longest)
    .map((text) => cleanText(text.replace(/\s+/g, ' ')).trim())
    .filter(Boolean);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const birthday = fc.record({
  calendar: fc.constantFrom('solar', 'lunar'),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  year: fc.option(fc.integer({ min: 1900, max: 2020 })),
  leap: fc.constant(false),
});
const contact = fc.record(
  {
    name: line(60).filter((name) => name !== '▮▮'),
    title: maybe(line(60)),
    department: maybe(fc.constantFrom('purchasing', 'finance', 'executive')),
    phone: maybe(
      fc
        .array(
          line(20).filter((text) => !/^tel:/i.test(text)),
          { minLength: 1, maxLength: 3 },
        )
        .map((all) => all.join(' / ')),
    ),
    email: maybe(line(60).filter((text) => !/^mailto:/i.test(text))),
    state: maybe(fc.constantFrom('in-post', 'moved', 'left')),
    tastes: maybe(kept(200)),
    taboos: maybe(kept(200)),
    birthday: maybe(birthday),
  },
  { requiredKeys: ['name'] },
);
const people = fc.uniqueArray(contact, { minLength: 1, maxLength: 4, selector: ({ name }) => nameKey?.(name) ?? name });

async function known(store: Store) {
  const contacts = await store.views.all('contact');
  const traits = await store.views.all('trait');
  const telling = traits.filter(
    ({ field, value }) => field === 'department' || (field === 'state' && value !== 'in-post'),
  );
  return {
    contacts: contacts.map(({ accountId: _, createdAt: __, ...rest }) => rest),
    traits: telling.map(({ contactId, field, value }) => [contactId, field, value].join(' ')).sort(),
    accounts: (await store.views.all('account')).map(({ name }) => name),
  };
}

describe('cards written and read again', () => {
  it('give the same contacts in an empty book, whatever their texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(people, line(60), async (contacts, account) => {
        const store = await storeWith(
          bookOf(
            contacts.map((one) => JSON.parse(JSON.stringify(one))),
            account,
          ),
        );
        const text = await cards(store, 'en');
        expect(text.match(/^BEGIN:VCARD\r$/gm)?.length).toBe(contacts.length);
        const other = await storeWith({ members: MEMBERS });
        const { plan, done } = await imported(
          other,
          { name: 'x.vcf', bytes: Buffer.from(text) },
          { defaultOwner: 'wang' },
        );
        expect(plan.rows.filter(({ verdict }) => verdict !== 'new')).toEqual([]);
        expect(done?.ok).toBe(true);
        expect(await known(other)).toEqual(await known(store));
      }),
      { numRuns: 60 },
    );
  });
});
