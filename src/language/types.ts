import type { Account, Contact, Day, Instant, Member } from '../domain/records.ts';
import type { NamedKind, Views } from '../ports/store.ts';

/** A stretch of the text as it was typed, in UTF-16 units, end excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A name found inside a sentence; `ids` are all who bear it, more than one when it is shared. */
export interface Mention extends Stretch {
  readonly kind: NamedKind;
  readonly ids: readonly string[];
  /** What was typed. */
  readonly text: string;
}

/** What a typed name stands for. `suggestions` are full names (of accounts, contacts, members), nearest first. */
export type Found<T> =
  | { readonly kind: 'one'; readonly it: T }
  | { readonly kind: 'many'; readonly them: readonly T[] }
  | { readonly kind: 'none'; readonly suggestions: readonly T[] };

export type NamedThing = Account | Contact | Member;

/** Which way an incomplete date leans: a log looks back, a promise forward. */
export type DayBias = 'past' | 'future';

export interface DayMention extends Stretch {
  /** The day meant; `null` when the words name one that does not exist (February 30). */
  readonly day: Day | null;
  /** `HH:MM`, when a time was said beside it. */
  readonly time: string | null;
  readonly text: string;
}

export interface AmountMention extends Stretch {
  readonly amount: number;
  /** ISO 4217, `null` when none was said. */
  readonly currency: string | null;
  readonly text: string;
}

export type FieldType =
  | 'account'
  | 'contact'
  | 'contacts'
  | 'member'
  | 'members'
  | 'day'
  | 'number'
  | 'money'
  | 'choice'
  | 'choices'
  | 'text'
  | 'switch';

/** One argument of a command, as far as typed text is concerned. */
export interface FieldWords {
  readonly name: string;
  readonly type: FieldType;
  /** How it may be called before `=` or after `--`: its name and its labels in both languages, folded. */
  readonly labels: readonly string[];
  /** For choices: each value with the words that mean it, folded. */
  readonly choices?: readonly { readonly value: string; readonly words: readonly string[] }[];
  /** May be given without its name, in the order of the fields. */
  readonly positional: boolean;
  readonly bias?: DayBias;
  /** Takes any words of one's own: then `x=y` among them is no argument, unless `x` is nearly one. */
  readonly free?: boolean;
}

export interface CommandWords {
  readonly name: string;
  /** Everything the command may be called, folded, e.g. `log`, `记录`. */
  readonly words: readonly string[];
  readonly fields: readonly FieldWords[];
  /** Arguments these words already settle: "add account" means `account` with this action. */
  readonly preset?: RawArguments;
}

/** Arguments as understood from text. A reference is `#id` when it was recognised, else the words typed. */
export type RawArguments = Readonly<Record<string, unknown>>;

export type Understanding =
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly raw: RawArguments;
      /** Ids of further accounts the words tell as much of: one call is for one account. */
      readonly beside?: readonly string[];
    }
  /** A verb was there but something about the way it was typed is wrong. */
  | {
      readonly kind: 'unclear';
      readonly command: string;
      readonly about: 'quote' | 'unknown-field';
      readonly text: string;
      /** The key that was probably meant. */
      readonly meant?: string;
    }
  /** `after`: the command it begins like, though what follows fits only in part. `why`: what kept it from being one, where that shows. */
  | { readonly kind: 'none'; readonly after?: string; readonly why?: WhyNone };

/** `plan`, `denied`, `hearsay`: a report but for that; `correction`: it mends something said before. */
type WhyNone = 'plan' | 'denied' | 'hearsay' | 'correction';

export interface LanguageContext {
  readonly views: Views;
  readonly commands: readonly CommandWords[];
  readonly now: Instant;
  /** The speaker's. */
  readonly zone: string;
  /** The speaker's calendar day. */
  readonly today: Day;
  readonly memberId: string;
  /** The account of the channel this is said in: meant where none is named. */
  readonly channelAccountId?: string | undefined;
  /** People talk with each other here: what is not surely for us is theirs. */
  readonly isTalk?: boolean;
  /** Accounts the speaker may not see are not recognised. */
  visible(account: Account): boolean;
}
