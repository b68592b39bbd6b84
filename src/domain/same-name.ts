/** What spellings of one name have in common: width, case and white space do not tell names apart. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}
