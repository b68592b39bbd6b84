export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is written there as JSON; undefined: it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object that is written there; an empty one where none is. */
export function objectIn(text: string): Json {
  const value = parsed(text);
  return isRecord(value) ? value : {};
}

/** The objects in a list; none where it is no list. */
export const recordsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
