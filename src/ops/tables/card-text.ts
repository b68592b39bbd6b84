/** A line of a card takes 75 octets, and goes on in the next after a blank (RFC 2426, 2.6). */
const LONGEST_LINE = 75;

/** One property as its lines; `parts` are literals, parted by semicolons. Nothing in them can begin another property. */
export function propertyLines(name: string, ...parts: readonly string[]): string {
  return folded(`${name}:${parts.map(escaped).join(';')}`);
}

/** Line feeds are kept as `\n`; other controls, which no reader of cards expects, are left out. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?!\n|\t)\p{Cc}/gu, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** Broken between characters, never inside one: not every reader puts bytes together before it reads them. */
function folded(line: string): string {
  let text = '';
  let used = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (used + octets > LONGEST_LINE) {
      text += '\r\n ';
      used = 1;
    }
    text += character;
    used += octets;
  }
  return `${text}\r\n`;
}
