/** What Slack says in `error` of an answer that is not ok. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** `invalid_arguments` with the reasons where Slack puts them [W buildResult reads them there]. */
export function invalidArguments(...reasons: readonly string[]): Refusal {
  return new Refusal('invalid_arguments', { response_metadata: { messages: reasons.map((one) => `[ERROR] ${one}`) } });
}
