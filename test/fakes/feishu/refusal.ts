import type { Json } from './json.ts';

/** What Feishu answers with in the place of `code: 0`. */
export class Refusal extends Error {
  readonly code: number;
  /** Of the answer over HTTP: 400 for nearly all (im-v1/message/create, error codes). */
  readonly status: number;
  readonly details: Json;

  constructor(code: number, message: string, status = 400, details: Json = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
