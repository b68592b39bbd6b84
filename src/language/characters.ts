/** NUL and other controls (not newline, tab), bidi controls, and characters nobody sees that hide in names. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be taken out
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** An emoji's own joiner, colour mark or flag tag stays; anywhere else it only makes equal-looking text differ. */
const STRAY_MARKS = /(?<!\p{Emoji})\uFE0F/gu;
const STRAY_JOINERS =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const STRAY_TAGS = /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E007F}]/gu;
const PLAIN = /^[\n\t\u0020-\u007E\u3000-\u3029\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** Makes typed text safe to keep and to show: composed (NFC), nothing invisible or reordering in it. Ordinary text stays. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(LINE_ENDS, '\n')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(UNSEEN, '')
    .replace(STRAY_TAGS, '')
    .replace(STRAY_MARKS, '')
    .replace(STRAY_JOINERS, '')
    .normalize('NFC');
}

const COUNTERPARTS: ReadonlyMap<string, string> = new Map([
  ...pairs('\u3000\u00A0\u202F', ' '),
  ...pairs('“”„‟「」『』﹁﹂﹃﹄', '"'),
  ...pairs('‘’‚‛', "'"),
  ...pairs('、､', ','),
  ...pairs('。｡', '.'),
  ...pairs('〜～', '~'),
  ...pairs('—–―−‐‑‒', '-'),
  ['￥', '¥'],
  ['￡', '£'],
  ['【', '['],
  ['】', ']'],
]);

function pairs(characters: string, counterpart: string): [string, string][] {
  return [...characters].map((character) => [character, counterpart]);
}

function foldUnit(unit: string): string {
  const known = COUNTERPARTS.get(unit);
  if (known !== undefined) return known;
  const code = unit.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = half.toLowerCase();
  return lower.length === 1 ? lower : half;
}

const FOLDED = /^[\n\t\u0020-\u0040\u005B-\u005F\u0061-\u007E\u4E00-\u9FFF]*$/;

/** Full-width to half-width, smart and Chinese punctuation to ASCII, Latin to lower case; as many UTF-16 units as given. */
export function foldText(text: string): string {
  if (FOLDED.test(text)) return text;
  let folded = '';
  for (let index = 0; index < text.length; index += 1) folded += foldUnit(text.charAt(index));
  return folded;
}
