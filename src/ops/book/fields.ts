import { z } from 'zod';
import { isDay } from '../../domain/days.ts';
import { toZone } from '../../domain/zones.ts';
import { isMoment } from './moment.ts';
import type { ProblemCode } from './problem.ts';

/** Takes out of a text what must not be kept: controls, lone surrogates, marks that nobody sees. */
export type Clean = (text: string) => string;

/** Makes a failed check carry the code of its problem; `path` points below the value checked. */
export function fault(code: ProblemCode, path: string[] = []): { error: ProblemCode; path: string[] } {
  return { error: code, path };
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const LONGEST_NOTE = 20_000;

/** Builders of the values a book is made of. Every optional value may be `null`, which clears what was there. */
export function fieldsOf(clean: Clean) {
  const trimmed = (text: string) => clean(text).trim();
  const line = (longest: number) => z.string().overwrite(trimmed).min(1).max(longest);
  const name = line(200);
  const id = line(100).regex(/^[^\s\p{C}]+$/u, fault('invalid-id'));
  const memberKey = line(254);
  const currency = z
    .string()
    .overwrite((text) => trimmed(text).toUpperCase())
    .regex(/^[A-Z]{3}$/, fault('invalid-currency'));
  // −0 comes back from a database as 0, and would look like a change for ever.
  const number = z.number().overwrite((figure) => figure + 0);
  const percent = number
    .min(0)
    .max(100)
    .refine((figure) => Math.round(figure * 100) / 100 === figure, fault('too-many-decimals'));

  return {
    name,
    id,
    /** How a member is referred to. */
    memberKey,
    /** How a member is called: a promise that is `them`'s is nobody's of ours. */
    key: memberKey.refine((text) => text.toLowerCase() !== 'them', fault('invalid-key')),
    line,
    currency,
    percent,
    note: z.string().overwrite(clean).max(LONGEST_NOTE),
    /** A text that may be missing; an empty one is missing too. */
    text: (longest = LONGEST_NOTE) =>
      z
        .string()
        .overwrite(clean)
        .max(longest)
        .transform((text) => (text.trim() === '' ? null : text))
        .nullish(),
    email: line(254).regex(EMAIL, fault('invalid-email')),
    day: z.string().refine(isDay, fault('invalid-day')),
    moment: z.string().refine(isMoment, fault('invalid-moment')),
    zone: z
      .string()
      .refine((text) => toZone(text) !== null, fault('invalid-zone'))
      .overwrite((text) => toZone(text) ?? text),
    amount: number.min(0),
    whole: (least: number, most: number) => number.int().min(least).max(most),
    /** A list in which nothing stands twice; `null` is the empty one. */
    setOf: <T extends z.ZodType>(item: T) =>
      z
        .array(item)
        .nullable()
        .transform((items) => [...new Set(items ?? [])])
        .optional(),
    listOf: <T extends z.ZodType>(item: T) => z.array(item).nullish(),
  };
}

export type Fields = ReturnType<typeof fieldsOf>;
