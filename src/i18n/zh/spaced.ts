/** A name amid Chinese: with a space on each side where it ends in Latin letters or digits, as is the custom. */
export function spaced(name: string): string {
  const [before, after] = [/^[\w]/.test(name) ? ' ' : '', /[\w]$/.test(name) ? ' ' : ''];
  return `${before}${name}${after}`;
}

/**
 * A Chinese sentence with names put in: a space stands where a Chinese character meets a Latin one or a digit, and none beside
 * punctuation. Days are written without, 2026年11月21日.
 */
export function han(strings: TemplateStringsArray, ...names: readonly string[]): string {
  return strings.reduce((before, after, at) => joined(joined(before, names[at - 1] ?? ''), after));
}

const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;
const LATIN_END = /[\p{Script=Latin}\d]$/u;
const LATIN_START = /^(?!\d{4}年)[\p{Script=Latin}\d]/u;

function joined(before: string, after: string): string {
  const meet = (HAN_END.test(before) && LATIN_START.test(after)) || (LATIN_END.test(before) && HAN_START.test(after));
  return `${before}${meet ? ' ' : ''}${after}`;
}
