/** What the page and the server say to each other. Types only: both sides are compiled on their own. */

type PageLanguage = 'zh' | 'en';

export interface PageCall {
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type PageContent = { readonly text: string } | { readonly call: PageCall };

/** What of an answer the page has use for: the chat shows HTML, the panels draw data. */
export type PageWant = 'html' | 'data' | 'both';

/** The answer to `POST /api/messages` that the router gave. */
export interface PageAnswer {
  readonly ok: boolean;
  /** The reply, every literal escaped; empty where only data was wanted. */
  readonly html: string;
  readonly text: string;
  readonly language: PageLanguage;
  /** Where wanted. */
  readonly data?: Readonly<Record<string, unknown>>;
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

/** One of the answers to `GET /api/names`. */
export interface PageName {
  readonly kind: 'account' | 'contact' | 'member';
  readonly name: string;
  readonly detail: string;
  /** UTF-16 units before the caret it replaces. */
  readonly replaces: number;
}

/** An event `recorded` of `GET /api/events`. */
export interface PageNews {
  readonly changeId: string;
  /** `null`: ask again for everything. */
  readonly accountId: string | null;
}

/** Words by group and key. */
export type PageVocabulary = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The answer to `GET /api/words`. */
export interface PageWords {
  /** `null` in the first run. */
  readonly member: { readonly id: string; readonly name: string; readonly timeZone: string } | null;
  readonly language: PageLanguage;
  readonly ui: PageUi;
  readonly vocabulary: PageVocabulary;
  readonly commands: readonly PageCommand[];
}

/** Every word of the page that is not part of a reply. `{n}`, `{who}` and the like stand for what the page puts in. */
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
  readonly suggestions: string;
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
  readonly toMessage: string;
  readonly reconnecting: string;
  readonly signOut: string;
  readonly signOutAsk: string;
  readonly unanswered: string;
  readonly recorded: string;
  readonly muchRecorded: string;
  readonly operator: string;
  readonly show: string;
  readonly contact: string;
  readonly colleague: string;
  readonly account: string;
  readonly accounts: string;
  readonly close: string;
  readonly mine: string;
  readonly everybody: string;
  readonly find: string;
  readonly sort: string;
  readonly only: string;
  readonly byAttention: string;
  readonly byName: string;
  readonly byStage: string;
  readonly byTouch: string;
  readonly byOverdue: string;
  readonly anyAccount: string;
  readonly count: string;
  readonly countOf: string;
  readonly partly: string;
  readonly noneFound: string;
  readonly noneOfMine: string;
  readonly loading: string;
  readonly more: string;
  readonly step: string;
  readonly gaps: string;
  readonly noGaps: string;
  readonly overdue: string;
  readonly isOverdue: string;
  readonly today: string;
  readonly yesterday: string;
  readonly daysAgo: string;
  readonly never: string;
  readonly owner: string;
  readonly stage: string;
  readonly people: string;
  readonly noPeople: string;
  readonly noLayer: string;
  readonly gone: string;
  readonly keyPerson: string;
  readonly inTouch: string;
  readonly noLink: string;
  readonly noAttitude: string;
  readonly share: string;
  readonly noShare: string;
  readonly shareChart: string;
  readonly asTable: string;
  readonly date: string;
  readonly source: string;
  readonly promises: string;
  readonly noPromises: string;
  readonly kept: string;
  readonly due: string;
  readonly theyOwe: string;
  readonly timeline: string;
  readonly nothingYet: string;
  readonly cannotShow: string;
}
