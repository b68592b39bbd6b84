import type { PagePlaceId } from './protocol.ts';
import { read, remove, write } from './storage.ts';

/** What is typed and not yet sent, kept over a reload. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fieldsOf = (form: Element): Field[] =>
  [...form.querySelectorAll<Field>('input, textarea, select')].filter((field) => field.type !== 'file');

const isBox = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && field.type === 'checkbox';

/** Keeps the fields of a turn's forms, in their order. */
export function keepForm(turnId: string, place: Element): void {
  const values = fieldsOf(place).map((field) => (isBox(field) ? field.checked : field.value));
  write(`form:${turnId}`, JSON.stringify(values));
}

export function forgetForm(turnId: string): void {
  remove(`form:${turnId}`);
}

/** Puts them back into the same forms. */
export function restoreForm(turnId: string, place: Element): void {
  const kept = read(`form:${turnId}`);
  if (kept === null) return;
  const values = JSON.parse(kept) as (string | boolean)[];
  for (const [at, field] of fieldsOf(place).entries()) {
    const value = values[at];
    if (isBox(field)) field.checked = value === true;
    else if (typeof value === 'string') field.value = value;
  }
}

const draftOf = (place: PagePlaceId): string => (place === 'dm' ? 'draft' : `draft:${place}`);

export const keepDraft = (place: PagePlaceId, text: string): void => {
  if (text === '') remove(draftOf(place));
  else write(draftOf(place), text);
};
export const recallDraft = (place: PagePlaceId): string => read(draftOf(place)) ?? '';
