import { findAmounts, findNumbers } from './amounts.ts';
import { parseDay } from './find-days.ts';
import { findAccount, findContact, findMember } from './find-names.ts';
import { toSwitch } from './named-arguments.ts';
import { plainText } from './plain-text.ts';
import type { FieldWords, LanguageContext } from './types.ts';

const LIST = /\s*[,，、+]\s*/;

/** The raw value of what was typed for a field: `#id`, a day, a number, a key; the words themselves where they say none. */
export async function toRawValue(
  field: FieldWords,
  typed: string,
  context: LanguageContext,
  accountId: string | undefined,
): Promise<unknown> {
  switch (field.type) {
    case 'account':
      return accountValue(typed, context);
    case 'contact':
      return contactValue(typed, context, accountId);
    case 'contacts':
      return Promise.all(listOf(typed).map((one) => contactValue(one, context, accountId)));
    case 'member':
      return memberValue(typed, context);
    case 'members':
      return Promise.all(listOf(typed).map((one) => memberValue(one, context)));
    default:
      return plainValue(field, typed, context);
  }
}

function plainValue(field: FieldWords, typed: string, context: LanguageContext): unknown {
  switch (field.type) {
    case 'day':
      return dayValue(field, typed, context);
    case 'number':
      return numberValue(typed);
    case 'money':
      return moneyValue(typed);
    case 'choice':
      return choiceOf(field, typed) ?? typed;
    case 'choices':
      return listOf(typed).map((one) => choiceOf(field, one) ?? one);
    case 'switch':
      return toSwitch(plainText(typed).trim()) ?? typed;
    default:
      return typed;
  }
}

export function listOf(typed: string): readonly string[] {
  return typed
    .split(LIST)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

async function accountValue(typed: string, context: LanguageContext): Promise<string> {
  const found = await findAccount(context.views, typed, (account) => context.visible(account));
  return found.kind === 'one' ? `#${found.it.id}` : typed;
}

async function contactValue(typed: string, context: LanguageContext, accountId: string | undefined): Promise<string> {
  if (accountId === undefined) return typed;
  const found = findContact(typed, await context.views.ofAccount('contact', accountId));
  return found.kind === 'one' ? `#${found.it.id}` : typed;
}

async function memberValue(typed: string, context: LanguageContext): Promise<string> {
  if (/^(?:me|myself|i|我|本人)$/i.test(typed.trim())) return `#${context.memberId}`;
  const found = await findMember(context.views, typed);
  return found.kind === 'one' ? `#${found.it.id}` : typed;
}

function dayValue(field: FieldWords, typed: string, context: LanguageContext): string {
  return parseDay(typed, { today: context.today, bias: field.bias ?? 'past' })?.day ?? typed;
}

/** A number as typed, `%` or not; words that are none stay. */
function numberValue(typed: string): number | string {
  const folded = plainText(typed).trim();
  if (/^[+-]?\d{1,15}(?:\.\d{1,15})?%?$/.test(folded)) return Number.parseFloat(folded);
  const [only, more] = findNumbers(typed);
  return only && !more && isWhole(only, typed) ? only.value : typed;
}

function moneyValue(typed: string): unknown {
  const [only, more] = findAmounts(typed);
  if (only && !more && isWhole(only, typed)) return { amount: only.amount, currency: only.currency };
  const value = numberValue(typed);
  return typeof value === 'number' ? { amount: value, currency: null } : typed;
}

function isWhole(found: { readonly start: number; readonly end: number }, typed: string): boolean {
  return typed.slice(0, found.start).trim() === '' && typed.slice(found.end).trim() === '';
}

/** The key of a choice by one of its words. */
function choiceOf(field: FieldWords, typed: string): string | undefined {
  const folded = plainText(typed).trim();
  return field.choices?.find((choice) => choice.value.toLowerCase() === folded || choice.words.includes(folded))?.value;
}
