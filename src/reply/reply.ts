import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';

/**
 * What the assistant answers, as a closed tree that each platform renders in full in its own look. A bare string is always
 * literal: escaping is the renderer's affair, so nothing a person typed can become markup.
 */
export type Span =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly link: string; readonly href: string }
  /** A member, by id. */
  | { readonly person: string; readonly name: string }
  /** A channel, by its id on its platform; `name` is for where that platform does not draw it itself. */
  | { readonly channel: string; readonly platform: Platform; readonly name: string }
  | { readonly instant: Instant };
export type Text = Span | readonly Span[];

export type Tone = 'neutral' | 'good' | 'warning' | 'danger';

/** Who may see a reply; the adapter finds the place. */
export type Audience = 'asker' | 'account-team' | 'members' | 'outsiders';

/** A command call that is routed like anything typed. */
export interface Call {
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Button {
  readonly label: string;
  readonly press: Call;
  readonly style?: 'primary' | 'danger';
  /** Asked before it is carried out. */
  readonly confirm?: string;
}

export type InputType = 'line' | 'lines' | 'number' | 'date' | 'choice' | 'choices' | 'switch' | 'file';

export interface Input {
  readonly name: string;
  readonly label: string;
  readonly type: InputType;
  readonly required: boolean;
  readonly hint?: string;
  readonly value?: string | number | boolean | readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What names are looked for as somebody types; where the platform cannot, it is a line like any other. */
  readonly lookup?: 'account';
  /** Of a lookup: what the name shown as its value stands for, `#id`; to be sent back in its stead. */
  readonly reference?: string;
  /** What others offer depends on it: once it is chosen, the form is asked for anew where that can be done (`Command.ask`). */
  readonly refines?: boolean;
  /** Of a file: it is handed in beside the call, which carries its id (`Transfers`). Otherwise the value is its text. */
  readonly isHandedIn?: boolean;
  /** What is wrong with the value given, said beside the input. */
  readonly problem?: string;
}

export interface Form {
  readonly kind: 'form';
  readonly command: string;
  readonly submit: string;
  readonly inputs: readonly Input[];
  /** Arguments already known; sent along with the inputs, which win. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** The same asked in one typed line, for where there are no forms. */
  readonly example?: string;
}

export type Block =
  | { readonly kind: 'text'; readonly text: Text; readonly tone?: 'normal' | 'quiet' }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Text }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly label: string; readonly align?: 'left' | 'right' }[];
      readonly rows: readonly (readonly Text[])[];
    }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | Form
  /** Drawn by us as SVG; adapters turn it into pixels where they must. */
  | { readonly kind: 'picture'; readonly alt: string; readonly svg: string }
  /** A file for the asker, kept by the program for a while (`Transfers`); adapters hand it over in their own way. */
  | { readonly kind: 'file'; readonly id: string; readonly name: string; readonly size: number }
  | { readonly kind: 'divider' };

export interface Reply {
  readonly title: string;
  readonly tone?: Tone;
  readonly audience: Audience;
  readonly blocks: readonly Block[];
  /**
   * In place of the blocks, what may be said where the question was said aloud and everybody who heard it may see this account: no
   * more than any of them can read in its timeline.
   */
  readonly aloud?: { readonly accountId: string; readonly blocks: readonly Block[] };
}

export function spans(text: Text): readonly Span[] {
  return Array.isArray(text) ? text : [text as Span];
}

/** For the `default` of a switch over a closed union: a case that somebody forgets does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
