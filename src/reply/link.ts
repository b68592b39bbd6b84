const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** The address in normal form if it is one that may be followed (http, https, mailto; absolute), else undefined. */
export function followable(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return PROTOCOLS.has(url.protocol) ? url.href : undefined;
}
