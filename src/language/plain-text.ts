import { Converter } from 'opencc-js/t2cn';
import { foldText } from './characters.ts';

const toSimplified = Converter({ from: 't', to: 'cn' });
const HAN = /\p{Script=Han}/u;

/** The text as words are looked for in it: folded, and in simplified characters. As many UTF-16 units as given. */
export function plainText(text: string): string {
  const folded = foldText(text);
  if (!HAN.test(folded)) return folded;
  const simplified = toSimplified(folded);
  // A few conversions change the length; offsets matter more than they do.
  return simplified.length === folded.length ? simplified : folded;
}
