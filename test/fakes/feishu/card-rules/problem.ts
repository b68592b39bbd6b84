import type { Json } from '../json.ts';

/** Why Feishu does not take a card: its sub-code within 230099, and what is wrong. */
export interface Problem {
  readonly code: number;
  readonly what: string;
}

export interface Standing {
  /** A card for one reader in a group. */
  readonly isEphemeral: boolean;
  /** A picture the bot has uploaded. */
  hasImage(key: string): boolean;
  /** Somebody `<at id=…>` may name. */
  hasPerson(openId: string): boolean;
}

/** Sub-codes of 230099 (im-v1/message/create, error codes); 300305 is what too many elements get (cardkit-v1). */
export const CODES = {
  json: 200621,
  tag: 200861,
  limit: 11310,
  elements: 300305,
  chart: 200550,
  image: 200570,
  person: 100290,
  row: 200914,
  /** Of a form without a name (feishu-cards/card-callback-communication, error codes of the client). */
  name: 200530,
} as const;

export const wrong = (what: string, path: string): Problem => ({ code: CODES.json, what: `${what}, path: ${path}` });

/** Unknown properties are refused, not overlooked (card-json-v2-breaking-changes-release-notes). */
export function unknownIn(value: Json, known: readonly string[], path: string): readonly Problem[] {
  const extra = Object.keys(value).filter((key) => !known.includes(key));
  return extra.map((key) => wrong(`unknown property, property: ${key}`, path));
}

/** What must be one of a few words; absent is well. */
export function oneOf(value: unknown, words: readonly string[], name: string, path: string): readonly Problem[] {
  return value === undefined || words.includes(String(value)) ? [] : [wrong(`${name} is not one of ${words}`, path)];
}

/** What must be of a type; absent is well. */
export function typed(value: Json, types: Readonly<Record<string, string>>, path: string): readonly Problem[] {
  return Object.entries(types).flatMap(([key, type]) =>
    value[key] === undefined || typeof value[key] === type ? [] : [wrong(`${key} is no ${type}`, path)],
  );
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
