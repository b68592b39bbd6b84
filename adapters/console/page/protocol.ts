/** What the page and the server say to each other. Types only: both sides are compiled on their own. */

type PageLanguage = 'zh' | 'en';

export type PageContent =
  | { readonly text: string }
  | { readonly call: { readonly command: string; readonly args: Readonly<Record<string, unknown>> } };

/** The answer to `POST /api/messages` that the router gave. */
export interface PageAnswer {
  readonly ok: boolean;
  /** The reply, every literal escaped. */
  readonly html: string;
  readonly text: string;
  readonly language: PageLanguage;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What stopped a request before the router saw it. */
export interface PageRefusal {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
}

export interface PageCommand {
  readonly name: string;
  readonly words: readonly string[];
  readonly summary: string;
}

/** The answer to `GET /api/words`. */
export interface PageWords {
  /** `null` in the first run. */
  readonly member: { readonly name: string } | null;
  readonly language: PageLanguage;
  readonly ui: PageUi;
  readonly commands: readonly PageCommand[];
}

/** Every word of the page that is not part of a reply. */
export interface PageUi {
  readonly product: string;
  readonly conversation: string;
  readonly inputLabel: string;
  readonly placeholder: string;
  readonly keys: string;
  readonly send: string;
  readonly you: string;
  readonly assistant: string;
  readonly pending: string;
  readonly commands: string;
  readonly unreachable: string;
  readonly failed: string;
  readonly signedOut: string;
  readonly retry: string;
  readonly confirm: string;
  readonly goOn: string;
  readonly cancel: string;
  readonly required: string;
  readonly notANumber: string;
  readonly notADate: string;
  readonly fileTooLarge: string;
  readonly fileUnreadable: string;
  readonly scripts: string;
}
