/** What `/readyz` says. */
export interface Readiness {
  readonly ready: boolean;
  /** Each part by name: `ok`, or what is wrong with it. */
  readonly parts: Readonly<Record<string, string>>;
}
