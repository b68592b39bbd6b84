import type { Encoding } from './encodings.ts';
import { OWN_UID } from './export-cards.ts';
import type { Reason } from './reason.ts';
import { MOST_ROWS, type Table, TableRefusal, type TableRow } from './table.ts';
import { asBytes, type CardProperty, cardEncoding, decodedValue, propertiesOf } from './vcard-lines.ts';

/** The headers that cards are given, so that they are read like any table. */
const HEADERS = [
  'Contact name',
  'Account name',
  'Title',
  'Department',
  'Mobile',
  'Phone',
  'Email',
  'Birthday',
  'State',
  'Tastes',
  'Taboos',
  'KAM ID',
] as const;
type Header = (typeof HEADERS)[number];
type Card = Map<Header, string>;

const HAN = /\p{Script=Han}/u;
const WANTED = /^(?:FN|N|ORG|TITLE|ROLE|TEL|EMAIL|BDAY|UID|X-KAM-\w+)$/;

/** Reads visiting cards (vCard 2.1, 3.0, 4.0), a row for each. */
export async function readVcards(all: Uint8Array): Promise<Table> {
  const bytes = asBytes(all);
  const properties = propertiesOf(bytes);
  const encoding = cardEncoding(
    properties.filter(({ name }) => WANTED.test(name)),
    all,
  );
  const rows: TableRow[] = [{ line: 0, cells: HEADERS }];
  for (const { line, own } of cardsOf(properties)) {
    if (rows.length > MOST_ROWS) throw new TableRefusal({ code: 'too-many-rows', line, most: MOST_ROWS });
    const { card, fault } = readCard(own, encoding);
    const cells = HEADERS.map((header) => card.get(header) ?? '');
    rows.push(fault === undefined ? { line, cells } : { line, cells, fault });
  }
  return { format: 'vcard', encoding, rows: rows.length === 1 ? [] : rows, sheet: null, otherSheets: [] };
}

/** Properties that only we write (`export-cards.ts`). Several numbers are one text, whichever kinds of phone they are. */
const OWN: Readonly<Record<string, readonly Header[]>> = {
  'X-KAM-ACCOUNT': ['Account name'],
  'X-KAM-PHONE': ['Mobile', 'Phone'],
  'X-KAM-STATE': ['State'],
  'X-KAM-BIRTHDAY': ['Birthday'],
  'X-KAM-TASTES': ['Tastes'],
  'X-KAM-TABOOS': ['Taboos'],
};

interface Own {
  readonly line: number;
  readonly own: readonly CardProperty[];
}

function* cardsOf(properties: readonly CardProperty[]): Generator<Own> {
  let line = 0;
  let own: CardProperty[] = [];
  // A card may hold the card of an assistant, which is somebody else.
  let depth = 0;
  for (const property of properties) {
    const edge = edgeOf(property);
    depth = Math.max(0, depth + edge);
    if (edge === 1 && depth === 1) ({ line } = property);
    else if (edge === 0 && depth === 1) own.push(property);
    else if (edge === -1 && depth === 0) {
      yield { line, own };
      own = [];
    }
  }
  if (depth > 0) throw new TableRefusal({ code: 'damaged-cards', line });
}

/** Where a card begins 1, where it ends -1. */
function edgeOf({ name, raw }: CardProperty): number {
  if (raw.trim().toUpperCase() !== 'VCARD') return 0;
  return name === 'BEGIN' ? 1 : name === 'END' ? -1 : 0;
}

function readCard(own: readonly CardProperty[], encoding: Encoding): { card: Card; fault?: Reason } {
  const card: Card = new Map();
  // The preferred first, otherwise as they stand.
  for (const property of [...own].sort((a, b) => preference(a) - preference(b))) {
    if (!WANTED.test(property.name)) continue;
    const value = decodedValue(property, encoding);
    if (value === null) return { card, fault: { code: 'unreadable-text', lines: [property.line] } };
    for (const [header, text] of cellsOf(property, value)) if (text !== '' && !card.get(header)) card.set(header, text);
  }
  return { card };
}

/** What we wrote ourselves stands first, a name put together before one in parts, and a title before a role. */
function preference({ name, parameters }: CardProperty): number {
  const isPreferred = parameters.get('TYPE')?.includes('PREF') || parameters.get('PREF') === '1';
  const rank = name.startsWith('X-KAM-') ? -10 : name === 'N' || name === 'ROLE' ? 10 : 0;
  return rank + (isPreferred ? 0 : 1);
}

function cellsOf({ name, parameters }: CardProperty, value: string): [Header, string][] {
  const [first = '', ...others] = partsOf(value);
  switch (name) {
    case 'FN':
      return [['Contact name', unescaped(value).trim()]];
    case 'N':
      return [['Contact name', fullName(first, others[0] ?? '', others[1] ?? '')]];
    case 'ORG':
      return [
        ['Account name', first],
        ['Department', others[0] ?? ''],
      ];
    case 'TITLE':
    case 'ROLE':
      return [['Title', unescaped(value).trim()]];
    case 'TEL': {
      const isMobile = /CELL|MOBILE/.test(parameters.get('TYPE') ?? '');
      return [[isMobile ? 'Mobile' : 'Phone', unescaped(value).replace(/^tel:/i, '').trim()]];
    }
    case 'EMAIL':
      return [
        [
          'Email',
          unescaped(value)
            .replace(/^mailto:/i, '')
            .trim(),
        ],
      ];
    case 'BDAY':
      return [['Birthday', birthdayText(value)]];
    case 'UID':
      return value.startsWith(OWN_UID) ? [['KAM ID', unescaped(value).slice(OWN_UID.length)]] : [];
    default:
      return (OWN[name] ?? []).map((header) => [header, unescaped(value)]);
  }
}

/** What stands between semicolons; one after a backslash is part of the text. */
function partsOf(value: string): string[] {
  return [...value.matchAll(/((?:\\[\s\S]|[^;\\])*)(?:;|$)/g)].map(([, part = '']) => unescaped(part).trim());
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, sign: string) => (/[nN]/.test(sign) ? '\n' : sign));
}

function fullName(family: string, given: string, middle: string): string {
  if (HAN.test(family + given)) return `${family}${middle}${given}`;
  return [given, middle, family].filter((part) => part !== '').join(' ');
}

/** 19850412, 1985-04-12T00:00:00Z, --0412 and --04-12 without a year. */
function birthdayText(value: string): string {
  const [, year, month, day] = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(value.trim()) ?? [];
  if (year === undefined) return value.trim();
  return year === '--' ? `${month}-${day}` : `${year}-${month}-${day}`;
}
