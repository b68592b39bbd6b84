/** What JSON writes for a NUL or a surrogate standing alone. The same six letters typed by hand match too, and are left as they are. */
const SUSPECT = /\\u(?:0000|d[89a-f])/;
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** PostgreSQL can hold neither NUL nor half a surrogate pair: both become U+FFFD, on either engine. */
export const toStorableText = (text: string): string => text.replace(UNSTORABLE, '\uFFFD');

/** The same value where it can be stored as it is, else a copy whose texts can. */
export function toStorable<T>(value: T): T {
  const json = JSON.stringify(value);
  if (json === undefined || !SUSPECT.test(json)) return value;
  return JSON.parse(json, (_key, part: unknown) => (typeof part === 'string' ? toStorableText(part) : part));
}
