/** Numbers without a country are China's where they look like one of its mobile numbers. */
const CHINESE = /^1[3-9]\d{9}$/;
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;

/** A mobile number as it is compared, digits with the country first: `+86 138-0013-8000` and `13800138000` are one. `null`: none. */
export function mobileKey(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/^\s*00/, '+')
    .replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return null;
  return CHINESE.test(digits) ? `86${digits}` : digits;
}
