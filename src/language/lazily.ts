/** Made when it is first asked for, and then kept: much of what could be known of a name or a sentence nobody asks. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
