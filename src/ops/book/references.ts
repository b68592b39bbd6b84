/** Whether following one kind of reference from a record leads back to it. */
export function leadsBack(id: string, next: (id: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let at = next(id); at !== null && !seen.has(at); at = next(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
