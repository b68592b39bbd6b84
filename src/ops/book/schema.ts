import { z } from 'zod';
import { FUNCTIONS, INTERACTION_KINDS, LANGUAGES, MEMBER_STATES, ROLES, SIGNALS } from '../../domain/vocabulary.ts';
import { accountSchema } from './account-schema.ts';
import { type Clean, type Fields, fault, fieldsOf } from './fields.ts';

/** The book, version 1, as it is read; unknown keys are refused, and texts come out clean. `history` is looked at elsewhere. */
export function bookSchema(clean: Clean) {
  const f = fieldsOf(clean);
  return z.strictObject({
    version: z.literal(1).nullish(),
    members: f.listOf(memberSchema(f)),
    accounts: f.listOf(accountSchema(f)),
    interactions: f.listOf(interactionSchema(f)),
    history: z.unknown().optional(),
  });
}

function memberSchema(f: Fields) {
  return z
    .strictObject({
      key: f.key.nullish(),
      email: f.email.nullish(),
      mobile: f.text(50),
      name: f.name,
      function: z.enum(FUNCTIONS),
      role: z.enum(ROLES),
      manager: f.memberKey.nullish(),
      state: z.enum(MEMBER_STATES).nullish(),
      leavesOn: f.day.nullish(),
      timeZone: f.zone,
      language: z.enum(LANGUAGES),
    })
    .refine(({ key, email }) => isGiven(key) || isGiven(email), fault('missing', ['key']));
}

function interactionSchema(f: Fields) {
  const value = z.strictObject({ amount: f.amount, currency: f.currency });
  return z.strictObject({
    id: f.id.nullish(),
    account: f.name,
    contacts: z.array(f.name),
    members: z.array(f.memberKey),
    kind: z.enum(INTERACTION_KINDS),
    at: f.moment,
    note: f.note,
    answered: z.boolean().nullish(),
    nextSteps: f.listOf(nextStepSchema(f)),
    value: value.nullish(),
    occasion: f.text(200),
    signals: f.setOf(z.enum(SIGNALS)),
  });
}

function nextStepSchema(f: Fields) {
  return z.strictObject({
    what: f.line(2000),
    due: f.day.nullish(),
    by: f.memberKey.nullish(),
    doneOn: f.day.nullish(),
  });
}

function isGiven(text: string | null | undefined): boolean {
  return text !== null && text !== undefined;
}

type Schema = ReturnType<typeof bookSchema>;
/** A book as it stands in a file. */
export type Book = Omit<z.input<Schema>, 'history'> & { history?: unknown };
/** A book once read: checked, its texts clean. */
export type ReadBook = z.output<Schema>;
export type BookMember = NonNullable<Book['members']>[number];
export type BookAccount = NonNullable<Book['accounts']>[number];
export type BookContact = NonNullable<BookAccount['contacts']>[number];
export type BookInteraction = NonNullable<Book['interactions']>[number];
export type ReadMember = NonNullable<ReadBook['members']>[number];
export type ReadAccount = NonNullable<ReadBook['accounts']>[number];
export type ReadContact = NonNullable<ReadAccount['contacts']>[number];
export type ReadInteraction = NonNullable<ReadBook['interactions']>[number];
