/** The data of the commands that the panels draw, as far as they draw it. */

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly mine: boolean;
  readonly stage: string;
  readonly step: number;
  readonly share: number | null;
  readonly attention: 'high' | 'some' | 'none';
  readonly findings: readonly { readonly key: string; readonly text: string }[];
  readonly daysSinceTouch: number | null;
  readonly overdue: number;
  /** Names of ours by key, where one account was asked for. */
  readonly members?: Readonly<Record<string, string>>;
}

export interface AccountsData {
  readonly scope: 'mine' | 'all';
  readonly total: number;
  readonly mine: number;
  readonly all: number;
  readonly accounts: readonly AccountRow[];
}

export interface Person {
  readonly name: string;
  readonly department: string | null;
  readonly layer: string | null;
  readonly roles: readonly string[];
  readonly attitude: string | null;
  readonly state: string;
  readonly keyPerson: boolean;
  /** Keys of members. */
  readonly activeLinks: readonly string[];
}

export interface WhoData {
  readonly contacts: readonly Person[];
}

export interface ShareFigure {
  readonly percent: number;
  readonly on: string;
  readonly low?: number;
  readonly high?: number;
  readonly source?: string;
}

export interface ShareData {
  readonly shares: readonly ShareFigure[];
}

export interface Promised {
  readonly id: string;
  readonly what: string;
  readonly by: string | null;
  readonly due?: string;
  readonly doneOn?: string;
  readonly brokenOn?: string;
  readonly overdue: boolean;
  /** Whether the reader may mark it done. */
  readonly mayChange: boolean;
}

export interface Happened {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly time?: string;
  readonly contacts: readonly string[];
  readonly memberNames: readonly string[];
  readonly note: string;
}

export interface TimelineData {
  readonly more: boolean;
  readonly interactions: readonly Happened[];
  readonly promises: {
    readonly open: readonly Promised[];
    readonly done: readonly Promised[];
    readonly broken: readonly Promised[];
  };
}

export interface NewsData {
  readonly items: readonly {
    readonly by: string | null;
    readonly mine: boolean;
    readonly account: string;
    readonly accountId: string;
    readonly text: string;
  }[];
}
