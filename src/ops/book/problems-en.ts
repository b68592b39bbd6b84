import type { ProblemCode, ProblemDetail } from './problem.ts';

type Say = (detail: ProblemDetail) => string;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

const value = (d: ProblemDetail): string => (d.value === undefined ? 'This' : `"${d.value}"`);

export const problemsEn: Readonly<Record<ProblemCode, Say>> = {
  'not-json': (d) => `This is not JSON (${d.reason ?? 'unreadable'}). Export a book to see what one looks like.`,
  'wrong-version': (d) =>
    `Version ${d.value ?? '?'} of the book is not known here, only 1. Update KAM Assistant, or export again.`,
  'unknown-key': (d) => `There is no key "${d.key ?? ''}" here. Correct its spelling or take it out.`,
  missing: () => 'This is missing. Add it.',
  'wrong-type': (d) => `This is not of the right type. Write ${TYPES[d.expected ?? ''] ?? 'it as the format says'}.`,
  'not-a-choice': (d) => `${value(d)} is not possible here. Choose one of: ${d.allowed ?? ''}.`,
  'out-of-range': (d) =>
    d.maximum !== undefined
      ? `${value(d)} is too much. At most ${d.maximum}.`
      : `${value(d)} is too little. At least ${d.minimum ?? 0}.`,
  'too-many-decimals': (d) => `${value(d)} has too many decimals. Round it to two.`,
  'too-long': (d) => `This text is too long. At most ${d.maximum ?? ''} characters.`,
  empty: () => 'This is empty. Give at least one; only a note can do without.',
  'invalid-day': (d) => `${value(d)} is not a day. Write one that exists as YYYY-MM-DD.`,
  'invalid-moment': (d) =>
    `${value(d)} is not a moment. Write a day as YYYY-MM-DD, or with a time as 2026-11-03T14:30:00+08:00.`,
  'invalid-zone': (d) => `${value(d)} is not a time zone. Write one like Asia/Shanghai or Europe/London.`,
  'invalid-email': (d) => `${value(d)} is not an e-mail address. Correct it or take it out.`,
  'invalid-key': (d) => `Nobody can be called ${value(d)}. Choose another key.`,
  'invalid-id': (d) => `${value(d)} cannot be an id. Leave out spaces and control characters.`,
  'invalid-currency': (d) => `${value(d)} is not a currency. Write three letters like CNY or USD.`,
  'invalid-birthday': () =>
    'This day is in no calendar. Check month and day; only a lunar birthday can be in a leap month.',
  'invalid-text': () => 'This text holds characters that cannot be stored. The file is damaged: export it again.',
  'ideal-above-most': () => 'The ideal is above the most. Exchange the two or correct them.',
  'half-a-range': () => 'low and high come together. Give both or neither.',
  'low-above-percent': (d) =>
    `low (${d.low ?? '?'}) is above percent (${d.percent ?? '?'}). Correct one of them, or set low and high to null.`,
  'high-below-percent': (d) =>
    `high (${d.high ?? '?'}) is below percent (${d.percent ?? '?'}). Correct one of them, or set low and high to null.`,
  'above-ceiling': (d) =>
    `The share is above its ceiling (${d.ceiling ?? '?'}). Correct one of them, or set ceiling to null.`,
  'ends-before-start': () => 'This ends before it begins. Correct one of the two days.',
  duplicate: (d) =>
    `${value(d)} is there twice. Keep one of them; two people of one name in one account each need an id of their own.`,
  'unknown-member': (d) => `Nobody of ours is called ${value(d)}. Correct the key, or add the person under members.`,
  'unknown-account': (d) => `There is no account ${value(d)}. Correct the name, or add it under accounts.`,
  'unknown-contact': (d) =>
    `There is no contact ${value(d)} in this account. Correct the name, or add the person to its contacts.`,
  ambiguous: (d) => `${value(d)} can mean more than one. Use the full name, or the id.`,
  cycle: (d) => `From ${value(d)} this leads back to the same person. Break the circle.`,
  'not-yours': ({ value }) => `The account "${value}" is not yours to change.`,
  conflict: () => 'Something else already has this id or key. Take the id out, or choose another.',
  'broken-reference': (d) => `${value(d)} is referred to but is nowhere. The file is incomplete: export it again.`,
  'weights-over-100': (d) =>
    `The weights of the contacts in post add up to ${d.sum ?? '?'}, more than 100. Imported all the same: check them.`,
  'in-the-future': (d) => `${value(d)} lies in the future. Imported all the same: check it.`,
};
