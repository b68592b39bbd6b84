/** What the page and the server say to each other. Types only: both sides are compiled on their own. */

type PageLanguage = 'zh' | 'en';

export interface PageCall {
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type PageContent = { readonly text: string } | { readonly call: PageCall };

/** Where something is said: `dm`, with the assistant alone, or the id of a channel. */
export type PagePlaceId = string;

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
  /** What was carried out: a command, with its action where it has one (`log`, `account:add`); `null` when it was refused. */
  readonly did: string | null;
  /** In a channel: what of it everybody can see there, and whether the answer is for the asker alone. */
  readonly posted?: readonly PagePostedId[];
  readonly isPrivate?: boolean;
}

/** A place at the side: the conversation with the assistant, or a channel. */
export interface PagePlace {
  readonly id: PagePlaceId;
  /** Empty for `dm`: the page has a word for it. */
  readonly name: string;
  readonly unread: number;
}

/** The answer to `GET /api/places`; `POST /api/places` makes a channel and answers with it. */
export interface PagePlaces {
  readonly places: readonly PagePlace[];
}

export interface PagePostedId {
  readonly id: string;
  /** From 1 in each place, in the order of posting. */
  readonly position: number;
}

/** Something said in a place, one of the answers to `GET /api/places/ID/messages`. */
export interface PagePosted extends PagePostedId {
  readonly at: number;
  readonly isMine: boolean;
  /** Who said it; `null`: the assistant. */
  readonly by: string | null;
  readonly said: string | null;
  /** The assistant's reply, every literal escaped. */
  readonly html: string | null;
}

/** An event `posted` of `GET /api/events`. */
export interface PagePostedNews {
  readonly place: PagePlaceId;
  readonly message: string;
  readonly position: number;
  readonly isMine: boolean;
}

/** One of the people whom the demo can be tried as. */
export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Something to try in the first minute: one tap. */
export interface PageStep {
  readonly key: string;
  readonly label: string;
  /** What is said then; a text is sent as if typed, a call shows its form. */
  readonly content: PageContent | { readonly speakAs: string };
  /** What ticks it off, as `PageAnswer.did` says it. */
  readonly doneBy: readonly string[];
}

/** What to try first. `null` in the page where there is nothing to show. */
export interface PageGuide {
  /** Under which the browser keeps what was done: each demo is one, a member's beginning another. */
  readonly id: string;
  readonly isDemo: boolean;
  /** Offered unasked; otherwise help brings it. */
  readonly isOffered: boolean;
  readonly steps: readonly PageStep[];
}

/** The answer to `POST /api/files`: what the command `import` is told it by. */
export interface PageFile {
  readonly id: string;
  readonly name: string;
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
  readonly guide: PageGuide | null;
  /** In the demo; elsewhere nobody can speak as somebody else. */
  readonly people: readonly PagePerson[] | null;
  readonly mayAddChannel: boolean;
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
  readonly transfer: string;
  readonly dropHere: string;
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
  readonly gaveUp: string;
  readonly markDone: string;
  readonly due: string;
  readonly theyOwe: string;
  readonly timeline: string;
  readonly nothingYet: string;
  readonly cannotShow: string;
  readonly places: string;
  readonly addChannel: string;
  readonly channelName: string;
  readonly add: string;
  readonly channelTaken: string;
  readonly unread: string;
  readonly onlyYou: string;
  readonly inChannel: string;
  readonly channelEmpty: string;
  readonly menu: string;
  readonly speakAs: string;
  readonly speakAsNote: string;
  readonly guide: string;
  readonly guideDone: string;
  readonly guideAll: string;
  readonly guideLess: string;
  readonly guideNext: string;
  readonly dismiss: string;
  readonly done: string;
  readonly hello: string;
  readonly helloDemo: string;
  readonly helloNew: string;
}
