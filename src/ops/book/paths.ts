const PLAIN_KEY = /^[\p{L}\p{N}_-]{1,60}$/u;

/** A place in a book as people write it: `accounts[3].contacts[0].weight`. */
export function pathOf(parts: readonly PropertyKey[]): string {
  let path = '';
  for (const part of parts) path = typeof part === 'number' ? `${path}[${part}]` : under(path, String(part));
  return path;
}

function under(path: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key.slice(0, 60))}]`;
  return path === '' ? key : `${path}.${key}`;
}
