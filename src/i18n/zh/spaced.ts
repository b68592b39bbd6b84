/** A name amid Chinese: with a space on each side where it ends in Latin letters or digits, as is the custom. */
export function spaced(name: string): string {
  const [before, after] = [/^[\w]/.test(name) ? ' ' : '', /[\w]$/.test(name) ? ' ' : ''];
  return `${before}${name}${after}`;
}
