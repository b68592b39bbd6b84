const DIGITS = '零一二三四五六七八九';
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** A number below ten thousand in digits or Han numerals (十一, 两百, 二十, 廿三, 二〇二六); `null` for anything else. */
export function wholeNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text
    .replaceAll('〇', '零')
    .replace(/[两兩]/g, '二')
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十');
  if (/^[零一二三四五六七八九]{2,}$/.test(plain))
    return Number([...plain].map((digit) => DIGITS.indexOf(digit)).join(''));
  return plain === '' ? null : summed(plain);
}

function summed(numerals: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const character of numerals) {
    const unit = UNITS.get(character);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
      continue;
    }
    const value = DIGITS.indexOf(character);
    if (value < 0) return null;
    digit = value;
  }
  return total + (digit ?? 0);
}
