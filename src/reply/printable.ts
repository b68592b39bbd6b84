const HIDDEN = /\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u2028\u2029\u206a-\u206f\ufeff]/gu;

function shown(character: string): string {
  if (character === '\n' || character === '\u2028' || character === '\u2029') return '\n';
  if (character === '\t') return ' ';
  return /\p{Cs}/u.test(character) ? '\ufffd' : '';
}

/**
 * A literal as it may be shown anywhere: no control characters but the line feed, nothing that changes the direction of what
 * follows, lone surrogates replaced. What a person typed must neither steer a terminal nor make one name look like another.
 */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(HIDDEN, shown);
}

/** The same on a single line, for titles, labels and cells. */
export function printableLine(text: string): string {
  return printable(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
