import { cleanText, foldText } from '../language/characters.ts';
import { COMMAND_WORDS } from './command-words.ts';

/** What a message is made of, as one text: names that stood apart as mentions do not run into Latin words beside them. */
export function joinPieces(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    const runsInto = /[\p{Script=Latin}\p{N}]$/u.test(text.slice(-2)) && /^[\p{Script=Latin}\p{N}]/u.test(piece);
    return runsInto ? `${text} ${piece}` : text + piece;
  }, '');
}

/** A text as it was meant: what phones make of spaces and dashes undone, nothing in it that nobody sees. Wording is left as it is. */
export function tidyTyped(text: string): string {
  const spaced = cleanText(text)
    .replace(ODD_SPACES, ' ')
    .replace(PHONE_FLAG, (whole, before: string, name: string) =>
      FLAGS.has(foldText(name)) ? `${before}--${name}` : whole,
    )
    .trim();
  return unquoted(spaced);
}

/** A line copied from help comes as code. */
const unquoted = (text: string): string => /^(`{1,3})([^`]+)\1$/.exec(text)?.[2]?.trim() ?? text;

const ODD_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F]/g;

/** Phones turn `--note` into one long dash. A dash before another word is a dash. */
const PHONE_FLAG = /(^|\s)[—–](\p{L}[\p{L}\p{N}_-]*)(?=\s|=|$)/gu;
const FLAGS: ReadonlySet<string> = new Set(
  COMMAND_WORDS.flatMap(({ fields }) => fields.flatMap(({ labels }) => labels)),
);
